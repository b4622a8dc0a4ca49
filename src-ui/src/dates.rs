//! Dates and times as the NHS Common User Interface writes them: `06-Aug-2018`, `02:10`, always 24-hour.
//!
//! Every time arrives as an instant with the offset that the ward's clock showed, so nothing here knows a time zone. Of how the clock is
//! put forward and back it knows what the core says ([`changes`]).

pub(crate) mod changes;
pub mod typed;

use crate::words::when;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use clinical::UtcMillis;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_IN_FULL: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// What a clock on the ward's wall shows at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WardTime(NaiveDateTime);

impl WardTime {
    /// The wall clock at `at`, `offset_minutes` east of UTC. Times outside the calendar become its first day.
    pub fn of(at: UtcMillis, offset_minutes: i16) -> Self {
        let local = at.plus_minutes(i64::from(offset_minutes));
        Self(DateTime::from_timestamp_millis(local.0).unwrap_or_default().naive_utc())
    }

    /// `02:10`.
    pub fn time(self) -> String {
        format!("{:02}:{:02}", self.0.hour(), self.0.minute())
    }

    /// `06-Aug-2018`.
    pub fn date(self) -> String {
        date(self.0.date())
    }

    /// `Mon 06-Aug`, for an axis whose year is plain.
    pub fn weekday_and_day(self) -> String {
        let day = self.0.date();
        format!("{} {:02}-{}", weekday(day), day.day(), month(day))
    }

    /// `Mon 06-Aug-2018 02:10`.
    pub fn full(self) -> String {
        format!("{} {} {}", weekday(self.0.date()), self.date(), self.time())
    }

    /// For a screen reader: `02:10 on 6 August 2018`.
    pub fn spoken(self) -> String {
        format!("{} on {}", self.time(), spoken_date(self.0.date()))
    }

    /// For `<time datetime>`: `2018-08-06T02:10`.
    pub fn machine(self) -> String {
        let day = self.0.date();
        format!("{:04}-{:02}-{:02}T{}", day.year(), day.month(), day.day(), self.time())
    }

    /// Hours and minutes of the day.
    pub fn hour_and_minute(self) -> (u32, u32) {
        (self.0.hour(), self.0.minute())
    }

    /// The day.
    pub fn day(self) -> NaiveDate {
        self.0.date()
    }

    /// When it is so, the clock being `offset_minutes` east of UTC.
    pub fn instant(self, offset_minutes: i16) -> UtcMillis {
        UtcMillis(self.0.and_utc().timestamp_millis()).plus_minutes(-i64::from(offset_minutes))
    }

    /// Whether two instants fall on one day of the ward.
    pub fn same_day(self, other: Self) -> bool {
        self.0.date() == other.0.date()
    }
}

/// The time alone when it was today, otherwise with its date: `02:10`, `Sun 05-Aug-2018 23:40`.
pub fn recent(at: UtcMillis, now: UtcMillis, offset_minutes: i16) -> String {
    let (at, now) = (on_the_wall(at, offset_minutes), on_the_wall(now, offset_minutes));
    if at.same_day(now) { at.time() } else { at.full() }
}

/// What the ward's clock shows at an instant, or showed before it was put forward or back; by `offset_minutes` where the core has not
/// said how it goes.
pub(crate) fn on_the_wall(at: UtcMillis, offset_minutes: i16) -> WardTime {
    WardTime::of(at, changes::offset_at(at, offset_minutes))
}

/// `06-Aug-2018`.
pub fn date(day: NaiveDate) -> String {
    format!("{:02}-{}-{:04}", day.day(), month(day), day.year())
}

/// For a screen reader, which misreads "Aug": `6 August 2018`.
pub fn spoken_date(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), MONTHS_IN_FULL[day.month0() as usize % 12], day.year())
}

fn month(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize % 12]
}

fn weekday(day: NaiveDate) -> &'static str {
    WEEKDAYS[day.weekday().num_days_from_monday() as usize % 7]
}

/// The latest instant, not after `now`, at which the ward's clock shows `hour`:`minute`; `None` when no clock can, and when the clocks
/// went forward over it today.
pub fn latest_at(hour: u32, minute: u32, now: UtcMillis, offset_minutes: i16) -> Option<UtcMillis> {
    let time = NaiveTime::from_hms_opt(hour, minute, 0)?;
    let wall = on_the_wall(now, offset_minutes);
    for day in [wall.day(), wall.day().pred_opt()?] {
        let asked = WardTime(day.and_time(time));
        let (first, last) = match changes::shows(asked, offset_minutes) {
            changes::Shows::Never if asked.0 <= wall.0 => return None,
            changes::Shows::Never => continue,
            changes::Shows::Once(at) => (at, at),
            changes::Shows::Twice(first, last) => (first, last),
        };
        let past = [last, first].into_iter().find(|at| *at <= now);
        if past.is_some() {
            return past;
        }
    }
    None
}

/// The same in full, and by which time it was where an hour came twice: `Sun 25-Oct-2026 01:30 (winter time)`.
pub(crate) fn in_full(at: UtcMillis, offset_minutes: i16) -> String {
    let wall = on_the_wall(at, offset_minutes);
    match changes::shows(wall, offset_minutes) {
        changes::Shows::Twice(first, _) if first == at => when::summer(&wall.full()),
        changes::Shows::Twice(..) => when::winter(&wall.full()),
        _ => wall.full(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-08-06T01:10:30Z, a Thursday in British Summer Time.
    const AUGUST: UtcMillis = UtcMillis(1_785_978_630_000);

    #[test]
    fn a_summer_time_reads_as_the_wards_clock_shows_it() {
        let at = WardTime::of(AUGUST, 60);
        assert_eq!(at.full(), "Thu 06-Aug-2026 02:10");
        assert_eq!(at.spoken(), "02:10 on 6 August 2026");
        assert_eq!(at.machine(), "2026-08-06T02:10");
        assert_eq!(at.weekday_and_day(), "Thu 06-Aug");
    }

    #[test]
    fn midnight_is_the_beginning_of_a_day() {
        let midnight = AUGUST.plus_minutes(-(60 + 10 + 60));
        assert_eq!(WardTime::of(midnight, 60).time(), "00:00");
        assert_eq!(recent(midnight.plus_minutes(-1), AUGUST, 60), "Wed 05-Aug-2026 23:59");
        assert_eq!(recent(midnight, AUGUST, 60), "00:00");
    }

    #[test]
    fn the_repeated_hour_of_october_is_told_by_its_offset() {
        let first = UtcMillis(1_792_888_200_000); // 2026-10-25T00:30Z
        assert_eq!(WardTime::of(first, 60).time(), "01:30");
        assert_eq!(WardTime::of(first.plus_minutes(60), 0).time(), "01:30");
    }

    #[test]
    fn a_typed_time_is_the_last_one_that_the_clock_showed() {
        assert_eq!(latest_at(2, 10, AUGUST, 60), Some(UtcMillis(AUGUST.0 - 30_000)), "the minute it is now");
        assert_eq!(latest_at(2, 0, AUGUST, 60), Some(UtcMillis(AUGUST.0 - 30_000).plus_minutes(-10)));
        let yesterday = latest_at(23, 50, AUGUST, 60).unwrap();
        assert_eq!(WardTime::of(yesterday, 60).full(), "Wed 05-Aug-2026 23:50", "never in the future");
        assert_eq!(latest_at(24, 0, AUGUST, 60), None);
        assert_eq!(latest_at(9, 60, AUGUST, 60), None);
    }

    #[test]
    fn a_time_that_came_twice_is_the_one_that_is_not_to_come_and_says_which() {
        use changes::tests::{MARCH, OCTOBER, london};
        changes::keep(&london());
        let again = OCTOBER.plus_minutes(60);
        assert_eq!(
            latest_at(1, 30, OCTOBER.plus_minutes(10), 60),
            Some(OCTOBER),
            "the second is still to come"
        );
        assert_eq!(latest_at(1, 30, again.plus_minutes(10), 0), Some(again));
        assert_eq!(in_full(OCTOBER, 0), "Sun 25-Oct-2026 01:30 (summer time)");
        assert_eq!(in_full(again, 0), "Sun 25-Oct-2026 01:30 (winter time)");
        let nine = again.plus_minutes(7 * 60 + 30);
        let half_past_midnight = OCTOBER.plus_minutes(-60);
        assert_eq!(latest_at(0, 30, nine, 0), Some(half_past_midnight), "by the clock as it went then");
        assert_eq!(recent(half_past_midnight, nine, 0), "00:30");
        assert_eq!(in_full(half_past_midnight, 0), "Sun 25-Oct-2026 00:30");

        let after = MARCH.plus_minutes(120);
        assert_eq!(latest_at(1, 30, after, 60), None, "there was no half past one");
        assert_eq!(latest_at(0, 59, after, 60), Some(MARCH.plus_minutes(-1)));
        let early = MARCH.plus_minutes(-30);
        assert_eq!(latest_at(1, 30, early, 0), Some(MARCH.plus_minutes(30 - 24 * 60)), "yesterday had one");
        changes::keep(&[]);
    }
}
