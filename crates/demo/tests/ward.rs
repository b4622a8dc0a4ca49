//! The synthetic ward: the same from the same seed, like a real one in its numbers and its flaws, and never a real
//! person's.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop where its premise fails")]

use chrono::DateTime;
use clinical::{
    TakenAt, UtcMillis,
    entry::{EntryBody, Withdrawal},
    news2::{Applicability, NotApplicable, Outcome, Risk, Scale, applicability, score},
    note::Section,
    observation::ObservationSet,
    patient::Identity,
    policy::Policy,
    staff::Role,
    stay::StayState,
    vitals::UnableReason,
};
use demo::{Archetype, Plan, Stats, Stay, listing};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

const SEEDS: std::ops::Range<u64> = 0..6;

fn at(text: &str) -> UtcMillis {
    UtcMillis(DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis())
}

/// A weekday afternoon, in the small hours, in the morning, and in summer time.
fn times() -> [UtcMillis; 4] {
    ["2026-11-05T15:20:00Z", "2026-12-09T03:10:00Z", "2026-02-17T08:45:00Z", "2026-07-11T20:30:00Z"].map(at)
}

/// A ward for each seed and time, made once for all tests.
fn plans() -> &'static [Plan] {
    static PLANS: LazyLock<Vec<Plan>> =
        LazyLock::new(|| SEEDS.flat_map(|seed| times().map(|now| Plan::new(seed, now).unwrap())).collect());
    &PLANS
}

fn identity(stay: &Stay) -> &Identity {
    let found = stay.facts.iter().find_map(|fact| match &fact.body {
        EntryBody::Admission(identity) => Some(identity),
        _ => None,
    });
    found.expect("every stay begins with an admission")
}

/// Sets that stand, oldest first by the time they were taken.
fn standing(stay: &Stay) -> Vec<(UtcMillis, &ObservationSet)> {
    let replaced = stay.replaced();
    let mut sets: Vec<_> = stay
        .sets()
        .filter(|(fact, _)| !replaced.contains(&fact.id))
        .map(|(fact, set)| (fact.taken_at.utc().unwrap(), set))
        .collect();
    sets.sort_by_key(|(taken, _)| *taken);
    sets
}

fn of(plan: &Plan, archetype: Archetype) -> &Stay {
    plan.in_beds().find(|stay| stay.archetype == archetype).expect("one of each kind lies in a bed")
}

fn last_complete(stay: &Stay) -> (UtcMillis, u8, Risk) {
    let last = standing(stay).into_iter().rev().find_map(|(taken, set)| match set.outcome {
        Outcome::Complete { total, risk, .. } => Some((taken, total, risk)),
        _ => None,
    });
    last.expect("there is a complete set")
}

#[test]
fn one_seed_and_time_give_the_same_ward_to_the_byte_and_another_seed_another() {
    let now = at("2026-11-05T15:20:00Z");
    let plan = Plan::new(7, now).unwrap();
    assert_eq!(plan, Plan::new(7, now).unwrap());
    assert_ne!(listing::digest(&plan), listing::digest(&Plan::new(8, now).unwrap()));
    insta::assert_snapshot!("digest", listing::digest(&plan));
    insta::assert_snapshot!("first_patient", listing::listing(&plan, &plan.stays[0]));
}

#[test]
fn a_time_outside_the_calendar_is_refused_in_words() {
    let refused = Plan::new(1, UtcMillis(i64::MAX)).unwrap_err();
    assert!(refused.to_string().contains("between the years 2000 and 2100"), "{refused}");
}

#[test]
fn twenty_six_or_twenty_seven_patients_lie_each_in_a_bed_of_their_own() {
    for plan in plans() {
        let mut beds = BTreeSet::new();
        for stay in plan.in_beds() {
            let replaced = stay.replaced();
            let places: Vec<_> = stay
                .facts
                .iter()
                .filter_map(|fact| match &fact.body {
                    EntryBody::Placement(place) if !replaced.contains(&fact.id) => Some(place),
                    _ => None,
                })
                .collect();
            assert_eq!(places.len(), 1, "in one place");
            assert_eq!(places[0].bed, stay.bed);
            assert!(beds.insert(places[0].bed.clone()), "nobody shares a bed");
        }
        assert!((26..=27).contains(&beds.len()), "{} patients", beds.len());
        let counts = plan.in_beds().fold(BTreeMap::new(), |mut counts, stay| {
            *counts.entry(stay.archetype).or_insert(0) += 1;
            counts
        });
        assert_eq!(counts.len(), 14, "every kind of patient is there");
    }
}

#[test]
fn the_chart_goes_back_fourteen_days_and_nothing_is_written_ahead_of_its_time() {
    for plan in plans() {
        let mut ids = BTreeSet::new();
        for stay in &plan.stays {
            let earliest = plan.now.plus_minutes(-14 * 24 * 60 - 60);
            let mut seen = BTreeMap::new();
            for fact in &stay.facts {
                let taken = fact.taken_at.utc().unwrap();
                assert!(earliest <= stay.came && stay.came <= taken, "not before the patient came");
                assert!(taken <= fact.recorded_at.utc && fact.recorded_at.utc <= plan.now);
                assert!(ids.insert((fact.stay, fact.id)), "an identity of its own in its stay");
                for replaced in &fact.supersedes {
                    assert!(
                        seen.contains_key(replaced),
                        "what is replaced was recorded before, in this stay"
                    );
                }
                seen.insert(fact.id, ());
            }
        }
        let days = |stay: &Stay| plan.now.minutes_since(stay.came) / 60 / 24;
        assert!(plan.in_beds().filter(|stay| days(stay) == 14).count() >= 3, "some have been here all along");
        assert!(plan.in_beds().any(|stay| days(stay) == 0), "and some came today");
    }
}

#[test]
fn every_set_could_have_been_saved_and_carries_the_score_of_its_own_signs() {
    for plan in plans() {
        for stay in &plan.stays {
            let born = identity(stay).born;
            let pregnant = stay.archetype == Archetype::Pregnant;
            for (fact, set) in stay.sets() {
                assert_eq!(set.vitals.problems(), vec![], "{}", stay.bed);
                let TakenAt::At(taken) = fact.taken_at else { panic!("a time") };
                let wall = taken.utc.plus_minutes(taken.offset_minutes.into());
                let day = DateTime::from_timestamp_millis(wall.0).unwrap().date_naive();
                let again = score(&set.vitals, set.scale, applicability(born, pregnant, day));
                assert_eq!(set.outcome, again, "{}", stay.bed);
            }
        }
    }
}

#[test]
fn the_deteriorating_patients_deteriorate_now_whatever_the_hour() {
    for plan in plans() {
        let fresh = |taken: UtcMillis| plan.now.minutes_since(taken) < 120;

        let (taken, total, risk) = last_complete(of(plan, Archetype::SepsisRising));
        assert!(fresh(taken) && risk == Risk::High, "sepsis: {total}");
        let calm = standing(of(plan, Archetype::SepsisRising))
            .into_iter()
            .filter(|(taken, _)| plan.now.minutes_since(*taken) > 400)
            .filter(|(_, set)| matches!(set.outcome, Outcome::Complete { total: 0..=4, .. }))
            .count();
        assert!(calm >= 5, "well until six hours ago");

        let (taken, total, risk) = last_complete(of(plan, Archetype::SilentHypoxia));
        assert!(fresh(taken) && risk >= Risk::LowMedium, "hypoxia: {total}");
        let (_, hypoxic) = *standing(of(plan, Archetype::SilentHypoxia)).last().unwrap();
        assert!(
            hypoxic.vitals.respiration.is_none_or(|rate| rate.get() <= 24),
            "and breathing does not say so"
        );

        let (taken, total, _) = last_complete(of(plan, Archetype::Bleeding));
        assert!(fresh(taken) && total >= 3, "bleeding: {total}");
    }
}

#[test]
fn those_who_are_not_scored_are_charted_all_the_same_with_the_reason() {
    for plan in plans() {
        for (archetype, expected) in [
            (Archetype::Pregnant, NotApplicable::Pregnancy),
            (Archetype::Unidentified, NotApplicable::AgeUnknown),
        ] {
            let sets = standing(of(plan, archetype));
            assert!(sets.len() >= 3);
            for (_, set) in sets {
                assert_eq!(set.outcome, Outcome::NotApplicable { reason: expected });
            }
        }
    }
}

#[test]
fn absences_are_told_with_their_reasons() {
    let mut reasons = BTreeSet::new();
    for plan in plans() {
        reasons.extend(plan.sets().flat_map(|(_, set)| set.vitals.unable.values().cloned()));
        let (_, away) = *standing(of(plan, Archetype::OffWard)).last().unwrap();
        assert_eq!(away.vitals.missing().count(), 7, "off the ward now");
        assert!(away.vitals.unable.values().all(|reason| *reason == UnableReason::OffWard));
    }
    for reason in [
        UnableReason::Asleep,
        UnableReason::Declined,
        UnableReason::OffWard,
        UnableReason::UnableToObtain,
        UnableReason::Equipment,
        UnableReason::EndOfLife,
    ] {
        assert!(reasons.contains(&reason), "{reason:?}");
    }
}

#[test]
fn scale_two_is_a_doctors_decision_and_scores_only_what_comes_after() {
    for plan in plans() {
        let doctors = plan.directory.with_role(Role::Doctor);
        for stay in plan.in_beds() {
            let decisions: Vec<_> = stay
                .facts
                .iter()
                .filter(|fact| matches!(fact.body, EntryBody::SpO2Scale(_)))
                .map(|fact| (fact.taken_at.utc().unwrap(), fact.author))
                .collect();
            assert!(decisions.iter().all(|(_, author)| doctors.contains(author)));
            for (taken, set) in standing(stay) {
                let decided = decisions.first().is_some_and(|(at, _)| *at <= taken);
                assert_eq!(set.scale == Scale::Two, decided, "{}", stay.bed);
            }
        }
        assert_eq!(plan.in_beds().filter(|stay| stay.archetype == Archetype::Copd).count(), 2);
    }
}

#[test]
fn two_matters_stand_open_between_two_people_each() {
    for plan in plans() {
        let disputed = of(plan, Archetype::ScaleDisputed);
        let leaves = |stay: &Stay, kind: fn(&EntryBody) -> bool| {
            let replaced = stay.replaced();
            let open = |fact: &&demo::PlannedFact| kind(&fact.body) && !replaced.contains(&fact.id);
            stay.facts
                .iter()
                .filter(open)
                .map(|fact| (fact.author, fact.supersedes.clone()))
                .collect::<Vec<_>>()
        };
        let scales = leaves(disputed, |body| matches!(body, EntryBody::SpO2Scale(_)));
        assert_eq!(scales.len(), 2);
        assert_ne!(scales[0].0, scales[1].0, "two people");
        assert_eq!(scales[0].1, scales[1].1, "and one decision that both replaced");

        let corrected_twice = plan.in_beds().find(|stay| {
            let sets = leaves(stay, |body| matches!(body, EntryBody::Observations(_)));
            let of = |n: usize| sets.iter().filter(|(_, old)| !old.is_empty() && *old == sets[n].1).count();
            (0..sets.len()).any(|n| of(n) == 2)
        });
        assert_eq!(corrected_twice.map(|stay| stay.bed), Some("D1"));
    }
}

#[test]
fn a_set_charted_for_the_wrong_woman_stands_in_her_namesakes_stay_at_its_own_time() {
    for plan in plans() {
        let moved: Vec<_> = plan
            .in_beds()
            .flat_map(|stay| &stay.facts)
            .filter_map(|fact| match &fact.body {
                EntryBody::Withdrawal(Withdrawal::WrongPatient { moved_to }) => Some((fact, *moved_to)),
                _ => None,
            })
            .collect();
        let [(withdrawal, belongs_to)] = moved[..] else { panic!("one mix-up, not {}", moved.len()) };
        let charted_for = withdrawal.stay;
        let [first, second] =
            [charted_for, belongs_to].map(|id| plan.stays.iter().find(|stay| stay.id == id).unwrap());
        assert_eq!(identity(first).family, identity(second).family);
        let mistaken = first.sets().find(|(fact, _)| withdrawal.supersedes == [fact.id]).unwrap();
        let put_right = second.sets().find(|(_, set)| set.moved_from == Some((charted_for, mistaken.0.id)));
        let (fact, set) = put_right.expect("the same set, where it belongs");
        assert_eq!(fact.taken_at, mistaken.0.taken_at);
        assert_eq!(set.vitals, mistaken.1.vitals);
    }
}

#[test]
fn heaping_partials_late_entries_and_slips_are_as_common_as_published() {
    let now = at("2026-11-05T15:20:00Z");
    let all: Vec<_> = (0..24).map(|seed| Stats::of(&Plan::new(seed, now).unwrap())).collect();
    let mean = |of: fn(&Stats) -> u32| all.iter().map(of).sum::<u32>() / all.len() as u32;
    let within = |name: &str, of: fn(&Stats) -> u32, band: std::ops::RangeInclusive<u32>| {
        let mean = mean(of);
        assert!(band.contains(&mean), "{name}: {mean} per thousand, wanted {band:?}");
    };
    within("breathing rates even", |s| s.even_breaths, 800..=900);
    within("temperatures of 36.0", |s| s.thirty_six, 100..=126);
    within("systolic on a ten", |s| s.systolic_on_tens, 105..=140);
    within("a sign missing", |s| s.partial, 25..=60);
    within("nothing obtained", |s| s.nothing_obtained, 35..=90);
    within("by night", |s| s.by_night, 140..=260);
    within("over an hour late", |s| s.late, 15..=35);
    let sum = |of: fn(&Stats) -> usize| all.iter().map(of).sum::<usize>();
    assert!(sum(|s| s.amended) > 24 * 3, "corrections happen on every ward");
    for why in ["entered in error", "undone", "wrong patient"] {
        assert!(all.iter().map(|s| s.withdrawn.get(why).unwrap_or(&0)).sum::<usize>() >= 24, "{why}");
    }
}

#[test]
fn most_scores_are_low_and_the_high_ones_are_there() {
    let now = at("2026-11-05T15:20:00Z");
    let mut totals = BTreeMap::new();
    for seed in 0..24 {
        for (total, count) in Stats::of(&Plan::new(seed, now).unwrap()).totals {
            *totals.entry(total).or_insert(0) += count;
        }
    }
    let all: usize = totals.values().sum();
    let share =
        |band: std::ops::RangeInclusive<u8>| totals.range(band).map(|(_, n)| n).sum::<usize>() * 100 / all;
    assert!((60..=85).contains(&share(0..=2)), "0 to 2: {} %", share(0..=2));
    assert!((3..=16).contains(&share(5..=6)), "5 and 6: {} %", share(5..=6));
    assert!((2..=15).contains(&share(7..=20)), "7 and more: {} %", share(7..=20));
    assert!(share(13..=20) <= 2, "hardly anybody is at the top");
}

#[test]
fn octobers_repeated_hour_is_charted_under_both_its_offsets() {
    let now = at("2026-10-25T09:40:00Z");
    let charted: Vec<_> =
        SEEDS.map(|seed| Stats::of(&Plan::new(seed, now).unwrap()).in_the_repeated_hour).collect();
    assert!(charted.iter().sum::<usize>() > 0, "somebody was observed in it: {charted:?}");
    let before = Stats::of(&Plan::new(1, at("2026-10-24T09:40:00Z")).unwrap());
    assert_eq!(before.in_the_repeated_hour, 0, "and the day before has no such hour");
}

#[test]
fn no_number_on_the_ward_was_ever_issued_and_no_name_stands_where_it_should_not() {
    for plan in plans() {
        let mut numbers = BTreeSet::new();
        for stay in &plan.stays {
            let identity = identity(stay);
            assert_eq!(identity.nhs_number.is_none(), identity.family == "UNKNOWN");
            let digits = identity.nhs_number.map(|number| number.digits());
            assert!(digits.iter().all(|digits| digits.starts_with("999")));
            assert!(digits.is_none_or(|digits| numbers.insert(digits)), "each has a number of their own");
            assert!(identity.hospital_number.starts_with("DEMO"));
            let age = identity.born.map(|born| {
                applicability(
                    Some(born),
                    false,
                    DateTime::from_timestamp_millis(plan.now.0).unwrap().date_naive(),
                )
            });
            assert!(age.is_none_or(|age| age == Applicability::Applies), "all who are known are adults");
        }
    }
}

#[test]
fn the_nurses_on_shift_now_look_after_every_patient() {
    for plan in plans() {
        for stay in plan.in_beds() {
            let team: BTreeSet<_> = stay
                .facts
                .iter()
                .filter_map(|fact| match fact.body {
                    EntryBody::Allocation(allocation) if allocation.looking_after => Some(allocation.staff),
                    _ => None,
                })
                .collect();
            let nurses = plan.directory.with_role(Role::Nurse);
            assert_eq!(team.len(), 2, "a nurse and a healthcare assistant");
            assert_eq!(team.iter().filter(|id| nurses.contains(id)).count(), 1);
        }
        assert!(
            plan.stays
                .iter()
                .filter(|stay| stay.left.is_some())
                .all(|stay| stay.facts.iter().any(|fact| matches!(fact.body, EntryBody::Discharge(_)))),
            "those who left have a discharge"
        );
    }
}

/// Nobody who left is brought back by what was charted at the door, and nothing that they left open is still open.
#[test]
fn whoever_left_is_gone() {
    let policy = Policy::rcp_default();
    for plan in plans() {
        for stay in plan.stays.iter().filter(|stay| stay.left.is_some()) {
            let state = StayState::fold(&stay.entries(), &policy);
            let open = state.open_episodes(plan.now);
            assert!(state.is_over(), "{:?} {:?}", state.conflicts, stay.left);
            assert!(open.is_empty(), "{:?}", stay.left);
        }
    }
}

/// The patient who was sent on, the round and the visits are there for whoever looks for them.
#[test]
fn somebody_was_sent_to_the_next_ward_with_an_alert_open_and_a_therapist_has_nine_on_the_round() {
    for plan in plans() {
        let policy = Policy::rcp_default();
        let sent = plan.present("foxglove").find(|stay| stay.bed == "F3").unwrap();
        let state = StayState::fold(&sent.entries(), &policy);
        let places: Vec<_> = state.places.values().collect();
        assert_eq!((places.len(), places[0].bed.as_str(), state.transfers.len()), (1, "F3", 0), "received");
        assert!(!state.open_episodes(plan.now).is_empty(), "and still not well");
        let therapist = plan.directory.with_role(Role::Therapist)[0];
        let mut round = plan
            .stays
            .iter()
            .filter(|stay| StayState::fold(&stay.entries(), &policy).caseload_of.contains(&therapist));
        assert_eq!(round.by_ref().count(), 9);
    }
}

/// So that whoever looks for one finds a visit with all of it: its times, its note, and whose words they are.
#[test]
fn a_visit_at_a_home_has_a_whole_note_that_its_therapist_wrote_and_signed_after_it() {
    for plan in plans() {
        let therapist = plan.directory.with_role(Role::Therapist)[0];
        let stay = plan.present("riverside").find(|stay| stay.bed == "12 Mill Lane").unwrap();
        let state = StayState::fold(&stay.entries(), &Policy::rcp_default());
        let [note] = stay.notes.as_slice() else { panic!("one note") };
        let opened = state.notes.iter().find(|of| of.opened.by.id == note.opened).unwrap();
        let of = opened.opened.value.visit.unwrap();
        let visit = state.visits.iter().find(|visit| visit.names.contains(&of)).unwrap();
        assert!(visit.is_of(therapist) && note.author == therapist);
        assert!(visit.ended() < Some(note.written_at) && note.written_at < note.signed_at);
        assert!(note.signed_at < plan.now);
        let parts: Vec<_> = note.parts.iter().map(|(section, ..)| *section).collect();
        assert_eq!(parts, Section::ALL[..4]);
        assert!(note.parts.iter().all(|(.., words)| words.ends_with('.')));
    }
}
