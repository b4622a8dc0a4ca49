//! Codes and PINs in PostgreSQL. Every count is taken under a row's lock, so that ten attempts are ten attempts, at however
//! many nodes they are made.

use super::{Doors, KeptCode, text_of, wards_of};
use crate::{
    change_log::{
        Push,
        postgres::{append_within, array, bytes, column, unreadable},
    },
    database::StoreError,
    pin::{Attempt, Counted, Verifier},
    postgres::{Failed, Postgres},
};
use clinical::{DeviceId, StaffId, UtcMillis};
use deadpool_postgres::Transaction;
use std::sync::Arc;
use tokio_postgres::Row;

/// The codes and PINs of one database.
pub struct PostgresDoors {
    postgres: Arc<Postgres>,
}

impl PostgresDoors {
    /// Those in this database.
    pub const fn new(postgres: Arc<Postgres>) -> Self {
        Self { postgres }
    }
}

impl Doors for PostgresDoors {
    fn put_code(&self, hash: [u8; 32], code: KeptCode) -> Result<(), StoreError> {
        let code = Arc::new(code);
        self.postgres.transact(move |transaction| {
            let code = code.clone();
            Box::pin(async move {
                let sql =
                    "INSERT INTO enrolment_code (code_hash, label, wards, expires_at) VALUES ($1, $2, $3, $4)";
                let wards = text_of(&code.wards);
                transaction.execute(sql, &[&&hash[..], &code.label, &wards, &code.expires_at.0]).await?;
                Ok(())
            })
        })
    }

    fn code(&self, hash: [u8; 32]) -> Result<Option<KeptCode>, StoreError> {
        self.postgres.transact(move |transaction| {
            Box::pin(async move {
                let sql = "SELECT label, wards, expires_at, used_by FROM enrolment_code WHERE code_hash = $1";
                let row = transaction.query_opt(sql, &[&&hash[..]]).await?;
                Ok(row.as_ref().map(kept).transpose()?)
            })
        })
    }

    fn take_code(&self, hash: [u8; 32], device: DeviceId, push: Push) -> Result<bool, StoreError> {
        let push = Arc::new(push);
        self.postgres.transact(move |transaction| {
            let push = push.clone();
            Box::pin(async move {
                let sql = "UPDATE enrolment_code SET used_by = $2, used_at = $3 \
                           WHERE code_hash = $1 AND used_by IS NULL";
                let device = bytes(device.as_bytes());
                let taken = transaction.execute(sql, &[&&hash[..], &device, &push.at.0]).await?;
                if taken == 1 {
                    append_within(transaction, &push).await?;
                }
                Ok(taken == 1)
            })
        })
    }

    fn verifier(&self, staff: StaffId) -> Result<Option<Verifier>, StoreError> {
        self.postgres
            .transact(move |transaction| Box::pin(async move { verifier(transaction, &staff).await }))
    }

    fn set_pins(&self, push: Push, pins: Vec<(StaffId, Verifier)>) -> Result<(), StoreError> {
        let given = Arc::new((push, pins));
        self.postgres.transact(move |transaction| {
            let given = given.clone();
            Box::pin(async move {
                let (push, pins) = &*given;
                append_within(transaction, push).await?;
                for (staff, verifier) in pins {
                    let sql = "INSERT INTO pin_verifier (staff, phc, set_at) VALUES ($1, $2, $3) \
                               ON CONFLICT (staff) DO UPDATE SET phc = excluded.phc, set_at = excluded.set_at";
                    let person = bytes(staff.as_bytes());
                    transaction.execute(sql, &[&person, &verifier.as_phc(), &push.at.0]).await?;
                    forgive(transaction, staff, None).await?;
                }
                Ok(())
            })
        })
    }

    fn count_attempt(&self, staff: StaffId, device: DeviceId, now: UtcMillis) -> Result<Attempt, StoreError> {
        self.postgres.transact(move |transaction| {
            Box::pin(async move {
                let Some(verifier) = verifier(transaction, &staff).await? else { return Ok(Attempt::NO_PIN) };
                let (person, device) = (bytes(staff.as_bytes()), bytes(device.as_bytes()));
                let sql = "INSERT INTO pin_attempt (staff, device, attempts, paused_until) VALUES ($1, $2, 0, 0) \
                           ON CONFLICT DO NOTHING";
                transaction.execute(sql, &[&person, &device]).await?;
                let sql = "SELECT attempts, paused_until FROM pin_attempt WHERE staff = $1 AND device = $2 FOR UPDATE";
                let row = transaction.query_one(sql, &[&person, &device]).await?;
                let attempts = u32::try_from(column::<i32>(&row, 0)?).map_err(|_| unreadable())?;
                let counted = match Counted::after((attempts, column(&row, 1)?), now) {
                    Ok(counted) => counted,
                    Err(answer) => return Ok(Attempt::Not(answer)),
                };
                let sql = "UPDATE pin_attempt SET attempts = $3, paused_until = $4 WHERE staff = $1 AND device = $2";
                let attempts = counted.attempts.cast_signed();
                transaction.execute(sql, &[&person, &device, &attempts, &counted.paused_until]).await?;
                Ok(Attempt::May { verifier, attempts: counted.attempts })
            })
        })
    }

    fn forgive(&self, staff: StaffId, device: Option<DeviceId>) -> Result<(), StoreError> {
        self.postgres.transact(move |transaction| {
            Box::pin(async move { forgive(transaction, &staff, device.as_ref()).await })
        })
    }

    fn first_time(&self, device: DeviceId, nonce: [u8; 16], most: u32) -> Result<bool, StoreError> {
        self.postgres.transact(move |transaction| {
            Box::pin(async move {
                let device = bytes(device.as_bytes());
                let sql = "INSERT INTO nonce_head (device, last) VALUES ($1, 0) ON CONFLICT DO NOTHING";
                transaction.execute(sql, &[&device]).await?;
                let sql = "SELECT last FROM nonce_head WHERE device = $1 FOR UPDATE";
                let number = column::<i64>(&transaction.query_one(sql, &[&device]).await?, 0)? + 1;
                let sql =
                    "INSERT INTO request_nonce (device, nonce, number) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
                let added = transaction.execute(sql, &[&device, &&nonce[..], &number]).await?;
                // What is sent again is not counted: it must not push out what is remembered, itself among it.
                if added == 1 {
                    let sql = "UPDATE nonce_head SET last = $2 WHERE device = $1";
                    transaction.execute(sql, &[&device, &number]).await?;
                    let sql = "DELETE FROM request_nonce WHERE device = $1 AND number <= $2";
                    transaction.execute(sql, &[&device, &(number - i64::from(most))]).await?;
                }
                Ok(added == 1)
            })
        })
    }
}

fn kept(row: &Row) -> Result<KeptCode, StoreError> {
    let used_by: Option<&[u8]> = column(row, 3)?;
    Ok(KeptCode {
        label: column(row, 0)?,
        wards: wards_of(column(row, 1)?),
        expires_at: UtcMillis(column(row, 2)?),
        used_by: used_by.map(|_| array(row, 3).map(DeviceId::from_bytes)).transpose()?,
    })
}

async fn verifier(transaction: &Transaction<'_>, staff: &StaffId) -> Result<Option<Verifier>, Failed> {
    let sql = "SELECT phc FROM pin_verifier WHERE staff = $1";
    let row = transaction.query_opt(sql, &[&bytes(staff.as_bytes())]).await?;
    Ok(row.as_ref().map(|row| column(row, 0).map(Verifier::from_phc)).transpose()?)
}

async fn forgive(
    transaction: &Transaction<'_>,
    staff: &StaffId,
    device: Option<&DeviceId>,
) -> Result<(), Failed> {
    let person = bytes(staff.as_bytes());
    match device {
        Some(device) => {
            let sql = "DELETE FROM pin_attempt WHERE staff = $1 AND device = $2";
            transaction.execute(sql, &[&person, &bytes(device.as_bytes())]).await?
        }
        None => transaction.execute("DELETE FROM pin_attempt WHERE staff = $1", &[&person]).await?,
    };
    Ok(())
}
