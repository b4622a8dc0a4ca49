//! The disk: in use, newer, full; and calls that fail inside.

use crate::support::*;
use app::{
    App, OpenError,
    authoring::{Authored, derived_fact, derived_stay},
};
use clinical::{
    entry::EntryBody,
    staff::{AuthLevel, Role},
};
use contract::{Code, Reply, Request};

#[test]
fn a_second_process_on_one_folder_is_told_so_and_changes_nothing() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let second = App::open(config(device.folder.path(), &device.clock, 2)).unwrap_err();
    assert!(matches!(second, OpenError::Store(store::OpenError::InUse { .. })));
    assert_eq!(
        second.to_string(),
        format!(
            "Wardlight is already running on this device with the data in {}. Nothing was changed. Use the window that \
             is open, or close it first.",
            device.folder.path().display()
        )
    );
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
    let said = refused.to_string();
    assert!(said.contains("was written by a newer version of Wardlight (data version 9999;"), "{said}");
    assert!(
        said.ends_with("Nothing was changed and nothing is lost. Install the newer version again."),
        "{said}"
    );
}

const FROM_THE_RESERVE: &str =
    "Saved, but this device's disk is full: only its reserve is left. Tell IT support";

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
                let says_so = set.flags.iter().any(|flag| flag == FROM_THE_RESERVE);
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
    assert_eq!(
        refused.message,
        "The disk is full, so this was not saved. What was saved before is safe. Free some space on this device or chart \
         on another one."
    );
    let device = device.restarted();
    device.sign_in(person(Role::Nurse));
    assert_eq!(device.patient(stay).sets_in_all, saved + 1, "every set that was called saved is there");
}

/// Fills the disk as something else would, until the database may grow by no more than so many pages, the reserve
/// spent: with forms that somebody began.
fn fill(folder: &std::path::Path, most_bytes: u64, left: u64) {
    let database = rusqlite::Connection::open(folder.join("wardlight.db")).unwrap();
    let number = |pragma: &str| -> u64 {
        database.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0)).unwrap().try_into().unwrap()
    };
    let most = most_bytes / number("page_size") - left;
    assert!(number("page_count") < most, "there is something to fill");
    while number("page_count") < most {
        let draft = "INSERT INTO drafts VALUES (randomblob(16), randomblob(16), randomblob(16), 0, 0, ?1)";
        database.execute(draft, ["x".repeat(2_000)]).unwrap();
    }
    assert_eq!(number("freelist_count"), 0);
}

/// Brings in a patient of another system. Nobody asks for anything meanwhile, so nothing that it leaves to be done is done.
fn bring_in(device: &Device, n: u32) {
    let (stay, at) = (derived_stay("test", &n.to_string()), device.now());
    let bodies = [EntryBody::Identity(identity(&format!("Patient {n}"))), EntryBody::Placement(place("A2"))];
    let rows = bodies.into_iter().enumerate().map(|(part, body)| Authored {
        stay,
        id: derived_fact("test", &n.to_string(), &part.to_string()),
        taken_at: Some(at),
        recorded_at: at,
        author: person(Role::Nurse),
        auth: AuthLevel::System,
        on_behalf_of: None,
        supersedes: Vec::new(),
        reason: String::new(),
        body,
    });
    let rows: Vec<Authored> = rows.collect();
    assert_eq!(device.app.author("import", &rows).unwrap().written, 2);
}

#[test]
fn on_a_full_disk_a_set_is_saved_though_a_whole_wards_projections_wait_for_room() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let Device { app, clock, folder, seed, .. } = device;
    drop(app);
    let size = std::fs::metadata(folder.path().join("wardlight.db")).unwrap().len();
    let (quota, reserve) = (size + 1024 * 1024, 64 * 1024);
    let config = app::Config { quota_bytes: Some(quota), ..config(folder.path(), &clock, seed + 9) };
    assert_eq!(config.reserve_bytes, reserve);
    let app = App::open(config).unwrap();
    let device = Device { app, clock, session: app::Session::new(), folder, seed };
    device.sign_in(person(Role::Nurse));
    let stay = device.admit("Adeyemi", "A1");
    let form = device.form(stay);
    device.app.catch_up();
    for n in 0..64 {
        bring_in(&device, n);
    }
    let database = rusqlite::Connection::open(device.folder.path().join("wardlight.db")).unwrap();
    let put: i64 = database.query_row("SELECT count(*) FROM stays", [], |row| row.get(0)).unwrap();
    assert_eq!(put, 1, "as many as may be held are");
    fill(device.folder.path(), quota + reserve, 12);
    let saved = device.try_record(Device::filled(&form, ill())).unwrap();
    assert!(saved.flags.iter().any(|flag| flag == FROM_THE_RESERVE), "{:?}", saved.flags);
    assert_eq!(device.rows(stay).len(), 1);
    assert!(device.rows(stay)[0].status.is_some());
    let device = device.restarted();
    device.sign_in(person(Role::Nurse));
    assert_eq!(device.patient(stay).sets[0].fact, saved.fact);
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
