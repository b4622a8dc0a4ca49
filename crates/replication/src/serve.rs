//! What a server answers from its log. Pure questions over [`ReadLog`]: the server's sockets and SQL are its own.

use crate::{
    chain::{Chain, Cursor},
    fingerprint::{Fingerprint, Key, fingerprint},
    limits::{MAX_ENTRIES, MAX_MESSAGE_BYTES},
    wire::{Entry, Hash, Message, Page, Standing},
};
use clinical::ScopeId;
use planted::Fault;
use std::collections::HashSet;

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
    /// Everything up to this entry, and what comes after it as [`Access::HashesOnly`]: what a ward knew of a patient when
    /// they left, their leaving among it.
    UpTo(u64),
    /// Enough to verify the chain and clear its outbox.
    HashesOnly,
    /// Nothing.
    Denied,
}

/// Bytes of a page that are not its entries, rounded up.
const PAGE_OVERHEAD: usize = 256;
/// Bytes for entries in the answer to a `PULL`.
const PULL_ROOM: usize = MAX_MESSAGE_BYTES - PAGE_OVERHEAD;

/// How many bytes the pages in one answer to a `SYNC` about so many scopes may have.
pub const fn sync_room(scopes: usize) -> usize {
    MAX_MESSAGE_BYTES.saturating_sub(PAGE_OVERHEAD * (scopes + 1))
}

/// The answer to one scope of a `SYNC`. `room` begins as [`sync_room`]; what goes in is taken off it, and a page that
/// finds no room is empty, for the device to pull.
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
    if access == Access::Denied {
        return Ok(Standing::Denied);
    }
    let agrees = planted::is(Fault::TrustSequences) || log.chain_at(scope, cursor.seq)? == Some(cursor.chain);
    if !agrees {
        return Ok(Standing::Reset);
    }
    let head = log.head(scope)?;
    if head.seq <= cursor.seq {
        return Ok(Standing::Ok);
    }
    page(log, scope, cursor, MAX_ENTRIES, access, room).map(Standing::More)
}

/// The answer to a `PULL`: a page; [`Standing::Reset`] when the device is ahead of the log; [`Message::Denied`].
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
    if access == Access::Denied {
        return Ok(Message::Denied { scope: scope.clone() });
    }
    match log.chain_at(scope, after)? {
        None => Ok(Message::Synced { standings: vec![(scope.clone(), Standing::Reset)] }),
        Some(chain) => {
            let cursor = Cursor { seq: after, chain };
            page(log, scope, &cursor, max.clamp(1, MAX_ENTRIES), access, &mut { PULL_ROOM })
                .map(Message::Page)
        }
    }
}

/// At most `max` entries after the cursor, as many as there is room for. The head is read first: whatever is appended
/// meanwhile may make the page longer, never claim a head before its own end.
fn page<L: ReadLog>(
    log: &L,
    scope: &ScopeId,
    cursor: &Cursor,
    max: usize,
    access: Access,
    room: &mut usize,
) -> Result<Page, L::Error> {
    let mut head = log.head(scope)?.seq;
    let (mut chain, mut entries) = (cursor.chain, Vec::new());
    for (seq, logged) in (cursor.seq + 1..).zip(log.read(scope, cursor.seq, max)?) {
        let whole = match access {
            Access::Whole => true,
            Access::UpTo(last) => seq <= last,
            Access::HashesOnly | Access::Denied => false,
        };
        let entry = if whole { logged.entry } else { Entry::HashOnly(logged.hash) };
        let Some(left) = room.checked_sub(entry.wire_bytes()) else { break };
        *room = left;
        chain = logged.chain;
        entries.push(entry);
    }
    head = head.max(cursor.seq + entries.len() as u64);
    Ok(Page { scope: scope.clone(), first: cursor.seq + 1, entries, chain, head })
}

/// The answer to a `HAVE`: the places of those fingerprints that no entry of the log has, rising.
///
/// # Errors
/// The log's own.
pub fn wanted<L: ReadLog>(
    log: &L,
    scope: &ScopeId,
    key: &Key,
    fingerprints: &[Fingerprint],
) -> Result<Vec<u32>, L::Error> {
    let there: HashSet<Fingerprint> = log.hashes(scope)?.iter().map(|hash| fingerprint(key, hash)).collect();
    Ok((0..).zip(fingerprints).filter(|(_, print)| !there.contains(*print)).map(|(place, _)| place).collect())
}
