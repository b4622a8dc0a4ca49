//! A therapist's day as it really goes: a visit entered once it is over, a plan moved, called off and taken back, two people who
//! move one plan without knowing of each other, goals with a day.

use crate::{
    support::*,
    visits::{Morning, begin, caseload, finish, no_access, plan, visit, wait},
};
use clinical::{
    FactId, ScopeId, StayId, UtcMillis, cui,
    entry::{Discharge, EntryBody},
    staff::Role,
    stay::VisitStage,
    visit::{Consent, Goal, GoalStanding, Home, IdentityCheck, VisitCalledOff, VisitEnding},
};
use contract::{CallError, Code, VisitAct, VisitLine, VisitView};

fn wrote_up(visit: Option<FactId>, began: UtcMillis, ended: UtcMillis) -> VisitAct {
    let identity = [IdentityCheck::Name, IdentityCheck::Address].into();
    VisitAct::WriteUp { visit, identity, consent: Consent::Given, began, ended }
}

fn shown(line: &VisitLine) -> Vec<FactId> {
    line.plans.iter().map(|plan| plan.id).collect()
}

fn move_to(device: &Device, stay: StayId, line: &VisitLine, at: UtcMillis) -> Result<VisitView, CallError> {
    let reason = "asked for the afternoon".into();
    visit(device, stay, VisitAct::Move { visit: line.id, shown: shown(line), at, reason })
}

fn call_off(device: &Device, stay: StayId, line: &VisitLine) -> Result<VisitView, CallError> {
    let why = VisitCalledOff { reason: "in_hospital".into(), words: " fell last night ".into() };
    visit(device, stay, VisitAct::CallOff { visit: line.id, shown: shown(line), why })
}

fn take_back(device: &Device, stay: StayId, fact: FactId) -> Result<VisitView, CallError> {
    visit(device, stay, VisitAct::TakeBack { fact })
}

fn look(device: &Device, stay: StayId) -> VisitLine {
    visit(device, stay, VisitAct::Look).unwrap().visit.unwrap()
}

fn order(device: &Device) -> Vec<StayId> {
    caseload(device).rows.iter().map(|row| row.banner.stay).collect()
}

fn in_words(at: UtcMillis) -> String {
    cui::date_time(clinical::Stamp { utc: at, offset_minutes: 0 })
}

#[test]
fn a_visit_entered_later_has_the_times_at_which_it_took_place_and_says_when_it_was_entered() {
    let Morning { server, ana, one, two } = Morning::new();
    wait(&server, &ana, 300);
    let (began, ended) = (ana.now().plus_minutes(-200), ana.now().plus_minutes(-160));
    let view = visit(&ana, one, wrote_up(None, began, ended)).unwrap();
    let line = view.visit.clone().unwrap();
    assert_eq!((line.stage, line.began, line.ended), (VisitStage::Seen, Some(began), Some(ended)));
    assert_eq!(line.entered, format!("Entered later: Therapist Okafor, {}", in_words(ana.now())));
    assert_eq!(line.checked, ["Identified by: full name, address. Consent: agreed"]);
    assert_eq!(finish(&ana).seen, 1, "it counts for the day on which it was");
    wait(&server, &ana, 5);
    let again = visit(&ana, one, wrote_up(None, began, ended)).unwrap();
    assert_eq!(again.others.len(), 0, "two taps enter one visit");
    assert_eq!(again.visit.unwrap().entered, line.entered);
    // One that was planned is the same visit, not another one.
    let planned = plan(&ana, two, 30);
    let view = visit(&ana, two, wrote_up(Some(planned.id), began, ended)).unwrap();
    assert_eq!((view.visit.unwrap().stage, view.others.len()), (VisitStage::Seen, 0));
    // What is begun at the door and ended there says nothing of the kind.
    let three = ana.admit("Clark", "A3");
    begin(&ana, three, None).unwrap();
    wait(&server, &ana, 10);
    let open = look(&ana, three);
    let end = VisitAct::End { visit: open.id, how: VisitEnding::Seen, at: None };
    assert_eq!(visit(&ana, three, end).unwrap().visit.unwrap().entered, "");
    // The other devices are told the same.
    let nurse = Device::with_nurse(&server, 2);
    server.sync(&ana.app);
    server.sync(&nurse.app);
    let there = look(&nurse, one);
    assert_eq!((there.began, there.ended, there.entered), (line.began, line.ended, line.entered));
}

#[test]
fn no_visit_is_entered_in_the_future_before_the_stay_after_a_death_or_with_its_end_first() {
    let Morning { server, ana, one, two } = Morning::new();
    let came = ana.now();
    wait(&server, &ana, 300);
    let now = ana.now();
    let field = |began: i64, ended: i64| {
        let act = wrote_up(None, now.plus_minutes(began), now.plus_minutes(ended));
        let error = visit(&ana, one, act).unwrap_err();
        (error.fields[0].field.clone(), error.fields[0].code.clone())
    };
    let problem = |field: &str, code: &str| (field.to_owned(), code.to_owned());
    assert_eq!(field(-60, 5), problem("ended", "ahead"));
    assert_eq!(field(-60, -60), problem("ended", "before_it_began"));
    assert_eq!(field(-30, -60), problem("ended", "before_it_began"));
    assert_eq!(field(-302, -200), problem("began", "before_the_stay"));
    assert_eq!(field(-25 * 60, -10), problem("ended", "too_long"));
    assert!(visit(&ana, one, VisitAct::Look).unwrap().visit.is_none(), "nothing of it was written");
    let alone = VisitAct::WriteUp {
        visit: None,
        identity: vec![IdentityCheck::Name],
        consent: Consent::Given,
        began: came,
        ended: now,
    };
    assert_eq!(visit(&ana, one, alone).unwrap_err().fields[0].field, "identity");
    // A watch that is a minute ahead of the clock: the visit has ended now.
    let ahead = visit(&ana, one, wrote_up(None, now.plus_minutes(-40), now.plus_minutes(1))).unwrap();
    assert_eq!(ahead.visit.unwrap().ended, Some(now));
    let hand = Hand::enrolled(&server);
    let scope = ScopeId::Stay(two);
    server.append(&scope, entry(hand.fact(scope.clone(), 1, EntryBody::Discharge(Discharge::Died))));
    server.sync(&ana.app);
    let after = wrote_up(None, ana.now().plus_minutes(-1), ana.now());
    let died = ana.patient(two);
    assert!(died.ending.is_some());
    assert_eq!(visit(&ana, two, after).unwrap_err().code, Code::AlreadyChanged);
}

/// Somebody who forgot to end it says when that was; the beginning stands as it was.
#[test]
fn a_visit_that_nobody_ended_is_ended_at_the_time_at_which_it_ended() {
    let Morning { server, ana, one, .. } = Morning::new();
    let open = begin(&ana, one, None).unwrap().visit.unwrap();
    wait(&server, &ana, 90);
    let end = |minutes: i64| VisitAct::End {
        visit: open.id,
        how: VisitEnding::Seen,
        at: Some(ana.now().plus_minutes(minutes)),
    };
    assert_eq!(visit(&ana, one, end(-91)).unwrap_err().fields[0].code, "before_it_began");
    assert_eq!(visit(&ana, one, end(10)).unwrap_err().fields[0].code, "ahead");
    let line = visit(&ana, one, end(-50)).unwrap().visit.unwrap();
    assert_eq!((line.began, line.ended), (open.began, Some(ana.now().plus_minutes(-50))));
    assert!(line.entered.starts_with("Its end was entered later: Therapist Okafor, "), "{}", line.entered);
    let written = visit(&ana, one, wrote_up(None, ana.now().plus_minutes(-30), ana.now())).unwrap();
    assert_eq!(written.others.len(), 1);
}

#[test]
fn a_visit_that_is_moved_has_its_new_place_in_the_day_says_from_when_and_can_be_moved_back() {
    let Morning { server: _server, ana, one, two } = Morning::new();
    let (first, _) = (plan(&ana, one, 60), plan(&ana, two, 120));
    assert_eq!(order(&ana), [one, two]);
    let at = ana.now().plus_minutes(180);
    let moved = move_to(&ana, one, &first, at).unwrap().visit.unwrap();
    assert_eq!(
        (moved.planned_at, moved.moved_from, moved.purpose.as_str()),
        (Some(at), first.planned_at, "stairs")
    );
    assert_eq!(order(&ana), [two, one], "by the new time");
    assert_eq!(moved.changes.len(), 2, "{:?}", moved.changes);
    let said = format!("Moved to {}: asked for the afternoon. Therapist Okafor, ", in_words(at));
    assert!(moved.changes[1].starts_with(&said), "{:?}", moved.changes);
    assert_eq!(
        move_to(&ana, one, &moved, at).unwrap().visit.unwrap().changes.len(),
        2,
        "two taps move it once"
    );
    let back = take_back(&ana, one, moved.can_take_back.unwrap()).unwrap().visit.unwrap();
    assert_eq!((back.planned_at, back.moved_from, back.can_take_back), (first.planned_at, None, None));
    assert_eq!(order(&ana), [one, two]);
    assert!(back.changes[1].contains(". Taken back: Therapist Okafor, "), "both stay: {:?}", back.changes);
    let again = take_back(&ana, one, moved.can_take_back.unwrap()).unwrap().visit.unwrap();
    assert_eq!(again, back, "two taps take it back once");
}

#[test]
fn a_visit_is_moved_only_for_a_reason_to_a_time_that_is_to_come_and_by_whoever_saw_how_it_stands() {
    let Morning { server: _server, ana, one, .. } = Morning::new();
    let first = plan(&ana, one, 60);
    let asked = |at: i64, reason: &str| VisitAct::Move {
        visit: first.id,
        shown: shown(&first),
        at: ana.now().plus_minutes(at),
        reason: reason.into(),
    };
    let field = |act| visit(&ana, one, act).unwrap_err().fields[0].code.clone();
    assert_eq!(field(asked(90, " ")), "missing");
    assert_eq!(field(asked(-1, "late")), "past");
    assert_eq!(field(asked(60, "late")), "same");
    assert_eq!(field(asked(400 * 24 * 60, "late")), "far");
    let moved = visit(&ana, one, asked(90, "late")).unwrap().visit.unwrap();
    let stale = visit(&ana, one, asked(120, "late")).unwrap_err();
    assert_eq!(stale.code, Code::AlreadyChanged, "it had been moved, and that was not seen");
    assert_eq!(call_off(&ana, one, &first).unwrap_err().code, Code::AlreadyChanged);
    begin(&ana, one, Some(first.id)).unwrap();
    assert_eq!(
        move_to(&ana, one, &moved, ana.now().plus_minutes(200)).unwrap_err().code,
        Code::AlreadyChanged
    );
    let unknown = VisitCalledOff { reason: "dna".into(), words: String::new() };
    let act = VisitAct::CallOff { visit: first.id, shown: Vec::new(), why: unknown };
    assert_eq!(visit(&ana, one, act).unwrap_err().fields[0].field, "reason");
}

#[test]
fn a_visit_called_off_says_by_whom_and_why_and_asks_for_nothing_until_it_is_taken_back() {
    let Morning { server: _server, ana, one, .. } = Morning::new();
    let first = plan(&ana, one, 60);
    assert_eq!(finish(&ana).open.len(), 1, "still to come today");
    let off = call_off(&ana, one, &first).unwrap().visit.unwrap();
    assert_eq!((off.stage, off.planned_at, off.plans.len()), (VisitStage::CalledOff, first.planned_at, 0));
    let said = "Called off: In hospital: fell last night. Therapist Okafor, ";
    assert!(off.outcome[0].starts_with(said), "{:?}", off.outcome);
    let left = finish(&ana);
    assert_eq!((left.open.len(), left.unsigned.len(), left.not_seen), (0, 0, 0));
    let row = caseload(&ana).rows.into_iter().find(|row| row.banner.stay == one).unwrap();
    assert_eq!(row.visit.unwrap().outcome, off.outcome, "the caseload says it too");
    assert_eq!(call_off(&ana, one, &off).unwrap().visit.unwrap(), off, "two taps are one");
    let back = take_back(&ana, one, off.can_take_back.unwrap()).unwrap().visit.unwrap();
    assert_eq!((back.stage, back.planned_at), (VisitStage::Planned, first.planned_at));
    assert!(back.changes[1].contains(". Taken back: "), "{:?}", back.changes);
}

/// Both are shown, somebody comes at the earlier time, and one who has seen both settles it.
#[test]
fn two_people_who_move_one_plan_at_once_are_both_shown_until_it_is_settled() {
    let Morning { server, ana, one, two } = Morning::new();
    let nurse = Device::with_nurse(&server, 2);
    let (first, second) = (plan(&ana, one, 60), plan(&ana, two, 60));
    server.sync(&ana.app);
    server.sync(&nurse.app);
    let (sooner, later) = (ana.now().plus_minutes(90), ana.now().plus_minutes(120));
    move_to(&ana, one, &first, sooner).unwrap();
    move_to(&nurse, one, &first, later).unwrap();
    move_to(&ana, two, &second, later).unwrap();
    call_off(&nurse, two, &second).unwrap();
    for device in [&ana, &nurse, &ana] {
        server.sync(&device.app);
    }
    for device in [&ana, &nurse] {
        let line = look(device, one);
        let times: Vec<_> = line.plans.iter().map(|plan| plan.at).collect();
        assert_eq!(times, [Some(sooner), Some(later)]);
        assert_eq!((line.planned_at, line.stage), (Some(sooner), VisitStage::Planned));
        assert!(line.plans[0].words.contains("Therapist Okafor"), "{:?}", line.plans);
        assert!(!line.plans[1].words.contains("Therapist Okafor"), "each with its author: {:?}", line.plans);
        let line = look(device, two);
        assert_eq!((line.stage, line.plans.len()), (VisitStage::Planned, 2), "somebody still comes");
        assert_eq!(line.plans[1].at, None);
    }
    let settle = |stay, nth: usize| {
        let line = look(&ana, stay);
        let act = VisitAct::Settle { visit: line.id, shown: shown(&line), plan: line.plans[nth].id };
        (visit(&ana, stay, act.clone()).unwrap().visit.unwrap(), act)
    };
    let (settled, again) = settle(one, 1);
    assert_eq!((settled.planned_at, settled.plans.len()), (Some(later), 1));
    assert_eq!(settled.moved_from, first.planned_at);
    assert_eq!(visit(&ana, one, again).unwrap_err().code, Code::AlreadyChanged, "it is settled");
    assert_eq!(settle(two, 1).0.stage, VisitStage::CalledOff);
    server.sync(&ana.app);
    server.sync(&nurse.app);
    assert_eq!(look(&nurse, one).plans, settled.plans);
    assert_eq!(look(&nurse, two).stage, VisitStage::CalledOff);
}

#[test]
fn an_end_is_taken_back_by_its_author_or_by_whoever_has_the_patient_on_their_caseload() {
    let Morning { server, ana, one, two } = Morning::new();
    let nurse = Device::with_nurse(&server, 2);
    let open = begin(&ana, one, None).unwrap().visit.unwrap();
    wait(&server, &ana, 5);
    let end = || VisitAct::End { visit: open.id, how: VisitEnding::Seen, at: None };
    let ended = visit(&ana, one, end()).unwrap().visit.unwrap();
    let back = take_back(&ana, one, ended.can_take_back.unwrap()).unwrap().visit.unwrap();
    assert_eq!((back.stage, back.began, back.id), (VisitStage::Open, open.began, open.id), "open again");
    assert_eq!(back.can_take_back, None);
    let ended = visit(&ana, one, end()).unwrap().visit.unwrap();
    server.sync(&ana.app);
    server.sync(&nurse.app);
    let fact = ended.can_take_back.unwrap();
    assert_eq!(look(&nurse, one).can_take_back, None);
    assert_eq!(take_back(&nurse, one, fact).unwrap_err().code, Code::NotAllowed);
    visit(&nurse, one, VisitAct::Caseload(true)).unwrap();
    assert_eq!(take_back(&nurse, one, fact).unwrap().visit.unwrap().stage, VisitStage::Open);
    // Nobody was seen after all: the plan stands again.
    let planned = plan(&ana, two, 30);
    let unable = VisitAct::End { visit: planned.id, how: no_access(), at: None };
    let unable = visit(&ana, two, unable).unwrap().visit.unwrap();
    let back = take_back(&ana, two, unable.can_take_back.unwrap()).unwrap().visit.unwrap();
    assert_eq!((back.stage, back.planned_at), (VisitStage::Planned, planned.planned_at));
    assert_eq!(
        take_back(&ana, two, planned.id).unwrap_err().code,
        Code::AlreadyChanged,
        "a plan is called off"
    );
}

#[test]
fn a_visit_that_was_entered_later_by_mistake_is_taken_back_whole_and_its_plan_stands_again() {
    let Morning { server, ana, one, two } = Morning::new();
    let planned = plan(&ana, two, 400);
    wait(&server, &ana, 300);
    let (began, ended) = (ana.now().plus_minutes(-200), ana.now().plus_minutes(-160));
    for (stay, of) in [(one, None), (two, Some(planned.id))] {
        let line = visit(&ana, stay, wrote_up(of, began, ended)).unwrap().visit.unwrap();
        let view = take_back(&ana, stay, line.can_take_back.unwrap()).unwrap();
        assert!(view.others.is_empty(), "nobody is left with the patient");
        assert_eq!(view.visit.map(|line| line.stage), of.map(|_| VisitStage::Planned));
    }
}

#[test]
fn a_goal_has_a_day_and_says_when_that_is_past() {
    let Morning { server, ana, one, .. } = Morning::new();
    let day = |days: i64| {
        clinical::Stamp { utc: ana.now().plus_minutes(days * 1_440), offset_minutes: 0 }.local_date()
    };
    let goal = |by| Goal {
        words: "Get to the garden".into(),
        measure: String::new(),
        by,
        standing: GoalStanding::Open,
    };
    let past = visit(&ana, one, VisitAct::Goal(goal(Some(day(-1))))).unwrap_err();
    assert_eq!(past.fields[0].code, "past");
    let (first, by) = (day(0), day(2));
    let view = visit(&ana, one, VisitAct::Goal(goal(Some(by)))).unwrap();
    assert_eq!((view.goals[0].by.as_str(), view.goals[0].overdue), (cui::date(by).as_str(), false));
    ana.clock.pass(3 * 24 * 60 * 60_000);
    *server.time.borrow_mut() = ana.now();
    ana.sign_in_with(person(Role::Therapist), PIN).unwrap();
    let view = visit(&ana, one, VisitAct::Look).unwrap();
    assert!(view.goals[0].overdue);
    let row = caseload(&ana).rows.into_iter().find(|row| row.banner.stay == one).unwrap();
    assert_eq!(row.overdue, [format!("Goal overdue since {}: “Get to the garden”", cui::date(by))]);
    let another = |by| VisitAct::GoalBy { goal: view.goals[0].id, by };
    assert_eq!(visit(&ana, one, another(Some(first))).unwrap_err().fields[0].field, "by");
    let view = visit(&ana, one, another(Some(day(7)))).unwrap();
    assert_eq!((view.goals.len(), view.goals[0].overdue), (1, false));
    assert!(caseload(&ana).rows.iter().all(|row| row.overdue.is_empty()));
}

#[test]
fn the_caseload_says_where_home_is_and_how_to_get_in_and_both_while_people_disagree() {
    let Morning { server, ana, one, .. } = Morning::new();
    let nurse = Device::with_nurse(&server, 2);
    let home =
        |address: &str, access: &str| VisitAct::Home(Home { address: address.into(), access: access.into() });
    visit(&ana, one, home("1 Example Lane", "key safe, small dog")).unwrap();
    visit(&nurse, one, home("2 Example Lane", "")).unwrap();
    server.sync(&nurse.app);
    server.sync(&ana.app);
    let row = || caseload(&ana).rows.into_iter().find(|row| row.banner.stay == one).unwrap();
    let both = row();
    assert_eq!(both.home.as_deref(), Some("1 Example Lane or 2 Example Lane"));
    assert_eq!(both.access, ["key safe, small dog"]);
    visit(&ana, one, home("2 Example Lane", "home oxygen: no flames")).unwrap();
    let one = row();
    assert_eq!(one.home.as_deref(), Some("2 Example Lane"), "corrected");
    assert_eq!(one.access, ["home oxygen: no flames"]);
}
