//! The way back in for what the server refused: the same entry once more, the same values anew, or dismissed by the nurse in
//! charge.

use crate::support::*;
use clinical::{FactId, ScopeId, StayId, staff::Role};
use contract::{Code, EntrySync, ParkedAct, ParkedView, Request};
use replication::wire::Refused;

fn no_right(scope: &ScopeId) -> Option<Refused> {
    matches!(scope, ScopeId::Stay(_)).then_some(Refused::AuthorNotAllowed)
}

fn too_big(scope: &ScopeId) -> Option<Refused> {
    matches!(scope, ScopeId::Stay(_)).then_some(Refused::TooBig)
}

/// A 9 that the server refused for this reason, and goes on refusing.
fn refused(reason: fn(&ScopeId) -> Option<Refused>) -> (Server, Device, StayId, FactId) {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    server.sync(&device.app);
    *server.refuse.borrow_mut() = Some(reason);
    let fact = device.record(stay, ill()).fact;
    server.sync(&device.app);
    (server, device, stay, fact)
}

fn only(device: &Device) -> ParkedView {
    let mut parked = device.parked();
    assert_eq!(parked.len(), 1, "{parked:?}");
    parked.remove(0)
}

fn standing(device: &Device, stay: StayId, fact: FactId) -> EntrySync {
    device.patient(stay).sets.iter().find(|set| set.fact == fact).unwrap().sync
}

#[test]
fn sent_again_once_the_right_is_given_it_lands_once_and_refused_again_it_can_be_sent_again_again() {
    let (server, device, stay, fact) = refused(no_right);
    let parked = only(&device);
    assert_eq!(parked.may, [ParkedAct::SendAgain, ParkedAct::ChartAnew]);
    assert!(parked.what.starts_with("Observations (NEWS2 9), Nurse Okafor"), "{}", parked.what);
    assert_eq!(
        parked.said,
        clinical::Said::new(&format!("aside_{}", parked.code), &[]),
        "a screen in another language"
    );
    for round in 0..2 {
        device.done(Request::SendAgain { fact });
        let waiting = only(&device);
        assert!(waiting.sent_again && waiting.may.is_empty(), "{round}: it is on its way");
        assert_eq!(standing(&device, stay, fact), EntrySync::OnThisDevice);
        server.sync(&device.app);
        assert_eq!(only(&device).may, parked.may, "{round}: refused once more, and nothing is lost");
        assert_eq!(standing(&device, stay, fact), EntrySync::SetAside);
    }
    *server.refuse.borrow_mut() = None;
    let held = server.logs.borrow()[&ScopeId::Stay(stay)].len();
    device.done(Request::SendAgain { fact });
    device.done(Request::SendAgain { fact });
    server.sync(&device.app);
    server.sync(&device.app);
    assert_eq!(
        server.logs.borrow()[&ScopeId::Stay(stay)].len(),
        held + 1,
        "once, however often it was pressed"
    );
    assert_eq!(standing(&device, stay, fact), EntrySync::Verified);
    assert!(device.parked().is_empty() && device.rows(stay)[0].conflicts.is_empty());
    let other = Device::with_nurse(&server, 2);
    assert_eq!(other.patient(stay).sets_in_all, 1);
    let gone = device.call(Request::SendAgain { fact }).unwrap_err();
    assert_eq!(gone.code, Code::NotFound, "there is nothing to send");
}

#[test]
fn what_would_be_refused_again_for_what_it_is_is_not_sent_but_charted_anew_with_its_values() {
    let (server, device, stay, fact) = refused(too_big);
    let parked = only(&device);
    assert_eq!(parked.may, [ParkedAct::ChartAnew]);
    assert_eq!(device.call(Request::SendAgain { fact }).unwrap_err().code, Code::AlreadyChanged);
    let anew = parked.anew.unwrap();
    assert_eq!(anew.vitals, ill());
    assert!(
        anew.remark.contains("the server refused Observations (NEWS2 9), Nurse Okafor"),
        "{}",
        anew.remark
    );
    *server.refuse.borrow_mut() = None;
    let form = device.form(stay);
    let request = contract::RecordObservations { remark: anew.remark, ..Device::filled(&form, anew.vitals) };
    device.try_record(request).unwrap();
    server.sync(&device.app);
    let theirs = Device::with_nurse(&server, 2).patient(stay);
    assert!(theirs.sets_in_all == 1 && theirs.sets[0].remark.starts_with("Charted anew"));
}

#[test]
fn its_author_and_the_nurse_in_charge_have_a_way_back_and_she_alone_dismisses_it_with_a_reason() {
    let (server, device, stay, fact) = refused(no_right);
    *server.refuse.borrow_mut() = None;
    let dismiss = |reason: &str| device.call(Request::DismissParked { fact, reason: reason.into() });
    assert_eq!(dismiss("seen").unwrap_err().code, Code::NotAllowed, "its author does not");
    device.sign_in(other_nurse());
    assert!(only(&device).may.is_empty(), "a colleague sees it and does nothing about it");
    assert_eq!(device.call(Request::SendAgain { fact }).unwrap_err().code, Code::NotAllowed);
    device.sign_in(person(Role::NurseInCharge));
    assert_eq!(only(&device).may, [ParkedAct::SendAgain, ParkedAct::ChartAnew, ParkedAct::Dismiss]);
    assert_eq!(dismiss("  ").unwrap_err().code, Code::Invalid);
    assert_eq!(device.parked().len(), 1);
    dismiss("charted on paper and seen by the doctor").unwrap();
    assert!(device.parked().is_empty() && device.rows(stay)[0].conflicts.is_empty());
    assert_eq!(standing(&device, stay, fact), EntrySync::SetAside, "nothing of it is taken back");
    server.sync(&device.app);
    assert_eq!(device.sync_state().unsent, 0, "that it was dismissed has reached the server");
    assert!(device.audit().contains(&("dismiss_refused".to_owned(), Some(stay))));
}
