//! Visits: what a therapist plans, does and leaves behind, on a ward or at home.

use crate::{FactId, StaffId, UtcMillis};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The patient is on somebody's caseload, or no longer. Outlasts a shift, unlike an allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseloadEntry {
    /// Whose.
    pub staff: StaffId,
    /// True from now on, false when it ends.
    pub on: bool,
}

/// The patient is seen at home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// The address, in lines.
    pub address: String,
    /// How to get in and what to beware of: key safe, dog, oxygen; may be empty.
    pub access: String,
}

/// Somebody means to visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitPlan {
    /// Who.
    pub staff: StaffId,
    /// When.
    pub at: UtcMillis,
    /// What for, in words; may be empty.
    pub purpose: String,
}

/// A visit that was planned is not to be made: called off before it began. It replaces the plans that it calls off, as another
/// plan would.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitCalledOff {
    /// The reason's code: one of [`CALLED_OFF`], or a newer version's.
    pub reason: String,
    /// More, in words; may be empty.
    pub words: String,
}

/// Why a visit is called off before it begins: code and words.
pub const CALLED_OFF: [(&str, &str); 8] = [
    ("asked", "The patient or family asked"),
    ("away", "Will not be there"),
    ("unwell", "Too unwell"),
    ("in_hospital", "In hospital"),
    ("not_needed", "Not needed any more"),
    ("colleague", "Somebody else visits"),
    ("service", "Nobody can come"),
    ("unsafe", "Not safe to go"),
];

/// A visit begins. When it began is the time at which the fact was true; one that is written up later was recorded after that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitStart {
    /// The plan it follows, if there was one.
    pub plan: Option<FactId>,
    /// What the patient, the wristband or somebody who knows them was asked, and it fitted.
    pub identity: BTreeSet<IdentityCheck>,
    /// On what footing.
    pub consent: Consent,
}

/// How it was made sure who this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityCheck {
    /// The full name.
    Name,
    /// The date of birth.
    BornOn,
    /// The address.
    Address,
    /// The NHS number.
    NhsNumber,
    /// The wristband.
    Wristband,
}

/// On what footing a visit goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// The patient agreed.
    Given,
    /// The patient cannot decide this; it is in their best interests.
    BestInterests,
}

/// A visit ends, at the time at which the fact was true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitEnd {
    /// Its beginning, or its plan where it never began.
    pub visit: FactId,
    /// How.
    pub how: VisitEnding,
}

/// How a visit ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitEnding {
    /// The patient was seen.
    Seen,
    /// The patient was not seen.
    NotSeen {
        /// The reason's code: one of [`NOT_SEEN`], or a newer version's.
        reason: String,
        /// More, in words; may be empty.
        words: String,
    },
}

/// Why a patient was not seen: code and words. Nobody "did not attend" a visit to their own bed or home.
pub const NOT_SEEN: [(&str, &str); 12] = [
    ("no_access", "No access: nobody answered"),
    ("declined", "Declined today"),
    ("unwell", "Too unwell"),
    ("asleep", "Asleep, as agreed not woken"),
    ("off_ward", "Off the ward: scan, theatre, other therapy"),
    ("in_hospital", "In hospital"),
    ("unsafe", "Not safe to go in"),
    ("cancelled_by_patient", "Cancelled by the patient or family"),
    ("cancelled_by_service", "Cancelled by the service"),
    ("travel", "Could not get there"),
    ("double_booked", "Somebody else was with the patient"),
    ("died", "The patient has died"),
];

/// What a patient wants to get back to; a later version supersedes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// In the patient's own words.
    pub words: String,
    /// How one will know, such as "10 m with a frame, by herself"; may be empty.
    pub measure: String,
    /// By this day.
    pub by: Option<NaiveDate>,
    /// How it stands.
    pub standing: GoalStanding,
}

impl Goal {
    /// Whether its day is past and it is still being worked on. `today` is the ward's day.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        let working = matches!(self.standing, GoalStanding::Open | GoalStanding::PartlyMet);
        working && self.by.is_some_and(|by| by < today)
    }
}

/// How a goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalStanding {
    /// Being worked on.
    Open,
    /// Reached in part.
    PartlyMet,
    /// Reached.
    Met,
    /// Not reached.
    NotMet,
    /// No longer wanted.
    Stopped,
}

/// What a therapist leaves for the ward, in three lines. The latest stands on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TherapyHandover {
    /// How the patient is, such as "Walks 10 m with frame and one".
    pub situation: String,
    /// What to watch; may be empty.
    pub watch: String,
    /// What to do; may be empty.
    pub to_do: String,
}

impl TherapyHandover {
    /// As one line of a board: what there is of the three.
    pub fn line(&self) -> String {
        let mut line = self.situation.trim().to_owned();
        for (name, words) in [("Watch: ", &self.watch), ("Do: ", &self.to_do)] {
            if !words.trim().is_empty() {
                let between = if line.is_empty() { "" } else { " · " };
                line = [&line, between, name, words.trim()].concat();
            }
        }
        line
    }
}

impl IdentityCheck {
    /// All, in the order in which they are asked.
    pub const ALL: [Self; 5] = [Self::Name, Self::BornOn, Self::Address, Self::NhsNumber, Self::Wristband];

    /// As the screen says it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "Full name",
            Self::BornOn => "Date of birth",
            Self::Address => "Address",
            Self::NhsNumber => "NHS number",
            Self::Wristband => "Wristband",
        }
    }
}

impl Consent {
    /// As the screen says it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Given => "Agreed",
            Self::BestInterests => "Cannot decide this: best interests",
        }
    }
}

impl GoalStanding {
    /// All.
    pub const ALL: [Self; 5] = [Self::Open, Self::PartlyMet, Self::Met, Self::NotMet, Self::Stopped];

    /// As the screen says it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "Working on it",
            Self::PartlyMet => "Partly met",
            Self::Met => "Met",
            Self::NotMet => "Not met",
            Self::Stopped => "No longer wanted",
        }
    }
}

/// The words of a reason; a newer version's code stands for itself.
pub fn not_seen_label(code: &str) -> &str {
    label(&NOT_SEEN, code)
}

/// The words of a reason for calling off; a newer version's code stands for itself.
pub fn called_off_label(code: &str) -> &str {
    label(&CALLED_OFF, code)
}

fn label<'c>(listed: &[(&str, &'static str)], code: &'c str) -> &'c str {
    listed.iter().find(|(known, _)| *known == code).map_or(code, |(_, label)| label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boards_line_says_what_there_is() {
        let all = TherapyHandover {
            situation: "Walks 10 m with frame and one".into(),
            watch: "dizzy on standing".into(),
            to_do: " up for meals ".into(),
        };
        assert_eq!(all.line(), "Walks 10 m with frame and one · Watch: dizzy on standing · Do: up for meals");
        let only = TherapyHandover { situation: String::new(), watch: String::new(), ..all };
        assert_eq!(only.line(), "Do: up for meals");
    }

    #[test]
    fn nobody_fails_to_attend_their_own_bed() {
        assert_eq!(not_seen_label("no_access"), "No access: nobody answered");
        assert!(NOT_SEEN.iter().all(|(_, label)| !label.contains("DNA") && !label.contains("attend")));
        assert_eq!(not_seen_label("flooded_road"), "flooded_road");
        assert_eq!(called_off_label("in_hospital"), "In hospital");
        assert_eq!(called_off_label("flooded_road"), "flooded_road");
    }

    #[test]
    fn a_goal_is_overdue_the_day_after_its_day_while_it_is_worked_on() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let goal = |standing| Goal {
            words: "Get to the garden".into(),
            measure: String::new(),
            by: Some(day("2026-12-12")),
            standing,
        };
        let (on_it, after) = (day("2026-12-12"), day("2026-12-13"));
        for standing in GoalStanding::ALL {
            let working = matches!(standing, GoalStanding::Open | GoalStanding::PartlyMet);
            assert!(!goal(standing).is_overdue(on_it), "{standing:?}: the day itself is in time");
            assert_eq!(goal(standing).is_overdue(after), working, "{standing:?}");
        }
        assert!(!Goal { by: None, ..goal(GoalStanding::Open) }.is_overdue(after));
    }
}
