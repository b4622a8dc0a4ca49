//! Looks at a database before anything is allowed to write to it.

use crate::{OpenError, StoreError, migrations};
use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};
use std::path::Path;

/// SQLite before this version can lose committed entries when two connections checkpoint (fixed in 3.51.3).
const SAFE_SQLITE: i32 = 3_051_003;

/// Refuses a build with the faulty SQLite.
pub(crate) fn sqlite_is_safe() -> Result<(), OpenError> {
    is_safe(rusqlite::version_number(), rusqlite::version())
}

fn is_safe(number: i32, found: &'static str) -> Result<(), OpenError> {
    if number < SAFE_SQLITE { Err(OpenError::UnsafeSqlite { found }) } else { Ok(()) }
}

/// Refuses a database that is damaged, not ours, or from a newer version, and leaves it exactly as it was found.
pub(crate) fn database(folder: &Path, file: &Path) -> Result<(), OpenError> {
    // Absent, or created by a start that was cut off before its first transaction.
    if std::fs::metadata(file).map_or(true, |meta| meta.len() == 0) {
        return Ok(());
    }
    let damaged = |detail: String| OpenError::Damaged { file: file.to_owned(), detail };
    let sorted = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => OpenError::Foreign { file: file.to_owned() },
        Some(ErrorCode::DatabaseCorrupt) => damaged(error.to_string()),
        _ => OpenError::Store(StoreError::sorted(error)),
    };
    let connection = looking(file).map_err(sorted)?;
    let found = migrations::version(&connection).map_err(sorted)?;
    if found > migrations::KNOWN {
        return Err(OpenError::Newer { folder: folder.to_owned(), found, known: migrations::KNOWN });
    }
    let owner: i32 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(sorted)?;
    if owner != migrations::APPLICATION_ID && has_tables(&connection).map_err(sorted)? {
        return Err(OpenError::Foreign { file: file.to_owned() });
    }
    if let Some(detail) = first_fault(&connection).map_err(sorted)? {
        return Err(damaged(detail));
    }
    if !migrations::is_as_made(&connection, found).map_err(sorted)? {
        return Err(damaged(format!("its tables are not those of data version {found}")));
    }
    Ok(())
}

/// Opens a connection for looking only: it neither writes nor, when it closes, works the log into the database.
///
/// Not one opened as read-only, because on such a one SQLite leaves CHECK constraints out of its check.
fn looking(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// What SQLite's check finds first in a file that may be in use.
pub(crate) fn first_fault_in(file: &Path) -> rusqlite::Result<Option<String>> {
    first_fault(&looking(file)?)
}

fn has_tables(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
}

/// What SQLite's check of the whole file finds first; `None` is nothing. It reads every page.
///
/// Not `quick_check`, which takes half the time: it does not look at the order of keys, and one flipped bit in a key
/// makes a whole page of facts invisible without an error.
fn first_fault(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let verdict: String = connection.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    Ok(if verdict == "ok" { None } else { Some(verdict) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_with_the_faulty_sqlite_is_refused_in_words() {
        let error = is_safe(3_051_002, "3.51.2").unwrap_err();
        assert!(error.to_string().contains("can lose saved entries"), "says what the danger is: {error}");
        assert!(is_safe(SAFE_SQLITE, "3.51.3").is_ok(), "the first mended version is accepted");
        assert!(sqlite_is_safe().is_ok(), "the SQLite of this build is safe");
    }
}
