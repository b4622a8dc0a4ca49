//! Recording is refused to nobody (safety rule 3, hazard H5).

use crate::support::*;
use app::authoring::{Authored, derived_fact};
use clinical::{
    StayId,
    entry::{Discharge, EntryBody},
    staff::{AuthLevel, Role},
};
use contract::{Code, Request, ScoreView};

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
