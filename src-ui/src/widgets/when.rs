//! A day, or a day and a time, typed into boxes of our own. A browser's own field has the tablet's language, and 07/08 is then July
//! or August as the tablet pleases.

use super::{
    el::{attr, el, id, press, say, say_any, with},
    field,
};
use crate::{
    dates::{
        self, WardTime,
        typed::{self, Typed},
    },
    words::when as words,
};
use chrono::NaiveDate;
use clinical::UtcMillis;
use yew::prelude::*;

/// Days that are one tap.
pub(crate) type Near = [(&'static str, Option<NaiveDate>); 2];

/// For what has been: today, yesterday.
pub(crate) fn behind(now: UtcMillis, offset_minutes: i16) -> Near {
    let today = WardTime::of(now, offset_minutes).day();
    [(words::today(), Some(today)), (words::yesterday(), today.pred_opt())]
}

/// For what is to come: today, tomorrow.
pub(crate) fn ahead(now: UtcMillis, offset_minutes: i16) -> Near {
    let today = WardTime::of(now, offset_minutes).day();
    [(words::today(), Some(today)), (words::tomorrow(), today.succ_opt())]
}

/// A day, as [`typed::optional_day`] reads it.
pub(crate) fn day(label: &str, value: &str, testid: &str, set: &Callback<String>) -> Html {
    boxes(label, value, testid, set, None)
}

/// A day and a time, as [`typed::moment`] reads them. Without a label of its own it stands in a group that has one.
pub(crate) fn moment(label: &str, value: &str, testid: &str, set: &Callback<String>, near: Near) -> Html {
    boxes(label, value, testid, set, Some(near))
}

/// By which the boxes are found, and how much each takes.
const BOXES: [(&str, &str); typed::BOXES] = [("-day", "2"), ("-month", "9"), ("-year", "4"), ("-time", "5")];

fn boxes(label: &str, value: &str, testid: &str, set: &Callback<String>, near: Option<Near>) -> Html {
    let typed = Typed::of(value, near.is_some());
    let labels = [words::day(), words::month(), words::year(), words::time()];
    let stand = typed::boxes(value);
    let shown = if near.is_some() { typed::BOXES } else { 3 };
    let made = (0..shown).map(|at| {
        let before = value.to_owned();
        let set = set.reform(move |text: String| typed::with_box(&before, at, &text));
        let (name, longest) = BOXES[at];
        let mut made = field::input("text", stand[at], longest, &[testid, name].concat(), &set);
        // A name needs letters; digits alone are quicker on the large keys.
        if at != 1 {
            made = attr(made, "inputmode", "numeric");
        }
        if typed == Typed::Wrong(at) {
            made = attr(made, "aria-invalid", "true");
        }
        el("label", "", vec![say("span", "", labels[at]), attr(made, "autocomplete", "off")])
    });
    let made = el("div", "when-boxes", made.collect());
    let mut inside = vec![say_any("span", "when-label", label)];
    if let Some(near) = near {
        let taps = near.into_iter().filter_map(|(label, day)| {
            let text = typed::with_day(value, day?);
            let tap = set.reform(move |_: MouseEvent| text.clone());
            Some(press("button button--plain", label, &[testid, "-near"].concat(), true, tap))
        });
        inside.push(el("div", "when-near", taps.collect()));
    }
    inside.push(made);
    // In one element with what follows, since a box that is typed into must not be drawn anew for what comes below it.
    let mut below = vec![attr(said(typed, &stand, shown), "role", "status")];
    if let Typed::Twice(at, which) = typed {
        let taps = [(false, words::summer(&at.time())), (true, words::winter(&at.time()))];
        let taps = taps.into_iter().map(|(second, label)| {
            let text = typed::with_which(value, second);
            let tap = set.reform(move |_: MouseEvent| text.clone());
            let made = press("button button--plain", &label, &[testid, "-which"].concat(), true, tap);
            attr(made, "aria-pressed", if which == Some(second) { "true" } else { "false" })
        });
        below.push(el("div", "when-near", taps.collect()));
    }
    inside.push(el("div", "", below));
    let made = id(el("div", "when", inside), testid);
    if label.is_empty() { made } else { attr(attr(made, "role", "group"), "aria-label", label) }
}

/// What was understood, as the record will have it; or what was not.
fn said(typed: Typed, stand: &[&str; typed::BOXES], shown: usize) -> Html {
    let timed = shown == typed::BOXES;
    let wrong = |words: String| say("p", "when-said form-say", &words);
    match typed {
        Typed::Nothing => el("p", "when-said", Vec::new()),
        Typed::Partly => {
            say("p", "when-said quiet", if timed { words::partly_moment() } else { words::partly_day() })
        }
        Typed::NoSuchDay => wrong(words::no_such_day().to_owned()),
        Typed::NoSuchTime(at) => wrong(words::no_such_time(&at.time())),
        Typed::Twice(at, None) => wrong(words::comes_twice(&at.time())),
        Typed::Twice(at, Some(second)) => {
            let by = if second { words::winter } else { words::summer };
            understood(&by(&at.full()), &by(&at.spoken()))
        }
        Typed::Wrong(at) => {
            let text = stand[at];
            wrong(match at {
                0 => words::not_a_day(text),
                1 => words::not_a_month(text),
                2 => words::not_a_year(text),
                _ => words::not_a_time(text),
            })
        }
        Typed::Is(at) => {
            let (shown, spoken) = match timed {
                true => (at.full(), at.spoken()),
                false => (dates::date(at.day()), dates::spoken_date(at.day())),
            };
            understood(&shown, &spoken)
        }
    }
}

/// As the record will have it, and in full for a screen reader.
fn understood(shown: &str, spoken: &str) -> Html {
    let seen = attr(say("b", "", shown), "aria-hidden", "true");
    with(el("p", "when-said", vec![seen]), say("span", "nhsuk-u-visually-hidden", spoken))
}
