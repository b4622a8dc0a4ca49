//! The model's facts: just enough to say whose they are and where they belong.

use clinical::{DeviceId, Incarnation, ScopeId};
use replication::{Entry, Hash};
use sha2::{Digest, Sha256};

/// One fact of the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    pub scope: ScopeId,
    pub device: DeviceId,
    pub incarnation: Incarnation,
    /// Its place in the device's chain.
    pub seq: u64,
    /// Unique in a run.
    pub serial: u64,
    /// The server will refuse it.
    pub refused: bool,
}

impl Fact {
    /// As it travels.
    pub(crate) fn entry(&self) -> Entry {
        let mut bytes = Vec::with_capacity(96);
        bytes.extend_from_slice(self.device.as_bytes());
        bytes.extend_from_slice(self.incarnation.as_bytes());
        bytes.extend_from_slice(&self.seq.to_be_bytes());
        bytes.extend_from_slice(&self.serial.to_be_bytes());
        bytes.push(u8::from(self.refused));
        bytes.extend_from_slice(self.scope.to_string().as_bytes());
        Entry::Fact { bytes, signature: [0x51; 64] }
    }

    /// From how it travels.
    pub(crate) fn of(entry: &Entry) -> Option<Self> {
        let Entry::Fact { bytes, .. } = entry else { return None };
        let number = |from: usize| Some(u64::from_be_bytes(bytes.get(from..from + 8)?.try_into().ok()?));
        let id = |from: usize| bytes.get(from..from + 16)?.try_into().ok();
        Some(Self {
            device: DeviceId::from_bytes(id(0)?),
            incarnation: Incarnation::from_bytes(id(16)?),
            seq: number(32)?,
            serial: number(40)?,
            refused: *bytes.get(48)? == 1,
            scope: std::str::from_utf8(bytes.get(49..)?).ok()?.parse().ok()?,
        })
    }
}

/// The model's entry hash.
pub(crate) fn hash(entry: &Entry) -> Hash {
    match entry {
        Entry::HashOnly(hash) => *hash,
        Entry::Fact { bytes, .. } | Entry::NoteChange(bytes) => Sha256::digest(bytes).into(),
    }
}

/// A signature that anybody who knows the key can make: enough to tell right from wrong in a test.
pub(crate) fn sign(key: u8, bytes: &[u8]) -> [u8; 64] {
    let half: [u8; 32] = Sha256::new().chain_update([key]).chain_update(bytes).finalize().into();
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&half);
    signature[32..].copy_from_slice(&half);
    signature
}

/// The server's key.
pub(crate) const SERVER_KEY: u8 = 99;

/// A device's key.
pub(crate) fn device_key(device: &DeviceId) -> u8 {
    device.as_bytes()[0]
}
