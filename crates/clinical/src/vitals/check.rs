//! Soft checks: possible, but asked about once. The nurse re-measures or confirms; her answer is kept with the set.

use super::{Field, Oxygen, OxygenDelivery, Vitals};
use crate::{
    Said,
    policy::{Bedside, Limit},
};
use serde::{Deserialize, Serialize};

/// Why a value is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckKind {
    /// No breath or no pulse: cardiac arrest? Call.
    CardiacArrest,
    /// Outside the usual range.
    Unusual,
    /// A great change since the last set.
    Jump,
    /// Systolic and diastolic far apart, or close together.
    PulsePressure,
    /// The systolic looks like the last diastolic.
    PressureSwapped,
    /// Pulse and systolic look exchanged, against the last set.
    PulsePressureSwapped,
    /// The same number as the SpO2.
    SameAsSpo2,
    /// At least five of the six numbers are those of the last set.
    SameAsLast,
    /// 36.0 degrees in three sets running.
    Temperature36,
    /// Ten degrees from the last: a digit keyed wrongly?
    DigitShift,
    /// The oxygen device is not recorded, or not one of the policy's.
    DeviceUnknown,
    /// The device usually has a flow or a per cent, and it is not recorded.
    DeliveryUnknown,
}

impl CheckKind {
    const fn code(self) -> &'static str {
        match self {
            Self::CardiacArrest => "cardiac_arrest",
            Self::Unusual => "unusual",
            Self::Jump => "jump",
            Self::PulsePressure => "pulse_pressure",
            Self::PressureSwapped => "pressure_swapped",
            Self::PulsePressureSwapped => "pulse_pressure_swapped",
            Self::SameAsSpo2 => "same_as_spo2",
            Self::SameAsLast => "same_as_last",
            Self::Temperature36 => "temperature_36",
            Self::DigitShift => "digit_shift",
            Self::DeviceUnknown => "device_unknown",
            Self::DeliveryUnknown => "delivery_unknown",
        }
    }
}

/// One question to the nurse.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SoftCheck {
    /// Why.
    pub kind: CheckKind,
    /// About which field.
    pub field: Field,
    /// In words, as a question.
    pub message: String,
    /// Which question: for whoever shows it at once, and so not a part of its stored shape.
    #[serde(skip)]
    pub said: Said,
}

impl SoftCheck {
    /// The code that is kept with the set once confirmed, such as `jump:pulse`.
    pub fn code(&self) -> String {
        format!("{}:{}", self.kind.code(), self.field.name())
    }
}

/// What to ask about a set before it is saved, most urgent first. `recent` holds the sets before it, newest first;
/// three are enough. Nothing here ever refuses a set.
pub fn check(vitals: &Vitals, recent: &[&Vitals], policy: &Bedside) -> Vec<SoftCheck> {
    let mut found = Vec::new();
    arrest(vitals, policy, &mut found);
    numbers(vitals, recent, policy, &mut found);
    pressures(vitals, recent, policy, &mut found);
    look_alikes(vitals, recent, &mut found);
    if let Some(Oxygen::Supplemental(delivery)) = &vitals.oxygen {
        oxygen(delivery, policy, &mut found);
    }
    crate::order::in_order(found)
}

fn ask(
    found: &mut Vec<SoftCheck>,
    (kind, field): (CheckKind, Field),
    message: impl Into<String>,
    (name, with): (&str, &[&str]),
) {
    found.push(SoftCheck { kind, field, message: message.into(), said: Said::new(name, with) });
}

fn arrest(vitals: &Vitals, policy: &Bedside, found: &mut Vec<SoftCheck>) {
    let number = &policy.emergency_number;
    if vitals.respiration.is_some_and(|v| v.get() == 0) {
        let message = format!("No breaths: cardiac arrest? Call {number}.");
        ask(found, (CheckKind::CardiacArrest, Field::Respiration), message, ("check_no_breaths", &[number]));
    }
    if vitals.pulse.is_some_and(|v| v.get() == 0) {
        let message = format!("No pulse: cardiac arrest? Call {number}.");
        ask(found, (CheckKind::CardiacArrest, Field::Pulse), message, ("check_no_pulse", &[number]));
    }
}

/// A number of a set by its field, in the unit's integers.
fn number(vitals: &Vitals, field: Field) -> Option<i32> {
    match field {
        Field::Respiration => vitals.respiration.map(|v| v.get().into()),
        Field::Spo2 => vitals.spo2.map(|v| v.get().into()),
        Field::Systolic => vitals.systolic.map(|v| v.get().into()),
        Field::Diastolic => vitals.diastolic.map(|v| v.get().into()),
        Field::Pulse => vitals.pulse.map(|v| v.get().into()),
        Field::Temperature => vitals.temperature.map(|v| v.get().into()),
        _ => None,
    }
}

/// The six numbers of a set, in form order.
const NUMBERS: [Field; 6] =
    [Field::Respiration, Field::Spo2, Field::Systolic, Field::Diastolic, Field::Pulse, Field::Temperature];

/// Outside the usual range, and jumps against the latest set that recorded the sign.
fn numbers(vitals: &Vitals, recent: &[&Vitals], policy: &Bedside, found: &mut Vec<SoftCheck>) {
    let usual = policy.usual;
    for (field, limit) in [
        (Field::Respiration, usual.respiration),
        (Field::Spo2, usual.spo2),
        (Field::Systolic, usual.systolic),
        (Field::Diastolic, usual.diastolic),
        (Field::Pulse, usual.pulse),
        (Field::Temperature, usual.temperature_tenths),
    ] {
        let Some(now) = number(vitals, field) else { continue };
        // Zero is asked about once, as an arrest; a diastolic of 0 is the unusual one.
        let arrest = now == 0 && matches!(field, Field::Respiration | Field::Pulse);
        if !limit.holds(now) && !arrest {
            let (low, high) = range(field, limit);
            let message = format!("{} is outside {low} to {high}. Measured?", field.words());
            ask(found, (CheckKind::Unusual, field), message, ("check_outside", &[field.name(), &low, &high]));
        }
        let before = recent.iter().find_map(|set| number(set, field));
        if let Some(before) = before.filter(|before| limit.jumps(*before, now)) {
            let (kind, question, name) = if field == Field::Temperature && now.abs_diff(before) == 100 {
                (
                    CheckKind::DigitShift,
                    "is ten degrees from the last one. A digit keyed wrongly?",
                    "check_digit_shift",
                )
            } else if now > before {
                (CheckKind::Jump, "has risen a lot since the last set. Measured?", "check_risen")
            } else {
                (CheckKind::Jump, "has fallen a lot since the last set. Measured?", "check_fallen")
            };
            ask(found, (kind, field), format!("{} {question}", field.words()), (name, &[field.name()]));
        }
    }
}

fn range(field: Field, limit: Limit) -> (String, String) {
    if field == Field::Temperature {
        let tenths = |v: u16| format!("{}.{}", v / 10, v % 10);
        (tenths(limit.low), tenths(limit.high))
    } else {
        (limit.low.to_string(), limit.high.to_string())
    }
}

fn pressures(vitals: &Vitals, recent: &[&Vitals], policy: &Bedside, found: &mut Vec<SoftCheck>) {
    let last = |field| recent.first().and_then(|set| number(set, field));
    let (systolic, diastolic) = (number(vitals, Field::Systolic), number(vitals, Field::Diastolic));
    if let (Some(systolic), Some(diastolic)) = (systolic, diastolic)
        && !policy.usual.pulse_pressure.holds(systolic - diastolic)
    {
        let message = "Systolic and diastolic are unusually close or far apart. Keyed right?";
        ask(found, (CheckKind::PulsePressure, Field::Diastolic), message, ("check_pulse_pressure", &[]));
    }
    let near = |a: i32, b: i32| a.abs_diff(b) <= 10;
    let apart = |a: i32, b: i32| a.abs_diff(b) >= 30;
    if let (Some(now), None, Some(high), Some(low)) =
        (systolic, diastolic, last(Field::Systolic), last(Field::Diastolic))
        && near(now, low)
        && apart(now, high)
    {
        let message = "The systolic looks like the last diastolic. Keyed in the right box?";
        ask(found, (CheckKind::PressureSwapped, Field::Systolic), message, ("check_pressure_swapped", &[]));
    }
    if let (Some(pulse), Some(systolic), Some(last_pulse), Some(last_systolic)) =
        (number(vitals, Field::Pulse), systolic, last(Field::Pulse), last(Field::Systolic))
        && near(pulse, last_systolic)
        && near(systolic, last_pulse)
        && apart(last_pulse, last_systolic)
    {
        let message = "Pulse and systolic look exchanged against the last set. Keyed the right way round?";
        ask(found, (CheckKind::PulsePressureSwapped, Field::Pulse), message, ("check_exchanged", &[]));
    }
}

fn look_alikes(vitals: &Vitals, recent: &[&Vitals], found: &mut Vec<SoftCheck>) {
    let spo2 = number(vitals, Field::Spo2);
    for field in [Field::Respiration, Field::Pulse] {
        if spo2.is_some() && number(vitals, field) == spo2 {
            let message = format!("{} is the same number as SpO₂. Keyed in the right box?", field.words());
            ask(found, (CheckKind::SameAsSpo2, field), message, ("check_same_as_spo2", &[field.name()]));
        }
    }
    if let Some(last) = recent.first() {
        let same =
            NUMBERS.into_iter().filter(|f| number(vitals, *f).is_some_and(|v| number(last, *f) == Some(v)));
        if same.count() >= 5 {
            let message = "Nearly all as in the last set. Measured now?";
            ask(found, (CheckKind::SameAsLast, Field::Set), message, ("check_same_as_last", &[]));
        }
    }
    let is_36 = |set: &Vitals| set.temperature.is_some_and(|t| t.get() == 360);
    if is_36(vitals) && recent.len() >= 2 && recent.iter().take(2).all(|set| is_36(set)) {
        let message = "36.0 for the third time running. Measured now?";
        ask(found, (CheckKind::Temperature36, Field::Temperature), message, ("check_temperature_36", &[]));
    }
}

fn oxygen(delivery: &OxygenDelivery, policy: &Bedside, found: &mut Vec<SoftCheck>) {
    let device = policy.oxygen_device(&delivery.device);
    if let Some(flow) = delivery.flow
        && !policy.usual.flow_hundredths.holds(flow.get().into())
        && !device.is_some_and(|d| d.high_flow)
    {
        let message = "Oxygen flow is high for this device. Keyed right?";
        ask(found, (CheckKind::Unusual, Field::Flow), message, ("check_flow_high", &[]));
    }
    let Some(device) = device else {
        let of = (CheckKind::DeviceUnknown, Field::Device);
        ask(found, of, "Which oxygen device?", ("check_which_device", &[]));
        return;
    };
    if device.flow && delivery.flow.is_none() && !(device.percent && delivery.fio2.is_some()) {
        let message = format!("{}: at what flow?", device.label);
        ask(found, (CheckKind::DeliveryUnknown, Field::Flow), message, ("check_what_flow", &[&device.label]));
    }
    if device.percent && !device.flow && delivery.fio2.is_none() {
        let message = format!("{}: at how many per cent?", device.label);
        ask(
            found,
            (CheckKind::DeliveryUnknown, Field::Fio2),
            message,
            ("check_what_per_cent", &[&device.label]),
        );
    }
}

#[cfg(test)]
mod tests;
