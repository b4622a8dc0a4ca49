//! The counter of breaths: one large button for each breath, the rate that follows, and what it can be relied on for.

use crate::{
    clock::steady_ms,
    effect::use_effect_with,
    widgets::{
        el::{attr, el, id, key, say},
        panel::{Choice, button},
    },
    words::{self, observe::breaths as said},
};
use clinical::vitals::{Breaths, Counted, FULL_MINUTE_MS, Steadiness};
use gloo_timers::callback::Interval;
use web_sys::HtmlElement;
use yew::prelude::*;

/// How often the seconds are drawn again, in milliseconds.
const DRAWN_MS: u32 = 250;

/// What becomes of the rate.
#[derive(Clone, PartialEq)]
pub(crate) struct BreathsProps {
    /// Takes it into the set.
    pub(crate) done: Callback<(u16, Counted)>,
    /// Back to the keys.
    pub(crate) cancel: Callback<()>,
}

/// The counter.
#[hook]
pub(crate) fn use_breaths(props: &BreathsProps) -> Html {
    let breaths = use_state(Breaths::default);
    let drawn = use_force_update();
    let pad = use_node_ref();
    {
        let pad = pad.clone();
        use_effect_with((), move |()| {
            // The space bar of a computer on wheels presses it.
            if let Some(button) = pad.cast::<HtmlElement>() {
                let _ = button.focus(); // Where it cannot be, a finger can.
            }
            let interval = Interval::new(DRAWN_MS, move || drawn.force_update());
            move || drop(interval)
        });
    }
    let now = steady_ms();
    let over = breaths.is_over(now);
    let press = {
        let breaths = breaths.clone();
        Callback::from(move |_: MouseEvent| {
            let now = steady_ms();
            // Pressed again after the minute, it begins anew.
            let mut next = if breaths.is_over(now) { Breaths::default() } else { (*breaths).clone() };
            next.press(now);
            breaths.set(next);
        })
    };
    let (big, small) = shown(&breaths, now);
    let tap = key("breaths-tap", "breath", vec![say("b", "", &big), say("span", "", &small)], press);
    let mut ends = Vec::new();
    if let Some((rate, counted)) = offered(&breaths, now) {
        let done = props.done.clone();
        let sure = over || !breaths.asks_for_minute();
        let label = if sure { said::take(rate) } else { said::take_early(rate) };
        let choice = Choice::new(label, "breaths-use", move || done.emit((rate, counted)));
        ends.push(button(choice.class(if sure { "choice--main" } else { "" })));
    }
    let cancel = props.cancel.clone();
    ends.push(button(Choice::new(words::cancel(), "cancel", move || cancel.emit(())).class("choice--plain")));
    let spoken = attr(say("p", "nhsuk-u-visually-hidden", &spoken(&breaths, now)), "role", "status");
    let tap = match tap {
        Html::VTag(mut tag) => {
            std::rc::Rc::make_mut(&mut tag).node_ref = pad;
            Html::VTag(tag)
        }
        other => other,
    };
    id(el("div", "breaths", vec![tap, el("div", "breaths-ends", ends), spoken]), "breaths")
}

/// The rate that may be taken now: of the whole minute once it is over, otherwise a steady one.
fn offered(breaths: &Breaths, now: i64) -> Option<(u16, Counted)> {
    if breaths.is_over(now) {
        return breaths.whole_minute(now).map(|rate| (rate.get(), Counted::FullMinute));
    }
    let (rate, steadiness) = breaths.rate()?;
    (steadiness == Steadiness::Steady).then(|| (rate.get(), Counted::Tapped))
}

/// What stands on the button, large and small.
fn shown(breaths: &Breaths, now: i64) -> (String, String) {
    let Some(began) = breaths.began() else {
        return (said::begin().to_owned(), said::begin_more().to_owned());
    };
    if breaths.is_over(now) {
        return match breaths.whole_minute(now) {
            Some(rate) => (rate.get().to_string(), said::whole().to_owned()),
            None => ("–".to_owned(), said::stopped().to_owned()),
        };
    }
    let left = (FULL_MINUTE_MS - (now - began) + 999) / 1_000;
    match breaths.rate() {
        None => (said::breaths(breaths.in_the_minute()), said::seconds_left(said::counting(), left)),
        Some((rate, steadiness)) => {
            let how = match steadiness {
                _ if breaths.asks_for_minute() => said::go_on(),
                Steadiness::Steady => said::steady(),
                Steadiness::Unsteady | Steadiness::Irregular => said::unsteady(),
            };
            (rate.get().to_string(), said::seconds_left(how, left))
        }
    }
}

/// The same for a screen reader, without the seconds: it is said when it changes.
fn spoken(breaths: &Breaths, now: i64) -> String {
    match offered(breaths, now) {
        Some((rate, counted)) => {
            said::spoken(rate, counted, !breaths.is_over(now) && breaths.asks_for_minute())
        }
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every(interval: i64, times: usize) -> Breaths {
        let mut breaths = Breaths::default();
        (0..times as i64).for_each(|n| breaths.press(1_000 + n * interval));
        breaths
    }

    #[test]
    fn a_steady_rate_in_the_middle_is_offered_and_a_high_one_asks_for_the_minute_first() {
        let calm = every(3_333, 5);
        assert_eq!(offered(&calm, 15_000), Some((18, Counted::Tapped)));
        assert!(shown(&calm, 15_000).1.contains(said::steady()));
        let fast = every(2_400, 6);
        assert!(shown(&fast, 14_000).1.contains(said::go_on()));
        let whole = every(2_400, 26);
        assert_eq!(offered(&whole, 61_000), Some((25, Counted::FullMinute)));
    }

    #[test]
    fn nothing_is_offered_before_it_is_steady_or_after_somebody_went_away() {
        assert_eq!(offered(&Breaths::default(), 90_000), None);
        assert_eq!(offered(&every(3_333, 4), 12_000), None);
        assert_eq!(offered(&every(3_333, 6), 70_000), None);
        assert_eq!(shown(&every(3_333, 6), 70_000).1, said::stopped());
    }
}
