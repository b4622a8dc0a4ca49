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
    ward::{BLUEBELL, Directory, FOXGLOVE, RIVERSIDE},
};
use std::sync::LazyLock;

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

/// Story 1: "open bed A4 and key a set that scores 5 or more. The screen says whom to tell."
#[test]
fn the_nurses_story_has_somebody_in_a4_whom_a_high_score_applies_to() {
    for plan in plans() {
        let state = state(stay(plan, BLUEBELL, "A4"));
        let now = clinical::Stamp { utc: plan.now, offset_minutes: 0 };
        assert_eq!(state.applicability(now), Applicability::Applies);
        assert!(state.at(plan.now).on_board);
        let chain = Policy::rcp_default();
        assert!(chain.chain().raises(Response::Urgent), "5 or more asks for somebody");
        let worst = state.sets.iter().filter_map(|set| match set.set.outcome {
            Outcome::Complete { total, .. } => Some(total),
            _ => None,
        });
        assert!(worst.count() > 0, "with a chart behind it");
    }
}

/// Story 2: "C2 got worse all night and nobody was told. Open the alert, tell, accept, plan, close. Then allocate the beds,
/// send a patient to Foxglove Ward, and read the handover."
#[test]
fn the_sisters_story_has_somebody_in_c2_who_got_worse_and_of_whom_nobody_was_told() {
    for plan in plans() {
        let state = state(stay(plan, BLUEBELL, "C2"));
        let open = state.open_episodes(plan.now);
        assert!(!open.is_empty(), "seed {}", plan.seed);
        assert!(open.iter().all(|episode| episode.stage == Stage::Raised && episode.done.is_empty()));
        let last = state.at(plan.now).last_complete.unwrap();
        let night = plan.now.plus_minutes(-12 * 60);
        let then = state.sets.iter().rev().find(|set| set.at.is_some_and(|at| at < night)).unwrap();
        let Outcome::Complete { total, .. } = then.set.outcome else { panic!("a full set before the night") };
        assert!(last.total > total, "{} after {total}", last.total);
        assert!(empty_beds(plan, FOXGLOVE) > 0, "a bed to send somebody to");
    }
}

/// Story 3: "take A1 on to your caseload, visit A1 and 12 Mill Lane, write a note, sign it, leave three lines for the ward."
#[test]
fn the_therapists_story_has_a_patient_to_take_on_and_a_visit_to_mill_lane() {
    for plan in plans() {
        let therapist: StaffId = plan.directory.with_role(Role::Therapist)[0];
        let on_the_ward = state(stay(plan, BLUEBELL, "A1"));
        assert!(!on_the_ward.caseload_of.contains(&therapist), "still to be taken on");
        assert!(on_the_ward.therapy.is_none(), "and no lines left for the ward yet");
        let at_home = state(stay(plan, RIVERSIDE, "12 Mill Lane"));
        assert!(at_home.caseload_of.contains(&therapist));
        assert!(!at_home.home.is_none());
        let planned = at_home.visits.iter().filter(|visit| visit.is_of(therapist));
        assert_eq!(planned.filter(|visit| visit.stage() == VisitStage::Planned).count(), 1);
        let shown = plan.directory.staff.iter().find(|person| person.id == therapist).unwrap();
        for slug in [BLUEBELL, RIVERSIDE] {
            assert!(shown.wards.iter().any(|ward| ward.as_str() == slug), "{} works at {slug}", shown.name);
        }
    }
}
