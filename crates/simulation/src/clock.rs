//! A stopwatch for the person at the terminal. Nothing inside a run looks at it.

use std::time::{Duration, Instant};

/// What it shows.
#[expect(clippy::disallowed_methods, reason = "measures how fast seeds run, and is no part of any run")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// How long ago that was.
pub(crate) fn since(then: Instant) -> Duration {
    now().duration_since(then)
}

/// Waits before the progress is shown again.
#[expect(clippy::disallowed_methods, reason = "the runs go on meanwhile; nothing waits for this")]
pub(crate) fn wait(time: Duration) {
    std::thread::sleep(time);
}
