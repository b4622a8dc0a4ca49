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
        let mut stays: Vec<StayId> = self.sql.all(
            "SELECT stay FROM allocations WHERE staff = ?1 ORDER BY stay",
            [Col(staff)],
            |row| get(row, 0),
        )?;
        let held = self.sql.held();
        if !held.is_empty() {
            stays.retain(|stay| held.of(stay).is_none());
            stays
                .extend(held.all().filter(|held| held.looked_after_by.contains(staff)).map(|held| held.stay));
            stays.sort_unstable();
        }
        Ok(stays)
    }

    /// The people who look after a stay.
    pub fn of_stay(&self, stay: &StayId) -> Result<Vec<StaffId>, StoreError> {
        if let Some(held) = self.sql.held().of(stay) {
            let mut staff = held.looked_after_by.clone();
            staff.sort_unstable();
            return Ok(staff);
        }
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
