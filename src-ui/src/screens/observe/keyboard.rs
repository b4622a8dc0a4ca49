//! The physical keyboard of a computer on wheels: digits, letters for the choices, arrows between the rows.

use super::{
    draft::{Act, STOPS},
    form::{Form, Panel, Press},
    open::OpenForm,
};
use crate::widgets::pin_pad::types_text;
use clinical::vitals::{Breathing, Consciousness, Field};
use gloo_events::{EventListener, EventListenerOptions};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// What the keys act on.
#[derive(Clone)]
pub(super) struct Keys {
    pub(super) open: Rc<OpenForm>,
}

/// What a key means here.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Meant {
    Press(Press),
    Save,
    /// The choice that is at this place in the panel, counted from 1.
    Choose(u8),
    /// The time that was keyed.
    Use,
}

/// Listens until dropped; while there are no keys, nothing is meant.
pub(super) fn listen(keys: Rc<RefCell<Option<Keys>>>) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&document, "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let on_button = event
            .target()
            .and_then(|t| t.dyn_into::<Element>().ok())
            .is_some_and(|t| matches!(t.tag_name().as_str(), "BUTTON" | "A" | "SUMMARY"));
        let command = key.ctrl_key() || key.meta_key();
        // A key that is held down is one key press.
        if key.repeat()
            || types_text(event)
            || key.alt_key()
            || (on_button && key.key() == "Enter" && !command)
        {
            return;
        }
        let Some(Keys { open }) = keys.borrow().clone() else { return };
        let ground = open.ground();
        let Some(meant) = meaning(&ground.form, &key.key(), command) else { return };
        event.prevent_default();
        match meant {
            Meant::Press(press) => ground.press.emit(press),
            Meant::Save => open.save(),
            Meant::Choose(nth) => click(&[".choice:nth-child(", &nth.to_string(), ")"].concat()),
            Meant::Use => click("[data-testid=clock-use]"),
        }
    }))
}

/// Presses a button of what the pad shows. Each choice is drawn with its own letter, by its place.
fn click(button: &str) {
    let page = web_sys::window().and_then(|window| window.document());
    let selector = [".pad-face:not(.pad-face--away) ", button].concat();
    let choice = page.and_then(|page| page.query_selector(&selector).ok().flatten());
    if let Some(choice) = choice.and_then(|choice| choice.dyn_into::<HtmlElement>().ok()) {
        choice.click();
    }
}

fn meaning(form: &Form, key: &str, command: bool) -> Option<Meant> {
    let act = |act| Some(Meant::Press(Press::Key(act)));
    if command {
        return (key == "Enter").then_some(Meant::Save);
    }
    let digit = key.bytes().next().filter(|b| key.len() == 1 && b.is_ascii_digit()).map(|b| b - b'0');
    if form.panel == Panel::Clock {
        return match (digit, key) {
            (Some(digit), _) => Some(Meant::Press(Press::ClockDigit(digit))),
            (_, "Backspace") => Some(Meant::Press(Press::ClockBack)),
            (_, "Enter") if form.clock.is_whole() => Some(Meant::Use),
            (_, "Escape") => Some(Meant::Press(Press::Open(Panel::Keys))),
            _ => None,
        };
    }
    if form.panel != Panel::Keys {
        return match form.panel {
            _ if key == "Escape" => Some(Meant::Press(Press::Open(Panel::Keys))),
            Panel::Why(_) | Panel::Device | Panel::Flow | Panel::Fio2 => place(key).map(Meant::Choose),
            _ => None,
        };
    }
    let focus = form.draft.focus;
    match (digit, key) {
        (Some(digit), _) => act(Act::Digit(digit)),
        (_, "Backspace") => act(Act::Back),
        (_, "Enter") if focus.is_none() => Some(Meant::Save),
        (_, "Enter") => act(Act::Next),
        (_, "ArrowDown") => act(Act::Focus(neighbour(focus, 1))),
        (_, "ArrowUp") => act(Act::Focus(neighbour(focus, STOPS.len() - 1))),
        (_, "c" | "C") if focus == Some(Field::Respiration) => Some(Meant::Press(Press::Open(Panel::Count))),
        _ => letter(focus?, key).and_then(act),
    }
}

fn neighbour(focus: Option<Field>, by: usize) -> Field {
    let here = focus.and_then(|field| STOPS.iter().position(|stop| *stop == field));
    let there = here.map_or(if by == 1 { 0 } else { STOPS.len() - 1 }, |here| (here + by) % STOPS.len());
    STOPS[there]
}

/// The place of a letter in the alphabet: A is 1.
fn place(key: &str) -> Option<u8> {
    let letter = key.bytes().next().filter(|b| key.len() == 1 && b.is_ascii_alphabetic())?;
    Some(letter.to_ascii_lowercase() - b'a' + 1)
}

/// A and O for air and oxygen, A C V P U for the level.
fn letter(focus: Field, key: &str) -> Option<Act> {
    let letter = key.chars().next().filter(|_| key.chars().count() == 1)?.to_ascii_uppercase();
    match (focus, letter) {
        (Field::Oxygen, 'A') => Some(Act::Breathe(Breathing::Air)),
        (Field::Oxygen, 'O') => Some(Act::Breathe(Breathing::Oxygen)),
        (Field::Consciousness, letter) => Consciousness::from_letter(letter).map(Act::Level),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{NOW, form};
    use clinical::vitals;

    fn type_keys(keys: &[&str]) -> Form {
        keys.iter().fold(Form::new(&form(Vec::new()), None), |form, key| match meaning(&form, key, false) {
            Some(Meant::Press(press)) => form.press(press, NOW),
            other => panic!("{key}: {other:?}"),
        })
    }

    #[test]
    fn a_set_can_be_typed_without_touching_the_screen() {
        let keys = ["1", "8", "9", "6", "a", "1", "2", "4", "7", "8", "8", "8", "a", "3", "7", "2"];
        let form = type_keys(&keys);
        assert!(vitals::parse(&form.draft.keyed(false)).is_ok());
        assert_eq!(meaning(&form, "Enter", false), Some(Meant::Save), "nothing is left but to save");
    }

    #[test]
    fn arrows_walk_the_rows_round() {
        assert_eq!(type_keys(&["ArrowDown"]).draft.focus, Some(Field::Spo2));
        assert_eq!(type_keys(&["ArrowUp"]).draft.focus, Some(Field::Temperature));
    }

    #[test]
    fn a_time_is_keyed_and_used_by_enter_and_half_a_time_is_not() {
        let clock = type_keys(&[]).press(Press::Open(Panel::Clock), NOW);
        let keyed = |digits: &str| {
            digits.chars().fold(clock.clone(), |form, digit| {
                match meaning(&form, &digit.to_string(), false) {
                    Some(Meant::Press(press)) => form.press(press, NOW),
                    other => panic!("{digit}: {other:?}"),
                }
            })
        };
        assert_eq!(meaning(&keyed("203"), "Enter", false), None, "where a touch cancels");
        assert_eq!(meaning(&keyed("2030"), "Enter", false), Some(Meant::Use));
    }

    #[test]
    fn letters_mean_nothing_on_a_number_and_keys_rest_while_words_are_asked_for() {
        let form = type_keys(&[]);
        assert_eq!(meaning(&form, "a", false), None);
        let asked = form.press(Press::Open(Panel::Why(None)), NOW);
        assert_eq!(meaning(&asked, "7", false), None);
        assert_eq!(meaning(&asked, "Escape", false), Some(Meant::Press(Press::Open(Panel::Keys))));
    }

    #[test]
    fn a_reason_has_the_letter_of_its_place_and_what_throws_a_set_away_has_none() {
        let asked = type_keys(&[]).press(Press::Open(Panel::Why(None)), NOW);
        assert_eq!(meaning(&asked, "a", false), Some(Meant::Choose(1)));
        assert_eq!(meaning(&asked, "C", false), Some(Meant::Choose(3)));
        assert_eq!(meaning(&asked, "F1", false), None);
        for panel in [Panel::More, Panel::WhyWords(None), Panel::Remark, Panel::Taken] {
            let other = type_keys(&[]).press(Press::Open(panel.clone()), NOW);
            assert_eq!(meaning(&other, "a", false), None, "{panel:?}");
        }
    }
}
