//! A screen that can be wiped: for twenty seconds no touch does anything.

use crate::{
    clock::steady_ms,
    effect::use_effect_with,
    widgets::el::{attr, el, id, say},
    words::observe,
};
use gloo_timers::callback::Interval;
use yew::prelude::*;

/// How long, in milliseconds.
pub(super) const CLEAN_MS: i64 = 20_000;

/// When wiping ends, if it goes on; draws again until then.
#[hook]
pub(super) fn use_clean() -> (Option<i64>, Callback<()>) {
    let until = use_state_eq(|| None::<i64>);
    let drawn = use_force_update();
    let left = until.map(|until| until - steady_ms()).filter(|left| *left > 0);
    use_effect_with(left.is_some(), move |on| {
        let interval = on.then(|| Interval::new(500, move || drawn.force_update()));
        move || drop(interval)
    });
    let begin = Callback::from(move |()| until.set(Some(steady_ms() + CLEAN_MS)));
    (left, begin)
}

/// Lies over everything.
pub(super) fn cover(left_ms: i64) -> Html {
    let inside = vec![
        say("b", "", observe::cleaning()),
        say("span", "", &observe::cleaning_left((left_ms + 999) / 1_000)),
    ];
    id(attr(el("div", "clean", inside), "role", "alert"), "clean")
}
