//! Names of things as a screen writes them, where `clinical` has no name of its own.

use clinical::{
    news2::Risk,
    vitals::{Field, Sign},
};

/// A sign in the middle of a sentence.
pub const fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Respiration => "respirations",
        Sign::Spo2 => "SpO₂",
        Sign::Oxygen => "air or oxygen",
        Sign::BloodPressure => "blood pressure",
        Sign::Pulse => "pulse",
        Sign::Consciousness => "consciousness",
        Sign::Temperature => "temperature",
    }
}

/// A sign at the head of a narrow row.
pub const fn short_sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Respiration => "Resps",
        Sign::Spo2 => "SpO₂",
        Sign::Oxygen => "Air or O₂",
        Sign::BloodPressure => "BP",
        Sign::Pulse => "Pulse",
        Sign::Consciousness => "ACVPU",
        Sign::Temperature => "Temp",
    }
}

/// A sign on the chart, whose letters are drawn and cannot be set lower.
pub const fn plain_sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Spo2 => "SpO2",
        other => other.label(),
    }
}

/// A field for a screen reader, with its unit in full.
pub const fn field(field: Field) -> &'static str {
    match field {
        Field::Set => "the set",
        Field::Respiration => "Respirations, breaths a minute",
        Field::Spo2 => "Oxygen saturation, per cent",
        Field::Oxygen => "Air or oxygen",
        Field::Device => "Oxygen device",
        Field::Flow => "Oxygen flow, litres a minute",
        Field::Fio2 => "Inspired oxygen, per cent",
        Field::Systolic => "Systolic blood pressure, millimetres of mercury",
        Field::Diastolic => "Diastolic blood pressure, millimetres of mercury",
        Field::Pulse => "Pulse, beats a minute",
        Field::Consciousness => "Level of consciousness",
        Field::Temperature => "Temperature, degrees Celsius",
    }
}

/// A risk in the middle of a sentence.
pub const fn risk(risk: Risk) -> &'static str {
    match risk {
        Risk::Low => "low",
        Risk::LowMedium => "low to medium",
        Risk::Medium => "medium",
        Risk::High => "high",
    }
}

/// Signs in a sentence: `pulse and temperature`.
pub fn signs(all: &[Sign]) -> String {
    super::list(&all.iter().map(|s| sign(*s)).collect::<Vec<_>>())
}

/// A bed, or two where people placed the patient differently: `A3`, `A3 or B1`.
pub fn beds<'a>(beds: impl Iterator<Item = &'a str>) -> String {
    beds.collect::<Vec<_>>().join(" or ")
}
