//! Resuscitation, ceiling, precautions, the same person, countersignatures (safety rules 3, 7 and 15).

use super::{acts::by_typed_name, build::*};
use crate::{
    StayId,
    care::{Assistance, Ceiling, CeilingLevel, Leg, Limb, Precaution, Resuscitation, WeightBearing},
    entry::{Entry, EntryBody},
    escalation::{Countersignature, Named},
    staff::Role,
    stay::ConflictKind,
};

fn resuscitation(n: u8, attempt: bool) -> Entry {
    let decided_by = "Dr Example".to_owned();
    entry(n, n.into(), EntryBody::Resuscitation(Resuscitation { attempt, decided_by, review_on: None }))
}

fn ceiling(n: u8, level: CeilingLevel) -> Entry {
    let ceiling = Ceiling { level, words: String::new(), decided_by: "Dr Example".into(), review_on: None };
    entry(n, n.into(), EntryBody::Ceiling(ceiling))
}

fn precaution(n: u8, precaution: Precaution) -> Entry {
    entry(n, n.into(), EntryBody::Precaution(precaution))
}

fn kinds(entries: &[Entry]) -> Vec<ConflictKind> {
    state(entries).conflicts.iter().map(|conflict| conflict.kind).collect()
}

#[test]
fn while_people_disagree_on_resuscitation_all_is_shown_and_it_is_not_withheld() {
    let entries = stay([resuscitation(3, false), resuscitation(4, true)]);
    let found = state(&entries);
    assert!(!found.is_not_for_resuscitation());
    assert_eq!(found.resuscitation.iter().count(), 2);
    assert_eq!(kinds(&entries), [ConflictKind::Resuscitation]);
    assert!(ConflictKind::Resuscitation.meanwhile().contains("signed form"));
    assert!(state(&stay([resuscitation(3, false)])).is_not_for_resuscitation());
    assert!(!state(&admitted()).is_not_for_resuscitation(), "not recorded");
}

#[test]
fn of_two_ceilings_the_fullest_treatment_counts() {
    let entries = stay([ceiling(3, CeilingLevel::HighDependency), ceiling(4, CeilingLevel::Comfort)]);
    assert_eq!(state(&entries).ceiling().unwrap().level, CeilingLevel::HighDependency);
    assert!(!state(&entries).is_for_comfort());
    assert_eq!(kinds(&entries), [ConflictKind::Ceiling]);
}

#[test]
fn of_two_precautions_the_most_cautious_counts_and_limbs_are_spared_together() {
    let limb = |limb, spare| Precaution::Limb { limb, words: "fistula".into(), spare };
    let entries = stay([
        precaution(3, Precaution::WeightBearing(WeightBearing::None)),
        precaution(4, Precaution::WeightBearing(WeightBearing::Full)),
        precaution(5, Precaution::Assistance(Assistance::Two)),
        precaution(6, limb(Limb::LeftArm, true)),
        precaution(7, limb(Limb::RightLeg, true)),
        precaution(8, limb(Limb::RightLeg, false)),
        precaution(9, Precaution::Falls(true)),
    ]);
    let found = state(&entries);
    let labels: Vec<String> = found.precautions().iter().map(|precaution| precaution.label()).collect();
    assert_eq!(
        labels,
        [
            "Non weight-bearing, leg not said",
            "Assistance of two",
            "Spare the left arm: fistula",
            "Spare the right leg: fistula",
            "At risk of falling"
        ]
    );
    assert_eq!(kinds(&entries), [ConflictKind::Precaution, ConflictKind::Precaution]);
    let eased = stay([
        precaution(3, Precaution::WeightBearing(WeightBearing::None)),
        over(precaution(4, Precaution::WeightBearing(WeightBearing::Full)), &[3]),
        over(precaution(5, Precaution::Falls(false)), &[3]),
    ]);
    assert_eq!(state(&eased).precautions().len(), 2);
    assert!(kinds(&eased).is_empty(), "one kind replaces nothing of another");
}

/// Each leg is a value of its own, and what named no leg stands until somebody who names both replaces it.
#[test]
fn weight_bearing_is_of_a_leg_and_an_old_record_says_that_it_names_none() {
    let leg = |leg, bearing| Precaution::LegBearing { leg, bearing };
    let labels = |entries: &[Entry]| -> Vec<String> {
        state(entries).precautions().iter().map(|precaution| precaution.label()).collect()
    };
    let old = precaution(3, Precaution::WeightBearing(WeightBearing::None));
    let left = precaution(4, leg(Leg::Left, WeightBearing::Partial));
    let mut entries = stay([old, left]);
    assert_eq!(labels(&entries), ["Non weight-bearing, leg not said", "Partial weight-bearing, left leg"]);
    assert!(kinds(&entries).is_empty(), "two legs are no dispute");
    entries.push(over(precaution(5, leg(Leg::Right, WeightBearing::Full)), &[3]));
    assert_eq!(labels(&entries), ["Partial weight-bearing, left leg", "Full weight-bearing, right leg"]);
    entries.push(precaution(6, leg(Leg::Left, WeightBearing::None)));
    assert_eq!(labels(&entries)[0], "Non weight-bearing, left leg", "of one leg the most cautious counts");
    assert_eq!(kinds(&entries), [ConflictKind::Precaution]);
}

#[test]
fn two_stays_of_one_person_are_joined_by_a_fact_and_parted_by_taking_it_back() {
    let joined = entry(3, 3, EntryBody::SamePerson(StayId::from_bytes([7; 16])));
    let entries = stay([joined]);
    assert!(state(&entries).same_person_as.contains(&StayId::from_bytes([7; 16])));
    let parted: Vec<Entry> = entries
        .into_iter()
        .chain([withdrawal(4, 4, crate::entry::Withdrawal::EnteredInError, &[3])])
        .collect();
    assert!(state(&parted).same_person_as.is_empty());
}

#[test]
fn what_was_charted_under_a_typed_name_is_asked_to_be_countersigned_by_a_registered_person() {
    let doubtful = by_typed_name(scoring(3, 10, 2));
    let signed = |role| {
        let of = Named::new([id(3)]).unwrap();
        entry(4, 20, EntryBody::Countersignature(Countersignature { of, role }))
    };
    let open = |entries: &[Entry]| state(entries).to_countersign.len();
    assert_eq!(open(&stay([doubtful.clone()])), 1);
    let done = stay([doubtful.clone(), signed(Role::Nurse)]);
    assert_eq!(open(&done), 0);
    assert_eq!(state(&done).countersigned[&id(3)].iter().map(|by| by.id).collect::<Vec<_>>(), [id(4)]);
    assert_eq!(open(&stay([doubtful.clone(), signed(Role::HealthcareAssistant)])), 1);
    assert_eq!(open(&stay([doubtful, by_typed_name(signed(Role::Nurse))])), 2, "nor by another typed name");
}
