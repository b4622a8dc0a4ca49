//! Times as data. Nothing here can tell what time it is.

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UtcMillis(pub i64);

impl UtcMillis {
    /// This time moved by so many minutes; saturates at the ends of time.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(60_000)))
    }

    /// Whole minutes from `earlier` to this time, rounded towards zero; negative when this time is before it.
    pub const fn minutes_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0) / 60_000
    }
}

/// A time with the local offset that the clock on the wall showed, so that October's repeated hour reads right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// The instant.
    pub utc: UtcMillis,
    /// Minutes east of UTC at that instant and place; 60 in British Summer Time.
    pub offset_minutes: i16,
}

impl Stamp {
    /// What the clock on the wall showed; a time beyond the calendar's ends reads as its end.
    pub fn local(&self) -> NaiveDateTime {
        let shift = i64::from(self.offset_minutes).saturating_mul(60_000);
        match DateTime::from_timestamp_millis(self.utc.0.saturating_add(shift)) {
            Some(local) => local.naive_utc(),
            None if self.utc.0 < 0 => NaiveDateTime::MIN,
            None => NaiveDateTime::MAX,
        }
    }

    /// The day on the wall's calendar, which decides whether somebody is 16.
    pub fn local_date(&self) -> NaiveDate {
        self.local().date()
    }
}

/// When something was observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakenAt {
    /// The source did not record a time. Never invented.
    NotRecorded,
    /// At this time.
    At(Stamp),
}

impl TakenAt {
    /// The instant, where there is one.
    pub const fn utc(&self) -> Option<UtcMillis> {
        match self {
            Self::NotRecorded => None,
            Self::At(stamp) => Some(stamp.utc),
        }
    }
}

/// How far the device's clock could be trusted when a fact was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockTrust {
    /// The server's signed time has been seen in this boot: add `offset_ms` to the device's time to get the server's.
    Proved {
        /// Server time minus device time, in milliseconds.
        offset_ms: i64,
    },
    /// No server time has been seen in this boot.
    Unproved,
}

/// A proved clock further off than this is flagged on each fact, in milliseconds (record-and-sync: two minutes).
pub const CLOCK_TOLERANCE_MS: i64 = 120_000;

impl ClockTrust {
    /// Whether times from this clock are to be flagged: unproved, or more than two minutes off.
    pub const fn is_doubtful(&self) -> bool {
        match self {
            Self::Unproved => true,
            Self::Proved { offset_ms } => offset_ms.unsigned_abs() > CLOCK_TOLERANCE_MS as u64,
        }
    }

    /// A device time corrected with the proved offset; unchanged when the clock is unproved.
    #[must_use]
    pub const fn corrected(&self, at: UtcMillis) -> UtcMillis {
        match self {
            Self::Unproved => at,
            Self::Proved { offset_ms } => UtcMillis(at.0.saturating_add(*offset_ms)),
        }
    }
}
