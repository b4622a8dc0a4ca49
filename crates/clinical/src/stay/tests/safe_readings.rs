//! Safety rules 7, 10 and 15: "Every kind of fact names its safe reading under conflict ..." "The scale is an authorised fact
//! on the stay, never chosen inside a set." "Precautions (weight-bearing, swallowing, falls, limb restriction) are facts, never
//! only text."

use super::{
    build::*,
    every_kind::{Kind, any_stay, any_stay_of},
    properties::{any_history, any_vitals},
};
use crate::{
    care::{Assistance, Leg, Limb, Precaution, PrecautionKind, Resuscitation, Swallowing, WeightBearing},
    entry::{Allergies, Discharge, Entry, EntryBody, ScaleDecision},
    leaves::Family,
    monitoring::{ObservationsStop, OffWard},
    news2::{Applicability, Scale, score},
    staff::Role,
    stay::{CAUTIOUS_TARGET, ConflictKind, StayState, Watching},
};
use proptest::{prelude::*, sample::select};
use std::collections::{BTreeMap, BTreeSet};

/// Facts 10 and up, written apart from one another at any minutes, in any order.
fn apart(bodies: Vec<EntryBody>) -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(0..600i64, bodies.len()).prop_flat_map(move |minutes| {
        let facts = bodies.clone().into_iter().zip(minutes).zip(10..);
        Just(facts.map(|((body, at), n)| entry(n, at, body)).collect::<Vec<_>>()).prop_shuffle()
    })
}

/// Two to five of these, written apart.
fn some_of(bodies: Vec<EntryBody>) -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(select(bodies), 2..6).prop_flat_map(apart)
}

fn has(state: &StayState, kind: ConflictKind) -> bool {
    state.conflicts.iter().any(|conflict| conflict.kind == kind)
}

fn differ(facts: &[Entry]) -> bool {
    facts.iter().any(|fact| fact.body != facts[0].body)
}

fn scales() -> Vec<EntryBody> {
    let decision = |scale, target| EntryBody::SpO2Scale(ScaleDecision { scale, target });
    vec![
        decision(Scale::One, None),
        decision(Scale::Two, Some((88, 92))),
        decision(Scale::Two, Some((90, 94))),
        decision(Scale::One, Some((94, 98))),
    ]
}

fn precautions() -> Vec<EntryBody> {
    let limb = |limb, spare| Precaution::Limb { limb, words: String::new(), spare };
    let all = [
        Precaution::WeightBearing(WeightBearing::Full),
        Precaution::WeightBearing(WeightBearing::Partial),
        Precaution::WeightBearing(WeightBearing::None),
        Precaution::LegBearing { leg: Leg::Left, bearing: WeightBearing::ToeTouch },
        Precaution::LegBearing { leg: Leg::Left, bearing: WeightBearing::Full },
        Precaution::LegBearing { leg: Leg::Right, bearing: WeightBearing::Partial },
        Precaution::Assistance(Assistance::Independent),
        Precaution::Assistance(Assistance::Two),
        Precaution::Assistance(Assistance::BedRest),
        Precaution::Swallowing(Swallowing::Normal),
        Precaution::Swallowing(Swallowing::NilByMouth),
        Precaution::Falls(false),
        Precaution::Falls(true),
        limb(Limb::LeftArm, true),
        limb(Limb::LeftArm, false),
        limb(Limb::RightLeg, true),
    ];
    all.map(EntryBody::Precaution).into()
}

fn names(allergies: &Allergies) -> BTreeSet<String> {
    match allergies {
        Allergies::NoneKnown => BTreeSet::new(),
        Allergies::Known(names) => names.iter().map(|name| name.trim().to_lowercase()).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn under_scales_in_dispute_both_scores_are_shown_the_higher_counts_and_the_target_is_the_cautious_one(
        facts in some_of(scales()), signs in any_vitals(), two in any::<bool>(),
    ) {
        let own = if two { Scale::Two } else { Scale::One };
        let charted = set_under(40, 700, signs.clone(), own);
        let state = state(&[stay(facts.clone()), vec![charted]].concat());
        let of = |body: &EntryBody| match body {
            EntryBody::SpO2Scale(decision) => decision.scale,
            _ => unreachable!("scales only"),
        };
        let decided: BTreeSet<Scale> = facts.iter().map(|fact| of(&fact.body)).collect();
        let read: BTreeSet<Scale> = decided.iter().copied().chain([own]).collect();
        let worst = read.iter().map(|scale| score(&signs, *scale, Applicability::Applies).floor()).max().unwrap();
        prop_assert_eq!(state.set(id(40)).unwrap().worst().floor(), worst);
        prop_assert_eq!(state.at(minute(701)).last_complete.map(|last| (last.risk, last.total)), worst);
        if decided.len() > 1 {
            prop_assert!(state.scale().is_disputed() && has(&state, ConflictKind::Scale));
            prop_assert_eq!(state.scale().target(), Some(CAUTIOUS_TARGET));
            prop_assert_eq!(state.scale().readings(&signs, Applicability::Applies).len(), 2, "both are shown");
        }
    }

    #[test]
    fn allergies_written_apart_are_all_shown_together(
        facts in some_of(vec![
            EntryBody::Allergies(Allergies::NoneKnown),
            EntryBody::Allergies(Allergies::Known(vec!["Penicillin".into()])),
            EntryBody::Allergies(Allergies::Known(vec!["Latex".into(), " penicillin".into()])),
            EntryBody::Allergies(Allergies::Known(vec!["Nuts".into()])),
        ]),
    ) {
        let state = state(&stay(facts.clone()));
        let of = |fact: &Entry| match &fact.body {
            EntryBody::Allergies(allergies) => names(allergies),
            _ => unreachable!("allergies only"),
        };
        let all: BTreeSet<String> = facts.iter().flat_map(of).collect();
        prop_assert_eq!(names(&state.allergies().unwrap()), all);
        prop_assert_eq!(has(&state, ConflictKind::Allergies), differ(&facts));
    }

    #[test]
    fn of_a_stop_and_a_restart_written_apart_observations_run_and_of_away_and_back_the_patient_is_back(
        stops in some_of(vec![
            EntryBody::ObservationsStop(ObservationsStop::Stopped {
                reason: "end_of_life".into(), role: Role::Doctor,
            }),
            EntryBody::ObservationsStop(ObservationsStop::Restarted),
        ]),
        away in some_of(vec![
            EntryBody::OffWard(OffWard::Away { place: "X-ray".into(), back_by: None }),
            EntryBody::OffWard(OffWard::Back),
        ]),
    ) {
        let away: Vec<Entry> = away.into_iter().zip(50..).map(|(mut fact, n)| { fact.id = id(n); fact }).collect();
        let runs = stops.iter().any(|f| f.body == EntryBody::ObservationsStop(ObservationsStop::Restarted));
        let back = away.iter().any(|f| f.body == EntryBody::OffWard(OffWard::Back));
        let state = state(&stay([stops.clone(), away.clone()].concat()));
        let found = state.at(minute(700));
        prop_assert_eq!(found.watching == Watching::Running, runs);
        prop_assert_eq!(found.due.is_some(), runs, "and a set is due");
        prop_assert_eq!(has(&state, ConflictKind::ObservationsStop), runs && differ(&stops));
        prop_assert_eq!(found.away.is_none(), back);
        prop_assert_eq!(has(&state, ConflictKind::OffWard), differ(&away));
    }

    #[test]
    fn of_precautions_written_apart_the_most_cautious_of_each_kind_counts(facts in some_of(precautions())) {
        let state = state(&stay(facts.clone()));
        let mut most: BTreeMap<PrecautionKind, u8> = BTreeMap::new();
        for fact in &facts {
            let EntryBody::Precaution(value) = &fact.body else { unreachable!("precautions only") };
            let known = most.entry(value.kind()).or_default();
            *known = (*known).max(value.caution());
        }
        let shown: BTreeMap<PrecautionKind, u8> =
            state.precautions().into_iter().map(|value| (value.kind(), value.caution())).collect();
        prop_assert_eq!(shown, most);
    }

    #[test]
    fn of_decisions_on_resuscitation_written_apart_all_are_shown_and_it_is_not_withheld(
        attempts in prop::collection::vec((any::<bool>(), 0..600i64), 2..6),
    ) {
        let decision = |attempt| Resuscitation { attempt, decided_by: "Dr Example".into(), review_on: None };
        let facts = attempts.iter().zip(10..).map(|((attempt, at), n)| {
            entry(n, *at, EntryBody::Resuscitation(decision(*attempt)))
        });
        let state = state(&stay(facts));
        let shown: BTreeSet<bool> = state.resuscitation.values().map(|value| value.attempt).collect();
        let said: BTreeSet<bool> = attempts.iter().map(|(attempt, _)| *attempt).collect();
        prop_assert_eq!(shown, said.clone());
        prop_assert_eq!(state.is_not_for_resuscitation(), !said.contains(&true));
        let conflict = state.conflicts.iter().find(|conflict| conflict.kind == ConflictKind::Resuscitation);
        prop_assert_eq!(conflict.is_some(), said.len() > 1);
        prop_assert!(conflict.is_none_or(|conflict| conflict.kind.meanwhile().contains("signed form")));
    }

    #[test]
    fn beds_written_apart_all_show_the_name(
        facts in some_of(["A2", "A3", "B1"].map(|bed| EntryBody::Placement(place(bed))).into()),
    ) {
        let facts: Vec<Entry> = facts.into_iter().map(|fact| over(fact, &[2])).collect();
        let state = state(&stay(facts.clone()));
        let bed = |fact: &Entry| match &fact.body {
            EntryBody::Placement(place) => place.clone(),
            _ => unreachable!("placements only"),
        };
        let said: BTreeSet<_> = facts.iter().map(bed).collect();
        prop_assert_eq!(state.places.values().cloned().collect::<BTreeSet<_>>(), said);
        prop_assert_eq!(has(&state, ConflictKind::Placement), differ(&facts));
    }

    #[test]
    fn an_end_and_a_set_that_did_not_know_of_each_other_keep_the_patient_on_the_board_until_a_nurse_settles_it(
        history in any_history(5), died in any::<bool>(), at in 0..3000i64, total in 0..=7u8, since in 0..500i64,
    ) {
        let how = if died { Discharge::Died } else { Discharge::Discharged };
        let end = entry(150, at, EntryBody::Discharge(how));
        let after = scoring(151, at + since, total);
        let now = at + since + 1;
        let mut entries = [history, vec![after, end]].concat();
        let found = state(&entries);
        prop_assert!(found.at(minute(now)).on_board && !found.is_over());
        prop_assert!(has(&found, ConflictKind::ChartedAfterEnd));
        let later: Vec<u8> = (10..15).chain([150, 151]).collect();
        entries.push(over(entry(152, now, EntryBody::Discharge(how)), &later));
        let settled = state(&entries);
        let open: Vec<_> = settled.open_episodes(minute(now)).into_iter()
            .filter(|episode| episode.triggers.iter().any(|trigger| trigger.at >= minute(at))).collect();
        prop_assert!(settled.is_over() || !open.is_empty(), "whoever settled it had seen the set");
    }

    // Rules 10 and 15: a scale chosen in a set, a word in a note or in a handover decides nothing.
    #[test]
    fn the_scale_and_every_precaution_rest_on_facts_of_their_own_and_on_nothing_else(facts in any_stay()) {
        let only = |family: &dyn Fn(Family) -> bool| {
            let kept = facts.iter().filter(|fact| {
                let of = Family::of(&fact.body);
                family(of) || of == Family::Withdrawal
            });
            state(&kept.cloned().collect::<Vec<_>>())
        };
        let whole = state(&facts);
        prop_assert_eq!(whole.scale(), only(&|family| family == Family::Scale).scale());
        let own = only(&|family| matches!(family, Family::Precaution(_)));
        prop_assert_eq!(whole.precautions(), own.precautions());
        prop_assert_eq!(&whole.resuscitation, &only(&|family| family == Family::Resuscitation).resuscitation);
        prop_assert_eq!(whole.allergies(), only(&|family| family == Family::Allergies).allergies());
    }

    #[test]
    fn whatever_people_say_differently_of_one_thing_is_a_conflict_that_names_every_version(
        facts in any_stay_of(&[
            Kind::Identity, Kind::Placement, Kind::Discharge, Kind::SpO2Scale, Kind::Pregnancy, Kind::Allergies,
            Kind::Resuscitation, Kind::Ceiling, Kind::Oxygen, Kind::OffWard,
        ]),
    ) {
        let state = state(&facts);
        let apart = [
            (ConflictKind::Identity, state.identity.iter().count(), state.identity.is_conflict()),
            (ConflictKind::Placement, state.places.iter().count(), state.places.is_conflict()),
            (ConflictKind::Discharge, state.ended.iter().count(), state.ended.is_conflict()),
            (ConflictKind::Scale, state.scale_decisions.iter().count(), state.scale_decisions.is_conflict()),
            (ConflictKind::Pregnancy, state.pregnancy.iter().count(), state.pregnancy.is_conflict()),
            (ConflictKind::Allergies, state.allergies_recorded.iter().count(), state.allergies_recorded.is_conflict()),
            (ConflictKind::Resuscitation, state.resuscitation.iter().count(), state.resuscitation.is_conflict()),
            (ConflictKind::Ceiling, state.ceiling.iter().count(), state.ceiling.is_conflict()),
            (ConflictKind::Oxygen, state.oxygen.iter().count(), state.oxygen.is_conflict()),
            (ConflictKind::OffWard, state.whereabouts.iter().count(), state.whereabouts.is_conflict()),
        ];
        for (kind, versions, disputed) in apart {
            let told = state.conflicts.iter().find(|conflict| conflict.kind == kind);
            prop_assert_eq!(told.map(|told| told.versions.len()), disputed.then_some(versions), "{:?}", kind);
        }
    }
}
