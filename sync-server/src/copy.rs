//! Copying everything from SQLite to PostgreSQL, and back: every log, what was refused, codes and PINs. The source is only
//! read. When all is over there, both are gone over entry by entry, and their chains worked out anew from the bytes.
//!
//! The copy is another life of the database (its epoch differs), so devices compare all that they hold with it; they lose
//! nothing by that.

use crate::{
    ServerKey,
    change_log::{postgres::PostgresLog, sqlite::SqliteLog},
    clock::{Entropy, NoEntropy, random},
    database::{Database, OpenError, StoreError},
    folder::{FolderError, Serving},
    key::{self, KeyError},
    postgres::{Address, Postgres},
    shelves::Shelves,
};
use replication::{Chain, chain::Cursor};
use side::Side;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

mod side;
mod tables;

/// How many entries of a log are compared at a time.
const PAGE: usize = 500;

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the data folder's SQLite to PostgreSQL.
    ToPostgres,
    /// From PostgreSQL to the data folder's SQLite.
    ToFolder,
}

/// What was copied, and found the same on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Copied {
    /// Logs.
    pub logs: u64,
    /// Their entries.
    pub entries: u64,
    /// Rows of all kinds.
    pub rows: u64,
}

/// Why nothing, or not everything, was copied. The source is as it was.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// A server serves the folder, or it cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// There is no key.
    #[error(
        "the folder {folder} has no server.key: put a node's there first, since every device knows its server by it; \
         nothing was copied"
    )]
    NoKey {
        /// The folder.
        folder: PathBuf,
    },
    /// One of the databases.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// There is something where it should go.
    #[error(
        "there is something in the database that is to be copied to; give an empty one. Nothing was copied"
    )]
    NotEmpty,
    /// A database could not be read or written.
    #[error(
        "{0}; what was copied to is not whole: remove it, and copy again into an empty one. The source is as it was"
    )]
    Store(#[from] StoreError),
    /// No randomness.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
    /// The copy is not the source.
    #[error(
        "the log {scope} is not the same on both sides from entry {after} on; somebody wrote meanwhile, or a disk is \
         damaged. Stop every node, go over the source with `verify`, and copy again into an empty database"
    )]
    Differs {
        /// The log.
        scope: String,
        /// The last entry that is the same.
        after: u64,
    },
}

/// Copies everything between the SQLite of a data folder and PostgreSQL, and compares both. No server may serve the folder;
/// every node on the database is to be stopped first.
///
/// # Errors
/// When either cannot be read or written, the destination is not empty, or the copy is not the source.
pub fn copy(folder: &Path, address: &Address, way: Way, entropy: &dyn Entropy) -> Result<Copied, CopyError> {
    let _serving = Serving::take(folder)?;
    if !folder.join(key::FILE).is_file() {
        return Err(CopyError::NoKey { folder: folder.to_owned() });
    }
    let key = ServerKey::open(folder, entropy)?;
    let sqlite = Arc::new(Database::open(folder)?);
    let postgres = Arc::new(Postgres::open(address.clone())?);
    if !postgres.is_of(key.public()).map_err(OpenError::from)? {
        return Err(OpenError::OtherKey { folder: folder.to_owned() }.into());
    }
    let here = SqliteLog::open(sqlite.clone(), random(entropy)?).map_err(OpenError::from)?;
    let there = PostgresLog::open(postgres.clone(), random(entropy)?).map_err(OpenError::from)?;
    let (sqlite, postgres) = (Side::Sqlite(sqlite), Side::Postgres(postgres));
    match way {
        Way::ToPostgres => across((&sqlite, &here), (&postgres, &there)),
        Way::ToFolder => across((&postgres, &there), (&sqlite, &here)),
    }
}

fn across(
    (from, from_logs): (&Side, &dyn Shelves),
    (to, to_logs): (&Side, &dyn Shelves),
) -> Result<Copied, CopyError> {
    for table in &tables::TABLES {
        let found = to.read(table, |_| Ok(())).map_err(OpenError::from)?;
        if found > 0 {
            return Err(CopyError::NotEmpty);
        }
    }
    to.mark(true)?;
    let mut rows = 0;
    for table in &tables::TABLES {
        rows += from.read(table, |batch| to.write(table, batch))?;
    }
    let mut copied = compare(from_logs, to_logs)?;
    copied.rows = rows;
    to.mark(false)?;
    Ok(copied)
}

/// Goes over both, entry by entry.
fn compare(from: &dyn Shelves, to: &dyn Shelves) -> Result<Copied, CopyError> {
    let (heads, others) = (from.heads()?, to.heads()?);
    if heads.len() != others.len() {
        return Err(CopyError::Differs { scope: "of every name".into(), after: 0 });
    }
    let mut copied = Copied { logs: heads.len() as u64, ..Copied::default() };
    for (head, other) in heads.into_iter().zip(others) {
        let end = same_entries(&head.scope, from, to)?;
        if head != other || head.end != end {
            return Err(CopyError::Differs { scope: head.scope, after: end.seq });
        }
        copied.entries += end.seq;
    }
    Ok(copied)
}

/// Where a log ends by its own bytes, the same on both sides.
fn same_entries(scope: &str, from: &dyn Shelves, to: &dyn Shelves) -> Result<Cursor, CopyError> {
    let (mut after, mut chain) = (0, Chain::EMPTY);
    loop {
        let (page, other) = (from.stored(scope, after, PAGE)?, to.stored(scope, after, PAGE)?);
        if page.is_empty() && other.is_empty() {
            return Ok(Cursor { seq: after, chain });
        }
        if page != other {
            return Err(CopyError::Differs { scope: scope.to_owned(), after });
        }
        for stored in page {
            chain = chain.extend(&stored.signed.hash().0);
            if stored.chain != chain || stored.seq != after + 1 {
                return Err(CopyError::Differs { scope: scope.to_owned(), after });
            }
            after = stored.seq;
        }
    }
}
