//! The SQLite log: the contract of every log, and what only this one has to keep.

use super::*;
use crate::change_log::contract::{Opened, contract_suite};

fn open() -> Option<Opened> {
    let folder = tempfile::tempdir().unwrap();
    let database = Arc::new(Database::open(folder.path()).unwrap());
    let log = Arc::new(SqliteLog::open(database, [1; 16]).unwrap());
    Some(Opened { log, _keep: Box::new(folder) })
}

contract_suite!(open);

/// A database with one entry in its log and one in quarantine.
fn with_one_of_each() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let database = Arc::new(Database::open(folder.path()).unwrap());
    let opened = Opened { log: Arc::new(SqliteLog::open(database, [1; 16]).unwrap()), _keep: Box::new(()) };
    crate::change_log::contract::srv_7_what_is_refused_is_kept_with_its_bytes_reason_and_bringer_and_blocks_nothing(&opened);
    let connection = Connection::open(folder.path().join(crate::database::FILE)).unwrap();
    (folder, connection)
}

#[test]
fn srv_8_no_statement_changes_or_removes_an_entry_of_the_log() {
    let (_folder, connection) = with_one_of_each();
    for statement in [
        "UPDATE entry SET fact = x'00'",
        "UPDATE entry SET seq = seq + 1",
        "DELETE FROM entry",
        "REPLACE INTO entry SELECT * FROM entry",
        "DELETE FROM quarantine",
        "UPDATE quarantine SET fact = x'00'",
    ] {
        let refused = connection.execute(statement, []).unwrap_err();
        let words = refused.to_string();
        assert!(words.contains("append-only") || words.contains("is kept"), "{statement}: {words}");
    }
}

#[test]
fn srv_6_the_database_waits_for_the_disk_at_each_commit() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::open(folder.path()).unwrap();
    let (mode, synchronous) = database
        .write(|connection| {
            Ok((
                connection.query_row("PRAGMA journal_mode", [], |row| row.get::<_, String>(0))?,
                connection.query_row("PRAGMA synchronous", [], |row| row.get::<_, i64>(0))?,
            ))
        })
        .unwrap();
    assert_eq!((mode.as_str(), synchronous), ("wal", 2), "write-ahead log, FULL");
}

#[test]
fn the_epoch_is_drawn_once_for_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let open = |fresh| {
        let database = Arc::new(Database::open(folder.path()).unwrap());
        SqliteLog::open(database, fresh).unwrap().epoch()
    };
    assert_eq!(open([1; 16]), [1; 16]);
    assert_eq!(open([2; 16]), [1; 16]);
}

/// A full disk, acted out by a limit on the file's pages.
#[test]
fn srv_6_a_full_disk_stores_nothing_of_a_push_acknowledges_nothing_and_goes_on_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let database = Arc::new(Database::open(folder.path()).unwrap());
    let log = SqliteLog::open(database.clone(), [1; 16]).unwrap();
    let most_pages = |pages: u64| database.keep_within(pages * 4_096).unwrap();
    most_pages(60);
    let mut taken = 0;
    let full = loop {
        match log.append(crate::change_log::contract::bulky(taken + 1)) {
            Ok(appended) => taken = appended.head,
            Err(error) => break error,
        }
    };
    assert_eq!(full, StoreError::Full);
    assert!(taken > 0 && full.to_string().contains("the device keeps it"), "{full}");
    let scope = crate::change_log::contract::bulky(1).scope;
    assert_eq!(log.read(&scope, 0, 1_000).unwrap().len() as u64, taken, "nothing half done");
    most_pages(1_000);
    assert_eq!(
        log.append(crate::change_log::contract::bulky(taken + 1)).unwrap().head,
        taken + 1,
        "without a gap"
    );
}
