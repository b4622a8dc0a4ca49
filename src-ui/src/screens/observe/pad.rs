//! What stands in the keypad's place: number keys, choices, reasons, times.

use super::{
    breaths::BreathsProps,
    draft::{Act, Delivery},
    form::{Panel, Press},
    ground::Ground,
    more,
    review::standing,
    score_panel::score_panel,
};
use crate::widgets::class::{classes, on};
use crate::{
    part::Part,
    widgets::{
        mark,
        panel::{Choice, button, panel},
    },
    words::{self, names, observe},
};
use clinical::vitals::{Breathing, Consciousness, Field, Oxygen, Sign, UnableReason};
use yew::prelude::*;

/// Usual flows, litres a minute.
const FLOWS: [&str; 14] = ["0.5", "1", "2", "3", "4", "5", "6", "8", "10", "12", "15", "30", "45", "60"];
/// Usual percentages.
const PER_CENTS: [&str; 12] = ["21", "24", "28", "31", "35", "40", "45", "50", "60", "70", "80", "100"];

/// Back to the keys without doing anything.
pub(super) fn cancel(ground: &Ground) -> Choice {
    Choice::new(words::cancel(), "cancel", ground.open(Panel::Keys)).class("choice--plain")
}

/// The pad.
pub(super) fn pad(ground: &Ground) -> Html {
    let content = match &ground.form.panel {
        Panel::Keys => keys_or_choices(ground),
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
    };
    let done = ground.form.panel == Panel::Keys && ground.form.draft.focus.is_none();
    html! {
        <div class={classes(&["obs-pad", on(done, "obs-pad--done")])}>
            // One sign has no score of its own to look at.
            if !ground.review.recheck {
                { score_panel(&ground.view, &ground.review, ground.reduced) }
            }
            <div class="pad-face" key={face(ground)}>{ content }</div>
        </div>
    }
}

/// Which face the pad shows. Another one rests for a moment, so that the finger that brought it presses nothing on it.
fn face(ground: &Ground) -> String {
    match (&ground.form.panel, ground.form.draft.focus) {
        (Panel::Keys, Some(field @ (Field::Oxygen | Field::Consciousness))) => field.name().to_owned(),
        (Panel::Keys, field) => if field.is_some() { "keys" } else { "done" }.to_owned(),
        (other, _) => format!("{:?}", std::mem::discriminant(other)),
    }
}

fn count(ground: &Ground) -> Html {
    let (press, now) = (ground.press.clone(), ground.now);
    let done = Callback::from(move |(rate, how)| press.emit(Press::Key(Act::Counted(rate, how), now)));
    let open = ground.open(Panel::Keys);
    Part::Breaths(BreathsProps { done, cancel: Callback::from(move |()| open()) }).draw()
}

fn keys_or_choices(ground: &Ground) -> Html {
    match ground.form.draft.focus {
        None if ground.review.recheck && ground.form.draft.is_untouched() => which(ground),
        None => more::look_over(ground),
        Some(Field::Oxygen) => oxygen(ground),
        Some(Field::Consciousness) => consciousness(ground),
        Some(_) => keys(
            |digit| Box::new(ground.act(Act::Digit(digit))),
            Box::new(ground.act(Act::Back)),
            Choice::new(observe::next(), "key-next", ground.act(Act::Next)),
        ),
    }
}

/// Which sign is measured again.
fn which(ground: &Ground) -> Html {
    let choices = Sign::ALL.into_iter().map(|sign| {
        let field = Field::of(sign);
        Choice::new(names::sign_label(sign), format!("again-{}", field.name()), ground.act(Act::Focus(field)))
    });
    panel(observe::which_sign(), "panel--times", choices.collect())
}

type Pressed = Box<dyn Fn()>;

/// Twelve keys. Each fills its cell, so that the live areas meet.
pub(super) fn keys(digit: impl Fn(u8) -> Pressed, back: Pressed, last: Choice) -> Html {
    let key = |n: u8| {
        let press = digit(n);
        html! {
            <button type="button" class="key" data-testid={format!("key-{n}")}
                onclick={move |_: MouseEvent| press()}>{ n }</button>
        }
    };
    let last_press = last.press.clone();
    html! {
        <div class="keys" role="group" aria-label={observe::keypad()}>
            { for (1..=9).map(&key) }
            <button type="button" class="key key--quiet" aria-label={observe::backspace()} data-testid="key-back"
                onclick={move |_: MouseEvent| back()}>{ mark::backspace() }</button>
            { key(0) }
            <button type="button" class="key key--next" data-testid={last.testid}
                onclick={move |_: MouseEvent| last_press.emit(())}>{ last.label }</button>
        </div>
    }
}

/// Air or oxygen; and, where the patient was on oxygen, how it was given: offered, never filled in.
fn oxygen(ground: &Ground) -> Html {
    let chosen = ground.form.draft.breathing();
    let mut choices = vec![
        Choice::new(observe::air(), "air", ground.act(Act::Breathe(Breathing::Air)))
            .on(chosen == Some(Breathing::Air)),
        Choice::new(observe::oxygen(), "oxygen", ground.act(Act::Breathe(Breathing::Oxygen)))
            .on(chosen == Some(Breathing::Oxygen)),
    ];
    let last = standing(&ground.view.previous).find_map(|set| set.vitals.oxygen.as_ref());
    if let Some(Oxygen::Supplemental(how)) = last.filter(|_| !ground.form.draft.frozen) {
        let how = Delivery::from_set(how);
        if !how.device.is_empty() {
            let label = ground.form.device_label(&how.device);
            let still = observe::still(&observe::delivery(&label, &how.flow, &how.fio2));
            choices.push(Choice::new(still, "still", ground.act(Act::Deliver(how))));
        }
    }
    panel(prescribed(ground).unwrap_or(names::sign_label(Sign::Oxygen)), "panel--breathing", choices)
}

fn consciousness(ground: &Ground) -> Html {
    let chosen = ground.form.draft.level();
    let choices = Consciousness::ALL.into_iter().map(|level| {
        let label = format!("{} – {}", level.letter(), names::level_label(level));
        Choice::new(label, format!("level-{}", level.letter()), ground.act(Act::Level(level)))
            .on(chosen == Some(level))
    });
    panel(names::sign_label(Sign::Consciousness), "panel--levels", choices.collect())
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
        })
        .collect();
    choices.push(
        Choice::new(observe::not_now(), "device-none", ground.open(Panel::Keys)).class("choice--plain"),
    );
    panel(prescribed(ground).unwrap_or(observe::which_device()), "panel--many", choices)
}

/// What is prescribed, above the ways of giving it.
fn prescribed(ground: &Ground) -> Option<&str> {
    let words = &ground.view.oxygen.as_ref()?.words;
    (!words.is_empty() && !ground.reduced).then_some(words)
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
            let choice = Choice::new(known.label.clone(), testid, ground.act(act(known.reason.clone())));
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

/// Questions about the set as a whole, answered where the keypad was.
pub(super) fn set_questions(ground: &Ground) -> Html {
    let questions = ground.review.questions.iter().filter(|q| q.field == Field::Set);
    html! {
        { for questions.map(|question| html! {
            <div class="set-question" role="alert">
                <p>{ words::errors::of_core(&question.said, &question.message).0 }</p>
                { button(Choice::new(observe::measured_now(), "keep-set", ground.act(Act::Keep(vec![question.code()])))) }
            </div>
        }) }
    }
}

/// Signs that still lack a value and a reason, named.
pub(super) fn missing_words(ground: &Ground) -> Option<String> {
    let missing = &ground.review.unexplained;
    (!missing.is_empty()).then(|| observe::still_missing(&words::names::signs(missing)))
}
