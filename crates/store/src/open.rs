//! Opening a data folder: lock, look, bring up to date, and only then let anybody write.

use crate::{
    Life, OpenError, Store, StoreError, examine,
    held::Held,
    life,
    lock::ProcessLock,
    migrations,
    reserve::Reserve,
    store::Writer,
    tx::{ReadTx, WriteTx},
};
use clinical::Incarnation;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, config::DbConfig};
use std::{fs, io, path::Path};

/// The database's file name in the data folder.
pub(crate) const DATABASE_FILE: &str = "wardlight.db";

/// How much disk space is held back for what is being charted when the disk fills up.
pub const RESERVE_BYTES: u64 = 16 * 1024 * 1024;

/// Statements kept prepared per connection; more than there are in this crate.
const STATEMENTS: usize = 160;
/// Pages that a connection keeps, in KiB.
const CACHE_KIB: i32 = 8 * 1024;

/// What the caller decides about a store.
#[derive(Debug, Clone, Copy)]
pub struct OpenOptions {
    /// The id of the life to begin, if one has to begin: fresh random, for this opening only.
    pub fresh: Incarnation,
    /// How much disk space to hold back, in bytes.
    pub reserve_bytes: u64,
    /// The most that the database may take of the disk, in bytes, the reserve not counted; `None` is all there is.
    pub quota_bytes: Option<u64>,
}

impl OpenOptions {
    /// The usual: a reserve of 16 MiB and no quota.
    pub const fn new(fresh: Incarnation) -> Self {
        Self { fresh, reserve_bytes: RESERVE_BYTES, quota_bytes: None }
    }
}

/// Opens the store of a data folder, which is made if need be.
pub(crate) fn open(folder: &Path, options: &OpenOptions) -> Result<Store, OpenError> {
    examine::sqlite_is_safe()?;
    let unusable = |source| OpenError::Folder { folder: folder.to_owned(), source };
    let new = !folder.exists();
    fs::create_dir_all(folder).map_err(unusable)?;
    if new {
        // A folder that was there before may hold other people's files too.
        keep_to_oneself(folder).map_err(unusable)?;
        // What is synced in a folder whose own name is lost at a power cut is lost with it.
        sync_name(folder).map_err(unusable)?;
    }
    let lock = ProcessLock::take(folder)?;
    let file = folder.join(DATABASE_FILE);
    let reserve = Reserve::of(folder, options.reserve_bytes);
    let (writer, life) = match prepare(folder, &file, options) {
        // On a full disk even opening takes a page or two.
        Err(error) if is_full(&error) && reserve.spend() => prepare(folder, &file, options)?,
        prepared => prepared?,
    };
    let writer = Writer { connection: writer, quota_bytes: options.quota_bytes };
    reserve.restore();
    writer.apply_quota(&reserve).map_err(OpenError::Store)?;
    Ok(Store::assemble(folder, file, lock, writer, reserve, life))
}

/// Nobody else who has an account on this machine reads what is charted, or the key that signs it.
#[cfg(unix)]
fn keep_to_oneself(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn keep_to_oneself(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes durable that the folder is where it is.
#[cfg(unix)]
fn sync_name(folder: &Path) -> io::Result<()> {
    let around = folder.parent().filter(|around| !around.as_os_str().is_empty());
    fs::File::open(around.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
fn sync_name(_: &Path) -> io::Result<()> {
    Ok(())
}

fn is_full(error: &OpenError) -> bool {
    match error {
        OpenError::Store(StoreError::Full) => true,
        OpenError::Folder { source, .. } => source.kind() == io::ErrorKind::StorageFull,
        _ => false,
    }
}

/// Looks at the database, opens it for writing, brings it up to date and settles which life this is.
fn prepare(folder: &Path, file: &Path, options: &OpenOptions) -> Result<(Connection, Life), OpenError> {
    examine::database(folder, file)?;
    let connection = writing(file).map_err(StoreError::sorted)?;
    migrations::bring_up_to_date(&connection)?;
    let life = settle_life(folder, &connection, &options.fresh)?;
    Ok((connection, life))
}

/// Opens the one connection that writes.
fn writing(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // FULL: a commit is on the disk before it is called saved. NORMAL may lose it at a power cut.
    connection.pragma_update(None, "synchronous", "FULL")?;
    // On Apple's systems fsync alone leaves data in the drive's cache; elsewhere these two do nothing.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    // So that INSERT OR REPLACE cannot slip past the triggers that keep facts.
    connection.pragma_update(None, "recursive_triggers", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    swift(&connection)?;
    Ok(connection)
}

/// What makes a connection fast without a promise being less: statements are planned once and not again for each value,
/// and a ward's pages stay in memory.
fn swift(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}

/// Opens a connection that can only read, and that never waits for the writer.
pub(crate) fn reading(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    swift(&connection)?;
    Ok(connection)
}

/// Compares the two places where the life's id stands, and begins a new life when they differ.
fn settle_life(folder: &Path, connection: &Connection, fresh: &Incarnation) -> Result<Life, OpenError> {
    let unusable = |source| OpenError::Folder { folder: folder.to_owned(), source };
    let in_database =
        ReadTx::over(connection, Held::default()).device().latest_life()?.map(|link| link.incarnation);
    let life = life::compare(in_database, &life::noted(folder).map_err(unusable)?);
    if life != Life::Continued {
        begin_life(connection, fresh, life != Life::First)?;
        life::note(folder, fresh).map_err(unusable)?;
    }
    Ok(life)
}

/// Begins a life in the database. Should the power go before the file beside it is written, the next opening finds
/// them at odds and begins yet another: one too many does no harm, one too few would.
pub(crate) fn begin_life(
    connection: &Connection,
    fresh: &Incarnation,
    copied: bool,
) -> Result<(), StoreError> {
    let tx =
        Transaction::new_unchecked(connection, TransactionBehavior::Immediate).map_err(StoreError::sorted)?;
    WriteTx::over(&tx, Held::default()).device().begin_life(fresh, copied)?;
    tx.commit().map_err(StoreError::sorted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_on_the_disk_before_it_is_called_saved() {
        let folder = tempfile::tempdir().unwrap();
        let connection = writing(&folder.path().join(DATABASE_FILE)).unwrap();
        let says = |pragma: &str| -> String {
            connection
                .pragma_query_value(None, pragma, |row| row.get::<_, rusqlite::types::Value>(0))
                .map(|value| format!("{value:?}"))
                .unwrap()
        };
        assert_eq!(says("synchronous"), "Integer(2)", "FULL; NORMAL loses commits at a power cut");
        assert_eq!(says("journal_mode"), r#"Text("wal")"#, "readers never wait for the writer");
        assert_eq!(
            says("fullfsync"),
            "Integer(1)",
            "the drive's own cache is flushed where that takes asking"
        );
        assert_eq!(says("recursive_triggers"), "Integer(1)", "INSERT OR REPLACE meets the triggers too");
    }

    #[test]
    fn a_reading_connection_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(DATABASE_FILE);
        migrations::bring_up_to_date(&writing(&file).unwrap()).unwrap();
        let error = reading(&file).unwrap().execute("DELETE FROM drafts", []).unwrap_err();
        assert_eq!(error.sqlite_error_code(), Some(rusqlite::ErrorCode::ReadOnly), "{error}");
    }
}
