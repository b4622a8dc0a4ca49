//! Where the server refused who a patient is and where they lie, whoever is signed in states it again, and what colleagues charted
//! reaches everybody.

use crate::support::*;
use clinical::{FactId, ScopeId, StayId, staff::Role};
use contract::{Mark, ParkedAct, ParkedView, Request};
use replication::wire::Refused;
use std::sync::Barrier;

fn left(scope: &ScopeId) -> Option<Refused> {
    matches!(scope, ScopeId::Stay(_) | ScopeId::Ward(..)).then_some(Refused::AuthorNotAllowed)
}

/// A patient admitted, moved and charted by somebody whom the server does not take at their word; a colleague's 9 since then, which it
/// took.
fn admitted_by_somebody_who_had_left() -> (Server, Device, StayId, FactId) {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.done(Request::MoveBed { stay, to: place("A2") });
    device.record(stay, well());
    *server.refuse.borrow_mut() = Some(left);
    server.sync(&device.app);
    *server.refuse.borrow_mut() = None;
    device.sign_in(other_nurse());
    let nine = device.record(stay, ill()).fact;
    server.sync(&device.app);
    (server, device, stay, nine)
}

fn placing(device: &Device) -> Vec<ParkedView> {
    device.parked().into_iter().filter(|parked| parked.again.is_some()).collect()
}

#[test]
fn what_a_colleague_charted_reaches_others_once_the_admission_is_stated_in_a_name_that_counts() {
    let (server, device, stay, nine) = admitted_by_somebody_who_had_left();
    let before = Device::with_nurse(&server, 2);
    assert!(before.rows(stay).is_empty(), "nobody else knows of the patient");
    let refused = placing(&device);
    let whats: Vec<&str> = refused.iter().map(|parked| parked.what.split(',').next().unwrap()).collect();
    assert!(whats.contains(&"Admission") && whats.contains(&"Placed in bed A2"), "{whats:?}");
    for parked in &refused {
        let again = parked.again.as_ref().unwrap();
        assert_eq!((parked.stay, again.stay, again.others), (Some(stay), stay, 1));
        assert!(again.what.starts_with("ADEYEMI, ") && again.what.ends_with("bed A2"), "{}", again.what);
        assert!(parked.may.contains(&ParkedAct::StateAgain), "a colleague may, in her own name");
    }
    device.done(Request::StateAgain { fact: refused[0].fact.unwrap() });
    assert!(placing(&device).is_empty(), "all of the stay was stated at once");
    let mut listed: Vec<_> = device.parked().iter().map(|parked| parked.fact).collect();
    assert!(refused.iter().all(|parked| listed.contains(&parked.fact)), "what was refused stays in sight");
    device.done(Request::StateAgain { fact: refused[0].fact.unwrap() });
    listed.retain(|fact| *fact != refused[0].fact);
    assert_eq!(device.parked().len(), listed.len() + 1, "the second tap states nothing");
    server.sync(&device.app);
    server.sync(&before.app);
    for device in [&device, &before] {
        let rows = device.rows(stay);
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].place.bed.as_str(), rows[0].conflicts.len()), ("A2", 0));
        let page = device.patient(stay);
        assert_eq!(page.banner.family, "Adeyemi");
        assert!(page.sets.iter().any(|set| set.fact == nine && set.mark == Mark::Current));
    }
    assert_eq!(before.patient(stay).sets_in_all, 1, "what was refused and not stated again stays refused");
}

#[test]
fn a_moved_patient_is_stated_where_they_are_now() {
    let (server, device, stay, _) = admitted_by_somebody_who_had_left();
    device.done(Request::MoveBed { stay, to: place("A3") });
    server.sync(&device.app);
    let refused = placing(&device);
    device.sign_in(person(Role::NurseInCharge));
    device.done(Request::StateAgain { fact: refused[0].fact.unwrap() });
    server.sync(&device.app);
    let other = Device::with_nurse(&server, 2);
    let rows = other.rows(stay);
    assert_eq!(rows.len(), 1, "one bed, and not the one before it as well: {rows:?}");
    assert_eq!(rows[0].place.bed, "A3");
    assert_eq!(other.patient(stay).banner.family, "Adeyemi");
}

/// Two taps at once, as of a gloved finger or of two windows, state it once.
#[test]
fn two_taps_at_once_state_it_once() {
    let unsent_after = |taps: usize| {
        let (_server, device, ..) = admitted_by_somebody_who_had_left();
        let fact = placing(&device)[0].fact.unwrap();
        let together = Barrier::new(taps);
        std::thread::scope(|threads| {
            for _ in 0..taps {
                threads.spawn(|| {
                    together.wait();
                    device.done(Request::StateAgain { fact });
                });
            }
        });
        device.sync_state().unsent
    };
    let once = unsent_after(1);
    assert!(once > 0);
    for _ in 0..4 {
        assert_eq!(unsent_after(3), once);
    }
}
