//! Safety rule 14: emergency capture identifies the patient by bed with two identifiers, and is never refused for want of
//! them.

use crate::support::*;
use clinical::{
    FactId, StayId,
    patient::Identity,
    visit::IdentityCheck::{self, Address, BornOn, Name, NhsNumber, Wristband},
};
use contract::{Admit, RecordObservations, Reply, Request};

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
