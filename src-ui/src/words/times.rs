//! Ages and waits in words: minutes below two hours, hours and minutes below ten, then hours, then days.

use clinical::UtcMillis;

include!(concat!(env!("OUT_DIR"), "/times.rs"));

/// A length of time: `under a minute`, `7 min`, `2 h 5 min`, `3 days`.
pub fn span(minutes: i64) -> String {
    match minutes.saturating_abs() {
        0 => moment().to_owned(),
        m @ 1..=119 => min(m),
        m @ 120..=2879 if m % 60 == 0 || m >= 600 => h(m / 60),
        m @ 120..=599 => h_min(m / 60, m % 60),
        m => d(m / 1440),
    }
}

/// A length that is chosen: `30 min`, `4 hours`.
pub fn whole(minutes: i64) -> String {
    if minutes < 60 { min(minutes) } else { hours(minutes / 60) }
}

/// A length of time for a screen reader: `2 hours and 5 minutes`.
pub fn spoken_span(minutes: i64) -> String {
    match minutes.saturating_abs() {
        0 => moment().to_owned(),
        m @ 1..=119 => self::minutes(m),
        m @ 120..=2879 if m % 60 == 0 || m >= 600 => hours(m / 60),
        m @ 120..=599 => hours_minutes(&hours(m / 60), &self::minutes(m % 60)),
        m => days(m / 1440),
    }
}

/// `7 min ago`.
pub fn ago(then: UtcMillis, now: UtcMillis) -> String {
    match now.minutes_since(then) {
        0 => just_now().to_owned(),
        minutes if minutes < 0 => in_future(&span(minutes)),
        minutes => past(&span(minutes)),
    }
}

/// How a due time stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Nothing is planned.
    None,
    /// Due in so many whole minutes; 0 is within this minute.
    In(i64),
    /// Due, so many minutes ago, and not yet overdue.
    Now(i64),
    /// Overdue: so many minutes after it was due.
    Overdue(i64),
}

impl Due {
    /// How `due` and `overdue` stand at `now`. Without its own limit, a set is overdue a minute after it was due.
    pub fn at(due: Option<UtcMillis>, overdue: Option<UtcMillis>, now: UtcMillis) -> Self {
        let Some(due) = due.or(overdue) else { return Self::None };
        let limit = overdue.unwrap_or_else(|| due.plus_minutes(1));
        if now >= limit && now.minutes_since(due) > 0 {
            Self::Overdue(now.minutes_since(due))
        } else if now >= due {
            Self::Now(now.minutes_since(due))
        } else {
            Self::In(due.minutes_since(now))
        }
    }

    /// What and how long, apart, so that the length can be drawn large: `due in` and `7 min`, `overdue` and `12 min`.
    pub fn parts(self) -> (&'static str, String) {
        match self {
            Self::None => (no_set(), planned().to_owned()),
            Self::In(0) | Self::Now(0) => (due(), now().to_owned()),
            Self::In(minutes) => (due_in(), span(minutes)),
            Self::Now(minutes) => (due(), past(&span(minutes))),
            Self::Overdue(minutes) => (overdue(), span(minutes)),
        }
    }

    /// In a cell: `due in 7 min`, `due now`, `due 5 min ago`, `overdue 12 min`.
    pub fn words(self) -> String {
        let (what, how_long) = self.parts();
        format!("{what} {how_long}")
    }

    /// For a screen reader.
    pub fn spoken(self) -> String {
        match self {
            Self::None => none_planned().to_owned(),
            Self::In(0) | Self::Now(0) => spoken_now().to_owned(),
            Self::In(minutes) => spoken_in(&spoken_span(minutes)),
            Self::Now(minutes) => spoken_ago(&spoken_span(minutes)),
            Self::Overdue(minutes) => spoken_overdue(&spoken_span(minutes)),
        }
    }

    /// Whether the set that gave the status is too old to reassure.
    pub const fn is_overdue(self) -> bool {
        matches!(self, Self::Overdue(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUE: UtcMillis = UtcMillis(1_000_000_000);

    #[test]
    fn a_due_time_is_told_in_minutes_and_overdue_begins_at_the_policys_limit() {
        let four_to_six = Some(DUE.plus_minutes(120));
        for (minutes, expected) in [
            (-7, Due::In(7)),
            (0, Due::Now(0)),
            (119, Due::Now(119)),
            (120, Due::Overdue(120)),
            (1500, Due::Overdue(1500)),
        ] {
            assert_eq!(Due::at(Some(DUE), four_to_six, DUE.plus_minutes(minutes)), expected);
        }
    }

    #[test]
    fn fifty_nine_seconds_past_is_due_now_and_a_minute_is_overdue() {
        let past = |seconds: i64| UtcMillis(DUE.0 + seconds * 1000);
        assert_eq!(Due::at(Some(DUE), Some(DUE), past(59)).words(), "due now");
        assert_eq!(Due::at(Some(DUE), Some(DUE), past(60)).words(), "overdue 1 min");
        assert_eq!(Due::at(Some(DUE), None, past(61)).words(), "overdue 1 min");
        assert_eq!(Due::at(Some(DUE), Some(DUE), past(86_400)).words(), "overdue 24 h");
        assert_eq!(Due::at(None, None, DUE).words(), "no set planned");
    }

    #[test]
    fn spans_grow_from_minutes_to_days() {
        for (minutes, words) in [
            (0, "under a minute"),
            (1, "1 min"),
            (119, "119 min"),
            (125, "2 h 5 min"),
            (1831, "30 h"),
            (2880, "2 days"),
        ] {
            assert_eq!(span(minutes), words);
        }
        assert_eq!(spoken_span(61), "61 minutes");
        assert_eq!(spoken_span(125), "2 hours and 5 minutes");
        assert_eq!(ago(DUE, DUE.plus_minutes(180)), "3 h ago");
    }
}
