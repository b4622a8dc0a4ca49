//! Forms as a ward meets them.

mod conditions;
mod filling;
mod refused;
mod shipped;
mod totals;

use super::*;
use serde_json::{Value, json};

/// A shipped form.
pub(super) fn shipped_form(name: &str) -> Definition {
    let shipped = super::shipped::SHIPPED.iter().find(|shipped| shipped.name == name).unwrap();
    Definition::parse(shipped.json).unwrap()
}

/// A form's file with these items and extensions.
pub(super) fn file(items: Value, more: &[Value]) -> Value {
    let mut extension = vec![json!({ "url": "urn:wardlight:form:source", "valueString": "A test." })];
    extension.extend_from_slice(more);
    json!({
        "resourceType": "Questionnaire", "url": "urn:test:form", "version": "1", "title": "Test", "status": "active",
        "copyright": "Free.", "extension": extension, "item": items,
    })
}

/// The form of a file that is a good one.
pub(super) fn form(items: Value, more: &[Value]) -> Definition {
    Definition::parse(&format!("{:#}", file(items, more))).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// A yes-or-no item.
pub(super) fn yes_no(link: &str) -> Value {
    json!({ "linkId": link, "text": link, "type": "boolean" })
}

/// A required choice with these weights; the codes are `w` and the place.
pub(super) fn weighed(link: &str, weights: &[i64]) -> Value {
    let option = |(n, weight): (usize, &i64)| {
        json!({
            "valueCoding": { "code": format!("w{n}"), "display": format!("Option {n}") },
            "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": weight }],
        })
    };
    let options: Vec<Value> = weights.iter().enumerate().map(option).collect();
    json!({ "linkId": link, "text": link, "type": "choice", "required": true, "answerOption": options })
}

/// A required whole number.
pub(super) fn whole(link: &str, low: i64, high: i64) -> Value {
    json!({ "linkId": link, "text": link, "type": "integer", "required": true, "extension": [
        { "url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": low },
        { "url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": high },
    ] })
}

/// The same item with one more part.
pub(super) fn with(mut item: Value, key: &str, value: Value) -> Value {
    item[key] = value;
    item
}

/// A nested extension.
pub(super) fn nested(url: &str, parts: Vec<Value>) -> Value {
    json!({ "url": url, "extension": parts })
}

/// A band.
pub(super) fn band(low: Option<f64>, high: Option<f64>, level: Option<&str>) -> Value {
    let mut parts = vec![json!({ "url": "label", "valueString": format!("{low:?} to {high:?}") })];
    parts.extend(low.map(|low| json!({ "url": "low", "valueDecimal": low })));
    parts.extend(high.map(|high| json!({ "url": "high", "valueDecimal": high })));
    if let Some(level) = level {
        parts.push(json!({ "url": "level", "valueCode": level }));
        parts.push(json!({ "url": "words", "valueString": level }));
    }
    nested("band", parts)
}

/// A total.
pub(super) fn total(id: &str, items: &[&str], bands: Vec<Value>) -> Value {
    let mut parts =
        vec![json!({ "url": "id", "valueCode": id }), json!({ "url": "label", "valueString": id })];
    parts.extend(items.iter().map(|item| json!({ "url": "item", "valueString": item })));
    parts.extend(bands);
    nested("urn:wardlight:form:total", parts)
}

/// A draft with these acts done in order.
pub(super) fn drafted(form: &Definition, acts: &[(&str, Key)]) -> Draft {
    acts.iter().fold(Draft::new(form), |draft, (link, key)| draft.after(form, link, key.clone()))
}

pub(super) fn tap(code: &str) -> Key {
    Key::Tapped(code.to_owned())
}

pub(super) fn typed(text: &str) -> Key {
    Key::Typed(text.to_owned())
}

/// The score of the first total.
pub(super) fn first(result: &FormResult) -> &Score {
    &result.totals[0].score
}

pub(super) fn levels(result: &FormResult) -> Vec<(&str, crate::news2::Response)> {
    result.alerts.iter().map(|alert| (alert.from.as_str(), alert.level)).collect()
}
