//! What another device brought and the server refused: it alerts here too, as unverified, and is no entry of the record.

use crate::support::*;
use clinical::{
    FactId, ScopeId, StayId,
    entry::EntryBody,
    escalation::Dismissal,
    news2::{Applicability, Scale, score},
    observation::ObservationSet,
    staff::Role,
    vitals::Vitals,
};
use contract::{Code, ParkedAct, Request, ScoreView};

fn set(vitals: Vitals) -> EntryBody {
    let outcome = score(&vitals, Scale::One, Applicability::Applies);
    EntryBody::Observations(Box::new(ObservationSet::new(vitals, Scale::One, outcome)))
}

fn aside() -> ScopeId {
    ScopeId::Aside(bluebell())
}

/// A ward with one patient, charted well, on a device that is in step with the server; and a colleague's device.
fn patient() -> (Server, Hand, Device, StayId) {
    let server = Server::new();
    let hand = Hand::enrolled(&server);
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, well());
    server.sync(&device.app);
    server.cut(&device.app);
    (server, hand, device, stay)
}

const REFUSED: &str = "The server refused this entry of another device, so it is not in the record and counts in no score \
                       here. Nothing is lost: that device and the server keep it. Look at the patient now, and check it \
                       with whoever charted it.";

#[test]
fn what_another_device_brought_and_the_server_refused_alerts_here_as_unverified() {
    let (server, hand, device, stay) = patient();
    let scope = ScopeId::Stay(stay);
    server.append(&aside(), entry(hand.fact(scope.clone(), 1, set(ill()))));
    server.append(&aside(), entry(hand.fact(scope.clone(), 2, set(well()))));
    let mut events = device.app.subscribe();
    server.sync(&device.app);
    let row = &device.rows(stay)[0];
    assert_eq!(row.conflicts[0].about, "Unverified entries");
    assert!(row.unverified, "and the bed needs somebody now");
    let version = &row.conflicts[0].versions;
    assert_eq!(version.len(), 1, "a set that asks for no help alerts nobody: {version:?}");
    assert!(version[0].starts_with("NEWS2 9, Nurse Okafor") && version[0].ends_with(REFUSED), "{version:?}");
    assert!(
        row.conflicts[0].meanwhile.starts_with("The server keeps this aside and it counts in no score here")
    );
    let ScoreView::Complete { total: 0, .. } = row.status.as_ref().unwrap().score else {
        panic!("it counts in no score: {:?}", row.status)
    };
    assert_eq!(device.patient(stay).sets_in_all, 1, "nor is it in the record");
    assert_eq!(device.patient(stay).conflicts[0].about, "Unverified entries", "on the patient's page too");
    let parked = device.parked();
    assert_eq!((parked.len(), parked[0].trigger, parked[0].stay), (1, true, Some(stay)));
    assert_eq!((parked[0].code.as_str(), parked[0].why.as_str()), ("refused_elsewhere", REFUSED));
    assert_eq!(device.sync_state().set_aside, 1, "every screen says that something was set aside");
    let told = std::iter::from_fn(|| events.try_recv().ok())
        .any(|event| matches!(event, contract::Event::Changed { stays, .. } if stays == [stay]));
    assert!(told, "and whoever looks at the board is told now");
    let device = device.restarted_with_nurse();
    server.sync(&device.app);
    assert_eq!(device.rows(stay)[0].conflicts[0].versions.len(), 1, "once, and after a restart too");
}

#[test]
fn it_is_done_with_when_the_server_takes_it_after_all_and_when_it_was_corrected() {
    let (server, hand, device, stay) = patient();
    let scope = ScopeId::Stay(stay);
    let (first, second) = (hand.fact(scope.clone(), 1, set(ill())), hand.fact(scope.clone(), 2, set(ill())));
    for fact in [&first, &second] {
        server.append(&aside(), entry(fact.clone()));
    }
    server.sync(&device.app);
    assert_eq!(device.rows(stay)[0].conflicts[0].versions.len(), 2);
    server.append(&scope, entry(first));
    server.sync(&device.app);
    assert_eq!(device.patient(stay).sets_in_all, 2, "it is in the record now");
    assert_eq!(device.rows(stay)[0].conflicts[0].versions.len(), 1, "and verified");
    assert_eq!(device.sync_state().set_aside, 1);
    server.append(&scope, entry(hand.instead(scope.clone(), 3, set(well()), &[numbered(2)])));
    server.sync(&device.app);
    assert!(
        device.rows(stay)[0].conflicts.is_empty() && !device.rows(stay)[0].unverified,
        "somebody has seen to the other: {:?}",
        device.rows(stay)
    );
}

#[test]
fn what_this_device_brought_itself_is_told_once_and_a_twin_of_what_stands_is_told() {
    let (server, hand, device, stay) = patient();
    let scope = ScopeId::Stay(stay);
    let own = server.logs.borrow()[&scope].last().unwrap().entry.clone();
    server.append(&aside(), own);
    server.append(&scope, entry(hand.fact(scope.clone(), 1, set(well()))));
    server.append(&aside(), entry(hand.fact(scope.clone(), 1, set(ill()))));
    server.sync(&device.app);
    let parked = device.parked();
    assert_eq!(parked.len(), 1, "{parked:?}");
    assert!(device.rows(stay)[0].conflicts[0].versions[0].starts_with("NEWS2 9"));
    // Its twin comes again, since the log is another one now: that settles nothing.
    server.cut(&device.app);
    server.logs.borrow_mut().get_mut(&scope).unwrap().pop();
    for n in [9, 1] {
        server.append(&scope, entry(hand.fact(scope.clone(), n, set(well()))));
    }
    device.clock.pass(120_000);
    device.sign_in(person(clinical::staff::Role::Nurse));
    server.sync(&device.app);
    assert_eq!(device.patient(stay).sets_in_all, 3, "the log was read anew");
    assert_eq!(device.rows(stay)[0].conflicts[0].versions.len(), 1);
}

#[test]
fn a_server_that_offers_nothing_of_it_is_asked_nothing_of_it() {
    let (server, hand, device, stay) = patient();
    server.append(&aside(), entry(hand.fact(ScopeId::Stay(stay), 1, set(ill()))));
    server.sync(&device.app);
    assert!(server.asked.borrow().contains(&aside()));
    let is_not_asked = |app: &app::App| {
        server.cut(app);
        server.asked.borrow_mut().clear();
        server.sync(app);
        assert!(!server.asked.borrow().is_empty() && !server.asked.borrow().contains(&aside()));
        server.cut(app);
    };
    // An older version takes its place, while the device runs on and when it starts again.
    let kept = server.logs.borrow_mut().remove(&aside());
    is_not_asked(&device.app);
    let device = device.restarted();
    is_not_asked(&device.app);
    // And a newer one again: it goes on where it was.
    server.logs.borrow_mut().insert(aside(), kept.unwrap());
    server.append(&aside(), entry(hand.fact(ScopeId::Stay(stay), 2, set(ill()))));
    device.clock.pass(120_000);
    server.sync(&device.app);
    assert_eq!(device.sync_state().set_aside, 2);
}

#[test]
fn a_ward_that_hears_of_it_with_the_patient_shows_it_whatever_comes_first() {
    let (server, hand, _, stay) = patient();
    server.append(&aside(), entry(hand.fact(ScopeId::Stay(stay), 1, set(ill()))));
    // As a ward that the patient was sent to is told: once before the stay's own log has come, once with it.
    let kept = server.logs.borrow_mut().remove(&ScopeId::Stay(stay));
    let device = Device::with_nurse(&server, 2);
    server.sync(&device.app);
    assert_eq!(device.sync_state().set_aside, 1, "nothing of it is lost meanwhile");
    server.logs.borrow_mut().insert(ScopeId::Stay(stay), kept.unwrap());
    server.cut(&device.app);
    server.sync(&device.app);
    assert!(device.rows(stay)[0].unverified, "and it stands on the bed's row as soon as there is one");
}

fn dismissal(of: FactId) -> EntryBody {
    EntryBody::Dismissal(Dismissal { of, role: Role::NurseInCharge })
}

#[test]
fn the_nurse_in_charge_says_that_it_was_looked_at_and_it_is_quiet_on_every_device_whatever_comes_first() {
    let (server, hand, device, stay) = patient();
    let scope = ScopeId::Stay(stay);
    server.append(&aside(), entry(hand.fact(scope.clone(), 1, set(ill()))));
    server.sync(&device.app);
    let late = Device::with_nurse(&server, 2);
    server.sync(&late.app);
    assert!(device.rows(stay)[0].unverified && late.rows(stay)[0].unverified);
    let dismiss = |reason: &str| {
        let request = Request::DismissParked { fact: numbered(1), reason: reason.into() };
        device.call(request).map(drop)
    };
    assert_eq!(dismiss("seen").unwrap_err().code, Code::NotAllowed, "a nurse does not");
    device.sign_in(person(Role::NurseInCharge));
    assert_eq!(device.parked()[0].may, [ParkedAct::Dismiss]);
    assert_eq!(dismiss(" ").unwrap_err().code, Code::Invalid, "she says why");
    dismiss("Looked at her: well. The tablet's clock was wrong").unwrap();
    assert!(!device.rows(stay)[0].unverified && device.parked().is_empty());
    server.sync(&device.app);
    server.sync(&late.app);
    assert!(!late.rows(stay)[0].unverified && late.parked().is_empty(), "nor on another device");
    let third = Device::with_nurse(&server, 3);
    server.sync(&third.app);
    assert!(!third.rows(stay)[0].unverified && third.parked().is_empty(), "nor where her word comes with it");
}

#[test]
fn somebody_who_was_not_in_charge_quiets_nothing() {
    let (server, hand, device, stay) = patient();
    let scope = ScopeId::Stay(stay);
    server.append(&aside(), entry(hand.fact(scope.clone(), 1, set(ill()))));
    let EntryBody::Dismissal(said) = dismissal(numbered(1)) else { panic!() };
    let by_nurse = EntryBody::Dismissal(Dismissal { role: Role::Nurse, ..said });
    server.append(&scope, entry(hand.fact(scope.clone(), 2, by_nurse)));
    server.sync(&device.app);
    assert!(device.rows(stay)[0].unverified);
    server.append(&scope, entry(hand.fact(scope.clone(), 3, dismissal(numbered(1)))));
    server.sync(&device.app);
    assert!(!device.rows(stay)[0].unverified);
}
