//! The first walk through the demo ward: a strip on top that says what to try next, and goes on when it was done.

use crate::{
    desk::Desk,
    route::Route,
    widgets::el::{attr, el, id, none, press, say},
    words::tour as words,
};
use yew::prelude::*;

const KEY: &str = "wardlight.tour";
/// Where it is noted that nobody wants it any more.
const OVER: usize = words::STEPS.len();

/// The step that is next, once somebody is there: each is left for the next by doing it, in whatever order they go about.
fn reached(step: usize, here: &Route) -> usize {
    let done = match here {
        Route::Patient(_) if step == 0 => 1,
        Route::Observe(_) if step <= 1 => 2,
        Route::Chart(_) if step <= 2 => 3,
        Route::Tasks if step <= 3 => 4,
        Route::Help | Route::Entries if step <= 4 => OVER,
        _ => 0,
    };
    step.max(done)
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn noted() -> usize {
    let kept = storage().and_then(|kept| kept.get_item(KEY).ok().flatten());
    kept.and_then(|step| step.parse().ok()).unwrap_or_default()
}

fn note(step: usize) {
    if let Some(kept) = storage() {
        let _ = kept.set_item(KEY, &step.to_string()); // A private window keeps nothing: the tour begins again.
    }
}

fn is_shown(desk: &Desk) -> bool {
    desk.hello.demo && desk.hello.session.is_some()
}

/// Notes where somebody is, on the screens without a strip too: a form has no room for one.
pub(crate) fn passes(desk: &Desk, here: &Route) {
    let before = noted();
    let step = reached(before, here);
    if is_shown(desk) && step != before {
        note(step);
    }
}

/// The strip, on the demo ward while there is something left to try.
pub(crate) fn strip(desk: &Desk) -> Html {
    if !is_shown(desk) {
        return none();
    }
    let step = noted();
    let Some(text) = words::STEPS.get(step) else { return none() };
    let again = desk.ask_again.clone();
    let end = Callback::from(move |_: MouseEvent| {
        note(OVER);
        again.emit(());
    });
    let inside = vec![
        say("strong", "", &words::number(step + 1, OVER)),
        say("p", "tour-text", text()),
        press("button button--plain", words::end(), "tour-end", true, end),
    ];
    id(attr(el("aside", "tour", inside), "aria-label", words::title()), "tour")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clinical::StayId;

    #[test]
    fn each_step_is_left_by_doing_it_and_none_comes_back() {
        let stay = StayId::from_bytes([7; 16]);
        let way = [
            (Route::Home, 0),
            (Route::Patient(stay), 1),
            (Route::Home, 1),
            (Route::Observe(stay), 2),
            (Route::Patient(stay), 2),
            (Route::Chart(stay), 3),
            (Route::Tasks, 4),
            (Route::Home, 4),
            (Route::Help, OVER),
            (Route::Patient(stay), OVER),
        ];
        let mut step = 0;
        for (here, expected) in way {
            step = reached(step, &here);
            assert_eq!(step, expected, "at {}", here.hash());
        }
        assert_eq!(reached(0, &Route::Chart(stay)), 3, "whoever knows the way skips what they did");
    }
}
