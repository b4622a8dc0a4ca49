//! What a chart is drawn from: the sets of a stay with all that is to be seen of each, and what stood between them.

use clinical::{
    Stamp, UtcMillis,
    news2::{Outcome, Scale},
    policy::{Bedside, Interval},
    vitals::{Sign, UnableReason, Vitals},
};
use std::collections::BTreeSet;

/// A window of a stay. `now` is its right edge.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// Left edge of the window.
    pub from: UtcMillis,
    /// Right edge, and the time of the drawing.
    pub now: Stamp,
    /// Since when the ward's clock has stood so many minutes east of UTC, oldest first; at all other times as at `now`.
    pub clock: Vec<(UtcMillis, i16)>,
    /// Every set of the window, oldest first, those without a time before the others; those that no longer stand too.
    pub sets: Vec<Set>,
    /// The scale now.
    pub scale: Scale,
    /// Every change of the SpO2 scale, oldest first.
    pub scale_changes: Vec<ScaleChange>,
    /// Times in which no observations were expected, oldest first.
    pub pauses: Vec<Pause>,
    /// What was done about a rise, oldest first.
    pub acts: Vec<Act>,
    /// The ward's policy: how often to observe, what reasons and devices are called.
    pub bedside: Bedside,
}

/// One set of observations.
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    /// When it was taken, by the clock on the wall; `None` when the source did not record a time.
    pub taken: Option<Stamp>,
    /// The signs.
    pub vitals: Vitals,
    /// The SpO2 scale that it was scored with.
    pub scale: Scale,
    /// The score as shown when it was saved.
    pub outcome: Outcome,
    /// The score no longer applies: age or pregnancy was corrected since.
    pub no_longer_applies: bool,
    /// Signs that a device sent itself.
    pub from_device: BTreeSet<Sign>,
    /// Whoever charted it, by name; their initials stand on the chart.
    pub by: String,
    /// Whether it stands.
    pub standing: Standing,
    /// It corrects an earlier version.
    pub corrects: bool,
    /// Entered later than the policy allows.
    pub late: bool,
    /// The device's clock was not proved, or more than two minutes off.
    pub clock_doubtful: bool,
    /// Somebody was told because of it.
    pub escalated: bool,
    /// What else is to be known of it, a sentence each, for the table.
    pub notes: Vec<String>,
}

/// Whether a set stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Stands,
    /// It counts, as one of several versions that people made without knowing of each other.
    Disputed,
    /// Corrected or withdrawn: what became of it, in words.
    Struck(String),
}

/// The SpO2 scale changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleChange {
    /// When.
    pub at: UtcMillis,
    /// To which.
    pub to: Scale,
    /// Who decided it.
    pub by: String,
}

/// A time in which no observations were expected: off the ward, or observations stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// Since when.
    pub from: UtcMillis,
    /// Until when; `None` while it lasts.
    pub to: Option<UtcMillis>,
    /// Why, in a word or two: `Off the ward`.
    pub why: String,
}

/// Something that was done about a rise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// When.
    pub at: UtcMillis,
    /// What.
    pub step: Step,
    /// Who was told, took it on or came, in words; empty where nobody is named.
    pub who: String,
}

/// A step of an escalation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Somebody said that they are worried.
    Concern,
    /// Somebody was told.
    Told,
    /// Somebody took it on.
    Accepted,
    /// Somebody came.
    Attended,
    /// There is a plan.
    Planned,
    /// A registered person decided not to escalate.
    NotEscalated,
    /// Closed by a named person.
    Closed,
}

impl Step {
    /// As it stands beside its mark.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Concern => "Concern",
            Self::Told => "Told",
            Self::Accepted => "Accepted",
            Self::Attended => "Seen",
            Self::Planned => "Plan",
            Self::NotEscalated => "Not escalated",
            Self::Closed => "Closed",
        }
    }
}

impl Standing {
    /// Whether the set counts.
    pub const fn counts(&self) -> bool {
        matches!(self, Self::Stands | Self::Disputed)
    }
}

impl Set {
    /// The instant that it was taken.
    pub fn at(&self) -> Option<UtcMillis> {
        self.taken.map(|stamp| stamp.utc)
    }

    /// One reason for the whole set: nothing was recorded, and everything is missing for the same reason.
    pub fn refused(&self) -> Option<&UnableReason> {
        let mut reasons = Sign::ALL.into_iter().map(|sign| self.vitals.unable.get(&sign));
        let first = reasons.next()??;
        (reasons.all(|reason| reason == Some(first)) && self.vitals.missing().count() == Sign::ALL.len())
            .then_some(first)
    }

    /// How often to observe after it, by its own score.
    pub fn interval(&self, bedside: &Bedside) -> Interval {
        self.outcome.response().map_or(bedside.not_scored, |response| bedside.interval(response))
    }
}

impl Course {
    /// What the clock on the ward's wall showed.
    pub fn stamp(&self, at: UtcMillis) -> Stamp {
        let then = self.clock.iter().rev().find(|(since, _)| *since <= at);
        Stamp { utc: at, offset_minutes: then.map_or(self.now.offset_minutes, |(_, offset)| *offset) }
    }

    /// The sets that count and have a time, each with its place among [`Course::sets`], oldest first.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = (usize, UtcMillis, &Set)> {
        let sets = self.sets.iter().enumerate().filter(|(_, set)| set.standing.counts());
        sets.filter_map(|(index, set)| Some((index, set.at()?, set)))
    }

    /// Whether a line may run from one set to the next: not across more than twice the planned interval.
    pub fn joined(&self, from: &Set, to: &Set) -> bool {
        self.gap_after(from, to.at()).is_none()
    }

    /// Minutes from a set until `next`, where that is more than twice the planned interval.
    pub fn gap_after(&self, set: &Set, next: Option<UtcMillis>) -> Option<i64> {
        let minutes = next?.minutes_since(set.at()?);
        let planned = set.interval(&self.bedside).overdue_minutes;
        (minutes > 2 * i64::from(planned)).then_some(minutes)
    }

    /// Why nothing was expected, where a pause covers any of the time between the two.
    pub fn pause_between(&self, from: UtcMillis, to: UtcMillis) -> Option<&Pause> {
        self.pauses.iter().find(|pause| pause.from < to && pause.to.is_none_or(|end| end > from))
    }
}

/// The letter that stands for a reason on the chart.
pub const fn letter(reason: &UnableReason) -> char {
    match reason {
        UnableReason::Asleep => 'Z',
        UnableReason::Declined => 'R',
        UnableReason::OffWard => 'O',
        UnableReason::UnableToObtain => 'U',
        UnableReason::TooUnwell => '!',
        UnableReason::Equipment => 'E',
        UnableReason::EndOfLife => 'P',
        UnableReason::ClinicianRequest => 'C',
        UnableReason::Emergency => 'M',
        UnableReason::Other(_) => '…',
    }
}
