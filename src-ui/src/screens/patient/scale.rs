//! The SpO2 scale of the stay: who decided it, and, for those who may, the decision.

use super::correct::Why;
use crate::{
    desk::use_desk,
    widgets::{
        panel::{Choice, panel},
        problem::problem,
        text,
    },
    words::{CANCEL, patient},
};
use clinical::{entry::ScaleDecision, news2};
use contract::{CallError, PatientView, Request};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The prescribed range of scale 2, per cent (British Thoracic Society; RCP NEWS2 2017).
const TARGET: (u8, u8) = (88, 92);

/// Properties of [`Scale`].
#[derive(Properties, PartialEq)]
pub(super) struct ScaleProps {
    pub(super) view: Rc<PatientView>,
}

/// The scale in force.
#[component]
pub(super) fn Scale(props: &ScaleProps) -> Html {
    let deciding = use_state(|| false);
    let scale = &props.view.scale;
    let decided = if scale.decided.is_empty() { patient::SCALE_DEFAULT } else { scale.decided.as_str() };
    let open = {
        let deciding = deciding.clone();
        Callback::from(move |_: MouseEvent| deciding.set(true))
    };
    let close = {
        let deciding = deciding.clone();
        Callback::from(move |()| deciding.set(false))
    };
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
            if !props.view.may_decide_scale {
                <p class="quiet">{ patient::SCALE_NOT_YOURS }</p>
            } else if *deciding {
                <Decide view={props.view.clone()} on_done={close} />
            } else {
                <button type="button" class="button button--plain" onclick={open} data-testid="decide-scale">
                    { patient::DECIDE_SCALE }
                </button>
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct DecideProps {
    view: Rc<PatientView>,
    on_done: Callback<()>,
}

/// The decision: a scale, a reason, a signature. Nothing is chosen beforehand.
#[component]
fn Decide(props: &DecideProps) -> Html {
    let desk = use_desk();
    let chosen = use_state(|| None::<news2::Scale>);
    let reason = use_state(String::new);
    let error = use_state(|| None::<Rc<CallError>>);
    let choice = |scale: news2::Scale, testid: &'static str| {
        let set = chosen.clone();
        Choice::new(scale.label(), testid, move || set.set(Some(scale))).on(*chosen == Some(scale))
    };
    let on_reason = {
        let reason = reason.clone();
        Callback::from(move |words: String| reason.set(words))
    };
    let sign = {
        let (chosen, reason, error) = (chosen.clone(), reason.clone(), error.clone());
        let (stay, done) = (props.view.banner.stay, props.on_done.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(scale) = *chosen else { return };
            let target = (scale == news2::Scale::Two).then_some(TARGET);
            let decision = ScaleDecision { scale, target };
            let request = Request::DecideScale { stay, decision, reason: reason.trim().to_owned() };
            let (desk, error, done) = (desk.clone(), error.clone(), done.clone());
            spawn_local(async move {
                match desk.backend.call(request).await {
                    Ok(_) => done.emit(()),
                    Err(problem) => error.set(Some(Rc::new(problem))),
                }
            });
        })
    };
    let cancel = {
        let done = props.on_done.clone();
        Callback::from(move |_: MouseEvent| done.emit(()))
    };
    html! {
        <div class="correct">
            <p>{ patient::DECIDE_SCALE_MORE }</p>
            { for (*error).clone().map(|error| problem(&error, None)) }
            { panel(patient::SCALE, "panel--inline", vec![
                choice(news2::Scale::One, "scale-1"),
                choice(news2::Scale::Two, "scale-2"),
            ]) }
            <Why usual={&patient::SCALE_REASONS[..]} reason={AttrValue::from((*reason).clone())} {on_reason} />
            <button type="button" class="button button--warning" onclick={sign} data-testid="confirm-scale"
                disabled={chosen.is_none() || reason.trim().is_empty()}>{ patient::CONFIRM_SCALE }</button>
            <button type="button" class="button button--plain" onclick={cancel}>{ CANCEL }</button>
        </div>
    }
}
