//! Six digits: the PIN, on keys of our own or a physical keyboard. Kept nowhere, cleared as soon as it is handed on.

use super::{mark, problem::problem};
use crate::widgets::class::{classes, on};
use crate::{desk::use_desk, effect::use_effect_with, words::sign_in as words};
use contract::{CallError, Pin, Request};
use gloo_events::EventListener;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

const LENGTH: usize = 6;

/// What a PIN is for.
#[derive(Clone, PartialEq)]
pub(crate) struct PinPadProps {
    /// What six digits ask of the core.
    pub(crate) request: Callback<Pin, Request>,
    /// The PIN was right.
    pub(crate) on_right: Callback<()>,
}

enum Key {
    Digit(char),
    Back,
    Clear,
}

#[derive(PartialEq, Default)]
struct Digits(String);

impl Reducible for Digits {
    type Action = Key;
    fn reduce(self: Rc<Self>, key: Key) -> Rc<Self> {
        let mut digits = self.0.clone();
        match key {
            Key::Digit(digit) if digits.len() < LENGTH => digits.push(digit),
            Key::Digit(_) => {}
            Key::Back => {
                digits.pop();
            }
            Key::Clear => digits.clear(),
        }
        Self(digits).into()
    }
}

/// Whether the key press goes to a text field.
pub(crate) fn types_text(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|t| matches!(t.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// The digits keyed so far, and what came of the last PIN.
struct Asked {
    digits: UseReducerHandle<Digits>,
    busy: bool,
    error: Option<Rc<CallError>>,
}

/// Asks the core as soon as six digits stand, and clears them whatever comes of it.
#[hook]
fn use_pin(props: &PinPadProps) -> Asked {
    let desk = use_desk();
    let digits = use_reducer_eq(Digits::default);
    let busy = use_state_eq(|| false);
    let error = use_state_eq(|| None::<Rc<CallError>>);
    {
        let (request, right) = (props.request.clone(), props.on_right.clone());
        let (busy, error, clear) = (busy.clone(), error.clone(), digits.dispatcher());
        use_effect_with(digits.0.clone(), move |pin| {
            if pin.len() < LENGTH {
                return;
            }
            busy.set(true);
            let request = request.emit(Pin(pin.clone()));
            spawn_local(async move {
                let reply = desk.backend.call(request).await;
                clear.dispatch(Key::Clear);
                busy.set(false);
                if reply.is_ok() {
                    desk.ask_again.emit(());
                    right.emit(());
                }
                error.set(reply.err().map(Rc::new));
            });
        });
    }
    Asked { digits, busy: *busy, error: (*error).clone() }
}

/// The pad, with what came of the last PIN.
#[hook]
pub(crate) fn use_pin_pad(props: &PinPadProps) -> Html {
    let Asked { digits, busy, error } = use_pin(props);
    {
        let dispatch = digits.dispatcher();
        use_effect_with(busy, move |busy| {
            let listener = (!*busy).then(|| physical_keys(dispatch));
            move || drop(listener)
        });
    }
    let press = |key: fn(u8) -> Key, n: u8| {
        let dispatch = digits.dispatcher();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(key(n)))
    };
    let digit_key = |n: u8| {
        html! {
            <button type="button" class="key" disabled={busy} data-testid={format!("pin-{n}")}
                onclick={press(|n| Key::Digit((b'0' + n) as char), n)}>{ n }</button>
        }
    };
    html! {
        <div class="pin-pad">
            { for error.map(|error| problem(&error, None)) }
            if busy {
                <p role="status">{ words::checking() }</p>
            }
            { dots(digits.0.len()) }
            <div class="keys" role="group" aria-label={words::key_your_pin()}>
                { for (1..=9).map(digit_key) }
                <button type="button" class="key key--quiet" disabled={busy} data-testid="pin-back"
                    aria-label={crate::words::observe::backspace()} onclick={press(|_| Key::Back, 0)}>
                    { mark::backspace() }
                </button>
                { digit_key(0) }
                <span class="key key--gap" aria-hidden="true" />
            </div>
        </div>
    }
}

/// How many digits stand, never which.
fn dots(filled: usize) -> Html {
    let dot = |n: usize| html! { <span class={classes(&["pin-dot", on(n < filled, "pin-dot--on")])} /> };
    html! {
        <p class="pin-dots" role="status" aria-label={words::digits_keyed(filled)} data-testid="pin-dots">
            { for (0..LENGTH).map(dot) }
        </p>
    }
}

fn physical_keys(dispatch: UseReducerDispatcher<Digits>) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    Some(EventListener::new(&document, "keydown", move |event| {
        let Some(key) = event.dyn_ref::<web_sys::KeyboardEvent>().filter(|_| !types_text(event)) else {
            return;
        };
        match key.key().as_str() {
            "Backspace" => dispatch.dispatch(Key::Back),
            text if text.len() == 1 && !key.ctrl_key() && !key.meta_key() => {
                if let Some(digit) = text.chars().next().filter(char::is_ascii_digit) {
                    dispatch.dispatch(Key::Digit(digit));
                }
            }
            _ => {}
        }
    }))
}
