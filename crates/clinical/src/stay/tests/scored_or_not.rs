//! Safety rule 1: "A score is Complete, Incomplete with its bounds and what is missing, or NotApplicable with its reason ...
//! An age or pregnancy corrected after scores exist marks those scores, visibly, without erasing them."

use super::{
    build::*,
    properties::{any_history, any_missing, any_vitals},
};
use crate::{
    entry::{Entry, EntryBody},
    news2::{Applicability, NotApplicable, Outcome, Scale, applicability, score},
    patient::Identity,
    vitals::UnableReason,
};
use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;

/// Born on a day from a year after admission to 90 years before it, sixteen years before it more often; or unknown.
fn any_birth() -> impl Strategy<Value = Option<NaiveDate>> {
    let days = prop_oneof![3 => 0..32_000u64, 2 => 5_835..5_855u64];
    let day = days.prop_map(|days| NaiveDate::from_ymd_opt(2026, 11, 10).unwrap() - Days::new(days));
    prop_oneof![1 => Just(None), 1 => Just(NaiveDate::from_ymd_opt(2027, 11, 1)), 8 => day.prop_map(Some)]
}

/// Birthdays that have come, told by the calendar.
fn years(born: NaiveDate, on: NaiveDate) -> i32 {
    let had = (on.month(), on.day()) >= (born.month(), born.day());
    on.year() - born.year() - i32::from(!had)
}

fn who(born: Option<NaiveDate>) -> Identity {
    Identity { born, ..identity(None) }
}

proptest! {
    #[test]
    fn a_score_is_complete_or_incomplete_with_its_bounds_or_not_applicable_with_its_reason(
        full in any_vitals(), missing in any_missing(), born in any_birth(), pregnant in any::<bool>(),
        two in any::<bool>(), days in 0..20u64,
    ) {
        let on = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + Days::new(days);
        let scale = if two { Scale::Two } else { Scale::One };
        let whole = score(&full, scale, Applicability::Applies);
        let Outcome::Complete { total: of_all, .. } = whole else { panic!("nothing is missing") };
        let signs = partial(full, &missing, UnableReason::Declined);
        let reason = match born {
            _ if pregnant => Some(NotApplicable::Pregnancy),
            None => Some(NotApplicable::AgeUnknown),
            Some(born) if born > on => Some(NotApplicable::AgeUnknown),
            Some(born) if years(born, on) < 16 => Some(NotApplicable::Under16),
            Some(_) => None,
        };
        match (score(&signs, scale, applicability(born, pregnant, on)), reason) {
            (Outcome::NotApplicable { reason: told }, Some(reason)) => prop_assert_eq!(told, reason),
            (Outcome::Complete { total, .. }, None) => {
                prop_assert!(missing.is_empty());
                prop_assert_eq!(total, of_all);
            }
            (Outcome::Incomplete { at_least, at_most, missing: told, .. }, None) => {
                prop_assert!(!missing.is_empty() && at_least <= of_all && of_all <= at_most);
                prop_assert_eq!(told, missing);
            }
            (outcome, reason) => prop_assert!(false, "{outcome:?} where {reason:?}"),
        }
    }

    #[test]
    fn an_age_or_a_pregnancy_corrected_after_scores_exist_marks_them_and_erases_none(
        history in any_history(8), born in any_birth(), pregnant in any::<Option<bool>>(), at in 0..3000i64,
    ) {
        let now = 3001;
        let before = state(&history);
        let mut entries: Vec<Entry> = history.clone();
        entries.push(over(entry(200, at, EntryBody::Identity(who(born))), &[1]));
        entries.extend(pregnant.map(|pregnant| entry(201, at, EntryBody::Pregnancy(pregnant))));
        let after = state(&entries);
        prop_assert_eq!(before.sets.len(), after.sets.len());
        for (was, is) in before.sets.iter().zip(&after.sets) {
            prop_assert_eq!(&was.set, &is.set, "the score stands as it was shown");
            let told = match after.applicability(stamp(was.at.unwrap().minutes_since(ADMITTED))) {
                Applicability::Applies => None,
                Applicability::DoesNotApply(reason) => Some(reason),
            };
            prop_assert_eq!(is.no_longer_applies, told, "and is marked");
        }
        let (was, is) = (before.at(minute(now)), after.at(minute(now)));
        prop_assert_eq!((was.standing, was.response), (is.standing, is.response));
        prop_assert!(is.due.unwrap().at <= was.due.unwrap().at);
        prop_assert_eq!(before.episodes(minute(now)), after.episodes(minute(now)));
    }
}
