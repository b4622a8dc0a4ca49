//! What a server is started with.

use crate::{
    clock::{Clock, Entropy, SystemClock, SystemEntropy},
    exchange::Limits,
    postgres::Address,
};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// What a server is started with.
#[derive(Clone)]
pub struct Config {
    /// The folder of the server's key and, unless it is elsewhere, of the database. Made when it is not there.
    pub data_dir: PathBuf,
    /// Where the database is.
    pub storage: StorageAt,
    /// The address to listen on; port 0 takes a free one. Loopback only, as long as there is no TLS.
    pub listen: SocketAddr,
    /// How much a device may send, and how fast.
    pub limits: Limits,
    /// The most that the database may grow to, in bytes; `None` is all that the disk has. Beyond it nothing is stored, as on
    /// a full disk, and devices keep what they have. PostgreSQL's disk is its own administrator's to bound.
    pub most_bytes: Option<u64>,
    /// How long a device may take over anything before its socket is closed.
    pub patience: Patience,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub entropy: Arc<dyn Entropy>,
}

impl Config {
    /// A server on this folder and address, with the machine's clock and chance and the usual limits.
    pub fn new(data_dir: impl AsRef<Path>, listen: SocketAddr) -> Self {
        Self {
            data_dir: data_dir.as_ref().to_owned(),
            storage: StorageAt::Folder,
            listen,
            limits: Limits::default(),
            most_bytes: None,
            patience: Patience::default(),
            clock: Arc::new(SystemClock),
            entropy: Arc::new(SystemEntropy),
        }
    }

    /// Refuses an address that other machines can reach.
    ///
    /// # Errors
    /// When it is not a loopback address.
    pub fn check_listen(&self) -> Result<(), NotLoopback> {
        if self.listen.ip().is_loopback() { Ok(()) } else { Err(NotLoopback { asked: self.listen }) }
    }
}

/// Where a server's database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StorageAt {
    /// SQLite, in the data folder: one server.
    Folder,
    /// PostgreSQL: as many nodes as are started on it, each with the same key file in a folder of its own.
    Postgres(Address),
}

/// How long a device may take over anything before its socket is closed. It loses nothing by that, and comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// To say who it is.
    pub greeting: Duration,
    /// To say anything at all; it answers every ping.
    pub silence: Duration,
    /// Between two pings. A device gives a server up that has missed three, so this says how soon a ward learns that its
    /// server has frozen: three times ten seconds. At 3,000 devices that is 300 small frames a second each way.
    pub pings: Duration,
    /// To accept one message that is sent to it. Meanwhile the message is held in memory for it.
    pub sending: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            greeting: Duration::from_secs(10),
            silence: Duration::from_secs(90),
            pings: Duration::from_secs(10),
            sending: Duration::from_secs(20),
        }
    }
}

/// The address can be reached from other machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "this server has no TLS yet, so it listens on this machine only: {asked} was refused. Use 127.0.0.1 and, for other \
     machines, a TLS proxy in front; nothing was started"
)]
pub struct NotLoopback {
    /// The address asked for.
    pub asked: SocketAddr,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_tls_only_loopback_addresses_are_taken() {
        for (address, taken) in [
            ("127.0.0.1:0", true),
            ("127.8.0.1:80", true),
            ("[::1]:0", true),
            ("0.0.0.0:0", false),
            ("[::]:0", false),
            ("10.0.0.5:8080", false),
        ] {
            let config = Config::new("unused", address.parse().unwrap());
            assert_eq!(config.check_listen().is_ok(), taken, "{address}");
        }
    }
}
