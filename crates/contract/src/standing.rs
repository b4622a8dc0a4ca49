//! Decisions that stand over a stay, as the patient's page and the board show them.

use serde::{Deserialize, Serialize};

/// What stands, and what the signed-in person may decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingView {
    /// Every decision that stands, every version of it where people disagree.
    pub decisions: Vec<DecidedView>,
    /// Minutes from one set to the next, as it is now; `None` where no set is due.
    pub every_minutes: Option<u32>,
    /// The longest that the policy lets anybody decide, in minutes.
    pub longest_minutes: u32,
    /// What the signed-in person may decide.
    pub may: Vec<DecisionKind>,
    /// Allergies recorded in this stay: those that can be taken out of the list here. The banner has those of other
    /// stays of the same person besides.
    pub allergies: Vec<String>,
    /// What they may write down about oxygen; `None` is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    pub oxygen: Option<crate::OxygenChoices>,
}

/// What becomes of a list of allergies. A change and not a list: what somebody else puts in meanwhile stays in it, and
/// two people's lists are united. Allergies are the same without regard to capitals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllergiesAsked {
    /// Asked, and there are none.
    NoneKnown {
        /// Every allergy in the list; where it holds another, the change is refused.
        remove: Vec<String>,
    },
    /// There are some.
    Known {
        /// Put into the list, each in words.
        add: Vec<String>,
        /// Taken out of it. What is left is never nothing.
        remove: Vec<String>,
    },
}

impl AllergiesAsked {
    /// What is taken out of the list.
    pub fn removed(&self) -> &[String] {
        match self {
            Self::NoneKnown { remove } | Self::Known { remove, .. } => remove,
        }
    }
}

/// One decision that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedView {
    /// Of which kind.
    pub kind: DecisionKind,
    /// What, in words.
    pub words: String,
    /// Who decided and who wrote it down, when, in words.
    pub by: String,
    /// When it is to be looked at again, in words; empty when nobody said.
    pub review: String,
    /// That day is past.
    pub review_past: bool,
}

/// Kinds of decision, for the buttons and the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// Whether resuscitation is to be attempted.
    Resuscitation,
    /// How far treatment is to go.
    Ceiling,
    /// Observe more often, or as often, as now.
    Monitoring,
    /// Observe less often than now.
    RelaxMonitoring,
    /// No more sets are due.
    StopObservations,
    /// Sets are due again.
    RestartObservations,
    /// Off the ward.
    OffWard,
    /// Back on the ward.
    Back,
    /// Something to be careful of.
    Precaution,
    /// Allergies.
    Allergies,
    /// Whether the patient is pregnant or recently was.
    Pregnancy,
    /// Oxygen is prescribed, or no longer.
    Oxygen,
}
