//! What could not be accepted: kept with its reason, shown, exported, never thrown away.

use crate::{
    StoreError,
    columns::{Col, get, get_opt},
    table::handles,
};
use clinical::{FactId, ScopeId, UtcMillis};
use rusqlite::{Row, params};

handles! {
    /// Reads what is parked.
    Quarantine,
    /// Parks, and marks as settled.
    QuarantineMut
}

/// Something to park.
#[derive(Debug, Clone, Copy)]
pub struct ToPark<'a> {
    /// The scope it came for, where that is known.
    pub scope: Option<&'a ScopeId>,
    /// The fact's id, where it could be read.
    pub fact: Option<FactId>,
    /// What came, verbatim.
    pub bytes: &'a [u8],
    /// The signature that came with it.
    pub signature: Option<&'a [u8]>,
    /// A short code, such as `bad_signature`.
    pub code: &'a str,
    /// Why, and what to do, in words and without patient data.
    pub why: &'a str,
    /// When, by this device's clock.
    pub at: UtcMillis,
    /// It carries a score that asks for help.
    pub trigger: bool,
}

/// Something parked.
#[derive(Clone, PartialEq, Eq)]
pub struct Parked {
    /// Its number on this device.
    pub number: i64,
    /// The scope it came for, where that is known.
    pub scope: Option<ScopeId>,
    /// The fact's id, where it could be read.
    pub fact: Option<FactId>,
    /// What came, verbatim.
    pub bytes: Vec<u8>,
    /// The signature that came with it.
    pub signature: Option<Vec<u8>>,
    /// A short code, such as `bad_signature`.
    pub code: String,
    /// Why, and what to do, in words.
    pub why: String,
    /// When, by this device's clock.
    pub at: UtcMillis,
    /// It carries a score that asks for help.
    pub trigger: bool,
    /// When a person, or a later acceptance, settled it; it stays readable.
    pub settled_at: Option<UtcMillis>,
}

impl std::fmt::Debug for Parked {
    /// Which and why, never what it says.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parked")
            .field("number", &self.number)
            .field("scope", &self.scope)
            .field("fact", &self.fact)
            .field("code", &self.code)
            .finish_non_exhaustive()
    }
}

const FROM_ROW: fn(&Row<'_>) -> rusqlite::Result<Parked> = |row| {
    Ok(Parked {
        number: row.get(0)?,
        scope: get_opt(row, 1)?,
        fact: get_opt(row, 2)?,
        bytes: row.get(3)?,
        signature: row.get(4)?,
        code: row.get(5)?,
        why: row.get(6)?,
        at: get(row, 7)?,
        trigger: row.get(8)?,
        settled_at: get_opt(row, 9)?,
    })
};

impl Quarantine<'_> {
    /// What is parked and not settled, newest first.
    pub fn open(&self) -> Result<Vec<Parked>, StoreError> {
        self.sql.all(
            "SELECT number, scope, fact, bytes, signature, code, why, at, trigger, settled_at FROM quarantine \
             WHERE settled_at IS NULL ORDER BY number DESC",
            [],
            FROM_ROW,
        )
    }

    /// Everything ever parked, newest first.
    pub fn all(&self) -> Result<Vec<Parked>, StoreError> {
        self.sql.all(
            "SELECT number, scope, fact, bytes, signature, code, why, at, trigger, settled_at FROM quarantine \
             ORDER BY number DESC",
            [],
            FROM_ROW,
        )
    }

    /// How many are parked and not settled.
    pub fn count(&self) -> Result<u64, StoreError> {
        self.sql.count("SELECT count(*) FROM quarantine WHERE settled_at IS NULL", [])
    }
}

impl QuarantineMut<'_> {
    /// Parks something. The same thing parked again for the same reason stays one entry, and is open again if it had
    /// been settled; answers its number.
    pub fn park(&self, parked: &ToPark<'_>) -> Result<i64, StoreError> {
        let before = self.sql.one(
            "SELECT number FROM quarantine WHERE fact IS ?1 AND scope IS ?2 AND code = ?3 AND bytes = ?4 \
             AND signature IS ?5",
            params![
                parked.fact.as_ref().map(Col),
                parked.scope.map(Col),
                parked.code,
                parked.bytes,
                parked.signature
            ],
            |row| row.get(0),
        )?;
        if let Some(number) = before {
            self.sql.run(
                "UPDATE quarantine SET settled_at = NULL WHERE number = ?1 AND settled_at IS NOT NULL",
                [number],
            )?;
            return Ok(number);
        }
        let number = self.sql.one(
            "INSERT INTO quarantine (scope, fact, bytes, signature, code, why, at, trigger) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING number",
            params![
                parked.scope.map(Col),
                parked.fact.as_ref().map(Col),
                parked.bytes,
                parked.signature,
                parked.code,
                parked.why,
                parked.at.0,
                parked.trigger
            ],
            |row| row.get(0),
        )?;
        number.ok_or(StoreError::Absent { what: "number for a parked entry" })
    }

    /// Marks as settled everything parked under a fact's id, because the server took it after all.
    pub fn settle_fact(&self, fact: &FactId, code: &str, now: UtcMillis) -> Result<(), StoreError> {
        self.sql.run(
            "UPDATE quarantine SET settled_at = ?3 WHERE fact = ?1 AND code = ?2 AND settled_at IS NULL",
            params![Col(fact), code, now.0],
        )?;
        Ok(())
    }

    /// Marks one parked entry as settled by a person.
    pub fn settle(&self, number: i64, now: UtcMillis) -> Result<(), StoreError> {
        let rows = self.sql.run(
            "UPDATE quarantine SET settled_at = ?2 WHERE number = ?1 AND settled_at IS NULL",
            params![number, now.0],
        )?;
        if rows == 1 { Ok(()) } else { Err(StoreError::Absent { what: "open parked entry" }) }
    }
}
