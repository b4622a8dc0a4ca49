//! A recheck of one sign: a second reading beside the set, never instead of it (safety rule 4).

use super::{
    build::*,
    properties::{any_history, any_vitals},
};
use crate::{
    FactId,
    entry::{Entry, EntryBody},
    news2::Response,
    stay::Standing,
    vitals::{Sign, UnableReason, Vitals},
};
use proptest::prelude::*;

/// One sign of these, measured again beside the set of this number.
fn again(n: u8, minutes: i64, vitals: Vitals, sign: Sign, of: FactId) -> Entry {
    let others: Vec<Sign> = Sign::ALL.into_iter().filter(|other| *other != sign).collect();
    let alone = Vitals { unable: [].into(), ..partial(vitals, &others, UnableReason::Declined) };
    beside(set(n, minutes, alone), of)
}

fn beside(mut entry: Entry, of: FactId) -> Entry {
    if let EntryBody::Observations(set) = &mut entry.body {
        set.rechecks = Some(of);
    }
    entry
}

#[test]
fn a_better_second_reading_leaves_status_due_time_and_trend_as_they_were() {
    let first = scoring(3, 10, 7);
    let of = first.id;
    let alone = stay([first.clone()]);
    let both = stay([first, again(4, 12, vitals(0), Sign::Spo2, of)]);
    let (before, after) = (status(&alone, 15), status(&both, 15));
    assert_eq!(after, before, "and no later set is called incomplete");
    assert_eq!(state(&both).sets.len(), 2, "both are kept");
}

#[test]
fn a_worse_second_reading_is_a_floor() {
    let first = scoring(3, 10, 0);
    let of = first.id;
    let ill = Vitals { spo2: crate::vitals::Spo2::new(85), ..vitals(0) };
    let after = status(&stay([first, again(4, 12, ill, Sign::Spo2, of)]), 15);
    assert!(matches!(after.standing, Standing::AtLeast { total: 3, .. }), "{:?}", after.standing);
    assert_eq!(after.response, Some(Response::UrgentWardBased));
}

#[test]
fn what_calls_itself_a_recheck_is_no_full_set_whatever_it_holds() {
    let first = scoring(3, 10, 7);
    let of = first.id;
    let after = status(&stay([first, beside(scoring(4, 20, 0), of)]), 25);
    assert!(matches!(after.standing, Standing::Complete { total: 7, .. }), "{:?}", after.standing);
}

proptest! {
    #[test]
    fn no_recheck_makes_anything_better_or_later_in_any_order_of_arrival(
        history in any_history(5), second in any_vitals(), sign in 0..7usize, at in 0..2000i64,
    ) {
        let now = 2001;
        prop_assume!(history.len() > 2);
        let of = history[2].id;
        let recheck = again(200, at, second, Sign::ALL[sign], of);
        let mut last = history.clone();
        last.push(recheck.clone());
        let mut first = vec![recheck];
        first.extend(history.clone());
        let (before, after) = (status(&history, now), status(&last, now));
        prop_assert_eq!(&status(&first, now), &after, "any order");
        prop_assert!(after.response >= before.response);
        prop_assert!(after.due.unwrap().at <= before.due.unwrap().at);
        prop_assert_eq!((after.trend, after.last_complete), (before.trend, before.last_complete));
        prop_assert_eq!(after.later_incomplete, before.later_incomplete);
    }
}
