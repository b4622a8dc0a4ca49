//! Numbers from text: whole ones as they stand, temperatures to the nearest tenth by their decimal digits. No binary
//! fraction is ever involved, so 36.05 is 36.1 and not whatever its nearest float would say.

/// Why a text is not the number that was wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadNumber {
    /// Something other than digits, or far too many of them.
    #[error("is not a number")]
    NotANumber,
    /// Decimals where the sign is counted in whole numbers.
    #[error("is not a whole number")]
    NotWhole,
}

/// Longest run of digits before the point that can be meant; guards the arithmetic.
const MOST_DIGITS: usize = 9;

/// A whole number without sign; `None` for a value that the source did not record (empty, or `NA`).
pub(super) fn whole(text: &str) -> Result<Option<i64>, BadNumber> {
    match parts(text)? {
        None => Ok(None),
        Some((units, "")) => Ok(Some(units)),
        Some(_) => Err(BadNumber::NotWhole),
    }
}

/// Tenths by decimal half-up: the second decimal decides, whatever follows it.
pub(super) fn tenths(text: &str) -> Result<Option<i64>, BadNumber> {
    let Some((units, decimals)) = parts(text)? else { return Ok(None) };
    let digit = |n: usize| decimals.as_bytes().get(n).map_or(0, |digit| i64::from(digit - b'0'));
    Ok(Some(units * 10 + digit(0) + i64::from(digit(1) >= 5)))
}

/// Units and decimals of an unsigned decimal number.
fn parts(text: &str) -> Result<Option<(i64, &str)>, BadNumber> {
    let text = text.trim();
    if text.is_empty() || text == "NA" {
        return Ok(None);
    }
    let (units, decimals) = match text.split_once('.') {
        Some((_, "")) => return Err(BadNumber::NotANumber),
        Some(split) => split,
        None => (text, ""),
    };
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if units.is_empty() || units.len() > MOST_DIGITS || !digits(units) || !digits(decimals) {
        return Err(BadNumber::NotANumber);
    }
    Ok(Some((units.parse().map_err(|_| BadNumber::NotANumber)?, decimals)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_go_up_from_the_half_by_the_digits_as_written() {
        for (text, expected) in [
            ("36.7999992370605", 368),
            ("36.2000007629395", 362),
            ("36.05", 361),
            ("36.0499999", 360),
            ("35.0", 350),
            ("37", 370),
            ("36.95", 370),
            ("39.09999847", 391),
            ("0.05", 1),
        ] {
            assert_eq!(tenths(text), Ok(Some(expected)), "{text}");
        }
    }

    #[test]
    fn what_the_source_did_not_record_is_missing_and_not_zero() {
        for text in ["", "  ", "NA"] {
            assert_eq!((whole(text), tenths(text)), (Ok(None), Ok(None)), "{text:?}");
        }
        assert_eq!(whole("0"), Ok(Some(0)));
    }

    #[test]
    fn whatever_is_not_plainly_a_number_is_refused() {
        for text in
            ["x", "-1", "+1", "1e3", "36,8", "36.", ".5", "1 2", "NaN", "99999999999999999999", "３６"]
        {
            assert_eq!(tenths(text), Err(BadNumber::NotANumber), "{text}");
            assert!(whole(text).is_err(), "{text}");
        }
        assert_eq!(whole("18.5"), Err(BadNumber::NotWhole));
        assert_eq!(whole("18.0"), Err(BadNumber::NotWhole), "not rounded, even where nothing would be lost");
    }
}
