//! What the server refused can be put right like anything else, and nothing of it is lost.

use crate::support::*;
use clinical::{FactId, ScopeId, StayId, staff::Role};
use contract::{EntrySync, Mark, Reply, Request, ScoreView};
use replication::wire::Refused;

fn refuse(scope: &ScopeId) -> Option<Refused> {
    matches!(scope, ScopeId::Stay(_)).then_some(Refused::AuthorNotAllowed)
}

/// A 9 that the server refused, with the first of two patients; the server takes everything from now on.
fn a_nine_set_aside() -> (Server, Device, StayId, StayId, FactId) {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (stay, other) = (device.admit("Adeyemi", "A1"), device.admit("Brown", "A2"));
    server.sync(&device.app);
    *server.refuse.borrow_mut() = Some(refuse);
    let fact = device.record(stay, ill()).fact;
    server.sync(&device.app);
    *server.refuse.borrow_mut() = None;
    assert!(is_unverified(&device, stay));
    (server, device, stay, other, fact)
}

fn is_unverified(device: &Device, stay: StayId) -> bool {
    let about = |conflict: &contract::ConflictView| conflict.about == "Unverified entries";
    let page = device.patient(stay).conflicts.iter().any(about);
    assert_eq!(device.rows(stay)[0].conflicts.iter().any(about), page, "the board and the page agree");
    page
}

/// It is still listed with its reason, its bytes are still here, and what was done about it has reached the server.
fn nothing_is_lost(server: &Server, device: &Device, fact: FactId) {
    server.sync(&device.app);
    let parked = device.parked();
    assert_eq!(parked.iter().map(|parked| parked.fact).collect::<Vec<_>>(), [Some(fact)]);
    let state = device.sync_state();
    assert_eq!((state.unsent, state.unverified, state.set_aside), (0, 0, 1));
    let Reply::Export { text, .. } = device.call(Request::ExportParked).unwrap() else { panic!() };
    assert!(text.contains("author_not_allowed"));
}

#[test]
fn a_refused_set_can_be_undone() {
    let (server, device, stay, _, fact) = a_nine_set_aside();
    device.done(Request::Undo { fact, stay });
    let page = device.patient(stay);
    assert!(matches!(page.sets[0].mark, Mark::Undone(_)));
    assert_eq!((&page.status.score, page.status.repeat_now), (&ScoreView::None, true));
    assert!(!is_unverified(&device, stay), "nobody says that it counts any more");
    nothing_is_lost(&server, &device, fact);
}

#[test]
fn a_refused_set_can_be_marked_as_entered_in_error() {
    let (server, device, stay, _, fact) = a_nine_set_aside();
    device.done(Request::EnterInError { fact, stay, reason: "wrong monitor".into() });
    assert!(matches!(device.patient(stay).sets[0].mark, Mark::InError(_)));
    assert!(!is_unverified(&device, stay));
    nothing_is_lost(&server, &device, fact);
}

#[test]
fn a_refused_set_can_be_moved_to_the_right_patient_where_everybody_sees_it() {
    let (server, device, stay, other, fact) = a_nine_set_aside();
    let request = Request::MoveToPatient { fact, stay, to: other, reason: "beds swapped".into() };
    let Reply::Saved(saved) = device.call(request).unwrap() else { panic!() };
    nothing_is_lost(&server, &device, fact);
    assert!(!is_unverified(&device, stay) && !is_unverified(&device, other));
    assert!(device.patient(stay).status.repeat_now, "the wrong patient is looked at again");
    let b = Device::with_nurse(&server, 2);
    let theirs = b.patient(other);
    assert_eq!((theirs.sets[0].fact, theirs.sets[0].moved_here), (saved.fact, true));
    assert!(matches!(theirs.status.score, ScoreView::Complete { total: 9, .. }), "and it alerts there");
    assert_eq!(b.patient(stay).sets_in_all, 0, "what came of a set that they never had disturbs nobody");
    device.done(Request::Undo { fact: saved.fact, stay: other });
    assert!(matches!(device.patient(stay).sets[0].mark, Mark::Current));
    assert!(is_unverified(&device, stay), "it counts again, and is still refused");
    nothing_is_lost(&server, &device, fact);
}

#[test]
fn a_correction_of_a_refused_set_reaches_everybody_and_a_refused_correction_alerts_in_its_place() {
    let (server, device, stay, _, fact) = a_nine_set_aside();
    let corrected = device.amend(stay, fact, ill()).unwrap().fact;
    assert!(!is_unverified(&device, stay));
    nothing_is_lost(&server, &device, fact);
    let b = Device::with_nurse(&server, 2);
    assert_eq!(b.patient(stay).sets[0].fact, corrected);
    *server.refuse.borrow_mut() = Some(refuse);
    let again = device.amend(stay, corrected, ill()).unwrap().fact;
    server.sync(&device.app);
    assert_eq!(device.parked().len(), 2);
    assert!(is_unverified(&device, stay));
    let page = device.patient(stay);
    let set = page.sets.iter().find(|set| set.fact == again).unwrap();
    assert_eq!((set.sync, &set.mark), (EntrySync::SetAside, &Mark::Current));
}

#[test]
fn a_correction_that_is_refused_leaves_the_standing_set_in_sight_of_everybody_else() {
    let server = Server::new();
    let (device, b) = (Device::with_nurse(&server, 1), Device::with_nurse(&server, 2));
    let stay = device.admit("Adeyemi", "A1");
    let fact = device.record(stay, ill()).fact;
    server.sync(&device.app);
    *server.refuse.borrow_mut() = Some(refuse);
    device.done(Request::EnterInError { fact, stay, reason: "wrong monitor".into() });
    server.sync(&device.app);
    server.sync(&b.app);
    b.sign_in(person(Role::Nurse));
    assert!(matches!(b.patient(stay).sets[0].mark, Mark::Current), "no refused entry hides a nine");
    assert_eq!(device.parked().len(), 1, "and the one who marked it is told");
}
