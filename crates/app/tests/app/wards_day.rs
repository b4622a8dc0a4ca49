//! A ward's day: the end of a stay, who looks after whom, handover, an unknown patient, joined stays, flags.

use crate::support::*;
use app::authoring::{Authored, derived_fact};
use clinical::{
    FactId, StaffId, StayId,
    care::{Assistance, Precaution, Resuscitation},
    entry::{Allergies, Discharge, EntryBody},
    handover::HandoverNote,
    patient::{Gender, Identity},
    staff::{AuthLevel, Role},
};
use contract::{
    Admit, Allocate, CallError, Code, Decide, Decision, EndStay, FlagKind, Gone, HandoverPatient, Identify,
    ReadHandover, Reply, Request, WriteHandover,
};

fn end(stay: StayId, how: Discharge, seen: Vec<FactId>) -> Request {
    Request::End(Box::new(EndStay { stay, how, seen, reason: String::new() }))
}

fn decide(device: &Device, stay: StayId, decision: Decision) {
    device.done(Request::Decide(Box::new(Decide { stay, decision, reason: String::new() })));
}

fn handover(device: &Device) -> Vec<HandoverPatient> {
    match device.call(Request::Handover { ward: bluebell() }).unwrap() {
        Reply::Handover(view) => view.patients,
        other => panic!("{other:?}"),
    }
}

fn allocate(
    device: &Device,
    shift_change: bool,
    beds: Vec<(StayId, Vec<StaffId>)>,
) -> Result<Reply, CallError> {
    device.call(Request::Allocate(Box::new(Allocate { ward: bluebell(), shift_change, beds })))
}

/// Allergies as another system knows them.
fn allergic(device: &Device, stay: StayId, names: &[&str]) {
    let known = Allergies::Known(names.iter().map(|name| (*name).to_owned()).collect());
    let fact = Authored {
        stay,
        id: derived_fact("records", &stay.to_string(), "allergies"),
        taken_at: Some(device.now()),
        recorded_at: device.now(),
        author: person(Role::System),
        auth: AuthLevel::System,
        on_behalf_of: None,
        supersedes: Vec::new(),
        reason: String::new(),
        body: EntryBody::Allergies(known),
    };
    device.app.author("import", &[fact]).unwrap();
}

#[test]
fn whoever_leaves_with_an_open_alert_stays_in_sight_until_somebody_closes_it() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (ill_one, well_one) = (device.admit("Adeyemi", "A1"), device.admit("Brown", "A2"));
    device.record(ill_one, ill());
    device.clock.pass(50_000);
    device.done(end(ill_one, Discharge::Died, Vec::new()));
    device.done(end(well_one, Discharge::Discharged, Vec::new()));
    assert!(device.rows(ill_one).is_empty() && device.rows(well_one).is_empty());
    let gone = device.board().gone;
    let told: Vec<_> = gone.iter().map(|gone| (gone.stay, gone.how.clone(), gone.left_open)).collect();
    assert_eq!(told, [(ill_one, Gone::Died, true), (well_one, Gone::Discharged, false)]);
    // After a day only the one with something open is still there.
    device.clock.pass(25 * 3_600_000);
    device.sign_in(person(Role::Nurse));
    assert_eq!(device.board().gone.iter().map(|gone| gone.stay).collect::<Vec<_>>(), [ill_one]);
}

#[test]
fn a_late_trigger_after_a_death_brings_the_patient_back_and_reaches_the_nurse_in_charge() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.clock.pass(600_000);
    device.sign_in(person(Role::Nurse));
    device.done(end(stay, Discharge::Died, Vec::new()));
    device.clock.pass(300_000);
    device.sign_in(person(Role::Nurse));
    device.record_taken(stay, ill(), 12);
    assert_eq!(device.rows(stay).len(), 1, "known only now, and of before");
    assert!(device.rows(stay)[0].alert.is_some());
    device.sign_in(person(Role::NurseInCharge));
    let Reply::Tasks(tasks) = device.call(Request::Tasks).unwrap() else { panic!("no tasks") };
    assert!(tasks.tasks.iter().any(|task| task.stay == stay), "safety rule 18");
}

#[test]
fn a_discharge_is_taken_back_by_those_who_may_with_a_reason() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.sign_in(person(Role::HealthcareAssistant));
    assert_eq!(device.call(end(stay, Discharge::Discharged, vec![])).unwrap_err().code, Code::NotAllowed);
    device.sign_in(person(Role::Nurse));
    device.done(end(stay, Discharge::Discharged, Vec::new()));
    device.done(end(stay, Discharge::Discharged, Vec::new()));
    device.done(end(stay, Discharge::Died, Vec::new()));
    let page = device.patient(stay);
    assert!(page.ending.as_ref().unwrap().words.starts_with("Died. Nurse Okafor"), "{:?}", page.ending);
    let fact = page.take_back[0].fact;
    let back = |reason: &str| Request::TakeBack { stay, fact, reason: reason.into() };
    assert_eq!(device.call(back("  ")).unwrap_err().code, Code::Invalid, "a reason is needed");
    device.sign_in(person(Role::HealthcareAssistant));
    assert_eq!(device.call(back("wrong patient")).unwrap_err().code, Code::NotAllowed);
    device.sign_in(person(Role::Nurse));
    device.done(back("wrong patient"));
    assert_eq!(device.rows(stay)[0].place.bed, "A1", "with every version of the discharge");
    assert_eq!(device.patient(stay).ending, None);
    assert_eq!(device.call(back("again")).unwrap_err().code, Code::AlreadyChanged);
    let acts: Vec<String> = device.audit().into_iter().map(|(what, _)| what).collect();
    assert_eq!(acts.iter().filter(|what| *what == "end_stay").count(), 2);
    assert_eq!(acts.iter().filter(|what| *what == "take_back").count(), 1);
}

#[test]
fn a_wrong_move_marked_as_an_error_leaves_the_patient_in_the_bed_before() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.done(Request::MoveBed { stay, to: place("A2") });
    let fact = device.patient(stay).take_back[0].fact;
    device.done(Request::EnterInError { fact, stay, reason: "wrong patient".into() });
    assert_eq!(device.rows(stay).iter().map(|row| row.place.bed.as_str()).collect::<Vec<_>>(), ["A1"]);
    assert_eq!(device.patient(stay).take_back, [], "the first bed has nothing to go back to");
}

#[test]
fn a_change_of_shift_gives_every_bed_its_people_at_once_and_leaves_therapists_alone() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stays = [device.admit("Adeyemi", "A1"), device.admit("Brown", "A2"), device.admit("Clark", "A3")];
    device.done(Request::LookAfter { stay: stays[2], on: true });
    device.sign_in(person(Role::Therapist));
    device.done(Request::LookAfter { stay: stays[0], on: true });
    let (nurse, assistant) = (other_nurse(), person(Role::HealthcareAssistant));
    assert_eq!(allocate(&device, true, vec![]).unwrap_err().code, Code::NotAllowed);
    device.sign_in(person(Role::NurseInCharge));
    let wrong = allocate(&device, true, vec![(stays[0], vec![person(Role::Doctor)])]).unwrap_err();
    assert_eq!(wrong.code, Code::Invalid);
    let beds = vec![(stays[0], vec![nurse, assistant]), (stays[1], vec![nurse])];
    allocate(&device, true, beds.clone()).unwrap();
    allocate(&device, true, beds).unwrap();
    let by = |stay| {
        let mut names = device.rows(stay)[0].looked_after_by.clone();
        names.sort();
        names
    };
    assert_eq!(by(stays[0]), ["HealthcareAssistant Okafor", "Second Nurse", "Therapist Okafor"]);
    assert_eq!(by(stays[1]), ["Second Nurse"]);
    assert_eq!(by(stays[2]), Vec::<String>::new(), "of the old shift, and nobody's yet");
    let acts: Vec<String> = device.audit().into_iter().map(|(what, _)| what).collect();
    assert_eq!(acts.iter().filter(|what| *what == "shift_change").count(), 1, "doing it twice is one act");
}

#[test]
fn whoever_read_a_handover_is_named_with_what_has_changed_since() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, well());
    let write = |situation: &str| {
        let note = HandoverNote { situation: situation.into(), ..HandoverNote::default() };
        device.call(Request::WriteHandover(Box::new(WriteHandover { stay, note })))
    };
    assert_eq!(write(" ").unwrap_err().code, Code::Invalid);
    assert_eq!(write(&"x".repeat(241)).unwrap_err().code, Code::Invalid);
    assert_eq!(write("Day 2 after hip").unwrap(), Reply::Done);
    device.sign_in(person(Role::Therapist));
    assert_eq!(write("Two to stand").unwrap(), Reply::Done);
    assert!(device.rows(stay)[0].therapy.as_deref().unwrap().starts_with("Two to stand (Therapist Okafor, "));
    device.sign_in(other_nurse());
    let shown = handover(&device);
    assert_eq!(shown[0].lines.len(), 2, "a therapist's stands beside a nurse's");
    let read = |patients: &[HandoverPatient]| ReadHandover {
        read: patients.iter().map(|p| (p.row.banner.as_ref().unwrap().stay, p.seen.clone())).collect(),
    };
    device.done(Request::ReadHandover(Box::new(read(&shown))));
    let receipts = handover(&device)[0].read_by.clone();
    assert_eq!(receipts.len(), 1);
    assert_eq!((receipts[0].name.as_str(), receipts[0].mine), ("Second Nurse", true));
    assert_eq!(receipts[0].changed, Vec::<String>::new());

    device.clock.pass(60_000);
    device.record(stay, ill());
    decide(&device, stay, Decision::Precaution(Precaution::Falls(true)));
    assert_eq!(write("Day 2, now septic").unwrap(), Reply::Done);
    let changed = handover(&device)[0].read_by[0].changed.clone();
    assert_eq!(changed, ["handover", "observations", "decisions and precautions"]);
    // A page that was open meanwhile is read as it was shown, and no further.
    device.done(Request::ReadHandover(Box::new(read(&shown))));
    assert!(!handover(&device)[0].read_by[0].changed.is_empty());
    device.done(Request::ReadHandover(Box::new(read(&handover(&device)))));
    assert_eq!(handover(&device)[0].read_by[0].changed, Vec::<String>::new());
    assert_eq!(handover(&device)[0].read_by.len(), 1, "one receipt a person");
}

#[test]
fn an_unknown_patient_is_admitted_and_named_later() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let unknown = Identity {
        family: "UNKNOWN".into(),
        given: "Unknown".into(),
        title: String::new(),
        born: None,
        gender: Gender::Male,
        nhs_number: None,
        hospital_number: String::new(),
        ..identity("UNKNOWN")
    };
    let admit = Admit { identity: unknown, place: place("A3") };
    let Reply::Admitted { stay } = device.call(Request::Admit(Box::new(admit))).unwrap() else { panic!() };
    device.record(stay, ill());
    assert_eq!(device.rows(stay)[0].banner.as_ref().unwrap().family, "UNKNOWN");
    let named = Identify { stay, identity: identity("Kowalski") };
    device.done(Request::Identify(Box::new(named.clone())));
    device.done(Request::Identify(Box::new(named)));
    let page = device.patient(stay);
    assert_eq!((page.banner.family.as_str(), page.banner.age_years), ("Kowalski", Some(82)));
    assert_eq!(page.conflicts, [], "one settles the other");
    let nobody = Identity { family: " ".into(), ..identity("x") };
    let refused = device.call(Request::Identify(Box::new(Identify { stay, identity: nobody }))).unwrap_err();
    assert_eq!(refused.code, Code::Invalid);
}

#[test]
fn two_stays_of_one_person_say_so_on_both_pages_and_each_shows_all_allergies() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (first, second) = (device.admit("UNKNOWN", "A1"), device.admit("Kowalski", "A2"));
    allergic(&device, first, &["latex"]);
    allergic(&device, second, &["Penicillin", "LATEX"]);
    let join = |with| Request::Join { stay: first, with, reason: "named by his wife".into() };
    assert_eq!(device.call(join(first)).unwrap_err().code, Code::Invalid);
    device.done(join(second));
    device.done(join(second));
    for (here, there) in [(first, second), (second, first)] {
        let page = device.patient(here);
        assert_eq!(page.same_person.iter().map(|other| other.stay).collect::<Vec<_>>(), [there]);
        let flag = page.flags.iter().find(|flag| flag.kind == FlagKind::Allergy).unwrap();
        assert!(flag.words.to_lowercase().contains("latex") && flag.words.contains("Penicillin"), "{flag:?}");
        let row = &device.rows(here)[0];
        assert!(row.flags.iter().any(|flag| flag.words.contains("Penicillin")), "and on the board");
    }
    let fact = device.patient(second).take_back[0].fact;
    device.done(Request::TakeBack { stay: second, fact, reason: "two brothers".into() });
    for stay in [first, second] {
        assert_eq!(device.patient(stay).same_person, [], "taken back in both");
    }
}

#[test]
fn flags_carry_who_decided_and_when_it_is_reviewed() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    decide(&device, stay, Decision::Precaution(Precaution::Assistance(Assistance::Two)));
    let resuscitation = Resuscitation {
        attempt: false,
        decided_by: "Dr Example, consultant".into(),
        review_on: "2026-11-25".parse().ok(),
    };
    decide(&device, stay, Decision::Resuscitation(resuscitation));
    let words = || device.rows(stay)[0].flags.iter().map(|flag| flag.words.clone()).collect::<Vec<_>>();
    assert_eq!(
        words(),
        [
            "Not for resuscitation: check the signed form. Dr Example, consultant, review 25-Nov-2026",
            "Assistance of two. Nurse Okafor"
        ]
    );
    device.clock.pass(96 * 3_600_000);
    device.sign_in(person(Role::Nurse));
    assert!(words()[0].ends_with("review overdue since 25-Nov-2026"), "{:?}", words());
}

#[test]
fn where_people_differ_on_resuscitation_both_are_shown_and_each_says_once_to_check_the_form() {
    let server = Server::new();
    let (one, other) = (Device::with_nurse(&server, 1), Device::enrolled(&server, 2));
    let stay = one.admit("Adeyemi", "A1");
    server.sync(&one.app);
    server.sync(&other.app);
    other.sign_in(person(Role::NurseInCharge));
    for (device, attempt) in [(&one, false), (&other, true)] {
        let decided_by = "Dr Example, consultant".into();
        decide(device, stay, Decision::Resuscitation(Resuscitation { attempt, decided_by, review_on: None }));
    }
    for device in [&one, &other, &one] {
        server.sync(&device.app);
    }
    let mut words: Vec<String> = one.rows(stay)[0].flags.iter().map(|flag| flag.words.clone()).collect();
    words.sort();
    assert_eq!(
        words,
        [
            "For resuscitation. People differ: check the signed form. Dr Example, consultant",
            "Not for resuscitation. People differ: check the signed form. Dr Example, consultant",
        ]
    );
}
