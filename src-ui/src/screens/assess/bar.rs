//! The Save bar of a form: whose it is, what it comes to, and the one button that saves it or goes where something is still
//! to be put right.

use super::{
    keyed::{Open, Press},
    level_of,
    sheet::Ground,
};
use crate::{
    desk::Desk,
    screens::observe::save::Stage,
    widgets::{
        banner::short_name,
        class::{classes, on},
        el::{attr, el, id, key, none, say},
        mark::{Level, shape},
    },
    words::{assess, observe},
};
use clinical::policy::label_of;
use yew::prelude::*;

/// What stands between what was keyed and Save.
enum Step {
    Nothing,
    /// A field cannot be right; where, and what to do.
    Wrong(Option<usize>, String),
    /// A question about a value is open.
    Ask(Option<usize>, String),
    Missing,
    WhyCorrected,
    Save,
}

fn step(ground: &Ground) -> Step {
    let (filled, keyed) = (&ground.filled, &ground.keyed);
    let place = |link: &str| ground.view.items.iter().position(|item| item.link == link);
    if keyed.draft.given.is_empty() && keyed.draft.unable.is_none() {
        return Step::Nothing;
    }
    if let Some(wrong) = filled.problems.first() {
        return Step::Wrong(place(&wrong.field), wrong.message.clone());
    }
    if !filled.missing.is_empty() && keyed.draft.unable.is_none() {
        return Step::Missing;
    }
    if let Some(asked) = filled.checks.iter().find(|check| !keyed.draft.confirmed.contains(&check.code)) {
        return Step::Ask(place(&asked.link), asked.message.clone());
    }
    if ground.view.amends.is_some() && keyed.reason.is_empty() {
        return Step::WhyCorrected;
    }
    Step::Save
}

/// Whose form it is, what it comes to, and the one button that saves it. While something is to be put right, it goes
/// there; nothing but the core refuses a save.
pub(super) fn save_bar(
    ground: &Ground,
    desk: &Desk,
    stage: &UseStateHandle<Stage>,
    send: &Callback<bool>,
) -> Html {
    let (view, filled) = (&ground.view, &ground.filled);
    let busy = **stage == Stage::Busy;
    let step = step(ground);
    let state = match &step {
        _ if busy => observe::saving().to_owned(),
        Step::Nothing => assess::nothing_keyed().to_owned(),
        Step::Wrong(_, message) | Step::Ask(_, message) => message.clone(),
        Step::Missing => assess::still_missing(filled.missing.len()),
        Step::WhyCorrected => assess::why_corrected().to_owned(),
        Step::Save => sum(ground),
    };
    let ready = matches!(step, Step::Save);
    let name = (!ground.reduced).then(|| short_name(&view.banner));
    let press = {
        let (press, send, stage, locked) = (ground.send.clone(), send.clone(), stage.clone(), desk.locked());
        Callback::from(move |_: MouseEvent| {
            press.emit(Press::Tried);
            match &step {
                Step::Save if locked => stage.set(Stage::Pin),
                Step::Save => send.emit(false),
                Step::Wrong(Some(place), _) | Step::Ask(Some(place), _) => {
                    press.emit(Press::Open(Open::Nothing));
                    show(*place);
                }
                Step::Wrong(None, _) | Step::Ask(None, _) => {}
                Step::Missing | Step::Nothing => press.emit(Press::Open(Open::Unable)),
                Step::WhyCorrected => press.emit(Press::Open(Open::WhyCorrected)),
            }
        })
    };
    let total = filled.totals.first().filter(|_| filled.begun);
    let level = level_of(filled.alerts.first().map(|alert| alert.level));
    // What is not whole and tells nobody is not calm either.
    let whole = total.is_some_and(|total| !brief(&total.words).starts_with(['≥', '–']));
    let level = if !whole && filled.alerts.is_empty() { Level::None } else { level };
    let number = total.map_or_else(none, |total| say("b", "", &brief(&total.words)));
    let score = el("span", &classes(&["save-score", level.class()]), vec![shape(level), number]);
    let said = vec![
        say("span", "save-for", &observe::save_for(name.as_deref(), &view.bed)),
        id(say("span", "save-state", &state), "save-state"),
    ];
    let inside = vec![id(score, "live-total"), el("span", "save-words", said)];
    let made = key(&classes(&["save", on(ready, "save--ready")]), "save", inside, press);
    el("footer", "save-bar", vec![if busy { attr(made, "disabled", "disabled") } else { made }])
}

/// The totals in one line, or why the form is incomplete.
fn sum(ground: &Ground) -> String {
    let totals = ground.filled.totals.iter().map(|total| {
        let band = if total.band.is_empty() { String::new() } else { format!(", {}", total.band) };
        format!("{} {}{band}", total.label, total.words)
    });
    let mut parts: Vec<String> = totals.collect();
    if let Some(reason) = &ground.keyed.draft.unable {
        parts.push(assess::incomplete(label_of(&ground.view.unable_reasons, reason)));
    }
    if parts.is_empty() { ground.view.title.clone() } else { parts.join(" · ") }
}

/// A total where there is room for a number only.
fn brief(words: &str) -> String {
    match words.strip_prefix("at least ") {
        Some(least) => format!("≥{least}"),
        None if words.len() <= 6 => words.to_owned(),
        None => "–".to_owned(),
    }
}

/// Brings a line into sight.
fn show(place: usize) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(line) = document.and_then(|document| document.get_element_by_id(&format!("line-{place}"))) {
        line.scroll_into_view();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_told_in_a_few_signs_and_an_incomplete_one_never_as_a_number() {
        assert_eq!(brief("15"), "15");
        assert_eq!(brief("at least 5"), "≥5");
        assert_eq!(brief("no total, not testable in part; at least 10"), "–");
    }
}
