//! Numbers of the file: keyed with unit and range, or worked out from others.

use super::{
    Names,
    door::{Door, Extensions, Part},
};
use crate::form::{Control, Derived, Formula, ItemKind, Number, NumberKind, Rule, Unit};

const UNIT: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit";
const MIN: &str = "http://hl7.org/fhir/StructureDefinition/minValue";
const MAX: &str = "http://hl7.org/fhir/StructureDefinition/maxValue";
const PLACES: &str = "http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces";
const USUAL: &str = "urn:wardlight:form:usual";
const CHANGE: &str = "urn:wardlight:form:change-percent";
const ABOVE: &str = "urn:wardlight:form:above";
const CONTROL: &str = "urn:wardlight:form:control";
pub(super) const DERIVED: &str = "urn:wardlight:form:derived";

/// Extensions of a number that is keyed.
pub(super) const KEYED: &[&str] =
    &[UNIT, MIN, MAX, PLACES, super::item::NOT_TESTABLE, USUAL, CHANGE, ABOVE, CONTROL];
/// Extensions of a number that is worked out.
pub(super) const WORKED_OUT: &[&str] = &[UNIT, PLACES, DERIVED];

fn unit(door: &mut Door, part: &Part<'_>, extensions: &Extensions<'_>, name: &str) -> Option<Unit> {
    let Some(found) = extensions.one(UNIT) else {
        if name == "quantity" {
            door.refuse(part, Rule::Unit, format!("A quantity has a unit. Add the extension {UNIT:?}."));
        }
        return None;
    };
    if name != "quantity" {
        door.refuse(found, Rule::Unit, "Only a quantity has a unit. Change the item's type to \"quantity\".");
    }
    let value = found.get("valueCoding")?;
    door.known(&value, &[&["system", "code", "display"]]);
    let code = door.need(&value, "code", Rule::Unit)?;
    let unit = Unit::ALL.iter().copied().find(|unit| unit.ucum() == code);
    if unit.is_none() {
        let known: Vec<&str> = Unit::ALL.iter().map(|unit| unit.ucum()).collect();
        let message = format!("This unit is not known here. Known (UCUM): {}.", known.join(", "));
        door.refuse(found, Rule::Unit, message);
    }
    unit
}

fn places(door: &mut Door, extensions: &Extensions<'_>, name: &str) -> u8 {
    let part = extensions.one(PLACES);
    let asked = part.and_then(|part| door.whole(part, "valueInteger", Rule::Range, 0, 3));
    match (part, name) {
        (Some(part), "integer") => {
            door.refuse(part, Rule::Range, "An integer has no decimals.");
            0
        }
        (_, "decimal") => asked.unwrap_or(1) as u8,
        _ => asked.unwrap_or(0) as u8,
    }
}

fn value(door: &mut Door, part: Option<&Part<'_>>) -> Option<Number> {
    let part = part?;
    door.number(part, "valueDecimal").or_else(|| door.number(part, "valueInteger"))
}

pub(super) fn number(door: &mut Door, part: &Part<'_>, names: &Names<'_>, name: &str) -> ItemKind {
    let found = door.extensions(part, KEYED);
    let (low, high) = (value(door, found.one(MIN)), value(door, found.one(MAX)));
    let (low, high) = match (low, high) {
        (Some(low), Some(high)) if low < high => (low, high),
        _ => {
            let message = "A number has a lowest and a highest possible value, the lower one below: \"minValue\" and \
                           \"maxValue\".";
            door.refuse(part, Rule::Range, message);
            (Number(0), Number(1))
        }
    };
    let places = places(door, &found, name);
    let usual = found.one(USUAL).and_then(|part| {
        let inside = door.extensions(part, &["low", "high"]);
        let range = value(door, inside.one("low")).zip(value(door, inside.one("high")));
        if range.is_none_or(|(from, to)| from >= to || from < low || to > high) {
            door.refuse(
                part,
                Rule::Range,
                "The usual range lies inside the possible one, the lower end below.",
            );
        }
        range
    });
    let percent = |part| door.whole(part, "valueInteger", Rule::Range, 1, 100);
    let change_percent = found.one(CHANGE).and_then(percent).map(|percent| percent as u8);
    let above = found.one(ABOVE).and_then(|part| {
        let other = door.need(part, "valueString", Rule::Range).and_then(|link| names.items.get(link));
        if other.is_none() {
            door.refuse(
                part,
                Rule::Range,
                "This names the linkId of another item, which this one must be above.",
            );
        }
        other.copied()
    });
    let control = found.one(CONTROL).map(|part| control(door, part)).unwrap_or_default();
    let unit = unit(door, part, &found, name);
    ItemKind::Number(NumberKind { unit, low, high, places, usual, change_percent, above, control })
}

fn control(door: &mut Door, part: &Part<'_>) -> Control {
    let inside = door.extensions(part, &["kind", "seconds"]);
    let kind = inside.one("kind").and_then(|part| door.need(part, "valueCode", Rule::Shape));
    let seconds = inside.one("seconds").and_then(|p| door.whole(p, "valueInteger", Rule::Range, 1, 3600));
    match (kind, seconds) {
        (Some("stopwatch"), None) => Control::Stopwatch,
        (Some("counter"), Some(seconds)) => Control::Counter { seconds: seconds as u16 },
        _ => {
            door.refuse(
                part,
                Rule::Shape,
                "A control is a \"stopwatch\", or a \"counter\" with its seconds.",
            );
            Control::Keypad
        }
    }
}

pub(super) fn derived(door: &mut Door, part: &Part<'_>, names: &Names<'_>, name: &str) -> ItemKind {
    let found = door.extensions(part, WORKED_OUT);
    let unit = unit(door, part, &found, name);
    let places = places(door, &found, name);
    if door.flag(part, "readOnly") != Some(true) {
        door.refuse(part, Rule::Total, "A value that is worked out is \"readOnly\".");
    }
    let nothing = ItemKind::Display;
    let Some(how) = found.one(DERIVED) else { return nothing };
    let inside = door.extensions(how, &["formula", "of", "total", "missing"]);
    let formula = inside.one("formula").and_then(|p| door.need(p, "valueCode", Rule::Total));
    let of: Vec<&str> = inside.all("of").filter_map(|p| door.need(p, "valueString", Rule::Total)).collect();
    let inputs: Vec<usize> = of.iter().filter_map(|link| names.items.get(link).copied()).collect();
    let total = inside.one("total").and_then(|p| door.need(p, "valueCode", Rule::Total));
    let total = total.and_then(|id| names.totals.iter().position(|known| *known == id));
    let missing = inside.one("missing").and_then(|p| door.need(p, "valueString", Rule::Total));
    let formula = match (formula, inputs.as_slice(), total) {
        (Some("difference"), [first, second], None) => Some(Formula::Difference(*first, *second)),
        (Some("bmi"), [weight, height], None) => Some(Formula::Bmi { weight: *weight, height: *height }),
        (Some("fall-since-last"), [], Some(total)) => Some(Formula::FallSinceLast { total }),
        _ => None,
    };
    match (formula, missing) {
        (Some(formula), Some(words)) => {
            ItemKind::Derived(Derived { formula, unit, places, when_missing: words.to_owned() })
        }
        _ => {
            let message = "A value is worked out as \"difference\" or \"bmi\" of two items, or \"fall-since-last\" of a \
                           total, and says what is missing when it cannot be.";
            door.refuse(how, Rule::Total, message);
            nothing
        }
    }
}
