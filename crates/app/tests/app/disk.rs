//! The disk: in use, newer, full; and calls that fail inside.

use crate::support::*;
use app::{App, OpenError};
use clinical::staff::Role;
use contract::{Code, Reply, Request};

#[test]
fn a_second_process_on_one_folder_is_told_so_and_changes_nothing() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let second = App::open(config(device.folder.path(), &device.clock, 2)).unwrap_err();
    assert!(matches!(second, OpenError::Store(store::OpenError::InUse { .. })));
    assert!(second.to_string().contains("already running"), "{second}");
    device.record(stay, ill());
}

#[test]
fn a_database_of_a_newer_version_is_left_alone() {
    let device = Device::alone(1);
    let Device { app, clock, folder, .. } = device;
    drop(app);
    let database = rusqlite::Connection::open(folder.path().join("wardlight.db")).unwrap();
    database.pragma_update(None, "user_version", 9_999).unwrap();
    drop(database);
    let refused = App::open(config(folder.path(), &clock, 2)).unwrap_err();
    assert!(matches!(refused, OpenError::Store(store::OpenError::Newer { .. })), "{refused}");
    assert!(refused.to_string().contains("newer version"), "{refused}");
}

#[test]
fn on_a_full_disk_the_set_in_hand_is_saved_from_the_reserve_and_says_so() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, well());
    let Device { app, clock, folder, seed, .. } = device;
    drop(app);
    let size = std::fs::metadata(folder.path().join("wardlight.db")).unwrap().len();
    let app = App::open(app::Config { quota_bytes: Some(size), ..config(folder.path(), &clock, seed + 9) })
        .unwrap();
    let device = Device { app, clock, session: app::Session::new(), folder, seed };
    device.app.call(&device.session, Request::Hello).unwrap();
    device.sign_in(person(Role::Nurse));
    let mut saved = 0_u32;
    let mut said = false;
    let refused = loop {
        let form = device.form_for(stay, None);
        let recorded = form.and_then(|form| device.try_record(Device::filled(&form, ill())));
        match recorded {
            Ok(set) => {
                saved += 1;
                let says_so = set.flags.iter().any(|flag| flag.contains("disk is full"));
                // What the save leaves to be done may be what finds the disk full: then the next one says it.
                let full = device.sync_state().disk_nearly_full;
                assert!(full || !says_so, "set {saved}");
                assert!(says_so || !said, "set {saved}");
                said = says_so;
            }
            Err(error) => break error,
        }
        assert!(saved < 2_000, "the disk never filled");
    };
    assert!(said, "what was saved from the reserve says so");
    assert_eq!(refused.code, Code::DiskFull);
    assert!(refused.message.contains("not saved") && refused.message.contains("safe"), "{}", refused.message);
    let device = device.restarted();
    device.sign_in(person(Role::Nurse));
    assert_eq!(device.patient(stay).sets_in_all, saved + 1, "every set that was called saved is there");
}

#[test]
fn a_panic_inside_a_call_is_an_error_reply_and_the_next_call_works() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.clock.set_broken(true);
    let error = device.call(Request::Patient { stay }).unwrap_err();
    assert_eq!(error.code, Code::Internal);
    assert!(error.message.contains("Nothing was half-saved"));
    device.clock.set_broken(false);
    device.record(stay, ill());
    assert!(matches!(device.call(Request::Hello).unwrap(), Reply::Hello(_)));
}
