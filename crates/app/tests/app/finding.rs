//! Looking for another stay of a person before the two are joined: by every part of who somebody is, over everything that this
//! device holds.

use crate::support::*;
use clinical::{StayId, entry::Discharge, patient::Identity, staff::Role};
use contract::{Admit, Code, EndStay, FindStays, FoundStay, Reply, Request};

fn admit(device: &Device, identity: Identity, bed: &str) -> StayId {
    let admit = Admit { identity, place: place(bed) };
    match device.call(Request::Admit(Box::new(admit))).unwrap() {
        Reply::Admitted { stay } => stay,
        other => panic!("{other:?}"),
    }
}

fn ada() -> Identity {
    Identity {
        family: "Whitcombe".into(),
        given: "Ada".into(),
        born: chrono::NaiveDate::from_ymd_opt(1951, 7, 2),
        nhs_number: None,
        hospital_number: "RB77".into(),
        ..identity("")
    }
}

fn unknown() -> Identity {
    Identity {
        family: "Unknown".into(),
        given: "Female".into(),
        title: String::new(),
        born: None,
        nhs_number: None,
        hospital_number: String::new(),
        ..identity("")
    }
}

fn find(device: &Device, stay: StayId, text: &str) -> Vec<FoundStay> {
    match device.call(Request::FindStays(Box::new(FindStays { stay, text: text.into() }))).unwrap() {
        Reply::FoundStays { stays, more: false } => stays,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_stay_is_found_by_each_part_of_who_it_is_whether_it_has_ended_or_not_and_no_other_is() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let here = admit(&device, unknown(), "A1");
    let (mary, ada) = (admit(&device, identity("Adeyemi"), "A2"), admit(&device, ada(), "B1"));
    let end = EndStay { stay: ada, how: Discharge::Discharged, seen: Vec::new(), reason: String::new() };
    device.done(Request::End(Box::new(end)));
    let found = |text: &str| find(&device, here, text).into_iter().map(|of| of.stay).collect::<Vec<_>>();
    for text in ["adeyemi", "Adeyemi, Mary", "14-03-1944", "943 476 5919", "H1234", "mary 14/3/1944"] {
        assert_eq!(found(text), [mary], "{text}");
    }
    for text in ["whitcombe", "Witcombe", "02-07-1951", "rb77"] {
        assert_eq!(found(text), [ada], "{text}");
    }
    for text in ["unknown", "Adeyemi 02-07-1951", "H123", "zzz"] {
        assert_eq!(found(text), [], "{text}");
    }
    assert_eq!(find(&device, here, "whitcombe")[0].place, "A stay that has ended");
    assert_eq!(find(&device, here, "mary")[0].place, "Bed A2");
}

#[test]
fn the_two_stand_side_by_side_with_what_fits_what_does_not_and_what_nobody_knows() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let here = admit(&device, identity("Adeyemi"), "A1");
    let twin = Identity { given: "Martha".into(), nhs_number: None, ..identity("Adeyemi") };
    admit(&device, twin, "A2");
    let found = find(&device, here, "martha");
    let said: Vec<(&str, Option<bool>)> =
        found[0].likeness.iter().map(|of| (of.what.as_str(), of.fits)).collect();
    let expected = [
        ("Family name", Some(true)),
        ("Given names", Some(false)),
        ("Born", Some(true)),
        ("Gender", Some(true)),
        ("NHS number", None),
        ("Hospital number", Some(true)),
    ];
    assert_eq!(said, expected);
    assert_eq!((found[0].likeness[1].here.as_str(), found[0].likeness[1].there.as_str()), ("Mary", "Martha"));
}

#[test]
fn an_unknown_patient_is_found_their_earlier_stay_joined_to_it_and_that_is_taken_back_in_both() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let here = admit(&device, unknown(), "A1");
    let there = admit(&device, ada(), "A2");
    let found = find(&device, here, "whitcombe").remove(0);
    assert!(!found.joined);
    assert!(found.likeness.iter().all(|of| of.what == "Gender" || of.fits.is_none()), "{:?}", found.likeness);
    device.done(Request::Join { stay: here, with: there, reason: "papers found".into() });
    assert!(find(&device, here, "whitcombe")[0].joined);
    for (one, other) in [(here, there), (there, here)] {
        assert_eq!(device.patient(one).same_person[0].stay, other);
    }
    let fact = device
        .patient(here)
        .take_back
        .iter()
        .find(|of| of.words.contains("Joined with another stay"))
        .unwrap()
        .fact;
    device.done(Request::TakeBack { stay: here, fact, reason: "another Ada".into() });
    for stay in [here, there] {
        assert!(device.patient(stay).same_person.is_empty());
    }
}

#[test]
fn whoever_may_not_join_does_not_search_and_every_search_is_in_the_audit() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let here = device.admit("Adeyemi", "A1");
    let ask =
        |text: &str| device.call(Request::FindStays(Box::new(FindStays { stay: here, text: text.into() })));
    assert_eq!(ask(" a ").unwrap_err().code, Code::Invalid);
    find(&device, here, "brown");
    assert!(device.audit().contains(&("find_stays".to_owned(), Some(here))));
    device.sign_in(person(Role::HealthcareAssistant));
    assert_eq!(ask("brown").unwrap_err().code, Code::NotAllowed);
}
