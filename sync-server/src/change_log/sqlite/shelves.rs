//! All logs in SQLite by their names.

use super::SqliteLog;
use crate::{
    database::StoreError,
    shelves::{Came, Head, Placed, Shelves, Stored},
};
use clinical::{DeviceId, FactId, Incarnation, UtcMillis};
use record::SignedFact;
use replication::{Chain, chain::Cursor};
use rusqlite::{OptionalExtension as _, Row, params};

impl Shelves for SqliteLog {
    fn heads(&self) -> Result<Vec<Head>, StoreError> {
        self.database.read(|connection| {
            connection
                .prepare("SELECT name, head, chain, bytes FROM scope ORDER BY name")?
                .query_map([], head)?
                .collect()
        })
    }

    fn head(&self, scope: &str) -> Result<Option<Head>, StoreError> {
        self.database.read(|connection| {
            connection
                .prepare_cached("SELECT name, head, chain, bytes FROM scope WHERE name = ?1")?
                .query_row([scope], head)
                .optional()
        })
    }

    fn stored(&self, scope: &str, after: u64, max: usize) -> Result<Vec<Stored>, StoreError> {
        let (Ok(after), Ok(max)) = (i64::try_from(after), i64::try_from(max)) else { return Ok(Vec::new()) };
        self.database.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT seq, hash, entry.chain, fact, signature FROM entry JOIN scope ON scope.id = entry.scope \
                     WHERE name = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
                )?
                .query_map(params![scope, after, max], |row| {
                    let signed = SignedFact { bytes: row.get(3)?, signature: row.get(4)? };
                    Ok(Stored { seq: row.get(0)?, hash: row.get(1)?, chain: Chain(row.get(2)?), signed })
                })?
                .collect()
        })
    }

    fn find(&self, id: &FactId) -> Result<Vec<(String, u64, SignedFact)>, StoreError> {
        self.database.read(|connection| {
            // By scope first: its index finds the fact, where another way would read every entry.
            connection
                .prepare(
                    "SELECT name, seq, fact, signature FROM scope CROSS JOIN entry \
                     ON entry.scope = scope.id AND fact_id = ?1 ORDER BY name",
                )?
                .query_map(params![id.as_bytes()], |row| {
                    let signed = SignedFact { bytes: row.get(2)?, signature: row.get(3)? };
                    Ok((row.get(0)?, row.get(1)?, signed))
                })?
                .collect()
        })
    }

    fn of_device(&self, device: &DeviceId) -> Result<Vec<Placed>, StoreError> {
        self.database.read(|connection| {
            connection
                .prepare(
                    "SELECT incarnation, device_seq, entry.hash, arrived_at FROM entry JOIN scope ON scope.id = entry.scope \
                     WHERE device = ?1 AND name NOT LIKE 'aside/%'",
                )?
                .query_map(params![device.as_bytes()], |row| {
                    Ok(Placed {
                        incarnation: Incarnation::from_bytes(row.get(0)?),
                        device_seq: row.get::<_, i64>(1)?.cast_unsigned(),
                        hash: row.get(2)?,
                        arrived_at: UtcMillis(row.get(3)?),
                    })
                })?
                .collect()
        })
    }

    fn came_since(&self, scope: &str, since: UtcMillis) -> Result<Vec<Came>, StoreError> {
        self.database.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT fact, signature, brought_by, arrived_at FROM entry JOIN scope ON scope.id = entry.scope \
                     WHERE name = ?1 AND arrived_at >= ?2 ORDER BY seq",
                )?
                .query_map(params![scope, since.0], |row| {
                    Ok(Came {
                        signed: SignedFact { bytes: row.get(0)?, signature: row.get(1)? },
                        brought_by: DeviceId::from_bytes(row.get(2)?),
                        arrived_at: UtcMillis(row.get(3)?),
                    })
                })?
                .collect()
        })
    }

    fn is_sound(&self) -> Result<bool, StoreError> {
        let said: String = self
            .database
            .read(|connection| connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)))?;
        Ok(said == "ok")
    }
}

fn head(row: &Row<'_>) -> rusqlite::Result<Head> {
    let end = Cursor { seq: row.get(1)?, chain: Chain(row.get(2)?) };
    Ok(Head { scope: row.get(0)?, end, bytes: row.get(3)? })
}
