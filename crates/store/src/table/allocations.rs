//! Projection: who looks after whom now.

use crate::{
    StoreError,
    columns::{Col, get},
    table::handles,
};
use clinical::{StaffId, StayId};
use rusqlite::params;

handles! {
    /// Reads allocations.
    Allocations,
    /// Puts allocations.
    AllocationsMut
}

impl Allocations<'_> {
    /// The stays that a person looks after.
    pub fn of_staff(&self, staff: &StaffId) -> Result<Vec<StayId>, StoreError> {
        self.sql.all("SELECT stay FROM allocations WHERE staff = ?1 ORDER BY stay", [Col(staff)], |row| {
            get(row, 0)
        })
    }

    /// The people who look after a stay.
    pub fn of_stay(&self, stay: &StayId) -> Result<Vec<StaffId>, StoreError> {
        self.sql.all("SELECT staff FROM allocations WHERE stay = ?1 ORDER BY staff", [Col(stay)], |row| {
            get(row, 0)
        })
    }
}

impl AllocationsMut<'_> {
    /// Puts these people in place of all who looked after a stay.
    pub fn put(&self, stay: &StayId, staff: &[StaffId]) -> Result<(), StoreError> {
        self.sql.run("DELETE FROM allocations WHERE stay = ?1", [Col(stay)])?;
        for person in staff {
            self.sql.run(
                "INSERT INTO allocations (stay, staff) VALUES (?1, ?2) ON CONFLICT (stay, staff) DO NOTHING",
                params![Col(stay), Col(person)],
            )?;
        }
        Ok(())
    }

    pub(crate) fn clear(&self) -> Result<(), StoreError> {
        self.sql.run("DELETE FROM allocations", []).map(drop)
    }
}
