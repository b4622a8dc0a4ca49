//! Fields of the form, and what can be wrong with one.

use super::Sign;
use crate::Said;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A field of the observation form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The set as a whole.
    Set,
    /// Breaths a minute.
    Respiration,
    /// Oxygen saturation.
    Spo2,
    /// Air or oxygen.
    Oxygen,
    /// The oxygen device.
    Device,
    /// Litres a minute.
    Flow,
    /// Per cent of inspired oxygen.
    Fio2,
    /// Systolic blood pressure.
    Systolic,
    /// Diastolic blood pressure.
    Diastolic,
    /// Beats a minute.
    Pulse,
    /// ACVPU.
    Consciousness,
    /// Temperature.
    Temperature,
}

impl Field {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Respiration => "respiration",
            Self::Spo2 => "spo2",
            Self::Oxygen => "oxygen",
            Self::Device => "device",
            Self::Flow => "flow",
            Self::Fio2 => "fio2",
            Self::Systolic => "systolic",
            Self::Diastolic => "diastolic",
            Self::Pulse => "pulse",
            Self::Consciousness => "consciousness",
            Self::Temperature => "temperature",
        }
    }

    /// The field on which a missing sign is reported.
    pub const fn of(sign: Sign) -> Self {
        match sign {
            Sign::Respiration => Self::Respiration,
            Sign::Spo2 => Self::Spo2,
            Sign::Oxygen => Self::Oxygen,
            Sign::BloodPressure => Self::Systolic,
            Sign::Pulse => Self::Pulse,
            Sign::Consciousness => Self::Consciousness,
            Sign::Temperature => Self::Temperature,
        }
    }

    /// Its name in a sentence.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Set => "The set",
            Self::Respiration => "Respirations",
            Self::Spo2 => "SpO₂",
            Self::Oxygen => "Air or oxygen",
            Self::Device => "The oxygen device",
            Self::Flow => "Oxygen flow",
            Self::Fio2 => "Inspired oxygen",
            Self::Systolic => "Systolic pressure",
            Self::Diastolic => "Diastolic pressure",
            Self::Pulse => "Pulse",
            Self::Consciousness => "Consciousness",
            Self::Temperature => "Temperature",
        }
    }
}

/// What is wrong, for the screen to branch on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Not a number of the kind the field takes.
    NotANumber,
    /// More decimals than the field takes; nothing is rounded silently.
    TooPrecise,
    /// No patient can have this value.
    Impossible,
    /// The systolic is not above the diastolic.
    PressureOrder,
    /// An oxygen detail while the patient breathes air, or before air or oxygen was chosen.
    WithoutOxygen,
    /// A device code that is not one.
    BadDevice,
    /// A missing sign has no reason.
    NeedsReason,
    /// A recorded sign also has a reason for being missing.
    NeedsNoReason,
    /// "Other" without words, or with too many.
    ReasonWords,
    /// Nothing was recorded and no reason was given.
    Empty,
}

impl ErrorCode {
    /// Its code on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotANumber => "not_a_number",
            Self::TooPrecise => "too_precise",
            Self::Impossible => "impossible",
            Self::PressureOrder => "pressure_order",
            Self::WithoutOxygen => "without_oxygen",
            Self::BadDevice => "bad_device",
            Self::NeedsReason => "needs_reason",
            Self::NeedsNoReason => "needs_no_reason",
            Self::ReasonWords => "reason_words",
            Self::Empty => "empty",
        }
    }
}

/// One problem with one field. The message carries no value: it may end up in a log, and a value is the patient's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FieldError {
    /// Where.
    pub field: Field,
    /// What.
    pub code: ErrorCode,
    /// In words, with what to do.
    pub message: String,
    /// Which sentence: for whoever shows it at once, and so not a part of its stored shape.
    #[serde(skip)]
    pub said: Said,
}

impl FieldError {
    pub(super) fn new(field: Field, code: ErrorCode, message: impl Into<String>, said: Said) -> Self {
        Self { field, code, message: message.into(), said }
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for FieldError {}
