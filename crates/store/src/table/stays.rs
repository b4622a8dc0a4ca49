//! Projection: the folded state of each stay, as the application encodes it.

use crate::{
    StoreError,
    columns::{Col, get, get_opt},
    table::handles,
};
use clinical::{StayId, WardId};
use rusqlite::{Row, params};

handles! {
    /// Reads stays' states.
    Stays,
    /// Puts stays' states.
    StaysMut
}

/// A stay's projection.
#[derive(Clone, PartialEq, Eq)]
pub struct StayRow {
    /// Which stay.
    pub stay: StayId,
    /// The ward where the patient is; `None` is in no ward: left, or history brought in.
    pub ward: Option<WardId>,
    /// The state, encoded by the application.
    pub state: Vec<u8>,
}

impl std::fmt::Debug for StayRow {
    /// Which stay, never what is known of it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StayRow").field("stay", &self.stay).field("ward", &self.ward).finish_non_exhaustive()
    }
}

const FROM_ROW: fn(&Row<'_>) -> rusqlite::Result<StayRow> =
    |row| Ok(StayRow { stay: get(row, 0)?, ward: get_opt(row, 1)?, state: row.get(2)? });

impl Stays<'_> {
    /// One stay's projection, if it has one.
    pub fn get(&self, stay: &StayId) -> Result<Option<StayRow>, StoreError> {
        self.sql.one("SELECT stay, ward, state FROM stays WHERE stay = ?1", [Col(stay)], FROM_ROW)
    }

    /// The stays in a ward, oldest projection first.
    pub fn of_ward(&self, ward: &WardId) -> Result<Vec<StayRow>, StoreError> {
        self.sql.all(
            "SELECT stay, ward, state FROM stays WHERE ward = ?1 ORDER BY number",
            [Col(ward)],
            FROM_ROW,
        )
    }

    /// How many stays have a projection.
    pub fn count(&self) -> Result<u64, StoreError> {
        self.sql.count("SELECT count(*) FROM stays", [])
    }
}

impl StaysMut<'_> {
    /// Puts a stay's projection in place of the one before.
    pub fn put(&self, stay: &StayId, ward: Option<&WardId>, state: &[u8]) -> Result<(), StoreError> {
        // Most saves leave the ward as it is. Not naming the column leaves its index untouched.
        let kept = self.sql.run(
            "UPDATE stays SET state = ?3 WHERE stay = ?1 AND ward IS ?2",
            params![Col(stay), ward.map(Col), state],
        )?;
        if kept == 0 {
            self.sql.run(
                "INSERT INTO stays (stay, ward, state) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (stay) DO UPDATE SET ward = ?2, state = ?3",
                params![Col(stay), ward.map(Col), state],
            )?;
        }
        Ok(())
    }

    pub(crate) fn clear(&self) -> Result<(), StoreError> {
        self.sql.run("DELETE FROM stays", []).map(drop)
    }
}
