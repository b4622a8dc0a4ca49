//! Safety rule 14: emergency capture identifies the patient by bed with two identifiers, and is never refused for want of
//! them.

use crate::{
    assessments::{GLUCOSE, glucose, keyed_into, open, to_save, try_save},
    support::*,
};
use clinical::{
    FactId, StayId,
    escalation::{Concern, ConcernFrom},
    patient::Identity,
    visit::IdentityCheck::{self, Address, BornOn, Name, NhsNumber, Wristband},
};
use contract::{Admit, RaiseConcern, RecordObservations, Reply, Request, SaveAssessment};

fn admit(device: &Device, identity: Identity, bed: &str) -> StayId {
    let admit = Admit { identity, place: place(bed) };
    match device.call(Request::Admit(Box::new(admit))).unwrap() {
        Reply::Admitted { stay } => stay,
        other => panic!("{other:?}"),
    }
}

/// Charts as the screen does after that answer.
fn chart(device: &Device, stay: StayId, identified: Option<&[IdentityCheck]>) -> FactId {
    let form = device.form(stay);
    let identified = identified.map(|by| by.iter().copied().collect());
    device.try_record(RecordObservations { identified, ..Device::filled(&form, ill()) }).unwrap().fact
}

fn words(device: &Device, stay: StayId, fact: FactId) -> String {
    device.patient(stay).sets.into_iter().find(|set| set.fact == fact).unwrap().identified
}

#[test]
fn whatever_was_confirmed_in_an_emergency_is_saved_alerts_and_says_so_on_every_device() {
    let server = Server::new();
    let (a, b) = (Device::with_nurse(&server, 1), Device::enrolled(&server, 2));
    let known = a.admit("Adeyemi", "A1");
    let unknown =
        admit(&a, Identity { family: "Unknown".into(), born: None, nhs_number: None, ..identity("") }, "A2");
    let cases: [(StayId, Option<&[IdentityCheck]>, &str); 6] = [
        (known, None, "Patient not confirmed by two identifiers"),
        (known, Some(&[Name, BornOn]), "Patient confirmed by bed A1, name and date of birth"),
        (
            known,
            Some(&[Name, BornOn, NhsNumber]),
            "Patient confirmed by bed A1, name, date of birth and NHS number",
        ),
        (unknown, Some(&[]), "Patient confirmed by bed A2 alone: who they are was not known"),
        (unknown, Some(&[Name]), "Patient confirmed by bed A2 and name alone"),
        // What no screen at a bed shows is no identifier.
        (known, Some(&[Wristband, Address, Name]), "Patient confirmed by bed A1 and name alone"),
    ];
    a.call(Request::SignInForEmergency { name: "Jo Bank".into() }).unwrap();
    let mut charted = Vec::new();
    for (stay, by, said) in cases {
        a.clock.pass(60_000);
        charted.push((stay, chart(&a, stay, by), said));
    }
    a.sign_in(other_nurse());
    server.sync(&a.app);
    server.sync(&b.app);
    b.sign_in(other_nurse());
    for device in [&a, &b] {
        for (stay, fact, said) in &charted {
            assert_eq!(words(device, *stay, *fact), *said);
        }
        // Of somebody of unknown age there is no NEWS2, whoever charts.
        assert!(device.rows(known)[0].alert.is_some(), "it escalates");
    }
}

#[test]
fn a_set_under_a_checked_pin_asks_for_no_identifiers_and_a_moved_one_leaves_those_of_the_other_patient() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (wrong, right) = (device.admit("Adeyemi", "A1"), device.admit("Morgan", "A2"));
    let checked = chart(&device, wrong, None);
    assert_eq!(words(&device, wrong, checked), "");
    device.call(Request::SignInForEmergency { name: "Jo Bank".into() }).unwrap();
    let fact = chart(&device, wrong, Some(&[Name, BornOn]));
    device.sign_in(other_nurse());
    let reason = "beds swapped".into();
    let Reply::Saved(saved) =
        device.call(Request::MoveToPatient { fact, stay: wrong, to: right, reason }).unwrap()
    else {
        panic!("it is saved there");
    };
    assert_eq!(words(&device, right, saved.fact), "");
    assert_eq!(
        words(&device, wrong, fact),
        "Patient confirmed by bed A1, name and date of birth",
        "as it was"
    );
}

#[test]
fn a_form_and_a_concern_ask_who_it_is_once_in_a_session_and_are_written_down_whatever_is_answered() {
    let server = Server::new();
    let (a, b) = (Device::with_nurse(&server, 1), Device::enrolled(&server, 2));
    let (stay, other) = (a.admit("Adeyemi", "A1"), a.admit("Morgan", "A2"));
    assert!(!open(&a, stay, GLUCOSE).identify, "a PIN was checked");
    a.call(Request::SignInForEmergency { name: "Jo Bank".into() }).unwrap();
    let not_asked = fill(&a, stay, None);
    assert!(open(&a, stay, GLUCOSE).identify && a.form(stay).identify && concern_form(&a, stay).identify);
    let worried = raise(&a, stay, Some(&[Name, BornOn]));
    assert!(!open(&a, stay, GLUCOSE).identify && !a.form(stay).identify && !concern_form(&a, stay).identify);
    let known_by_then = fill(&a, stay, None);
    assert!(open(&a, other, GLUCOSE).identify, "of another patient nothing was said");
    let unanswered = raise(&a, other, None);
    a.call(Request::SignOut).unwrap();
    a.call(Request::SignInForEmergency { name: "Jo Bank".into() }).unwrap();
    assert!(a.form(stay).identify, "somebody else may sit there");
    a.sign_in(other_nurse());
    server.sync(&a.app);
    server.sync(&b.app);
    b.sign_in(other_nurse());
    for device in [&a, &b] {
        let said = |fact| {
            device
                .patient(stay)
                .assessments
                .history
                .into_iter()
                .find(|made| made.fact == fact)
                .unwrap()
                .identified
        };
        assert_eq!(said(not_asked), "Patient not confirmed by two identifiers");
        assert_eq!(said(known_by_then), "Patient confirmed by bed A1, name and date of birth");
        assert!(
            story(device, stay, worried).ends_with("Patient confirmed by bed A1, name and date of birth")
        );
        assert!(story(device, other, unanswered).ends_with("Patient not confirmed by two identifiers"));
    }
}

#[test]
fn once_the_patient_lies_in_another_bed_it_is_asked_again() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.call(Request::SignInForEmergency { name: "Jo Bank".into() }).unwrap();
    raise(&device, stay, Some(&[Name, BornOn]));
    assert!(!device.form(stay).identify);
    device.sign_in(other_nurse());
    device.done(Request::MoveBed { stay, to: place("B2") });
    device.call(Request::SignInForEmergency { name: "Jo Bank".into() }).unwrap();
    assert!(device.form(stay).identify);
}

/// Saves a form, and answers its id.
fn fill(device: &Device, stay: StayId, identified: Option<&[IdentityCheck]>) -> FactId {
    device.clock.pass(60_000);
    let form = open(device, stay, GLUCOSE);
    let identified = identified.map(|by| by.iter().copied().collect());
    let asked = SaveAssessment { identified, ..to_save(&form, keyed_into(&form, &glucose("6.1"))) };
    try_save(device, asked).unwrap().fact
}

fn concern_form(device: &Device, stay: StayId) -> contract::ConcernForm {
    match device.call(Request::OpenConcern { stay }).unwrap() {
        Reply::Concern(form) => *form,
        other => panic!("{other:?}"),
    }
}

/// Raises a concern, and answers its id.
fn raise(device: &Device, stay: StayId, identified: Option<&[IdentityCheck]>) -> FactId {
    device.clock.pass(60_000);
    let id = concern_form(device, stay).id;
    let concern = Concern { from: ConcernFrom::Staff, words: "Not himself".into(), signs: [].into() };
    let identified = identified.map(|by| by.iter().copied().collect());
    device.call(Request::RaiseConcern(Box::new(RaiseConcern { id, stay, concern, identified }))).unwrap();
    id
}

/// The line of a concern in the story of its alert.
fn story(device: &Device, stay: StayId, concern: FactId) -> String {
    let episodes = device.patient(stay).episodes;
    let of = episodes.into_iter().find(|episode| episode.seen.contains(&concern)).unwrap();
    of.story.into_iter().find(|line| line.words.contains("Not himself")).unwrap().words
}
