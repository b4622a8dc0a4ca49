//! A therapist's day through the door: caseload, visits without a signal, what is left for the ward, the end of the day.

use crate::{
    notes::{opened, sign, write},
    support::*,
};
use clinical::{
    FactId, ScopeId, StayId,
    entry::{Discharge, EntryBody},
    note::Section,
    patient::Gender,
    staff::Role,
    stay::VisitStage,
    visit::{Consent, Goal, GoalStanding, Home, IdentityCheck, TherapyHandover, VisitEnding},
    ward::{Place, Ward},
};
use contract::{
    CallError, CaseloadView, Code, FinishView, Reply, Request, VisitAct, VisitAsked, VisitLine, VisitView,
};

pub(crate) fn visit(device: &Device, stay: StayId, act: VisitAct) -> Result<VisitView, CallError> {
    match device.call(Request::Visit(Box::new(VisitAsked { stay, act })))? {
        Reply::Visit(view) => Ok(*view),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn caseload(device: &Device) -> CaseloadView {
    match device.call(Request::Caseload).unwrap() {
        Reply::Caseload(view) => *view,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn finish(device: &Device) -> FinishView {
    match device.call(Request::FinishDay).unwrap() {
        Reply::Finish(view) => *view,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn plan(device: &Device, stay: StayId, minutes: i64) -> VisitLine {
    let at = device.now().plus_minutes(minutes);
    let view = visit(device, stay, VisitAct::Plan { visit: None, at, purpose: "stairs".into() });
    view.unwrap().visit.unwrap()
}

pub(crate) fn begin(device: &Device, stay: StayId, visit_id: Option<FactId>) -> Result<VisitView, CallError> {
    let identity = [IdentityCheck::Name, IdentityCheck::BornOn].into();
    visit(device, stay, VisitAct::Start { visit: visit_id, identity, consent: Consent::Given })
}

/// Time passes; the screen locks itself, and is unlocked.
pub(crate) fn wait(server: &Server, device: &Device, minutes: i64) {
    device.clock.pass(60_000 * minutes);
    *server.time.borrow_mut() = device.now();
    device.call(Request::Unlock { pin: contract::Pin(PIN.into()) }).unwrap();
}

pub(crate) fn no_access() -> VisitEnding {
    VisitEnding::NotSeen { reason: "no_access".into(), words: "rang twice".into() }
}

fn lines() -> TherapyHandover {
    TherapyHandover {
        situation: "Walks 10 m with frame and one".into(),
        watch: "dizzy on standing".into(),
        to_do: "up for meals".into(),
    }
}

/// A therapist with two patients on the caseload, everything on the device, and no connection.
pub(crate) struct Morning {
    pub(crate) server: Server,
    pub(crate) ana: Device,
    pub(crate) one: StayId,
    pub(crate) two: StayId,
}

impl Morning {
    pub(crate) fn new() -> Self {
        let server = Server::new();
        let ana = Device::enrolled(&server, 1);
        ana.sign_in(person(Role::Therapist));
        let (one, two) = (ana.admit("Adeyemi", "A1"), ana.admit("Brown", "A2"));
        for stay in [one, two] {
            assert!(visit(&ana, stay, VisitAct::Caseload(true)).unwrap().on_caseload);
        }
        server.sync(&ana.app);
        server.cut(&ana.app);
        Self { server, ana, one, two }
    }
}

#[test]
fn a_caseload_says_what_is_ready_offline_and_as_of_when_and_a_restart_forgets_nothing() {
    let Morning { server, ana, one, two: _ } = Morning::new();
    let synced_at = ana.now();
    wait(&server, &ana, 12);
    let view = caseload(&ana);
    assert_eq!((view.rows.len(), view.ready, view.ready_at), (2, 2, Some(synced_at)));
    let ana = ana.restarted();
    ana.sign_in_with(person(Role::Therapist), PIN).unwrap();
    assert_eq!(caseload(&ana).ready_at, Some(synced_at));
    // Somebody who is new on the list and has never been with the server is not ready.
    let new = ana.admit("Clark", "A3");
    visit(&ana, new, VisitAct::Caseload(true)).unwrap();
    let view = caseload(&ana);
    assert_eq!((view.rows.len(), view.ready, view.ready_at), (3, 2, None));
    assert!(view.rows.iter().any(|row| !row.ready && row.unsent > 0));
    server.sync(&ana.app);
    let view = caseload(&ana);
    assert_eq!((view.ready, view.ready_at), (3, Some(ana.now())));
    visit(&ana, one, VisitAct::Caseload(false)).unwrap();
    assert_eq!(caseload(&ana).rows.len(), 2);
}

#[test]
fn a_morning_of_two_visits_without_a_signal_reaches_the_wards_board() {
    let Morning { server, ana, one, two } = Morning::new();
    let nurse = Device::with_nurse(&server, 2);
    let (first, second) = (plan(&ana, one, 10), plan(&ana, two, 60));
    let order: Vec<_> = caseload(&ana).rows.iter().map(|row| row.banner.stay).collect();
    assert_eq!(order, [one, two]);
    let open = begin(&ana, one, Some(first.id)).unwrap();
    assert_eq!(open.visit.as_ref().unwrap().stage, VisitStage::Open);
    let checked = "Identified by: full name, date of birth. Consent: agreed";
    assert_eq!(open.visit.as_ref().unwrap().checked, [checked]);
    let note = write(&ana, &opened(&ana, one), Section::Subjective, "Slept well.");
    wait(&server, &ana, 35);
    let named = open.visit.unwrap().id;
    let ended = visit(&ana, one, VisitAct::End { visit: named, how: VisitEnding::Seen, at: None }).unwrap();
    assert_eq!(ended.visit.unwrap().stage, VisitStage::Seen);
    visit(&ana, one, VisitAct::Handover(lines())).unwrap();
    let unable = visit(&ana, two, VisitAct::End { visit: second.id, how: no_access(), at: None }).unwrap();
    let line = unable.visit.unwrap();
    assert_eq!(line.stage, VisitStage::NotSeen);
    assert!(line.outcome[0].starts_with("Not seen: No access: nobody answered: rang twice"), "{line:?}");
    let left = finish(&ana);
    assert_eq!((left.seen, left.not_seen, left.open.len(), left.unsigned.len()), (1, 1, 0, 1));
    assert!(left.sync.unsent > 0);
    sign(&ana, &note, &[]).unwrap();
    server.sync(&ana.app);
    server.sync(&nurse.app);
    let row = nurse.rows(one).remove(0);
    let said = "Walks 10 m with frame and one · Watch: dizzy on standing · Do: up for meals";
    let (line, signed) = row.therapy.as_deref().unwrap().split_once(" (").unwrap();
    let at = clinical::cui::date_time(clinical::Stamp { utc: ana.now(), offset_minutes: 0 });
    assert_eq!((line, signed), (said, format!("Therapist Okafor, {at})").as_str()), "{row:?}");
    assert_eq!((row.carers.len(), row.looked_after_by.len()), (0, 0), "a caseload is not the bedside");
    let left = finish(&ana);
    assert_eq!((left.unsigned.len(), left.sync.unsent), (0, 0));
}

/// Nothing that is open or unsigned hides because the patient is on no caseload, or not any more.
#[test]
fn the_end_of_the_day_names_what_is_open_of_patients_on_no_caseload() {
    let Morning { server: _server, ana, one, two } = Morning::new();
    for stay in [one, two] {
        visit(&ana, stay, VisitAct::Caseload(false)).unwrap();
    }
    assert!(caseload(&ana).rows.is_empty());
    assert_eq!(finish(&ana).open.len() + finish(&ana).unsigned.len(), 0);
    begin(&ana, one, None).unwrap();
    write(&ana, &opened(&ana, two), Section::Subjective, "Slept well. Ate well.");
    let left = finish(&ana);
    let named = |ends: &[contract::LooseEnd]| ends.iter().map(|end| end.stay).collect::<Vec<_>>();
    assert_eq!((named(&left.open), named(&left.unsigned)), (vec![one], vec![two]));
    assert!(left.open[0].words.starts_with("Begun"), "{:?}", left.open);
    assert_eq!(left.unsigned[0].words, "2 sentences not signed");
}

#[test]
fn a_visit_begins_once_with_two_identifiers_and_under_a_lock_too() {
    let Morning { ana, one, .. } = Morning::new();
    let start = |identity: &[IdentityCheck]| VisitAct::Start {
        visit: None,
        identity: identity.to_vec(),
        consent: Consent::Given,
    };
    let refused = visit(&ana, one, start(&[IdentityCheck::Name])).unwrap_err();
    assert_eq!(refused.fields[0].field, "identity");
    begin(&ana, one, None).unwrap();
    let again = begin(&ana, one, None).unwrap();
    assert_eq!(again.others.len(), 0, "two taps are one visit");
    ana.done(Request::Lock);
    let named = again.visit.unwrap().id;
    let act = VisitAct::End { visit: named, how: VisitEnding::Seen, at: None };
    let asked = Request::Visit(Box::new(VisitAsked { stay: one, act }));
    assert_eq!(ana.call(asked).unwrap(), Reply::Done, "recorded, and nothing shown");
    let look = Request::Visit(Box::new(VisitAsked { stay: one, act: VisitAct::Look }));
    assert_eq!(ana.call(look).unwrap_err().code, Code::Locked);
}

/// A patient moved ward, or died, during an open visit: what the therapist recorded and what the ward recorded both
/// stand, and the therapist is told.
#[test]
fn a_patient_who_moves_during_an_open_visit_is_told_and_the_visit_is_kept() {
    let Morning { server, ana, one, .. } = Morning::new();
    let nurse = Device::with_nurse(&server, 2);
    server.sync(&nurse.app);
    let open = begin(&ana, one, None).unwrap().visit.unwrap();
    wait(&server, &ana, 5);
    wait(&server, &nurse, 5);
    nurse.done(Request::MoveBed { stay: one, to: place("B3") });
    server.sync(&nurse.app);
    server.sync(&ana.app);
    let view = visit(&ana, one, VisitAct::Look).unwrap();
    let line = view.visit.unwrap();
    assert_eq!(line.stage, VisitStage::Open);
    assert!(line.told[0].starts_with("Moved to bed B3, "), "{:?}", line.told);
    assert!(!line.told[0].contains("Ward"), "on the same ward the bed says it: {:?}", line.told);
    assert_eq!(view.banner.places, [place("B3")]);
    let ended = visit(&ana, one, VisitAct::End { visit: open.id, how: VisitEnding::Seen, at: None }).unwrap();
    assert_eq!(ended.visit.unwrap().told.len(), 1, "it stays said");
}

#[test]
fn a_patient_who_moves_to_another_ward_during_an_open_visit_is_told_with_the_ward() {
    let Morning { server, ana, one, .. } = Morning::new();
    let primrose = Ward { id: "primrose".parse().unwrap(), name: "Primrose Ward".into(), ..ward() };
    let there = Place { ward: primrose.id.clone(), ..place("A1") };
    server.author(EntryBody::Ward(primrose));
    let nurse = Device::with_nurse(&server, 2);
    server.sync(&nurse.app);
    begin(&ana, one, None).unwrap();
    wait(&server, &ana, 5);
    wait(&server, &nurse, 5);
    nurse.done(Request::MoveBed { stay: one, to: there });
    server.sync(&nurse.app);
    server.sync(&ana.app);
    let told = visit(&ana, one, VisitAct::Look).unwrap().visit.unwrap().told;
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("Moved to bed A1, Primrose Ward, "), "{told:?}");
}

#[test]
fn a_visit_to_somebody_who_has_died_is_stopped_at_the_caseload() {
    let Morning { server, ana, one, two } = Morning::new();
    plan(&ana, one, 30);
    begin(&ana, two, None).unwrap();
    let hand = Hand::enrolled(&server);
    for (stay, n) in [(one, 1), (two, 2)] {
        let died = EntryBody::Discharge(Discharge::Died);
        let scope = ScopeId::Stay(stay);
        server.append(&scope, entry(hand.fact(scope.clone(), n, died)));
    }
    server.sync(&ana.app);
    let view = caseload(&ana);
    assert_eq!(view.rows.len(), 2, "nobody disappears from a caseload");
    let of = |stay| view.rows.iter().find(|row| row.banner.stay == stay).unwrap().visit.clone().unwrap();
    assert_eq!((of(one).stage, of(two).stage), (VisitStage::Stopped, VisitStage::Open));
    assert!(of(two).told[0].starts_with("The patient has died"), "{:?}", of(two).told);
    assert_eq!(begin(&ana, one, None).unwrap_err().code, Code::AlreadyChanged);
}

#[test]
fn goals_homes_and_plans_are_replaced_and_said_once() {
    let Morning { ana, one, .. } = Morning::new();
    let goal = Goal {
        words: "Get to the garden".into(),
        measure: String::new(),
        by: None,
        standing: GoalStanding::Open,
    };
    visit(&ana, one, VisitAct::Goal(goal.clone())).unwrap();
    let view = visit(&ana, one, VisitAct::Goal(goal)).unwrap();
    assert_eq!(view.goals.len(), 1, "two taps are one goal");
    let met = VisitAct::GoalStands { goal: view.goals[0].id, standing: GoalStanding::Met };
    let view = visit(&ana, one, met.clone()).unwrap();
    assert_eq!(view.goals.iter().map(|goal| goal.standing).collect::<Vec<_>>(), [GoalStanding::Met]);
    assert_eq!(visit(&ana, one, met).unwrap_err().code, Code::AlreadyChanged, "that version is replaced");
    let home = Home { address: "1 Example Lane".into(), access: "key safe".into() };
    visit(&ana, one, VisitAct::Home(home.clone())).unwrap();
    let view = visit(&ana, one, VisitAct::Home(Home { address: "2 Example Lane".into(), ..home })).unwrap();
    assert_eq!(view.homes.len(), 1);
    let first = plan(&ana, one, 30);
    let at = ana.now().plus_minutes(90);
    let act = VisitAct::Plan { visit: Some(first.id), at, purpose: String::new() };
    let view = visit(&ana, one, act).unwrap();
    assert_eq!((view.visit.unwrap().planned_at, view.others.len()), (Some(at), 0));
}

#[test]
fn what_cannot_be_is_refused_by_field() {
    let Morning { ana, one, .. } = Morning::new();
    let field = |act| visit(&ana, one, act).unwrap_err().fields[0].field.clone();
    let unknown = VisitEnding::NotSeen { reason: "dna".into(), words: String::new() };
    assert_eq!(field(VisitAct::End { visit: FactId::from_bytes([1; 16]), how: unknown, at: None }), "reason");
    assert_eq!(field(VisitAct::Handover(TherapyHandover { watch: "x".repeat(121), ..lines() })), "watch");
    let nothing = TherapyHandover { situation: String::new(), watch: " ".into(), to_do: String::new() };
    assert_eq!(field(VisitAct::Handover(nothing)), "situation");
    let nowhere = VisitAct::Home(Home { address: " ".into(), access: String::new() });
    assert_eq!(field(nowhere), "address");
    assert_eq!(identity("Brown").gender, Gender::Female);
}
