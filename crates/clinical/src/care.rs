//! Decisions that stand over a stay: resuscitation, how far treatment goes, and what to be careful of.

use crate::ids::BadId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Whether resuscitation is to be attempted. The signed form is what counts; this points to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resuscitation {
    /// To be attempted, or not.
    pub attempt: bool,
    /// The senior clinician who decided, in words.
    pub decided_by: String,
    /// To be reviewed on this day.
    pub review_on: Option<NaiveDate>,
}

/// How far treatment is to go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ceiling {
    /// To which level of care.
    pub level: CeilingLevel,
    /// What that means for this patient, in words; may be empty.
    pub words: String,
    /// The senior clinician who decided, in words.
    pub decided_by: String,
    /// To be reviewed on this day.
    pub review_on: Option<NaiveDate>,
}

/// Levels of care, from the least to the fullest treatment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CeilingLevel {
    /// Comfort and symptoms.
    Comfort,
    /// Ward treatment.
    Ward,
    /// Non-invasive ventilation or high dependency.
    HighDependency,
    /// Everything, critical care included.
    Full,
}

/// Something to be careful of: a fact of its own, never only text in a note (safety rule 15).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precaution {
    /// How much weight may be borne, in a record that does not say by which leg.
    WeightBearing(WeightBearing),
    /// How much help is needed to move.
    Assistance(Assistance),
    /// What may be swallowed.
    Swallowing(Swallowing),
    /// A limb that must be spared, or need no longer be.
    Limb {
        /// Which.
        limb: Limb,
        /// Why and from what, such as "fistula: no blood pressure or needle".
        words: String,
        /// True while it must be spared.
        spare: bool,
    },
    /// At risk of falling, or no longer.
    Falls(bool),
    /// One of the flags that the ward's policy lists, or no longer.
    Ward {
        /// Which, by the policy's code.
        code: FlagCode,
        /// What it was called when it was recorded: a policy may call it otherwise one day.
        label: String,
        /// True while it holds.
        holds: bool,
    },
    /// How much weight one leg may bear.
    LegBearing {
        /// Which.
        leg: Leg,
        /// How much.
        bearing: WeightBearing,
    },
}

/// Kinds of precaution; each has its own current value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrecautionKind {
    /// Weight-bearing of a leg that nobody named.
    WeightBearing,
    /// Weight-bearing of one leg.
    LegBearing(Leg),
    /// Assistance.
    Assistance,
    /// Swallowing.
    Swallowing,
    /// Limb restriction.
    Limb(Limb),
    /// Falls.
    Falls,
    /// A flag of the ward's own, each by itself.
    Ward(FlagCode),
}

/// The code of a ward's own flag: 1 to 32 letters, digits or underscores, such as `isolation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FlagCode([u8; 32]);

impl FlagCode {
    /// The code.
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }
}

impl FromStr for FlagCode {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let mut code = [0; 32];
        match code.get_mut(..text.len()) {
            Some(start) if !text.is_empty() && text.bytes().all(fits) => {
                start.copy_from_slice(text.as_bytes())
            }
            _ => return Err(BadId(text.chars().take(64).collect())),
        }
        Ok(Self(code))
    }
}

impl TryFrom<String> for FlagCode {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<FlagCode> for String {
    fn from(code: FlagCode) -> Self {
        code.as_str().to_owned()
    }
}

/// A leg to stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leg {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

/// How much weight may be borne, the most cautious last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeightBearing {
    /// Full.
    Full,
    /// As tolerated.
    AsTolerated,
    /// Partial.
    Partial,
    /// Toe touch.
    ToeTouch,
    /// None.
    None,
}

/// How much help is needed to move, the most cautious last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assistance {
    /// None.
    Independent,
    /// Somebody within sight.
    Supervision,
    /// One person.
    One,
    /// Two people.
    Two,
    /// A hoist.
    Hoist,
    /// Not to be got up.
    BedRest,
}

/// What may be swallowed, the most cautious last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Swallowing {
    /// Anything.
    Normal,
    /// Changed food or thickened drink, as the sheet says.
    Modified,
    /// Nothing by mouth.
    NilByMouth,
}

/// A limb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limb {
    /// Left arm.
    LeftArm,
    /// Right arm.
    RightArm,
    /// Left leg.
    LeftLeg,
    /// Right leg.
    RightLeg,
}

impl Precaution {
    /// Its kind.
    pub const fn kind(&self) -> PrecautionKind {
        match self {
            Self::WeightBearing(_) => PrecautionKind::WeightBearing,
            Self::LegBearing { leg, .. } => PrecautionKind::LegBearing(*leg),
            Self::Assistance(_) => PrecautionKind::Assistance,
            Self::Swallowing(_) => PrecautionKind::Swallowing,
            Self::Limb { limb, .. } => PrecautionKind::Limb(*limb),
            Self::Falls(_) => PrecautionKind::Falls,
            Self::Ward { code, .. } => PrecautionKind::Ward(*code),
        }
    }

    /// How cautious it is among those of its kind; the highest counts while people disagree (safety rule 7).
    pub const fn caution(&self) -> u8 {
        match self {
            Self::WeightBearing(value) | Self::LegBearing { bearing: value, .. } => *value as u8,
            Self::Assistance(value) => *value as u8,
            Self::Swallowing(value) => *value as u8,
            Self::Limb { spare, .. } => *spare as u8,
            Self::Falls(at_risk) => *at_risk as u8,
            Self::Ward { holds, .. } => *holds as u8,
        }
    }

    /// Whether there is anything to be careful of.
    pub const fn is_needed(&self) -> bool {
        self.caution() > 0
    }

    /// In words.
    pub fn label(&self) -> String {
        match self {
            Self::WeightBearing(value) => format!("{}, leg not said", value.label()),
            Self::LegBearing { leg, bearing } => format!("{}, {}", bearing.label(), leg.label()),
            Self::Assistance(value) => value.label().to_owned(),
            Self::Swallowing(value) => value.label().to_owned(),
            Self::Limb { limb, words, spare: true } if words.is_empty() => {
                format!("Spare the {}", limb.label())
            }
            Self::Limb { limb, words, spare: true } => format!("Spare the {}: {words}", limb.label()),
            Self::Limb { limb, spare: false, .. } => format!("The {} need not be spared", limb.label()),
            Self::Falls(true) => "At risk of falling".to_owned(),
            Self::Falls(false) => "Not at particular risk of falling".to_owned(),
            Self::Ward { label, holds: true, .. } => label.clone(),
            Self::Ward { label, holds: false, .. } => format!("No longer: {label}"),
        }
    }
}

impl PrecautionKind {
    /// The kind among whose records one replaces another. Those of a leg replace those of no leg, where whoever writes them
    /// says so: once both legs are known, what did not name one says nothing more.
    #[must_use]
    pub const fn family(self) -> Self {
        match self {
            Self::LegBearing(_) => Self::WeightBearing,
            other => other,
        }
    }
}

impl Leg {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Left, Self::Right];

    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Left => "left leg",
            Self::Right => "right leg",
        }
    }
}

impl CeilingLevel {
    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Comfort => "Comfort and symptom care",
            Self::Ward => "Ward treatment",
            Self::HighDependency => "Up to high dependency",
            Self::Full => "Full treatment",
        }
    }
}

impl WeightBearing {
    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Full => "Full weight-bearing",
            Self::AsTolerated => "Weight-bearing as tolerated",
            Self::Partial => "Partial weight-bearing",
            Self::ToeTouch => "Toe-touch weight-bearing",
            Self::None => "Non weight-bearing",
        }
    }
}

impl Assistance {
    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Independent => "Independent",
            Self::Supervision => "Supervision",
            Self::One => "Assistance of one",
            Self::Two => "Assistance of two",
            Self::Hoist => "Hoist",
            Self::BedRest => "Bed rest",
        }
    }
}

impl Swallowing {
    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Normal => "Normal food and drink",
            Self::Modified => "Modified food and drink",
            Self::NilByMouth => "Nil by mouth",
        }
    }
}

impl Limb {
    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::LeftArm => "left arm",
            Self::RightArm => "right arm",
            Self::LeftLeg => "left leg",
            Self::RightLeg => "right leg",
        }
    }
}
