//! Numbers of a form: integers in thousandths, read from text, never through a float.

use serde::{Deserialize, Serialize};

/// A number in thousandths of its unit: 5.4 mmol/L is 5,400.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Number(pub i64);

/// Why a text is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadNumber {
    /// Not digits, with a sign and a point at most, or beyond a thousand million.
    NotANumber,
    /// More decimals than are taken. Nothing is rounded silently.
    TooPrecise,
}

/// No form takes a number beyond plus or minus a thousand million.
const GREATEST: i64 = 1_000_000_000;

/// Decimals that can be held at all.
pub const MOST_PLACES: u8 = 3;

impl Number {
    /// A whole number.
    pub const fn whole(number: i64) -> Self {
        Self(number.saturating_mul(1000))
    }

    /// Reads a number of at most so many decimals, of which three can be held.
    ///
    /// # Errors
    /// [`BadNumber`]; the text stays as it was keyed.
    pub fn read(text: &str, places: u8) -> Result<Self, BadNumber> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |part: &str| (1..=10).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(decimals) {
            return Err(BadNumber::NotANumber);
        }
        // Noughts beyond the last place say nothing more, but were keyed: only a plain "0" is let through.
        if decimals.len() > usize::from(places.min(MOST_PLACES)) && decimals != "0" {
            return Err(BadNumber::TooPrecise);
        }
        let number = |part: &str| part.bytes().fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        let mut thousandths = number(decimals);
        for _ in decimals.len()..usize::from(MOST_PLACES) {
            thousandths *= 10;
        }
        let size = number(whole);
        if size >= GREATEST {
            return Err(BadNumber::NotANumber);
        }
        let size = size * 1000 + thousandths;
        Ok(Self(if negative { -size } else { size }))
    }

    /// With so many decimals, as it was keyed and as it is shown; what lies beyond them is cut off.
    pub fn shown(self, places: u8) -> String {
        let places = places.min(MOST_PLACES);
        let sign = if self.0 < 0 { "−" } else { "" };
        let size = self.0.unsigned_abs();
        let mut text = format!("{sign}{}", size / 1000);
        if places > 0 {
            let decimals = format!("{:03}", size % 1000);
            text.push('.');
            text.push_str(&decimals[..usize::from(places)]);
        }
        text
    }

    /// The smallest step of a number with so many decimals, in thousandths.
    pub(super) const fn step(places: u8) -> i64 {
        match places {
            0 => 1000,
            1 => 100,
            2 => 10,
            _ => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_keyed_and_never_rounded() {
        assert_eq!(Number::read("5.4", 1), Ok(Number(5400)));
        assert_eq!(Number::read("-0.25", 2), Ok(Number(-250)));
        assert_eq!(Number::read("7", 0), Ok(Number(7000)));
        assert_eq!(Number::read("7.0", 0), Ok(Number(7000)));
        assert_eq!(Number::read("5.45", 1), Err(BadNumber::TooPrecise));
        for text in ["", "-", ".", "5.", ".5", "1e3", "+1", "٣", " 1", "12345678901", "1000000000"] {
            assert_eq!(Number::read(text, 3), Err(BadNumber::NotANumber), "{text}");
        }
    }

    #[test]
    fn numbers_are_shown_with_their_places() {
        assert_eq!(Number(5400).shown(1), "5.4");
        assert_eq!(Number(5000).shown(1), "5.0");
        assert_eq!(Number(12_000).shown(0), "12");
        assert_eq!(Number(-250).shown(2), "−0.25");
        assert_eq!(Number(70_005).shown(3), "70.005");
    }
}
