//! What a server answers from its log. Pure questions over [`ReadLog`]: the server's sockets and SQL are its own.

use crate::{
    chain::{Chain, Cursor},
    fingerprint::{Fingerprint, Key},
    wire::{Entry, Hash, Message, Page, Standing},
};
use clinical::ScopeId;

/// A log as its reader sees it.
pub trait ReadLog {
    /// Why reading failed.
    type Error;
    /// The last sequence and the chain there; [`Cursor::START`] for a scope without entries.
    ///
    /// # Errors
    /// The store's own.
    fn head(&self, scope: &ScopeId) -> Result<Cursor, Self::Error>;
    /// The chain after the entry `seq`; [`Chain::EMPTY`] for 0, `None` when the log is shorter.
    ///
    /// # Errors
    /// The store's own.
    fn chain_at(&self, scope: &ScopeId, seq: u64) -> Result<Option<Chain>, Self::Error>;
    /// At most `max` entries after `after`, in order, dense, whole.
    ///
    /// # Errors
    /// The store's own.
    fn read(&self, scope: &ScopeId, after: u64, max: usize) -> Result<Vec<Logged>, Self::Error>;
    /// The hashes of all entries.
    ///
    /// # Errors
    /// The store's own.
    fn hashes(&self, scope: &ScopeId) -> Result<Vec<Hash>, Self::Error>;
}

/// One entry of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// Its hash.
    pub hash: Hash,
    /// The chain after it.
    pub chain: Chain,
    /// The entry, whole.
    pub entry: Entry,
}

/// How much of a scope a device may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everything.
    Whole,
    /// Enough to verify the chain and clear its outbox.
    HashesOnly,
    /// Nothing.
    Denied,
}

/// The answer to one scope of a `SYNC`. `room` is the bytes left in the answer; what goes in is taken off it, and a page
/// that finds no room is empty, for the device to pull.
///
/// # Errors
/// The log's own.
pub fn standing<L: ReadLog>(
    log: &L,
    scope: &ScopeId,
    cursor: &Cursor,
    access: Access,
    room: &mut usize,
) -> Result<Standing, L::Error> {
    let _ = room;
    if access == Access::Denied {
        return Ok(Standing::Denied);
    }
    let there = log.chain_at(scope, cursor.seq)?;
    Ok(if there == Some(cursor.chain) { Standing::Ok } else { Standing::Reset })
}

/// The answer to a `PULL`: a page; or the standing that tells the device that its cursor is beyond the log.
///
/// # Errors
/// The log's own.
pub fn pulled<L: ReadLog>(
    log: &L,
    scope: &ScopeId,
    after: u64,
    max: usize,
    access: Access,
) -> Result<Message, L::Error> {
    let _ = (after, max, access);
    let head = log.head(scope)?;
    Ok(Message::Page(Page {
        scope: scope.clone(),
        first: 1,
        entries: Vec::new(),
        chain: head.chain,
        head: head.seq,
    }))
}

/// The answer to a `HAVE`: the places of those fingerprints that no entry of the log has.
///
/// # Errors
/// The log's own.
pub fn wanted<L: ReadLog>(
    log: &L,
    scope: &ScopeId,
    key: &Key,
    fingerprints: &[Fingerprint],
) -> Result<Vec<u32>, L::Error> {
    let _ = (log, scope, key, fingerprints);
    Ok(Vec::new())
}
