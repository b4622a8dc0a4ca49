//! Keying one number: which digit may come next, when the number is whole, how it is shown.
//!
//! A digit after which no possible value could follow is blocked and said so, never swallowed or clipped. The keypad goes
//! on by itself where a longer number is not one that anybody keys; a sign outside those habits (a respiratory rate of
//! 120, a pulse of 310) is keyed by opening the number again with the back key and adding the digit.

use clinical::vitals::{DeciCelsius, Diastolic, Field, Pulse, RespRate, Spo2, Systolic};

/// No number of the form has more digits.
const MOST_DIGITS: usize = 3;

/// Lowest and highest number that can be charted, in the field's unit; temperature in tenths.
/// `None` for a field that is not a number.
pub const fn range(field: Field) -> Option<(u32, u32)> {
    Some(match field {
        Field::Respiration => (RespRate::MIN as u32, RespRate::MAX as u32),
        Field::Spo2 => (Spo2::MIN as u32, Spo2::MAX as u32),
        Field::Systolic => (Systolic::MIN as u32, Systolic::MAX as u32),
        Field::Diastolic => (Diastolic::MIN as u32, Diastolic::MAX as u32),
        Field::Pulse => (Pulse::MIN as u32, Pulse::MAX as u32),
        Field::Temperature => (DeciCelsius::MIN as u32, DeciCelsius::MAX as u32),
        _ => return None,
    })
}

/// What a digit did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keyed {
    /// It was taken; more may follow.
    Open(String),
    /// It was taken, and the number is whole.
    Whole(String),
    /// No possible value begins like that.
    Blocked,
}

/// Adds a digit to what stands in a field.
pub fn press(field: Field, text: &str, digit: u8) -> Keyed {
    let longer = format!("{text}{}", digit % 10);
    if !can_become(field, &longer) {
        Keyed::Blocked
    } else if is_whole(field, &longer) {
        Keyed::Whole(longer)
    } else {
        Keyed::Open(longer)
    }
}

/// Whether some possible value begins with these digits.
fn can_become(field: Field, text: &str) -> bool {
    let Some((low, high)) = range(field) else { return false };
    let Ok(number) = text.parse::<u32>() else { return false };
    if text.starts_with('0') {
        return text == "0" && low == 0;
    }
    if text.len() > MOST_DIGITS {
        return false;
    }
    let lengths = match field {
        Field::Temperature => MOST_DIGITS..=MOST_DIGITS,
        _ => text.len()..=MOST_DIGITS,
    };
    lengths.map(|length| 10_u32.pow((length - text.len()) as u32)).any(|unit| {
        let (least, most) = (number * unit, number * unit + unit - 1);
        least <= high && most >= low
    })
}

/// Whether the keypad goes on by itself: no further digit can be valid, or none that anybody keys.
fn is_whole(field: Field, text: &str) -> bool {
    let first = text.bytes().next().unwrap_or(b'0');
    let expected = match field {
        Field::Respiration => 2,
        Field::Spo2 if text == "1" || text == "10" => 3,
        Field::Spo2 => 2,
        Field::Systolic | Field::Diastolic | Field::Pulse if matches!(first, b'1' | b'2') => 3,
        Field::Systolic | Field::Diastolic | Field::Pulse => 2,
        _ => MOST_DIGITS,
    };
    first == b'0' || text.len() >= expected
}

/// Whether what stands in a field is a possible value as it stands.
pub fn is_possible(field: Field, text: &str) -> bool {
    let whole = field != Field::Temperature || text.len() == MOST_DIGITS;
    whole
        && range(field).zip(text.parse().ok()).is_some_and(|((low, high), n): (_, u32)| low <= n && n <= high)
}

/// As shown while keying and afterwards: temperature with its implied decimal, `372` as `37.2`.
pub fn shown(field: Field, text: &str) -> String {
    match (field, text.split_at_checked(2)) {
        (Field::Temperature, Some((degrees, tenths))) if !tenths.is_empty() => format!("{degrees}.{tenths}"),
        (Field::Temperature, Some((degrees, _))) => format!("{degrees}."),
        _ => text.to_owned(),
    }
}

/// The size of a change, as shown: 14, and 1.4 for temperature.
pub fn shown_change(field: Field, by: i32) -> String {
    let by = by.unsigned_abs();
    if field == Field::Temperature { format!("{}.{}", by / 10, by % 10) } else { by.to_string() }
}

/// The digits that one would key for a charted number: 37.2 degrees is `372`.
pub fn digits_of(value: i32) -> String {
    value.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys every digit; gives what stands there and after how many keys the keypad went on, if it did.
    fn key(field: Field, digits: &str) -> (String, Option<usize>) {
        let mut text = String::new();
        for (count, digit) in digits.bytes().enumerate() {
            match press(field, &text, digit - b'0') {
                Keyed::Open(longer) => text = longer,
                Keyed::Whole(whole) => return (whole, Some(count + 1)),
                Keyed::Blocked => return (text, None),
            }
        }
        (text, None)
    }

    #[test]
    fn the_keypad_goes_on_by_itself_where_nobody_keys_a_longer_number() {
        for (field, digits, after) in [
            (Field::Respiration, "18", 2),
            (Field::Respiration, "59", 2),
            (Field::Respiration, "64", 2),
            (Field::Respiration, "0", 1),
            (Field::Spo2, "96", 2),
            (Field::Spo2, "100", 3),
            (Field::Spo2, "17", 2),
            (Field::Systolic, "124", 3),
            (Field::Systolic, "98", 2),
            (Field::Systolic, "220", 3),
            (Field::Diastolic, "78", 2),
            (Field::Diastolic, "104", 3),
            (Field::Pulse, "88", 2),
            (Field::Pulse, "112", 3),
            (Field::Pulse, "0", 1),
            (Field::Temperature, "372", 3),
            (Field::Temperature, "150", 3),
        ] {
            assert_eq!(key(field, digits), (digits.to_owned(), Some(after)), "{field:?} {digits}");
        }
    }

    #[test]
    fn it_waits_where_another_digit_is_usual() {
        for (field, digits) in [
            (Field::Respiration, "8"),
            (Field::Respiration, "1"),
            (Field::Spo2, "10"),
            (Field::Systolic, "12"),
            (Field::Pulse, "21"),
            (Field::Diastolic, "9"),
            (Field::Temperature, "37"),
        ] {
            assert_eq!(key(field, digits), (digits.to_owned(), None), "{field:?} {digits}");
        }
    }

    #[test]
    fn a_digit_that_leads_to_no_possible_value_is_blocked() {
        for (field, before, digit) in [
            (Field::Spo2, "", 0),
            (Field::Spo2, "10", 5),
            (Field::Respiration, "12", 5),
            (Field::Temperature, "", 9),
            (Field::Temperature, "", 0),
            (Field::Temperature, "46", 1),
            (Field::Systolic, "36", 0),
            (Field::Pulse, "0", 7),
            (Field::Pulse, "112", 0),
        ] {
            assert_eq!(press(field, before, digit), Keyed::Blocked, "{field:?} {before}{digit}");
        }
        assert_eq!(press(Field::Oxygen, "", 1), Keyed::Blocked, "oxygen is not a number");
    }

    #[test]
    fn every_value_that_can_be_charted_can_be_keyed() {
        for field in [
            Field::Respiration,
            Field::Spo2,
            Field::Systolic,
            Field::Diastolic,
            Field::Pulse,
            Field::Temperature,
        ] {
            let (low, high) = range(field).unwrap();
            for value in low..=high {
                let wanted = value.to_string();
                let mut text = String::new();
                for digit in wanted.bytes() {
                    // `Whole` moves the keypad on; the back key opens the number again, with its digits.
                    match press(field, &text, digit - b'0') {
                        Keyed::Open(longer) | Keyed::Whole(longer) => text = longer,
                        Keyed::Blocked => panic!("{field:?} {wanted} is blocked after {text:?}"),
                    }
                }
                assert!(is_possible(field, &text), "{field:?} {wanted}");
            }
        }
    }

    #[test]
    fn temperature_shows_its_decimal_point_as_it_is_keyed() {
        assert_eq!(["", "3", "37", "372"].map(|t| shown(Field::Temperature, t)), ["", "3", "37.", "37.2"]);
        assert!(!is_possible(Field::Temperature, "37"), "37 may be meant as 37.0; it is not guessed");
        assert_eq!(shown(Field::Pulse, "112"), "112");
    }
}
