//! Projection: staff, wards and devices as the directory describes them now, encoded by the application.

use crate::{
    StoreError,
    columns::{Col, get},
    table::handles,
};
use clinical::{DeviceId, StaffId, WardId};
use rusqlite::params;

handles! {
    /// Reads the directory.
    Directory,
    /// Puts the directory's entries.
    DirectoryMut
}

impl Directory<'_> {
    /// One member of staff.
    pub fn staff(&self, id: &StaffId) -> Result<Option<Vec<u8>>, StoreError> {
        self.sql.one("SELECT body FROM directory_staff WHERE staff = ?1", [Col(id)], |row| row.get(0))
    }

    /// All staff, in the order of ids.
    pub fn all_staff(&self) -> Result<Vec<(StaffId, Vec<u8>)>, StoreError> {
        self.sql.all("SELECT staff, body FROM directory_staff ORDER BY staff", [], |row| {
            Ok((get(row, 0)?, row.get(1)?))
        })
    }

    /// One ward.
    pub fn ward(&self, id: &WardId) -> Result<Option<Vec<u8>>, StoreError> {
        self.sql.one("SELECT body FROM directory_wards WHERE ward = ?1", [Col(id)], |row| row.get(0))
    }

    /// All wards, in the order of slugs.
    pub fn all_wards(&self) -> Result<Vec<(WardId, Vec<u8>)>, StoreError> {
        self.sql.all("SELECT ward, body FROM directory_wards ORDER BY ward", [], |row| {
            Ok((get(row, 0)?, row.get(1)?))
        })
    }

    /// One device.
    pub fn device(&self, id: &DeviceId) -> Result<Option<Vec<u8>>, StoreError> {
        self.sql.one("SELECT body FROM directory_devices WHERE device = ?1", [Col(id)], |row| row.get(0))
    }

    /// All devices, in the order of ids.
    pub fn all_devices(&self) -> Result<Vec<(DeviceId, Vec<u8>)>, StoreError> {
        self.sql.all("SELECT device, body FROM directory_devices ORDER BY device", [], |row| {
            Ok((get(row, 0)?, row.get(1)?))
        })
    }
}

impl DirectoryMut<'_> {
    /// Puts a member of staff.
    pub fn put_staff(&self, id: &StaffId, body: &[u8]) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO directory_staff (staff, body) VALUES (?1, ?2) ON CONFLICT (staff) DO UPDATE SET body = ?2",
            params![Col(id), body],
        )?;
        Ok(())
    }

    /// Puts a ward.
    pub fn put_ward(&self, id: &WardId, body: &[u8]) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO directory_wards (ward, body) VALUES (?1, ?2) ON CONFLICT (ward) DO UPDATE SET body = ?2",
            params![Col(id), body],
        )?;
        Ok(())
    }

    /// Puts a device.
    pub fn put_device(&self, id: &DeviceId, body: &[u8]) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO directory_devices (device, body) VALUES (?1, ?2) \
             ON CONFLICT (device) DO UPDATE SET body = ?2",
            params![Col(id), body],
        )?;
        Ok(())
    }

    pub(crate) fn clear(&self) -> Result<(), StoreError> {
        self.sql.run("DELETE FROM directory_staff", [])?;
        self.sql.run("DELETE FROM directory_wards", [])?;
        self.sql.run("DELETE FROM directory_devices", []).map(drop)
    }
}
