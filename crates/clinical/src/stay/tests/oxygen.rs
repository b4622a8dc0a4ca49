//! Prescribed oxygen: what stands, which target is kept to, and that the scale goes on deciding the score (safety rules 7 and
//! 10).

use super::{
    build::*,
    every_kind::{Kind, any_stay_of},
};
use crate::{
    entry::{Entry, EntryBody, ScaleDecision},
    news2::Scale,
    oxygen::{Given, OxygenOrder, Prescriber, Prescription, Target},
    staff::Role,
    stay::ConflictKind,
    vitals::{Oxygen, OxygenDelivery, Vitals},
};
use proptest::prelude::*;

fn prescribed(n: u8, at: i64, low: u8, high: u8) -> Entry {
    let of = Prescription {
        target: Target::new(low, high).unwrap(),
        device: None,
        amount: None,
        given: Given::Continuous,
        by: Prescriber::Signed(Role::Doctor),
        review_on: None,
    };
    entry(n, at, EntryBody::Oxygen(OxygenOrder::Prescribed(Box::new(of))))
}

fn stopped(n: u8, at: i64) -> Entry {
    entry(n, at, EntryBody::Oxygen(OxygenOrder::Stopped(Prescriber::Signed(Role::Doctor))))
}

fn scale(n: u8, scale: Scale, target: Option<(u8, u8)>) -> Entry {
    entry(n, n.into(), EntryBody::SpO2Scale(ScaleDecision { scale, target }))
}

fn breathing(n: u8, at: i64, oxygen: Option<Oxygen>) -> Entry {
    set(n, at, Vitals { oxygen, ..vitals(0) })
}

fn given() -> Option<Oxygen> {
    Some(Oxygen::Supplemental(OxygenDelivery::default()))
}

#[test]
fn of_two_prescriptions_both_are_shown_and_the_lower_target_is_kept_to_until_one_replaces_both() {
    let two = [prescribed(20, 5, 94, 98), prescribed(21, 6, 88, 92)];
    let found = state(&stay(two.clone()));
    assert_eq!(found.oxygen_prescribed().count(), 2);
    assert_eq!((found.oxygen_target(), found.oxygen_targets_differ()), (Some((88, 92)), true));
    assert!(found.conflicts.iter().any(|conflict| conflict.kind == ConflictKind::Oxygen));
    let [first, second] = two;
    let settled = state(&stay([first, second, over(prescribed(22, 9, 94, 98), &[20, 21])]));
    assert_eq!(settled.oxygen_target(), Some((94, 98)));
    assert!(settled.conflicts.is_empty() && !settled.oxygen_targets_differ());
}

#[test]
fn stopped_by_one_and_prescribed_by_another_it_is_prescribed() {
    let apart =
        [prescribed(20, 5, 94, 98), over(stopped(21, 7), &[20]), over(prescribed(22, 8, 92, 96), &[20])];
    let found = state(&stay(apart));
    assert_eq!((found.oxygen_prescribed().count(), found.oxygen_target()), (1, Some((92, 96))));
    assert!(found.conflicts.iter().any(|conflict| conflict.kind == ConflictKind::Oxygen));
    let stopped = state(&stay([prescribed(20, 5, 94, 98), over(stopped(21, 7), &[20])]));
    assert_eq!((stopped.oxygen_prescribed().count(), stopped.oxygen_target()), (0, None));
}

#[test]
fn a_prescription_never_changes_the_scale_and_says_where_the_two_do_not_go_together() {
    let low_on_one = state(&stay([prescribed(20, 5, 88, 92)]));
    assert_eq!(low_on_one.scale().shown(), Scale::One);
    assert!(low_on_one.oxygen_against_scale() && !low_on_one.oxygen_targets_differ());
    let two = scale(19, Scale::Two, Some((88, 92)));
    let agrees = state(&stay([two.clone(), prescribed(20, 25, 88, 92)]));
    assert!(!agrees.oxygen_against_scale() && !agrees.oxygen_targets_differ());
    let high_on_two = state(&stay([two, prescribed(20, 25, 94, 98)]));
    assert_eq!((high_on_two.scale().shown(), high_on_two.oxygen_target()), (Scale::Two, Some((88, 92))));
    assert!(high_on_two.oxygen_against_scale() && high_on_two.oxygen_targets_differ());
}

#[test]
fn oxygen_without_a_prescription_is_told_by_the_last_set_that_says_what_is_breathed() {
    let unprescribed = |entries: Vec<Entry>| state(&stay(entries)).is_oxygen_unprescribed();
    assert!(!unprescribed(Vec::new()));
    assert!(unprescribed(vec![breathing(20, 10, given())]));
    assert!(
        unprescribed(vec![breathing(20, 10, given()), breathing(21, 20, None)]),
        "nothing is said of it since"
    );
    assert!(!unprescribed(vec![breathing(20, 10, given()), breathing(21, 20, Some(Oxygen::Air))]));
    assert!(!unprescribed(vec![breathing(20, 10, given()), prescribed(22, 12, 94, 98)]));
    let taken_off = vec![prescribed(22, 5, 94, 98), over(stopped(23, 8), &[22]), breathing(20, 10, given())];
    assert!(unprescribed(taken_off));
}

proptest! {
    /// Whatever is prescribed or stopped, by however many, in any order: every set scores as it would without.
    #[test]
    fn no_prescription_ever_changes_a_score(facts in any_stay_of(&[Kind::Observations, Kind::SpO2Scale, Kind::Oxygen])) {
        let without: Vec<Entry> =
            facts.iter().filter(|fact| !matches!(fact.body, EntryBody::Oxygen(_))).cloned().collect();
        let (with, without) = (state(&facts), state(&without));
        prop_assert_eq!(with.scale(), without.scale());
        prop_assert_eq!(with.sets.len(), without.sets.len());
        for (one, other) in with.sets.iter().zip(&without.sets) {
            prop_assert_eq!((&one.set.outcome, &one.other_readings), (&other.set.outcome, &other.other_readings));
        }
        prop_assert_eq!(with.at(minute(600)), without.at(minute(600)));
    }
}
