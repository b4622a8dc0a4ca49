//! The SpO2 scale of the stay: who decided it, and, for those who may, the decision.

use super::correct::why;
use crate::{
    widgets::{
        el::{given, id},
        panel::{Choice, panel},
        text,
    },
    words::patient,
};
use clinical::{StayId, entry::ScaleDecision, news2};
use contract::{PatientView, Request};
use yew::prelude::*;

/// The prescribed ranges, per cent: of scale 2, and of most adults on scale 1 (British Thoracic Society guideline for oxygen
/// use, 2017; RCP NEWS2 2017).
const TARGETS: [(u8, u8); 2] = [(88, 92), (94, 98)];

/// A decision being made. Nothing is chosen beforehand.
#[derive(Clone)]
pub(super) struct Deciding {
    open: UseStateHandle<bool>,
    chosen: UseStateHandle<Option<news2::Scale>>,
    /// Of scale 1: a range, or that none is prescribed.
    target: UseStateHandle<Option<Option<(u8, u8)>>>,
    reason: UseStateHandle<String>,
}

/// A decision that nobody is making yet.
#[hook]
pub(super) fn use_deciding() -> Deciding {
    let open = use_state_eq(|| false);
    let chosen = use_state_eq(|| None::<news2::Scale>);
    let target = use_state_eq(|| None);
    let reason = use_state_eq(String::new);
    Deciding { open, chosen, target, reason }
}

/// The scale in force.
pub(super) fn scale(view: &PatientView, deciding: &Deciding, send: &Callback<Request>) -> Html {
    let scale = &view.scale;
    let decided = if scale.decided.is_empty() { patient::scale_default() } else { scale.decided.as_str() };
    html! {
        <section class="card scale" data-testid="scale">
            <h2 class="section-title">{ text::set(patient::scale()) }</h2>
            <p>
                <b>{ patient::scale_label(scale.scale) }</b>
                <span class="quiet" lang={(!scale.decided.is_empty()).then_some("en-GB")}>{ format!(" · {decided}") }</span>
            </p>
            if scale.disputed {
                <p class="notice notice--conflict">{ patient::scale_disputed() }</p>
            }
            if !scale.notice.is_empty() {
                { id(given("p", "notice notice--old", &scale.notice), "scale-notice") }
            }
            if !view.may_decide_scale {
                <p class="quiet">{ patient::scale_not_yours() }</p>
            } else if *deciding.open {
                { decide(view.banner.stay, deciding, send) }
            } else {
                <button type="button" class="button button--plain" onclick={deciding.opens(true)}
                    data-testid="decide-scale">{ patient::decide_scale() }</button>
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
        let reason = self.reason.clone();
        // A reason that was tapped for the other scale is none for this one.
        Choice::new(patient::scale_label(scale), testid, move || {
            set.set(Some(scale));
            reason.set(String::new());
        })
        .on(*self.chosen == Some(scale))
    }
}

impl Deciding {
    /// The scale, and the range that is prescribed with it; nothing before both are chosen.
    fn decided(&self) -> Option<(news2::Scale, Option<(u8, u8)>)> {
        match *self.chosen {
            Some(news2::Scale::Two) => Some((news2::Scale::Two, Some(TARGETS[0]))),
            Some(news2::Scale::One) => self.target.map(|target| (news2::Scale::One, target)),
            None => None,
        }
    }

    fn targets(&self) -> Vec<Choice> {
        let choice = |target: Option<(u8, u8)>, label: String| {
            let set = self.target.clone();
            Choice::new(label, "target", move || set.set(Some(target))).on(*self.target == Some(target))
        };
        let [_, (low, high)] = TARGETS;
        vec![
            choice(Some((low, high)), patient::target(low, high)),
            choice(None, patient::no_target().to_owned()),
        ]
    }
}

/// The decision: a scale, its target, a reason, a signature.
fn decide(stay: StayId, deciding: &Deciding, send: &Callback<Request>) -> Html {
    let sign = {
        let (deciding, send) = (deciding.clone(), send.clone());
        Callback::from(move |_: MouseEvent| {
            let Some((scale, target)) = deciding.decided() else { return };
            let (decision, reason) = (ScaleDecision { scale, target }, deciding.reason.trim().to_owned());
            send.emit(Request::DecideScale { stay, decision, reason });
            deciding.open.set(false);
        })
    };
    let ready = deciding.decided().is_some() && !deciding.reason.trim().is_empty();
    let scales =
        vec![deciding.choice(news2::Scale::One, "scale-1"), deciding.choice(news2::Scale::Two, "scale-2")];
    html! {
        <div class="correct">
            <p>{ patient::decide_scale_more() }</p>
            { panel(patient::scale(), "panel--inline", scales) }
            if *deciding.chosen == Some(news2::Scale::One) {
                { panel(patient::target_heading(), "panel--inline", deciding.targets()) }
            }
            if let Some(chosen) = *deciding.chosen {
                { why(patient::scale_reasons(chosen), &deciding.reason) }
            }
            <button type="button" class="button button--warning" onclick={sign} disabled={!ready}
                data-testid="confirm-scale">{ patient::confirm_scale() }</button>
            <button type="button" class="button button--plain" onclick={deciding.opens(false)}>{ crate::words::cancel() }</button>
        </div>
    }
}
