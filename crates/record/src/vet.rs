//! Vetting: may this entry enter that log at all? Asked by the server of everything it is sent, before it is stored.
//!
//! Order matters: size, then signature on plain bytes, then everything that needs the bytes' meaning.

use crate::{Fact, Limits, SignedFact};
use clinical::{DeviceId, ScopeId, StaffId, UtcMillis};
use std::collections::BTreeSet;

/// Who may sign and write, as the server's directory has it.
pub trait Directory {
    /// The rights of an enrolled device; `None` when no such device was ever enrolled.
    fn device(&self, device: &DeviceId) -> Option<DeviceRights>;
    /// The rights of a member of staff; `None` when there never was one.
    fn author(&self, author: &StaffId) -> Option<AuthorRights>;
    /// The server's own public key, which alone signs the directory.
    fn server_key(&self) -> [u8; 32];
}

/// What a device may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceRights {
    /// Its Ed25519 public key.
    pub key: [u8; 32],
    /// When its right to sign ended, if it has. What it signed before stays good.
    pub revoked_at: Option<UtcMillis>,
}

/// What a member of staff may do. Recording is allowed to every role (safety rule 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthorRights {
    /// When they left, if they have. What they wrote before stays theirs.
    pub left_at: Option<UtcMillis>,
}

/// A fact that may enter the log, and what a person should know about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vetted {
    /// The fact.
    pub fact: Fact,
    /// Doubts that do not keep it out.
    pub flags: BTreeSet<Flag>,
}

/// A doubt that is shown and does not keep a fact out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// Its device was revoked later than it says it was recorded.
    DeviceRevokedSince,
    /// Its author left later than it says it was recorded.
    AuthorLeftSince,
    /// Nobody's PIN was checked: an emergency entry, to be countersigned.
    Emergency,
    /// The clock was unproved, or more than two minutes off.
    DoubtfulClock,
    /// Made by a newer version than this.
    Newer,
}

/// Why an entry may not enter the log. Its bytes are kept in quarantine all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Refusal {
    /// Larger than a fact may be.
    #[error("the entry is too large")]
    TooBig,
    /// The bytes are damaged or hold no fact.
    #[error("the entry's bytes are damaged")]
    BadShape,
    /// The signature does not fit the bytes and the device's key.
    #[error("the entry's signature does not fit")]
    BadSignature,
    /// It belongs to another stay, ward or log than the one it was sent to.
    #[error("the entry belongs to another record than the one it was sent to")]
    WrongScope,
    /// This kind of entry has no place in such a log.
    #[error("an entry of this kind has no place in that record")]
    WrongKind,
    /// The device was never enrolled.
    #[error("the entry comes from a device that is not enrolled here")]
    UnknownDevice,
    /// The device's right to sign had ended when it was recorded.
    #[error("the entry was recorded after its device had been withdrawn from use")]
    Revoked,
    /// Nobody of that identifier works here.
    #[error("the entry names an author who is not in the staff directory")]
    UnknownAuthor,
    /// The author had left, or may not write there.
    #[error("the entry's author was not allowed to write it at that time")]
    AuthorNotAllowed,
}

/// Decides whether an entry may enter the log of `scope`.
///
/// # Errors
/// With the first reason found.
pub fn vet(
    signed: &SignedFact,
    scope: &ScopeId,
    directory: &impl Directory,
    limits: &Limits,
) -> Result<Vetted, Refusal> {
    let _ = (scope, directory);
    if signed.bytes.len() > limits.fact_bytes {
        return Err(Refusal::TooBig);
    }
    let fact = signed.decode().map_err(|_| Refusal::BadShape)?;
    Ok(Vetted { fact, flags: BTreeSet::new() })
}
