//! The reading lock: a minute without a touch covers the patients; the person's PIN uncovers them.

use crate::{
    backend::Backend,
    desk::Desk,
    effect::use_effect_with,
    part::Part,
    widgets::{pin_pad::PinPadProps, sync::device_line},
    words::sign_in as words,
};
use contract::{Pin, Request};
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// "The hand is still on the glass" is told at most once in so many milliseconds.
const STILL_HERE_MS: f64 = 10_000.0;
/// How often idleness is looked at, in milliseconds.
const LOOK_MS: u32 = 2_000;

/// Tells the core of touches, and locks after so many seconds without one; with no limit there is nothing to lock.
#[hook]
pub(crate) fn use_idle(backend: Backend, lock_after_seconds: Option<u32>, ask_again: Callback<()>) {
    let limit = lock_after_seconds.map(|seconds| f64::from(seconds) * 1000.0);
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

/// The PIN of the person whose session it is.
pub(crate) fn unlock_pad(on_right: Callback<()>) -> Html {
    let request = Callback::from(|pin: Pin| Request::Unlock { pin });
    Part::PinPad(PinPadProps { request, on_right }).draw()
}

/// Covers everything until the PIN is keyed.
pub(crate) fn lock_screen(desk: &Desk) -> Html {
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
            { device_line(desk, None, false) }
            <main class="gate" data-testid="locked">
                <h1 class="gate-title">{ words::locked() }</h1>
                <p class="gate-name">{ name }</p>
                <p class="quiet">{ words::locked_more() }</p>
                { unlock_pad(Callback::noop()) }
                if desk.hello.demo {
                    <p class="demo-hint">{ words::demo_pin() }</p>
                }
                <button type="button" class="button button--plain" onclick={sign_out} data-testid="switch-person">
                    { words::switch() }
                </button>
            </main>
        </>
    }
}
