//! From what was keyed to vital signs: every problem is found at once, nothing is rounded, guessed or filled in.

use super::{
    Consciousness, DeciCelsius, Diastolic, ErrorCode, Field, FieldError, Fio2, Oxygen, OxygenDelivery,
    OxygenFlow, Pulse, RespRate, Sign, Spo2, Systolic, UnableReason, Vitals,
};
use crate::Said;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A set as keyed so far. Empty text, and `None`, is "not recorded": there are no defaults.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Breaths a minute.
    pub respiration: String,
    /// Per cent.
    pub spo2: String,
    /// Air or oxygen.
    pub oxygen: Option<Breathing>,
    /// Device code; empty when not recorded.
    pub device: String,
    /// Litres a minute, with up to two decimals.
    pub flow: String,
    /// Per cent.
    pub fio2: String,
    /// mmHg.
    pub systolic: String,
    /// mmHg.
    pub diastolic: String,
    /// Beats a minute.
    pub pulse: String,
    /// ACVPU.
    pub consciousness: Option<Consciousness>,
    /// Degrees Celsius with at most one decimal.
    pub temperature: String,
    /// Reasons for single missing signs.
    pub unable: BTreeMap<Sign, UnableReason>,
    /// One reason for every missing sign that has none of its own (safety rule 19).
    pub unable_all: Option<UnableReason>,
}

/// The choice between air and oxygen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Breathing {
    /// Room air.
    Air,
    /// Supplemental oxygen.
    Oxygen,
}

/// Longest "other" reason, in characters.
const LONGEST_REASON: usize = 200;

/// Parses a whole set, for saving.
///
/// # Errors
/// Every problem of every field, in form order: not only the first.
pub fn parse(draft: &Draft) -> Result<Vitals, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut vitals = draft.values(&mut errors);
    vitals.unable = draft.unable.clone();
    if let Some(reason) = &draft.unable_all {
        let missing: Vec<Sign> = vitals.missing().collect();
        for sign in missing {
            vitals.unable.entry(sign).or_insert_with(|| reason.clone());
        }
    }
    // A field that was keyed wrongly is wrong, not missing: told once, and no reason papers over it.
    let keyed_wrongly: Vec<Field> = errors.iter().map(|e| e.field).collect();
    errors.extend(vitals.problems().into_iter().filter(|e| !keyed_wrongly.contains(&e.field)));
    let errors = crate::order::in_order(errors);
    if errors.is_empty() { Ok(vitals) } else { Err(errors) }
}

impl Draft {
    /// What the keyed fields say so far, for the live score: a field that cannot be read is as good as not recorded.
    pub fn so_far(&self) -> Vitals {
        self.values(&mut Vec::new())
    }

    fn values(&self, errors: &mut Vec<FieldError>) -> Vitals {
        Vitals {
            respiration: whole(&self.respiration, Field::Respiration, RespRate::new, "0 to 120", errors),
            spo2: whole(&self.spo2, Field::Spo2, Spo2::new, "1 to 100", errors),
            oxygen: self.oxygen(errors),
            systolic: whole(&self.systolic, Field::Systolic, Systolic::new, "20 to 350", errors),
            diastolic: whole(&self.diastolic, Field::Diastolic, Diastolic::new, "0 to 300", errors),
            pulse: whole(&self.pulse, Field::Pulse, Pulse::new, "0 to 350", errors),
            consciousness: self.consciousness,
            temperature: temperature(&self.temperature, errors),
            unable: BTreeMap::new(),
        }
    }

    fn oxygen(&self, errors: &mut Vec<FieldError>) -> Option<Oxygen> {
        match self.oxygen {
            Some(Breathing::Oxygen) => Some(Oxygen::Supplemental(OxygenDelivery {
                device: self.device.trim().to_owned(),
                flow: flow(&self.flow, errors),
                fio2: whole(&self.fio2, Field::Fio2, Fio2::new, "21 to 100", errors),
            })),
            other => {
                for (field, text) in
                    [(Field::Device, &self.device), (Field::Flow, &self.flow), (Field::Fio2, &self.fio2)]
                {
                    if !text.trim().is_empty() {
                        let message =
                            format!("{} is recorded, but not that the patient is on oxygen.", field.words());
                        let said = Said::new("field_without_oxygen", &[field.name()]);
                        errors.push(FieldError::new(field, ErrorCode::WithoutOxygen, message, said));
                    }
                }
                other.map(|_| Oxygen::Air)
            }
        }
    }
}

impl Vitals {
    /// What stands against saving these signs, in form order: rules that span fields, which no unit can hold by itself.
    pub fn problems(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let nothing_recorded = self.missing().count() == Sign::ALL.len() && self.diastolic.is_none();
        if nothing_recorded && self.unable.is_empty() {
            let message = "Nothing is recorded yet. Record a sign, or say why none could be.";
            let said = Said::new("field_nothing_recorded", &[]);
            return vec![FieldError::new(Field::Set, ErrorCode::Empty, message, said)];
        }
        for sign in Sign::ALL {
            errors.extend(self.reason_problem(sign));
        }
        if let (Some(systolic), Some(diastolic)) = (self.systolic, self.diastolic)
            && systolic.get() <= diastolic.get()
        {
            let message = "Systolic pressure must be above diastolic. Were they keyed the wrong way round?";
            let said = Said::new("field_pressure_order", &[]);
            errors.push(FieldError::new(Field::Systolic, ErrorCode::PressureOrder, message, said));
        }
        if let Some(Oxygen::Supplemental(delivery)) = &self.oxygen {
            let fits = delivery.device.len() <= 24
                && delivery.device.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
            if !fits {
                let message = "The oxygen device is not one of the list. Choose it again.";
                let said = Said::new("field_bad_device", &[]);
                errors.push(FieldError::new(Field::Device, ErrorCode::BadDevice, message, said));
            }
        }
        crate::order::in_order(errors)
    }

    /// What stands against saving these signs as a second reading of one of them: that it is one, and what stands against
    /// any set but the reasons for what was not measured again.
    pub fn recheck_problems(&self) -> Vec<FieldError> {
        if Sign::ALL.len() - self.missing().count() != 1 || !self.unable.is_empty() {
            let message = "A recheck is one sign, measured again. Record that sign alone.";
            let said = Said::new("field_recheck_is_one", &[]);
            return vec![FieldError::new(Field::Set, ErrorCode::Empty, message, said)];
        }
        let mut errors = self.problems();
        errors.retain(|error| error.code != ErrorCode::NeedsReason);
        errors
    }

    fn reason_problem(&self, sign: Sign) -> Option<FieldError> {
        let field = Field::of(sign);
        match (self.has(sign), self.unable.get(&sign)) {
            (true, None) => None,
            (true, Some(_)) => Some(FieldError::new(
                field,
                ErrorCode::NeedsNoReason,
                format!("{} is recorded and also marked as not obtained. Clear one of them.", field.words()),
                Said::new("field_needs_no_reason", &[field.name()]),
            )),
            (false, None) => Some(FieldError::new(
                field,
                ErrorCode::NeedsReason,
                format!("{} is missing. Record it, or say why it could not be.", sign.label()),
                Said::new("field_needs_reason", &[field_of_sentence(sign)]),
            )),
            (false, Some(UnableReason::Other(words)))
                if words.trim().is_empty() || words.chars().count() > LONGEST_REASON =>
            {
                let message = format!("Say why in up to {LONGEST_REASON} characters.");
                let said = Said::new("field_reason_words", &[&LONGEST_REASON.to_string()]);
                Some(FieldError::new(field, ErrorCode::ReasonWords, message, said))
            }
            (false, Some(_)) => None,
        }
    }
}

/// A missing blood pressure is said of the sign, not of the systolic, in whose field it is reported.
const fn field_of_sentence(sign: Sign) -> &'static str {
    match sign {
        Sign::BloodPressure => "blood_pressure",
        other => Field::of(other).name(),
    }
}

/// A whole number without sign, of at most nine digits.
fn digits(text: &str) -> Option<i64> {
    let fits = (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

fn whole<T>(
    text: &str,
    field: Field,
    unit: impl Fn(i64) -> Option<T>,
    range: &str,
    errors: &mut Vec<FieldError>,
) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let (code, message, name) = match digits(text).map(unit) {
        Some(Some(value)) => return Some(value),
        Some(None) => {
            let message = format!("{} can be {range}. Check and key again.", field.words());
            (ErrorCode::Impossible, message, "field_impossible")
        }
        None => {
            let message = format!("{} takes a whole number, {range}.", field.words());
            (ErrorCode::NotANumber, message, "field_not_a_number")
        }
    };
    let (low, high) = range.split_once(" to ").unwrap_or((range, range));
    errors.push(FieldError::new(field, code, message, Said::new(name, &[field.name(), low, high])));
    None
}

/// A decimal with at most `places` decimals, as an integer of the smallest unit; never through a float.
fn decimal(text: &str, places: usize) -> Result<i64, ErrorCode> {
    let (units, decimals) = match text.split_once('.') {
        Some((units, decimals)) => (units, Some(decimals)),
        None => (text, None),
    };
    let decimals = decimals.unwrap_or("0");
    let both = digits(units).zip(digits(decimals)).ok_or(ErrorCode::NotANumber)?;
    if decimals.len() > places {
        return Err(ErrorCode::TooPrecise);
    }
    let tens = |n: usize| (0..n).fold(1_i64, |unit, _| unit * 10);
    Ok(both.0 * tens(places) + both.1 * tens(places - decimals.len()))
}

fn temperature(text: &str, errors: &mut Vec<FieldError>) -> Option<DeciCelsius> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let (code, message, name) = match decimal(text, 1) {
        Ok(tenths) => match DeciCelsius::new(tenths) {
            Some(value) => return Some(value),
            None if DeciCelsius::new(tenths * 10).is_some() || DeciCelsius::new(tenths / 10).is_some() => {
                let message = "Temperature can be 15.0 to 46.0. Is the decimal point in its place?";
                (ErrorCode::Impossible, message, "field_temperature_point")
            }
            None => {
                let message = "Temperature can be 15.0 to 46.0. Check and key again.";
                (ErrorCode::Impossible, message, "field_temperature_impossible")
            }
        },
        Err(ErrorCode::TooPrecise) => (
            ErrorCode::TooPrecise,
            "Temperature takes one decimal. Nothing is rounded for you: key it again.",
            "field_temperature_one_decimal",
        ),
        Err(code) => {
            let message = "Temperature takes a number with one decimal, 15.0 to 46.0.";
            (code, message, "field_temperature_number")
        }
    };
    errors.push(FieldError::new(Field::Temperature, code, message, Said::new(name, &[])));
    None
}

/// A flow from what was typed in litres a minute, such as `0.5`; `None` where it is none.
pub fn flow_of(text: &str) -> Option<OxygenFlow> {
    flow(text, &mut Vec::new())
}

fn flow(text: &str, errors: &mut Vec<FieldError>) -> Option<OxygenFlow> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let (code, message, name) = match decimal(text, 2).map(OxygenFlow::new) {
        Ok(Some(value)) => return Some(value),
        Ok(None) => {
            let message = "Oxygen flow is above 0 and at most 80 litres a minute.";
            (ErrorCode::Impossible, message, "field_flow_impossible")
        }
        Err(ErrorCode::TooPrecise) => {
            (ErrorCode::TooPrecise, "Oxygen flow takes two decimals at most.", "field_flow_two_decimals")
        }
        Err(code) => {
            let message = "Oxygen flow takes a number of litres a minute, such as 2 or 0.5.";
            (code, message, "field_flow_number")
        }
    };
    errors.push(FieldError::new(Field::Flow, code, message, Said::new(name, &[])));
    None
}

#[cfg(test)]
mod tests;
