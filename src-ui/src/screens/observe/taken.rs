//! When the set was taken: with the first key, so many minutes before now, or at a time that the nurse keys.

use crate::{dates, words};
use clinical::UtcMillis;
use serde::{Deserialize, Serialize};

/// Minutes back that have a button of their own.
pub const CHIPS: [i64; 4] = [5, 15, 30, 60];

/// The choice of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// When the first key was pressed.
    #[default]
    Now,
    /// So many minutes before the button was pressed, which was this time.
    Ago {
        /// Minutes, for the button that stays marked.
        minutes: i64,
        /// The time.
        at: UtcMillis,
    },
    /// At this time.
    At(UtcMillis),
    /// As the set that is being corrected.
    AsBefore,
}

impl Taken {
    /// After the device's clock was put right by so many milliseconds. A time that the nurse keyed stays: she read it off
    /// the wall.
    #[must_use]
    pub const fn shifted(self, by_ms: i64) -> Self {
        match self {
            Self::Ago { minutes, at } => Self::Ago { minutes, at: UtcMillis(at.0.saturating_add(by_ms)) },
            Self::Now | Self::At(_) | Self::AsBefore => self,
        }
    }

    /// The time meant; `None` is that of the corrected set, or that no key was pressed yet.
    pub const fn resolve(self, first_key: Option<UtcMillis>) -> Option<UtcMillis> {
        match self {
            Self::Now => first_key,
            Self::Ago { at, .. } | Self::At(at) => Some(at),
            Self::AsBefore => None,
        }
    }
}

/// A clock time while it is keyed: up to four digits, `0210`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClockDigits(String);

impl ClockDigits {
    /// Adds a digit, unless no time of day could follow.
    #[must_use]
    pub fn press(&self, digit: u8) -> Self {
        let longer = format!("{}{}", self.0, digit % 10);
        let fits = match longer.as_bytes() {
            [h] => *h <= b'2',
            [b'2', h] => *h <= b'3',
            [_, _] => true,
            [_, _, m] => *m <= b'5',
            [_, _, _, _] => true,
            _ => false,
        };
        if fits { Self(longer) } else { self.clone() }
    }

    /// Takes the last digit away.
    #[must_use]
    pub fn back(&self) -> Self {
        let mut shorter = self.0.clone();
        shorter.pop();
        Self(shorter)
    }

    /// As shown: `02:1_`.
    pub fn shown(&self) -> String {
        let mut digits = self.0.chars().chain(std::iter::repeat('_'));
        let mut next = || digits.next().unwrap_or('_');
        [next(), next(), ':', next(), next()].into_iter().collect()
    }

    /// That the clocks went forward over it, of four digits that stand for no time that has been.
    pub fn never(&self) -> Option<String> {
        (self.0.len() == 4).then(|| words::when::no_such_time(&self.shown()))
    }

    /// Whether four digits stand.
    pub const fn is_whole(&self) -> bool {
        self.0.len() == 4
    }

    /// The last time that the ward's clock showed this, once four digits stand.
    pub fn time(&self, now: UtcMillis, offset_minutes: i16) -> Option<UtcMillis> {
        let number: u32 = self.0.parse().ok().filter(|_| self.is_whole())?;
        dates::latest_at(number / 100, number % 100, now, offset_minutes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UtcMillis = UtcMillis(1_785_978_630_000); // 2026-08-06T01:10:30Z

    fn keyed(digits: &str) -> ClockDigits {
        digits.bytes().fold(ClockDigits::default(), |clock, digit| clock.press(digit - b'0'))
    }

    #[test]
    fn a_time_is_keyed_with_four_digits_and_impossible_ones_are_blocked() {
        assert_eq!(keyed("021").shown(), "02:1_");
        assert_eq!(keyed("2").press(9), keyed("2"), "29 o'clock");
        assert_eq!(keyed("3"), ClockDigits::default(), "30 o'clock and later");
        assert_eq!(keyed("127"), keyed("12"), "70 minutes");
        assert_eq!(keyed("02105"), keyed("0210"));
        assert_eq!(keyed("0210").back(), keyed("021"));
    }

    #[test]
    fn a_time_later_than_now_was_yesterday() {
        assert_eq!(keyed("021").time(NOW, 60), None, "three digits are no time");
        assert_eq!(keyed("0200").time(NOW, 60), Some(UtcMillis(NOW.0 - 30_000).plus_minutes(-10)));
        let yesterday = keyed("0300").time(NOW, 60).unwrap();
        assert_eq!(NOW.minutes_since(yesterday), 23 * 60 + 10);
    }

    #[test]
    fn the_first_key_is_the_time_unless_another_was_chosen() {
        assert_eq!(Taken::Now.resolve(Some(NOW)), Some(NOW));
        assert_eq!(Taken::Now.resolve(None), None);
        let ago = Taken::Ago { minutes: 15, at: NOW.plus_minutes(-15) };
        assert_eq!(ago.resolve(Some(NOW.plus_minutes(3))), Some(NOW.plus_minutes(-15)));
        assert_eq!(Taken::AsBefore.resolve(Some(NOW)), None);
    }

    #[test]
    fn a_time_over_which_the_clocks_went_forward_is_refused_in_words() {
        use dates::changes::tests::{MARCH, london};
        dates::changes::keep(&london());
        let (now, gone) = (MARCH.plus_minutes(120), keyed("0130"));
        assert_eq!(gone.time(now, 60), None);
        let said = gone.never().unwrap();
        assert!(said.contains("01:30 does not come"), "{said}");
        assert_eq!(keyed("013").never(), None, "it is not whole yet");
        dates::changes::keep(&[]);
    }
}
