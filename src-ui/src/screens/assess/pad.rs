//! What stands below a form: number keys, times, reasons.

use super::{
    keyed::{Keyed, Open, Press},
    sheet::Ground,
};
use crate::{
    dates::WardTime,
    screens::observe::taken::{CHIPS, Taken},
    widgets::{
        mark,
        panel::{Choice, panel},
    },
    words::{self, assess, observe},
};
use clinical::vitals::UnableReason;
use contract::FormItemKind;
use yew::prelude::*;

type Pressed = Box<dyn Fn()>;

/// What stands there now.
pub(super) fn pad(ground: &Ground) -> Html {
    let content = match ground.keyed.open {
        Open::Nothing => return Html::default(),
        Open::Number(place) => number(ground, place),
        Open::Taken => taken(ground),
        Open::Clock => clock(ground),
        Open::Unable => unable(ground),
        Open::WhyCorrected => why(ground),
    };
    html! { <div class="form-pad">{ content }</div> }
}

fn shut(ground: &Ground) -> Choice {
    Choice::new(words::CANCEL, "cancel", ground.press(Press::Open(Open::Nothing))).class("choice--plain")
}

/// Twelve keys and Next. `extra` stands left of the nought: a point, a sign, or nothing.
fn keys(digit: impl Fn(char) -> Pressed, extra: Option<char>, back: Pressed, last: (&str, Pressed)) -> Html {
    let key = |key: char| {
        let press = digit(key);
        let name = if key == '.' { "point".to_owned() } else { key.to_string() };
        html! {
            <button type="button" class="key" data-testid={format!("key-{name}")}
                onclick={move |_: MouseEvent| press()}>{ key }</button>
        }
    };
    let (label, last) = last;
    html! {
        <div class="keys" role="group" aria-label={observe::KEYPAD}>
            { for ('1'..='9').map(&key) }
            { match extra {
                Some(extra) => key(extra),
                None => html! { <span class="key key--gap"></span> },
            } }
            { key('0') }
            <button type="button" class="key key--quiet" aria-label={observe::BACKSPACE} data-testid="key-back"
                onclick={move |_: MouseEvent| back()}>{ mark::backspace() }</button>
            <button type="button" class="key key--next form-next" data-testid="key-next"
                onclick={move |_: MouseEvent| last()}>{ label.to_owned() }</button>
        </div>
    }
}

fn number(ground: &Ground, place: usize) -> Html {
    let Some(item) = ground.view.items.get(place) else { return Html::default() };
    let FormItemKind::Number { places, negative, unit, .. } = &item.kind else { return Html::default() };
    let (link, places, now) = (item.link.clone(), *places, ground.now);
    let extra = if places > 0 { Some('.') } else { negative.then_some('-') };
    let next = Keyed::next_number(&ground.view, &ground.filled.shown, place);
    let digit = |key: char| -> Pressed { Box::new(ground.press(Press::Key(link.clone(), key, places, now))) };
    let label = if next == Open::Nothing { observe::DONE } else { observe::NEXT };
    html! {
        <>
            <p class="form-pad-title">
                <span>{ item.text.clone() }</span>
                <b>{ ground.keyed.typed(&link).replace('-', "−") }</b>{ " " }{ unit.clone() }
            </p>
            { keys(digit, extra, Box::new(ground.press(Press::Back(link.clone(), now))),
                (label, Box::new(ground.press(Press::Open(next))))) }
        </>
    }
}

/// Now, some minutes back, or a time of one's own.
fn taken(ground: &Ground) -> Html {
    let chosen = ground.keyed.taken;
    let choice = |label: String, testid: String, taken: Taken, on: bool| {
        Choice::new(label, testid, ground.press(Press::Taken(taken))).on(on)
    };
    let mut choices = Vec::new();
    if ground.view.amends.is_some() {
        let on = chosen == Taken::AsBefore;
        choices.push(choice(observe::AS_BEFORE.to_owned(), "taken-as-before".into(), Taken::AsBefore, on));
    }
    choices.push(choice(observe::NOW.to_owned(), "taken-now".into(), Taken::Now, chosen == Taken::Now));
    for back in CHIPS {
        let on = matches!(chosen, Taken::Ago { minutes, .. } if minutes == back);
        let ago = Taken::Ago { minutes: back, at: ground.now.plus_minutes(-back) };
        choices.push(choice(observe::minutes_back(back), format!("taken-{back}"), ago, on));
    }
    let own = ground.press(Press::Open(Open::Clock));
    choices.push(Choice::new(observe::OTHER_TIME, "taken-other", own).on(matches!(chosen, Taken::At(_))));
    choices.push(shut(ground));
    panel(assess::WHEN, "panel--times", choices)
}

/// A time of day, keyed.
fn clock(ground: &Ground) -> Html {
    let clock = &ground.keyed.clock;
    let time = clock.time(ground.now, ground.view.offset_minutes);
    let said = time.map(|at| WardTime::of(at, ground.view.offset_minutes).full());
    let (label, last) = match time {
        Some(at) => (observe::SET_TIME, Press::Taken(Taken::At(at))),
        None => (words::CANCEL, Press::Open(Open::Taken)),
    };
    let digit = |key: char| -> Pressed {
        let digit = key.to_digit(10).and_then(|n| u8::try_from(n).ok()).unwrap_or(0);
        Box::new(ground.press(Press::ClockDigit(digit)))
    };
    html! {
        <>
            <p class="form-pad-title" role="status">
                { said.unwrap_or_else(|| format!("{}: {}", observe::KEY_THE_TIME, clock.shown())) }
            </p>
            { keys(digit, None, Box::new(ground.press(Press::ClockBack)), (label, Box::new(ground.press(last)))) }
        </>
    }
}

/// The policy's reasons for everything that is missing: one tap.
fn unable(ground: &Ground) -> Html {
    let chosen = ground.keyed.draft.unable.as_ref();
    let choices =
        ground.policy.unable_reasons().iter().filter(|r| !matches!(r.reason, UnableReason::Other(_)));
    let mut choices: Vec<Choice> = choices
        .map(|known| {
            let on = chosen == Some(&known.reason);
            let reason = (!on).then(|| known.reason.clone());
            let testid = format!("unable-{}", known.reason.code());
            let choice = Choice::new(known.label.clone(), testid, ground.press(Press::Unable(reason))).on(on);
            match known.reason {
                UnableReason::TooUnwell => choice.class("choice--emergency").more(observe::TOO_UNWELL_MORE),
                _ => choice,
            }
        })
        .collect();
    let back = Choice::new(assess::ANSWER_THEM, "answer-them", ground.press(Press::Open(Open::Nothing)));
    choices.push(back.class("choice--plain"));
    panel(&assess::why_missing(ground.filled.missing.len()), "panel--reasons", choices)
}

/// Why it is corrected.
fn why(ground: &Ground) -> Html {
    let mut choices: Vec<Choice> = observe::CORRECTION_REASONS
        .iter()
        .map(|reason| {
            let send = ground.send.clone();
            let press = move || {
                send.emit(Press::Reason((*reason).to_owned()));
                send.emit(Press::Open(Open::Nothing));
            };
            Choice::new(*reason, "why", press).on(ground.keyed.reason == *reason)
        })
        .collect();
    choices.push(shut(ground));
    panel(observe::WHY_CORRECTED, "panel--two", choices)
}
