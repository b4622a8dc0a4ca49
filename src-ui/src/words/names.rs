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

/// A name that turns the direction of writing round, in a script that does or by a control character that was copied in
/// with it, kept from turning round what stands beside it: a bed, a score.
pub fn isolated(name: String) -> String {
    let turns = |sign: char| {
        matches!(sign, '\u{590}'..='\u{8ff}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
    };
    if name.contains(turns) { format!("\u{2068}{name}\u{202c}\u{2069}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_that_turns_writing_round_is_set_apart() {
        assert_eq!(isolated("SIÂN, 李 👩‍⚕️".to_owned()), "SIÂN, 李 👩‍⚕️");
        for name in ["\u{5d3}\u{5d5}\u{5d3}", "a\u{202e}b", "\u{627}\u{62d}\u{645}\u{62f}"] {
            assert_eq!(isolated(name.to_owned()), format!("\u{2068}{name}\u{202c}\u{2069}"));
        }
    }
}
