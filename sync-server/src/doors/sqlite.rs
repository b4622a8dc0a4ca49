//! Codes and PINs in SQLite.

use super::{Doors, KeptCode, text_of, wards_of};
use crate::{
    change_log::{Push, sqlite::append_within},
    database::{Database, StoreError},
    pin::{Attempt, Counted, Verifier},
};
use clinical::{DeviceId, StaffId, UtcMillis};
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::Arc;

/// The codes and PINs of one server's database.
pub struct SqliteDoors {
    database: Arc<Database>,
}

impl SqliteDoors {
    /// Those in this database.
    pub const fn new(database: Arc<Database>) -> Self {
        Self { database }
    }
}

impl Doors for SqliteDoors {
    fn put_code(&self, hash: [u8; 32], code: KeptCode) -> Result<(), StoreError> {
        self.database.write(move |connection| {
            connection.execute(
                "INSERT INTO enrolment_code (code_hash, label, wards, expires_at) VALUES (?1, ?2, ?3, ?4)",
                params![hash, code.label, text_of(&code.wards), code.expires_at.0],
            )?;
            Ok(())
        })
    }

    fn code(&self, hash: [u8; 32]) -> Result<Option<KeptCode>, StoreError> {
        self.database.read(|connection| {
            connection
                .query_row(
                    "SELECT label, wards, expires_at, used_by FROM enrolment_code WHERE code_hash = ?1",
                    [hash],
                    |row| {
                        let wards: String = row.get(1)?;
                        let used_by: Option<[u8; 16]> = row.get(3)?;
                        Ok(KeptCode {
                            label: row.get(0)?,
                            wards: wards_of(&wards),
                            expires_at: UtcMillis(row.get(2)?),
                            used_by: used_by.map(DeviceId::from_bytes),
                        })
                    },
                )
                .optional()
        })
    }

    fn take_code(&self, hash: [u8; 32], device: DeviceId, push: Push) -> Result<bool, StoreError> {
        self.database.write(move |connection| {
            let taken = connection.execute(
                "UPDATE enrolment_code SET used_by = ?2, used_at = ?3 WHERE code_hash = ?1 AND used_by IS NULL",
                params![hash, device.as_bytes(), push.at.0],
            )?;
            if taken == 1 {
                append_within(connection, &push)?;
            }
            Ok(taken == 1)
        })
    }

    fn verifier(&self, staff: StaffId) -> Result<Option<Verifier>, StoreError> {
        self.database.read(|connection| verifier(connection, &staff))
    }

    fn set_pins(&self, push: Push, pins: Vec<(StaffId, Verifier)>) -> Result<(), StoreError> {
        self.database.write(move |connection| {
            append_within(connection, &push)?;
            for (staff, verifier) in &pins {
                connection.execute(
                    "INSERT INTO pin_verifier (staff, phc, set_at) VALUES (?1, ?2, ?3) \
                     ON CONFLICT (staff) DO UPDATE SET phc = excluded.phc, set_at = excluded.set_at",
                    params![staff.as_bytes(), verifier.as_phc(), push.at.0],
                )?;
                forgive(connection, staff, None)?;
            }
            Ok(())
        })
    }

    fn count_attempt(&self, staff: StaffId, device: DeviceId, now: UtcMillis) -> Result<Attempt, StoreError> {
        self.database.write(move |connection| {
            let Some(verifier) = verifier(connection, &staff)? else { return Ok(Attempt::NO_PIN) };
            let before: (u32, i64) = connection
                .prepare_cached(
                    "SELECT attempts, paused_until FROM pin_attempt WHERE staff = ?1 AND device = ?2",
                )?
                .query_row(params![staff.as_bytes(), device.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?
                .unwrap_or_default();
            let Counted { attempts, paused_until } = match Counted::after(before, now) {
                Ok(counted) => counted,
                Err(answer) => return Ok(Attempt::Not(answer)),
            };
            connection.execute(
                "INSERT INTO pin_attempt (staff, device, attempts, paused_until) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT (staff, device) DO UPDATE SET attempts = excluded.attempts, \
                 paused_until = excluded.paused_until",
                params![staff.as_bytes(), device.as_bytes(), attempts, paused_until],
            )?;
            Ok(Attempt::May { verifier, attempts })
        })
    }

    fn forgive(&self, staff: StaffId, device: Option<DeviceId>) -> Result<(), StoreError> {
        self.database.write(move |connection| forgive(connection, &staff, device.as_ref()))
    }

    fn first_time(&self, device: DeviceId, nonce: [u8; 16], most: u32) -> Result<bool, StoreError> {
        self.database.write(move |connection| {
            let device = device.as_bytes();
            let added = connection.execute(
                "INSERT OR IGNORE INTO request_nonce (device, nonce) VALUES (?1, ?2)",
                params![device, nonce],
            )?;
            connection.execute(
                "DELETE FROM request_nonce WHERE device = ?1 AND id <= (SELECT id FROM request_nonce \
                 WHERE device = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
                params![device, most],
            )?;
            Ok(added == 1)
        })
    }
}

fn verifier(connection: &Connection, staff: &StaffId) -> rusqlite::Result<Option<Verifier>> {
    connection
        .prepare_cached("SELECT phc FROM pin_verifier WHERE staff = ?1")?
        .query_row([staff.as_bytes()], |row| row.get(0).map(Verifier::from_phc))
        .optional()
}

fn forgive(connection: &Connection, staff: &StaffId, device: Option<&DeviceId>) -> Result<(), StoreError> {
    match device {
        Some(device) => connection.execute(
            "DELETE FROM pin_attempt WHERE staff = ?1 AND device = ?2",
            params![staff.as_bytes(), device.as_bytes()],
        )?,
        None => connection.execute("DELETE FROM pin_attempt WHERE staff = ?1", [staff.as_bytes()])?,
    };
    Ok(())
}
