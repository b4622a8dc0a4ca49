//! An observation set as it stands in the record: the signs, and the score the nurse saw.

use crate::{
    FactId, StayId,
    news2::{Outcome, RULESET, Scale},
    origin::ChartedThere,
    visit::IdentityCheck,
    vitals::{Counted, Sign, Vitals},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One set of vital signs with the score as shown when it was saved. The score is kept; asking for it again under
/// another scale or rule set is a separate question and never rewrites this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservationSet {
    /// The signs.
    pub vitals: Vitals,
    /// The SpO2 scale that was authorised on the stay when the set was taken.
    pub scale: Scale,
    /// The rule set that scored it, such as [`RULESET`].
    pub ruleset: String,
    /// The score as shown.
    pub outcome: Outcome,
    /// Soft checks that fired and that the nurse confirmed, by code (see `vitals::check`).
    pub confirmed: Vec<String>,
    /// Signs measured by a device that sent them itself. Empty for keyed sets.
    pub from_device: BTreeSet<Sign>,
    /// The stay and the fact it was first charted as, when it was moved here from another patient (safety rule 13).
    pub moved_from: Option<(StayId, FactId)>,
    /// How it was charted there. Absent in what was not moved, and in what earlier versions moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charted_there: Option<ChartedThere>,
    /// A remark, in the nurse's words; empty when there is none.
    pub remark: String,
    /// By what the patient was identified, where somebody whose PIN was not checked confirmed it before charting (safety
    /// rule 14). Absent is "not confirmed".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identified: Option<Identified>,
    /// How the respiratory rate was counted; absent where it was keyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// The set of which one sign was measured again: this stands beside it, never instead (safety rule 4). It has that
    /// sign and no reasons for the others, so that it can only make things worse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rechecks: Option<FactId>,
}

/// What stood on the screen, large, when a person said in one act: this is the patient in this bed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identified {
    /// The bed.
    pub bed: String,
    /// The identifiers beside it. Fewer than two where the record has no more: who the patient is was not known.
    pub by: BTreeSet<IdentityCheck>,
}

/// By what the patient was told apart before a form or a concern was written down under a name that nobody checked (safety
/// rule 14). A set says so itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// The form or the concern.
    pub of: FactId,
    /// By what; `None` is "not asked", which never kept anybody from writing it down.
    pub identified: Option<Identified>,
}

impl Identified {
    /// Identifiers that a patient is told apart by, beside the bed (safety rule 14).
    pub const ENOUGH: usize = 2;

    /// What can be shown at a bedside.
    pub const CAN_BE_SHOWN: [IdentityCheck; 3] =
        [IdentityCheck::Name, IdentityCheck::BornOn, IdentityCheck::NhsNumber];

    /// Whether there were enough of them.
    pub fn is_enough(&self) -> bool {
        self.by.len() >= Self::ENOUGH
    }
}

impl ObservationSet {
    /// A keyed set scored now, under `scale`.
    pub fn new(vitals: Vitals, scale: Scale, outcome: Outcome) -> Self {
        Self {
            vitals,
            scale,
            ruleset: RULESET.to_owned(),
            outcome,
            confirmed: Vec::new(),
            from_device: BTreeSet::new(),
            moved_from: None,
            charted_there: None,
            remark: String::new(),
            identified: None,
            counted: None,
            rechecks: None,
        }
    }
}
