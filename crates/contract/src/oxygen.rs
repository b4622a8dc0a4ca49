//! Prescribed oxygen, as a form and a patient's page show it and as somebody prescribes it.

use chrono::NaiveDate;
use clinical::oxygen::{Amount, Given, Limits, Target};
use serde::{Deserialize, Serialize};

/// What a form of vital signs shows of prescribed oxygen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OxygenView {
    /// The saturation to keep to, lowest and highest, per cent; while people differ the lowest of the targets.
    pub target: Option<(u8, u8)>,
    /// Every prescription that stands, as far as a set is held against it.
    pub limits: Vec<Limits>,
    /// The same in words, where the device is chosen; empty when nothing is prescribed.
    pub words: String,
}

/// What the signed-in person may write down about oxygen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OxygenChoices {
    /// Targets that the policy offers.
    pub targets: Vec<Target>,
    /// Their own signature prescribes; otherwise they copy down what stands on paper.
    pub signs: bool,
    /// Something stands that can be stopped.
    pub stands: bool,
}

/// An oxygen order, as a screen asks for it. Whoever signs is the prescriber, unless they name one on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OxygenAsked {
    /// Who prescribed or stopped it on paper; `None` where the signed-in person does it.
    pub on_paper: Option<String>,
    /// What is prescribed; `None` stops what stands.
    pub order: Option<OxygenWanted>,
}

/// What is to be prescribed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OxygenWanted {
    /// The saturation to keep to.
    pub target: Target,
    /// Device code from the policy's list; `None` is any.
    pub device: Option<String>,
    /// How much; `None` is as much as the target needs.
    pub amount: Option<Amount>,
    /// All the time, or as needed.
    pub given: Given,
    /// To be reviewed on this day.
    pub review_on: Option<NaiveDate>,
}
