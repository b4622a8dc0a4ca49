//! The synthetic hospital has everybody whom a newcomer is told of, and the three stories that `cargo xtask run` tells are true
//! of it.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop where its premise fails")]

use chrono::DateTime;
use clinical::{
    StaffId, UtcMillis,
    entry::EntryBody,
    news2::{Applicability, Outcome, Response},
    policy::{Policy, Setting},
    staff::Role,
    stay::{Stage, StayState, VisitStage},
    ward::Ward,
};
use demo::{
    Plan, Stay,
    stories::{Premise, stories},
    ward::{BLUEBELL, Directory, FOXGLOVE, RIVERSIDE},
};
use std::{collections::BTreeSet, sync::LazyLock};

/// In the afternoon, in the small hours and in the morning.
const TIMES: [&str; 3] = ["2026-11-05T15:20:00Z", "2026-12-09T03:10:00Z", "2026-02-17T08:45:00Z"];

fn plans() -> &'static [Plan] {
    static PLANS: LazyLock<Vec<Plan>> = LazyLock::new(|| {
        let now = TIMES.map(|text| UtcMillis(DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()));
        (0..4).flat_map(|seed| now.map(|now| Plan::new(seed, now).unwrap())).collect()
    });
    &PLANS
}

fn ward<'d>(directory: &'d Directory, slug: &str) -> &'d Ward {
    directory.wards.iter().find(|ward| ward.id.as_str() == slug).expect("it is in the directory")
}

fn stay<'p>(plan: &'p Plan, ward: &'p str, bed: &str) -> &'p Stay {
    plan.present(ward).find(|stay| stay.bed == bed).expect("somebody is there")
}

fn state(stay: &Stay) -> StayState {
    StayState::fold(&stay.entries(), &Policy::rcp_default())
}

fn empty_beds(plan: &Plan, slug: &str) -> usize {
    let beds = ward(&plan.directory, slug).bays.iter().flat_map(|bay| &bay.beds);
    beds.filter(|bed| !plan.present(slug).any(|stay| stay.bed == **bed)).count()
}

fn of_ward(directory: &Directory, slug: &str, role: Role) -> usize {
    let works = |person: &&demo::ward::DemoStaff| person.wards.iter().any(|ward| ward.as_str() == slug);
    directory.staff.iter().filter(|person| person.role == role).filter(works).count()
}

#[test]
fn there_are_two_wards_and_homes_with_patients_and_people_of_every_role_who_work_there() {
    for plan in plans() {
        let directory = &plan.directory;
        for (slug, setting, least) in [
            (BLUEBELL, Setting::AcuteWard, 24),
            (FOXGLOVE, Setting::AcuteWard, 3),
            (RIVERSIDE, Setting::Home, 3),
        ] {
            assert_eq!(ward(directory, slug).setting, setting);
            assert!(!ward(directory, slug).telephone.is_empty(), "{slug}: whom to ring");
            let there = plan.present(slug).count();
            assert!(there >= least, "{slug}: {there}");
        }
        for role in
            [Role::HealthcareAssistant, Role::Nurse, Role::NurseInCharge, Role::Doctor, Role::Therapist]
        {
            assert!(of_ward(directory, BLUEBELL, role) >= 1, "{role:?} on Bluebell Ward");
        }
        assert!(of_ward(directory, FOXGLOVE, Role::Nurse) >= 1, "somebody to receive a patient");
        assert!(of_ward(directory, RIVERSIDE, Role::Therapist) >= 1, "somebody to visit");
        for home in plan.present(RIVERSIDE) {
            let known = home.facts.iter().any(|fact| matches!(fact.body, EntryBody::Home(_)));
            assert!(known, "{}: how to get there", home.bed);
        }
    }
}

/// Every bed of Bluebell Ward and every address that the words name, by the directory.
fn named(plan: &Plan, words: &str) -> BTreeSet<String> {
    let words: String =
        words.chars().map(|letter| if ",.:;".contains(letter) { ' ' } else { letter }).collect();
    let words = format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "));
    let beds = plan.directory.wards.iter().flat_map(|ward| &ward.bays).flat_map(|bay| &bay.beds);
    beds.filter(|bed| words.contains(&format!(" {bed} "))).cloned().collect()
}

#[test]
fn every_bed_that_a_story_names_is_checked_and_each_role_is_told_one() {
    let stories = stories().unwrap();
    let roles: Vec<Role> = stories.iter().map(|story| story.role).collect();
    assert_eq!(roles, [Role::Nurse, Role::NurseInCharge, Role::Therapist]);
    for story in &stories {
        let told: BTreeSet<String> = story.beds.iter().map(|told| told.bed.clone()).collect();
        assert!(!told.is_empty());
        assert_eq!(named(&plans()[0], &story.lines.join(" ")), told, "{:?}", story.role);
    }
}

#[test]
fn what_the_stories_take_for_granted_is_true_of_the_patients_they_name() {
    for plan in plans() {
        for story in stories().unwrap() {
            for told in &story.beds {
                holds(plan, stay(plan, &told.ward, &told.bed), told.is);
            }
        }
        assert!(empty_beds(plan, FOXGLOVE) > 0, "a bed to send somebody to");
        let handed = plan.in_beds().filter(|stay| !state(stay).handovers.is_empty()).count();
        assert!(handed > 10, "a handover to read: {handed}");
    }
}

fn holds(plan: &Plan, stay: &Stay, premise: Premise) {
    let state = state(stay);
    let therapist: StaffId = plan.directory.with_role(Role::Therapist)[0];
    match premise {
        Premise::Scored => {
            let now = clinical::Stamp { utc: plan.now, offset_minutes: 0 };
            assert_eq!(state.applicability(now), Applicability::Applies);
            assert!(state.at(plan.now).on_board);
            let policy = Policy::rcp_default();
            assert!(policy.chain().raises(Response::Urgent), "5 or more asks for somebody");
            assert!(state.sets.iter().any(|set| set.set.outcome.is_complete()), "with a chart behind it");
        }
        Premise::NobodyTold => {
            let open = state.open_episodes(plan.now);
            assert!(!open.is_empty(), "seed {}", plan.seed);
            assert!(open.iter().all(|episode| episode.stage == Stage::Raised && episode.done.is_empty()));
            let last = state.at(plan.now).last_complete.unwrap();
            let night = plan.now.plus_minutes(-12 * 60);
            let then = state.sets.iter().rev().find(|set| set.at.is_some_and(|at| at < night)).unwrap();
            let Outcome::Complete { total, .. } = then.set.outcome else {
                panic!("a full set before the night")
            };
            assert!(last.total > total, "{} after {total}", last.total);
        }
        Premise::NotOnTheCaseload => {
            assert!(!state.caseload_of.contains(&therapist), "still to be taken on");
            assert!(state.therapy.is_none(), "and no lines left for the ward yet");
        }
        Premise::VisitPlanned => {
            assert!(state.caseload_of.contains(&therapist) && !state.home.is_none());
            let planned = state.visits.iter().filter(|visit| visit.is_of(therapist));
            assert_eq!(planned.filter(|visit| visit.stage() == VisitStage::Planned).count(), 1);
        }
    }
    let shown = plan.directory.staff.iter().find(|person| person.id == therapist).unwrap();
    for slug in [BLUEBELL, RIVERSIDE] {
        assert!(shown.wards.iter().any(|ward| ward.as_str() == slug), "{} works at {slug}", shown.name);
    }
}
