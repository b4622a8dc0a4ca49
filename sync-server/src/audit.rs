//! Going over everything stored: is each log still what was appended to it, byte for byte?
//!
//! A disk that flips a bit, or a hand in the database, breaks a hash, a chain or a signature. Devices would notice at
//! their next page; an administrator can ask at any time, also on a copy of the folder.

use crate::{
    database::{Database, StoreError},
    directory::Snapshot,
};
use clinical::ScopeId;
use record::{Directory as _, SignedFact, VerifyingKey};
use replication::{Chain, Hash};
use rusqlite::Connection;
use std::fmt;

/// What going over the logs found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// Scopes looked at.
    pub scopes: u64,
    /// Entries looked at.
    pub entries: u64,
    /// What is wrong. Empty when all is as it was appended.
    pub findings: Vec<Finding>,
}

/// Something wrong with a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The log, by its stored name.
    pub scope: String,
    /// The entry, where it is one entry.
    pub seq: Option<u64>,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// The stored hash is not that of the bytes.
    #[error("its bytes are not those that were appended")]
    Bytes,
    /// The chain does not lead from the entry before to this one.
    #[error("the chain is broken here")]
    Chain,
    /// There is no entry of the number that comes next.
    #[error("an entry is missing before it")]
    Gap,
    /// The signature is not that of the device named.
    #[error("its signature does not fit")]
    Signature,
    /// The head row is not where the entries end.
    #[error("the log does not end where its head says")]
    Head,
    /// SQLite finds its own file damaged.
    #[error("the database file is damaged")]
    File,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.seq {
            Some(seq) => write!(f, "{} entry {seq}: {}", self.scope, self.flaw),
            None => write!(f, "{}: {}", self.scope, self.flaw),
        }
    }
}

/// Goes over every log. `directory` says whose key is whose.
///
/// # Errors
/// When the database cannot be read at all.
pub(crate) fn audit(database: &Database, directory: &Snapshot) -> Result<Audit, StoreError> {
    database.read(|connection| {
        let mut audit = Audit { scopes: 0, entries: 0, findings: Vec::new() };
        let sound: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if sound != "ok" {
            audit.findings.push(Finding { scope: "all".into(), seq: None, flaw: Flaw::File });
        }
        for head in heads(connection)? {
            audit.scopes += 1;
            head.go_over(connection, directory, &mut audit)?;
        }
        Ok(audit)
    })
}

/// A head row as it stands.
struct Head {
    id: i64,
    name: String,
    seq: u64,
    chain: [u8; 32],
}

fn heads(connection: &Connection) -> rusqlite::Result<Vec<Head>> {
    connection
        .prepare("SELECT id, name, head, chain FROM scope ORDER BY name")?
        .query_map([], |row| {
            Ok(Head { id: row.get(0)?, name: row.get(1)?, seq: row.get(2)?, chain: row.get(3)? })
        })?
        .collect()
}

impl Head {
    fn go_over(
        &self,
        connection: &Connection,
        directory: &Snapshot,
        audit: &mut Audit,
    ) -> rusqlite::Result<()> {
        let mut statement = connection.prepare_cached(
            "SELECT seq, hash, chain, fact, signature FROM entry WHERE scope = ?1 ORDER BY seq",
        )?;
        let mut rows = statement.query([self.id])?;
        let (mut last, mut chain) = (0, Chain::EMPTY);
        while let Some(row) = rows.next()? {
            audit.entries += 1;
            let (seq, hash, stored): (u64, Hash, [u8; 32]) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let signed = SignedFact { bytes: row.get(3)?, signature: row.get(4)? };
            let mut find = |flaw| {
                audit.findings.push(Finding { scope: self.name.clone(), seq: Some(seq), flaw });
            };
            if seq != last + 1 {
                find(Flaw::Gap);
            }
            if signed.hash().0 != hash {
                find(Flaw::Bytes);
            } else if !signature_holds(&signed, &self.name, directory) {
                find(Flaw::Signature);
            }
            if chain.extend(&hash).0 != stored {
                find(Flaw::Chain);
            }
            (last, chain) = (seq, Chain(stored));
        }
        if (last, chain.0) != (self.seq, self.chain) {
            audit.findings.push(Finding { scope: self.name.clone(), seq: None, flaw: Flaw::Head });
        }
        Ok(())
    }
}

fn signature_holds(signed: &SignedFact, scope: &str, directory: &Snapshot) -> bool {
    // What was refused is shown as it came: its signature may be the very reason.
    if matches!(scope.parse(), Ok(ScopeId::Aside(_))) {
        return true;
    }
    let Ok(fact) = signed.decode() else { return false };
    let key = match (&fact.header.scope, directory.device(&fact.header.device)) {
        (ScopeId::Dir, _) => directory.server_key(),
        (_, Some(rights)) => rights.key,
        (_, None) => return false,
    };
    fact.header.scope.to_string() == scope
        && VerifyingKey::from_bytes(&key).is_ok_and(|key| signed.verify(&key).is_ok())
}
