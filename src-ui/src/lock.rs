//! The reading lock: a minute without a touch covers the patients; the person's PIN uncovers them.

use crate::{
    desk::use_desk,
    frame::PersonMenu,
    widgets::{pin_pad::PinPad, problem::problem, sync::DeviceLine},
    words::sign_in as words,
};
use contract::{CallError, Pin, Request};
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// "The hand is still on the glass" is told at most once in so many milliseconds.
const STILL_HERE_MS: f64 = 10_000.0;
/// How often idleness is looked at, in milliseconds.
const LOOK_MS: u32 = 2_000;

/// Tells the core of touches, and locks after as long without one as the session says.
#[hook]
pub(crate) fn use_idle() {
    let desk = use_desk();
    let open = desk.hello.session.as_ref().filter(|session| !session.locked);
    let limit = open.map(|session| f64::from(session.lock_after_seconds) * 1000.0);
    let backend = desk.backend;
    let ask_again = desk.ask_again.clone();
    use_effect_with(limit, move |limit| {
        let Some(limit) = *limit else { return Box::new(|| ()) as Box<dyn FnOnce()> };
        let touched = Rc::new(Cell::new(js_sys::Date::now()));
        let told = Cell::new(js_sys::Date::now());
        let ears = ["pointerdown", "keydown", "wheel"].map(|kind| {
            let touched = touched.clone();
            web_sys::window()
                .map(|window| EventListener::new(&window, kind, move |_| touched.set(js_sys::Date::now())))
        });
        let look = Interval::new(LOOK_MS, move || {
            let now = js_sys::Date::now();
            if now - touched.get() >= limit {
                let ask_again = ask_again.clone();
                spawn_local(async move {
                    let _ = backend.call(Request::Lock).await; // Asked for again below, whatever came of it.
                    ask_again.emit(());
                });
            } else if touched.get() > told.get() && now - told.get() >= STILL_HERE_MS {
                told.set(now);
                spawn_local(async move {
                    let _ = backend.call(Request::StillHere).await; // The next touch tells it again.
                });
            }
        });
        Box::new(move || drop((ears, look)))
    });
}

/// Properties of [`UnlockPad`].
#[derive(Properties, PartialEq)]
pub(crate) struct UnlockPadProps {
    /// Reading is open again.
    #[prop_or_default]
    pub(crate) on_unlocked: Callback<()>,
}

/// The PIN of the person whose session it is.
#[component]
pub(crate) fn UnlockPad(props: &UnlockPadProps) -> Html {
    let desk = use_desk();
    let busy = use_state(|| false);
    let attempt = use_state(|| 0_u32);
    let error = use_state(|| None::<Rc<CallError>>);
    let on_pin = {
        let (desk, busy, attempt, error) = (desk.clone(), busy.clone(), attempt.clone(), error.clone());
        let done = props.on_unlocked.clone();
        Callback::from(move |pin: String| {
            busy.set(true);
            let (desk, busy, attempt, error) = (desk.clone(), busy.clone(), attempt.clone(), error.clone());
            let done = done.clone();
            spawn_local(async move {
                match desk.backend.call(Request::Unlock { pin: Pin(pin) }).await {
                    Ok(_) => {
                        desk.ask_again.emit(());
                        done.emit(());
                    }
                    Err(problem) => error.set(Some(Rc::new(problem))),
                }
                attempt.set(*attempt + 1);
                busy.set(false);
            });
        })
    };
    html! {
        <>
            { for (*error).clone().map(|error| problem(&error, None)) }
            <PinPad {on_pin} busy={*busy} attempt={*attempt} />
        </>
    }
}

/// Covers everything until the PIN is keyed.
#[component]
pub(crate) fn LockScreen() -> Html {
    let desk = use_desk();
    let name = desk.hello.session.as_ref().map(|session| session.name.clone()).unwrap_or_default();
    let sign_out = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| {
            let desk = desk.clone();
            spawn_local(async move {
                let _ = desk.backend.call(Request::SignOut).await; // The next answer says who is signed in.
                desk.ask_again.emit(());
            });
        })
    };
    html! {
        <>
            <DeviceLine />
            <main class="gate" data-testid="locked">
                <h1 class="gate-title">{ words::LOCKED }</h1>
                <p class="gate-name">{ name }</p>
                <p class="quiet">{ words::LOCKED_MORE }</p>
                <UnlockPad />
                if desk.hello.demo {
                    <p class="demo-hint">{ words::DEMO_PIN }</p>
                }
                <button type="button" class="button button--plain" onclick={sign_out} data-testid="switch-person">
                    { words::SWITCH }
                </button>
                <div class="gate-menu"><PersonMenu /></div>
            </main>
        </>
    }
}
