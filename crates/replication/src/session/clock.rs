//! Time that only runs forward, made of a wall clock that may jump.

use clinical::UtcMillis;

/// Milliseconds of the session's own time.
pub(super) type Ticks = i64;

/// The session's clock. A wall clock set back stops it for no longer than until the next step; one set forward makes
/// waits end early, which costs a reconnection and nothing else.
#[derive(Debug, Default)]
pub(super) struct Clock {
    last: Option<UtcMillis>,
    ticks: Ticks,
}

impl Clock {
    pub(super) fn advance(&mut self, now: UtcMillis) {
        let passed = self.last.map_or(0, |last| now.0.saturating_sub(last.0));
        self.ticks = self.ticks.saturating_add(passed.max(0));
        self.last = Some(now);
    }

    pub(super) const fn ticks(&self) -> Ticks {
        self.ticks
    }

    /// When, by the wall clock of the last step, the session's time will be `due`.
    pub(super) fn wall(&self, due: Ticks) -> Option<UtcMillis> {
        let wait = due.saturating_sub(self.ticks).max(0);
        self.last.map(|last| UtcMillis(last.0.saturating_add(wait)))
    }
}
