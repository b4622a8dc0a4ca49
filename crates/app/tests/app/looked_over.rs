//! A device that is never switched off: once a day it holds what it has against its own logs and the server's.

use crate::support::*;
use app::{Input, SyncAction};
use replication::serve::ReadLog as _;

const A_DAY_MS: i64 = 86_400_000;

/// Runs a statement on a device's database behind its back.
fn behind_its_back(device: &Device, sql: &str) {
    let database = rusqlite::Connection::open(device.folder.path().join("wardlight.db")).unwrap();
    assert_eq!(database.execute(sql, []).unwrap(), 1, "one row is gone");
}

fn rows(device: &Device, sql: &str) -> i64 {
    let database = rusqlite::Connection::open(device.folder.path().join("wardlight.db")).unwrap();
    database.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// The session ends, and another begins by opening a line.
fn a_day_passes(device: &Device) {
    device.clock.pass(A_DAY_MS);
    let actions = device.app.sync(Input::Wake);
    assert_eq!(actions[..2], [SyncAction::Close, SyncAction::Open]);
}

#[test]
fn after_a_day_an_entry_that_neither_outbox_nor_log_has_reaches_the_server() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    server.sync(&device.app);
    server.cut(&device.app);
    let saved = device.record(stay, well());
    let _signed = device.app.sync_pending();
    let hex: String = saved.fact.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    behind_its_back(&device, &format!("DELETE FROM outbox WHERE hex(fact) = upper('{hex}')"));
    let there = || server.head(&clinical::ScopeId::Stay(stay)).unwrap().seq;
    server.sync(&device.app);
    let before = there();
    a_day_passes(&device);
    server.cut(&device.app);
    server.sync(&device.app);
    assert_eq!(there(), before + 1, "nobody but this device could bring it");
}

#[test]
fn after_a_day_a_log_that_does_not_lead_to_its_cursor_is_read_again() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    device.admit("Adeyemi", "A1");
    server.sync(&device.app);
    let entries = "SELECT count(*) FROM log WHERE scope LIKE 'stay/%'";
    let whole = rows(&device, entries);
    behind_its_back(&device, "DELETE FROM log WHERE scope LIKE 'stay/%' AND seq = 1");
    let _same = device.app.sync(Input::Wake);
    server.sync(&device.app);
    assert_eq!(
        rows(&device, entries),
        whole - 1,
        "the server's chain is the cursor's, and says nothing of it"
    );
    a_day_passes(&device);
    server.cut(&device.app);
    server.sync(&device.app);
    assert_eq!(rows(&device, entries), whole);
    assert_eq!(device.sync_state().unsent, 0);
}
