//! NEWS2: the National Early Warning Score, second version: the score, its risk and what it asks for.
//!
//! Reproduced from: Royal College of Physicians. National Early Warning Score (NEWS) 2: Standardising the assessment of
//! acute-illness severity in the NHS. Updated report of a working party. London: RCP, 2017.

mod applicability;
mod bands;
mod response;
mod score;

pub use applicability::{ADULT_FROM_YEARS, Applicability, applicability};
pub use bands::{Band, Parameter, areas, band_of, bands, consciousness_points, oxygen_points};
pub use response::Response;
pub use score::score;

use crate::vitals::Sign;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The rule set of this module: Royal College of Physicians, National Early Warning Score (NEWS) 2, London, 2017.
pub const RULESET: &str = "rcp-news2-2017";

/// Which SpO2 table applies. Scale 2 is an authorised act on the stay, never a choice inside a set (safety rule 10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// Scale 1: the default.
    #[default]
    One,
    /// Scale 2: a prescribed target of 88 to 92 per cent in hypercapnic respiratory failure.
    Two,
}

/// Clinical risk, in rising order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// Total 0 to 4 without a single 3.
    Low,
    /// A single sign scoring 3 with a total of 3 or 4.
    LowMedium,
    /// Total 5 or 6.
    Medium,
    /// Total 7 or more.
    High,
}

/// Why no NEWS2 applies. Such a set is recorded all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotApplicable {
    /// Under 16 on the day the set was taken.
    Under16,
    /// Pregnant or recently pregnant.
    Pregnancy,
    /// Date of birth unknown.
    AgeUnknown,
}

/// The score of a set (safety rule 1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Every sign was recorded.
    Complete {
        /// Points by sign.
        parts: BTreeMap<Sign, u8>,
        /// 0 to 20.
        total: u8,
        /// Band of the total.
        risk: Risk,
    },
    /// At least one sign is missing. Never shown as a bare number.
    Incomplete {
        /// Points of the signs that are known. SpO2 under scale 2 is unknown while oxygen is, at 93 or above.
        parts: BTreeMap<Sign, u8>,
        /// The least the total can be.
        at_least: u8,
        /// The most the total can be.
        at_most: u8,
        /// The least the risk can be.
        floor_risk: Risk,
        /// The most the risk can be.
        ceiling_risk: Risk,
        /// What is missing, in chart order.
        missing: Vec<Sign>,
    },
    /// NEWS2 must not be used for this patient.
    NotApplicable {
        /// Why, and so which chart to use instead.
        reason: NotApplicable,
    },
}

impl Scale {
    /// What the screen calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::One => "Scale 1",
            Self::Two => "Scale 2 (88–92% prescribed)",
        }
    }
}

impl Risk {
    /// The band of a total, given whether any single sign scores 3. Asked in this order: 7 or more, 5 or more, a 3.
    pub const fn of(total: u8, any_three: bool) -> Self {
        match (total, any_three) {
            (7.., _) => Self::High,
            (5..=6, _) => Self::Medium,
            (_, true) => Self::LowMedium,
            (_, false) => Self::Low,
        }
    }

    /// Its name on the chart.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::LowMedium => "Low–medium",
            Self::Medium => "Medium",
            Self::High => "High",
        }
    }

    /// Its name in files: `low`, `low-medium`, `medium`, `high`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::LowMedium => "low-medium",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

impl Outcome {
    /// The least risk and total that the set can have; the risk and total themselves when it is complete.
    pub const fn floor(&self) -> Option<(Risk, u8)> {
        match self {
            Self::Complete { total, risk, .. } => Some((*risk, *total)),
            Self::Incomplete { at_least, floor_risk, .. } => Some((*floor_risk, *at_least)),
            Self::NotApplicable { .. } => None,
        }
    }

    /// The most risk and total that the set can have.
    pub const fn ceiling(&self) -> Option<(Risk, u8)> {
        match self {
            Self::Complete { total, risk, .. } => Some((*risk, *total)),
            Self::Incomplete { at_most, ceiling_risk, .. } => Some((*ceiling_risk, *at_most)),
            Self::NotApplicable { .. } => None,
        }
    }

    /// Points by sign, of the signs whose points are known.
    pub const fn parts(&self) -> Option<&BTreeMap<Sign, u8>> {
        match self {
            Self::Complete { parts, .. } | Self::Incomplete { parts, .. } => Some(parts),
            Self::NotApplicable { .. } => None,
        }
    }

    /// Whether every sign was recorded and scored.
    pub const fn is_complete(&self) -> bool {
        matches!(self, Self::Complete { .. })
    }
}

#[cfg(test)]
mod tests;
