//! A line or a few lines to type into, with a label that stays.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// The longest text that is taken, in characters; the core's own limit is the same.
const LONGEST: &str = "1000";

/// One line.
pub(crate) fn line(label: &'static str, value: &str, testid: &'static str, set: &Callback<String>) -> Html {
    html! {
        <label class="search">
            <span>{ label }</span>
            <input class="nhsuk-input" type="text" maxlength="120" value={value.to_owned()} data-testid={testid}
                oninput={typing(set)} />
        </label>
    }
}

/// Some lines.
pub(crate) fn area(label: &'static str, value: &str, testid: &'static str, set: &Callback<String>) -> Html {
    html! {
        <label class="search">
            <span>{ label }</span>
            <textarea class="nhsuk-textarea" rows="2" maxlength={LONGEST} value={value.to_owned()} data-testid={testid}
                oninput={typing(set)} />
        </label>
    }
}

/// A day.
pub(crate) fn day(label: &'static str, value: &str, testid: &'static str, set: &Callback<String>) -> Html {
    html! {
        <label class="search">
            <span>{ label }</span>
            <input class="nhsuk-input" type="date" value={value.to_owned()} data-testid={testid}
                oninput={typing(set)} />
        </label>
    }
}

/// What stands in the field after each key.
pub(crate) fn typing(set: &Callback<String>) -> Callback<InputEvent> {
    set.reform(|event: InputEvent| {
        let target = event.target();
        let area = target.as_ref().and_then(|target| target.dyn_ref::<HtmlTextAreaElement>());
        let line = target.as_ref().and_then(|target| target.dyn_ref::<HtmlInputElement>());
        area.map(HtmlTextAreaElement::value).or_else(|| line.map(HtmlInputElement::value)).unwrap_or_default()
    })
}
