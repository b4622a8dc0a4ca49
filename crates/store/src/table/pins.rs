//! What is needed to check a PIN on this device, and the wrong attempts counted.
//!
//! An attempt is counted in its own transaction before the check, so that pulling the battery in between gains
//! nobody a free guess.

use crate::{
    StoreError,
    columns::{Col, get, get_opt},
    table::handles,
};
use clinical::{StaffId, UtcMillis};
use rusqlite::{Row, params};

handles! {
    /// Reads verifiers and attempts.
    Pins,
    /// Counts attempts, keeps verifiers.
    PinsMut
}

/// One person's PIN on this device.
#[derive(Clone, PartialEq, Eq)]
pub struct PinRow {
    /// Whose.
    pub staff: StaffId,
    /// The Argon2id verifier in PHC form; `None` when this device cannot check the PIN by itself yet.
    pub verifier: Option<String>,
    /// Attempts since the last right one, the one being made included.
    pub attempts: u32,
    /// No attempt is looked at before this time.
    pub paused_until: Option<UtcMillis>,
}

impl std::fmt::Debug for PinRow {
    /// Whose, and how many attempts; never the verifier.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PinRow")
            .field("staff", &self.staff)
            .field("attempts", &self.attempts)
            .field("paused_until", &self.paused_until)
            .finish_non_exhaustive()
    }
}

const FROM_ROW: fn(&Row<'_>) -> rusqlite::Result<PinRow> = |row| {
    Ok(PinRow {
        staff: get(row, 0)?,
        verifier: row.get(1)?,
        attempts: row.get(2)?,
        paused_until: get_opt(row, 3)?,
    })
};

impl Pins<'_> {
    /// One person's row, if there is one.
    pub fn get(&self, staff: &StaffId) -> Result<Option<PinRow>, StoreError> {
        self.sql.one(
            "SELECT staff, verifier, attempts, paused_until FROM pins WHERE staff = ?1",
            [Col(staff)],
            FROM_ROW,
        )
    }

    /// The people whose PIN this device can check by itself.
    pub fn ready(&self) -> Result<Vec<StaffId>, StoreError> {
        self.sql
            .all("SELECT staff FROM pins WHERE verifier IS NOT NULL ORDER BY staff", [], |row| get(row, 0))
    }
}

impl PinsMut<'_> {
    /// Counts one attempt; answers the row with it counted. Commit this before the PIN is looked at.
    pub fn count_attempt(&self, staff: &StaffId) -> Result<PinRow, StoreError> {
        let counted = self.sql.one(
            "INSERT INTO pins (staff, attempts) VALUES (?1, 1) \
             ON CONFLICT (staff) DO UPDATE SET attempts = min(attempts + 1, 1000000) \
             RETURNING staff, verifier, attempts, paused_until",
            [Col(staff)],
            FROM_ROW,
        )?;
        counted.ok_or(StoreError::Absent { what: "counted attempt" })
    }

    /// No attempt of this person is to be looked at before a time.
    pub fn pause(&self, staff: &StaffId, until: UtcMillis) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO pins (staff, paused_until) VALUES (?1, ?2) ON CONFLICT (staff) DO UPDATE SET paused_until = ?2",
            params![Col(staff), until.0],
        )?;
        Ok(())
    }

    /// The PIN was right: the count begins again.
    pub fn succeeded(&self, staff: &StaffId) -> Result<(), StoreError> {
        self.sql
            .run("UPDATE pins SET attempts = 0, paused_until = NULL WHERE staff = ?1", [Col(staff)])
            .map(drop)
    }

    /// Keeps a verifier, so that this device can check the PIN by itself from now on.
    pub fn set_verifier(&self, staff: &StaffId, verifier: &str) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO pins (staff, verifier) VALUES (?1, ?2) ON CONFLICT (staff) DO UPDATE SET verifier = ?2",
            params![Col(staff), verifier],
        )?;
        Ok(())
    }

    /// Forgets a verifier, because the PIN changed or the person left. The attempts stay counted.
    pub fn forget_verifier(&self, staff: &StaffId) -> Result<(), StoreError> {
        self.sql.run("UPDATE pins SET verifier = NULL WHERE staff = ?1", [Col(staff)]).map(drop)
    }
}
