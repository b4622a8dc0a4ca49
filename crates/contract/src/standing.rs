//! Decisions that stand over a stay, as the patient's page and the board show them.

use serde::{Deserialize, Serialize};

/// Something that everybody who comes to the bed should know, as an icon with a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// Which; the screen draws its icon by this.
    pub kind: FlagKind,
    /// One or two words, such as "Not for CPR". Never left out: an icon alone says nothing certain.
    pub word: String,
    /// The rest, in words: who decided, until when. May be empty.
    pub more: String,
}

/// Kinds of flag, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    /// Resuscitation is not to be attempted, by every version. The signed form is what counts.
    NotForResuscitation,
    /// Treatment goes only so far.
    Ceiling,
    /// No sets are due.
    ObservationsStopped,
    /// Off the ward.
    OffWard,
    /// An oxygen target other than the usual one is prescribed.
    OxygenTarget,
    /// Nothing by mouth, or only changed food and drink.
    Swallowing,
    /// At risk of falling.
    Falls,
    /// A limb bears less than full weight.
    WeightBearing,
    /// Needs help to move.
    Assistance,
    /// A limb is to be spared.
    Limb,
}

/// What stands, and what the signed-in person may decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingView {
    /// As on the board.
    pub flags: Vec<Flag>,
    /// Every decision that stands, every version of it where people disagree.
    pub decisions: Vec<DecidedView>,
    /// Minutes from one set to the next, as it is now; `None` where no set is due.
    pub every_minutes: Option<u32>,
    /// The longest that the policy lets anybody decide, in minutes.
    pub longest_minutes: u32,
    /// What the signed-in person may decide.
    pub may: Vec<DecisionKind>,
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
}
