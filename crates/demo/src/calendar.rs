//! The ward's clock on the wall: British time with its two odd nights, rounds and shifts.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Timelike};
use chrono_tz::Europe::London;
use clinical::{Stamp, UtcMillis};

/// The earliest and the latest `now` that a ward is made for: 2000 and 2100, so that no date runs off the calendar.
const YEARS: (i64, i64) = (946_684_800_000, 4_102_444_800_000);

/// Minutes of an hour and of a day.
pub(crate) const HOUR: i64 = 60;
/// Minutes of a day of 24 hours.
pub(crate) const DAY: i64 = 24 * HOUR;

/// Whether a ward can be made as of this time.
pub(crate) fn is_reasonable(now: UtcMillis) -> bool {
    (YEARS.0..YEARS.1).contains(&now.0)
}

fn utc(at: UtcMillis) -> NaiveDateTime {
    DateTime::from_timestamp_millis(at.0).unwrap_or_default().naive_utc()
}

/// The time with the offset that the ward's clock had then.
pub(crate) fn stamp(at: UtcMillis) -> Stamp {
    let seconds = London.offset_from_utc_datetime(&utc(at)).fix().local_minus_utc();
    Stamp { utc: at, offset_minutes: (seconds / 60) as i16 }
}

/// Date and time on the ward's wall.
pub(crate) fn local(at: UtcMillis) -> NaiveDateTime {
    London.from_utc_datetime(&utc(at)).naive_local()
}

/// The first instant at which the wall shows this hour of this day. An hour that March leaves out is an hour later.
pub(crate) fn at_local(day: NaiveDate, hour: u32) -> UtcMillis {
    let on = |hour: u32| {
        let wall = day.and_time(NaiveTime::from_hms_opt(hour % 24, 0, 0).unwrap_or_default());
        London.from_local_datetime(&wall).earliest()
    };
    let at = on(hour).or_else(|| on(hour + 1));
    UtcMillis(at.map(|at| at.timestamp_millis()).unwrap_or_default())
}

/// The observation rounds after `after`, each with its hour of the day: 02, 06, 10, 14, 18 and 22, for three days.
pub(crate) fn rounds(after: UtcMillis) -> impl Iterator<Item = (u32, UtcMillis)> {
    let first = local(after).date();
    (0..3)
        .filter_map(move |n| first.checked_add_days(Days::new(n)))
        .flat_map(|day| [2, 6, 10, 14, 18, 22].map(|hour| (hour, at_local(day, hour))))
        .filter(move |(_, at)| *at > after)
}

/// Whether lights are out: from 22 to 06.
pub(crate) fn is_night(at: UtcMillis) -> bool {
    !(6..22).contains(&local(at).hour())
}

/// The shift by number: two to a day, changing at 07:30 and 19:30 by the wall. An even number is a day shift.
pub(crate) fn shift(at: UtcMillis) -> i64 {
    let wall = local(at).and_utc().timestamp() / 60 - (7 * HOUR + 30);
    wall.div_euclid(12 * HOUR)
}

/// When the shift at `at` began, by a clock that is not changed during a shift.
pub(crate) fn shift_began(at: UtcMillis) -> UtcMillis {
    let wall = local(at).and_utc().timestamp() / 60 - (7 * HOUR + 30);
    at.plus_minutes(-wall.rem_euclid(12 * HOUR))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> UtcMillis {
        UtcMillis(DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis())
    }

    #[test]
    fn the_hour_that_october_repeats_is_told_apart_by_its_offset() {
        let (first, second) = (at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z"));
        assert_eq!(local(first), local(second), "the wall shows 01:30 twice");
        assert_eq!((stamp(first).offset_minutes, stamp(second).offset_minutes), (60, 0));
    }

    #[test]
    fn the_hour_that_march_leaves_out_is_an_hour_later() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 29).unwrap();
        assert_eq!(at_local(day, 1), at("2026-03-29T01:00:00Z"), "01:00 does not exist; 02:00 is shown");
        assert_eq!(at_local(day, 6), at("2026-03-29T05:00:00Z"));
    }

    #[test]
    fn rounds_keep_to_the_wall_over_a_clock_change() {
        let hours: Vec<_> =
            rounds(at("2026-10-24T20:59:00Z")).take(3).map(|(hour, at)| (hour, at.0)).collect();
        let expected = [
            (22, at("2026-10-24T21:00:00Z").0),
            (2, at("2026-10-25T02:00:00Z").0),
            (6, at("2026-10-25T06:00:00Z").0),
        ];
        assert_eq!(hours, expected);
    }

    #[test]
    fn a_shift_changes_at_half_past_seven_by_the_wall() {
        assert_eq!(shift(at("2026-07-01T06:29:00Z")) + 1, shift(at("2026-07-01T06:30:00Z")), "summer, 07:30");
        assert_eq!(shift(at("2026-12-01T07:29:00Z")) + 1, shift(at("2026-12-01T07:30:00Z")), "winter, 07:30");
        assert_eq!(shift(at("2026-12-01T07:30:00Z")).rem_euclid(2), 0, "a day shift is even");
    }
}
