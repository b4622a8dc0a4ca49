//! The logs in SQLite. The write lock of the appending transaction is the lock on the head row (SRV 1).

use super::{Appended, ChangeLog, Holding, Placing, Push, SetAside, Standing, rows::placing_of};
use crate::{
    database::{Database, StoreError},
    quarantine::Reason,
};
use clinical::{DeviceId, FactId, ScopeId, UtcMillis, WardId};
use record::SignedFact;
use replication::{Chain, Hash, chain::Cursor, serve::Logged, wire::Entry};
use rusqlite::{Connection, OptionalExtension, Row, params, types::Type};
use std::sync::Arc;

mod append;
mod aside;
mod shelves;

pub(crate) use append::append_within;

/// The logs of one server's database.
pub struct SqliteLog {
    database: Arc<Database>,
    epoch: [u8; 16],
}

impl SqliteLog {
    /// The logs of this database. `fresh` becomes its epoch when it has none yet.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub fn open(database: Arc<Database>, fresh: [u8; 16]) -> Result<Self, StoreError> {
        let epoch = database.write(move |connection| {
            connection.execute("INSERT OR IGNORE INTO meta (name, value) VALUES ('epoch', ?1)", [fresh])?;
            Ok(connection.query_row("SELECT value FROM meta WHERE name = 'epoch'", [], |row| row.get(0))?)
        })?;
        Ok(Self { database, epoch })
    }
}

impl ChangeLog for SqliteLog {
    fn epoch(&self) -> [u8; 16] {
        self.epoch
    }

    fn append(&self, push: Push) -> Result<Appended, StoreError> {
        self.database.write(move |connection| append_within(connection, &push))
    }

    fn standing(&self, scope: &ScopeId, device: &DeviceId) -> Result<Standing, StoreError> {
        self.database.read(|connection| {
            let Some((id, head)) = head_row(connection, scope)? else {
                let (contributed, holes, placings) = (false, false, Vec::new());
                return Ok(Standing { head: Cursor::START, contributed, holes, placings });
            };
            let holes: Option<bool> = connection
                .prepare_cached("SELECT holes FROM contributor WHERE scope = ?1 AND device = ?2")?
                .query_row(params![id, device.as_bytes()], |row| row.get(0))
                .optional()?;
            let placings = placings(connection, stay_of(connection, scope)?.unwrap_or(id))?;
            Ok(Standing { head, contributed: holes.is_some(), holes: holes.unwrap_or_default(), placings })
        })
    }

    fn chain_at(&self, scope: &ScopeId, seq: u64) -> Result<Option<Chain>, StoreError> {
        self.database.read(|connection| chain_at(connection, scope, seq))
    }

    fn read(&self, scope: &ScopeId, after: u64, max: usize) -> Result<Vec<Logged>, StoreError> {
        let (Ok(after), Ok(max)) = (i64::try_from(after), i64::try_from(max)) else { return Ok(Vec::new()) };
        self.database.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT hash, entry.chain, fact, signature FROM entry JOIN scope ON scope.id = entry.scope \
                     WHERE name = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
                )?
                .query_map(params![scope.to_string(), after, max], logged)?
                .collect()
        })
    }

    fn hashes(&self, scope: &ScopeId) -> Result<Vec<Hash>, StoreError> {
        self.database.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT entry.hash FROM entry JOIN scope ON scope.id = entry.scope WHERE name = ?1 ORDER BY seq",
                )?
                .query_map([scope.to_string()], |row| row.get(0))?
                .collect()
        })
    }

    fn indexes(&self, ward: &WardId) -> Result<Vec<ScopeId>, StoreError> {
        let (from, to) = (format!("ward/{ward}/"), format!("ward/{ward}0"));
        let names: Vec<String> = self.database.read(|connection| {
            // '0' is the character after '/': all names that begin with the ward's prefix lie between.
            connection
                .prepare_cached("SELECT name FROM scope WHERE name > ?1 AND name < ?2 AND head > 0")?
                .query_map([from, to], |row| row.get(0))?
                .collect()
        })?;
        let mut scopes: Vec<ScopeId> = names.iter().filter_map(|name| name.parse().ok()).collect();
        scopes.sort();
        Ok(scopes)
    }

    fn remember(&self, scope: &ScopeId, device: &DeviceId, holding: Holding) -> Result<(), StoreError> {
        let (name, device) = (scope.to_string(), *device);
        let holes = match holding {
            Holding::Something => None,
            Holding::WithHoles => Some(true),
            Holding::Whole => Some(false),
        };
        self.database.write(move |connection| {
            connection.execute(
                "INSERT INTO contributor (scope, device, holes) \
                 SELECT id, ?2, ifnull(?3, 0) FROM scope WHERE name = ?1 \
                 ON CONFLICT (scope, device) DO UPDATE SET holes = ifnull(?3, holes)",
                params![name, device.as_bytes(), holes],
            )?;
            Ok(())
        })
    }

    fn set_aside(&self, reason: Reason, after: i64, max: usize) -> Result<Vec<SetAside>, StoreError> {
        let max = i64::try_from(max).unwrap_or(i64::MAX);
        self.database.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT scope, fact, signature, reason, brought_by, arrived_at, times, id FROM quarantine \
                     WHERE reason = ?1 AND settled_at IS NULL AND id > ?2 ORDER BY id LIMIT ?3",
                )?
                .query_map(params![reason.name(), after, max], set_aside)?
                .collect()
        })
    }

    fn set_aside_of(
        &self,
        scope: &ScopeId,
        after: Hash,
        max: usize,
    ) -> Result<Vec<(Hash, SetAside)>, StoreError> {
        let (name, max) = (scope.to_string(), i64::try_from(max).unwrap_or(i64::MAX));
        self.database.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT scope, fact, signature, reason, brought_by, arrived_at, times, id, hash FROM quarantine \
                     WHERE scope = ?1 AND settled_at IS NULL AND hash > ?2 ORDER BY hash LIMIT ?3",
                )?
                .query_map(params![name, after, max], |row| Ok((row.get(8)?, set_aside(row)?)))?
                .collect()
        })
    }

    fn note_heard(&self, heard: Vec<(DeviceId, UtcMillis)>) -> Result<(), StoreError> {
        self.database.write(move |connection| {
            let mut note = connection.prepare_cached(
                "INSERT INTO heard (device, heard_at) VALUES (?1, ?2) \
                 ON CONFLICT (device) DO UPDATE SET heard_at = max(heard_at, ?2)",
            )?;
            heard
                .iter()
                .try_for_each(|(device, at)| note.execute(params![device.as_bytes(), at.0]).map(drop))?;
            Ok(())
        })
    }

    fn last_heard(&self) -> Result<Vec<(DeviceId, UtcMillis)>, StoreError> {
        self.database.read(|connection| {
            connection
                .prepare_cached("SELECT device, heard_at FROM heard")?
                .query_map([], |row| Ok((DeviceId::from_bytes(row.get(0)?), UtcMillis(row.get(1)?))))?
                .collect()
        })
    }
}

/// The row number and the head of a scope, where there is one.
fn head_row(connection: &Connection, scope: &ScopeId) -> rusqlite::Result<Option<(i64, Cursor)>> {
    connection
        .prepare_cached("SELECT id, head, chain FROM scope WHERE name = ?1")?
        .query_row([scope.to_string()], |row| {
            Ok((row.get(0)?, Cursor { seq: row.get(1)?, chain: Chain(row.get(2)?) }))
        })
        .optional()
}

/// The row number of a note's stay, where that is known; nothing for other scopes.
fn stay_of(connection: &Connection, scope: &ScopeId) -> rusqlite::Result<Option<i64>> {
    if !matches!(scope, ScopeId::Note(_)) {
        return Ok(None);
    }
    connection
        .prepare_cached("SELECT stay FROM note_of WHERE note = ?1")?
        .query_row([scope.to_string()], |row| row.get(0))
        .optional()
}

fn chain_at(connection: &Connection, scope: &ScopeId, seq: u64) -> rusqlite::Result<Option<Chain>> {
    if seq == 0 {
        return Ok(Some(Chain::EMPTY));
    }
    // A sequence beyond what SQLite can count is beyond any log.
    let Ok(seq) = i64::try_from(seq) else { return Ok(None) };
    connection
        .prepare_cached(
            "SELECT entry.chain FROM entry JOIN scope ON scope.id = entry.scope WHERE name = ?1 AND seq = ?2",
        )?
        .query_row(params![scope.to_string(), seq], |row| row.get(0).map(Chain))
        .optional()
}

fn logged(row: &Row<'_>) -> rusqlite::Result<Logged> {
    Ok(Logged {
        hash: row.get(0)?,
        chain: Chain(row.get(1)?),
        entry: Entry::Fact { bytes: row.get(2)?, signature: row.get(3)? },
    })
}

fn placings(connection: &Connection, scope: i64) -> rusqlite::Result<Vec<(u64, Placing)>> {
    connection
        .prepare_cached(
            "SELECT fact_id, device, kind, ward, supersedes, seq FROM placing WHERE scope = ?1 ORDER BY seq",
        )?
        .query_map([scope], |row| {
            let (id, device) = (FactId::from_bytes(row.get(0)?), DeviceId::from_bytes(row.get(1)?));
            let (ward, supersedes): (Option<String>, Vec<u8>) = (row.get(3)?, row.get(4)?);
            let placing = placing_of(id, device, row.get(2)?, ward.as_deref(), &supersedes);
            let placing = placing.ok_or_else(|| unreadable(2))?;
            Ok((row.get(5)?, placing))
        })?
        .collect()
}

fn set_aside(row: &Row<'_>) -> rusqlite::Result<SetAside> {
    let (scope, reason): (String, String) = (row.get(0)?, row.get(3)?);
    Ok(SetAside {
        scope: scope.parse().map_err(|_| unreadable(0))?,
        signed: SignedFact { bytes: row.get(1)?, signature: row.get(2)? },
        reason: reason.parse().map_err(|_| unreadable(3))?,
        brought_by: DeviceId::from_bytes(row.get(4)?),
        arrived_at: UtcMillis(row.get(5)?),
        times: row.get(6)?,
        number: row.get(7)?,
    })
}

/// A column that holds what this server never writes there. Reads as a damaged database.
fn unreadable(column: usize) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnType(column, String::new(), Type::Text)
}

#[cfg(test)]
mod tests;
