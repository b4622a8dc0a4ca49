//! NEWS2: the National Early Warning Score, second version. To be completed: bands, scoring, response.

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
#[serde(rename_all = "snake_case", tag = "kind")]
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
