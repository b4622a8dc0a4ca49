//! The logs that this server keeps: what may be asked of them, whatever database lies below.
//!
//! One implementation lies in [`sqlite`], for one small server; the other in [`postgres`], for several nodes on one
//! database. Both answer to one suite ([`contract`]), so that a server rule cannot hold on one and not on the other.
//!
//! Entries are bytes, a signature and a hash here. The only meaning that a log keeps is what decides who may read a
//! stay ([`Placing`]); it does not decide it.

use crate::{database::StoreError, quarantine::Reason};
use clinical::{DeviceId, FactId, Incarnation, NoteId, ScopeId, UtcMillis, WardId};
use record::{SignedFact, vet::Flag};
use replication::{Chain, Hash, chain::Cursor, serve::Logged, wire::Fate};
use std::{collections::BTreeSet, sync::Arc};

#[cfg(test)]
pub(crate) mod contract;
pub mod postgres;
pub(crate) mod rows;
pub mod sqlite;

/// An append-only log per scope, with dense sequences and a hash chain.
pub trait ChangeLog: Send + Sync {
    /// Which life of the database this is: drawn when it was made.
    fn epoch(&self) -> [u8; 16];

    /// Takes what a device brought to one scope: vetted entries into the log, refused ones into quarantine. Returns,
    /// one fate for each in the same order, only when all of it is durable (SRV 6).
    ///
    /// # Errors
    /// When the database cannot. Then none of it is stored, and none may be acknowledged.
    fn append(&self, push: Push) -> Result<Appended, StoreError>;

    /// What decides how a device stands towards a scope: the log's head, and whether and why it may follow it.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn standing(&self, scope: &ScopeId, device: &DeviceId) -> Result<Standing, StoreError>;

    /// The chain after entry `seq`; `None` when the log is shorter. Entry 0 has the empty chain.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn chain_at(&self, scope: &ScopeId, seq: u64) -> Result<Option<Chain>, StoreError>;

    /// At most `max` entries after `after`, in order, dense, whole.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn read(&self, scope: &ScopeId, after: u64, max: usize) -> Result<Vec<Logged>, StoreError>;

    /// The hashes of all entries of a scope, in order.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn hashes(&self, scope: &ScopeId) -> Result<Vec<Hash>, StoreError>;

    /// The index logs of a ward that have entries, in order of their numbers.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn indexes(&self, ward: &WardId) -> Result<Vec<ScopeId>, StoreError>;

    /// Remembers how a device holds a scope: it may follow the scope's hashes from then on.
    ///
    /// # Errors
    /// When the database cannot be written.
    fn remember(&self, scope: &ScopeId, device: &DeviceId, holding: Holding) -> Result<(), StoreError>;

    /// At most `max` of what lies in quarantine for this reason and has not been settled since, after number `after`, in
    /// the order in which it came.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn set_aside(&self, reason: Reason, after: i64, max: usize) -> Result<Vec<SetAside>, StoreError>;

    /// At most `max` of what was brought to this scope, lies in quarantine for whatever reason and has not been settled
    /// since, each with its hash, in the order of their hashes, after this one.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn set_aside_of(
        &self,
        scope: &ScopeId,
        after: Hash,
        max: usize,
    ) -> Result<Vec<(Hash, SetAside)>, StoreError>;

    /// Writes down when devices were last heard, by the server's clock. An earlier time never takes the place of a later.
    ///
    /// # Errors
    /// When the database cannot be written.
    fn note_heard(&self, heard: Vec<(DeviceId, UtcMillis)>) -> Result<(), StoreError>;

    /// When each device was last heard, as far as that was written down.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn last_heard(&self) -> Result<Vec<(DeviceId, UtcMillis)>, StoreError>;

    /// From now on, what other nodes bring is told here. A log that has but one node has nothing to tell.
    fn tell(&self, _growth: Arc<dyn Growth>) {}
}

/// Whoever wants to know which logs have grown at other nodes.
pub trait Growth: Send + Sync {
    /// The logs that anybody listens to.
    fn listened_to(&self) -> Vec<ScopeId>;

    /// A log has grown to this head. A hint: it may be told twice, or not at all.
    fn grew(&self, scope: &ScopeId, head: u64);
}

/// What one device brought to one scope at one time.
#[derive(Debug, Clone)]
pub struct Push {
    /// The scope it was brought to.
    pub scope: ScopeId,
    /// The device that brought it; not always the one that signed it.
    pub brought_by: DeviceId,
    /// When, by the server's clock.
    pub at: UtcMillis,
    /// The entries, in the device's order.
    pub arrivals: Vec<Arrival>,
    /// How much the scope may hold.
    pub quota: Quota,
    /// How much the quarantine may hold of what this device brought.
    pub aside: Quota,
}

/// How much something may hold (SRV 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// Entries.
    pub entries: u64,
    /// Bytes of facts and signatures.
    pub bytes: u64,
}

/// One entry that was brought.
#[derive(Debug, Clone)]
pub enum Arrival {
    /// It may enter the log.
    Vetted(Box<Candidate>),
    /// It may not, and is kept aside with the reason.
    Refused {
        /// Its bytes, as they came.
        signed: SignedFact,
        /// Its hash.
        hash: Hash,
        /// Why.
        reason: Reason,
    },
}

/// An entry that was vetted: what the log keeps of it beside the bytes.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its exact bytes and signature.
    pub signed: SignedFact,
    /// Its hash.
    pub hash: Hash,
    /// Its identity.
    pub id: FactId,
    /// The device that signed it.
    pub device: DeviceId,
    /// The life of that device's database.
    pub incarnation: Incarnation,
    /// Its place in that device's chain.
    pub device_seq: u64,
    /// Doubts that do not keep it out.
    pub flags: BTreeSet<Flag>,
    /// What it says about who may read its stay, if anything.
    pub placing: Option<Placing>,
    /// The note that it opens in its stay, if it does.
    pub opens: Option<NoteId>,
}

/// What an entry says about who may read its stay. See [`crate::access`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placing {
    /// The entry.
    pub id: FactId,
    /// The device that signed it.
    pub device: DeviceId,
    /// What it says.
    pub kind: PlacingKind,
    /// What it supersedes.
    pub supersedes: Vec<FactId>,
}

/// The kinds of entries that decide who may read a stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlacingKind {
    /// The stay began.
    Admitted,
    /// The patient is in this ward, or on the way to it.
    Placed(WardId),
    /// Somebody of this ward has received the patient.
    Arrived(WardId),
    /// Something was withdrawn; of interest where that was a placement.
    Withdrew,
}

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// One for each arrival, in the same order.
    pub fates: Vec<(Hash, Fate)>,
    /// The scope's head afterwards.
    pub head: u64,
    /// Whether it grew.
    pub grew: bool,
}

/// How a device stands towards a scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Where the log ends.
    pub head: Cursor,
    /// Whether the device has signed or brought anything here, or shown that it holds something of it.
    pub contributed: bool,
    /// Whether the device was given hashes in place of entries, and has not begun again since.
    pub holes: bool,
    /// What decides who may read a stay, each with its sequence, in the log's order; of a note, what decides for its
    /// stay. Empty for other scopes.
    pub placings: Vec<(u64, Placing)>,
}

/// How a device holds a scope that it may not, or might not always, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// It has shown that it holds something of it.
    Something,
    /// It was given hashes in place of entries.
    WithHoles,
    /// It has begun again, and is given entries.
    Whole,
}

/// One entry in quarantine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Its number in the quarantine.
    pub number: i64,
    /// The scope it was brought to.
    pub scope: ScopeId,
    /// Its bytes, as they came.
    pub signed: SignedFact,
    /// Why it is here.
    pub reason: Reason,
    /// The device that brought it first.
    pub brought_by: DeviceId,
    /// When it came first, by the server's clock.
    pub arrived_at: UtcMillis,
    /// How often it was brought.
    pub times: u32,
}
