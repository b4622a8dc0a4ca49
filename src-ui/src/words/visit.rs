//! The sentences of caseload, visit, note and the end of the day.

use clinical::{
    note::Section,
    stay::VisitStage,
    visit::{Consent, GoalStanding, IdentityCheck},
};

include!(concat!(env!("OUT_DIR"), "/visit.rs"));

/// Reasons for moving that are one tap. They are written into the record, and so stay in the language of the record.
pub const MOVE_REASONS: [&str; 4] =
    ["The patient asked", "The patient is away then", "Running late", "Nobody can come then"];

/// Times to plan for: minutes from now, and words.
pub fn plans() -> [(i64, &'static str); 5] {
    [(30, in_30_min()), (60, in_1_hour()), (120, in_2_hours()), (240, in_4_hours()), (1_440, tomorrow())]
}

/// The fields that are left for the ward: name, label.
pub fn lines() -> [(&'static str, &'static str); 3] {
    [("situation", line_situation()), ("watch", line_watch_for()), ("to_do", line_please_do())]
}

/// "Ready offline, 9 of 9, at 07:42".
pub fn ready(ready: u32, all: usize, at: Option<&str>) -> String {
    match at {
        Some(at) => ready_at(ready.into(), all as i64, at),
        None => ready_so_far(ready.into(), all as i64),
    }
}

/// What a visit's stage is called.
pub fn stage(stage: VisitStage) -> &'static str {
    match stage {
        VisitStage::Planned => stage_planned(),
        VisitStage::Stopped => stopped(),
        VisitStage::Open => stage_begun(),
        VisitStage::Seen => stage_seen(),
        VisitStage::NotSeen => stage_not_seen(),
        VisitStage::Disputed => stage_ended_twice(),
        VisitStage::CalledOff => stage_called_off(),
    }
}

/// The button that takes back what was said last.
pub fn take_back(stage: VisitStage) -> &'static str {
    match stage {
        VisitStage::CalledOff => take_back_not_called_off(),
        VisitStage::Planned | VisitStage::Stopped | VisitStage::Open => take_back_not_moved(),
        VisitStage::Seen | VisitStage::NotSeen | VisitStage::Disputed => take_back_not_ended(),
    }
}

/// A part of a note.
pub fn section(section: Section) -> &'static str {
    match section {
        Section::Subjective => section_subjective(),
        Section::Objective => section_objective(),
        Section::Assessment => section_assessment(),
        Section::Plan => section_plan(),
        Section::Addendum => section_addendum(),
    }
}

/// What is asked for to know who it is.
pub fn identity_check(check: IdentityCheck) -> &'static str {
    match check {
        IdentityCheck::Name => check_name(),
        IdentityCheck::BornOn => check_born(),
        IdentityCheck::Address => check_address(),
        IdentityCheck::NhsNumber => check_nhs_number(),
        IdentityCheck::Wristband => check_wristband(),
    }
}

/// Whether they agreed.
pub fn consent_given(consent: Consent) -> &'static str {
    match consent {
        Consent::Given => consent_agreed(),
        Consent::BestInterests => consent_best_interests(),
    }
}

/// How a goal stands.
pub fn goal_stands(standing: GoalStanding) -> &'static str {
    match standing {
        GoalStanding::Open => goal_open(),
        GoalStanding::PartlyMet => goal_partly_met(),
        GoalStanding::Met => goal_met(),
        GoalStanding::NotMet => goal_not_met(),
        GoalStanding::Stopped => goal_not_wanted(),
    }
}

/// The button that signs.
pub fn sign(sentences: u32) -> String {
    sign_sentences(sentences.into())
}

/// How the text stands on this device.
pub fn saved(saving: bool, unsent: u32) -> &'static str {
    match (saving, unsent) {
        (true, _) => super::observe::saving(),
        (false, 0) => saved_with_server(),
        (false, _) => saved_here(),
    }
}

/// Words of others that have not come.
pub fn waiting(edits: u32) -> String {
    edits_waiting(edits.into())
}

/// Edits of a faulty device, or more than a note takes of one.
pub fn damaged(edits: u32) -> String {
    edits_damaged(edits.into())
}

/// The day in a sentence.
pub fn day(seen: u32, not_seen: u32) -> String {
    day_so_far(seen.into(), not_seen.into())
}

/// What waits for the server.
pub fn unsent(entries: u32) -> String {
    entries_unsent(entries.into())
}

/// What the server refused.
pub fn set_aside(entries: u32) -> String {
    entries_set_aside(entries.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_that_show_nothing_are_counted_in_a_sentence() {
        assert!(damaged(1).starts_with("1 edit of this note shows nothing"));
        assert!(damaged(3).contains("edits of this note show nothing"));
    }

    #[test]
    fn what_is_ready_is_said_with_its_time_or_without_one() {
        assert_eq!(ready(9, 9, Some("07:42")), "Ready offline, 9 of 9, at 07:42");
        assert_eq!(ready(8, 9, None), "Ready offline: 8 of 9");
    }
}
