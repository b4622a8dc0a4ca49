//! A ward's day of fluid, its shifts, and the stretch of time that a balance is of.

use crate::{Stamp, UtcMillis, cui};
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A ward's day: named by the date on which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FluidDay(pub NaiveDate);

/// What a balance is drawn up for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FluidPeriod {
    /// The first twelve hours of a ward's day.
    DayShift,
    /// The second twelve, or eleven or thirteen when the clocks change.
    NightShift,
    /// The whole of it.
    Day,
}

impl FluidPeriod {
    /// All periods, in the order in which they end.
    pub const ALL: [Self; 3] = [Self::DayShift, Self::NightShift, Self::Day];

    /// As screens call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::DayShift => "Day shift",
            Self::NightShift => "Night shift",
            Self::Day => "Whole day",
        }
    }

    /// From and until, in hours by the clock on the wall after the day began.
    const fn hours(self) -> (i64, i64) {
        match self {
            Self::DayShift => (0, 12),
            Self::NightShift => (12, 24),
            Self::Day => (0, 24),
        }
    }
}

impl FluidDay {
    /// The day that a time belongs to, by the clock on the wall.
    pub fn of(at: Stamp, begins: u8) -> Self {
        Self((at.local() - Duration::hours(i64::from(begins))).date())
    }

    /// What the clock on the wall shows when this period of the day begins, and when it ends.
    pub fn ends(self, period: FluidPeriod, begins: u8) -> (NaiveDateTime, NaiveDateTime) {
        let start = self.0.and_time(NaiveTime::MIN) + Duration::hours(i64::from(begins));
        let (from, until) = period.hours();
        (start + Duration::hours(from), start + Duration::hours(until))
    }

    /// When the whole day begins and ends, given the wall's offsets from UTC at its two ends, in minutes: 24 hours, or 23
    /// or 25 when the clocks change in it.
    pub fn bounds(self, begins: u8, offset_at_start: i16, offset_at_end: i16) -> (UtcMillis, UtcMillis) {
        let (from, until) = self.ends(FluidPeriod::Day, begins);
        (at_offset(from, offset_at_start).utc, at_offset(until, offset_at_end).utc)
    }
}

/// The instant at which a clock on the wall, so many minutes east of UTC, shows this.
fn at_offset(local: NaiveDateTime, offset_minutes: i16) -> Stamp {
    let utc = UtcMillis(local.and_utc().timestamp_millis()).plus_minutes(-i64::from(offset_minutes));
    Stamp { utc, offset_minutes }
}

/// Longest window, in minutes: a day of 25 hours.
const LONGEST_MINUTES: i64 = 25 * 60;

/// A stretch of time that a balance is of: from a moment on, up to and without another; not longer than a day of 25 hours.
///
/// Which entries fall in it is a matter of instants. The offsets are for showing it as the clock on the wall did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FluidWindow {
    from: Stamp,
    until: Stamp,
}

impl FluidWindow {
    /// This window; `None` when it is empty, back to front or longer than a day.
    pub fn new(from: Stamp, until: Stamp) -> Option<Self> {
        let longest = from.utc.plus_minutes(LONGEST_MINUTES);
        (from.utc < until.utc && until.utc <= longest).then_some(Self { from, until })
    }

    /// A period of a ward's day. `offset_at` says how many minutes east of UTC the ward's clock is at an instant.
    pub fn of(
        day: FluidDay,
        period: FluidPeriod,
        begins: u8,
        offset_at: impl Fn(UtcMillis) -> i16,
    ) -> Option<Self> {
        let stamp = |local: NaiveDateTime| {
            // The offset of the moment itself, found from one that may be an hour or two off.
            let roughly = at_offset(local, offset_at(at_offset(local, 0).utc));
            at_offset(local, offset_at(roughly.utc))
        };
        let (from, until) = day.ends(period, begins);
        Self::new(stamp(from), stamp(until))
    }

    /// When it begins.
    pub const fn from(&self) -> Stamp {
        self.from
    }

    /// When it is over.
    pub const fn until(&self) -> Stamp {
        self.until
    }

    /// Its two ends, which say which window it is, whatever the clocks on the walls showed.
    pub const fn ends(&self) -> (UtcMillis, UtcMillis) {
        (self.from.utc, self.until.utc)
    }

    /// Whether a moment lies in it.
    pub fn contains(&self, at: UtcMillis) -> bool {
        self.from.utc <= at && at < self.until.utc
    }
}

/// "22-Nov-2026 07:00 to 19:00".
impl fmt::Display for FluidWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", cui::date_time(self.from), cui::time_of(self.until))
    }
}
