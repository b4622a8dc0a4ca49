//! Appending to a log in SQLite: one push, in the transaction of whoever calls.

use super::aside::{self, Aside};
use crate::{
    change_log::{
        Appended, Arrival, Candidate, Placing, Push,
        rows::{MAX_PLACINGS, flag_bits, in_column, placing_columns},
    },
    database::StoreError,
    quarantine::Reason,
};
use clinical::{DeviceId, ScopeId};
use planted::Fault;
use replication::{Chain, Hash, wire::Fate};
use rusqlite::{Connection, OptionalExtension, params};

/// Appends one push. The caller holds the database's write lock, and commits.
pub(crate) fn append_within(connection: &Connection, push: &Push) -> Result<Appended, StoreError> {
    let mut log = Head::lock(connection, &push.scope)?;
    let before = log.head;
    let mut aside = Aside::new(connection, push);
    let mut fates = Vec::with_capacity(push.arrivals.len());
    for arrival in &push.arrivals {
        fates.push(match arrival {
            Arrival::Refused { signed, hash, reason } => (*hash, aside.keep(signed, hash, *reason)?),
            Arrival::Vetted(candidate) => {
                (candidate.hash, log.take(connection, push, candidate, &mut aside)?)
            }
        });
    }
    log.save(connection)?;
    Ok(Appended { fates, head: log.head, grew: log.head > before })
}

/// A scope's head row, held for the length of the transaction.
struct Head {
    scope: i64,
    head: u64,
    chain: Chain,
    bytes: u64,
}

/// What the log already holds of an entry.
enum Known {
    New,
    Same(u64),
    Twin,
}

impl Head {
    fn lock(connection: &Connection, scope: &ScopeId) -> Result<Self, StoreError> {
        let name = scope.to_string();
        connection
            .prepare_cached("INSERT OR IGNORE INTO scope (name, head, chain, bytes) VALUES (?1, 0, ?2, 0)")?
            .execute(params![name, Chain::EMPTY.0])?;
        Ok(connection.prepare_cached("SELECT id, head, chain, bytes FROM scope WHERE name = ?1")?.query_row(
            [name],
            |row| {
                Ok(Self {
                    scope: row.get(0)?,
                    head: row.get(1)?,
                    chain: Chain(row.get(2)?),
                    bytes: row.get(3)?,
                })
            },
        )?)
    }

    fn take(
        &mut self,
        connection: &Connection,
        push: &Push,
        candidate: &Candidate,
        aside: &mut Aside<'_>,
    ) -> Result<Fate, StoreError> {
        let size = (candidate.signed.bytes.len() + candidate.signed.signature.len()) as u64;
        let reason = match self.known(connection, candidate)? {
            Known::Same(seq) => {
                self.note_contributors(connection, push, candidate)?;
                return Ok(Fate::Duplicate(seq));
            }
            Known::Twin => Reason::Twin,
            Known::New if self.head >= push.quota.entries => Reason::QuotaFull,
            Known::New if self.bytes.saturating_add(size) > push.quota.bytes => Reason::QuotaFull,
            Known::New if candidate.placing.is_some() && self.placings(connection)? >= MAX_PLACINGS => {
                Reason::QuotaFull
            }
            Known::New => {
                let forked = forks(connection, push, candidate)?;
                self.insert(connection, push, candidate, size)?;
                return Ok(if forked { Fate::Forked(self.head) } else { Fate::At(self.head) });
            }
        };
        aside.keep(&candidate.signed, &candidate.hash, reason)
    }

    fn known(&self, connection: &Connection, candidate: &Candidate) -> Result<Known, StoreError> {
        let found: Option<(u64, Hash)> = connection
            .prepare_cached("SELECT seq, hash FROM entry WHERE scope = ?1 AND fact_id = ?2")?
            .query_row(params![self.scope, candidate.id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(match found {
            None => Known::New,
            Some(_) if planted::is(Fault::NoDedupe) => Known::New,
            Some((seq, hash)) if hash == candidate.hash => Known::Same(seq),
            Some(_) => Known::Twin,
        })
    }

    /// The next dense sequence and the chain's next link, in the transaction that inserts (SRV 1, SRV 3).
    fn insert(
        &mut self,
        connection: &Connection,
        push: &Push,
        candidate: &Candidate,
        size: u64,
    ) -> Result<(), StoreError> {
        self.head += 1;
        self.chain = self.chain.extend(&candidate.hash);
        self.bytes += size;
        connection
            .prepare_cached(
                "INSERT INTO entry (scope, seq, hash, chain, fact_id, fact, signature, device, incarnation, \
                 device_seq, flags, brought_by, arrived_at) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                self.scope,
                self.head,
                candidate.hash,
                self.chain.0,
                candidate.id.as_bytes(),
                candidate.signed.bytes,
                candidate.signed.signature,
                candidate.device.as_bytes(),
                candidate.incarnation.as_bytes(),
                in_column(candidate.device_seq),
                flag_bits(&candidate.flags),
                push.brought_by.as_bytes(),
                push.at.0,
            ])?;
        self.note_contributors(connection, push, candidate)?;
        if let Some(placing) = &candidate.placing {
            self.note_placing(connection, placing)?;
        }
        if let Some(note) = &candidate.opens {
            connection
                .prepare_cached("INSERT OR IGNORE INTO note_of (note, stay) VALUES (?1, ?2)")?
                .execute(params![ScopeId::Note(*note).to_string(), self.scope])?;
        }
        aside::settle(connection, push, &candidate.hash)
    }

    fn note_contributors(
        &self,
        connection: &Connection,
        push: &Push,
        candidate: &Candidate,
    ) -> Result<(), StoreError> {
        let mut statement =
            connection.prepare_cached("INSERT OR IGNORE INTO contributor (scope, device) VALUES (?1, ?2)")?;
        let signed: &DeviceId = &candidate.device;
        for device in [signed, &push.brought_by] {
            statement.execute(params![self.scope, device.as_bytes()])?;
        }
        Ok(())
    }

    fn placings(&self, connection: &Connection) -> Result<u64, StoreError> {
        Ok(connection
            .prepare_cached("SELECT count(*) FROM placing WHERE scope = ?1")?
            .query_row([self.scope], |row| row.get(0))?)
    }

    fn note_placing(&self, connection: &Connection, placing: &Placing) -> Result<(), StoreError> {
        let (kind, ward, supersedes) = placing_columns(placing);
        connection
            .prepare_cached(
                "INSERT INTO placing (scope, seq, fact_id, device, kind, ward, supersedes) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                self.scope,
                self.head,
                placing.id.as_bytes(),
                placing.device.as_bytes(),
                kind,
                ward,
                supersedes,
            ])?;
        Ok(())
    }

    fn save(&self, connection: &Connection) -> Result<(), StoreError> {
        connection
            .prepare_cached("UPDATE scope SET head = ?2, chain = ?3, bytes = ?4 WHERE id = ?1")?
            .execute(params![self.scope, self.head, self.chain.0, self.bytes])?;
        Ok(())
    }
}

/// Whether another entry has this one's place in its device's chain. Remembered: a copied database is at work.
fn forks(connection: &Connection, push: &Push, candidate: &Candidate) -> Result<bool, StoreError> {
    let place =
        (candidate.device.as_bytes(), candidate.incarnation.as_bytes(), in_column(candidate.device_seq));
    let forked = connection
        .prepare_cached(
            "SELECT 1 FROM entry WHERE device = ?1 AND incarnation = ?2 AND device_seq = ?3 AND hash <> ?4",
        )?
        .exists(params![place.0, place.1, place.2, candidate.hash])?;
    if forked {
        connection
            .prepare_cached(
                "INSERT OR IGNORE INTO fork (device, incarnation, device_seq, hash, seen_at) \
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![place.0, place.1, place.2, candidate.hash, push.at.0])?;
    }
    Ok(forked)
}
