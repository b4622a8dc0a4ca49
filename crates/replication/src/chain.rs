//! The chain over a scope's log: `chain_n = SHA-256(chain_{n-1} || hash_n)`.

use crate::wire::Hash;
use sha2::{Digest, Sha256};

/// The chain's value after some entry: two logs with the same value have the same entries in the same order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chain(pub [u8; 32]);

/// Why a page cannot be a part of the log that the device has followed so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPage {
    /// It begins at another entry than the next one.
    #[error("the page begins at entry {first}, not at {expected}")]
    Elsewhere {
        /// The sequence of its first entry.
        first: u64,
        /// The sequence that comes next.
        expected: u64,
    },
    /// Its entries do not lead from the device's chain to the one it claims.
    #[error("the page's entries do not lead to the chain it claims")]
    Chain,
    /// It claims a head before its own last entry.
    #[error("the page claims a head before its own last entry")]
    Head,
}

impl Chain {
    /// The chain of an empty log.
    pub const EMPTY: Self = Self([0; 32]);

    /// The chain with one more entry.
    #[must_use]
    pub fn extend(&self, hash: &Hash) -> Self {
        Self(Sha256::new().chain_update(self.0).chain_update(hash).finalize().into())
    }

    /// The chain with these entries after it.
    #[must_use]
    pub fn over<'h>(&self, hashes: impl IntoIterator<Item = &'h Hash>) -> Self {
        hashes.into_iter().fold(*self, |chain, hash| chain.extend(hash))
    }
}

impl std::fmt::Debug for Chain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Chain({:02x}{:02x}{:02x}{:02x}..)", self.0[0], self.0[1], self.0[2], self.0[3])
    }
}

/// How far a device has followed a scope's log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// The sequence of the last entry followed; 0 before the first.
    pub seq: u64,
    /// The chain there.
    pub chain: Chain,
}

impl Cursor {
    /// Before the first entry.
    pub const START: Self = Self { seq: 0, chain: Chain::EMPTY };
}

/// Checks a page against the cursor it was asked from, and says where it leads.
///
/// # Errors
/// When the page does not follow from the cursor.
pub fn verify_page(
    cursor: &Cursor,
    first: u64,
    hashes: &[Hash],
    claimed: &Chain,
    head: u64,
) -> Result<Cursor, BadPage> {
    let expected = cursor.seq.saturating_add(1);
    if first != expected {
        return Err(BadPage::Elsewhere { first, expected });
    }
    let chain = cursor.chain.over(hashes);
    if chain != *claimed {
        return Err(BadPage::Chain);
    }
    let seq = cursor.seq.saturating_add(hashes.len() as u64);
    if head < seq { Err(BadPage::Head) } else { Ok(Cursor { seq, chain }) }
}
