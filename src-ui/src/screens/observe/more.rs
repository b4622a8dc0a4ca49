//! The pad's rarer faces: looking the set over, times, remark, reasons in words.

use super::{
    draft::Act,
    form::{Form, Panel, Press},
    pad::{PadProps, keys, missing_words, set_questions},
    taken::{CHIPS, Taken},
};
use crate::{
    dates::WardTime,
    widgets::panel::{Choice, button, panel},
    words::observe,
};
use clinical::{
    UtcMillis,
    vitals::{Sign, UnableReason},
};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Nothing is left to key: questions about the whole set, the remark, what is still missing.
pub(super) fn look_over(props: &PadProps) -> Html {
    let frozen = props.form.draft.frozen;
    html! {
        <div class="look-over">
            <p class="look-over-say" role="status">
                { missing_words(props).unwrap_or_else(|| observe::NOTHING_LEFT.to_owned()) }
                if frozen {
                    { " " }{ observe::FROZEN }
                }
            </p>
            { set_questions(props) }
            <div class="look-over-more">
                { button(Choice::new(remark_label(props), "remark", props.open(Panel::Remark))) }
                { button(Choice::new(taken_label(props), "taken-here", props.open(Panel::Taken))) }
            </div>
        </div>
    }
}

fn remark_label(props: &PadProps) -> String {
    match props.form.draft.remark.trim() {
        "" => observe::REMARK.to_owned(),
        remark => format!("{}: {remark}", observe::REMARK),
    }
}

fn taken_label(props: &PadProps) -> String {
    observe::taken_at(&taken_words(&props.form, props.now, props.view.offset_minutes))
}

/// The chosen time: "now" until a key was pressed, then the time itself.
pub(super) fn taken_words(form: &Form, now: UtcMillis, offset_minutes: i16) -> String {
    match form.draft.taken.resolve(form.draft.first_key) {
        Some(at) => crate::dates::recent(at, now, offset_minutes),
        None if form.draft.taken == Taken::AsBefore => observe::AS_BEFORE.to_owned(),
        None => observe::NOW.to_owned(),
    }
}

/// Now, some minutes back, or a time of one's own.
pub(super) fn taken(props: &PadProps) -> Html {
    let chosen = props.form.draft.taken;
    let mut choices = Vec::new();
    if props.view.amends.is_some() {
        choices.push(
            Choice::new(observe::AS_BEFORE, "taken-as-before", props.act(Act::Taken(Taken::AsBefore)))
                .on(chosen == Taken::AsBefore),
        );
    }
    choices.push(
        Choice::new(observe::NOW, "taken-now", props.act(Act::Taken(Taken::Now))).on(chosen == Taken::Now),
    );
    for back in CHIPS {
        let on = matches!(chosen, Taken::Ago { minutes, .. } if minutes == back);
        let act = props.act(Form::taken_ago(back, props.now));
        choices.push(Choice::new(observe::minutes_back(back), format!("taken-{back}"), act).on(on));
    }
    let own = matches!(chosen, Taken::At(_));
    choices.push(Choice::new(observe::OTHER_TIME, "taken-other", props.open(Panel::Clock)).on(own));
    choices.push(props.cancel());
    panel(observe::WHEN_TAKEN, "panel--times", choices)
}

/// A time of day, keyed.
pub(super) fn clock(props: &PadProps) -> Html {
    let clock = &props.form.clock;
    let time = clock.time(props.now, props.view.offset_minutes);
    let words = time.map(|at| WardTime::of(at, props.view.offset_minutes).full());
    let press = |press: Press| {
        let emit = props.press.clone();
        Box::new(move || emit.emit(press.clone())) as Box<dyn Fn()>
    };
    let use_it = match time {
        Some(at) => Choice::new(observe::SET_TIME, "clock-use", props.act(Act::Taken(Taken::At(at)))),
        None => Choice::new(crate::words::CANCEL, "clock-cancel", props.open(Panel::Taken)),
    };
    html! {
        <div class="clock">
            <p class="clock-shown" role="status">
                { words.unwrap_or_else(|| format!("{}: {}", observe::KEY_THE_TIME, clock.shown())) }
            </p>
            { keys(|n| press(Press::ClockDigit(n)), press(Press::ClockBack), use_it) }
        </div>
    }
}

/// What is not needed every time. Throwing the draft away stands here, far from Save.
pub(super) fn more(props: &PadProps) -> Html {
    let discard = props.discard.clone();
    let untouched = props.form.draft.is_untouched();
    let why = if untouched { observe::WHOLE_SET } else { observe::REST_OF_SET };
    panel(
        observe::MORE,
        "panel--times",
        vec![
            Choice::new(why, "whole-set", props.open(Panel::Why(None))),
            Choice::new(remark_label(props), "remark", props.open(Panel::Remark)),
            Choice::new(taken_label(props), "taken-more", props.open(Panel::Taken)),
            Choice::new(observe::DISCARD, "discard", move || discard.emit(())).class("choice--plain"),
            props.cancel(),
        ],
    )
}

/// The remark. The tablet's own keyboard is right for words.
pub(super) fn remark(props: &PadProps) -> Html {
    let (press, now) = (props.press.clone(), props.now);
    let typed = Callback::from(move |event: InputEvent| {
        let words = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        press.emit(Press::Key(Act::Remark(words), now));
    });
    html! {
        <div class="words">
            <label>
                <span>{ observe::REMARK_LABEL }</span>
                <textarea class="nhsuk-textarea" rows="3" maxlength="1000" value={props.form.draft.remark.clone()}
                    oninput={typed} data-testid="remark-words" />
            </label>
            { button(Choice::new(observe::DONE, "remark-done", props.open(Panel::Keys)).class("choice--main")) }
        </div>
    }
}

/// A reason for a late or a corrected set: a usual one with a tap, or one's own.
pub(super) fn why(props: &PadProps, title: &str, usual: &[&'static str]) -> Html {
    let draft = &props.form.draft;
    let choices = usual.iter().map(|words| {
        let press = props.press.clone();
        let (act, now) = (Act::Reason((*words).to_owned()), props.now);
        Choice::new(*words, "why", move || {
            press.emit(Press::Key(act.clone(), now));
            press.emit(Press::Open(Panel::Keys));
        })
        .on(draft.reason == *words)
    });
    let (press, now) = (props.press.clone(), props.now);
    let typed = Callback::from(move |event: InputEvent| {
        let words = event.target_unchecked_into::<HtmlInputElement>().value();
        press.emit(Press::Key(Act::Reason(words), now));
    });
    html! {
        <div class="words">
            { panel(title, "panel--two", choices.collect()) }
            <div class="words-row">
                <label>
                    <span>{ observe::OTHER_REASON_LABEL }</span>
                    <input class="nhsuk-input" type="text" maxlength="200" value={draft.reason.clone()} oninput={typed}
                        data-testid="why-words" />
                </label>
                { button(Choice::new(observe::DONE, "why-done", props.open(Panel::Keys)).class("choice--main")) }
            </div>
        </div>
    }
}

/// Another reason, in words.
pub(super) fn why_words(props: &PadProps, sign: Option<Sign>) -> Html {
    let words = props.form.words.trim().to_owned();
    let press = props.press.clone();
    let typed = Callback::from(move |event: InputEvent| {
        press.emit(Press::Words(event.target_unchecked_into::<HtmlInputElement>().value()));
    });
    let empty = words.is_empty();
    let reason = UnableReason::Other(words);
    let act = match sign {
        Some(sign) => Act::Unable(sign, reason),
        None => Act::UnableRest(reason),
    };
    let use_it = props.act(act);
    html! {
        <div class="words">
            <label>
                <span>{ observe::OTHER_REASON_LABEL }</span>
                <input class="nhsuk-input" type="text" maxlength="200" value={props.form.words.clone()} oninput={typed}
                    data-testid="reason-words" />
            </label>
            <button type="button" class="choice choice--main" disabled={empty}
                onclick={move |_: MouseEvent| use_it()} data-testid="reason-use">{ observe::USE_THIS }</button>
        </div>
    }
}
