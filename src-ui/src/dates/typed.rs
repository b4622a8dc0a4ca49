//! A day, or a day and a time, as somebody types it: each part in a box of its own, under its own name, so that the language of a
//! tablet never decides which number is the month.
//!
//! What stands in the boxes is kept as one text, `6/Aug/2018/0210`; nothing is one only when every box is empty. Of a time that comes
//! twice, as the clocks go back, a `1` or a `2` after it says which is meant: `25/Oct/2026/0130/2`.

use super::{
    MONTHS_IN_FULL, WardTime,
    changes::{Shows, shows},
    month, on_the_wall,
};
use chrono::{Datelike, NaiveDate, NaiveTime};
use clinical::UtcMillis;

/// The boxes: day, month, year, and the time of day where one is asked for.
pub const BOXES: usize = 4;

/// What the boxes say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// They are empty.
    Nothing,
    /// Something is missing yet.
    Partly,
    /// In this box stands what it cannot hold.
    Wrong(usize),
    /// The month does not have this day.
    NoSuchDay,
    /// The clocks go forward over this time.
    NoSuchTime(WardTime),
    /// The clocks go back over this time: whether the second is meant, once somebody has said so.
    Twice(WardTime, Option<bool>),
    /// This; midnight where no time is asked for.
    Is(WardTime),
}

/// One box.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Read {
    Not,
    Partly,
    Is(u16),
}

/// The first and the last year that is taken for one; whether it can be is asked where it is known what it is of.
const YEARS: std::ops::RangeInclusive<u16> = 1800..=2199;

impl Typed {
    /// Reads what stands in the boxes.
    pub fn of(text: &str, timed: bool) -> Self {
        if text.is_empty() {
            return Self::Nothing;
        }
        let [day, month, year, time] = boxes(text);
        let time = if timed { time_of_day(time) } else { Read::Is(0) };
        let read = [within(day, 1..=31, 2), month_of(month), within(year, YEARS, 4), time];
        if let Some(wrong) = read.iter().position(|read| *read == Read::Not) {
            return Self::Wrong(wrong);
        }
        let [Read::Is(day), Read::Is(month), Read::Is(year), Read::Is(minutes)] = read else {
            return Self::Partly;
        };
        let day = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
        let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minutes) * 60, 0);
        let Some(at) = day.zip(time).map(|(day, time)| WardTime(day.and_time(time))) else {
            return Self::NoSuchDay;
        };
        match shows(at, 0) {
            Shows::Never if timed => Self::NoSuchTime(at),
            Shows::Twice(..) if timed => {
                let which = text.split('/').nth(BOXES);
                Self::Twice(at, which.map(|which| which == "2"))
            }
            _ => Self::Is(at),
        }
    }
}

/// A day that may be left out. Inside, `None` is no day; outside, that what stands there is none yet.
pub fn optional_day(text: &str) -> Option<Option<NaiveDate>> {
    match Typed::of(text, false) {
        Typed::Nothing => Some(None),
        Typed::Is(at) => Some(Some(at.day())),
        _ => None,
    }
}

/// A day and a time, once both stand there: by the clock as it goes then, and by `offset_minutes` where the core has not said.
pub fn moment(text: &str, offset_minutes: i16) -> Option<UtcMillis> {
    let (at, second) = match Typed::of(text, true) {
        Typed::Is(at) => (at, false),
        Typed::Twice(at, Some(second)) => (at, second),
        _ => return None,
    };
    match shows(at, offset_minutes) {
        Shows::Never => None,
        Shows::Once(at) => Some(at),
        Shows::Twice(first, last) => Some(if second { last } else { first }),
    }
}

/// Of a time that comes twice, that the first or the second is meant.
pub fn with_which(text: &str, second: bool) -> String {
    [boxes(text).join("/").as_str(), if second { "/2" } else { "/1" }].concat()
}

/// What stands in each box.
pub fn boxes(text: &str) -> [&str; BOXES] {
    let mut boxes = text.split('/');
    std::array::from_fn(|_| boxes.next().unwrap_or_default())
}

/// With something else in one box.
pub fn with_box(text: &str, at: usize, typed: &str) -> String {
    let typed = typed.replace(['/', ' '], "");
    let mut all = boxes(text);
    all[at] = &typed;
    if all.concat().is_empty() { String::new() } else { all.join("/") }
}

/// With this day in the boxes; the time stays.
pub fn with_day(text: &str, day: NaiveDate) -> String {
    format!("{}/{}/{}/{}", day.day(), month(day), day.year(), boxes(text)[3])
}

/// A moment as it would be typed.
pub fn of_moment(at: UtcMillis, offset_minutes: i16) -> String {
    let wall = on_the_wall(at, offset_minutes);
    let text = with_day(&["///", &wall.time()].concat(), wall.day());
    match shows(wall, offset_minutes) {
        Shows::Twice(first, _) => with_which(&text, first != at),
        _ => text,
    }
}

fn within(text: &str, range: std::ops::RangeInclusive<u16>, digits: usize) -> Read {
    let number = text.parse().ok().filter(|_| text.bytes().all(|letter| letter.is_ascii_digit()));
    match number {
        Some(number) if range.contains(&number) => Read::Is(number),
        // "0" of "06", "19" of "1944".
        Some(number) if text.len() < digits && number < *range.start() => Read::Partly,
        None if text.is_empty() => Read::Partly,
        _ => Read::Not,
    }
}

/// By its name, of which three letters are enough, or by its number.
fn month_of(text: &str) -> Read {
    if !text.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return within(text, 1..=12, 2);
    }
    let begins = |month: &&str| month.get(..text.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(text));
    match (1..).zip(MONTHS_IN_FULL).find(|(_, month)| begins(month)) {
        Some((number, _)) if text.len() >= 3 => Read::Is(number),
        Some(_) => Read::Partly,
        None => Read::Not,
    }
}

/// Minutes of the day, of `0210`, `02:10` or `2.10`. Three digits are not read: `123` may be the beginning of 12:30.
fn time_of_day(text: &str) -> Read {
    let is_time = |letter: char| letter.is_ascii_digit() || matches!(letter, ':' | '.');
    if !text.chars().all(is_time) {
        return Read::Not;
    }
    let (hour, minute) = match text.split_once([':', '.']) {
        Some(parts) => parts,
        None if text.len() <= 4 => text.split_at(text.len().min(2)),
        None => return Read::Not,
    };
    let minute = match within(minute, 0..=59, 2) {
        Read::Is(_) if minute.len() == 1 => Read::Partly,
        minute => minute,
    };
    match (within(hour, 0..=23, 2), minute) {
        (Read::Not, _) | (_, Read::Not) => Read::Not,
        (Read::Is(hour), Read::Is(minute)) => Read::Is(hour * 60 + minute),
        _ => Read::Partly,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Typed {
        Typed::of(text, false)
    }

    fn is(text: &str) -> Option<String> {
        match Typed::of(text, true) {
            Typed::Is(at) => Some(at.full()),
            _ => None,
        }
    }

    #[test]
    fn a_day_is_what_its_boxes_say_whatever_the_tablets_language() {
        for text in ["7/Aug/2026", "07/08/2026", "7/aug/2026", "7/AUGUST/2026", "7/Augu/2026"] {
            assert_eq!(optional_day(text), Some(NaiveDate::from_ymd_opt(2026, 8, 7)), "{text}");
        }
        assert_eq!(optional_day("7/Sept/2026").flatten(), NaiveDate::from_ymd_opt(2026, 9, 7));
        assert_eq!(optional_day(""), Some(None), "it may be left out");
    }

    #[test]
    fn what_is_not_understood_is_named_by_its_box() {
        for (text, wrong) in [
            ("32/Aug/2026", 0),
            ("x/Aug/2026", 0),
            ("-1/Aug/2026", 0),
            ("+7/Aug/2026", 0),
            ("7/Agu/2026", 1),
            ("7/13/2026", 1),
            ("7/8a/2026", 1),
            ("7/août/2026", 1),
            ("7/Augusts/2026", 1),
            ("7/Aug/0226", 2),
            ("7/Aug/1799", 2),
            ("7/Aug/20226", 2),
            ("7/Aug/3026", 2),
        ] {
            assert_eq!(day(text), Typed::Wrong(wrong), "{text}");
            assert_eq!(optional_day(text), None, "{text}");
        }
        assert_eq!(day("31/Feb/2026"), Typed::NoSuchDay);
        assert_eq!(day("29/2/2025"), Typed::NoSuchDay);
        assert!(matches!(day("29/2/2024"), Typed::Is(_)));
    }

    #[test]
    fn what_is_not_whole_is_no_day_yet_and_a_short_year_is_never_guessed() {
        for text in
            ["7", "7/Au/2026", "7/J/2026", "/Aug/2026", "0/Aug/2026", "7/Aug/", "7/Aug/26", "7/Aug/194"]
        {
            assert_eq!(day(text), Typed::Partly, "{text}");
            assert_eq!(optional_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_is_of_the_24_hour_clock_and_is_never_guessed() {
        for (typed, time) in
            [("0210", "02:10"), ("2:10", "02:10"), ("02.10", "02:10"), ("0000", "00:00"), ("23:59", "23:59")]
        {
            let text = ["6/Aug/2026/", typed].concat();
            assert_eq!(is(&text), Some(format!("Thu 06-Aug-2026 {time}")), "{typed}");
        }
        for typed in ["", "1", "12", "123", "9:", "9:1"] {
            assert_eq!(Typed::of(&["6/Aug/2026/", typed].concat(), true), Typed::Partly, "{typed}");
        }
        for typed in ["2400", "1260", "9pm", "12345", "24:00", "9:60", "1:2:3", "٠٢١٠"] {
            assert_eq!(Typed::of(&["6/Aug/2026/", typed].concat(), true), Typed::Wrong(3), "{typed}");
        }
    }

    #[test]
    fn a_moment_is_read_by_the_wards_clock_and_typed_again_as_it_was() {
        let august = UtcMillis(1_785_978_600_000); // 2026-08-06T01:10Z
        let text = of_moment(august, 60);
        assert_eq!(text, "6/Aug/2026/02:10");
        assert_eq!(moment(&text, 60), Some(august));
        assert_eq!(moment("6/Aug/2026", 60), None, "a day is no moment");
    }

    #[test]
    fn a_box_takes_nothing_of_its_neighbours() {
        let text = ["7", "Aug", "2026", "0910"].into_iter().enumerate();
        let text = text.fold(String::new(), |text, (at, typed)| with_box(&text, at, typed));
        assert_eq!(text, "7/Aug/2026/0910");
        assert_eq!(with_box(&text, 0, "1/2"), "12/Aug/2026/0910");
        assert_eq!((0..BOXES).fold(text.clone(), |text, at| with_box(&text, at, " ")), "");
        let day = NaiveDate::from_ymd_opt(2026, 7, 8).unwrap();
        assert_eq!(with_day(&text, day), "8/Jul/2026/0910", "the time stays");
        assert_eq!(with_day("", day), "8/Jul/2026/");
    }

    #[test]
    fn a_moment_is_read_by_the_clock_of_its_day_and_one_that_comes_twice_is_asked_about() {
        use crate::dates::changes::{
            keep,
            tests::{MARCH, OCTOBER, london},
        };
        keep(&london());
        let august = UtcMillis(1_785_978_600_000);
        assert_eq!(moment("6/Aug/2026/0210", 0), Some(august), "typed in winter");
        assert_eq!(of_moment(august, 0), "6/Aug/2026/02:10");

        let (text, again) = ("25/Oct/2026/0130", OCTOBER.plus_minutes(60));
        assert!(matches!(Typed::of(text, true), Typed::Twice(_, None)));
        assert_eq!(moment(text, 0), None, "nothing is guessed");
        assert_eq!(moment(&with_which(text, false), 0), Some(OCTOBER));
        assert_eq!(moment(&with_which(text, true), 0), Some(again));
        assert_eq!(with_which(&with_which(text, true), false), [text, "/1"].concat(), "chosen again");
        assert_eq!(
            with_box(&with_which(text, true), 3, "0230"),
            "25/Oct/2026/0230",
            "of another time it says nothing"
        );
        for at in [OCTOBER, again] {
            assert_eq!(moment(&of_moment(at, 0), 0), Some(at), "as it was");
        }

        let gone = Typed::of("29/Mar/2026/0130", true);
        assert!(matches!(gone, Typed::NoSuchTime(_)));
        assert_eq!(moment("29/Mar/2026/0130", 60), None);
        assert_eq!(moment("29/Mar/2026/0200", 60), Some(MARCH));
        assert!(optional_day("25/Oct/2026").is_some_and(|day| day.is_some()));
        keep(&[]);
    }
}
