//! Each kind's safe reading while people disagree (safety rule 7).

use super::build::*;
use crate::{
    entry::{Allergies, Discharge, Entry, EntryBody, ScaleDecision, Withdrawal},
    news2::{Applicability, Outcome, Scale, score},
    stay::{CAUTIOUS_TARGET, ConflictKind, Standing},
};

fn kinds(entries: &[Entry]) -> Vec<ConflictKind> {
    state(entries).conflicts.iter().map(|conflict| conflict.kind).collect()
}

fn total_of(outcome: &Outcome) -> (crate::news2::Risk, u8) {
    outcome.floor().unwrap()
}

#[test]
fn under_two_scales_every_saturation_with_and_without_oxygen_counts_as_the_worse_in_any_order() {
    for spo2 in 60..=100 {
        for on_oxygen in [false, true] {
            let vitals = saturation(spo2, on_oxygen);
            let under = |scale| total_of(&score(&vitals, scale, Applicability::Applies));
            let worse = under(Scale::One).max(under(Scale::Two));
            for charted_under in [Scale::One, Scale::Two] {
                let facts = [
                    scale(3, 1, Scale::One),
                    scale(4, 2, Scale::Two),
                    set_under(5, 10, vitals.clone(), charted_under),
                ];
                for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
                    let entries = stay(order.map(|i| facts[i].clone()));
                    let found = status(&entries, 20);
                    let Standing::Complete { total, risk } = found.standing else { panic!("complete") };
                    assert_eq!((risk, total), worse, "{spo2} oxygen {on_oxygen} charted {charted_under:?}");
                    let differ = score(&vitals, Scale::One, Applicability::Applies)
                        != score(&vitals, Scale::Two, Applicability::Applies);
                    assert_eq!(found.other_scale.is_some(), differ, "both scores are shown");
                }
            }
        }
    }
}

#[test]
fn a_disputed_scale_keeps_the_target_until_a_clinician_settles_it() {
    let disputed = stay([scale(3, 1, Scale::One), scale(4, 2, Scale::Two)]);
    let in_force = state(&disputed).scale();
    assert!(in_force.is_disputed());
    assert_eq!((in_force.target(), in_force.shown()), (Some(CAUTIOUS_TARGET), Scale::Two));
    assert_eq!(kinds(&disputed), [ConflictKind::Scale]);
    let vitals = saturation(97, true);
    let readings = in_force.readings(&vitals, Applicability::Applies);
    assert_eq!(readings.len(), 2);
    assert_eq!(readings[0].scale, Scale::Two, "the worse first: 97 on oxygen scores 3 there");
    let settled = stay([
        scale(3, 1, Scale::One),
        scale(4, 2, Scale::Two),
        over(scale(5, 30, Scale::One), &[3, 4]),
        set_under(6, 40, vitals, Scale::One),
    ]);
    let state = state(&settled);
    assert!(state.conflicts.is_empty());
    assert_eq!(state.scale().scales(), [Scale::One]);
    assert!(state.set(id(6)).unwrap().other_readings.is_empty());
}

#[test]
fn a_change_of_scale_never_scores_the_past_again() {
    let before = set_under(3, 10, saturation(97, true), Scale::One);
    let entries =
        stay([before, scale(4, 60, Scale::Two), set_under(5, 70, saturation(97, true), Scale::Two)]);
    let state = state(&entries);
    assert!(state.set(id(3)).unwrap().other_readings.is_empty());
    assert_eq!(state.scale_at(minute(10)).scales(), [Scale::One]);
    assert_eq!(state.scale_at(minute(59)).scales(), [Scale::One]);
    assert_eq!(state.scale_at(minute(60)).scales(), [Scale::Two]);
}

#[test]
fn a_set_scored_without_knowing_of_a_decision_shows_both_and_the_worse_counts() {
    // Decided at minute 5 on another tablet; this one still scored on scale 1.
    let entries = stay([scale(3, 5, Scale::Two), set_under(4, 10, saturation(97, true), Scale::One)]);
    let state = state(&entries);
    let set = state.set(id(4)).unwrap();
    assert!(matches!(set.set.outcome, Outcome::Complete { total: 2, .. }), "as it was shown");
    assert!(
        matches!(set.worst(), Outcome::Complete { total: 5, .. }),
        "3 for the saturation, 2 for the oxygen"
    );
    assert_eq!(set.other_readings[0].scale, Scale::Two);
}

#[test]
fn two_decisions_for_the_same_scale_are_no_dispute_but_their_targets_may_be() {
    let other = EntryBody::SpO2Scale(ScaleDecision { scale: Scale::Two, target: Some((90, 94)) });
    let entries = stay([scale(3, 1, Scale::Two), entry(4, 2, other)]);
    let in_force = state(&entries).scale();
    assert!(!in_force.is_disputed());
    assert_eq!(in_force.target(), Some(CAUTIOUS_TARGET));
    assert_eq!(kinds(&entries), [ConflictKind::Scale], "and the disagreement is shown");
}

#[test]
fn allergies_of_all_versions_are_shown_together() {
    let known = |names: &[&str]| {
        EntryBody::Allergies(Allergies::Known(names.iter().map(|name| (*name).to_owned()).collect()))
    };
    assert_eq!(state(&admitted()).allergies(), None, "not recorded");
    let one = entry(3, 1, EntryBody::Allergies(Allergies::NoneKnown));
    assert_eq!(state(&stay([one.clone()])).allergies(), Some(Allergies::NoneKnown));
    let entries =
        stay([one, entry(4, 2, known(&["Penicillin", "Latex"])), entry(5, 3, known(&["penicillin "]))]);
    let all = Allergies::Known(vec!["Penicillin".into(), "Latex".into()]);
    assert_eq!(state(&entries).allergies(), Some(all));
    assert_eq!(kinds(&entries), [ConflictKind::Allergies]);
}

#[test]
fn two_beds_both_show_the_name_until_one_entry_replaces_both() {
    let moved = |n, bed: &str| over(entry(n, 10, EntryBody::Placement(place(bed))), &[2]);
    let entries = stay([moved(3, "A2"), moved(4, "B1")]);
    let beds: Vec<String> = state(&entries).places.values().map(|place| place.bed.clone()).collect();
    assert_eq!(beds, ["A2", "B1"]);
    assert_eq!(kinds(&entries), [ConflictKind::Placement]);
    let settled = stay([
        moved(3, "A2"),
        moved(4, "B1"),
        over(entry(5, 20, EntryBody::Placement(place("B1"))), &[3, 4]),
    ]);
    assert!(kinds(&settled).is_empty());
    let agreed = stay([moved(3, "A2"), moved(4, "A2")]);
    assert!(kinds(&agreed).is_empty(), "two people who say the same do not disagree");
}

#[test]
fn a_set_after_the_discharge_keeps_the_patient_on_the_board_until_a_nurse_settles_it() {
    let left = stay([scoring(3, 10, 2), discharge(4, 60)]);
    assert!(!status(&left, 70).on_board);
    let contradicted: Vec<Entry> = left.iter().cloned().chain([scoring(5, 65, 7)]).collect();
    assert!(status(&contradicted, 70).on_board);
    assert!(status(&contradicted, 70).due.is_some());
    assert_eq!(kinds(&contradicted), [ConflictKind::ChartedAfterEnd]);
    let settled: Vec<Entry> = contradicted.iter().cloned().chain([over(discharge(6, 60), &[4, 5])]).collect();
    assert!(!status(&settled, 80).on_board, "the new discharge names what was charted");
    assert!(state(&settled).set(id(5)).unwrap().mark.counts(), "which stays in the record");
    let reopened: Vec<Entry> =
        contradicted.into_iter().chain([withdrawal(6, 80, Withdrawal::EnteredInError, &[4])]).collect();
    assert!(status(&reopened, 90).on_board);
    assert!(kinds(&reopened).is_empty());
    let late = stay([discharge(4, 60), written(scoring(3, 50, 2), 90)]);
    assert!(!status(&late, 100).on_board, "a late set of before contradicts nothing");
}

#[test]
fn a_death_and_a_discharge_are_both_shown() {
    let entries = stay([discharge(3, 60), entry(4, 61, EntryBody::Discharge(Discharge::Died))]);
    assert_eq!(kinds(&entries), [ConflictKind::Discharge]);
    assert!(!status(&entries, 70).on_board);
}

#[test]
fn a_disputed_date_of_birth_scores_as_soon_as_one_version_says_so() {
    let entries = stay([
        over(entry(3, 10, EntryBody::Identity(identity(Some((2015, 1, 1))))), &[1]),
        over(entry(4, 11, EntryBody::Identity(identity(Some((1990, 1, 1))))), &[1]),
    ]);
    let state = state(&entries);
    assert_eq!(state.applicability(stamp(20)), Applicability::Applies);
    assert_eq!(kinds(&entries), [ConflictKind::Identity]);
}

#[test]
fn who_is_taken_on_and_let_go_at_once_is_still_looking_after_the_patient() {
    let allocation = |n, on| {
        let staff = crate::StaffId::from_bytes([5; 16]);
        entry(n, i64::from(n), EntryBody::Allocation(crate::entry::Allocation { staff, looking_after: on }))
    };
    assert_eq!(state(&stay([allocation(3, true)])).looked_after_by.len(), 1);
    assert_eq!(
        state(&stay([allocation(3, true), over(allocation(4, false), &[3])])).looked_after_by.len(),
        0
    );
    assert_eq!(state(&stay([allocation(3, true), allocation(4, false)])).looked_after_by.len(), 1);
}

#[test]
fn entries_of_a_newer_version_are_counted_and_change_nothing() {
    let newer = over(entry(4, 20, EntryBody::Newer { kind: 900 }), &[3]);
    let state = state(&stay([scoring(3, 10, 7), newer]));
    assert_eq!(state.newer, [id(4)]);
    assert!(state.set(id(3)).unwrap().mark.counts());
}
