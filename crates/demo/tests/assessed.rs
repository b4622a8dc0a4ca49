//! What people filled in, worried about and visited on the synthetic ward, through the forms that are shipped.

#![expect(clippy::unwrap_used, reason = "a test may stop where its premise fails")]

use chrono::DateTime;
use clinical::{
    UtcMillis,
    entry::EntryBody,
    escalation::{ConcernFrom, EscalationAct},
    form::{Definition, shipped::SHIPPED},
    policy::Policy,
    staff::{Action, AuthLevel, Role, may},
    stay::{StayState, VisitStage},
};
use demo::{Plan, Stay, ward::RIVERSIDE};
use std::{collections::BTreeMap, sync::LazyLock};

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

#[test]
fn every_form_that_was_planned_was_taken_whole_by_the_form_that_is_shipped() {
    let address = |name: &str| {
        let shipped = SHIPPED.iter().find(|shipped| shipped.name == name).unwrap();
        Definition::parse(shipped.json).unwrap().pin().url.clone()
    };
    for plan in plans() {
        let mut counts = BTreeMap::new();
        for fact in plan.facts() {
            if let EntryBody::Assessment(assessment) = &fact.body {
                assert!(assessment.is_complete(), "{}", assessment.title);
                *counts.entry(assessment.pin.url.clone()).or_insert(0) += 1;
            }
        }
        for (form, least) in [
            ("pain", 6),
            ("glucose", 7),
            ("neuro", 11),
            ("falls", 2),
            ("skin", 5),
            ("cannula", 2),
            ("fluid", 11),
        ] {
            let count = counts.get(&address(form)).copied().unwrap_or(0);
            assert!(count >= least, "{form}: {count}");
        }
    }
}

#[test]
fn no_form_of_a_patient_in_a_bed_is_overdue_at_the_start() {
    for plan in plans() {
        for stay in plan.in_beds() {
            let late: Vec<_> = state(stay)
                .assessments_due(plan.now)
                .into_iter()
                .filter(|due| due.overdue_at < plan.now)
                .map(|due| due.title)
                .collect();
            assert!(late.is_empty(), "{}: {late:?}", stay.bed);
        }
    }
}

#[test]
fn a_familys_worry_was_written_down_answered_by_a_doctor_and_closed() {
    for plan in plans() {
        let worried = plan.stays.iter().find_map(|stay| {
            let fact = stay.facts.iter().find(
                |fact| matches!(&fact.body, EntryBody::Concern(concern) if concern.from == ConcernFrom::Family),
            )?;
            Some((stay, fact))
        });
        let (stay, concern) = worried.expect("one family was worried");
        let episodes = state(stay).episodes(plan.now);
        let episode = episodes.iter().find(|one| one.trigger_ids().contains(&concern.id)).unwrap();
        let doctors = plan.directory.with_role(Role::Doctor);
        let came = episode.done.iter().find(|done| matches!(done.said.act, EscalationAct::Attended { .. }));
        assert!(doctors.contains(&came.unwrap().by.author));
        let closed = episode.closed.as_ref().unwrap();
        let author = closed.by[0].author;
        let role = plan.directory.staff.iter().find(|person| person.id == author).unwrap().role;
        assert!(may(role, AuthLevel::Pin, Action::CloseEscalation) && closed.at > came.unwrap().at);
    }
}

#[test]
fn the_therapist_saw_two_people_at_home_last_week() {
    for plan in plans() {
        let therapist = plan.directory.with_role(Role::Therapist)[0];
        let mut seen = Vec::new();
        for stay in plan.present(RIVERSIDE) {
            let state = state(stay);
            let ended = state.visits.iter().filter(|visit| visit.is_of(therapist));
            seen.extend(ended.filter(|visit| visit.stage() == VisitStage::Seen).map(|_| stay.bed));
        }
        assert_eq!(seen, ["12 Mill Lane", "Flat 7, Weir Court"]);
    }
}
