//! Facts: the truth of the record on this device. Added, never changed, never taken away.

use crate::{
    EntryHash, StoreError,
    columns::{Col, get, get_opt, seq},
    table::{handles, outbox::OutboxMut, quarantine::QuarantineMut, quarantine::ToPark},
};
use clinical::{DeviceId, FactId, Incarnation, ScopeId, StaffId, UtcMillis};
use rusqlite::{Row, params};

handles! {
    /// Reads facts.
    Facts,
    /// Adds facts.
    FactsMut
}

/// Where a fact came from, which decides whether the server has it yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Made here, or brought here by any way but the server's log: it goes to the outbox in the same breath.
    Here,
    /// Read from the server's log.
    Server,
}

/// A fact to keep: its signed bytes, and what the store needs of it to find it again.
#[derive(Debug, Clone, Copy)]
pub struct NewFact<'a> {
    /// The scope named in the signed bytes.
    pub scope: &'a ScopeId,
    /// The fact's id.
    pub id: FactId,
    /// The hash of its log entry.
    pub hash: EntryHash,
    /// The number of its kind, known or not.
    pub kind: u16,
    /// When it was true; `None` is "not recorded".
    pub taken_at: Option<UtcMillis>,
    /// When it was written down, by its device's clock.
    pub recorded_at: UtcMillis,
    /// When it came to this device, by this device's clock.
    pub arrived_at: UtcMillis,
    /// Who wrote it.
    pub author: StaffId,
    /// The device that signed it.
    pub device: DeviceId,
    /// That device's life at the time.
    pub incarnation: Incarnation,
    /// Its place in that device's chain, from 1.
    pub sequence: u64,
    /// The Ed25519 signature.
    pub signature: &'a [u8; 64],
    /// The signed bytes, verbatim.
    pub bytes: &'a [u8],
}

/// A fact as kept.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredFact {
    /// The scope it stands in.
    pub scope: ScopeId,
    /// The fact's id.
    pub id: FactId,
    /// The hash of its log entry.
    pub hash: EntryHash,
    /// The number of its kind, known or not.
    pub kind: u16,
    /// When it was true; `None` is "not recorded".
    pub taken_at: Option<UtcMillis>,
    /// When it was written down, by its device's clock.
    pub recorded_at: UtcMillis,
    /// When it came to this device: "known since".
    pub arrived_at: UtcMillis,
    /// Who wrote it.
    pub author: StaffId,
    /// The device that signed it.
    pub device: DeviceId,
    /// That device's life at the time.
    pub incarnation: Incarnation,
    /// Its place in that device's chain, from 1.
    pub sequence: u64,
    /// The Ed25519 signature.
    pub signature: [u8; 64],
    /// The signed bytes, verbatim.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for StoredFact {
    /// Which fact it is, never what it says.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredFact")
            .field("scope", &self.scope)
            .field("id", &self.id)
            .field("hash", &self.hash)
            .field("kind", &self.kind)
            .field("len", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// What became of a fact that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Inserted {
    /// It is kept.
    New,
    /// It was here already, the same to the last byte.
    Same,
    /// Another fact stands under this id in this scope. That one stays; this one was parked as an integrity alarm.
    OtherBytes,
}

const FROM_ROW: fn(&Row<'_>) -> rusqlite::Result<StoredFact> = |row| {
    Ok(StoredFact {
        scope: get(row, 0)?,
        id: get(row, 1)?,
        hash: get(row, 2)?,
        kind: row.get(3)?,
        taken_at: get_opt(row, 4)?,
        recorded_at: get(row, 5)?,
        arrived_at: get(row, 6)?,
        author: get(row, 7)?,
        device: get(row, 8)?,
        incarnation: get(row, 9)?,
        sequence: get(row, 10)?,
        signature: row.get(11)?,
        bytes: row.get(12)?,
    })
};

impl Facts<'_> {
    /// One fact, if it is here.
    pub fn get(&self, scope: &ScopeId, id: &FactId) -> Result<Option<StoredFact>, StoreError> {
        self.sql.one(
            "SELECT scope, id, hash, kind, taken_at, recorded_at, arrived_at, author, device, incarnation, sequence, \
             signature, bytes FROM facts WHERE scope = ?1 AND id = ?2",
            params![Col(scope), Col(id)],
            FROM_ROW,
        )
    }

    /// All facts of a scope, in the order of their ids, which is about the order in which they were begun.
    pub fn of_scope(&self, scope: &ScopeId) -> Result<Vec<StoredFact>, StoreError> {
        self.sql.all(
            "SELECT scope, id, hash, kind, taken_at, recorded_at, arrived_at, author, device, incarnation, sequence, \
             signature, bytes FROM facts WHERE scope = ?1 ORDER BY id",
            [Col(scope)],
            FROM_ROW,
        )
    }

    /// All facts of one kind in a scope, in the order of their ids. Reads no other fact's bytes.
    pub fn of_kind(&self, scope: &ScopeId, kind: u16) -> Result<Vec<StoredFact>, StoreError> {
        self.sql.all(
            "SELECT scope, id, hash, kind, taken_at, recorded_at, arrived_at, author, device, incarnation, sequence, \
             signature, bytes FROM facts WHERE scope = ?1 AND kind = ?2 ORDER BY id",
            params![Col(scope), kind],
            FROM_ROW,
        )
    }

    /// The id and entry hash of each fact of a scope, for comparing with the server. Reads no fact's bytes.
    pub fn hashes(&self, scope: &ScopeId) -> Result<Vec<(FactId, EntryHash)>, StoreError> {
        self.sql.all("SELECT id, hash FROM facts WHERE scope = ?1 ORDER BY id", [Col(scope)], |row| {
            Ok((get(row, 0)?, get(row, 1)?))
        })
    }

    /// Every scope that holds a fact here, in the order of their texts.
    pub fn scopes(&self) -> Result<Vec<ScopeId>, StoreError> {
        // Steps from scope to scope on the primary key, instead of reading every fact for its scope.
        self.sql.all(
            "WITH RECURSIVE step (scope) AS (
                 SELECT min(scope) FROM facts
                 UNION ALL
                 SELECT (SELECT min(scope) FROM facts WHERE scope > step.scope) FROM step WHERE step.scope IS NOT NULL
             ) SELECT scope FROM step WHERE scope IS NOT NULL",
            [],
            |row| get(row, 0),
        )
    }

    /// Every scope that holds a fact of one of these kinds. Goes over all facts that are here, once.
    pub fn scopes_of_kinds(&self, kinds: &[u16; 4]) -> Result<Vec<ScopeId>, StoreError> {
        self.sql.all(
            "SELECT DISTINCT scope FROM facts WHERE kind IN (?1, ?2, ?3, ?4) ORDER BY scope",
            *kinds,
            |row| get(row, 0),
        )
    }

    /// The newest facts that a device signed, by the time it wrote on them, newest first; those of one moment in the order
    /// of its chain, the last first. The audit's are among them: see [`StoredFact::scope`].
    pub fn by_device(&self, device: &DeviceId, limit: u32) -> Result<Vec<StoredFact>, StoreError> {
        self.sql.all(
            "SELECT scope, id, hash, kind, taken_at, recorded_at, arrived_at, author, device, incarnation, sequence, \
             signature, bytes FROM facts WHERE device = ?1 ORDER BY recorded_at DESC, sequence DESC, id DESC LIMIT ?2",
            params![Col(device), limit],
            FROM_ROW,
        )
    }

    /// When each device last wrote a fact that is here, by its own clock.
    pub fn last_by_device(&self, device: &DeviceId) -> Result<Option<UtcMillis>, StoreError> {
        let found =
            self.sql.one("SELECT max(recorded_at) FROM facts WHERE device = ?1", [Col(device)], |row| {
                get_opt(row, 0)
            })?;
        Ok(found.flatten())
    }

    /// How many facts are here.
    pub fn count(&self) -> Result<u64, StoreError> {
        self.sql.count("SELECT count(*) FROM facts", [])
    }
}

impl FactsMut<'_> {
    /// Keeps a fact. One made here is in the outbox when this returns, so that none can be forgotten.
    ///
    /// Saving again under one id is [`Inserted::Same`] only with the very same bytes; a caller that signs anew must
    /// look with [`Facts::get`] first.
    pub fn insert(&self, fact: &NewFact<'_>, source: Source) -> Result<Inserted, StoreError> {
        if self.add(fact)? {
            if source == Source::Here {
                OutboxMut::over(self.sql).push(fact.scope, &fact.id, &fact.hash)?;
            }
            return Ok(Inserted::New);
        }
        let same = self.sql.one(
            "SELECT bytes = ?3 AND signature = ?4 FROM facts WHERE scope = ?1 AND id = ?2",
            params![Col(fact.scope), Col(&fact.id), fact.bytes, fact.signature],
            |row| row.get::<_, bool>(0),
        )?;
        if same == Some(true) {
            return Ok(Inserted::Same);
        }
        QuarantineMut::over(self.sql).park(&ToPark {
            scope: Some(fact.scope),
            fact: Some(fact.id),
            bytes: fact.bytes,
            signature: Some(fact.signature),
            code: OTHER_BYTES,
            why: "Two different entries carry one id. The first is kept in the record, this one here. \
                  Tell IT support: the device that made them may have been copied.",
            at: fact.arrived_at,
            trigger: false,
        })?;
        Ok(Inserted::OtherBytes)
    }

    /// Inserts the row; false when the id is taken in this scope.
    fn add(&self, fact: &NewFact<'_>) -> Result<bool, StoreError> {
        let rows = self.sql.run(
            "INSERT INTO facts (scope, id, hash, kind, taken_at, recorded_at, arrived_at, author, device, incarnation, \
             sequence, signature, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) \
             ON CONFLICT (scope, id) DO NOTHING",
            params![
                Col(fact.scope),
                Col(&fact.id),
                Col(&fact.hash),
                fact.kind,
                fact.taken_at.map(|at| at.0),
                fact.recorded_at.0,
                fact.arrived_at.0,
                Col(&fact.author),
                Col(&fact.device),
                Col(&fact.incarnation),
                seq(fact.sequence),
                fact.signature,
                fact.bytes,
            ],
        )?;
        Ok(rows == 1)
    }
}

/// The quarantine's code for a second fact under one id.
pub const OTHER_BYTES: &str = "other_bytes";
