//! Facts that are saved and still to be signed.
//!
//! Whoever reads facts or the outbox of a stay asks here too: what is here is charted, and is on no other device.

use crate::{
    StoreError,
    columns::{Col, get_opt},
    table::handles,
};
use clinical::{FactId, ScopeId};
use rusqlite::params;

handles! {
    /// Reads what is to be signed.
    Unsigned,
    /// Keeps what is to be signed, and takes it out in the transaction that keeps it signed.
    UnsignedMut
}

/// A fact that is to be signed.
#[derive(Clone, PartialEq, Eq)]
pub struct ToSign {
    /// Its scope, as far as it was noted.
    pub scope: Option<ScopeId>,
    /// Its id, as far as it was noted.
    pub fact: Option<FactId>,
    /// What is to be signed.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for ToSign {
    /// Which fact it is, never what it says.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ToSign")
            .field("scope", &self.scope)
            .field("fact", &self.fact)
            .field("len", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

impl Unsigned<'_> {
    /// Everything that is to be signed, in the order of the device's chain.
    pub fn all(&self) -> Result<Vec<ToSign>, StoreError> {
        self.sql.all("SELECT scope, fact, bytes FROM unsigned ORDER BY number", [], |row| {
            Ok(ToSign { scope: get_opt(row, 0)?, fact: get_opt(row, 1)?, bytes: row.get(2)? })
        })
    }

    /// Whether anything is to be signed.
    pub fn any(&self) -> Result<bool, StoreError> {
        Ok(self.sql.count("SELECT count(*) FROM unsigned", [])? > 0)
    }

    /// The bytes of a scope's facts that are to be signed, in order.
    pub fn of_scope(&self, scope: &ScopeId) -> Result<Vec<Vec<u8>>, StoreError> {
        self.sql.all("SELECT bytes FROM unsigned WHERE scope = ?1 ORDER BY number", [Col(scope)], |row| {
            row.get(0)
        })
    }
}

impl UnsignedMut<'_> {
    /// Keeps a fact that is to be signed, behind those that are.
    pub fn keep(&self, scope: &ScopeId, fact: &FactId, bytes: &[u8]) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO unsigned (scope, fact, bytes) VALUES (?1, ?2, ?3)",
            params![Col(scope), Col(fact), bytes],
        )?;
        Ok(())
    }

    /// All of it is signed and kept as facts, in this transaction.
    pub fn signed(&self) -> Result<(), StoreError> {
        self.sql.run("DELETE FROM unsigned", []).map(drop)
    }
}
