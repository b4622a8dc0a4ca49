//! The pad's rarer panels: times, remark, reasons in words.

use super::{
    draft::Act,
    face::keys,
    form::{Form, Panel, Press},
    ground::Ground,
    ground::presses,
    pad::cancel,
    taken::{CHIPS, Taken},
};
use crate::{
    app::go,
    backend::camera,
    dates,
    route::Route,
    screens::band,
    widgets::panel::{Choice, button, panel},
    words::{self, observe},
};
use clinical::{
    UtcMillis,
    vitals::{Sign, UnableReason},
};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// The form for both pressures; a set that is begun is kept meanwhile, and offered again.
const LYING_STANDING: &str = "urn:wardlight:questionnaire:lying-standing-bp";

pub(super) fn remark_label(ground: &Ground) -> String {
    match ground.form.draft.remark.trim() {
        "" => observe::remark().to_owned(),
        remark => format!("{}: {remark}", observe::remark()),
    }
}

pub(super) fn taken_label(ground: &Ground) -> String {
    observe::taken_at(&taken_words(&ground.form, ground.now, ground.view.offset_minutes))
}

/// The chosen time: "now" until a key was pressed, then the time itself.
pub(super) fn taken_words(form: &Form, now: UtcMillis, offset_minutes: i16) -> String {
    match form.draft.taken.resolve(form.draft.first_key) {
        Some(at) => dates::recent(at, now, offset_minutes),
        None if form.draft.taken == Taken::AsBefore => observe::as_before().to_owned(),
        None => observe::now().to_owned(),
    }
}

/// Now, some minutes back, or a time of one's own.
pub(super) fn taken(ground: &Ground) -> Html {
    let chosen = ground.form.draft.taken;
    let mut choices = Vec::new();
    if ground.view.amends.is_some() {
        choices.push(
            Choice::new(observe::as_before(), "taken-as-before", ground.act(Act::Taken(Taken::AsBefore)))
                .on(chosen == Taken::AsBefore),
        );
    }
    choices.push(
        Choice::new(observe::now(), "taken-now", ground.act(Act::Taken(Taken::Now))).on(chosen == Taken::Now),
    );
    for back in CHIPS {
        let on = matches!(chosen, Taken::Ago { minutes, .. } if minutes == back);
        let act = ground.act(Form::taken_ago(back, ground.now));
        choices.push(Choice::new(observe::minutes_back(back), format!("taken-{back}"), act).on(on));
    }
    let own = matches!(chosen, Taken::At(_));
    choices.push(Choice::new(observe::other_time(), "taken-other", ground.open(Panel::Clock)).on(own));
    choices.push(cancel(ground));
    panel(observe::when_taken(), "panel--times", choices)
}

/// A time of day, keyed.
pub(super) fn clock(ground: &Ground) -> Html {
    let clock = &ground.form.clock;
    let time = clock.time(ground.now, ground.view.offset_minutes);
    let words = time.map(|at| dates::in_full(at, ground.view.offset_minutes)).or_else(|| clock.never());
    let press = |what: Press| Box::new(presses(&ground.press, what)) as Box<dyn Fn()>;
    let use_it = match time {
        Some(at) => Choice::new(observe::set_time(), "clock-use", ground.act(Act::Taken(Taken::At(at)))),
        None => Choice::new(crate::words::cancel(), "clock-cancel", ground.open(Panel::Taken)),
    };
    html! {
        <div class="clock">
            <p class="clock-shown" role="status">
                { words.unwrap_or_else(|| format!("{}: {}", observe::key_the_time(), clock.shown())) }
            </p>
            { keys(|n| press(Press::ClockDigit(n)), press(Press::ClockBack), use_it) }
        </div>
    }
}

/// What is not needed every time. Throwing the draft away stands here, far from Save.
pub(super) fn more(ground: &Ground) -> Html {
    let (discard, clean, back) = (ground.discard.clone(), ground.clean.clone(), ground.open(Panel::Keys));
    let untouched = ground.form.draft.is_untouched();
    let why = if untouched { observe::whole_set() } else { observe::rest_of_set() };
    let standing = Route::Assess(ground.view.banner.stay, LYING_STANDING.to_owned());
    let wipe = move || {
        back();
        clean.emit(());
    };
    // As `band::with_camera`, among the other choices of this pad.
    let band = camera::is_here().then(|| {
        let back = ground.open(Panel::Keys);
        Choice::new(words::camera::open(), "band-camera", move || {
            back();
            band::look();
        })
    });
    let whole = Choice::new(why, "whole-set", ground.open(Panel::Why(None)));
    // A recheck is the sign that was measured again, or nothing.
    let first = (!ground.review.recheck).then_some(whole);
    let rest = [
        Choice::new(remark_label(ground), "remark", ground.open(Panel::Remark)),
        Choice::new(taken_label(ground), "taken-more", ground.open(Panel::Taken)),
        Choice::new(observe::lying_standing(), "lying-standing", move || go(&standing)),
        Choice::new(observe::clean(), "clean-screen", wipe),
        Choice::new(observe::discard(), "discard", move || discard.emit(())).class("choice--plain"),
        cancel(ground),
    ];
    panel(observe::more(), "panel--times", first.into_iter().chain(band).chain(rest).collect())
}

/// The remark. The tablet's own keyboard is right for words.
pub(super) fn remark(ground: &Ground) -> Html {
    let press = ground.press.clone();
    let typed = Callback::from(move |event: InputEvent| {
        let words = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        press.emit(Press::Key(Act::Remark(words)));
    });
    html! {
        <div class="words">
            <label>
                <span>{ observe::remark_label() }</span>
                <textarea class="nhsuk-textarea" rows="3" maxlength="1000" value={ground.form.draft.remark.clone()}
                    oninput={typed} data-testid="remark-words" />
            </label>
            { button(Choice::new(observe::done(), "remark-done", ground.open(Panel::Keys)).class("choice--main")) }
        </div>
    }
}

/// A reason for a late or a corrected set: a usual one with a tap, or one's own.
pub(super) fn why(ground: &Ground, title: &str, usual: &[&'static str]) -> Html {
    let draft = &ground.form.draft;
    let choices = usual.iter().map(|words| {
        let press = ground.press.clone();
        let act = Act::Reason((*words).to_owned());
        Choice::new(*words, "why", move || {
            press.emit(Press::Key(act.clone()));
            press.emit(Press::Open(Panel::Keys));
        })
        .on(draft.reason == *words)
    });
    let press = ground.press.clone();
    let typed = Callback::from(move |event: InputEvent| {
        let words = event.target_unchecked_into::<HtmlInputElement>().value();
        press.emit(Press::Key(Act::Reason(words)));
    });
    html! {
        <div class="words">
            { panel(title, "panel--two", choices.collect()) }
            <div class="words-row">
                <label>
                    <span>{ observe::other_reason_label() }</span>
                    <input class="nhsuk-input" type="text" maxlength="200" value={draft.reason.clone()} oninput={typed}
                        data-testid="why-words" />
                </label>
                { button(Choice::new(observe::done(), "why-done", ground.open(Panel::Keys)).class("choice--main")) }
            </div>
        </div>
    }
}

/// Another reason, in words.
pub(super) fn why_words(ground: &Ground, sign: Option<Sign>) -> Html {
    let words = ground.form.words.trim().to_owned();
    let press = ground.press.clone();
    let typed = Callback::from(move |event: InputEvent| {
        press.emit(Press::Words(event.target_unchecked_into::<HtmlInputElement>().value()));
    });
    let empty = words.is_empty();
    let reason = UnableReason::Other(words);
    let act = match sign {
        Some(sign) => Act::Unable(sign, reason),
        None => Act::UnableRest(reason),
    };
    let use_it = ground.act(act);
    html! {
        <div class="words">
            <label>
                <span>{ observe::other_reason_label() }</span>
                <input class="nhsuk-input" type="text" maxlength="200" value={ground.form.words.clone()} oninput={typed}
                    data-testid="reason-words" />
            </label>
            <button type="button" class="choice choice--main" disabled={empty}
                onclick={move |_: MouseEvent| use_it()} data-testid="reason-use">{ observe::use_this() }</button>
        </div>
    }
}
