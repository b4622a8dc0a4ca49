//! The logs in PostgreSQL, for several nodes on one database. The lock on a scope's head row is the lock on its log (SRV 1):
//! whoever holds it gives the next sequences, in whichever node, and what it gave is seen when it commits and not before.
//! So a reader's cursor never passes over an entry that commits late.
//!
//! Reads are one statement each. Cursors are always read from the primary: this server refuses a standby.

use super::{Appended, ChangeLog, Growth, Holding, Placing, Push, SetAside, Standing, rows::placing_of};
use crate::{
    database::StoreError,
    postgres::{Postgres, unreached},
    quarantine::Reason,
};
use clinical::{DeviceId, FactId, ScopeId, UtcMillis, WardId};
use deadpool_postgres::{Client, Pool};
use gate::Gates;
use record::SignedFact;
use replication::{Chain, Hash, chain::Cursor, serve::Logged, wire::Entry};
use std::{
    future::Future,
    sync::{Arc, PoisonError, RwLock},
};
use tokio_postgres::{
    Row,
    types::{FromSql, ToSql},
};
use wake::{Listening, Wake};

mod append;
mod aside;
mod forks;
mod gate;
mod shelves;
mod wake;

pub(crate) use append::append_within;

/// The logs of one database, as one node sees them.
pub struct PostgresLog {
    postgres: Arc<Postgres>,
    /// Another one after a standby was promoted.
    epoch: Arc<RwLock<[u8; 16]>>,
    gates: Arc<Gates>,
    wake: Arc<Wake>,
}

impl PostgresLog {
    /// The logs of this database. `fresh` goes into its epoch when it has none yet.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub fn open(postgres: Arc<Postgres>, fresh: [u8; 16]) -> Result<Self, StoreError> {
        let epoch = Arc::new(RwLock::new(postgres.epoch(fresh)?));
        Ok(Self { postgres, epoch, gates: Arc::default(), wake: Arc::default() })
    }

    /// One question, on a connection of its own.
    fn ask<T: Send + 'static, F>(
        &self,
        ask: impl FnOnce(Client) -> F + Send + 'static,
    ) -> Result<T, StoreError>
    where
        F: Future<Output = Result<T, StoreError>> + Send,
    {
        let pool = self.postgres.pool();
        self.postgres.wait(async move { ask(client(&pool).await?).await })
    }

    /// All rows of one question.
    fn rows(
        &self,
        sql: &'static str,
        given: Vec<Box<dyn ToSql + Sync + Send>>,
    ) -> Result<Vec<Row>, StoreError> {
        self.ask(move |client| async move { query(&client, sql, &given).await })
    }
}

async fn client(pool: &Pool) -> Result<Client, StoreError> {
    pool.get().await.map_err(unreached)
}

async fn query(
    client: &Client,
    sql: &str,
    given: &[Box<dyn ToSql + Sync + Send>],
) -> Result<Vec<Row>, StoreError> {
    let statement = client.prepare_cached(sql).await?;
    let given: Vec<&(dyn ToSql + Sync)> = given.iter().map(|value| &**value as &(dyn ToSql + Sync)).collect();
    Ok(client.query(&statement, &given).await?)
}

impl ChangeLog for PostgresLog {
    fn epoch(&self) -> [u8; 16] {
        *self.epoch.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn append(&self, push: Push) -> Result<Appended, StoreError> {
        let (pool, gates, push) = (self.postgres.pool(), self.gates.clone(), Arc::new(push));
        let scope = push.scope.clone();
        let appended = self.postgres.wait(async move {
            // One push of this node for each scope at a time: the others would each hold a connection only to wait.
            let _turn = gates.turn(&push.scope).await?;
            crate::postgres::transact(&pool, move |transaction| {
                let push = push.clone();
                Box::pin(async move { append_within(transaction, &push).await })
            })
            .await
        })?;
        if appended.grew {
            self.wake.put(&scope, appended.head);
        }
        Ok(appended)
    }

    fn standing(&self, scope: &ScopeId, device: &DeviceId) -> Result<Standing, StoreError> {
        let (name, device) = (scope.to_string(), bytes(device.as_bytes()));
        let (placed, note) =
            (matches!(scope, ScopeId::Stay(_) | ScopeId::Note(_)), matches!(scope, ScopeId::Note(_)));
        self.ask(move |client| async move {
            let given: Vec<Box<dyn ToSql + Sync + Send>> = vec![Box::new(name.clone()), Box::new(device)];
            let head = query(
                &client,
                "SELECT head.seq, head.chain, contributor.holes FROM head LEFT JOIN contributor \
                 ON contributor.scope = head.scope AND contributor.device = $2 WHERE head.scope = $1",
                &given,
            )
            .await?;
            let Some(row) = head.first() else {
                let (contributed, holes, placings) = (false, false, Vec::new());
                return Ok(Standing { head: Cursor::START, contributed, holes, placings });
            };
            let head = Cursor { seq: count(row, 0)?, chain: Chain(array(row, 1)?) };
            let holes: Option<bool> = column(row, 2)?;
            // Read after the head: who may read is judged by what is newest, and what is given ends at the head.
            let placings = match (placed, note) {
                (false, _) => Vec::new(),
                (true, false) => placings(&client, name).await?,
                (true, true) => {
                    let stay =
                        query(&client, "SELECT stay FROM note_of WHERE note = $1", &[Box::new(name.clone())])
                            .await?;
                    let stay = stay.first().map(|row| column(row, 0)).transpose()?;
                    placings(&client, stay.unwrap_or(name)).await?
                }
            };
            Ok(Standing { head, contributed: holes.is_some(), holes: holes.unwrap_or_default(), placings })
        })
    }

    fn chain_at(&self, scope: &ScopeId, seq: u64) -> Result<Option<Chain>, StoreError> {
        if seq == 0 {
            return Ok(Some(Chain::EMPTY));
        }
        // A sequence beyond what PostgreSQL can count is beyond any log.
        let Ok(seq) = i64::try_from(seq) else { return Ok(None) };
        let given: Vec<Box<dyn ToSql + Sync + Send>> = vec![Box::new(scope.to_string()), Box::new(seq)];
        let rows = self.rows("SELECT chain FROM entry WHERE scope = $1 AND seq = $2", given)?;
        rows.first().map(|row| array(row, 0).map(Chain)).transpose()
    }

    fn read(&self, scope: &ScopeId, after: u64, max: usize) -> Result<Vec<Logged>, StoreError> {
        let (Ok(after), Ok(max)) = (i64::try_from(after), i64::try_from(max)) else { return Ok(Vec::new()) };
        let given: Vec<Box<dyn ToSql + Sync + Send>> =
            vec![Box::new(scope.to_string()), Box::new(after), Box::new(max)];
        let sql = "SELECT hash, chain, fact, signature FROM entry WHERE scope = $1 AND seq > $2 ORDER BY seq LIMIT $3";
        self.rows(sql, given)?.iter().map(logged).collect()
    }

    fn hashes(&self, scope: &ScopeId) -> Result<Vec<Hash>, StoreError> {
        let sql = "SELECT hash FROM entry WHERE scope = $1 ORDER BY seq";
        self.rows(sql, vec![Box::new(scope.to_string())])?.iter().map(|row| array(row, 0)).collect()
    }

    fn indexes(&self, ward: &WardId) -> Result<Vec<ScopeId>, StoreError> {
        // '0' is the character after '/': all names that begin with the ward's prefix lie between.
        let given: Vec<Box<dyn ToSql + Sync + Send>> =
            vec![Box::new(format!("ward/{ward}/")), Box::new(format!("ward/{ward}0"))];
        let rows = self.rows("SELECT scope FROM head WHERE scope > $1 AND scope < $2 AND seq > 0", given)?;
        let names: Vec<String> = rows.iter().map(|row| column(row, 0)).collect::<Result<_, _>>()?;
        let mut scopes: Vec<ScopeId> = names.iter().filter_map(|name| name.parse().ok()).collect();
        scopes.sort();
        Ok(scopes)
    }

    fn remember(&self, scope: &ScopeId, device: &DeviceId, holding: Holding) -> Result<(), StoreError> {
        let holes: Option<bool> = match holding {
            Holding::Something => None,
            Holding::WithHoles => Some(true),
            Holding::Whole => Some(false),
        };
        let sql = "INSERT INTO contributor (scope, device, holes) \
                   SELECT scope, $2, coalesce($3, false) FROM head WHERE scope = $1 \
                   ON CONFLICT (scope, device) DO UPDATE SET holes = coalesce($3, contributor.holes)";
        let (name, device) = (scope.to_string(), bytes(device.as_bytes()));
        self.rows(sql, vec![Box::new(name), Box::new(device), Box::new(holes)]).map(drop)
    }

    fn set_aside(&self, reason: Reason, after: i64, max: usize) -> Result<Vec<SetAside>, StoreError> {
        let max = i64::try_from(max).unwrap_or(i64::MAX);
        let sql = "SELECT scope, fact, signature, reason, brought_by, arrived_at, times, number FROM quarantine \
                   WHERE reason = $1 AND settled_at IS NULL AND number > $2 ORDER BY number LIMIT $3";
        let given: Vec<Box<dyn ToSql + Sync + Send>> =
            vec![Box::new(reason.name()), Box::new(after), Box::new(max)];
        self.rows(sql, given)?.iter().map(set_aside).collect()
    }

    fn set_aside_of(
        &self,
        scope: &ScopeId,
        after: Hash,
        max: usize,
    ) -> Result<Vec<(Hash, SetAside)>, StoreError> {
        let max = i64::try_from(max).unwrap_or(i64::MAX);
        let sql = "SELECT scope, fact, signature, reason, brought_by, arrived_at, times, number, hash FROM quarantine \
                   WHERE scope = $1 AND settled_at IS NULL AND hash > $2 ORDER BY hash LIMIT $3";
        let given: Vec<Box<dyn ToSql + Sync + Send>> =
            vec![Box::new(scope.to_string()), Box::new(after.to_vec()), Box::new(max)];
        self.rows(sql, given)?.iter().map(|row| Ok((array(row, 8)?, set_aside(row)?))).collect()
    }

    fn note_heard(&self, mut heard: Vec<(DeviceId, UtcMillis)>) -> Result<(), StoreError> {
        // In one order in every node, so that no two wait for one another.
        heard.sort();
        let (devices, times): (Vec<Vec<u8>>, Vec<i64>) =
            heard.into_iter().map(|(device, at)| (bytes(device.as_bytes()), at.0)).unzip();
        let sql = "INSERT INTO heard (device, heard_at) SELECT * FROM unnest($1::bytea[], $2::bigint[]) \
                   ON CONFLICT (device) DO UPDATE SET heard_at = greatest(heard.heard_at, excluded.heard_at)";
        self.rows(sql, vec![Box::new(devices), Box::new(times)]).map(drop)
    }

    fn last_heard(&self) -> Result<Vec<(DeviceId, UtcMillis)>, StoreError> {
        let rows = self.rows("SELECT device, heard_at FROM heard", Vec::new())?;
        rows.iter()
            .map(|row| Ok((DeviceId::from_bytes(array(row, 0)?), UtcMillis(column(row, 1)?))))
            .collect()
    }

    fn tell(&self, growth: Arc<dyn Growth>) {
        let listening = Listening {
            address: self.postgres.address().clone(),
            pool: self.postgres.pool(),
            wake: self.wake.clone(),
            growth,
            epoch: self.epoch.clone(),
        };
        if self.postgres.spawn(listening.run()).is_err() {
            tracing::error!("this node is stopping and hears nothing of the others");
        }
    }
}

async fn placings(client: &Client, stay: String) -> Result<Vec<(u64, Placing)>, StoreError> {
    let sql =
        "SELECT seq, fact_id, device, kind, ward, supersedes FROM placement WHERE scope = $1 ORDER BY seq";
    let rows = query(client, sql, &[Box::new(stay)]).await?;
    rows.iter()
        .map(|row| {
            let (id, device) = (FactId::from_bytes(array(row, 1)?), DeviceId::from_bytes(array(row, 2)?));
            let (ward, supersedes): (Option<String>, Vec<u8>) = (column(row, 4)?, column(row, 5)?);
            let placing = placing_of(id, device, column(row, 3)?, ward.as_deref(), &supersedes);
            Ok((count(row, 0)?, placing.ok_or_else(unreadable)?))
        })
        .collect()
}

fn logged(row: &Row) -> Result<Logged, StoreError> {
    let entry = Entry::Fact { bytes: column(row, 2)?, signature: array(row, 3)? };
    Ok(Logged { hash: array(row, 0)?, chain: Chain(array(row, 1)?), entry })
}

fn set_aside(row: &Row) -> Result<SetAside, StoreError> {
    let (scope, reason): (String, String) = (column(row, 0)?, column(row, 3)?);
    Ok(SetAside {
        scope: scope.parse().map_err(|_| unreadable())?,
        signed: SignedFact { bytes: column(row, 1)?, signature: array(row, 2)? },
        reason: reason.parse().map_err(|_| unreadable())?,
        brought_by: DeviceId::from_bytes(array(row, 4)?),
        arrived_at: UtcMillis(column(row, 5)?),
        times: column::<i32>(row, 6)?.cast_unsigned(),
        number: column(row, 7)?,
    })
}

/// A column of a row, as what this server wrote there.
pub(crate) fn column<'r, T: FromSql<'r>>(row: &'r Row, index: usize) -> Result<T, StoreError> {
    row.try_get(index).map_err(|_| unreadable())
}

/// Bytes of a length that is known.
pub(crate) fn array<const N: usize>(row: &Row, index: usize) -> Result<[u8; N], StoreError> {
    column::<&[u8]>(row, index)?.try_into().map_err(|_| unreadable())
}

/// A number that is never below zero.
pub(crate) fn count(row: &Row, index: usize) -> Result<u64, StoreError> {
    u64::try_from(column::<i64>(row, index)?).map_err(|_| unreadable())
}

/// An identifier or hash as a column takes it.
pub(crate) fn bytes(of: &[u8]) -> Vec<u8> {
    of.to_vec()
}

/// A column holds what this server never writes there.
pub(crate) fn unreadable() -> StoreError {
    StoreError::Damaged("a value is not what this server writes into its column".into())
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
