//! Whether NEWS2 may be used for this patient on this day.

use super::NotApplicable;
use crate::patient::age_in_years;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The age from which NEWS2 applies (Royal College of Physicians, 2017).
pub const ADULT_FROM_YEARS: u32 = 16;

/// Whether NEWS2 applies, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Applicability {
    /// The set is scored.
    Applies,
    /// The set is recorded and not scored.
    DoesNotApply(NotApplicable),
}

/// Decides for a patient born on `born`, on the local date `on` of the set.
///
/// The sixteenth birthday counts from its midnight. Pregnancy goes first: the maternity chart is then the one to use,
/// whatever the age. A date of birth after `on` is no date of birth, and the age is unknown.
pub fn applicability(born: Option<NaiveDate>, pregnant: bool, on: NaiveDate) -> Applicability {
    if pregnant {
        return Applicability::DoesNotApply(NotApplicable::Pregnancy);
    }
    match born.and_then(|born| age_in_years(born, on)) {
        None => Applicability::DoesNotApply(NotApplicable::AgeUnknown),
        Some(years) if years < ADULT_FROM_YEARS => Applicability::DoesNotApply(NotApplicable::Under16),
        Some(_) => Applicability::Applies,
    }
}

impl NotApplicable {
    /// What the screen says: why there is no score, and which chart to use.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Under16 => "NEWS2 is not for patients under 16. Use the paediatric chart (PEWS).",
            Self::Pregnancy => {
                "NEWS2 is not for pregnant or recently pregnant patients. Use the maternity chart (MEWS)."
            }
            Self::AgeUnknown => {
                "The date of birth is not known, so NEWS2 cannot be used yet. Record it, or use the chart for the age."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn the_sixteenth_birthday_counts_from_its_midnight() {
        let born = Some(day(2010, 3, 14));
        let eve = applicability(born, false, day(2026, 3, 13));
        assert_eq!(eve, Applicability::DoesNotApply(NotApplicable::Under16), "15 on the eve");
        assert_eq!(applicability(born, false, day(2026, 3, 14)), Applicability::Applies, "16 on the day");
    }

    #[test]
    fn a_leap_day_birthday_is_kept_on_the_leap_day() {
        let born = Some(day(2008, 2, 29));
        assert_ne!(applicability(born, false, day(2024, 2, 28)), Applicability::Applies);
        assert_eq!(applicability(born, false, day(2024, 2, 29)), Applicability::Applies);
    }

    #[test]
    fn pregnancy_unknown_age_and_an_impossible_birth_date_are_not_scored() {
        let on = day(2026, 11, 2);
        for (born, pregnant, expected) in [
            (Some(day(1990, 1, 1)), true, NotApplicable::Pregnancy),
            (None, false, NotApplicable::AgeUnknown),
            (Some(day(2027, 1, 1)), false, NotApplicable::AgeUnknown),
            (Some(day(2012, 1, 1)), true, NotApplicable::Pregnancy),
        ] {
            assert_eq!(applicability(born, pregnant, on), Applicability::DoesNotApply(expected));
        }
    }
}
