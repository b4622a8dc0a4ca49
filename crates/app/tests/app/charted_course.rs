//! What a chart is drawn with besides its sets: steps of an escalation, pauses, the ward's clock, how far the window goes.

use crate::support::*;
use clinical::{
    StayId,
    escalation::{EscalationAct, Telling},
    monitoring::OffWard,
    staff::Role,
    stay::Stage,
};
use contract::{ActAsked, ChartView, Decide, Decision, Escalate, Reply, Request};

/// Time passes, and the nurse signs in again: reading is locked by then.
fn pass(device: &Device, minutes: i64) {
    device.clock.pass(minutes * 60_000);
    device.sign_in(person(Role::Nurse));
}

fn chart_of(device: &Device, stay: StayId, hours: u32) -> ChartView {
    match device.call(Request::Chart { stay, hours: Some(hours) }).unwrap() {
        Reply::Chart(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn decide(device: &Device, stay: StayId, decision: Decision) {
    let asked = Decide { stay, decision, reason: String::new() };
    assert_eq!(device.call(Request::Decide(Box::new(asked))).unwrap(), Reply::Done);
}

fn act(device: &Device, stay: StayId, act: ActAsked) {
    let episode = device.patient(stay).episodes.remove(0);
    let asked = Escalate { stay, episode: episode.id, seen: episode.seen, act, reason: String::new() };
    device.call(Request::Escalate(Box::new(asked))).unwrap();
}

#[test]
fn the_steps_of_an_escalation_stand_on_the_chart_and_the_set_that_somebody_was_told_of_says_so() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let calm = device.record(stay, well()).fact;
    pass(&device, 30);
    let high = device.record(stay, ill()).fact;
    assert!(chart_of(&device, stay, 24).acts.is_empty(), "nobody has done anything");
    pass(&device, 5);
    act(&device, stay, ActAsked::TellAsked { who: "Dr Rao".into(), how: Telling::Telephone });
    pass(&device, 5);
    act(&device, stay, ActAsked::Act(EscalationAct::Accepted { who: "Dr Rao".into() }));
    let chart = chart_of(&device, stay, 24);
    let steps: Vec<_> = chart.acts.iter().map(|step| (step.stage, step.at)).collect();
    let now = device.now();
    assert_eq!(steps, [(Stage::Told, now.plus_minutes(-5)), (Stage::Accepted, now)]);
    assert!(chart.acts[0].who.ends_with(", Dr Rao"), "{:?}: the role and the person", chart.acts);
    assert!(chart.escalated.contains(&high) && !chart.escalated.contains(&calm));
    let course = chart.course(now);
    assert_eq!(course.sets.iter().map(|set| set.escalated).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_time_off_the_ward_is_a_pause_until_somebody_says_that_the_patient_is_back() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let left = device.now();
    decide(&device, stay, Decision::OffWard(OffWard::Away { place: "X-ray".into(), back_by: None }));
    let pauses = chart_of(&device, stay, 24).pauses;
    assert_eq!((pauses.len(), pauses[0].from, pauses[0].to), (1, left, None));
    assert_eq!(pauses[0].why, "Off the ward, X-ray");
    pass(&device, 90);
    decide(&device, stay, Decision::OffWard(OffWard::Back));
    assert_eq!(chart_of(&device, stay, 24).pauses[0].to, Some(device.now()));
}

#[test]
fn the_newest_three_sets_are_in_every_window() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    for _ in 0..5 {
        device.record(stay, well());
        pass(&device, 12 * 60);
    }
    let chart = chart_of(&device, stay, 24);
    assert_eq!(chart.sets.len(), 3, "two within the day, and the one before");
    assert_eq!(chart.from, device.now().plus_minutes(-36 * 60));
    assert_eq!(
        chart_of(&device, stay, 72).from,
        device.now().plus_minutes(-72 * 60),
        "no wider than it was asked for"
    );
}

#[test]
fn a_correction_says_on_the_chart_that_it_is_one() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let first = device.record(stay, ill()).fact;
    device.amend(stay, first, well()).unwrap();
    let course = chart_of(&device, stay, 24).course(device.now());
    let said: Vec<_> = course.sets.iter().map(|set| (set.corrects, set.standing.counts())).collect();
    assert!(said.contains(&(true, true)) && said.contains(&(false, false)), "{said:?}");
}
