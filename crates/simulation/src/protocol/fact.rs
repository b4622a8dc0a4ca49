//! The facts of this depth: just enough to say whose they are, where they belong, and what is peculiar about them.

use clinical::{DeviceId, Incarnation, ScopeId};
use replication::{Entry, Hash};
use sha2::{Digest as _, Sha256};

/// What a fact is besides an ordinary one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    /// It asks for help: whoever learns of it alerts, once.
    Alerts,
    /// Of a kind that a device of an older version does not know.
    Newer,
    /// The server will not have it.
    Refused,
}

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) scope: ScopeId,
    pub(super) device: DeviceId,
    pub(super) incarnation: Incarnation,
    /// Its place in the device's chain.
    pub(super) seq: u64,
    /// Unique in a run.
    pub(super) serial: u64,
    pub(super) kind: Kind,
}

impl Fact {
    /// As it travels.
    pub(super) fn entry(&self) -> Entry {
        let mut bytes = Vec::with_capacity(96);
        bytes.extend_from_slice(self.device.as_bytes());
        bytes.extend_from_slice(self.incarnation.as_bytes());
        bytes.extend_from_slice(&self.seq.to_be_bytes());
        bytes.extend_from_slice(&self.serial.to_be_bytes());
        bytes.push(self.kind as u8);
        bytes.extend_from_slice(self.scope.to_string().as_bytes());
        Entry::Fact { bytes, signature: [0x51; 64] }
    }

    /// From how it travels.
    pub(super) fn of(entry: &Entry) -> Option<Self> {
        let Entry::Fact { bytes, .. } = entry else { return None };
        let number = |from: usize| Some(u64::from_be_bytes(bytes.get(from..from + 8)?.try_into().ok()?));
        let id = |from: usize| bytes.get(from..from + 16)?.try_into().ok();
        Some(Self {
            device: DeviceId::from_bytes(id(0)?),
            incarnation: Incarnation::from_bytes(id(16)?),
            seq: number(32)?,
            serial: number(40)?,
            kind: match bytes.get(48)? {
                0 => Kind::Plain,
                1 => Kind::Alerts,
                2 => Kind::Newer,
                _ => Kind::Refused,
            },
            scope: std::str::from_utf8(bytes.get(49..)?).ok()?.parse().ok()?,
        })
    }
}

/// The hash of an entry.
pub(super) fn hash(entry: &Entry) -> Hash {
    match entry {
        Entry::HashOnly(hash) => *hash,
        Entry::Fact { bytes, .. } | Entry::NoteChange(bytes) => Sha256::digest(bytes).into(),
    }
}

/// A signature that anybody who knows the key can make: enough to tell right from wrong.
pub(super) fn sign(key: u8, bytes: &[u8]) -> [u8; 64] {
    let half: [u8; 32] = Sha256::new().chain_update([key]).chain_update(bytes).finalize().into();
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&half);
    signature[32..].copy_from_slice(&half);
    signature
}

/// The server's key.
pub(super) const SERVER_KEY: u8 = 99;

/// A device's key.
pub(super) fn device_key(device: &DeviceId) -> u8 {
    device.as_bytes()[0]
}
