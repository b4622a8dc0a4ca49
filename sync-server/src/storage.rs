//! What a server keeps, whatever database lies below: its logs, a view over all of them, and what lets devices and people
//! in. Chosen once, when a server or an administrator's command is opened; nobody else asks which it is.

use crate::{
    Config, ServerKey,
    change_log::{ChangeLog, postgres::PostgresLog, sqlite::SqliteLog},
    clock::{NoEntropy, random},
    config::StorageAt,
    database::{Database, OpenError},
    doors::{Doors, postgres::PostgresDoors, sqlite::SqliteDoors},
    postgres::Postgres,
    shelves::Shelves,
};
use std::sync::Arc;

/// Why a server's storage could not be opened. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The database.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// No randomness for its epoch.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
}

impl From<crate::database::StoreError> for StorageError {
    fn from(error: crate::database::StoreError) -> Self {
        Self::Open(error.into())
    }
}

/// The three faces of one database.
#[derive(Clone)]
pub struct Storage {
    /// The logs, as the conversations use them.
    pub log: Arc<dyn ChangeLog>,
    /// All logs by their names, as an administrator looks at them.
    pub shelves: Arc<dyn Shelves>,
    /// Enrolment codes and PINs.
    pub doors: Arc<dyn Doors>,
}

impl Storage {
    /// Opens the database that the configuration names.
    ///
    /// # Errors
    /// When it cannot be opened, or is another server's.
    pub fn open(config: &Config, key: &ServerKey) -> Result<Self, StorageError> {
        let fresh = random(&*config.entropy)?;
        match &config.storage {
            StorageAt::Folder => {
                let database = Arc::new(Database::open(&config.data_dir)?);
                if let Some(most) = config.most_bytes {
                    database.keep_within(most)?;
                }
                if database.read(|connection| {
                    connection.prepare("SELECT 1 FROM meta WHERE name = 'copying'")?.exists([])
                })? {
                    return Err(OpenError::HalfCopied.into());
                }
                let log = Arc::new(SqliteLog::open(database.clone(), fresh)?);
                Ok(Self { shelves: log.clone(), log, doors: Arc::new(SqliteDoors::new(database)) })
            }
            StorageAt::Postgres(address) => {
                let postgres = Arc::new(Postgres::open(address.clone())?);
                if !postgres.is_of(key.public())? {
                    return Err(OpenError::OtherKey { folder: config.data_dir.clone() }.into());
                }
                if postgres.is_half_copied()? {
                    return Err(OpenError::HalfCopied.into());
                }
                let log = Arc::new(PostgresLog::open(postgres.clone(), fresh)?);
                Ok(Self { shelves: log.clone(), log, doors: Arc::new(PostgresDoors::new(postgres)) })
            }
        }
    }
}
