//! Names of things as a screen writes them, where `clinical` has no name of its own.

use clinical::{
    news2::Risk,
    patient::Gender,
    staff::Role,
    vitals::{Consciousness, Field, Sign},
};

include!(concat!(env!("OUT_DIR"), "/names.rs"));

/// A sign at the head of a row.
pub fn sign_label(sign: Sign) -> &'static str {
    match sign {
        Sign::Respiration => sign_respirations(),
        Sign::Spo2 => spo2(),
        Sign::Oxygen => sign_oxygen(),
        Sign::BloodPressure => sign_bp(),
        Sign::Pulse => sign_pulse(),
        Sign::Consciousness => sign_consciousness(),
        Sign::Temperature => sign_temperature(),
    }
}

/// A risk by itself.
pub fn risk_label(risk: Risk) -> &'static str {
    match risk {
        Risk::Low => risk_label_low(),
        Risk::LowMedium => risk_label_low_medium(),
        Risk::Medium => risk_label_medium(),
        Risk::High => risk_label_high(),
    }
}

/// A level of consciousness.
pub fn level_label(level: Consciousness) -> &'static str {
    match level {
        Consciousness::Alert => level_alert(),
        Consciousness::Confusion => level_confusion(),
        Consciousness::Voice => level_voice(),
        Consciousness::Pain => level_pain(),
        Consciousness::Unresponsive => level_unresponsive(),
    }
}

/// A role.
pub fn role_label(role: Role) -> &'static str {
    match role {
        Role::HealthcareAssistant => role_assistant(),
        Role::Student => role_student(),
        Role::Nurse => role_nurse(),
        Role::NurseInCharge => role_in_charge(),
        Role::Therapist => role_therapist(),
        Role::Doctor => role_doctor(),
        Role::System => role_system(),
    }
}

/// A gender on the banner.
pub fn gender(gender: Gender) -> &'static str {
    match gender {
        Gender::Male => gender_male(),
        Gender::Female => gender_female(),
        Gender::Other => gender_other(),
        Gender::NotKnown => gender_not_known(),
        Gender::NotSpecified => gender_not_specified(),
    }
}

/// A sign in the middle of a sentence.
pub fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Respiration => respirations(),
        Sign::Spo2 => spo2(),
        Sign::Oxygen => air_or_oxygen(),
        Sign::BloodPressure => blood_pressure(),
        Sign::Pulse => pulse(),
        Sign::Consciousness => consciousness(),
        Sign::Temperature => temperature(),
    }
}

/// A sign at the head of a narrow row.
pub fn short_sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Respiration => short_resps(),
        Sign::Spo2 => spo2(),
        Sign::Oxygen => short_air(),
        Sign::BloodPressure => short_bp(),
        Sign::Pulse => short_pulse(),
        Sign::Consciousness => short_acvpu(),
        Sign::Temperature => short_temp(),
    }
}

/// A field for a screen reader, with its unit in full.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Set => field_set(),
        Field::Respiration => field_respirations(),
        Field::Spo2 => field_spo2(),
        Field::Oxygen => field_oxygen(),
        Field::Device => field_device(),
        Field::Flow => field_flow(),
        Field::Fio2 => field_fio2(),
        Field::Systolic => field_systolic(),
        Field::Diastolic => field_diastolic(),
        Field::Pulse => field_pulse(),
        Field::Consciousness => field_consciousness(),
        Field::Temperature => field_temperature(),
    }
}

/// A field at the beginning of a sentence, by its name on the wire: what a screen reader says of it, without the unit.
pub fn field_named(name: &str) -> &'static str {
    const ALL: [Field; 12] = [
        Field::Set,
        Field::Respiration,
        Field::Spo2,
        Field::Oxygen,
        Field::Device,
        Field::Flow,
        Field::Fio2,
        Field::Systolic,
        Field::Diastolic,
        Field::Pulse,
        Field::Consciousness,
        Field::Temperature,
    ];
    let found = ALL.into_iter().find(|of| of.name() == name);
    let said = found.map_or(sign_bp(), field);
    said.split_once(',').map_or(said, |(field, _)| field)
}

/// A risk in the middle of a sentence.
pub fn risk(risk: Risk) -> &'static str {
    match risk {
        Risk::Low => risk_low(),
        Risk::LowMedium => risk_low_medium(),
        Risk::Medium => risk_medium(),
        Risk::High => risk_high(),
    }
}

/// Signs in a sentence: `pulse and temperature`.
pub fn signs(all: &[Sign]) -> String {
    super::list(&all.iter().map(|s| sign(*s)).collect::<Vec<_>>())
}

/// A bed, or two where people placed the patient differently: `A3`, `A3 or B1`.
pub fn beds<'a>(beds: impl Iterator<Item = &'a str>) -> String {
    let mut said = String::new();
    for bed in beds {
        said = if said.is_empty() { bed.to_owned() } else { bed_or(&said, bed) };
    }
    said
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
