//! Projection: the folded state of each stay, as the application encodes it.

use crate::{
    Projection, StoreError,
    columns::{Col, get, get_opt},
    table::handles,
};
use clinical::{StayId, WardId};
use rusqlite::{Row, params};
use std::collections::BTreeSet;

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

fn row_of(held: &Projection) -> StayRow {
    StayRow { stay: held.stay, ward: held.ward.clone(), state: held.state.clone() }
}

impl Stays<'_> {
    /// One stay's projection, if it has one.
    pub fn get(&self, stay: &StayId) -> Result<Option<StayRow>, StoreError> {
        if let Some(held) = self.sql.held().of(stay) {
            return Ok(Some(row_of(held)));
        }
        self.sql.one("SELECT stay, ward, state FROM stays WHERE stay = ?1", [Col(stay)], FROM_ROW)
    }

    /// The stays in a ward, oldest projection first.
    pub fn of_ward(&self, ward: &WardId) -> Result<Vec<StayRow>, StoreError> {
        let mut rows: Vec<StayRow> = self.sql.all(
            "SELECT stay, ward, state FROM stays WHERE ward = ?1 ORDER BY number",
            [Col(ward)],
            FROM_ROW,
        )?;
        let held = self.sql.held();
        let mut here: Vec<&Projection> = held.all().filter(|held| held.ward.as_ref() == Some(ward)).collect();
        rows.retain_mut(|row| match held.of(&row.stay) {
            None => true,
            Some(stay) => {
                here.retain(|other| other.stay != row.stay);
                *row = row_of(stay);
                row.ward.as_ref() == Some(ward)
            }
        });
        rows.extend(here.into_iter().map(row_of));
        Ok(rows)
    }

    /// The stays whose projections are behind their facts, as far as is known since the opening.
    pub fn behind(&self) -> BTreeSet<StayId> {
        self.sql.held().behind().clone()
    }

    /// The stays that were noted as behind their facts when this or an earlier process put projections. Looks at all.
    pub fn noted_behind(&self) -> Result<Vec<StayId>, StoreError> {
        self.sql.all("SELECT stay FROM stays WHERE length(state) = 0", [], |row| get(row, 0))
    }

    /// How many stays have a projection.
    pub fn count(&self) -> Result<u64, StoreError> {
        let mut count = self.sql.count("SELECT count(*) FROM stays", [])?;
        for held in self.sql.held().all() {
            count += self.sql.count("SELECT count(*) = 0 FROM stays WHERE stay = ?1", [Col(&held.stay)])?;
        }
        Ok(count)
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

    /// Notes that a stay's projection is behind its facts. An empty state reads as absent.
    pub(crate) fn note_behind(&self, stay: &StayId) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO stays (stay, state) VALUES (?1, x'') ON CONFLICT (stay) DO UPDATE SET state = x''",
            [Col(stay)],
        )?;
        Ok(())
    }

    pub(crate) fn clear(&self) -> Result<(), StoreError> {
        self.sql.run("DELETE FROM stays", []).map(drop)
    }
}
