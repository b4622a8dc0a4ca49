//! Which life of the database this is (drawn when it was made, and another one after a standby was promoted), and whose.

use crate::database::StoreError;
use deadpool_postgres::Pool;
use sha2::{Digest, Sha256};

/// The epoch: what was drawn when the database was made, with the cluster's identifier and timeline. A dump restored
/// elsewhere, or a standby that was promoted and may lack the last commits, is another life, and devices compare anew.
pub(crate) async fn epoch(pool: &Pool, fresh: [u8; 16]) -> Result<[u8; 16], StoreError> {
    let client = pool.get().await.map_err(super::unreached)?;
    client
        .execute(
            "INSERT INTO meta (name, value) VALUES ('epoch', $1) ON CONFLICT (name) DO NOTHING",
            &[&&fresh[..]],
        )
        .await?;
    let drawn: Vec<u8> =
        client.query_one("SELECT value FROM meta WHERE name = 'epoch'", &[]).await?.try_get(0)?;
    // The timeline of the file that is written now: what the last checkpoint names is older right after a promotion.
    let cluster = client
        .query_one(
            "SELECT system_identifier::text, left(pg_walfile_name(pg_current_wal_lsn()), 8) FROM pg_control_system()",
            &[],
        )
        .await;
    let (identifier, timeline): (String, String) = match cluster {
        Ok(row) => (row.try_get(0)?, row.try_get(1)?),
        Err(error) => {
            // A database that is spread over many has no one timeline to name.
            let error = StoreError::from(error);
            tracing::warn!(%error, "this database does not name its cluster and timeline: after a promotion of a standby, \
                devices notice what is missing by their chains, not by the epoch");
            (String::new(), String::new())
        }
    };
    let digest: [u8; 32] = Sha256::new()
        .chain_update(b"wardlight/epoch/v1\0")
        .chain_update(&drawn)
        .chain_update(format!("{identifier}/{timeline}"))
        .finalize()
        .into();
    let (front, _) = digest.split_at(16);
    let mut epoch = [0; 16];
    epoch.copy_from_slice(front);
    Ok(epoch)
}

impl super::Postgres {
    /// The epoch of this database now. `fresh` is what it is drawn from when it has none yet.
    pub(crate) fn epoch(&self, fresh: [u8; 16]) -> Result<[u8; 16], StoreError> {
        let pool = self.pool();
        self.wait(async move { epoch(&pool, fresh).await })
    }

    /// Whether a copy into it was begun and not finished.
    pub(crate) fn is_half_copied(&self) -> Result<bool, StoreError> {
        let pool = self.pool();
        self.wait(async move {
            let client = pool.get().await.map_err(super::unreached)?;
            Ok(client.query_opt("SELECT name FROM meta WHERE name = 'copying'", &[]).await?.is_some())
        })
    }

    /// Whether this is the database of the server with this public key. It becomes so when it is nobody's yet.
    pub(crate) fn is_of(&self, key: [u8; 32]) -> Result<bool, StoreError> {
        let pool = self.pool();
        self.wait(async move {
            let client = pool.get().await.map_err(super::unreached)?;
            let sql =
                "INSERT INTO meta (name, value) VALUES ('server_key', $1) ON CONFLICT (name) DO NOTHING";
            client.execute(sql, &[&&key[..]]).await?;
            let row = client.query_one("SELECT value FROM meta WHERE name = 'server_key'", &[]).await?;
            Ok(row.try_get::<_, &[u8]>(0)? == key)
        })
    }
}
