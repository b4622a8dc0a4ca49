//! Two devices and a server: what is charted on one is on the other, and nothing is lost on the way.

use crate::support::*;
use clinical::{ScopeId, StayId, TakenAt, entry::EntryBody, staff::Role};
use contract::{Connection, EntrySync};
use std::{fs, sync::Arc};

#[test]
fn a_set_charted_without_the_server_is_on_the_other_devices_board_once_it_is_back() {
    let server = Server::new();
    let (a, b) = (Device::with_nurse(&server, 1), Device::with_nurse(&server, 2));
    let stay = a.admit("Adeyemi", "A1");
    let saved = a.record(stay, ill());
    let before = a.sync_state();
    assert!(matches!(before.connection, Connection::Offline { since: Some(_) }));
    assert!(before.unsent > 0);
    assert_eq!(a.rows(stay)[0].unsent, 3, "admission, bed, set");
    server.sync(&a.app);
    assert_eq!(a.patient(stay).sets[0].sync, EntrySync::Verified);
    let after = a.sync_state();
    assert_eq!((after.connection, after.unsent, after.unverified), (Connection::Online, 0, 0));
    server.sync(&b.app);
    let theirs = b.rows(stay);
    assert_eq!(theirs[0].status, a.rows(stay)[0].status);
    assert_eq!(b.patient(stay).sets[0].fact, saved.fact);
    assert_eq!(b.patient(stay).sets[0].by, "Nurse Okafor");
    for device in [&a, &b] {
        server.sync(&device.app);
        assert!(device.app.sync_is_quiet());
    }
}

#[test]
fn a_restart_in_the_middle_loses_nothing_and_sends_nothing_twice() {
    let server = Server::new();
    let a = Device::with_nurse(&server, 1);
    let stay = a.admit("Adeyemi", "A1");
    a.record(stay, ill());
    let a = a.restarted();
    server.sync(&a.app);
    server.cut(&a.app);
    let a = a.restarted();
    for _ in 0..10 {
        server.sync(&a.app);
        server.cut(&a.app);
    }
    let log = server.logs.borrow();
    assert_eq!(log[&ScopeId::Stay(stay)].len(), 3);
    assert_eq!(log[&ScopeId::Ward(bluebell(), 0)].len(), 1);
}

#[test]
fn a_server_restored_from_an_older_backup_is_filled_again_by_whoever_holds_the_entries() {
    let server = Server::new();
    let (a, b) = (Device::with_nurse(&server, 1), Device::with_nurse(&server, 2));
    let stay = a.admit("Adeyemi", "A1");
    a.record(stay, ill());
    server.sync(&a.app);
    server.sync(&b.app);
    for device in [&a, &b] {
        server.cut(&device.app);
    }
    let whole = server.logs.borrow()[&ScopeId::Stay(stay)].len();
    server.logs.borrow_mut().get_mut(&ScopeId::Stay(stay)).unwrap().truncate(1);
    server.sync(&b.app);
    assert_eq!(server.logs.borrow()[&ScopeId::Stay(stay)].len(), whole, "whoever wrote them");
    server.sync(&a.app);
    assert_eq!(a.patient(stay).sets[0].sync, EntrySync::Verified);
    assert_eq!(a.sync_state().unsent, 0);
}

#[test]
fn a_device_three_days_out_charts_at_the_right_time_once_the_server_has_proved_its_clock() {
    let server = Server::new();
    let a = Device::alone(1);
    a.clock.set_wall(NOON + 3 * 86_400_000);
    server.enrol(&a.app, "Tablet out of time");
    server.sync(&a.app);
    a.sign_in(person(Role::Nurse));
    assert_eq!(a.sync_state().clock_offset_ms, Some(-3 * 86_400_000));
    let stay = a.admit("Adeyemi", "A1");
    let form = a.form(stay);
    assert_eq!(form.now.0, NOON, "screens show the right time");
    a.record(stay, ill());
    server.sync(&a.app);
    let b = Device::with_nurse(&server, 2);
    let set = &b.patient(stay).sets[0];
    assert_eq!(set.taken.utc().unwrap().0, NOON);
    assert!(matches!(set.taken, TakenAt::At(stamp) if stamp.offset_minutes == 0));
    assert!(set.clock_doubtful, "and it is flagged");
    assert_eq!(b.rows(stay)[0].status.as_ref().unwrap().since.unwrap().0, NOON);
}

const COPIED: &str = "This device's data was restored from a backup, or copied to another device. Nothing was lost: what \
                      either of them charts is kept. If there may be a second device with it, use only one of them and \
                      tell IT support, who enrol it again.";

#[test]
fn a_copy_of_a_data_folder_that_goes_on_writing_becomes_another_incarnation() {
    let server = Server::new();
    let a = Device::with_nurse(&server, 1);
    let stay = a.admit("Adeyemi", "A1");
    server.sync(&a.app);
    server.cut(&a.app);
    let a = a.restarted();
    let copy = Arc::new(tempfile::tempdir().unwrap());
    let Device { app, clock, session, folder, seed } = a;
    drop(app);
    for file in fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
    }
    drop(session);
    let open = |folder: &Arc<tempfile::TempDir>, seed| Device {
        app: app::App::open(config(folder.path(), &clock, seed)).unwrap(),
        clock: clock.clone(),
        session: app::Session::new(),
        folder: folder.clone(),
        seed,
    };
    let (first, second) = (open(&folder, seed + 1), open(&copy, seed + 2));
    for device in [&first, &second] {
        device.sign_in(person(Role::Nurse));
        device.record(stay, ill());
        server.sync(&device.app);
    }
    let incarnations = |device: &Device| -> u32 {
        let database = rusqlite::Connection::open(device.folder.path().join("wardlight.db")).unwrap();
        database.query_row("SELECT count(*) FROM lives", [], |row| row.get(0)).unwrap()
    };
    assert_eq!((incarnations(&first), incarnations(&second)), (1, 2), "the server's FORK told the copy");
    assert_eq!(first.sync_state().trouble, "", "the first one to speak cannot know it yet");
    assert_eq!(second.sync_state().trouble, COPIED, "the other says what happened");
    second.record(stay, well());
    server.sync(&second.app);
    server.sync(&first.app);
    assert_eq!(first.patient(stay).sets_in_all, 3, "and everything both wrote is kept");
    assert_eq!(second.sync_state().unsent, 0);
    assert_eq!(
        first.sync_state().trouble,
        COPIED,
        "the copy's entries are of a life that the first lived alone"
    );
    assert_eq!((incarnations(&first), incarnations(&second)), (2, 2), "and each has one of its own now");
    first.record(stay, well());
    server.sync(&first.app);
    server.sync(&second.app);
    assert_eq!((incarnations(&first), incarnations(&second)), (2, 2), "once");
    assert_eq!((first.patient(stay).sets_in_all, second.patient(stay).sets_in_all), (4, 4));
    let first = first.restarted();
    assert_eq!(first.sync_state().trouble, COPIED, "also after a restart");
    server.enrol(&first.app, "Tablet 1");
    assert_eq!(first.sync_state().trouble, "", "until it is enrolled again");
    assert_eq!(first.restarted().sync_state().trouble, "");
}

/// The whole folder, the file beside the database too, so that nothing on the device knows: its own entries of the life
/// that it believes to be in come back to it.
#[test]
fn a_device_restored_with_its_whole_folder_agrees_with_everybody_and_says_so() {
    let server = Server::new();
    let (a, b) = (Device::with_nurse(&server, 1), Device::with_nurse(&server, 2));
    let stay = a.admit("Adeyemi", "A1");
    server.sync(&a.app);
    server.cut(&a.app);
    let Device { app, clock, folder, .. } = a;
    drop(app);
    let files = || fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
    let backup: Vec<_> = files().map(|path| (path.clone(), fs::read(&path).unwrap())).collect();
    let open = |seed| Device {
        app: app::App::open(config(folder.path(), &clock, seed)).unwrap(),
        clock: clock.clone(),
        session: app::Session::new(),
        folder: folder.clone(),
        seed,
    };
    let since = open(11);
    since.sign_in(person(Role::Nurse));
    for _ in 0..3 {
        since.record(stay, ill());
    }
    server.sync(&since.app);
    assert_eq!((since.sync_state().unsent, since.sync_state().trouble.as_str()), (0, ""));
    drop(since);
    files().for_each(|path| fs::remove_file(path).unwrap());
    backup.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
    let restored = open(12);
    restored.sign_in(person(Role::Nurse));
    assert_eq!((restored.patient(stay).sets_in_all, restored.sync_state().trouble.as_str()), (0, ""));
    restored.record(stay, well());
    for _ in 0..2 {
        server.sync(&restored.app);
        server.sync(&b.app);
    }
    assert_eq!(
        (restored.patient(stay).sets_in_all, b.patient(stay).sets_in_all),
        (4, 4),
        "nothing is missing"
    );
    let state = restored.sync_state();
    assert_eq!((state.unsent, state.unverified, state.set_aside), (0, 0, 0));
    assert!(restored.app.sync_is_quiet(), "and it came to rest");
    assert_eq!(state.trouble, COPIED);
    restored.record(stay, well());
    server.sync(&restored.app);
    server.sync(&b.app);
    assert_eq!((restored.patient(stay).sets_in_all, b.patient(stay).sets_in_all), (5, 5), "nor afterwards");
}

#[test]
fn a_database_restored_beside_a_newer_incarnation_file_notices_by_itself() {
    let server = Server::new();
    let a = Device::with_nurse(&server, 1);
    let stay = a.admit("Adeyemi", "A1");
    let Device { app, clock, folder, .. } = a;
    drop(app);
    fs::write(folder.path().join("incarnation"), "00000000-0000-4000-8000-000000000000\n").unwrap();
    let app = app::App::open(config(folder.path(), &clock, 77)).unwrap();
    let again = Device { app, clock, session: app::Session::new(), folder, seed: 77 };
    let database = rusqlite::Connection::open(again.folder.path().join("wardlight.db")).unwrap();
    let lives: u32 = database.query_row("SELECT count(*) FROM lives", [], |row| row.get(0)).unwrap();
    assert_eq!(lives, 2);
    again.sign_in(person(Role::Nurse));
    again.record(stay, ill());
    server.sync(&again.app);
    assert_eq!(again.sync_state().unsent, 0);
}

#[test]
fn a_full_index_is_rolled_and_the_next_one_opens_with_everybody_who_lies_in_the_ward() {
    let server = Server::new();
    let hand = Hand::enrolled(&server);
    let a = Device::with_nurse(&server, 1);
    let here = a.admit("Adeyemi", "A1");
    server.sync(&a.app);
    let index = |n| ScopeId::Ward(bluebell(), n);
    for n in 1..3_000_u16 {
        let mut stay = [9; 16];
        stay[14..].copy_from_slice(&n.to_be_bytes());
        let pointer = EntryBody::IndexStay(StayId::from_bytes(stay));
        server.append(&index(0), entry(hand.fact(index(0), n, pointer)));
    }
    server.sync(&a.app);
    let new = a.admit("Brown", "B1");
    server.sync(&a.app);
    let pointers = |n| {
        let logs = server.logs.borrow();
        let facts = logs.get(&index(n)).into_iter().flatten();
        facts
            .map(|logged| match signed(&logged.entry).decode().unwrap().body {
                EntryBody::IndexStay(stay) => stay,
                other => panic!("{other:?}"),
            })
            .collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(pointers(0).len(), 3_000);
    assert_eq!(pointers(1), [here, new].into(), "those who lie here, the new one among them");
    a.admit("Clark", "B2");
    server.sync(&a.app);
    assert_eq!((pointers(0).len(), pointers(1).len()), (3_000, 3));
}
