//! An alert on the board: how far it was answered as icon and word, and for how long it has been open.

use crate::{
    route::Route,
    screens::episode::severity,
    widgets::{
        class::{classes, on},
        el::{attr, el, id, link, say},
        icon,
    },
    words::{episode as words, times},
};
use clinical::{UtcMillis, stay::Stage};
use contract::{AlertView, Banner};
use yew::prelude::*;

/// Nobody has taken it on.
pub(super) const fn waits(alert: &AlertView) -> bool {
    matches!(alert.stage, Stage::Raised | Stage::Told)
}

/// How long it has been open.
fn open_for(alert: &AlertView, now: UtcMillis) -> String {
    match now.minutes_since(alert.raised_at) {
        minutes if minutes < 1 => words::just_now().to_owned(),
        minutes => times::span(minutes),
    }
}

/// In a row: icon, word, clock. A tap goes where it can be answered.
pub(super) fn cell(alert: &AlertView, banner: &Banner, now: UtcMillis) -> Html {
    let class = classes(&["alert", severity(alert.level).class(), on(waits(alert), "alert--waits")]);
    let inside = vec![
        icon::stage(alert.stage),
        say("span", "alert-word", words::stage_word(alert.stage, alert.unanswered)),
        say("b", "alert-clock", &open_for(alert, now)),
    ];
    let link = link(&class, &Route::Patient(banner.stay), "row-alert", inside);
    attr(el("span", "cell cell--alert", vec![link]), "role", "cell")
}

/// On a card of the strip: who owns it, or that nobody does.
pub(super) fn on_card(alert: &AlertView, now: UtcMillis) -> Html {
    let word = words::stage_word(alert.stage, false);
    let said = match (waits(alert), alert.owner.as_str()) {
        (true, _) => words::nobody_accepted().to_owned(),
        (false, "") => word.to_owned(),
        (false, owner) => format!("{word}: {owner}"),
    };
    let inside = vec![
        icon::stage(alert.stage),
        say("span", "", &said),
        say("b", "alert-clock", &open_for(alert, now)),
    ];
    let class = classes(&["urgent-alert", on(waits(alert), "urgent-alert--waits")]);
    id(el("span", &class, inside), "urgent-alert")
}
