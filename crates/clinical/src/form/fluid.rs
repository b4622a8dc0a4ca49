//! Fluid balance: running totals of a ward's day, folded from single entries.
//!
//! The day runs from 07:00 to 07:00 on the clock on the wall, so it may have 23 or 25 hours; since every entry carries its
//! own offset, nothing here needs to know when the clocks change. An output that nobody measured makes the total
//! "at least"; where no output was recorded the balance is unknown, never 0 (safety rule 17).

use super::{Answer, Answers, Assessment};
use crate::{Stamp, UtcMillis};
use chrono::{Duration, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// The canonical address of the shipped form whose entries are counted.
pub const FORM: &str = "urn:wardlight:questionnaire:fluid";

/// The hour at which a ward's day begins where the policy does not say otherwise.
pub const DAY_BEGINS: u8 = 7;

/// Two outputs of one kind within so many minutes may be one, charted twice.
pub const ONE_VOID_MINUTES: i64 = 10;

/// In or out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Intake.
    In,
    /// Output.
    Out,
}

/// How much, in millilitres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Volume {
    /// Measured.
    Measured(u32),
    /// Estimated.
    Estimated(u32),
    /// It happened, and nobody measured it. Not zero.
    Unmeasured,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FluidEntry {
    /// When it went in or came out.
    pub at: Stamp,
    /// Which way.
    pub direction: Direction,
    /// The code of its kind, such as `urine`.
    pub kind: String,
    /// Its kind in words.
    pub label: String,
    /// How much.
    pub volume: Volume,
}

impl FluidEntry {
    /// The entry that an assessment made at this time holds; `None` for another form. An incomplete entry whose
    /// direction is known counts as unmeasured: something happened.
    pub fn of(assessment: &Assessment, at: Stamp) -> Option<Self> {
        if assessment.pin.url != FORM {
            return None;
        }
        let answers = &assessment.answers;
        let (direction, kind) = match chosen(answers, "direction")?.0 {
            "in" => (Direction::In, "kind-in"),
            "out" => (Direction::Out, "kind-out"),
            _ => return None,
        };
        let (kind, label) = chosen(answers, kind).unwrap_or(("", "Not recorded"));
        let volume = answers.get("volume").and_then(|answered| match &answered.answer {
            Answer::Number(measured) => u32::try_from(measured.number.0 / 1000).ok(),
            _ => None,
        });
        let volume = match (chosen(answers, "how").map(|(code, _)| code), volume) {
            (Some("measured"), Some(ml)) => Volume::Measured(ml),
            (Some("estimated"), Some(ml)) => Volume::Estimated(ml),
            _ => Volume::Unmeasured,
        };
        Some(Self { at, direction, kind: kind.to_owned(), label: label.to_owned(), volume })
    }
}

fn chosen<'a>(answers: &'a Answers, link: &str) -> Option<(&'a str, &'a str)> {
    match &answers.get(link)?.answer {
        Answer::Chosen(options) => {
            options.first().map(|option| (option.code.as_str(), option.label.as_str()))
        }
        _ => None,
    }
}

/// A ward's day: named by the date on which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FluidDay(pub NaiveDate);

impl FluidDay {
    /// The day that a time belongs to, by the clock on the wall.
    pub fn of(at: Stamp, begins: u8) -> Self {
        Self((at.local() - Duration::hours(i64::from(begins))).date())
    }

    /// When it begins and ends, given the wall's offsets from UTC at its two ends, in minutes: 24 hours, or 23 or 25 when
    /// the clocks change in it.
    pub fn bounds(self, begins: u8, offset_at_start: i16, offset_at_end: i16) -> (UtcMillis, UtcMillis) {
        let local = self.0.and_time(NaiveTime::MIN) + Duration::hours(i64::from(begins));
        let utc = |local: chrono::NaiveDateTime, offset: i16| {
            UtcMillis(local.and_utc().timestamp_millis()).plus_minutes(-i64::from(offset))
        };
        (utc(local, offset_at_start), utc(local + Duration::days(1), offset_at_end))
    }
}

/// A sum of volumes, in millilitres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// No entry. Not zero.
    NotRecorded,
    /// Every entry has a volume.
    Total(u64),
    /// Some entries have none: it was this much or more.
    AtLeast(u64),
}

/// Intake less output, in millilitres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Balance {
    /// Intake or output was not recorded, or both are only "at least".
    Unknown,
    /// Both are known.
    Known(i64),
    /// The output is "at least", so the balance is this or lower.
    AtMost(i64),
    /// The intake is "at least", so the balance is this or higher.
    AtLeast(i64),
}

/// The running totals of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FluidTotals {
    /// What went in.
    pub intake: Amount,
    /// What came out.
    pub output: Amount,
    /// Intake less output.
    pub balance: Balance,
    /// Some of it was estimated.
    pub estimated: bool,
}

/// The totals of one day; entries of other days are passed over. The order of the entries makes no difference.
pub fn totals<'a>(
    entries: impl IntoIterator<Item = &'a FluidEntry>,
    day: FluidDay,
    begins: u8,
) -> FluidTotals {
    let (mut intake, mut output, mut estimated) = (Amount::NotRecorded, Amount::NotRecorded, false);
    for entry in entries.into_iter().filter(|entry| FluidDay::of(entry.at, begins) == day) {
        let sum = if entry.direction == Direction::In { &mut intake } else { &mut output };
        *sum = sum.and(entry.volume);
        estimated |= matches!(entry.volume, Volume::Estimated(_));
    }
    FluidTotals { intake, output, balance: balance(intake, output), estimated }
}

impl Amount {
    fn and(self, volume: Volume) -> Self {
        let (so_far, known) = match self {
            Self::NotRecorded => (0, true),
            Self::Total(ml) => (ml, true),
            Self::AtLeast(ml) => (ml, false),
        };
        match (volume, known) {
            (Volume::Measured(ml) | Volume::Estimated(ml), true) => Self::Total(so_far + u64::from(ml)),
            (Volume::Measured(ml) | Volume::Estimated(ml), false) => Self::AtLeast(so_far + u64::from(ml)),
            (Volume::Unmeasured, _) => Self::AtLeast(so_far),
        }
    }
}

fn balance(intake: Amount, output: Amount) -> Balance {
    let less =
        |intake: u64, output: u64| i64::try_from(intake).unwrap_or(i64::MAX).saturating_sub_unsigned(output);
    match (intake, output) {
        (Amount::Total(intake), Amount::Total(output)) => Balance::Known(less(intake, output)),
        (Amount::Total(intake), Amount::AtLeast(output)) => Balance::AtMost(less(intake, output)),
        (Amount::AtLeast(intake), Amount::Total(output)) => Balance::AtLeast(less(intake, output)),
        _ => Balance::Unknown,
    }
}

/// An output of the same kind a few minutes away, which may be this one charted twice: to be asked about, never refused.
pub fn same_void<'a>(
    entry: &FluidEntry,
    others: impl IntoIterator<Item = &'a FluidEntry>,
) -> Option<&'a FluidEntry> {
    let near = |other: &&FluidEntry| {
        let apart = entry.at.utc.0.abs_diff(other.at.utc.0);
        other.direction == Direction::Out
            && other.kind == entry.kind
            && apart <= ONE_VOID_MINUTES.unsigned_abs() * 60_000
    };
    if entry.direction == Direction::Out { others.into_iter().find(near) } else { None }
}

#[cfg(test)]
mod tests;
