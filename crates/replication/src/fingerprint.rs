//! Short keyed fingerprints, by which a device tells a server what it holds at 8 bytes an entry.
//!
//! The key is drawn anew for each `HAVE`, so that nobody can make two entries that share a fingerprint, and two that
//! happen to share one do not share the next.

use crate::wire::Hash;
use sha2::{Digest, Sha256};

/// The key of one `HAVE`.
pub type Key = [u8; 16];
/// One entry under one key.
pub type Fingerprint = [u8; 8];

/// The fingerprint of an entry under a key.
pub fn fingerprint(key: &Key, hash: &Hash) -> Fingerprint {
    let digest: [u8; 32] = Sha256::new()
        .chain_update(b"wardlight/have/v1")
        .chain_update(key)
        .chain_update(hash)
        .finalize()
        .into();
    let mut short = [0; 8];
    short.copy_from_slice(&digest[..8]);
    short
}
