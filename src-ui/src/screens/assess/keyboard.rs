//! The physical keyboard of a computer on wheels, while the keypad of a form is open.

use super::keyed::{Keyed, Open, Press};
use crate::effect::use_effect_with;
use crate::widgets::pin_pad::types_text;
use clinical::UtcMillis;
use contract::{AssessmentForm, Filled, FormItemKind};
use gloo_events::EventListener;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// Listens while the keypad of a line is open.
#[hook]
pub(super) fn use_keyboard(
    view: &Rc<AssessmentForm>,
    keyed: &Keyed,
    press: &Callback<Press>,
    filled: &Rc<Filled>,
) {
    let (view, press, shown) = (view.clone(), press.clone(), filled.shown.clone());
    use_effect_with((keyed.open, shown), move |(open, shown)| {
        // The form puts the time to what is pressed.
        let (open, shown, now) = (*open, shown.clone(), view.now);
        let document = web_sys::window().and_then(|window| window.document());
        let listener = document.filter(|_| matches!(open, Open::Number(_))).map(|document| {
            EventListener::new(&document, "keydown", move |event| {
                let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|_| !types_text(event)) else {
                    return;
                };
                if let Some(meant) = by_key(&view, &shown, open, &key.key(), now) {
                    press.emit(meant);
                }
            })
        });
        move || drop(listener)
    });
}

/// What a key means while the keypad of a line is open. Enter on a button is that button's.
fn by_key(view: &AssessmentForm, shown: &[u32], open: Open, key: &str, now: UtcMillis) -> Option<Press> {
    let Open::Number(place) = open else { return None };
    let item = view.items.get(place)?;
    let FormItemKind::Number { places, .. } = &item.kind else { return None };
    let link = item.link.clone();
    match key {
        "Backspace" => Some(Press::Back(link, now)),
        "Escape" => Some(Press::Open(Open::Nothing)),
        "Tab" => Some(Press::Open(Keyed::next_number(view, shown, place))),
        "," => Some(Press::Key(link, '.', *places, now)),
        _ => {
            let mut signs = key.chars();
            let sign = signs.next().filter(|_| signs.next().is_none())?;
            (sign.is_ascii_digit() || ".-".contains(sign)).then_some(Press::Key(link, sign, *places, now))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_a_point_are_typed_into_the_line_whose_keypad_is_open_and_nothing_else_is() {
        let view = crate::samples::assessment_form();
        let meant = |open, key| by_key(&view, &[], open, key, crate::samples::NOW);
        let key = |sign| Some(Press::Key("glucose".into(), sign, 1, crate::samples::NOW));
        assert_eq!(meant(Open::Number(2), "5"), key('5'));
        assert_eq!(meant(Open::Number(2), ","), key('.'), "the comma of a numeric block is a point");
        assert_eq!(meant(Open::Number(2), "Escape"), Some(Press::Open(Open::Nothing)));
        assert_eq!(meant(Open::Number(2), "a"), None);
        assert_eq!(meant(Open::Nothing, "5"), None);
        assert_eq!(meant(Open::Number(1), "5"), None, "a choice takes no digits");
    }
}
