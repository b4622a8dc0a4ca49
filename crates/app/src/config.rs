//! What a shell decides when it opens the application.

use crate::{Clock, Entropy, PinCost, SystemClock, SystemEntropy, UnknownKinds, entropy::random};
use chrono_tz::Tz;
use clinical::BootId;
use std::{path::PathBuf, sync::Arc};
use zeroize::Zeroizing;

/// What a shell decides. [`Config::new`] is a ward's.
#[derive(Clone)]
pub struct Config {
    /// The data folder; made if it is not there. One process at a time.
    pub data_dir: PathBuf,
    /// Where the server listens; `None` is where it was when the device was enrolled.
    pub server_url: Option<String>,
    /// The zone of the ward's clocks on the wall.
    pub zone: Tz,
    /// A synthetic ward: every screen says DEMO.
    pub demo: bool,
    /// Languages of the screens that may be chosen beside English, by their tags. None, until the hospital has had one checked.
    pub languages: Vec<String>,
    /// The device's clocks.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// How dear a PIN guess is made.
    pub pin_cost: PinCost,
    /// The most that the database may take of the disk, in bytes; `None` is all there is.
    pub quota_bytes: Option<u64>,
    /// Where the downtime pack goes; `None` keeps none.
    pub downtime: Option<Downtime>,
    /// Disk space held back so that on a full disk what is being charted can still be saved, in bytes.
    pub reserve_bytes: u64,
    /// Kinds of facts that are read as a newer version's: none, but where an older application is played.
    pub unknown: UnknownKinds,
}

/// The downtime pack: a PDF for each ward, kept up to date in a folder of the hospital's choice.
#[derive(Clone)]
pub struct Downtime {
    /// The folder; made if it is not there.
    pub folder: PathBuf,
    /// Opens the PDFs; `None` leaves them in the clear, which is the hospital's to decide.
    pub password: Option<Zeroizing<String>>,
    /// A program to run on each new PDF, such as one that prints it, and its arguments; the file's path is put last. No shell
    /// reads it. Empty runs nothing.
    pub run: Vec<String>,
    /// The program runs for a ward at most once in so many minutes.
    pub run_every_minutes: u32,
}

impl std::fmt::Debug for Downtime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Downtime").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Config {
    /// A ward in the United Kingdom with the system's clock and randomness.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        let entropy = SystemEntropy;
        Self {
            data_dir: data_dir.into(),
            server_url: None,
            zone: chrono_tz::Europe::London,
            demo: false,
            languages: Vec::new(),
            clock: Arc::new(SystemClock::new(BootId::from_bytes(random(&entropy)))),
            entropy: Arc::new(entropy),
            pin_cost: PinCost::default(),
            quota_bytes: None,
            downtime: None,
            reserve_bytes: store::RESERVE_BYTES,
            unknown: UnknownKinds::NONE,
        }
    }
}

impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Config")
            .field("data_dir", &self.data_dir)
            .field("server_url", &self.server_url)
            .field("demo", &self.demo)
            .finish_non_exhaustive()
    }
}
