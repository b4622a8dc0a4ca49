//! The two hashes of the record: of an entry, and of a key.

use sha2::{Digest, Sha256};
use std::fmt;

/// The hash of an entry of a scope's log: that of the Automerge change rebuilt from the fact (see [`crate::island`]).
/// The log's chain, the outbox, the quarantine and the device's own chain all name an entry by it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryHash(pub [u8; 32]);

impl EntryHash {
    /// No entry: what a device's first fact names as its previous one.
    pub const NONE: Self = Self([0; 32]);

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Which public key signed a fact: the first 16 bytes of the key's SHA-256 under a tag. A hint for whoever looks the
/// key up; the signature is always checked with the whole key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub [u8; 16]);

impl KeyId {
    /// The identifier of an Ed25519 public key.
    pub fn of(key: &ed25519_dalek::VerifyingKey) -> Self {
        Self::of_bytes(key.as_bytes())
    }

    /// The identifier of an Ed25519 public key's 32 bytes.
    pub fn of_bytes(key: &[u8; 32]) -> Self {
        let digest: [u8; 32] =
            Sha256::new().chain_update(b"wardlight/key-id/v1").chain_update(key).finalize().into();
        let mut id = [0; 16];
        id.copy_from_slice(&digest[..16]);
        Self(id)
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

macro_rules! shown_as_hex {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex(&self.0))
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), hex(&self.0))
            }
        }
    };
}
shown_as_hex!(EntryHash);
shown_as_hex!(KeyId);
