//! All logs in PostgreSQL by their names.

use super::{PostgresLog, array, column, count};
use crate::{
    database::StoreError,
    shelves::{Came, Head, Placed, Shelves, Stored},
};
use clinical::{DeviceId, FactId, Incarnation, UtcMillis};
use record::SignedFact;
use replication::{Chain, chain::Cursor};
use tokio_postgres::Row;

impl Shelves for PostgresLog {
    fn heads(&self) -> Result<Vec<Head>, StoreError> {
        let rows = self.rows("SELECT scope, seq, chain, bytes FROM head ORDER BY scope", Vec::new())?;
        rows.iter().map(head).collect()
    }

    fn head(&self, scope: &str) -> Result<Option<Head>, StoreError> {
        let sql = "SELECT scope, seq, chain, bytes FROM head WHERE scope = $1";
        self.rows(sql, vec![Box::new(scope.to_owned())])?.first().map(head).transpose()
    }

    fn stored(&self, scope: &str, after: u64, max: usize) -> Result<Vec<Stored>, StoreError> {
        let (Ok(after), Ok(max)) = (i64::try_from(after), i64::try_from(max)) else { return Ok(Vec::new()) };
        let sql = "SELECT seq, hash, chain, fact, signature FROM entry WHERE scope = $1 AND seq > $2 \
                   ORDER BY seq LIMIT $3";
        let rows = self.rows(sql, vec![Box::new(scope.to_owned()), Box::new(after), Box::new(max)])?;
        rows.iter()
            .map(|row| {
                let signed = SignedFact { bytes: column(row, 3)?, signature: array(row, 4)? };
                Ok(Stored { seq: count(row, 0)?, hash: array(row, 1)?, chain: Chain(array(row, 2)?), signed })
            })
            .collect()
    }

    fn find(&self, id: &FactId) -> Result<Vec<(String, u64, SignedFact)>, StoreError> {
        // By scope first: its index finds the fact, where another way would read every entry.
        let sql = "SELECT head.scope, found.seq, found.fact, found.signature FROM head CROSS JOIN LATERAL \
                   (SELECT seq, fact, signature FROM entry WHERE entry.scope = head.scope AND fact_id = $1 OFFSET 0) \
                   AS found ORDER BY head.scope";
        let rows = self.rows(sql, vec![Box::new(id.as_bytes().to_vec())])?;
        rows.iter()
            .map(|row| {
                let signed = SignedFact { bytes: column(row, 2)?, signature: array(row, 3)? };
                Ok((column(row, 0)?, count(row, 1)?, signed))
            })
            .collect()
    }

    fn of_device(&self, device: &DeviceId) -> Result<Vec<Placed>, StoreError> {
        let sql = "SELECT incarnation, device_seq, hash, arrived_at FROM entry \
                   WHERE device = $1 AND scope NOT LIKE 'aside/%'";
        let rows = self.rows(sql, vec![Box::new(device.as_bytes().to_vec())])?;
        rows.iter()
            .map(|row| {
                Ok(Placed {
                    incarnation: Incarnation::from_bytes(array(row, 0)?),
                    device_seq: column::<i64>(row, 1)?.cast_unsigned(),
                    hash: array(row, 2)?,
                    arrived_at: UtcMillis(column(row, 3)?),
                })
            })
            .collect()
    }

    fn came_since(&self, scope: &str, since: UtcMillis) -> Result<Vec<Came>, StoreError> {
        let sql = "SELECT fact, signature, brought_by, arrived_at FROM entry \
                   WHERE scope = $1 AND arrived_at >= $2 ORDER BY seq";
        let rows = self.rows(sql, vec![Box::new(scope.to_owned()), Box::new(since.0)])?;
        rows.iter()
            .map(|row| {
                Ok(Came {
                    signed: SignedFact { bytes: column(row, 0)?, signature: array(row, 1)? },
                    brought_by: DeviceId::from_bytes(array(row, 2)?),
                    arrived_at: UtcMillis(column(row, 3)?),
                })
            })
            .collect()
    }

    /// PostgreSQL checks its pages as it reads them, where it was made with checksums; there is nothing to ask.
    fn is_sound(&self) -> Result<bool, StoreError> {
        Ok(true)
    }
}

fn head(row: &Row) -> Result<Head, StoreError> {
    let end = Cursor { seq: count(row, 1)?, chain: Chain(array(row, 2)?) };
    Ok(Head { scope: column(row, 0)?, end, bytes: count(row, 3)? })
}
