//! Fluid balance: running totals of a ward's day, folded from single entries.
//!
//! The day runs from 07:00 to 07:00 on the clock on the wall, so it may have 23 or 25 hours ([`FluidWindow`]). An output
//! that nobody measured makes the total "at least"; where no output was recorded the balance is unknown, never 0 (safety
//! rule 17). What two people chart differently counts once, as "at least".

mod item;
mod signature;
mod window;

pub use item::FluidItem;
pub use signature::{Covered, FluidSignature, MOST_COVERED};
pub use window::{FluidDay, FluidPeriod, FluidWindow};

use super::{Answer, Answers, Assessment};
use crate::Stamp;
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

/// The running totals of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FluidTotals {
    /// What went in.
    pub intake: Amount,
    /// What came out.
    pub output: Amount,
    /// Some of it was estimated.
    pub estimated: bool,
}

/// The totals of one window; what lies outside of it is passed over. The order makes no difference.
pub fn totals<'a>(items: impl IntoIterator<Item = &'a FluidItem>, window: FluidWindow) -> FluidTotals {
    let none = FluidTotals { intake: Amount::NotRecorded, output: Amount::NotRecorded, estimated: false };
    items.into_iter().fold(none, |sums, item| FluidTotals {
        intake: sums.intake.plus(item.share(window, Direction::In)),
        output: sums.output.plus(item.share(window, Direction::Out)),
        estimated: sums.estimated || item.is_estimated(window),
    })
}

impl FluidTotals {
    /// Intake less output.
    pub fn balance(&self) -> Balance {
        let less = |intake: u64, output: u64| {
            i64::try_from(intake).unwrap_or(i64::MAX).saturating_sub_unsigned(output)
        };
        match (self.intake, self.output) {
            (Amount::Total(intake), Amount::Total(output)) => Balance::Known(less(intake, output)),
            (Amount::Total(intake), Amount::AtLeast(output)) => Balance::AtMost(less(intake, output)),
            (Amount::AtLeast(intake), Amount::Total(output)) => Balance::AtLeast(less(intake, output)),
            _ => Balance::Unknown,
        }
    }
}

impl Amount {
    /// Both together: known only where both are.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotRecorded, amount) | (amount, Self::NotRecorded) => amount,
            (Self::Total(one), Self::Total(two)) => Self::Total(one.saturating_add(two)),
            (Self::Total(one) | Self::AtLeast(one), Self::Total(two) | Self::AtLeast(two)) => {
                Self::AtLeast(one.saturating_add(two))
            }
        }
    }
}

impl Volume {
    /// The sum of this one alone.
    const fn amount(self) -> Amount {
        match self {
            Self::Measured(ml) | Self::Estimated(ml) => Amount::Total(ml as u64),
            Self::Unmeasured => Amount::AtLeast(0),
        }
    }

    /// As much as is known to have been, in millilitres.
    const fn at_least(self) -> u32 {
        match self {
            Self::Measured(ml) | Self::Estimated(ml) => ml,
            Self::Unmeasured => 0,
        }
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
