//! A score as a status.

use clinical::news2::NotApplicable;

include!(concat!(env!("OUT_DIR"), "/score.rs"));

/// Why there is no score, and what to use.
pub fn advice(reason: NotApplicable) -> &'static str {
    match reason {
        NotApplicable::Under16 => advice_under_16(),
        NotApplicable::Pregnancy => advice_pregnancy(),
        NotApplicable::AgeUnknown => advice_age_unknown(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screen_gives_the_advice_that_paper_gives() {
        for reason in [NotApplicable::Under16, NotApplicable::Pregnancy, NotApplicable::AgeUnknown] {
            assert_eq!(advice(reason), reason.advice());
        }
    }
}
