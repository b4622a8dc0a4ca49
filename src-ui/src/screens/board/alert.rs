//! An alert on the board: how far it was answered as icon and word, and for how long it has been open.

use crate::{
    route::Route,
    screens::episode::severity,
    widgets::{
        class::{classes, on},
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

/// In a row: icon, word, clock. A tap goes where it can be answered.
pub(super) fn cell(alert: &AlertView, banner: &Banner, now: UtcMillis) -> Html {
    let class = classes(&["alert", severity(alert.level).class(), on(waits(alert), "alert--waits")]);
    html! {
        <span class="cell cell--alert" role="cell">
            <a {class} href={Route::Patient(banner.stay).hash()} data-testid="row-alert">
                { icon::stage(alert.stage) }
                <span class="alert-word">{ words::stage_word(alert.stage, alert.unanswered) }</span>
                <b class="alert-clock">{ times::span(now.minutes_since(alert.raised_at).max(0)) }</b>
            </a>
        </span>
    }
}

/// On a card of the strip: who owns it, or that nobody does and whom it asks.
pub(super) fn on_card(alert: &AlertView, now: UtcMillis) -> Html {
    let open = times::span(now.minutes_since(alert.raised_at).max(0));
    let said = match (waits(alert), alert.owner.as_str()) {
        (true, _) => words::NOBODY_ACCEPTED.to_owned(),
        (false, "") => words::stage_word(alert.stage, false).to_owned(),
        (false, owner) => format!("{}: {owner}", words::stage_word(alert.stage, false)),
    };
    html! {
        <span class={classes(&["urgent-alert", on(waits(alert), "urgent-alert--waits")])} data-testid="urgent-alert">
            { icon::stage(alert.stage) }
            <span>{ said }</span>
            <b class="alert-clock">{ open }</b>
        </span>
    }
}
