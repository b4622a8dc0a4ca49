//! A line or a few lines to type into, with a label that stays.

use super::el::{attr, el, id, say};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::{html::oninput, prelude::*, virtual_dom::VTag};

/// One line.
pub(crate) fn line(label: &str, value: &str, testid: &str, set: &Callback<String>) -> Html {
    field("text", label, value, testid, set)
}

/// Some lines.
pub(crate) fn area(label: &str, value: &str, testid: &str, set: &Callback<String>) -> Html {
    field("", label, value, testid, set)
}

/// A field of a form, under a label of its own: of one line (`text`) or several (empty), at most so many characters.
pub(crate) fn bare(
    kind: &'static str,
    label: &str,
    value: &str,
    longest: &str,
    testid: &str,
    set: &Callback<String>,
) -> Html {
    let made = attr(input(kind, value, longest, testid, set), "aria-label", label);
    if kind.is_empty() { attr(made, "rows", "3") } else { attr(made, "type", kind) }
}

/// A field of one kind; without one, of several lines. The core takes a thousand characters.
fn field(kind: &str, label: &str, value: &str, testid: &str, set: &Callback<String>) -> Html {
    let one = !kind.is_empty();
    let made = input(kind, value, if one { "120" } else { "1000" }, testid, set);
    let made = if one { attr(made, "type", kind) } else { attr(made, "rows", "2") };
    el("label", "search", vec![say("span", "", label), made])
}

pub(super) fn input(kind: &str, value: &str, longest: &str, testid: &str, set: &Callback<String>) -> Html {
    let one = !kind.is_empty();
    let mut made = VTag::new(if one { "input" } else { "textarea" });
    made.add_attribute("class", if one { "nhsuk-input" } else { "nhsuk-textarea" });
    made.add_attribute("maxlength", longest.to_owned());
    made.set_value(Some(AttrValue::from(value.to_owned())));
    made.add_listener(Rc::new(oninput::Wrapper::new(set.reform(typed))));
    id(Html::from(made), testid)
}

/// What stands in the field after each key.
fn typed(event: InputEvent) -> String {
    let target = event.target();
    let area = target.as_ref().and_then(|target| target.dyn_ref::<HtmlTextAreaElement>());
    let line = target.as_ref().and_then(|target| target.dyn_ref::<HtmlInputElement>());
    area.map(HtmlTextAreaElement::value).or_else(|| line.map(HtmlInputElement::value)).unwrap_or_default()
}
