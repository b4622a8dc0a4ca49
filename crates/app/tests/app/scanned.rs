//! A wristband finds the patient and says what differs; a person says that this is them; and only then, and for a while, is it
//! part of what is saved. A list of names finds them too.

use crate::{
    assessments::{GLUCOSE, glucose, keyed_into, open, to_save, try_save},
    support::*,
};
use clinical::{
    StayId,
    entry::Discharge,
    patient::{Identity, NhsNumber},
};
use contract::{
    Admit, Code, ConfirmWristband, EndStay, PatientsFound, ReadWristband, Reply, Request, SaveAssessment,
    WristbandView,
};

/// NHS number 943 476 5919, as DCB1077 prints it.
const MARY: &str = "]d2801850508989434765919X\u{1d}91RJC,H1234\u{1d}93ADEYEMI,Mary,14-Mar-1944";

/// A band with the check digit that belongs to it.
fn band(text: &str) -> String {
    let at = text.find('X').unwrap();
    let sum: u32 = text[7..at]
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, digit)| u32::from(digit - b'0') * if at % 2 == 0 { 3 } else { 1 })
        .sum();
    text.replacen('X', &((10 - sum % 10) % 10).to_string(), 1)
}

fn mary() -> String {
    band(MARY)
}

fn nhs(text: &str) -> Option<NhsNumber> {
    Some(text.parse().unwrap())
}

fn admit(device: &Device, identity: Identity, bed: &str) -> StayId {
    let admit = Admit { identity, place: place(bed) };
    match device.call(Request::Admit(Box::new(admit))).unwrap() {
        Reply::Admitted { stay } => stay,
        other => panic!("{other:?}"),
    }
}

fn scan(device: &Device, text: &str, at: Option<StayId>) -> WristbandView {
    let asked = ReadWristband { text: text.into(), at };
    match device.call(Request::ReadWristband(Box::new(asked))).unwrap() {
        Reply::Wristband(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn confirm(device: &Device, stay: StayId, bed: &str) -> Result<Reply, contract::CallError> {
    let asked = ConfirmWristband { stay, bed_shown: bed.into() };
    device.call(Request::ConfirmWristband(Box::new(asked)))
}

fn find(device: &Device, text: &str) -> PatientsFound {
    match device.call(Request::FindPatients { text: text.into() }).unwrap() {
        Reply::PatientsFound(found) => *found,
        other => panic!("{other:?}"),
    }
}

/// What a set that is saved now says of how the patient was told apart.
fn said(device: &Device, stay: StayId) -> String {
    device.clock.pass(60_000);
    let fact = device.record(stay, well()).fact;
    device.patient(stay).sets.into_iter().find(|set| set.fact == fact).unwrap().identified
}

const BY_BAND: &str = "Patient confirmed by bed A1, name, date of birth, NHS number and wristband";

#[test]
fn a_band_finds_the_patient_and_counts_once_somebody_has_said_that_this_is_them() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let entries = device.patient(stay).sets_in_all;
    let view = scan(&device, &mary(), None);
    let [found] = view.patients.as_slice() else { panic!("{view:?}") };
    assert_eq!((found.banner.stay, found.bed.as_str(), view.at), (stay, "A1", None));
    assert!(
        found.place.starts_with("Bed A1, ") && found.warning.is_empty() && view.words.is_empty(),
        "{view:?}"
    );
    let fits: Vec<_> = found.likeness.iter().map(|one| (one.what.as_str(), one.fits)).collect();
    assert_eq!(
        fits,
        ["Family name", "Given names", "Born", "NHS number", "Hospital number"]
            .map(|what| (what, Some(true)))
    );
    assert_eq!(device.patient(stay).sets_in_all, entries, "a scan saves nothing");
    assert_eq!(said(&device, stay), "", "and a scan that nobody confirmed identifies nobody");
    assert_eq!(confirm(&device, stay, "A2").unwrap_err().code, Code::BedChanged, "the bed that was shown");
    confirm(&device, stay, "A1").unwrap();
    assert_eq!(said(&device, stay), BY_BAND);
    device.clock.pass(16 * 60_000);
    device.sign_in(other_nurse());
    assert_eq!(said(&device, stay), "", "somebody else has not scanned it");
}

#[test]
fn a_scan_counts_for_the_set_at_the_bed_and_not_for_the_next_round() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    scan(&device, &mary(), None);
    device.clock.pass(14 * 60_000);
    device.call(Request::StillHere).unwrap();
    device.sign_in(other_nurse());
    assert!(confirm(&device, stay, "A1").is_err(), "somebody else's scan");
    scan(&device, &mary(), None);
    confirm(&device, stay, "A1").unwrap();
    assert_eq!(said(&device, stay), BY_BAND);
    device.done(Request::MoveBed { stay, to: place("B1") });
    assert_eq!(said(&device, stay), "", "they lie in another bed now");
    device.done(Request::MoveBed { stay, to: place("A1") });
    for _ in 0..15 {
        device.clock.pass(60_000);
        device.call(Request::StillHere).unwrap();
    }
    device.sign_in(other_nurse());
    assert_eq!(said(&device, stay), "");
    assert_eq!(confirm(&device, stay, "A1").unwrap_err().code, Code::AlreadyChanged, "scan again");
}

#[test]
fn beside_an_open_form_the_same_band_identifies_and_another_is_told_even_under_the_lock() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let other = admit(
        &device,
        Identity { nhs_number: nhs("9990000018"), hospital_number: "H9".into(), ..identity("Brown") },
        "B1",
    );
    let form = device.form(stay);
    let wrong = scan(&device, "999 000 0018", Some(stay));
    assert_eq!((wrong.at, wrong.patients[0].banner.stay), (Some(false), other));
    assert_eq!(said(&device, stay), "", "a band of somebody else identifies nobody here");
    assert_eq!(scan(&device, &mary(), Some(stay)).at, Some(true));
    let saved = device.try_record(Device::filled(&form, well())).unwrap();
    let of = |fact| device.patient(stay).sets.into_iter().find(|set| set.fact == fact).unwrap().identified;
    assert_eq!(of(saved.fact), BY_BAND);
    let sheet = open(&device, stay, GLUCOSE);
    let made = try_save(
        &device,
        SaveAssessment { identified: None, ..to_save(&sheet, keyed_into(&sheet, &glucose("6.1"))) },
    );
    let made = made.unwrap().fact;
    let history = device.patient(stay).assessments.history;
    assert_eq!(history.into_iter().find(|one| one.fact == made).unwrap().identified, BY_BAND);

    device.call(Request::Lock).unwrap();
    let hidden = scan(&device, "9990000018", Some(stay));
    assert_eq!((hidden.at, hidden.patients.len()), (Some(false), 0), "whose it is, is not shown");
    assert!(hidden.words.contains("Key your PIN"), "{}", hidden.words);
    assert_eq!(scan(&device, &mary(), Some(stay)).at, Some(true));
    let asked = ReadWristband { text: mary(), at: None };
    assert_eq!(device.call(Request::ReadWristband(Box::new(asked))).unwrap_err().code, Code::Locked);
}

#[test]
fn what_differs_between_band_and_record_is_told_and_never_identifies_by_itself() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let text = band("801850508989434765919X\u{1d}93BROWN,Ann,15-Mar-1944");
    let view = scan(&device, &text, Some(stay));
    assert_eq!(view.at, Some(false), "the number fits and the name does not");
    let differs: Vec<_> = view.patients[0]
        .likeness
        .iter()
        .filter(|one| one.fits == Some(false))
        .map(|one| one.what.as_str())
        .collect();
    assert_eq!(differs, ["Family name", "Given names", "Born"]);
    assert_eq!(view.patients[0].likeness[2].there, "15-Mar-1944");
    assert_eq!(said(&device, stay), "");
    confirm(&device, stay, "A1").unwrap();
    assert_eq!(
        said(&device, stay),
        "Patient confirmed by bed A1, NHS number and wristband",
        "what did not fit is not claimed"
    );
}

#[test]
fn a_band_of_nobody_here_of_two_or_of_somebody_who_left_says_so_and_what_to_do() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let unknown = scan(&device, &mary(), None);
    assert!(unknown.patients.is_empty());
    assert!(
        unknown.words.contains("was not found") && unknown.words.contains("admit them"),
        "{}",
        unknown.words
    );
    assert!(unknown.words.contains("nobody of other wards"), "{}", unknown.words);

    let stay = device.admit("Adeyemi", "A1");
    let other = admit(
        &device,
        Identity { nhs_number: nhs("9990000018"), hospital_number: "H9".into(), ..identity("Brown") },
        "B1",
    );
    let both = scan(&device, &band("801850508989434765919X\u{1d}91RJC,H9"), None);
    assert!(both.patients.is_empty() && both.words.contains("Do not go by this band"), "{}", both.words);

    device.done(Request::End(Box::new(EndStay {
        stay,
        how: Discharge::Discharged,
        seen: Vec::new(),
        reason: String::new(),
    })));
    let left = scan(&device, &mary(), None);
    assert!(left.patients[0].place.starts_with("Left the hospital"), "{left:?}");
    assert!(left.patients[0].warning.contains("admit them anew"), "{left:?}");
    let again = device.admit("Adeyemi", "A2");
    let back = scan(&device, &mary(), None);
    assert_eq!(
        back.patients.iter().map(|of| of.banner.stay).collect::<Vec<_>>(),
        [again],
        "the stay that goes on"
    );
    let twice = admit(
        &device,
        Identity { nhs_number: nhs("9990000018"), hospital_number: "H10".into(), ..identity("Brown") },
        "B2",
    );
    let two = scan(&device, "9990000018", None);
    assert_eq!(two.patients.len(), 2, "{other:?} and {twice:?}");
    assert!(two.words.contains("More than one stay"), "{}", two.words);
}

#[test]
fn what_is_no_wristband_is_refused_in_words_that_repeat_nothing_of_it() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    for text in ["0105012345678900171231", "9434765918", "HELLO", ""] {
        let asked = ReadWristband { text: text.into(), at: None };
        let refused = device.call(Request::ReadWristband(Box::new(asked))).unwrap_err();
        assert_eq!(refused.code, Code::Invalid);
        assert!(refused.message.ends_with("Nothing was saved."), "{}", refused.message);
        assert!(text.is_empty() || !refused.message.contains(text), "{}", refused.message);
    }
    device.call(Request::SignOut).unwrap();
    let asked = ReadWristband { text: mary(), at: None };
    assert_eq!(device.call(Request::ReadWristband(Box::new(asked))).unwrap_err().code, Code::NotSignedIn);
}

#[test]
fn a_patient_is_found_by_name_number_or_bed_with_names_alike_marked_and_what_is_not_known_said() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let brown = admit(
        &device,
        Identity {
            given: "Ann".into(),
            nhs_number: nhs("9990000018"),
            hospital_number: "RB77".into(),
            ..identity("Brown")
        },
        "A2",
    );
    let browne = admit(
        &device,
        Identity {
            given: "Zoe".into(),
            nhs_number: None,
            hospital_number: "RB78".into(),
            ..identity("Browne")
        },
        "B1",
    );
    let found =
        |text: &str| find(&device, text).patients.into_iter().map(|of| of.banner.stay).collect::<Vec<_>>();
    for text in ["adeyemi", "Adeyemi, Mary", "943 476 5919", "h1234", "a1", "bed A1", " A1 "] {
        assert_eq!(found(text), [stay], "{text}");
    }
    assert_eq!(found("brown"), [brown, browne]);
    assert!(find(&device, "brown").patients.iter().all(|of| of.banner.like_name));
    assert!(!find(&device, "rb77").patients[0].likeness.iter().any(|_| true));
    let nobody = find(&device, "Nkemelu");
    assert!(
        nobody.patients.is_empty() && nobody.words.contains("no connection to the server"),
        "{}",
        nobody.words
    );
    let too_short = device.call(Request::FindPatients { text: " b ".into() }).unwrap_err();
    assert!(too_short.message.contains("a bed"), "{}", too_short.message);
    device.done(Request::End(Box::new(EndStay {
        stay,
        how: Discharge::Died,
        seen: Vec::new(),
        reason: String::new(),
    })));
    assert!(find(&device, "adeyemi").patients[0].place.starts_with("Died"));
    assert_eq!(found("a1"), [], "nobody lies there now");
    device.call(Request::SignInForEmergency { name: "Jo Bank".into() }).unwrap();
    assert_eq!(found("adeyemi"), [], "a name that was not checked sees who lies where, and nobody else");
    assert_eq!(found("brown").len(), 2);
}
