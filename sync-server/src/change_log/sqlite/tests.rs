use super::*;
use crate::change_log::contract::{Opened, contract_suite};

fn open() -> Opened {
    let folder = tempfile::tempdir().unwrap();
    let database = Arc::new(Database::open(folder.path()).unwrap());
    let log = Arc::new(SqliteLog::open(database, [1; 16]).unwrap());
    Opened { log, _keep: Box::new(folder) }
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
