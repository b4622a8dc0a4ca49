//! Dates and times as clinical screens write them (NHS Common User Interface): `06-Aug-2018`, `17:30`.
//!
//! Always the offset of the moment itself, never today's, so that October's repeated hour reads as it was lived.

use crate::Stamp;
use chrono::NaiveDate;

/// `DD-MMM-YYYY`, such as `06-Aug-2018`.
pub fn date(date: NaiveDate) -> String {
    date.format("%d-%b-%Y").to_string()
}

/// The local date of a stamp, `DD-MMM-YYYY`.
pub fn date_of(stamp: Stamp) -> String {
    date(stamp.local_date())
}

/// The local time of a stamp on the 24-hour clock, `HH:mm`; midnight is `00:00`.
pub fn time_of(stamp: Stamp) -> String {
    stamp.local().format("%H:%M").to_string()
}

/// Date, space, time: `06-Aug-2018 17:30`.
pub fn date_time(stamp: Stamp) -> String {
    stamp.local().format("%d-%b-%Y %H:%M").to_string()
}

/// Time with its offset, `01:30 (UTC+1)`, for where the clocks change and one local time comes twice.
pub fn time_with_offset(stamp: Stamp) -> String {
    let minutes = stamp.offset_minutes;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
    let time = time_of(stamp);
    match (hours, rest) {
        (0, 0) => format!("{time} (UTC)"),
        (hours, 0) => format!("{time} (UTC{sign}{hours})"),
        (hours, rest) => format!("{time} (UTC{sign}{hours}:{rest:02})"),
    }
}

/// A day as records, policies and browsers write it, `1941-02-03`; anything else is none. chrono's own reader knows every
/// other way to write one as well, which weighs thirteen kilobytes in the page.
pub fn day(written: &str) -> Option<NaiveDate> {
    let mut numbers = written.splitn(3, '-').map(str::parse::<u16>);
    match (numbers.next(), numbers.next(), numbers.next()) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) => {
            NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
        }
        _ => None,
    }
}

/// The same out of a file.
pub(crate) fn read_day<'de, D: serde::Deserializer<'de>>(file: D) -> Result<NaiveDate, D::Error> {
    let written = <String as serde::Deserialize>::deserialize(file)?;
    day(&written).ok_or_else(|| serde::de::Error::custom("not a day such as 2026-11-30"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written_and_nothing_else_is_one() {
        assert_eq!(day("2026-12-01"), NaiveDate::from_ymd_opt(2026, 12, 1));
        for wrong in ["", "01/12/2026", "2026-13-01", "2026-02-30", "2026-12"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    use crate::UtcMillis;

    fn stamp(ms: i64, offset_minutes: i16) -> Stamp {
        Stamp { utc: UtcMillis(ms), offset_minutes }
    }

    #[test]
    fn a_summer_evening_is_written_in_its_own_offset() {
        let evening = stamp(1_533_573_000_000, 60);
        assert_eq!(date_time(evening), "06-Aug-2018 17:30");
        assert_eq!(date_of(evening), "06-Aug-2018");
        assert_eq!(time_of(evening), "17:30");
    }

    #[test]
    fn midnight_is_0000_of_the_new_day() {
        assert_eq!(date_time(stamp(1_533_596_400_000, 60)), "07-Aug-2018 00:00");
    }

    #[test]
    fn octobers_repeated_hour_reads_twice_and_tells_itself_apart() {
        let summer = stamp(1_792_888_200_000, 60);
        let winter = stamp(1_792_888_200_000 + 3_600_000, 0);
        assert_eq!(time_of(summer), time_of(winter), "the wall showed the same");
        assert_eq!(time_with_offset(summer), "01:30 (UTC+1)");
        assert_eq!(time_with_offset(winter), "01:30 (UTC)");
        assert_eq!(time_with_offset(stamp(0, -210)), "20:30 (UTC-3:30)");
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        for ms in [i64::MIN, i64::MAX] {
            assert!(!date_time(stamp(ms, 60)).is_empty());
        }
    }
}
