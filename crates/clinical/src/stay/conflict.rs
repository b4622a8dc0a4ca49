//! What people recorded differently.

use crate::leaves::Written;
use serde::{Deserialize, Serialize};

/// A disagreement that nobody has settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// About what.
    pub kind: ConflictKind,
    /// Every version, oldest first.
    pub versions: Vec<Written>,
}

/// What a disagreement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// Who the patient is.
    Identity,
    /// Where the patient is.
    Placement,
    /// How the stay ended.
    Discharge,
    /// Something was charted after the stay ended.
    ChartedAfterEnd,
    /// The SpO2 scale.
    Scale,
    /// Pregnancy.
    Pregnancy,
    /// Allergies.
    Allergies,
    /// Resuscitation.
    Resuscitation,
    /// How far treatment goes.
    Ceiling,
    /// Prescribed oxygen.
    Oxygen,
    /// Off the ward or back.
    OffWard,
    /// Observations stopped by one and running for another.
    ObservationsStop,
    /// A precaution.
    Precaution,
    /// One set of observations, corrected differently, or corrected by one and withdrawn by another.
    Observations,
    /// One assessment, likewise.
    Assessment,
}

impl ConflictKind {
    /// About what, in words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Identity => "Who the patient is",
            Self::Placement => "Bed",
            Self::Discharge => "How the stay ended",
            Self::ChartedAfterEnd => "Charted after the stay ended",
            Self::Scale => "SpO₂ scale",
            Self::Pregnancy => "Pregnancy",
            Self::Allergies => "Allergies",
            Self::Resuscitation => "Resuscitation",
            Self::Ceiling => "Ceiling of treatment",
            Self::Oxygen => "Oxygen prescription",
            Self::OffWard => "Off the ward",
            Self::ObservationsStop => "Observations stop",
            Self::Precaution => "Precaution",
            Self::Observations => "Observations",
            Self::Assessment => "Assessment",
        }
    }

    /// What counts until a person settles it (safety rule 7).
    pub const fn meanwhile(self) -> &'static str {
        match self {
            Self::Identity => "All versions are shown. Check the wristband.",
            Self::Placement => "Each bed shows the name.",
            Self::Discharge => "Both versions are shown.",
            Self::ChartedAfterEnd => "The patient stays on the board until a nurse settles it.",
            Self::Scale => "Both scores are shown and the higher counts. Keep the target of 88 to 92%.",
            Self::Pregnancy => "Taken as pregnant or recently pregnant. Scores already charted still count.",
            Self::Allergies => "All allergies that anybody recorded are shown.",
            Self::Resuscitation => "All versions are shown. Check the signed form.",
            Self::Ceiling => "The fullest treatment counts. Check the signed form.",
            Self::Oxygen => "All versions are shown. Keep to the lower target.",
            Self::OffWard => "Taken as on the ward, and due.",
            Self::ObservationsStop => "Observations run.",
            Self::Precaution => "The most cautious counts.",
            Self::Observations => "The worse version counts.",
            Self::Assessment => "Both versions are shown, and each that asks for help asks for it.",
        }
    }
}
