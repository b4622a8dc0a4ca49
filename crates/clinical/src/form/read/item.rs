//! One item of the file.

use super::{
    Names, Raw,
    door::{Door, Part, is_name},
    number, numeric, rule,
};
use crate::form::{ChoiceOption, Coded, Derived, Formula, Item, ItemKind, NumberKind, Rule};

const ORDINAL: &str = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
pub(super) const NOT_TESTABLE: &str = "urn:wardlight:form:not-testable";

const EVERY: &[&str] =
    &["linkId", "text", "type", "enableWhen", "enableBehavior", "extension", "prefix", "code"];
const QUESTION: &[&str] = &["required"];

/// Options of one choice.
const MAX_OPTIONS: usize = 100;
/// Characters of a text answer, where the form says nothing.
const LONGEST: i64 = 1_000;

/// Reads an item, all but what refers to other items.
pub(super) fn read(door: &mut Door, raw: &Raw<'_>, names: &Names<'_>) -> Item {
    let part = &raw.part;
    let link = part.get("linkId").and_then(|p| match &p.node.value {
        crate::form::json::Value::Text(text) => Some(text.clone()),
        _ => None,
    });
    let text = door.need(part, "text", Rule::Shape).unwrap_or_default().to_owned();
    let kind = kind(door, part, names);
    let extensions = door.extensions(
        part,
        match &kind {
            ItemKind::Group | ItemKind::Display => &[],
            ItemKind::Number(_) => number::KEYED,
            ItemKind::Derived(_) => number::WORKED_OUT,
            _ => &[NOT_TESTABLE],
        },
    );
    let not_testable = extensions.one(NOT_TESTABLE).map(|part| reasons(door, part)).unwrap_or_default();
    Item {
        link: link.unwrap_or_default(),
        parent: raw.parent,
        text,
        kind,
        required: door.flag(part, "required").unwrap_or(false),
        shown_when: None,
        not_testable,
    }
}

/// Fills in what refers to other items: conditions and formulas.
pub(super) fn resolve(door: &mut Door, raw: &[Raw<'_>], names: &Names<'_>, items: &mut [Item]) {
    for place in 0..items.len() {
        let part = &raw[place].part;
        let all = match door.text(part, "enableBehavior") {
            None | Some("all") => true,
            Some("any") => false,
            Some(_) => {
                door.refuse(part, Rule::Condition, "\"enableBehavior\" is \"all\" or \"any\".");
                true
            }
        };
        let when = door.list(part, "enableWhen");
        let conditions: Vec<_> =
            when.iter().filter_map(|part| rule::enable_when(door, part, names, items)).collect();
        if !when.is_empty() {
            items[place].shown_when = Some(crate::form::Conditions { all, of: conditions });
        }
        if let ItemKind::Number(NumberKind { above: Some(above), .. }) = &items[place].kind
            && (*above == place || !matches!(items[*above].kind, ItemKind::Number(_)))
        {
            door.refuse(part, Rule::Range, "A number can only be above another number.");
        }
        if let ItemKind::Derived(Derived { formula, .. }) = &items[place].kind {
            let inputs = match *formula {
                Formula::Difference(first, second) => vec![first, second],
                Formula::Bmi { weight, height } => vec![weight, height],
                Formula::FallSinceLast { .. } => Vec::new(),
            };
            if !inputs.iter().all(|input| numeric(&items[*input].kind)) {
                door.refuse(part, Rule::Total, "A value can only be worked out from items that are numbers.");
            }
        }
    }
}

fn kind(door: &mut Door, part: &Part<'_>, names: &Names<'_>) -> ItemKind {
    let Some(name) = door.need(part, "type", Rule::ItemType) else { return ItemKind::Display };
    let derived = door.list(part, "extension").iter().any(|e| {
        matches!(&e.get("url").map(|u| u.node.value.clone()), Some(crate::form::json::Value::Text(url)) if url == number::DERIVED)
    });
    match name {
        "group" => {
            door.known(part, &[EVERY, &["item"]]);
            if door.list(part, "item").is_empty() {
                door.refuse(part, Rule::Shape, "This group has no items. Fill it or take it out.");
            }
            ItemKind::Group
        }
        "display" => {
            door.known(part, &[EVERY]);
            ItemKind::Display
        }
        "choice" => {
            door.known(part, &[EVERY, QUESTION, &["answerOption", "repeats"]]);
            choice(door, part)
        }
        "quantity" | "decimal" | "integer" if derived => {
            door.known(part, &[EVERY, &["readOnly"]]);
            number::derived(door, part, names, name)
        }
        "quantity" | "decimal" | "integer" => {
            door.known(part, &[EVERY, QUESTION]);
            number::number(door, part, names, name)
        }
        "text" | "string" => {
            door.known(part, &[EVERY, QUESTION, &["maxLength"]]);
            let longest = door.whole(part, "maxLength", Rule::Range, 1, LONGEST).unwrap_or(LONGEST);
            ItemKind::Text { longest: longest as u32 }
        }
        "boolean" => {
            door.known(part, &[EVERY, QUESTION]);
            ItemKind::Boolean
        }
        "dateTime" => {
            door.known(part, &[EVERY, QUESTION]);
            ItemKind::DateTime
        }
        other => {
            let other: String = other.chars().take(40).collect();
            let message = format!(
                "The type {other:?} is not in the subset. It has group, display, choice, quantity, integer, decimal, \
                 text, string, boolean and dateTime."
            );
            door.refuse(part, Rule::ItemType, message);
            ItemKind::Display
        }
    }
}

/// A coding: a code of ours and its words.
fn coding(door: &mut Door, part: &Part<'_>) -> Option<Coded> {
    door.known(part, &[&["system", "code", "display", "extension"]]);
    let code = door.need(part, "code", Rule::Option)?;
    let label = door.need(part, "display", Rule::Option)?;
    if !is_name(code) {
        let message = "A code is 1 to 64 letters, digits, dots, dashes or underscores.";
        door.refuse(part, Rule::Option, message);
    }
    Some(Coded { code: code.to_owned(), label: label.to_owned() })
}

fn choice(door: &mut Door, part: &Part<'_>) -> ItemKind {
    let many = door.flag(part, "repeats").unwrap_or(false);
    let parts = door.list(part, "answerOption");
    if parts.len() < 2 || parts.len() > MAX_OPTIONS {
        door.refuse(part, Rule::Option, format!("A choice has 2 to {MAX_OPTIONS} options."));
        return ItemKind::Choice { options: Vec::new(), many };
    }
    let mut options: Vec<ChoiceOption> = Vec::new();
    for option in &parts {
        door.known(option, &[&["valueCoding", "extension"]]);
        let Some(value) = option.get("valueCoding") else {
            door.refuse(option, Rule::Option, "An option is a \"valueCoding\" with a code and a display.");
            continue;
        };
        let Some(Coded { code, label }) = coding(door, &value) else { continue };
        if options.iter().any(|before| before.code == code) {
            let message = format!("The code {code:?} comes twice in this item. Change one.");
            door.refuse(option, Rule::Option, message);
        }
        // R4 lets the weight stand on the option; some tools write it on the coding.
        let outside = door.extensions(option, &[ORDINAL]);
        let inside = door.extensions(&value, &[ORDINAL]);
        let weight = outside.one(ORDINAL).or(inside.one(ORDINAL));
        let weight = weight.and_then(|part| {
            let number = door.number(part, "valueDecimal");
            if number.is_none() {
                door.refuse(part, Rule::Weight, "A weight is a \"valueDecimal\".");
            }
            number
        });
        options.push(ChoiceOption { code, label, weight });
    }
    if many && options.iter().any(|option| option.weight.is_some()) {
        let message = "A choice of several options cannot have weights: ask each of them by itself.";
        door.refuse(part, Rule::Weight, message);
    }
    ItemKind::Choice { options, many }
}

fn reasons(door: &mut Door, part: &Part<'_>) -> Vec<Coded> {
    let inside = door.extensions(part, &["reason"]);
    let mut reasons: Vec<Coded> = Vec::new();
    for reason in inside.all("reason") {
        let Some(value) = reason.get("valueCoding") else { continue };
        door.extensions(&value, &[]);
        if let Some(coded) = coding(door, &value) {
            if reasons.iter().any(|before| before.code == coded.code) {
                door.refuse(reason, Rule::Option, "This reason comes twice. Change one.");
            }
            reasons.push(coded);
        }
    }
    if reasons.is_empty() {
        door.refuse(part, Rule::Option, "\"Not testable\" needs at least one reason, a \"valueCoding\".");
    }
    reasons
}
