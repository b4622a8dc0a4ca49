//! What a student charts waits for a registered colleague's name exactly as what was charted without a PIN does, and goes on
//! waiting when it is moved (safety rule 3).

use crate::support::*;
use clinical::{
    FactId, StayId,
    staff::{AuthLevel, Role},
};
use contract::{Code, Pin, Reply, Request};

/// What waits on the patient's page, with who charted it.
fn waiting(device: &Device, stay: StayId) -> Vec<(FactId, String)> {
    device.patient(stay).to_countersign.into_iter().map(|of| (of.fact, of.by)).collect()
}

fn moved(device: &Device, fact: FactId, from: StayId, to: StayId) -> FactId {
    let reason = "beds swapped".into();
    match device.call(Request::MoveToPatient { fact, stay: from, to, reason }).unwrap() {
        Reply::Saved(saved) => saved.fact,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_student_charts_waits_on_the_page_and_on_the_list_until_a_registered_person_signs() {
    let server = Server::new();
    let (a, b) = (Device::with_nurse(&server, 1), Device::enrolled(&server, 2));
    let stay = a.admit("Adeyemi", "A1");
    let own = a.record(stay, well()).fact;
    a.sign_in(person(Role::Student));
    let saved = a.record(stay, ill());
    assert!(saved.flags.iter().any(|flag| flag.contains("student")), "{:?}", saved.flags);
    let fact = saved.fact;
    assert_eq!(waiting(&a, stay), [(fact, "Student Okafor".to_owned())]);
    assert_eq!(a.to_sign(), [], "a student signs for nobody");
    assert_eq!(a.countersign(stay, fact).unwrap_err().code, Code::NotAllowed);
    server.sync(&a.app);
    server.sync(&b.app);

    b.sign_in(other_nurse());
    assert_eq!(b.to_sign(), [fact]);
    assert_eq!(waiting(&b, stay).len(), 1);
    assert_eq!(b.countersign(stay, own).unwrap_err().code, Code::Invalid, "a nurse's own waits for nobody");
    assert_eq!(b.countersign(stay, fact).unwrap(), Reply::Done);
    server.sync(&b.app);
    server.sync(&a.app);
    a.sign_in(person(Role::Nurse));
    for device in [&a, &b] {
        assert_eq!((device.to_sign(), waiting(device, stay)), (vec![], vec![]));
        let page = device.patient(stay);
        let set = page.sets.iter().find(|set| set.fact == fact).unwrap();
        assert_eq!((set.role, set.auth), (Some(Role::Student), AuthLevel::Pin), "who charted it stays said");
        assert!(set.countersigned.starts_with("Second Nurse, "), "{}", set.countersigned);
        assert_eq!(device.countersign(stay, fact).unwrap_err().code, Code::AlreadyChanged);
    }
}

#[test]
fn what_a_student_took_back_asks_for_nobodys_name() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.sign_in(person(Role::Student));
    let fact = device.record(stay, well()).fact;
    device.done(Request::Undo { fact, stay });
    let waits: Vec<FactId> = waiting(&device, stay).into_iter().map(|(fact, _)| fact).collect();
    assert!(!waits.contains(&fact));
    device.sign_in(person(Role::Nurse));
    assert_eq!(device.countersign(stay, fact).unwrap_err().code, Code::AlreadyChanged);
}

#[test]
fn a_set_that_is_moved_goes_on_waiting_for_a_name_however_often_it_is_moved() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stays = ["A1", "A2", "A3"].map(|bed| device.admit("Adeyemi", bed));
    device.sign_in(person(Role::Student));
    let of_a_student = device.record(stays[0], well()).fact;
    device.sign_in(person(Role::Nurse));
    device.done(Request::Lock);
    let under_a_lock = device.record(stays[0], well()).fact;
    device.call(Request::Unlock { pin: Pin(PIN.into()) }).unwrap();
    for fact in [of_a_student, under_a_lock] {
        let there = moved(&device, fact, stays[0], stays[1]);
        let waits = |stay| waiting(&device, stay).into_iter().any(|(waits, _)| waits != fact);
        assert!(waiting(&device, stays[1]).iter().any(|(waits, _)| *waits == there), "moving is not signing");
        device.sign_in(other_nurse());
        let further = moved(&device, there, stays[1], stays[2]);
        assert!(waiting(&device, stays[2]).iter().any(|(waits, _)| *waits == further));
        assert!(!waits(stays[1]), "nor does it wait where it is no more");
        assert_eq!(device.countersign(stays[2], further).unwrap(), Reply::Done);
        assert_eq!(waiting(&device, stays[2]), []);
        device.sign_in(person(Role::Nurse));
    }
    let signed_first = {
        device.done(Request::Lock);
        let fact = device.record(stays[0], well()).fact;
        device.call(Request::Unlock { pin: Pin(PIN.into()) }).unwrap();
        assert_eq!(device.countersign(stays[0], fact).unwrap(), Reply::Done);
        moved(&device, fact, stays[0], stays[1])
    };
    assert!(!waiting(&device, stays[1]).iter().any(|(waits, _)| *waits == signed_first));
}
