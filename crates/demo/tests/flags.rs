//! What stands over the stays of the synthetic ward beside their scores: decisions, precautions, who is away, who was told what.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop where its premise fails")]

use chrono::DateTime;
use clinical::{
    UtcMillis,
    care::{CeilingLevel, Precaution, PrecautionKind},
    entry::EntryBody,
    monitoring::OffWard,
    oxygen::Prescriber,
    policy::Policy,
    staff::{Action, AuthLevel, Role, may},
    stay::StayState,
};
use demo::{Archetype, Plan, PlannedFact, Stay};
use std::{collections::BTreeSet, sync::LazyLock};

const TIMES: [&str; 4] =
    ["2026-11-05T15:20:00Z", "2026-12-09T03:10:00Z", "2026-02-17T08:45:00Z", "2026-07-11T20:30:00Z"];

fn plans() -> &'static [Plan] {
    static PLANS: LazyLock<Vec<Plan>> = LazyLock::new(|| {
        let now = TIMES.map(|text| UtcMillis(DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()));
        (0..2).flat_map(|seed| now.map(|now| Plan::new(seed, now).unwrap())).collect()
    });
    &PLANS
}

fn state(stay: &Stay) -> StayState {
    StayState::fold(&stay.entries(), &Policy::rcp_default())
}

fn bed<'p>(plan: &'p Plan, bed: &str) -> &'p Stay {
    plan.in_beds().find(|stay| stay.bed == bed).expect("somebody lies there")
}

fn role_of(plan: &Plan, fact: &PlannedFact) -> Role {
    plan.directory.staff.iter().find(|person| person.id == fact.author).unwrap().role
}

#[test]
fn whoever_is_dying_has_a_decision_a_ceiling_and_no_more_observations() {
    for plan in plans() {
        let stay = bed(plan, "S1");
        assert_eq!(stay.archetype, Archetype::EndOfLife);
        let state = state(stay);
        let today = DateTime::from_timestamp_millis(plan.now.0).unwrap().date_naive();
        let resuscitation = state.resuscitation.latest().unwrap();
        assert!(!resuscitation.value.attempt && resuscitation.value.review_on > Some(today));
        let ceiling = &state.ceiling.latest().unwrap().value;
        assert!(ceiling.level == CeilingLevel::Comfort && !ceiling.words.is_empty());
        let stop =
            stay.facts.iter().find(|fact| matches!(fact.body, EntryBody::ObservationsStop(_))).unwrap();
        assert!(!stop.reason.is_empty());
        let later = stay.sets().filter(|(fact, _)| fact.taken_at.utc().unwrap() > stop.recorded_at.utc);
        assert_eq!(later.count(), 0, "nobody is measured after that");
        assert!(state.open_episodes(plan.now).is_empty(), "and no alert of before stands open");
    }
}

#[test]
fn whoever_decided_may_decide_it() {
    for plan in plans() {
        for fact in plan.facts() {
            let action = match fact.body {
                EntryBody::Resuscitation(_) | EntryBody::Ceiling(_) => Action::RecordTreatmentDecision,
                EntryBody::ObservationsStop(_) => Action::StopObservations,
                EntryBody::Precaution(_) => Action::RecordPrecaution,
                EntryBody::OffWard(_) => Action::RecordOffWard,
                EntryBody::Monitoring(_) => Action::TightenMonitoring,
                _ => continue,
            };
            assert!(may(role_of(plan, fact), AuthLevel::Pin, action), "{action:?}");
        }
    }
}

#[test]
fn oxygen_is_prescribed_by_a_doctor_or_copied_by_a_nurse_and_one_patient_breathes_it_without() {
    for plan in plans() {
        let mut without = Vec::new();
        for stay in plan.in_beds() {
            let found = state(stay);
            for (by, of) in found.oxygen_prescribed() {
                let fact = stay.facts.iter().find(|fact| fact.id == by.id).unwrap();
                let role = role_of(plan, fact);
                match &of.by {
                    Prescriber::Signed(signed) => {
                        assert_eq!(role, *signed);
                        assert!(Policy::rcp_default().oxygen().may_prescribe(role, AuthLevel::Pin));
                    }
                    Prescriber::OnPaper(name) => assert!(!name.is_empty() && role != Role::Doctor),
                }
            }
            if found.is_oxygen_unprescribed() {
                without.push(stay.archetype);
            }
        }
        assert!(
            without.iter().all(|kind| *kind == Archetype::SilentHypoxia) && !without.is_empty(),
            "{without:?}"
        );
    }
}

#[test]
fn the_patient_at_dialysis_is_away_and_expected_back() {
    for plan in plans() {
        let stay = plan.in_beds().find(|stay| stay.archetype == Archetype::OffWard).unwrap();
        let away = stay.facts.iter().rev().find_map(|fact| match &fact.body {
            EntryBody::OffWard(OffWard::Away { place, back_by }) => Some((place.clone(), *back_by)),
            _ => None,
        });
        let (place, back_by) = away.unwrap();
        assert_eq!(place, "Dialysis unit");
        assert!(back_by > Some(plan.now));
        assert!(state(stay).at(plan.now).away.is_some(), "and the board says so");
    }
}

#[test]
fn several_have_something_to_be_careful_of_in_words() {
    for plan in plans() {
        let mut kinds = BTreeSet::new();
        let mut patients = BTreeSet::new();
        for fact in plan.facts() {
            if let EntryBody::Precaution(precaution) = &fact.body {
                kinds.insert(match precaution.kind() {
                    PrecautionKind::LegBearing(_) => "weight",
                    PrecautionKind::WeightBearing => panic!("of which leg?"),
                    PrecautionKind::Assistance => "assistance",
                    PrecautionKind::Swallowing => "swallowing",
                    PrecautionKind::Limb(_) => "limb",
                    PrecautionKind::Falls => "falls",
                    PrecautionKind::Ward(_) => "the ward's own",
                });
                patients.insert(fact.stay);
                if let Precaution::Limb { words, .. } = precaution {
                    assert!(words.contains("no needle"), "why, and from what");
                }
            }
        }
        assert!(patients.len() >= 10 && kinds.len() == 6, "{} {kinds:?}", patients.len());
    }
}

#[test]
fn the_shift_before_handed_over_every_bay_and_the_nurses_of_two_have_read_it() {
    for plan in plans() {
        let mut bays = BTreeSet::new();
        let mut read = BTreeSet::new();
        for stay in plan.in_beds() {
            let state = state(stay);
            let letter = stay.bed.chars().next().unwrap();
            if let Some(handover) = state.handovers.first() {
                assert!(handover.value.note.fits() && !handover.value.note.situation.is_empty());
                assert!(plan.now.minutes_since(handover.by.recorded()) < 13 * 60 + 30);
                bays.insert(letter);
                for receipt in &state.receipts {
                    assert!(receipt.read.contains(&handover.by.id) && receipt.at() > handover.by.recorded());
                    assert_ne!(receipt.by.author, handover.by.author, "nobody signs for their own");
                    read.insert(letter);
                }
            }
        }
        assert!(bays.is_superset(&['A', 'B', 'C', 'D', 'S'].into()), "{bays:?}");
        assert_eq!(read, ['A', 'C'].into(), "seed {}", plan.seed);
    }
}
