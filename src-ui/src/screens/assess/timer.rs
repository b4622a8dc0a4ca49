//! A stopwatch and a counter, which fill in a number. Keying it is always possible too.

use crate::{
    clock::Received,
    effect::use_effect_with,
    widgets::el::{key, say},
    words::assess as words,
};
use clinical::form::Control;
use gloo_timers::callback::Interval;
use yew::prelude::*;

/// How often the time is drawn again, in milliseconds.
const DRAWN_MS: u32 = 100;

/// Which tool, of which line.
#[derive(Clone, PartialEq)]
pub(crate) struct TimerProps {
    pub(crate) link: AttrValue,
    pub(crate) control: Control,
    /// Decimals of the number that it fills in.
    pub(crate) places: u8,
    pub(crate) done: Callback<String>,
}

/// Tenths of a second as a number with so many decimals; whole seconds are rounded up, since a slow test must not look
/// faster than it was.
fn seconds(ms: i64, places: u8) -> String {
    match places {
        0 => ((ms + 999) / 1_000).to_string(),
        _ => format!("{}.{}", ms / 1_000, ms % 1_000 / 100),
    }
}

/// The tool.
#[hook]
pub(crate) fn use_timer(props: &TimerProps) -> Html {
    let running = use_state_eq(|| None::<Received>);
    let count = use_state_eq(|| 0_u32);
    let drawn = use_force_update();
    {
        let on = running.is_some();
        use_effect_with(on, move |on| {
            let interval = on.then(|| Interval::new(DRAWN_MS, move || drawn.force_update()));
            move || drop(interval)
        });
    }
    let ms = running.map_or(0, Received::age_ms);
    let left = match props.control {
        Control::Counter { seconds } => Some(i64::from(seconds) * 1_000 - ms),
        Control::Keypad | Control::Stopwatch => None,
    };
    let over = running.is_some() && left.is_some_and(|left| left <= 0);
    {
        let (running, done, counted) = (running.clone(), props.done.clone(), *count);
        use_effect_with(over, move |over| {
            if *over {
                running.set(None);
                done.emit(counted.to_string());
            }
        });
    }
    let press = {
        let (running, count, done, places) =
            (running.clone(), count.clone(), props.done.clone(), props.places);
        let counts = left.is_some();
        Callback::from(move |_: MouseEvent| match *running {
            None => {
                count.set(0);
                running.set(Some(Received::now()));
            }
            Some(_) if counts => count.set(*count + 1),
            Some(since) => {
                running.set(None);
                done.emit(seconds(since.age_ms(), places));
            }
        })
    };
    let (big, small) = match (running.is_some(), left) {
        (false, None) => (words::start_watch().to_owned(), String::new()),
        (false, Some(left)) => (words::start_counter().to_owned(), words::lasts(left / 1_000)),
        (true, None) => (words::stop().to_owned(), format!("{} s", seconds(ms, 1))),
        (true, Some(left)) => (count.to_string(), words::seconds_left((left.max(0) + 999) / 1_000)),
    };
    key(
        "form-timer",
        &format!("{}-timer", props.link),
        vec![say("b", "", &big), say("span", "", &small)],
        press,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_cut_to_tenths_or_rounded_up_to_whole_seconds() {
        assert_eq!((seconds(12_340, 1).as_str(), seconds(12_340, 0).as_str()), ("12.3", "13"));
        assert_eq!((seconds(12_000, 1).as_str(), seconds(12_000, 0).as_str()), ("12.0", "12"));
    }
}
