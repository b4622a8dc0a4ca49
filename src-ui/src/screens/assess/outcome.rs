//! What a form comes to: totals with their bands, whom it tells, what else to do.

use crate::{
    widgets::{
        class::classes,
        mark::{Level, shape},
    },
    words::assess as words,
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
    html! {
        <ul class="form-totals">
            { for totals.iter().map(|total| {
                let level = if total.band.is_empty() { Level::None } else { level_of(total.level) };
                html! {
                    <li class={classes(&["form-total", level.class()])} data-testid="total">
                        { shape(level) }
                        <span>{ total.label.clone() }</span>
                        <b>{ total.words.clone() }</b>
                        if !total.band.is_empty() {
                            <span class="form-band">{ total.band.clone() }</span>
                        }
                    </li>
                }
            }) }
        </ul>
    }
}

/// Whom it tells and what to do.
pub(crate) fn alerts(alerts: &[FormAlert], advice: &[String]) -> Html {
    html! {
        <>
            { for alerts.iter().map(|alert| {
                let level = level_of(Some(alert.level));
                html! {
                    <p class={classes(&["form-alert", level.class()])} data-testid="form-alert">
                        { shape(level) }<span>{ alert.words.clone() }</span>
                    </p>
                }
            }) }
            { for advice.iter().map(|words| html! { <p class="form-advice">{ words.clone() }</p> }) }
        </>
    }
}

/// What it comes to so far.
pub(super) fn so_far(filled: &Filled) -> Html {
    if !filled.begun {
        return Html::default();
    }
    html! {
        <section class="form-outcome" aria-label={words::SO_FAR} aria-live="polite">
            { totals(&filled.totals) }
            { alerts(&filled.alerts, &filled.advice) }
            if !filled.next_due.is_empty() {
                <p class="quiet">{ words::again(&filled.next_due) }</p>
            }
        </section>
    }
}
