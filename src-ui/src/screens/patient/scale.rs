//! The SpO2 scale of the stay: who decided it, and, for those who may, the decision.

use super::correct::why;
use crate::{
    widgets::{
        panel::{Choice, panel},
        text,
    },
    words::{CANCEL, patient},
};
use clinical::{StayId, entry::ScaleDecision, news2};
use contract::{PatientView, Request};
use yew::prelude::*;

/// The prescribed range of scale 2, per cent (British Thoracic Society; RCP NEWS2 2017).
const TARGET: (u8, u8) = (88, 92);

/// A decision being made. Nothing is chosen beforehand.
#[derive(Clone)]
pub(super) struct Deciding {
    open: UseStateHandle<bool>,
    chosen: UseStateHandle<Option<news2::Scale>>,
    reason: UseStateHandle<String>,
}

/// A decision that nobody is making yet.
#[hook]
pub(super) fn use_deciding() -> Deciding {
    let open = use_state_eq(|| false);
    let chosen = use_state_eq(|| None::<news2::Scale>);
    let reason = use_state_eq(String::new);
    Deciding { open, chosen, reason }
}

/// The scale in force.
pub(super) fn scale(view: &PatientView, deciding: &Deciding, send: &Callback<Request>) -> Html {
    let scale = &view.scale;
    let decided = if scale.decided.is_empty() { patient::SCALE_DEFAULT } else { scale.decided.as_str() };
    html! {
        <section class="card scale" data-testid="scale">
            <h2 class="section-title">{ text::set(patient::SCALE) }</h2>
            <p>
                <b>{ scale.scale.label() }</b>
                <span class="quiet">{ format!(" · {decided}") }</span>
            </p>
            if scale.disputed {
                <p class="notice notice--conflict">{ patient::SCALE_DISPUTED }</p>
            }
            if !view.may_decide_scale {
                <p class="quiet">{ patient::SCALE_NOT_YOURS }</p>
            } else if *deciding.open {
                { decide(view.banner.stay, deciding, send) }
            } else {
                <button type="button" class="button button--plain" onclick={deciding.opens(true)}
                    data-testid="decide-scale">{ patient::DECIDE_SCALE }</button>
            }
        </section>
    }
}

impl Deciding {
    fn opens(&self, on: bool) -> Callback<MouseEvent> {
        let open = self.open.clone();
        Callback::from(move |_: MouseEvent| open.set(on))
    }

    fn choice(&self, scale: news2::Scale, testid: &'static str) -> Choice {
        let set = self.chosen.clone();
        Choice::new(scale.label(), testid, move || set.set(Some(scale))).on(*self.chosen == Some(scale))
    }
}

/// The decision: a scale, a reason, a signature.
fn decide(stay: StayId, deciding: &Deciding, send: &Callback<Request>) -> Html {
    let sign = {
        let (deciding, send) = (deciding.clone(), send.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(scale) = *deciding.chosen else { return };
            let target = (scale == news2::Scale::Two).then_some(TARGET);
            let (decision, reason) = (ScaleDecision { scale, target }, deciding.reason.trim().to_owned());
            send.emit(Request::DecideScale { stay, decision, reason });
            deciding.open.set(false);
        })
    };
    let ready = deciding.chosen.is_some() && !deciding.reason.trim().is_empty();
    let scales =
        vec![deciding.choice(news2::Scale::One, "scale-1"), deciding.choice(news2::Scale::Two, "scale-2")];
    html! {
        <div class="correct">
            <p>{ patient::DECIDE_SCALE_MORE }</p>
            { panel(patient::SCALE, "panel--inline", scales) }
            { why(&patient::SCALE_REASONS, &deciding.reason) }
            <button type="button" class="button button--warning" onclick={sign} disabled={!ready}
                data-testid="confirm-scale">{ patient::CONFIRM_SCALE }</button>
            <button type="button" class="button button--plain" onclick={deciding.opens(false)}>{ CANCEL }</button>
        </div>
    }
}
