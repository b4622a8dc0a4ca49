//! The NHS number: read from any separators, checked by modulus 11, shown 3-3-4.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An NHS number: ten digits of which the last is the modulus 11 check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NhsNumber(u64);

/// Why a text is not an NHS number. The text itself is not repeated: it may be a patient's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadNhsNumber {
    /// A character that is neither a digit nor a separator.
    #[error("An NHS number has digits only. Check it against the wristband.")]
    NotDigits,
    /// Not ten digits.
    #[error("An NHS number has ten digits. Check it against the wristband.")]
    NotTenDigits,
    /// The check digit does not fit.
    #[error("The NHS number does not fit its check digit: a digit is wrong. Check it against the wristband.")]
    CheckDigit,
}

impl NhsNumber {
    /// The ten digits without separators.
    pub fn digits(self) -> String {
        format!("{:010}", self.0)
    }
}

impl FromStr for NhsNumber {
    type Err = BadNhsNumber;

    /// Spaces of any kind, hyphens and dots may stand anywhere.
    fn from_str(text: &str) -> Result<Self, BadNhsNumber> {
        let separator = |c: &char| !(c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '.'));
        let digits: Vec<u64> = text
            .chars()
            .filter(separator)
            .map(|c| c.to_digit(10).map(u64::from).ok_or(BadNhsNumber::NotDigits))
            .collect::<Result<_, _>>()?;
        if digits.len() != 10 {
            return Err(BadNhsNumber::NotTenDigits);
        }
        let sum: u64 = digits.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
        // A remainder that would need the digit 10 has no number; 11 is written as 0.
        match (11 - sum % 11) % 11 {
            check if check == digits[9] => Ok(Self(digits.iter().fold(0, |n, digit| n * 10 + digit))),
            _ => Err(BadNhsNumber::CheckDigit),
        }
    }
}

impl TryFrom<String> for NhsNumber {
    type Error = BadNhsNumber;
    fn try_from(text: String) -> Result<Self, BadNhsNumber> {
        text.parse()
    }
}

impl From<NhsNumber> for String {
    fn from(number: NhsNumber) -> Self {
        number.digits()
    }
}

/// 3-3-4 with non-breaking spaces, so that it never wraps.
impl fmt::Display for NhsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits();
        write!(f, "{}\u{a0}{}\u{a0}{}", &digits[..3], &digits[3..6], &digits[6..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_separators_are_read_and_the_display_is_3_3_4() {
        for text in
            ["9434765919", "943 476 5919", "943-476-5919", " 943\u{a0}476\u{2009}5919 ", "943.476.5919"]
        {
            let number: NhsNumber = text.parse().unwrap();
            assert_eq!(number.to_string(), "943\u{a0}476\u{a0}5919");
            assert_eq!(String::from(number), "9434765919");
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused_with_its_reason() {
        for (text, expected) in [
            ("", BadNhsNumber::NotTenDigits),
            ("943476591", BadNhsNumber::NotTenDigits),
            ("94347659190", BadNhsNumber::NotTenDigits),
            ("943476591A", BadNhsNumber::NotDigits),
            ("9434765918", BadNhsNumber::CheckDigit),
            // The service manual's example does not fit its own check digit.
            ("999 123 4567", BadNhsNumber::CheckDigit),
        ] {
            assert_eq!(text.parse::<NhsNumber>(), Err(expected), "{text}");
        }
    }

    #[test]
    fn every_single_wrong_digit_and_every_swap_of_neighbours_is_caught() {
        let good = *b"9434765919";
        for place in 0..10 {
            for digit in b'0'..=b'9' {
                let mut wrong = good;
                wrong[place] = digit;
                let parsed = String::from_utf8_lossy(&wrong).parse::<NhsNumber>();
                assert_eq!(parsed.is_ok(), wrong == good, "digit {place}");
            }
        }
        for place in 0..9 {
            let mut swapped = good;
            swapped.swap(place, place + 1);
            assert_eq!(String::from_utf8_lossy(&swapped).parse::<NhsNumber>().is_ok(), swapped == good);
        }
    }

    #[test]
    fn nine_digits_that_would_need_a_check_digit_of_ten_have_no_number() {
        for check in 0..=9 {
            assert_eq!(format!("100000001{check}").parse::<NhsNumber>(), Err(BadNhsNumber::CheckDigit));
        }
    }

    #[test]
    fn a_leading_zero_is_kept() {
        let number: NhsNumber = "012 345 6789".parse().unwrap();
        assert_eq!(number.digits(), "0123456789");
    }
}
