//! Recording is refused to nobody (safety rule 3, hazard H5).

use crate::support::*;
use app::authoring::{Authored, derived_fact};
use clinical::{
    FactId, StayId,
    entry::{Discharge, EntryBody},
    escalation::{Concern, ConcernFrom},
    staff::{AuthLevel, Role},
};
use contract::{Code, Pin, RaiseConcern, Reply, Request, ScoreView, SetView};

/// Ends a stay as another person would have, a minute ago.
fn end(device: &Device, stay: StayId, how: Discharge) {
    let at = device.now().plus_minutes(-1);
    let authored = Authored {
        stay,
        id: derived_fact("test", &stay.to_string(), "end"),
        taken_at: Some(at),
        recorded_at: at,
        author: person(Role::Doctor),
        auth: AuthLevel::Pin,
        on_behalf_of: None,
        supersedes: Vec::new(),
        reason: String::new(),
        body: EntryBody::Discharge(how),
    };
    device.app.author("test", &[authored]).unwrap();
}

#[test]
fn whoever_it_is_locked_or_not_whatever_became_of_the_stay_the_set_is_saved_and_alerts() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let mut tried = 0;
    for ended in [None, Some(Discharge::Discharged), Some(Discharge::Died)] {
        for who in Role::ALL.into_iter().map(Some).chain([None]) {
            for locked in [false, true] {
                device.sign_in(person(Role::Nurse));
                let stay = device.admit(&format!("Patient {tried}"), "A1");
                device.clock.pass(120_000);
                device.sign_in(person(Role::Nurse));
                if let Some(how) = ended {
                    end(&device, stay, how);
                    assert!(device.rows(stay).is_empty(), "off the board");
                }
                match who {
                    Some(role) => device.sign_in(person(role)),
                    None => {
                        drop(device.call(Request::SignInForEmergency { name: "Jo Bank".into() }).unwrap())
                    }
                }
                if locked {
                    device.done(Request::Lock);
                }
                let saved = device.record(stay, ill());
                assert!(saved.nobody_told_ring.is_some(), "{who:?} {locked} {ended:?}");
                device.sign_in(person(Role::Nurse));
                let rows = device.rows(stay);
                assert_eq!(rows.len(), 1, "{who:?} {locked} {ended:?}: it is on the board");
                let score = &rows[0].status.as_ref().unwrap().score;
                assert!(matches!(score, ScoreView::Complete { total: 9, .. }));
                let set = &device.patient(stay).sets[0];
                let checked = who.is_some() && !locked;
                assert_eq!(set.auth == AuthLevel::Pin, checked, "what was recorded under doubt is marked");
                assert_eq!(set.by.ends_with("(not checked)"), !checked, "{}", set.by);
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 3 * 8 * 2);
}

#[test]
fn somebody_whose_access_ended_reads_nothing_more_and_still_charts() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let mut gone = staff().into_iter().find(|member| member.id == person(Role::Nurse)).unwrap();
    gone.active = false;
    *server.time.borrow_mut() = device.now();
    server.author(EntryBody::Staff(gone));
    server.sync(&device.app);
    server.cut(&device.app);
    assert_eq!(device.call(Request::Patient { stay }).unwrap_err().code, Code::NotSignedIn);
    assert_eq!(device.call(Request::Board { ward: bluebell() }).unwrap_err().code, Code::NotSignedIn);
    device.record(stay, ill());
    assert_eq!(device.sign_in_with(person(Role::Nurse), PIN).unwrap_err().code, Code::NotFound);
}

#[test]
fn with_nobody_signed_in_the_way_in_is_a_name() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.done(Request::SignOut);
    let error = device.form_for(stay, None).unwrap_err();
    assert_eq!(error.code, Code::NotSignedIn);
    assert!(error.message.contains("emergency"));
    device.call(Request::SignInForEmergency { name: "Jo Bank".into() }).unwrap();
    device.record(stay, ill());
}

fn set_of(device: &Device, stay: StayId, fact: FactId) -> SetView {
    device.patient(stay).sets.into_iter().find(|set| set.fact == fact).unwrap()
}

fn unlock(device: &Device) {
    device.call(Request::Unlock { pin: Pin(PIN.into()) }).unwrap();
}

#[test]
fn what_was_recorded_under_a_lock_waits_for_a_registered_name_and_bears_it_on_every_device() {
    let server = Server::new();
    let (a, b) = (Device::with_nurse(&server, 1), Device::enrolled(&server, 2));
    let stay = a.admit("Adeyemi", "A1");
    a.done(Request::Lock);
    let fact = a.record(stay, ill()).fact;
    assert_eq!(a.countersign(stay, fact).unwrap_err().code, Code::Locked);
    server.sync(&a.app);
    server.sync(&b.app);

    b.call(Request::SignInForEmergency { name: "Jo Bank".into() }).unwrap();
    assert_eq!(b.countersign(stay, fact).unwrap_err().code, Code::NotAllowed, "one claim signs no other");
    for role in [Role::HealthcareAssistant, Role::Student, Role::Therapist] {
        b.sign_in(person(role));
        assert_eq!(b.countersign(stay, fact).unwrap_err().code, Code::NotAllowed, "{role:?}");
        assert_eq!(b.to_sign(), [], "{role:?}");
        let page = b.patient(stay);
        assert_eq!((page.may_countersign, page.to_countersign.len()), (false, 1), "{role:?}");
    }

    b.sign_in(other_nurse());
    assert_eq!(b.to_sign(), [fact]);
    let page = b.patient(stay);
    assert!(page.may_countersign && page.sets[0].countersigned.is_empty());
    let waiting = &page.to_countersign[0];
    assert_eq!((waiting.fact, waiting.by.as_str()), (fact, "Nurse Okafor (not checked)"));
    assert_eq!(b.countersign(stay, fact).unwrap(), Reply::Done);
    assert!(b.audit().contains(&("countersign".into(), Some(stay))));

    server.sync(&b.app);
    server.sync(&a.app);
    a.sign_in(person(Role::Nurse));
    for device in [&a, &b] {
        assert_eq!(device.to_sign(), [], "the task is done");
        assert_eq!(device.patient(stay).to_countersign, []);
        let set = set_of(device, stay, fact);
        assert_eq!(set.auth, AuthLevel::Emergency, "how it was charted stays said");
        assert!(set.countersigned.starts_with("Second Nurse, "), "{}", set.countersigned);
        let twice = device.countersign(stay, fact).unwrap_err();
        assert_eq!(twice.code, Code::AlreadyChanged);
        assert!(twice.message.starts_with("Somebody has countersigned this entry already."), "{twice}");
    }
}

#[test]
fn a_nurse_signs_what_she_charted_under_a_lock_once_her_pin_was_checked_and_nothing_that_waits_for_no_name() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let checked = device.record(stay, well()).fact;
    assert_eq!(device.countersign(stay, checked).unwrap_err().code, Code::Invalid);
    let unknown = FactId::from_bytes([9; 16]);
    assert_eq!(device.countersign(stay, unknown).unwrap_err().code, Code::NotFound);

    device.done(Request::Lock);
    let own = device.record(stay, ill()).fact;
    let withdrawn = device.record(stay, well()).fact;
    unlock(&device);
    assert_eq!(device.countersign(stay, own).unwrap(), Reply::Done);
    assert!(set_of(&device, stay, own).countersigned.starts_with("Nurse Okafor, "));

    device.done(Request::EnterInError { fact: withdrawn, stay, reason: "keyed wrongly".into() });
    assert_eq!(device.countersign(stay, withdrawn).unwrap_err().code, Code::AlreadyChanged);
    assert_eq!(device.patient(stay).to_countersign, [], "what was taken back asks for nobody's name");
}

#[test]
fn whatever_an_unchecked_name_wrote_can_be_signed_whatever_kind_of_entry_it_is() {
    let server = Server::new();
    let device = Device::enrolled(&server, 1);
    device.call(Request::SignInForEmergency { name: "Jo Bank".into() }).unwrap();
    let stay = device.admit("Adeyemi", "A1");
    let concern = Concern { from: ConcernFrom::Family, words: "Not herself".into(), signs: [].into() };
    let asked = RaiseConcern { id: FactId::from_bytes([77; 16]), stay, concern, identified: None };
    device.done(Request::RaiseConcern(Box::new(asked)));
    device.sign_in(person(Role::Doctor));
    let waiting = device.patient(stay).to_countersign;
    let mut what: Vec<&str> = waiting.iter().map(|of| of.what.as_str()).collect();
    what.sort_unstable();
    assert_eq!(what, ["Admission", "Concern", "Placed in bed A1"]);
    for of in &waiting {
        assert_eq!(of.by, "Jo Bank (not checked)");
        assert_eq!(device.countersign(stay, of.fact).unwrap(), Reply::Done, "{}", of.what);
    }
    assert_eq!(device.patient(stay).to_countersign, []);
}
