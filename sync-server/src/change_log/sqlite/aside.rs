//! The quarantine in SQLite: what was refused is kept as it came, up to a bound for each device that brings it.

use crate::{change_log::Push, database::StoreError, quarantine::Reason};
use clinical::UtcMillis;
use record::SignedFact;
use replication::{
    Hash,
    wire::{Fate, Refused},
};
use rusqlite::{Connection, OptionalExtension as _, params};

/// The quarantine during one push, in the transaction of whoever appends.
pub(super) struct Aside<'p> {
    connection: &'p Connection,
    push: &'p Push,
    /// What it holds of the device that pushes; not asked for before something is refused.
    held: Option<Held>,
}

/// How much the quarantine holds of one device and nobody has settled.
struct Held {
    entries: u64,
    bytes: u64,
}

impl<'p> Aside<'p> {
    pub(super) const fn new(connection: &'p Connection, push: &'p Push) -> Self {
        Self { connection, push, held: None }
    }

    /// Keeps what was refused, as it came (SRV 7); the same once more is only counted. Where the device has brought as
    /// much as it may, nothing is kept here: the device is told that it alone has it.
    pub(super) fn keep(
        &mut self,
        signed: &SignedFact,
        hash: &Hash,
        reason: Reason,
    ) -> Result<Fate, StoreError> {
        if self.count_again(hash, reason)? {
            return Ok(Fate::Refused(reason.code()));
        }
        let size = (signed.bytes.len() + signed.signature.len()) as u64;
        let quota = self.push.aside;
        let mut held = match self.held.take() {
            Some(held) => held,
            None => self.count()?,
        };
        let fits = held.entries < quota.entries && held.bytes.saturating_add(size) <= quota.bytes;
        if fits {
            self.insert(signed, hash, reason)?;
            held = Held { entries: held.entries + 1, bytes: held.bytes + size };
        }
        self.held = Some(held);
        Ok(Fate::Refused(if fits { reason.code() } else { Refused::QuarantineFull }))
    }

    fn count_again(&self, hash: &Hash, reason: Reason) -> Result<bool, StoreError> {
        let counted = self
            .connection
            .prepare_cached(
                "UPDATE quarantine SET times = times + 1 WHERE scope = ?1 AND hash = ?2 AND reason = ?3",
            )?
            .execute(params![self.push.scope.to_string(), hash, reason.name()])?;
        Ok(counted > 0)
    }

    fn count(&self) -> Result<Held, StoreError> {
        let held = self
            .connection
            .prepare_cached("SELECT entries, bytes FROM aside_of WHERE device = ?1")?
            .query_row([self.push.brought_by.as_bytes()], |row| {
                Ok(Held { entries: row.get(0)?, bytes: row.get(1)? })
            })
            .optional()?;
        Ok(held.unwrap_or(Held { entries: 0, bytes: 0 }))
    }

    fn insert(&self, signed: &SignedFact, hash: &Hash, reason: Reason) -> Result<(), StoreError> {
        let UtcMillis(at) = self.push.at;
        self.connection
            .prepare_cached(
                "INSERT INTO quarantine (scope, hash, fact, signature, reason, brought_by, arrived_at) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                self.push.scope.to_string(),
                hash,
                signed.bytes,
                signed.signature,
                reason.name(),
                self.push.brought_by.as_bytes(),
                at,
            ])?;
        Ok(())
    }
}

/// Notes that what was once refused has entered the log after all.
pub(super) fn settle(connection: &Connection, push: &Push, hash: &Hash) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE quarantine SET settled_at = ?3 WHERE scope = ?1 AND hash = ?2 AND settled_at IS NULL",
        )?
        .execute(params![push.scope.to_string(), hash, push.at.0])?;
    Ok(())
}
