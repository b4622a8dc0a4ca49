//! Plain SQLite with `synchronous` chosen at run time: what this program must find, and what it must not.
//!
//! FULL must lose nothing. NORMAL, by SQLite's own word, may lose what was committed; OFF may damage the file as well. A
//! harness that does not find that would not find it in the product either.

use crate::recorder::Control;
use anyhow::Result;
use rusqlite::{Connection, params};
use std::path::Path;

/// The folder of the database.
pub const PLAIN: &str = "plain";

const FILE: &str = "plain.db";

/// How carefully SQLite writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Synchronous {
    /// Never syncs.
    Off,
    /// Syncs when the log is worked in.
    Normal,
    /// Syncs at each commit.
    Full,
}

impl Synchronous {
    /// Its name on a command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Normal => "normal",
            Self::Full => "full",
        }
    }
}

/// Commits so many rows and says each number once its commit has returned.
pub(crate) fn commits(base: &Path, synchronous: Synchronous, rows: usize) -> Result<()> {
    let say = Control::over(base)?;
    let folder = base.join(PLAIN);
    std::fs::create_dir_all(&folder)?;
    let connection = Connection::open(folder.join(FILE))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", synchronous.name())?;
    // The log is worked in often, since that is where an order that is not kept does harm.
    connection.pragma_update(None, "wal_autocheckpoint", 12)?;
    connection.execute_batch("CREATE TABLE entry (n INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")?;
    for n in 1..=rows {
        let bytes = vec![u8::try_from(n % 251)?; 700];
        connection.execute("INSERT INTO entry (n, bytes) VALUES (?1, ?2)", params![n, bytes])?;
        say.mark(&format!("{PLAIN} committed {n}"))?;
    }
    Ok(())
}

/// Opens what a cut left. `told` rows were called committed.
pub(crate) fn check(folder: &Path, told: usize) -> Result<(), String> {
    if told == 0 {
        return Ok(());
    }
    let words = |error: rusqlite::Error| format!("the database cannot be read: {error}");
    let connection = Connection::open(folder.join(FILE)).map_err(words)?;
    let verdict: String =
        connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).map_err(words)?;
    if verdict != "ok" {
        return Err(format!("the database is damaged: {verdict}"));
    }
    let whole = "SELECT count(*), ifnull(max(n), 0) FROM entry WHERE length(bytes) = 700";
    let (rows, last): (usize, usize) =
        connection.query_row(whole, [], |row| Ok((row.get(0)?, row.get(1)?))).map_err(words)?;
    if rows != last {
        return Err(format!("{rows} rows, and the last has number {last}"));
    }
    if rows < told { Err(format!("{told} rows were called committed, and {rows} are there")) } else { Ok(()) }
}
