//! Who may sit at a device.

use crate::support::*;
use app::{App, Config, Session};
use clinical::{
    UtcMillis,
    entry::EntryBody,
    news2::Scale,
    staff::{AuthLevel, Role, Staff},
};
use contract::{CallError, Code, Connection, Pin, Reply, Request, SignedIn};
use std::{
    fs,
    sync::{Arc, atomic::Ordering},
};

fn session(reply: Result<Reply, CallError>) -> SignedIn {
    match reply.unwrap() {
        Reply::SignedIn(signed_in) => signed_in,
        other => panic!("{other:?}"),
    }
}

fn code(reply: Result<Reply, CallError>) -> Code {
    reply.unwrap_err().code
}

const NURSE: Role = Role::Nurse;

#[test]
fn a_device_that_no_server_knows_opens_and_says_so() {
    let device = Device::alone(1);
    let Reply::Hello(hello) = device.call(Request::Hello).unwrap() else { panic!() };
    assert_eq!(hello.sync.connection, Connection::NotEnrolled);
    assert!(hello.device.is_empty() && hello.wards.is_empty() && hello.session.is_none());
    assert_eq!(device.call(Request::StaffChoices).unwrap(), Reply::Staff(Vec::new()));
    let named = device.call(Request::SignInForEmergency { name: "Jo Bank".into() });
    assert_eq!(session(named).auth, AuthLevel::Emergency);
}

/// English is always there; the application adds nothing of its own.
#[test]
fn the_screens_hear_which_languages_the_hospital_lets_be_chosen() {
    let device = Device::alone(1);
    let heard = |app: &App| match app.call(&Session::new(), Request::Hello).unwrap() {
        Reply::Hello(hello) => hello.languages,
        other => panic!("{other:?}"),
    };
    assert_eq!(heard(&device.app), [""; 0]);
    let folder = tempfile::tempdir().unwrap();
    let allowed = Config { languages: vec!["cy".into()], ..config(folder.path(), &device.clock, 2) };
    assert_eq!(heard(&App::open(allowed).unwrap()), ["cy"]);
}

#[test]
fn the_first_sign_in_needs_the_server_and_the_next_ones_do_not() {
    let server = Server::new();
    let device = Device::enrolled(&server, 1);
    let nurse = person(NURSE);
    let first = device.sign_in_with(nurse, PIN).unwrap_err();
    assert_eq!(first.code, Code::NeedsServer);
    assert!(first.message.contains("emergency"));
    let pins = Arc::new(Pins::default());
    device.app.set_pin_authority(Some(pins.clone()));
    assert_eq!(code(device.sign_in_with(nurse, "111222")), Code::WrongPin);
    assert_eq!(session(device.sign_in_with(nurse, PIN)).name, "Nurse Okafor");
    assert_eq!(pins.asked.load(Ordering::SeqCst), 2);
    device.app.set_pin_authority(None);
    let device = device.restarted();
    assert_eq!(session(device.sign_in_with(nurse, PIN)).auth, AuthLevel::Pin);
    let Reply::Staff(tiles) = device.call(Request::StaffChoices).unwrap() else { panic!() };
    let ready: Vec<_> = tiles.iter().filter(|tile| tile.ready_offline).map(|tile| tile.id).collect();
    assert_eq!(ready, [nurse]);
    assert!(tiles.iter().all(|tile| tile.role != Role::System), "systems do not sit at a screen");
}

#[test]
fn a_pin_that_was_changed_at_the_server_counts_here_too() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    struct New;
    impl app::PinAuthority for New {
        fn check(&self, _: clinical::StaffId, pin: &str) -> app::PinVerdict {
            if pin == "918273" { app::PinVerdict::Right } else { app::PinVerdict::Wrong }
        }
    }
    device.app.set_pin_authority(Some(Arc::new(New)));
    session(device.sign_in_with(person(NURSE), "918273"));
    device.app.set_pin_authority(None);
    session(device.sign_in_with(person(NURSE), "918273"));
    assert_eq!(code(device.sign_in_with(person(NURSE), PIN)), Code::WrongPin);
}

/// Nobody has to try the new PIN first: hearing of it is enough.
#[test]
fn an_old_pin_signs_nobody_in_any_more_once_the_device_has_heard_that_it_was_changed() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    device.sign_in(other_nurse());
    let nurse = staff().into_iter().find(|member| member.id == person(NURSE)).unwrap();
    let hear_of = |member: &Staff| {
        server.author(EntryBody::Staff(member.clone()));
        server.sync(&device.app);
        server.cut(&device.app);
    };
    let married = Staff { name: "Nurse Bello".into(), ..nurse };
    hear_of(&married);
    assert_eq!(session(device.sign_in_with(person(NURSE), PIN)).name, "Nurse Bello", "another name, one PIN");
    let changed = Staff { pin_set_at: Some(UtcMillis(NOON)), ..married };
    hear_of(&changed);
    assert_eq!(code(device.call(Request::Unlock { pin: Pin(PIN.into()) })), Code::NeedsServer);
    assert_eq!(code(device.sign_in_with(person(NURSE), PIN)), Code::NeedsServer);
    let Reply::Staff(tiles) = device.call(Request::StaffChoices).unwrap() else { panic!() };
    let ready: Vec<_> = tiles.iter().filter(|tile| tile.ready_offline).map(|tile| tile.id).collect();
    assert_eq!(ready, [other_nurse()], "nobody else is touched");
    session(device.sign_in_with(other_nurse(), PIN));

    device.sign_in(person(NURSE));
    hear_of(&Staff { name: "Nurse Okafor".into(), ..changed.clone() });
    session(device.sign_in_with(person(NURSE), PIN));
    hear_of(&Staff { pin_set_at: Some(UtcMillis(NOON + 1)), ..changed });
    assert_eq!(code(device.sign_in_with(person(NURSE), PIN)), Code::NeedsServer, "changed once more");
}

#[test]
fn how_the_pin_of_somebody_who_has_left_was_checked_is_forgotten() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let nurse = staff().into_iter().find(|member| member.id == person(NURSE)).unwrap();
    for active in [false, true] {
        server.author(EntryBody::Staff(Staff { active, ..nurse.clone() }));
        server.sync(&device.app);
        server.cut(&device.app);
        let expected = if active { Code::NeedsServer } else { Code::NotFound };
        assert_eq!(code(device.sign_in_with(person(NURSE), PIN)), expected, "also when they come back");
    }
}

#[test]
fn wrong_pins_are_counted_before_they_are_looked_at_and_a_crash_forgets_none() {
    let server = Server::new();
    let mut device = Device::with_nurse(&server, 1);
    device.sign_in(other_nurse());
    for _ in 0..5 {
        assert_eq!(code(device.sign_in_with(person(NURSE), "111222")), Code::WrongPin);
        device = device.restarted();
    }
    let paused = device.sign_in_with(person(NURSE), PIN).unwrap_err();
    assert_eq!(paused.code, Code::PinPaused, "not even the right one is looked at");
    assert!(paused.message.contains("30 seconds"), "{}", paused.message);
    session(device.sign_in_with(other_nurse(), PIN));
    device.clock.pass(31_000);
    assert_eq!(code(device.sign_in_with(person(NURSE), "111222")), Code::WrongPin);
    let paused = device.sign_in_with(person(NURSE), PIN).unwrap_err();
    assert!(paused.message.contains("60 seconds"), "{}", paused.message);
    device.clock.pass(61_000);
    session(device.sign_in_with(person(NURSE), PIN));
    assert_eq!(code(device.sign_in_with(person(NURSE), "111222")), Code::WrongPin, "the count began again");
    session(device.sign_in_with(person(NURSE), PIN));
}

#[test]
fn the_attempt_is_on_the_disk_before_the_pin_is_looked_at() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    struct Peeks(std::path::PathBuf);
    impl app::PinAuthority for Peeks {
        fn check(&self, _: clinical::StaffId, _: &str) -> app::PinVerdict {
            let database = rusqlite::Connection::open(self.0.join("wardlight.db")).unwrap();
            let counted: u32 =
                database.query_row("SELECT max(attempts) FROM pins", [], |row| row.get(0)).unwrap();
            assert_eq!(counted, 1);
            app::PinVerdict::Wrong
        }
    }
    device.app.set_pin_authority(Some(Arc::new(Peeks(device.folder.path().into()))));
    assert_eq!(code(device.sign_in_with(person(NURSE), "111222")), Code::WrongPin);
}

#[test]
fn after_ten_wrong_ones_that_person_needs_the_server_and_nobody_else_does() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    device.sign_in(other_nurse());
    for _ in 0..10 {
        assert_eq!(code(device.sign_in_with(person(NURSE), "111222")), Code::WrongPin);
        device.clock.pass(301_000);
    }
    assert_eq!(code(device.sign_in_with(person(NURSE), PIN)), Code::NeedsServer);
    session(device.sign_in_with(other_nurse(), PIN));
    device.sign_in(person(NURSE));
    session(device.sign_in_with(person(NURSE), PIN));
}

#[test]
fn a_clock_that_was_set_back_does_not_stretch_the_wait() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    for _ in 0..5 {
        assert_eq!(code(device.sign_in_with(person(NURSE), "111222")), Code::WrongPin);
    }
    device.clock.set_wall(NOON - 86_400_000);
    assert_eq!(code(device.sign_in_with(person(NURSE), PIN)), Code::PinPaused);
    device.clock.pass(301_000);
    session(device.sign_in_with(person(NURSE), PIN));
}

#[test]
fn a_pin_of_another_shape_is_no_attempt() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    for pin in ["", "20406", "2040600", "abcdef"] {
        for _ in 0..6 {
            assert_eq!(code(device.sign_in_with(person(NURSE), pin)), Code::Invalid);
        }
    }
    session(device.sign_in_with(person(NURSE), PIN));
}

#[test]
fn no_pin_is_ever_on_the_disk() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    assert_eq!(code(device.sign_in_with(person(NURSE), "736251")), Code::WrongPin);
    let Device { app, folder, .. } = device;
    drop(app);
    for file in fs::read_dir(folder.path()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        for pin in [PIN, "736251"] {
            assert!(!bytes.windows(6).any(|window| window == pin.as_bytes()));
        }
    }
}

#[test]
fn reading_locks_after_a_minute_and_recording_does_not() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.clock.pass(45_000);
    device.done(Request::StillHere);
    device.clock.pass(45_000);
    device.board();
    device.clock.pass(20_000);
    let board = || device.call(Request::Board { ward: bluebell() });
    assert_eq!(code(board()), Code::Locked, "a screen that asks by itself is no hand on the glass");
    assert_eq!(code(device.call(Request::Patient { stay })), Code::Locked);
    assert_eq!(code(device.call(Request::Chart { stay, hours: None })), Code::Locked);
    device.done(Request::StillHere);
    assert_eq!(code(board()), Code::Locked, "a touch does not unlock");
    let form = device.form(stay);
    assert!(form.previous.is_empty());
    device.try_record(Device::filled(&form, ill())).unwrap();
    let unlock = |pin: &str| device.call(Request::Unlock { pin: Pin(pin.into()) });
    assert_eq!(code(unlock("111222")), Code::WrongPin);
    assert!(!session(unlock(PIN)).locked);
    assert_eq!(device.patient(stay).sets.len(), 1);
    device.done(Request::Lock);
    assert_eq!(code(board()), Code::Locked);
}

#[test]
fn a_board_on_the_wall_stays_in_sight_and_nothing_else_is_until_a_pin_is_keyed() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let board = || device.call(Request::Board { ward: bluebell() });
    device.done(Request::ShowOnWall { ward: bluebell() });
    for _ in 0..90 {
        device.clock.pass(60_000);
        assert_eq!(device.rows(stay).len(), 1);
    }
    for behind in [Request::Patient { stay }, Request::MyPatients, Request::Chart { stay, hours: None }] {
        assert_eq!(code(device.call(behind)), Code::Locked);
    }
    assert_eq!(code(device.call(Request::Board { ward: "foxglove".parse().unwrap() })), Code::Locked);
    assert_eq!(session(device.call(Request::Unlock { pin: Pin(PIN.into()) })).on_wall, None);
    device.clock.pass(61_000);
    assert_eq!(code(board()), Code::Locked, "whoever unlocked it has a screen that locks");
    device.call(Request::Unlock { pin: Pin(PIN.into()) }).unwrap();
    device.done(Request::ShowOnWall { ward: bluebell() });
    device.clock.pass(16 * 60 * 60 * 1_000);
    assert!(board().is_ok());
    device.clock.pass(1_000);
    assert_eq!(code(board()), Code::Locked, "no longer than any sign-in reads");
}

#[test]
fn a_wall_shows_nothing_to_somebody_whose_name_was_not_checked() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    device.call(Request::SignInForEmergency { name: "Agency nurse".into() }).unwrap();
    assert!(device.call(Request::ShowOnWall { ward: bluebell() }).is_err());
}

#[test]
fn a_sign_in_reads_for_sixteen_hours_at_the_most() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    for _ in 0..16 * 60 + 1 {
        device.clock.pass(60_000);
        device.done(Request::StillHere);
    }
    assert_eq!(code(device.call(Request::Patient { stay })), Code::Locked);
    device.record(stay, ill());
}

#[test]
fn a_typed_name_identifies_charts_and_reads_nothing() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, ill());
    for name in ["", "   ", "x\u{7}y", &"n".repeat(81)] {
        let named = device.call(Request::SignInForEmergency { name: name.to_owned() });
        assert_eq!(code(named), Code::Invalid);
    }
    device.call(Request::SignInForEmergency { name: " Jo   Bank ".into() }).unwrap();
    let rows = device.rows(stay);
    let banner = rows[0].banner.as_ref().unwrap();
    assert!(banner.nhs_number.is_some() && banner.born.is_some(), "two identifiers");
    assert!(rows[0].status.is_none() && rows[0].spark.is_empty() && rows[0].looked_after_by.is_empty());
    device.clock.pass(1_000);
    let (fact, reason) = (device.record(stay, well()).fact, "x".to_owned());
    assert!(device.form(stay).previous.is_empty());
    let decision = clinical::entry::ScaleDecision { scale: Scale::Two, target: None };
    for request in [
        Request::Patient { stay },
        Request::Chart { stay, hours: Some(24) },
        Request::MyPatients,
        Request::LookAfter { stay, on: true },
        Request::MoveBed { stay, to: place("A2") },
        Request::DecideScale { stay, decision, reason: reason.clone() },
        Request::MoveToPatient { fact, stay, to: stay, reason },
        Request::OpenForm { stay, amends: Some(fact), rechecks: None },
        Request::Entries,
        Request::Parked,
        Request::ExportParked,
        Request::Print(contract::Printed::Report { stay }),
        Request::Print(contract::Printed::Handover { ward: bluebell() }),
        Request::Unlock { pin: Pin(PIN.into()) },
    ] {
        assert_eq!(code(device.call(request.clone())), Code::NotAllowed, "{request:?}");
    }
    device.done(Request::Undo { fact, stay });
    device.sign_in(person(NURSE));
    let set = &device.patient(stay).sets[0];
    assert_eq!((set.by.as_str(), set.auth), ("Jo Bank (not checked)", AuthLevel::Emergency));
    server.sync(&device.app);
    let second = Device::with_nurse(&server, 2);
    assert_eq!(second.patient(stay).sets[0].by, "Jo Bank (not checked)", "the name travels with the entry");
}

#[test]
fn only_those_who_may_decide_the_scale_are_offered_it() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    for role in Role::ALL {
        device.sign_in(person(role));
        let may = matches!(role, Role::Doctor | Role::NurseInCharge);
        assert_eq!(device.patient(stay).may_decide_scale, may, "{role:?}");
        let decision = clinical::entry::ScaleDecision { scale: Scale::Two, target: Some((88, 92)) };
        let asked = device.call(Request::DecideScale { stay, decision, reason: "prescribed".into() });
        assert_eq!(asked.is_ok(), may, "{role:?}");
    }
}

#[test]
fn every_view_and_every_act_is_in_the_audit_once() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    for _ in 0..5 {
        device.board();
        device.patient(stay);
    }
    device.chart(stay);
    let fact = device.record(stay, ill()).fact;
    device.done(Request::LookAfter { stay, on: true });
    device.done(Request::EnterInError { fact, stay, reason: "wrong cuff".into() });
    assert_eq!(code(device.sign_in_with(other_nurse(), "111222")), Code::NeedsServer);
    device.done(Request::SignOut);
    let audit: Vec<_> = device.audit();
    let lines: Vec<&str> = audit.iter().map(|(what, _)| what.as_str()).collect();
    let expected = [
        "sign_in",
        "admit",
        "view_board",
        "view_patient",
        "view_chart",
        "open_form",
        "record_observations",
        "look_after",
        "enter_in_error",
        "sign_in_failed",
        "sign_out",
    ];
    assert_eq!(lines, expected);
    let about: Vec<_> =
        audit.iter().filter(|(_, about)| *about == Some(stay)).map(|(what, _)| what).collect();
    assert_eq!(about.len(), 7);
    device.sign_in(person(NURSE));
    device.patient(stay);
    assert_eq!(device.audit().last().unwrap().0, "view_patient", "another session looks anew");
}
