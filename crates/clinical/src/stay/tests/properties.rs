//! What holds for every history, in every order (safety rules 2 and 4; hazards H1 and H4).

use super::{build::*, every_kind::any_stay};
use crate::{
    ClockTrust,
    entry::{Entry, EntryBody},
    news2::{Applicability, Scale, score},
    stay::StayState,
    vitals::{
        Consciousness, DeciCelsius, Oxygen, OxygenDelivery, Pulse, RespRate, Sign, Spo2, Systolic,
        UnableReason, Vitals,
    },
};
use proptest::{prelude::*, sample::subsequence};

pub(super) fn any_vitals() -> impl Strategy<Value = Vitals> {
    (0..=40i64, 80..=100i64, any::<bool>(), 60..=240i64, 30..=150i64, 0..5usize, 340..=400i64).prop_map(
        |(rr, spo2, on_oxygen, sbp, pulse, level, tenths)| Vitals {
            respiration: RespRate::new(rr),
            spo2: Spo2::new(spo2),
            oxygen: Some(if on_oxygen {
                Oxygen::Supplemental(OxygenDelivery::default())
            } else {
                Oxygen::Air
            }),
            systolic: Systolic::new(sbp),
            pulse: Pulse::new(pulse),
            consciousness: Some(Consciousness::ALL[level]),
            temperature: DeciCelsius::new(tenths),
            ..Vitals::default()
        },
    )
}

pub(super) fn any_missing() -> impl Strategy<Value = Vec<Sign>> {
    prop_oneof![2 => Just(Vec::new()), 3 => subsequence(Sign::ALL.to_vec(), 1..=7)]
}

/// A history of complete sets at any minutes, facts from 10 on.
pub(super) fn any_history(max: usize) -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec((any_vitals(), any_missing(), 0..2000i64), 0..max).prop_map(|sets| {
        let sets = sets.into_iter().zip(10..).map(|((vitals, missing, minutes), n)| {
            set(n, minutes, partial(vitals, &missing, UnableReason::Declined))
        });
        stay(sets)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    // H1: deterioration hidden. Whatever part of a set is charted, whenever, the board shows at least its floor until a
    // later complete set, and the next set is due no later than without it.
    #[test]
    fn every_subset_of_every_scored_set_is_on_the_board_with_at_least_its_floor_and_never_puts_the_next_one_off(
        history in any_history(6), full in any_vitals(), at in 0..2000i64,
    ) {
        let now = 2001;
        let before = status(&history, now);
        for mask in 1u8..128 {
            let missing: Vec<Sign> =
                Sign::ALL.into_iter().enumerate().filter(|(i, _)| mask & (1 << i) != 0).map(|(_, s)| s).collect();
            let part = partial(full.clone(), &missing, UnableReason::Declined);
            let outcome = score(&part, Scale::One, Applicability::Applies);
            let mut entries = history.clone();
            entries.push(set(200, at, part));
            let after = status(&entries, now);

            prop_assert!(after.due.unwrap().at <= before.due.unwrap().at, "never later");
            prop_assert!(after.due.unwrap().overdue_at <= before.due.unwrap().overdue_at);
            prop_assert!(after.response >= before.response, "never better");
            prop_assert_eq!(after.trend, before.trend, "the trend comes from full sets");
            prop_assert_eq!(after.last_complete, before.last_complete);
            let later_complete = before.last_complete.is_some_and(|last| last.at > minute(at));
            if !later_complete {
                prop_assert!(after.response >= outcome.response(), "at least the floor");
            }
        }
    }

    #[test]
    fn a_later_incomplete_set_of_an_unproved_or_future_time_never_reassures_either(
        history in any_history(6), full in any_vitals(), at in 0..9000i64, ahead in any::<bool>(),
    ) {
        let now = 2001;
        prop_assume!(history.len() > 2);
        let mut entries = history.clone();
        let mut doubtful = set(200, if ahead { now + 3 + at } else { at }, full);
        if !ahead {
            doubtful = by_clock(doubtful, ClockTrust::Unproved);
        }
        entries.push(doubtful);
        let (before, after) = (status(&history, now), status(&entries, now));
        if before.last_complete.is_some() {
            prop_assert!(after.response >= before.response);
            prop_assert!(after.due.unwrap().at <= before.due.unwrap().at);
        }
    }
}

proptest! {
    #[test]
    fn nothing_that_was_charted_is_ever_missing_from_the_sets(facts in any_stay()) {
        let charted = facts.iter().filter(|e| matches!(e.body, EntryBody::Observations(_))).count();
        prop_assert_eq!(state(&facts).sets.len(), charted);
    }

    #[test]
    fn a_circle_of_corrections_hides_none_of_its_sets(totals in prop::collection::vec(0..=7u8, 2..6)) {
        let count = u8::try_from(totals.len()).unwrap();
        let circle = totals.iter().zip(0u8..).map(|(total, i)| {
            over(scoring(10 + i, 10, *total), &[10 + (i + 1) % count])
        });
        let folded: StayState = state(&stay(circle));
        prop_assert!(folded.sets.iter().all(|set| set.mark.counts()));
        let worst = folded.at(minute(20)).last_complete.map(|last| last.total);
        prop_assert_eq!(worst, totals.iter().max().copied(), "the worse is the status");
    }
}
