//! The only place of the screens that reads a clock: how long ago an answer came, added to the core's own time.

use crate::effect::use_effect_with;
use clinical::UtcMillis;
use gloo_timers::callback::Interval;
use yew::prelude::*;

/// How often ages on the screen are drawn again, in milliseconds.
const TICK_MS: u32 = 5_000;

/// The two clocks of a browser when an answer arrived. The one stops while a tablet sleeps, the other may be set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Received {
    steady: f64,
    wall: f64,
}

impl Received {
    pub(crate) fn now() -> Self {
        let steady = web_sys::window().and_then(|w| w.performance()).map_or(0.0, |p| p.now());
        Self { steady, wall: js_sys::Date::now() }
    }

    /// Milliseconds gone by. The greater of the two clocks, so that an age is never shown as less than it is.
    pub(crate) fn age_ms(self) -> i64 {
        let now = Self::now();
        (now.steady - self.steady).max(now.wall - self.wall).max(0.0) as i64
    }

    /// The core's time now, when it was `then` on arrival.
    pub(crate) fn now_from(self, then: UtcMillis) -> UtcMillis {
        UtcMillis(then.0.saturating_add(self.age_ms()))
    }
}

/// Milliseconds on the clock that nobody sets, for times of one screen against one another.
pub(crate) fn steady_ms() -> i64 {
    web_sys::window().and_then(|w| w.performance()).map_or(0, |p| p.now() as i64)
}

/// Draws the component again every few seconds, so that ages on it tick.
#[hook]
pub(crate) fn use_tick() -> u32 {
    let count = use_state(|| 0_u32);
    {
        let count = count.clone();
        use_effect_with((), move |()| {
            let mut ticks = 0_u32;
            let interval = Interval::new(TICK_MS, move || {
                ticks = ticks.wrapping_add(1);
                count.set(ticks);
            });
            move || drop(interval)
        });
    }
    *count
}
