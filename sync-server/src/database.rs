//! The server's SQLite file: opened once, checked, migrated, read by many and written by one thread.

use crate::{folder, writer::Writer};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// The oldest SQLite that may be used: earlier ones can lose committed writes when a WAL is reset while several
/// connections are at work (fixed in 3.51.3).
pub const OLDEST_SQLITE: i32 = 3_051_003;

/// The name of the file in the data folder.
pub const FILE: &str = "wardlight-server.sqlite3";

/// How many reading connections are kept open.
const KEPT_READERS: usize = 8;

/// How long one process waits for another's transaction, such as `serve` for a staff import.
const BUSY: Duration = Duration::from_secs(20);

/// Pages of the write-ahead log above which the writer works it in itself, while whoever brings something waits: 32 MiB.
const LONGEST_LOG: u32 = 8_192;

const MIGRATIONS: [&str; 7] = [
    include_str!("../migrations/sqlite/0001_log.sql"),
    include_str!("../migrations/sqlite/0002_doors.sql"),
    include_str!("../migrations/sqlite/0003_quarantine.sql"),
    include_str!("../migrations/sqlite/0004_arrivals.sql"),
    include_str!("../migrations/sqlite/0005_notes.sql"),
    include_str!("../migrations/sqlite/0006_heard.sql"),
    include_str!("../migrations/sqlite/0007_aside.sql"),
];

/// Why the database could not be opened. Nothing in it was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The SQLite in this build is one that can lose writes.
    #[error("this build carries SQLite {found}, which can lose committed writes; 3.51.3 or later is needed")]
    OldSqlite {
        /// Its version.
        found: &'static str,
    },
    /// A newer server wrote this file.
    #[error(
        "the database {path} was written by a newer version (its shape is {found}, this version knows {known}): \
         start the newer version; nothing was changed"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The shape found.
        found: usize,
        /// The newest shape that this version knows.
        known: usize,
    },
    /// The database is a standby.
    #[error(
        "this PostgreSQL is a standby and takes no writes; give the primary's address; nothing was started"
    )]
    Standby,
    /// The database does not wait for its disk.
    #[error(
        "this PostgreSQL runs with fsync = off: it would lose what was acknowledged when the power goes; set fsync = on \
         in postgresql.conf and restart it; nothing was started"
    )]
    NoFsync,
    /// A copy into it was begun and not finished.
    #[error(
        "this database was being copied to and is not whole: remove it, and copy again into an empty one; nothing was \
         started"
    )]
    HalfCopied,
    /// The database is another server's.
    #[error(
        "the key in the folder {folder} is not the one of this PostgreSQL database: every device knows its server by that \
         key. Copy server.key from the first node's folder over the one there; nothing was started"
    )]
    OtherKey {
        /// The data folder.
        folder: PathBuf,
    },
    /// The data folder or file cannot be used.
    #[error("the data folder {path} cannot be used: {source}")]
    Folder {
        /// The folder or file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// It could not be opened, checked or migrated.
    #[error("the database cannot be opened: {0}")]
    Store(#[from] StoreError),
}

/// Why a read or write did not happen. A write that fails leaves nothing behind and is never acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The disk is full.
    #[error("the server's disk is full; nothing of this was stored, and the device keeps it")]
    Full,
    /// Another process held the database for too long.
    #[error("the server's database is busy; nothing of this was stored, try again")]
    Busy,
    /// The bytes on disk are not what was written.
    #[error("the server's database is damaged: {0}; restore it from its backup, the devices will refill it")]
    Damaged(String),
    /// The writing thread has ended, or a write panicked.
    #[error("the server is stopping or failed in this write; nothing of this was stored, try again")]
    Stopped,
    /// PostgreSQL does not answer, or not this server.
    #[error(
        "the server's PostgreSQL cannot be used: {0}; nothing of this was stored, and devices keep what they have"
    )]
    Unreachable(String),
    /// Anything else that PostgreSQL reports.
    #[error("the server's PostgreSQL reports: {0}")]
    Postgres(String),
    /// Anything else that SQLite reports.
    #[error("the server's database reports: {0}")]
    Sqlite(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            // SQLite's own words name tables and columns, never values.
            Some(_) => Self::Sqlite(error.to_string()),
            None => Self::Damaged("a value has another type than its column".into()),
        }
    }
}

/// The database of one server.
pub struct Database {
    path: PathBuf,
    // Closed first: the last connection to close empties the write-ahead log into the file, and only a writer can.
    readers: Mutex<Vec<Connection>>,
    writer: Writer,
}

impl Database {
    /// Opens the database of a data folder, making folder and file where there are none.
    ///
    /// # Errors
    /// When the SQLite is too old, the file is from a newer server or damaged, or the folder cannot be used.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        refuse_old_sqlite(rusqlite::version_number(), rusqlite::version())?;
        let unusable = |path: &Path| {
            let path = path.to_owned();
            |source| OpenError::Folder { path, source }
        };
        folder::make(folder).map_err(unusable(folder))?;
        let path = folder.join(FILE);
        // SQLite gives what it makes beside the file, such as the write-ahead log, the file's permissions.
        folder::keep_to_oneself(&path).map_err(unusable(&path))?;
        for left_there in beside(&path).into_iter().filter(|file| file.exists()) {
            folder::keep_to_oneself(&left_there).map_err(unusable(&left_there))?;
        }
        let connection = Connection::open(&path).map_err(StoreError::from)?;
        set_up(&connection)?;
        migrate(&connection, &path)?;
        // The log is worked in beside the writer, which does so itself only where that has not come about for long.
        connection.pragma_update(None, "wal_autocheckpoint", LONGEST_LOG).map_err(StoreError::from)?;
        let tidier = Connection::open(&path).map_err(StoreError::from)?;
        set_up(&tidier)?;
        Ok(Self { path, writer: Writer::start(connection, tidier)?, readers: Mutex::default() })
    }

    /// Reads in one snapshot.
    ///
    /// # Errors
    /// What SQLite reports.
    pub(crate) fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let kept = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = kept.map_or_else(|| self.reader(), Ok)?;
        let snapshot = connection.unchecked_transaction()?;
        let value = read(&snapshot)?;
        snapshot.finish()?;
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < KEPT_READERS {
            readers.push(connection);
        }
        Ok(value)
    }

    /// Writes in one transaction; returns when it is durable.
    ///
    /// # Errors
    /// What SQLite reports, or what `write` does; nothing is stored then.
    pub(crate) fn write<T: Send + 'static>(
        &self,
        write: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.writer.write(write)
    }

    /// Lets the file grow no further than so many bytes; never below what it has. A write beyond that finds the disk full.
    ///
    /// # Errors
    /// What SQLite reports.
    pub(crate) fn keep_within(&self, bytes: u64) -> Result<(), StoreError> {
        self.write(move |connection| {
            let page: u64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
            let pages = i64::try_from((bytes / page.max(1)).max(1)).unwrap_or(i64::MAX);
            Ok(connection.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?)
        })
    }

    fn reader(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(BUSY)?;
        Ok(connection)
    }
}

fn refuse_old_sqlite(number: i32, version: &'static str) -> Result<(), OpenError> {
    if number < OLDEST_SQLITE { Err(OpenError::OldSqlite { found: version }) } else { Ok(()) }
}

fn set_up(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(BUSY)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(StoreError::Sqlite(format!("write-ahead logging is not available here, only {mode}")));
    }
    // FULL, not NORMAL: an acknowledged entry must survive the loss of power (SRV 6).
    connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")?;
    Ok(())
}

/// What SQLite keeps beside the file: the write-ahead log and its index.
fn beside(path: &Path) -> [PathBuf; 2] {
    ["-wal", "-shm"].map(|end| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        name.into()
    })
}

/// Brings the file to the newest shape. Migrations lose no row.
fn migrate(connection: &Connection, path: &Path) -> Result<(), OpenError> {
    let store = |error: rusqlite::Error| OpenError::Store(error.into());
    connection.execute_batch("BEGIN IMMEDIATE").map_err(store)?;
    let found: usize = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(store)?;
    if found > MIGRATIONS.len() {
        connection.execute_batch("ROLLBACK").map_err(store)?;
        return Err(OpenError::Newer { path: path.to_owned(), found, known: MIGRATIONS.len() });
    }
    for migration in MIGRATIONS.iter().skip(found) {
        connection.execute_batch(migration).map_err(store)?;
    }
    connection.pragma_update(None, "user_version", MIGRATIONS.len()).map_err(store)?;
    connection.execute_batch("COMMIT").map_err(store)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sqlite_that_can_lose_writes_is_refused() {
        let refused = refuse_old_sqlite(3_051_002, "3.51.2");
        assert!(matches!(refused, Err(OpenError::OldSqlite { found: "3.51.2" })));
        assert!(refuse_old_sqlite(OLDEST_SQLITE, "3.51.3").is_ok());
        assert!(rusqlite::version_number() >= OLDEST_SQLITE, "the bundled one is new enough");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_on_the_machine_reads_the_folder_the_database_or_its_log() {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("data");
        let path = folder.join(FILE);
        let files = || [vec![path.clone()], beside(&path).to_vec()].concat();
        let database = Database::open(&folder).unwrap();
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(files().iter().map(|file| mode(file)).collect::<Vec<_>>(), [0o600; 3]);
        for file in files() {
            std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o644)).unwrap();
        }
        let again = Database::open(&folder).unwrap();
        assert_eq!(files().iter().map(|file| mode(file)).collect::<Vec<_>>(), [0o600; 3], "also of old");
        drop((database, again));
    }

    #[test]
    fn a_database_of_a_newer_server_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        drop(Database::open(folder.path()).unwrap());
        let path = folder.path().join(FILE);
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
        let Err(error) = Database::open(folder.path()) else { panic!("opened a newer database") };
        assert!(error.to_string().contains("start the newer version"), "{error}");
        let left: i32 =
            Connection::open(&path).unwrap().query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        assert_eq!(left, 99, "nothing was changed");
    }

    #[test]
    fn what_an_older_server_had_set_aside_is_counted_against_whoever_brought_it() {
        let folder = tempfile::tempdir().unwrap();
        drop(Database::open(folder.path()).unwrap());
        let older = Connection::open(folder.path().join(FILE)).unwrap();
        older
            .execute_batch(
                "DROP TRIGGER aside_grows; DROP TRIGGER aside_shrinks; DROP TABLE aside_of; \
                 CREATE INDEX quarantine_by_bringer ON quarantine (brought_by) WHERE settled_at IS NULL; \
                 PRAGMA user_version = 6; \
                 INSERT INTO quarantine (scope, hash, fact, signature, reason, brought_by, arrived_at, settled_at) VALUES \
                 ('dir', x'01', x'0102', x'03', 'twin', x'aa', 1, NULL), ('dir', x'02', x'01', x'03', 'twin', x'aa', 1, NULL), \
                 ('dir', x'03', x'01', x'03', 'twin', x'aa', 1, 2), ('dir', x'04', x'01', x'03', 'twin', x'bb', 1, NULL);",
            )
            .unwrap();
        drop(older);
        let database = Database::open(folder.path()).unwrap();
        let held = || {
            let rows = database.read(|connection| {
                connection
                    .prepare("SELECT hex(device), entries, bytes FROM aside_of ORDER BY device")?
                    .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                    .collect::<rusqlite::Result<Vec<(String, u64, u64)>>>()
            });
            rows.unwrap()
        };
        assert_eq!(held(), [("AA".into(), 2, 5), ("BB".into(), 1, 2)]);
        let settle = |connection: &Connection| {
            Ok(connection.execute("UPDATE quarantine SET settled_at = 3 WHERE hash = x'01'", [])?)
        };
        database.write(settle).unwrap();
        assert_eq!(held(), [("AA".into(), 1, 2), ("BB".into(), 1, 2)]);
    }

    #[test]
    fn a_write_that_fails_or_panics_takes_no_other_write_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(folder.path()).unwrap();
        let put = |name: &'static str| {
            move |connection: &Connection| -> Result<(), StoreError> {
                connection.execute("INSERT INTO meta (name, value) VALUES (?1, x'00')", [name])?;
                Ok(())
            }
        };
        std::thread::scope(|threads| {
            threads.spawn(|| database.write(put("kept")).unwrap());
            threads.spawn(|| {
                let failed: Result<(), _> = database.write(move |connection| {
                    put("failed")(connection)?;
                    Err(StoreError::Busy)
                });
                assert_eq!(failed, Err(StoreError::Busy));
            });
            threads.spawn(|| {
                let panicked: Result<(), _> = database.write(move |connection| {
                    put("panicked")(connection)?;
                    panic!("a fault planted by this test")
                });
                assert_eq!(panicked, Err(StoreError::Stopped));
            });
        });
        database.write(put("later")).unwrap();
        let names: Vec<String> = database
            .read(|connection| {
                connection
                    .prepare("SELECT name FROM meta ORDER BY name")?
                    .query_map([], |row| row.get(0))?
                    .collect()
            })
            .unwrap();
        assert_eq!(names, ["kept", "later"]);
    }
}
