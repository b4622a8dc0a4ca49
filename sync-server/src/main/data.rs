//! Where the data is: the folder, and the database unless it is in there.

use anyhow::{Context as _, Result};
use clap::Args;
use std::{net::SocketAddr, path::PathBuf};
use sync_server::{Config, StorageAt, postgres::Address};

#[derive(Args)]
pub(crate) struct Data {
    /// The data folder. Made when it is not there.
    #[arg(long)]
    pub(crate) data: PathBuf,
    /// The PostgreSQL database, as postgres://user@127.0.0.1:5432/name; without one, SQLite in the data folder. With a
    /// password in it, give it by the environment or by a file: others can read a command line.
    #[arg(long, env = "WARDLIGHT_DATABASE", hide_env_values = true)]
    pub(crate) database: Option<Address>,
    /// A file that holds the database's address, readable by this user alone.
    #[arg(long, env = "WARDLIGHT_DATABASE_FILE", conflicts_with = "database")]
    pub(crate) database_file: Option<PathBuf>,
}

impl Data {
    /// What a server or a command on this data is opened with.
    pub(crate) fn config(self, listen: SocketAddr) -> Result<Config> {
        let address = match (self.database, self.database_file) {
            (Some(address), _) => Some(address),
            (None, Some(file)) => {
                let text = std::fs::read_to_string(&file)
                    .with_context(|| format!("cannot read {}; nothing was started", file.display()))?;
                Some(text.parse().with_context(|| format!("in {}", file.display()))?)
            }
            (None, None) => None,
        };
        let mut config = Config::new(self.data, listen);
        config.storage = address.map_or(StorageAt::Folder, StorageAt::Postgres);
        Ok(config)
    }
}
