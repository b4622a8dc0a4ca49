//! What a form comes to: totals with their bands, whom it tells, what else to do.

use crate::{
    widgets::{
        class::classes,
        el::{attr, el, given, given_any, id, none, say_any},
        mark::{Level, shape},
    },
    words::{assess as words, texts::text_or},
};
use clinical::news2::Response;
use contract::{Filled, FormAlert, TotalView};
use yew::prelude::*;

/// The mark of what is asked for.
pub(crate) const fn level_of(asked: Option<Response>) -> Level {
    match asked {
        None | Some(Response::Routine) => Level::Zero,
        Some(Response::WardBased | Response::UrgentWardBased) => Level::One,
        Some(Response::Urgent) => Level::Two,
        Some(Response::Emergency) => Level::Three,
    }
}

/// Each total with its band, in words and with a shape.
pub(crate) fn totals(totals: &[TotalView]) -> Html {
    let one = |total: &TotalView| {
        let level = if total.band.is_empty() { Level::None } else { level_of(total.level) };
        let inside = vec![
            shape(level),
            given("span", "", &total.label),
            given("b", "", &total.words),
            given_any("span", "form-band", &total.band),
        ];
        id(el("li", &classes(&["form-total", level.class()]), inside), "total")
    };
    el("ul", "form-totals", totals.iter().map(one).collect())
}

/// Whom it tells and what to do.
pub(crate) fn alerts(alerts: &[FormAlert], advice: &[String]) -> Html {
    let alerts = alerts.iter().map(|alert| {
        let level = level_of(Some(alert.level));
        let inside = vec![shape(level), given("span", "", &alert.words)];
        id(el("p", &classes(&["form-alert", level.class()]), inside), "form-alert")
    });
    let advice = advice.iter().map(|words| given("p", "form-advice", words));
    el("div", "", alerts.chain(advice).collect())
}

/// What it comes to so far.
pub(super) fn so_far(filled: &Filled) -> Html {
    if !filled.begun {
        return none();
    }
    let again =
        if filled.next_due.is_empty() { String::new() } else { words::again(&text_or(&filled.next_due)) };
    let inside =
        vec![totals(&filled.totals), alerts(&filled.alerts, &filled.advice), say_any("p", "quiet", &again)];
    let made = attr(el("section", "form-outcome", inside), "aria-label", words::so_far());
    attr(made, "aria-live", "polite")
}
