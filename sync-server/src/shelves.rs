//! All logs of a server by their names: what an administrator goes over, shows and copies. A newer server's logs are among
//! them, so names are text here.

use crate::database::StoreError;
use clinical::{DeviceId, FactId, Incarnation, UtcMillis};
use record::SignedFact;
use replication::{Chain, Hash, chain::Cursor};

/// Every log, as it is stored.
pub trait Shelves: Send + Sync {
    /// The logs, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn heads(&self) -> Result<Vec<Head>, StoreError>;

    /// One log.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn head(&self, scope: &str) -> Result<Option<Head>, StoreError>;

    /// At most `max` entries of a log after `after`, with everything that is stored of their order.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn stored(&self, scope: &str, after: u64, max: usize) -> Result<Vec<Stored>, StoreError>;

    /// Every entry with this identifier, by its log's name.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn find(&self, id: &FactId) -> Result<Vec<(String, u64, SignedFact)>, StoreError>;

    /// Every entry that this device signed, in whichever log it lies, but those of what was refused.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn of_device(&self, device: &DeviceId) -> Result<Vec<Placed>, StoreError>;

    /// Every entry of a log that came at or after this time, by the server's clock.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn came_since(&self, scope: &str, since: UtcMillis) -> Result<Vec<Came>, StoreError>;

    /// Whether the database finds its own files whole; true where it cannot say.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn is_sound(&self) -> Result<bool, StoreError>;
}

/// A log's head row, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The log's name.
    pub scope: String,
    /// Where it ends.
    pub end: Cursor,
    /// Bytes of facts and signatures.
    pub bytes: u64,
}

/// An entry's place in its device's chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The life of the device's database.
    pub incarnation: Incarnation,
    /// Its number in that life.
    pub device_seq: u64,
    /// Its hash, as it is stored.
    pub hash: Hash,
    /// When it came.
    pub arrived_at: UtcMillis,
}

/// An entry by who brought it, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// Its bytes and signature.
    pub signed: SignedFact,
    /// The device that brought it; not always the one that signed it.
    pub brought_by: DeviceId,
    /// When it came, by the server's clock.
    pub arrived_at: UtcMillis,
}

/// An entry, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its number.
    pub seq: u64,
    /// Its hash, as it is stored.
    pub hash: Hash,
    /// The chain after it, as it is stored.
    pub chain: Chain,
    /// Its bytes and signature.
    pub signed: SignedFact,
}
