//! What stands in the keypad's place: the faces of a set, and instead of them counting, devices, reasons, times.

use super::{
    breaths::BreathsProps,
    draft::{Act, Delivery},
    face::{faces, prescribed, use_seen, wanted},
    form::{Panel, Press},
    ground::{Ground, Seen},
    more,
    open::{OpenForm, Which, look},
};
use crate::{
    effect::use_effect_with,
    part::Part,
    widgets::{
        class::{classes, on},
        panel::{Choice, panel},
    },
    words::{self, names, observe},
};
use clinical::vitals::{Field, Sign, UnableReason};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Usual flows, litres a minute.
const FLOWS: [&str; 14] = ["0.5", "1", "2", "3", "4", "5", "6", "8", "10", "12", "15", "30", "45", "60"];
/// Usual percentages.
const PER_CENTS: [&str; 12] = ["21", "24", "28", "31", "35", "40", "45", "50", "60", "70", "80", "100"];

/// Back to the keys without doing anything.
pub(super) fn cancel(ground: &Ground) -> Choice {
    Choice::new(words::cancel(), "cancel", ground.open(Panel::Keys)).class("choice--plain")
}

/// What the pad stands on.
#[derive(Clone)]
pub(crate) struct PadProps {
    pub(super) ground: Rc<Ground>,
    pub(super) open: Rc<OpenForm>,
}

impl PartialEq for PadProps {
    /// While one of its faces is to be seen and the same one is wanted, nothing that is keyed changes it: the score and the faces look
    /// at the form by themselves. Whatever is keyed may change a panel, and to find out costs as much as to draw it.
    fn eq(&self, other: &Self) -> bool {
        let of = |pad: &Self| (wanted(&pad.ground.form), pad.ground.review.recheck);
        of(self) == of(other) && of(self).0 != Seen::Panel
    }
}

/// The pad: a part of its own, so that another face, which comes and then lets touches through, draws nothing else.
#[hook]
pub(crate) fn use_pad(of: &PadProps) -> Html {
    let ground = &of.ground;
    let (seen, rests) = use_seen(&ground.form);
    let which = asks_which(ground, seen);
    let done = seen == Seen::Done || which;
    // Never the buttons of the panel before: what was pressed there keeps the focus, and Enter would press whatever took its place.
    let panel = ground.form.panel.name();
    // The faces of the keys come and go without a panel, and what is keyed is heard wherever the focus is.
    use_effect_with(panel, |panel| {
        if *panel != Panel::Keys.name() {
            keep_the_keys_here();
        }
    });
    // A line above its keys says what time is keyed.
    let clock = on(ground.form.panel == Panel::Clock, "obs-pad--clock");
    html! {
        <div class="obs-pad-place"><div class={classes(&["obs-pad", on(done, "obs-pad--done"), clock])}>
            // One sign has no score of its own to look at.
            if !ground.review.recheck {
                { look(&of.open, Which::Score) }
            }
            <div class="pad-faces">
                { for other(ground, which).map(|content| html! { <div class="pad-face" key={panel}>{ content }</div> }) }
                { faces(&of.open, seen) }
                <i class={classes(&["pad-rest", on(rests, "pad-rest--on")])} />
            </div>
        </div></div>
    }
}

/// The button that was pressed is gone with its panel, and the keyboard would begin at the top of the page: it goes on from what stands
/// there now, and a screen reader says what that is. The panel itself and none of its buttons: Enter presses nothing that nobody chose.
fn keep_the_keys_here() {
    let Some(page) = web_sys::window().and_then(|window| window.document()) else { return };
    let is_lost = page.active_element().is_none_or(|at| at.tag_name() == "BODY");
    let here = page.query_selector(".pad-face:not(.pad-face--away) > *").ok().flatten();
    if let Some(here) = here.filter(|_| is_lost).and_then(|here| here.dyn_into::<HtmlElement>().ok()) {
        here.set_tab_index(-1);
        let _ = here.focus(); // What cannot take it leaves it where it was.
    }
}

/// A panel that is made when it is asked for, in the place of the faces that are always there.
fn other(ground: &Ground, asks_which: bool) -> Option<Html> {
    Some(match &ground.form.panel {
        Panel::Keys if asks_which => which(ground),
        Panel::Keys => return None,
        Panel::Count => count(ground),
        Panel::Device => devices(ground),
        Panel::Flow => amounts(ground, observe::which_flow(), &FLOWS, |how, flow| Delivery { flow, ..how }),
        Panel::Fio2 => {
            amounts(ground, observe::which_fio2(), &PER_CENTS, |how, fio2| Delivery { fio2, ..how })
        }
        Panel::Why(sign) => reasons(ground, *sign),
        Panel::WhyWords(sign) => more::why_words(ground, *sign),
        Panel::Taken => more::taken(ground),
        Panel::Clock => more::clock(ground),
        Panel::More => more::more(ground),
        Panel::Remark => more::remark(ground),
        Panel::WhyLate => more::why(ground, observe::why_late(), &observe::LATE_REASONS),
        Panel::WhyCorrected => more::why(ground, observe::why_corrected(), &observe::CORRECTION_REASONS),
    })
}

/// Which sign is measured again is asked first.
fn asks_which(ground: &Ground, seen: Seen) -> bool {
    ground.form.panel == Panel::Keys && seen == Seen::Panel
}

fn count(ground: &Ground) -> Html {
    let press = ground.press.clone();
    let done = Callback::from(move |(rate, how)| press.emit(Press::Key(Act::Counted(rate, how))));
    let open = ground.open(Panel::Keys);
    Part::Breaths(BreathsProps { done, cancel: Callback::from(move |()| open()) }).draw()
}

/// Which sign is measured again.
fn which(ground: &Ground) -> Html {
    let choices = Sign::ALL.into_iter().map(|sign| {
        let field = Field::of(sign);
        Choice::new(names::sign_label(sign), format!("again-{}", field.name()), ground.act(Act::Focus(field)))
    });
    panel(observe::which_sign(), "panel--times", choices.collect())
}

fn devices(ground: &Ground) -> Html {
    let form = &ground.form;
    let mut choices: Vec<_> = form
        .devices()
        .map(|(code, label)| {
            let on = form.draft.delivery.device == code;
            Choice::new(
                label.to_owned(),
                format!("device-{code}"),
                ground.act(Act::Deliver(form.chosen(code))),
            )
            .on(on)
            .english()
        })
        .collect();
    choices.push(
        Choice::new(observe::not_now(), "device-none", ground.open(Panel::Keys)).class("choice--plain"),
    );
    let title = prescribed(ground);
    panel(title.as_deref().unwrap_or(observe::which_device()), "panel--many", choices)
}

fn amounts(
    ground: &Ground,
    title: &str,
    usual: &[&'static str],
    with: fn(Delivery, String) -> Delivery,
) -> Html {
    let how = &ground.form.draft.delivery;
    let mut choices: Vec<_> = usual
        .iter()
        .map(|amount| {
            let how = with(how.clone(), (*amount).to_owned());
            Choice::new(*amount, format!("amount-{amount}"), ground.act(Act::Deliver(how)))
        })
        .collect();
    choices.push(
        Choice::new(observe::not_now(), "amount-none", ground.open(Panel::Keys)).class("choice--plain"),
    );
    panel(title, "panel--amounts", choices)
}

/// The policy's reasons, for one sign or for everything that is missing: one tap.
fn reasons(ground: &Ground, sign: Option<Sign>) -> Html {
    let act = |reason: UnableReason| match sign {
        Some(sign) => Act::Unable(sign, reason),
        None => Act::UnableRest(reason),
    };
    let mut choices: Vec<_> = ground
        .view
        .bedside
        .unable_reasons
        .iter()
        .map(|known| {
            let testid = format!("reason-{}", known.reason.code());
            let choice =
                Choice::new(known.label.clone(), testid, ground.act(act(known.reason.clone()))).english();
            match known.reason {
                UnableReason::TooUnwell => choice.class("choice--emergency").more(observe::too_unwell_more()),
                _ => choice,
            }
        })
        .collect();
    choices.push(Choice::new(observe::other_reason(), "reason-other", ground.open(Panel::WhyWords(sign))));
    choices.push(cancel(ground));
    let title = match sign {
        Some(sign) => observe::why_not(names::sign_label(sign)),
        None if ground.form.draft.is_untouched() => observe::why_nothing().to_owned(),
        None => observe::why_missing().to_owned(),
    };
    panel(&title, "panel--reasons", choices)
}
