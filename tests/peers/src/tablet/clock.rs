//! A tablet's wall clock, which is its own and says what it likes.

use clinical::UtcMillis;
use std::time::Duration;
use tokio::time::Instant;

/// The wall clock of a tablet: when it began, and how long ago that is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock(Instant);

/// Where a tablet's wall clock begins: 22 November 2026, 09:00 UTC.
const BEGAN: i64 = 1_795_338_000_000;

impl Clock {
    pub(super) fn begin() -> Self {
        Self(Instant::now())
    }

    pub(super) fn now(self) -> UtcMillis {
        UtcMillis(BEGAN + i64::try_from(self.0.elapsed().as_millis()).unwrap_or(i64::MAX))
    }

    pub(super) fn at(self, time: UtcMillis) -> Instant {
        self.0 + Duration::from_millis(u64::try_from(time.0 - BEGAN).unwrap_or_default())
    }
}
