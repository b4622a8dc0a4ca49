//! What stands below a form: number keys, times, reasons.

use super::{
    keyed::{Keyed, Open, Press},
    sheet::Ground,
};
use crate::{
    dates,
    part::Part,
    screens::observe::taken::{CHIPS, Taken},
    widgets::{
        el::{attr, el, given, key, none, press, say},
        mark,
        panel::{Choice, panel},
    },
    words::{self, assess, observe},
};
use clinical::vitals::UnableReason;
use contract::FormItemKind;
use std::rc::Rc;
use yew::prelude::*;

/// What stands there now.
pub(super) fn pad(ground: &Rc<Ground>) -> Html {
    let content = match ground.keyed.open {
        Open::Nothing => return none(),
        Open::Number(place) => number(ground, place),
        Open::Taken => taken(ground),
        Open::Clock => clock(ground),
        Open::Unable => unable(ground),
        Open::WhyCorrected => why(ground),
    };
    el("div", "form-pad", content)
}

fn shut(ground: &Ground) -> Choice {
    Choice::new(words::cancel(), "cancel", ground.press(Press::Open(Open::Nothing))).class("choice--plain")
}

/// Twelve keys and one more below them. `extra` stands left of the nought: a point, a sign, or nothing.
fn keys(
    ground: &Ground,
    digit: impl Fn(char) -> Press,
    extra: Option<char>,
    back: Press,
    last: (&str, Press),
) -> Html {
    let one = |sign: char| {
        let name = if sign == '.' { "key-point".to_owned() } else { format!("key-{sign}") };
        press("key", &sign.to_string(), &name, true, ground.tap(digit(sign)))
    };
    let mut all: Vec<Html> = ('1'..='9').map(one).collect();
    all.push(extra.map_or_else(|| el("span", "key key--gap", Vec::new()), one));
    all.push(one('0'));
    let back = key("key key--quiet", "key-back", vec![mark::backspace()], ground.tap(back));
    all.push(attr(back, "aria-label", observe::backspace()));
    let (label, last) = last;
    all.push(press("key key--next form-next", label, "key-next", true, ground.tap(last)));
    attr(attr(el("div", "keys", all), "role", "group"), "aria-label", observe::keypad())
}

fn number(ground: &Rc<Ground>, place: usize) -> Vec<Html> {
    let Some(item) = ground.view.items.get(place) else { return Vec::new() };
    let FormItemKind::Number { unit, .. } = &item.kind else { return Vec::new() };
    let typed = ground.keyed.typed(&item.link).replace('-', "−");
    let title = vec![given("span", "", &item.text), say("b", "", &typed), say("small", "", unit)];
    vec![
        el("p", "form-pad-title", title),
        Part::FormKeys(FormKeysProps { ground: ground.clone(), place }).draw(),
    ]
}

/// The keypad of a line.
#[derive(Clone)]
pub(crate) struct FormKeysProps {
    ground: Rc<Ground>,
    place: usize,
}

impl PartialEq for FormKeysProps {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (&self.ground, &other.ground);
        // Which line is the next depends on which are shown.
        self.place == other.place
            && Rc::ptr_eq(&one.view, &two.view)
            && one.send == two.send
            && one.filled.shown == two.filled.shown
    }
}

impl FormKeysProps {
    /// Of which line.
    pub(crate) const fn place(&self) -> usize {
        self.place
    }
}

/// The keypad on the screen.
#[hook]
pub(crate) fn use_form_keys(of: &FormKeysProps) -> Html {
    number_keys(&of.ground, of.place)
}

fn number_keys(ground: &Ground, place: usize) -> Html {
    let Some(item) = ground.view.items.get(place) else { return none() };
    let FormItemKind::Number { places, negative, .. } = &item.kind else { return none() };
    let (link, places, now) = (item.link.clone(), *places, ground.now);
    let extra = if places > 0 { Some('.') } else { negative.then_some('-') };
    let next = Keyed::next_number(&ground.view, &ground.filled.shown, place);
    let label = if next == Open::Nothing { observe::done() } else { observe::next() };
    let digit = |sign: char| Press::Key(link.clone(), sign, places, now);
    let back = Press::Back(link.clone(), now);
    keys(ground, digit, extra, back, (label, Press::Open(next)))
}

/// Now, some minutes back, or a time of one's own.
fn taken(ground: &Ground) -> Vec<Html> {
    let chosen = ground.keyed.taken;
    let choice = |label: String, testid: String, taken: Taken, on: bool| {
        Choice::new(label, testid, ground.press(Press::Taken(taken))).on(on)
    };
    let mut choices = Vec::new();
    if ground.view.amends.is_some() {
        let on = chosen == Taken::AsBefore;
        choices.push(choice(observe::as_before().to_owned(), "taken-as-before".into(), Taken::AsBefore, on));
    }
    choices.push(choice(observe::now().to_owned(), "taken-now".into(), Taken::Now, chosen == Taken::Now));
    for back in CHIPS {
        let on = matches!(chosen, Taken::Ago { minutes, .. } if minutes == back);
        let ago = Taken::Ago { minutes: back, at: ground.now.plus_minutes(-back) };
        choices.push(choice(observe::minutes_back(back), format!("taken-{back}"), ago, on));
    }
    let own = ground.press(Press::Open(Open::Clock));
    choices.push(Choice::new(observe::other_time(), "taken-other", own).on(matches!(chosen, Taken::At(_))));
    choices.push(shut(ground));
    vec![panel(assess::when(), "panel--times", choices)]
}

/// A time of day, keyed.
fn clock(ground: &Ground) -> Vec<Html> {
    let clock = &ground.keyed.clock;
    let time = clock.time(ground.now, ground.view.offset_minutes);
    let said = match time {
        Some(at) => dates::in_full(at, ground.view.offset_minutes),
        None => clock.never().unwrap_or_else(|| format!("{}: {}", observe::key_the_time(), clock.shown())),
    };
    let last = match time {
        Some(at) => (observe::set_time(), Press::Taken(Taken::At(at))),
        None => (words::cancel(), Press::Open(Open::Taken)),
    };
    let digit =
        |sign: char| Press::ClockDigit(sign.to_digit(10).and_then(|n| u8::try_from(n).ok()).unwrap_or(0));
    let said = attr(say("p", "form-pad-title", &said), "role", "status");
    vec![said, keys(ground, digit, None, Press::ClockBack, last)]
}

/// The policy's reasons for everything that is missing: one tap.
fn unable(ground: &Ground) -> Vec<Html> {
    let chosen = ground.keyed.draft.unable.as_ref();
    let choices = ground.view.unable_reasons.iter().filter(|r| !matches!(r.reason, UnableReason::Other(_)));
    let mut choices: Vec<Choice> = choices
        .map(|known| {
            let on = chosen == Some(&known.reason);
            let reason = (!on).then(|| known.reason.clone());
            let testid = format!("unable-{}", known.reason.code());
            let choice = Choice::new(known.label.clone(), testid, ground.press(Press::Unable(reason)))
                .on(on)
                .english();
            match known.reason {
                UnableReason::TooUnwell => choice.class("choice--emergency").more(observe::too_unwell_more()),
                _ => choice,
            }
        })
        .collect();
    let back = Choice::new(assess::answer_them(), "answer-them", ground.press(Press::Open(Open::Nothing)));
    choices.push(back.class("choice--plain"));
    vec![panel(&assess::why_missing(ground.filled.missing.len()), "panel--reasons", choices)]
}

/// Why it is corrected.
fn why(ground: &Ground) -> Vec<Html> {
    let mut choices: Vec<Choice> = observe::CORRECTION_REASONS
        .iter()
        .map(|reason| {
            let send = ground.send.clone();
            let press = move || {
                send.emit(Press::Reason((*reason).to_owned()));
                send.emit(Press::Open(Open::Nothing));
            };
            Choice::new(*reason, "why", press).on(ground.keyed.reason == *reason).english()
        })
        .collect();
    choices.push(shut(ground));
    vec![panel(observe::why_corrected(), "panel--two", choices)]
}
