//! When the server last heard from the other devices of this device's wards, as it last said.

use crate::{
    StoreError,
    columns::{Col, get},
    table::handles,
};
use clinical::{DeviceId, UtcMillis};
use rusqlite::params;

handles! {
    /// Reads when the server last heard from other devices.
    Heard,
    /// Puts a newer answer in place of the last one.
    HeardMut
}

impl Heard<'_> {
    /// When the server last said so, by this device's clock; `None` where it never did.
    pub fn as_of(&self) -> Result<Option<UtcMillis>, StoreError> {
        self.sql.one("SELECT as_of FROM heard_known", [], |row| get(row, 0))
    }

    /// When it last heard from this device, by its own clock; `None` where it did not say.
    pub fn from(&self, device: &DeviceId) -> Result<Option<UtcMillis>, StoreError> {
        self.sql.one("SELECT heard_at FROM heard WHERE device = ?1", [Col(device)], |row| get(row, 0))
    }
}

impl HeardMut<'_> {
    /// The whole of an answer: who is not in it was never heard.
    pub fn put(&self, as_of: UtcMillis, devices: &[(DeviceId, UtcMillis)]) -> Result<(), StoreError> {
        self.sql.run("DELETE FROM heard", [])?;
        for (device, at) in devices {
            self.sql.run(
                "INSERT INTO heard (device, heard_at) VALUES (?1, ?2) ON CONFLICT (device) DO UPDATE SET heard_at = ?2",
                params![Col(device), at.0],
            )?;
        }
        self.sql.run(
            "INSERT INTO heard_known (one, as_of) VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET as_of = ?1",
            params![as_of.0],
        )?;
        Ok(())
    }
}
