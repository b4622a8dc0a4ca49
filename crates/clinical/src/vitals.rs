//! Vital signs: units as types, impossible values refused at the door, implausible ones kept and confirmed.

mod breaths;
mod check;
mod draft;
mod field;
mod words;

pub use breaths::{Breaths, Counted, FULL_MINUTE_MS, Steadiness};
pub use check::{CheckKind, SoftCheck, check};
pub use draft::{Breathing, Draft, flow_of, parse};
pub use field::{ErrorCode, Field, FieldError};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The seven signs of one NEWS2 set, in the chart's A to E order. Blood pressure is one sign: systolic and diastolic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Breaths a minute.
    Respiration,
    /// Oxygen saturation, per cent.
    Spo2,
    /// Breathing air or oxygen.
    Oxygen,
    /// Blood pressure, mmHg; only the systolic is scored.
    BloodPressure,
    /// Beats a minute.
    Pulse,
    /// ACVPU.
    Consciousness,
    /// Degrees Celsius.
    Temperature,
}

impl Sign {
    /// All seven in chart order.
    pub const ALL: [Self; 7] = [
        Self::Respiration,
        Self::Spo2,
        Self::Oxygen,
        Self::BloodPressure,
        Self::Pulse,
        Self::Consciousness,
        Self::Temperature,
    ];
}

macro_rules! unit {
    ($(#[$doc:meta])* $name:ident($inner:ty) $low:literal ..= $high:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "i64", into = "i64")]
        pub struct $name($inner);

        impl $name {
            /// Lowest value that can be charted; below it the value is impossible.
            pub const MIN: $inner = $low;
            /// Highest value that can be charted; above it the value is impossible.
            pub const MAX: $inner = $high;

            /// The value, where it is possible at all.
            pub const fn new(value: i64) -> Option<Self> {
                if value >= $low && value <= $high { Some(Self(value as $inner)) } else { None }
            }

            /// The number in its unit.
            pub const fn get(self) -> $inner {
                self.0
            }
        }

        impl TryFrom<i64> for $name {
            type Error = String;
            fn try_from(value: i64) -> Result<Self, String> {
                Self::new(value).ok_or_else(|| format!("{value} is outside {} to {}", $low, $high))
            }
        }

        impl From<$name> for i64 {
            fn from(value: $name) -> i64 {
                i64::from(value.0)
            }
        }
    };
}

unit! {
    /// Breaths a minute, 0 to 120 (limits: clinical design section 3, to be ratified by the hospital's CSO).
    RespRate(u16) 0..=120
}
unit! {
    /// Peripheral oxygen saturation, 1 to 100 per cent.
    Spo2(u8) 1..=100
}
unit! {
    /// Systolic blood pressure, 20 to 350 mmHg.
    Systolic(u16) 20..=350
}
unit! {
    /// Diastolic blood pressure, 0 to 300 mmHg, and below the systolic of the same reading.
    Diastolic(u16) 0..=300
}
unit! {
    /// Beats a minute, 0 to 350.
    Pulse(u16) 0..=350
}
unit! {
    /// Temperature in integer tenths of a degree Celsius, 150 to 460: 37.2 degrees is 372.
    DeciCelsius(i16) 150..=460
}
unit! {
    /// Oxygen flow in hundredths of a litre a minute, 1 to 8,000: 2 L/min is 200.
    OxygenFlow(u16) 1..=8000
}
unit! {
    /// Fraction of inspired oxygen in per cent, 21 to 100.
    Fio2(u8) 21..=100
}

/// Level of consciousness, ACVPU.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Consciousness {
    /// Alert. Chronic, unchanged confusion is charted as alert.
    #[serde(rename = "A")]
    Alert,
    /// New confusion, disorientation or delirium.
    #[serde(rename = "C")]
    Confusion,
    /// Responds to voice.
    #[serde(rename = "V")]
    Voice,
    /// Responds to pain.
    #[serde(rename = "P")]
    Pain,
    /// Unresponsive.
    #[serde(rename = "U")]
    Unresponsive,
}

/// What the patient breathes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Oxygen {
    /// Room air.
    Air,
    /// Supplemental oxygen, however given.
    Supplemental(OxygenDelivery),
}

/// How supplemental oxygen is given. The device code is the policy's data; flow and per cent are both optional, since
/// oxygen scores 2 whatever they are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
pub struct OxygenDelivery {
    /// Device code from the policy's list, such as `N` for nasal cannulae; empty when not recorded.
    pub device: String,
    /// Flow.
    pub flow: Option<OxygenFlow>,
    /// Fraction of inspired oxygen.
    pub fio2: Option<Fio2>,
}

/// Why a sign, or a whole set, could not be recorded. One reason may cover the whole set (safety rule 19).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnableReason {
    /// Asleep, as agreed in the plan.
    Asleep,
    /// The patient declined.
    Declined,
    /// Off the ward.
    OffWard,
    /// Moving, agitated, or a limb that cannot be used.
    UnableToObtain,
    /// Could not be obtained because the patient is too unwell: an emergency whatever the floor (safety rule 2).
    TooUnwell,
    /// Equipment missing or faulty.
    Equipment,
    /// End-of-life plan.
    EndOfLife,
    /// A clinician asked not to.
    ClinicianRequest,
    /// An emergency is in progress.
    Emergency,
    /// Anything else, in words.
    Other(String),
}

/// Parsed vital signs. A sign that is `None` was not recorded; it is never zero, normal or copied from before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Vitals {
    /// Respiratory rate.
    pub respiration: Option<RespRate>,
    /// Oxygen saturation.
    pub spo2: Option<Spo2>,
    /// Air or oxygen.
    pub oxygen: Option<Oxygen>,
    /// Systolic blood pressure.
    pub systolic: Option<Systolic>,
    /// Diastolic blood pressure; recorded, never scored.
    pub diastolic: Option<Diastolic>,
    /// Pulse.
    pub pulse: Option<Pulse>,
    /// ACVPU.
    pub consciousness: Option<Consciousness>,
    /// Temperature.
    pub temperature: Option<DeciCelsius>,
    /// Why a missing sign is missing. A sign that was recorded has no entry here.
    pub unable: BTreeMap<Sign, UnableReason>,
}

impl Vitals {
    /// Whether a sign was recorded. Blood pressure is recorded when its systolic is.
    pub const fn has(&self, sign: Sign) -> bool {
        match sign {
            Sign::Respiration => self.respiration.is_some(),
            Sign::Spo2 => self.spo2.is_some(),
            Sign::Oxygen => self.oxygen.is_some(),
            Sign::BloodPressure => self.systolic.is_some(),
            Sign::Pulse => self.pulse.is_some(),
            Sign::Consciousness => self.consciousness.is_some(),
            Sign::Temperature => self.temperature.is_some(),
        }
    }

    /// The signs that were not recorded, in chart order.
    pub fn missing(&self) -> impl Iterator<Item = Sign> + '_ {
        Sign::ALL.into_iter().filter(|sign| !self.has(*sign))
    }

    /// Whether oxygen was given; `None` when that was not recorded.
    pub fn on_oxygen(&self) -> Option<bool> {
        self.oxygen.as_ref().map(|oxygen| matches!(oxygen, Oxygen::Supplemental(_)))
    }

    /// Whether a sign could not be obtained because the patient is too unwell: an emergency whatever the floor.
    pub fn too_unwell(&self) -> bool {
        self.unable.iter().any(|(sign, reason)| *reason == UnableReason::TooUnwell && !self.has(*sign))
    }
}
