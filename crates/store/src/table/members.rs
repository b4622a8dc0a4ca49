//! Projection: the stays that a ward's index names, which are the stays that a device of the ward follows.

use crate::{
    StoreError,
    columns::{Col, get},
    table::handles,
};
use clinical::{StayId, WardId};
use rusqlite::params;

handles! {
    /// Reads ward indexes.
    Members,
    /// Adds to ward indexes.
    MembersMut
}

impl Members<'_> {
    /// The stays that a ward's index names.
    pub fn of_ward(&self, ward: &WardId) -> Result<Vec<StayId>, StoreError> {
        self.sql.all("SELECT stay FROM members WHERE ward = ?1 ORDER BY stay", [Col(ward)], |row| get(row, 0))
    }

    /// Whether a ward's index names a stay.
    pub fn has(&self, ward: &WardId, stay: &StayId) -> Result<bool, StoreError> {
        let found = self.sql.one(
            "SELECT 1 FROM members WHERE ward = ?1 AND stay = ?2",
            params![Col(ward), Col(stay)],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }
}

impl MembersMut<'_> {
    /// A ward's index names this stay.
    pub fn add(&self, ward: &WardId, stay: &StayId) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO members (ward, stay) VALUES (?1, ?2) ON CONFLICT (ward, stay) DO NOTHING",
            params![Col(ward), Col(stay)],
        )?;
        Ok(())
    }

    /// A ward's index names this stay no longer. The stay's facts stay here.
    pub fn remove(&self, ward: &WardId, stay: &StayId) -> Result<(), StoreError> {
        self.sql.run("DELETE FROM members WHERE ward = ?1 AND stay = ?2", params![Col(ward), Col(stay)])?;
        Ok(())
    }

    pub(crate) fn clear(&self) -> Result<(), StoreError> {
        self.sql.run("DELETE FROM members", []).map(drop)
    }
}
