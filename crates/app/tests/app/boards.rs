//! Boards, beds, and projections that can be made again.

use crate::support::*;
use app::authoring::{Authored, derived_fact, derived_stay};
use clinical::{
    UtcMillis,
    entry::{EntryBody, Provenance},
    staff::{AuthLevel, Role},
};
use contract::{Admit, BoardView, Code, Reply, Request};

fn beds(board: &BoardView) -> Vec<(String, Option<String>)> {
    let family = |row: &contract::BoardRow| row.banner.as_ref().map(|banner| banner.family.clone());
    board.rows.iter().map(|row| (row.place.bed.clone(), family(row))).collect()
}

#[test]
fn every_bed_is_on_the_board_in_order_taken_or_empty_and_strange_beds_come_last() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    device.admit("Brown", "B1");
    device.admit("Adeyemi", "A2");
    device.admit("Clark", "Corridor");
    let rows = beds(&device.board());
    let names: Vec<&str> = rows.iter().map(|(bed, _)| bed.as_str()).collect();
    assert_eq!(names, ["A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4", "Corridor"]);
    let taken: Vec<_> =
        rows.iter().filter_map(|(bed, name)| Some((bed.as_str(), name.as_deref()?))).collect();
    assert_eq!(taken, [("A2", "Adeyemi"), ("B1", "Brown"), ("Corridor", "Clark")]);
}

#[test]
fn two_placements_put_the_name_at_both_beds_until_a_nurse_moves_the_patient() {
    let server = Server::new();
    let (a, b) = (Device::with_nurse(&server, 1), Device::with_nurse(&server, 2));
    let stay = a.admit("Adeyemi", "A1");
    for device in [&a, &b] {
        server.sync(&device.app);
        server.cut(&device.app);
    }
    a.done(Request::MoveBed { stay, to: place("A2") });
    b.done(Request::MoveBed { stay, to: place("B3") });
    for device in [&a, &b, &a] {
        server.sync(&device.app);
    }
    for device in [&a, &b] {
        let beds: Vec<String> = device.rows(stay).into_iter().map(|row| row.place.bed).collect();
        assert_eq!(beds, ["A2", "B3"]);
        assert_eq!(device.form(stay).bed, "A2 or B3");
        assert_eq!(device.rows(stay)[0].conflicts[0].about, "Bed");
    }
    b.done(Request::MoveBed { stay, to: place("B3") });
    server.sync(&b.app);
    server.sync(&a.app);
    assert_eq!(a.rows(stay).len(), 1);
    assert_eq!(a.rows(stay)[0].place.bed, "B3");
}

#[test]
fn names_alike_on_one_ward_are_marked_on_both() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (smith, smyth) = (device.admit("Smith", "A1"), device.admit("SMYTH", "B4"));
    let other = device.admit("Okonkwo", "A3");
    let marked = |stay| device.rows(stay)[0].banner.as_ref().unwrap().like_name;
    assert_eq!((marked(smith), marked(smyth), marked(other)), (true, true, false));
    assert!(device.patient(smith).banner.like_name && !device.patient(other).banner.like_name);
    assert!(device.form(smyth).banner.like_name);
}

#[test]
fn my_patients_are_those_i_took_on_soonest_due_first() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (well_one, ill_one) = (device.admit("Adeyemi", "A1"), device.admit("Brown", "A2"));
    let not_mine = device.admit("Clark", "A3");
    device.record(well_one, well());
    device.record(ill_one, ill());
    for stay in [well_one, ill_one] {
        device.done(Request::LookAfter { stay, on: true });
        device.done(Request::LookAfter { stay, on: true });
    }
    let mine = || match device.call(Request::MyPatients).unwrap() {
        Reply::Board(board) => board.rows.iter().map(|r| r.banner.as_ref().unwrap().stay).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(mine(), [ill_one, well_one]);
    let row = &device.rows(well_one)[0];
    assert!(row.mine && row.looked_after_by == ["Nurse Okafor"]);
    assert!(!device.rows(not_mine)[0].mine);
    device.done(Request::LookAfter { stay: ill_one, on: false });
    assert_eq!(mine(), [well_one]);
    assert_eq!(device.patient(ill_one).looked_after_by, Vec::<String>::new());
}

#[test]
fn imported_history_is_on_no_board_and_a_second_run_adds_nothing() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let row = |n: u32| {
        let stay = derived_stay("nhs.csv", &n.to_string());
        let fact = |part: &str, body| Authored {
            stay,
            id: derived_fact("nhs.csv", &n.to_string(), part),
            taken_at: None,
            recorded_at: UtcMillis(NOON),
            author: person(Role::System),
            auth: AuthLevel::System,
            on_behalf_of: None,
            supersedes: Vec::new(),
            reason: String::new(),
            body,
        };
        let provenance = Provenance { source: "nhs.csv".into(), row: n.to_string(), score_there: Some(3) };
        [
            fact("who", EntryBody::Admission(identity("Historic"))),
            fact("from", EntryBody::Historic(provenance)),
        ]
    };
    let batch: Vec<Authored> = (0..400).flat_map(row).collect();
    let done = device.app.author("import", &batch).unwrap();
    assert_eq!((done.written, done.already), (800, 0));
    let again = device.app.author("import", &batch).unwrap();
    assert_eq!((again.written, again.already), (0, 800));
    assert!(beds(&device.board()).iter().all(|(_, name)| name.is_none()));
    let page = device.patient(derived_stay("nhs.csv", "7"));
    assert_eq!(page.banner.family, "Historic");
    assert_eq!(page.status.due, None);
    let imports = device.audit().into_iter().filter(|(what, _)| what == "import").count();
    assert_eq!(imports, 1, "one act for the batch that wrote something");
}

#[test]
fn the_same_tap_admits_once_and_what_cannot_be_is_said_field_by_field() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    assert_eq!(device.admit("Adeyemi", "A1"), device.admit("Adeyemi", "A1"));
    let try_admit =
        |identity, place| device.call(Request::Admit(Box::new(Admit { identity, place }))).unwrap_err();
    let mut nameless = identity(" ");
    assert_eq!(try_admit(nameless.clone(), place("A2")).fields[0].field, "family");
    nameless.family = "UNKNOWN".into();
    let nowhere = clinical::ward::Place { bed: " ".into(), ..place("A2") };
    assert_eq!(try_admit(nameless.clone(), nowhere).fields[0].field, "bed");
    let elsewhere = clinical::ward::Place { ward: "daisy".parse().unwrap(), ..place("A2") };
    assert_eq!(try_admit(nameless, elsewhere).code, Code::NotFound);
}

/// Every projection as it lies on the disk.
fn projections(device: &Device) -> Vec<Vec<rusqlite::types::Value>> {
    device.app.catch_up();
    let database = rusqlite::Connection::open(device.folder.path().join("wardlight.db")).unwrap();
    let mut all = Vec::new();
    for query in [
        "SELECT stay, ward, state FROM stays ORDER BY stay",
        "SELECT stay, ward, bed, due_at, row FROM board ORDER BY stay, ward, bed",
        "SELECT ward, stay FROM members ORDER BY ward, stay",
        "SELECT stay, staff FROM allocations ORDER BY stay, staff",
        "SELECT staff, body FROM directory_staff ORDER BY staff",
        "SELECT ward, body FROM directory_wards ORDER BY ward",
        "SELECT device, body FROM directory_devices ORDER BY device",
    ] {
        let mut statement = database.prepare(query).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|n| row.get(n)).collect()).unwrap();
        all.extend(rows.map(Result::unwrap));
    }
    all
}

#[test]
fn projections_made_again_from_the_facts_are_the_same_to_the_last_byte() {
    let server = Server::new();
    let (a, b) = (Device::with_nurse(&server, 1), Device::with_nurse(&server, 2));
    let (one, two) = (a.admit("Adeyemi", "A1"), a.admit("Brown", "A2"));
    let fact = a.record(one, ill()).fact;
    a.record(two, well());
    server.sync(&a.app);
    server.sync(&b.app);
    for device in [&a, &b] {
        server.cut(&device.app);
        device.done(Request::LookAfter { stay: one, on: true });
        device.amend(one, fact, keyed(|draft| draft.pulse = format!("{}", 90 + device.seed))).unwrap();
        device.clock.pass(30_000);
        device.done(Request::StillHere);
        device.record(two, ill());
    }
    a.done(Request::MoveBed { stay: two, to: place("B1") });
    b.done(Request::MoveBed { stay: two, to: place("B2") });
    for device in [&a, &b, &a] {
        server.sync(&device.app);
    }
    let live = projections(&a);
    assert!(live.len() > 15);
    assert_eq!(live.len(), projections(&b).len());
    assert_eq!(live, projections(&b), "two devices that hold the same facts");
    let board = a.board();
    a.app.rebuild_projections().unwrap();
    assert_eq!(projections(&a), live);
    assert_eq!(a.board().rows, board.rows);
}

#[test]
fn projections_of_another_version_are_made_again_when_the_application_opens() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, ill());
    let live = projections(&device);
    let Device { app, clock, folder, seed, .. } = device;
    drop(app);
    let database = rusqlite::Connection::open(folder.path().join("wardlight.db")).unwrap();
    for (table, column) in [("stays", "state"), ("board", "row"), ("directory_wards", "body")] {
        let older = format!("UPDATE {table} SET {column} = CAST(X'00' || substr({column}, 2) AS BLOB)");
        assert!(database.execute(&older, []).unwrap() > 0);
    }
    drop(database);
    let app = app::App::open(config(folder.path(), &clock, seed + 5)).unwrap();
    let device = Device { app, clock, session: app::Session::new(), folder, seed };
    assert_eq!(projections(&device), live);
    device.sign_in(person(Role::Nurse));
    assert_eq!(device.rows(stay).len(), 1);
}

#[test]
fn the_board_knows_when_the_server_last_heard_from_the_wards_other_devices_and_since_when_it_knows() {
    let server = Server::new();
    let (device, other) = (Device::with_nurse(&server, 1), Device::enrolled(&server, 2));
    let seen = |device: &Device| {
        let devices = device.board().devices;
        let one = devices.into_iter().find(|seen| seen.last_entry.is_none()).expect("the other tablet");
        (one.heard, one.as_of)
    };
    server.sync(&device.app);
    assert_eq!(seen(&device), (None, None), "a server of an older version does not say, and is not asked");
    let at = device.now().plus_minutes(-70);
    *server.heard.borrow_mut() = Some(vec![(other.app.device(), at)]);
    server.cut(&device.app);
    server.sync(&device.app);
    assert_eq!(seen(&device), (Some(at), Some(device.now())));
    let known = device.now();
    // Without a server, and after a start, it is what was known then.
    server.cut(&device.app);
    device.clock.pass(180 * 60_000);
    let device = device.restarted_with_nurse();
    assert_eq!(seen(&device), (Some(at), Some(known)));
    // A device that is in the next answer no more was never heard by that server.
    *server.heard.borrow_mut() = Some(Vec::new());
    *server.time.borrow_mut() = device.now();
    server.sync(&device.app);
    assert_eq!(seen(&device), (None, Some(device.now())));
}
