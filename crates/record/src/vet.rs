//! Vetting: may this entry enter that log at all? Asked by the server of everything it is sent, before it is stored.
//!
//! Size first, then shape (plain CBOR of bounded size and depth; no Automerge), then the device's signature over the
//! exact bytes, then what the bytes claim. Nothing here asks the time: rights are judged as of when the fact says it was
//! recorded, and whatever rests on a doubtful clock is flagged.

use crate::{Fact, KeyId, Limits, SignedFact, VerifyingKey, body, limits::MAX_FACT_BYTES};
use clinical::{DeviceId, ScopeId, StaffId, UtcMillis, entry::EntryBody, staff::AuthLevel};
use std::collections::BTreeSet;

/// Index logs that one ward may have: 64 logs of 3,000 pointers ([`crate::limits::ROLL_INDEX_AT`]) name 192,000 stays,
/// more than a ward sees in a lifetime. Every device of the ward is told all of them at each greeting, so a device that
/// could open one under any number could make that message too long for all of them to take.
pub const MAX_WARD_INDEXES: u32 = 64;

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
    /// Whether the directory ever named them a nurse in charge. Ever, and not now: a device learns late of a change, and what
    /// it lets somebody do meanwhile is not theirs to lose.
    pub in_charge: bool,
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
    /// Nobody of that identifier is in the directory. Passes only for emergency entries and in a device's audit.
    UnknownAuthor,
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
    if signed.bytes.len() > limits.fact_bytes.min(MAX_FACT_BYTES) {
        return Err(Refusal::TooBig);
    }
    let fact = signed.decode().map_err(|_| Refusal::BadShape)?;
    if !fact.header.has_place_in_chain() {
        return Err(Refusal::BadShape);
    }
    let mut flags = BTreeSet::new();
    signed_by_its_device(signed, &fact, scope, directory, &mut flags)?;
    in_its_place(&fact, scope)?;
    author_allowed(&fact, scope, directory, &mut flags)?;
    may_dismiss(&fact, directory)?;
    if fact.header.clock.trust.is_doubtful() {
        flags.insert(Flag::DoubtfulClock);
    }
    if matches!(fact.body, EntryBody::Newer { .. }) {
        flags.insert(Flag::Newer);
    }
    Ok(Vetted { fact, flags })
}

/// The signature is the device's own, or the server's where only the server writes; and the device still could sign.
fn signed_by_its_device(
    signed: &SignedFact,
    fact: &Fact,
    scope: &ScopeId,
    directory: &impl Directory,
    flags: &mut BTreeSet<Flag>,
) -> Result<(), Refusal> {
    let rights = match scope {
        ScopeId::Dir => DeviceRights { key: directory.server_key(), revoked_at: None },
        _ => directory.device(&fact.header.device).ok_or(Refusal::UnknownDevice)?,
    };
    let key = VerifyingKey::from_bytes(&rights.key).map_err(|_| Refusal::BadSignature)?;
    if fact.header.signer != KeyId::of(&key) {
        return Err(Refusal::BadSignature);
    }
    signed.verify(&key).map_err(|_| Refusal::BadSignature)?;
    match rights.revoked_at {
        Some(revoked) if recorded(fact) >= revoked => Err(Refusal::Revoked),
        Some(_) => {
            flags.insert(Flag::DeviceRevokedSince);
            Ok(())
        }
        None => Ok(()),
    }
}

/// The fact is of this scope and of a kind that lies there; a ward has so many indexes and no more; an audit is written only by the device it is of.
fn in_its_place(fact: &Fact, scope: &ScopeId) -> Result<(), Refusal> {
    if fact.header.scope != *scope {
        return Err(Refusal::WrongScope);
    }
    if matches!(scope, ScopeId::Audit(device) if *device != fact.header.device) {
        return Err(Refusal::WrongScope);
    }
    // What was refused is put there by the server itself.
    if matches!(scope, ScopeId::Aside(_)) {
        return Err(Refusal::WrongKind);
    }
    if matches!(scope, ScopeId::Ward(_, number) if *number >= MAX_WARD_INDEXES) {
        return Err(Refusal::WrongKind);
    }
    if body::belongs(&fact.body, scope) { Ok(()) } else { Err(Refusal::WrongKind) }
}

/// The author is somebody, and had not left. A name typed in an emergency may be nobody's that the directory knows, and
/// an audit notes who tried to come in: both are kept and flagged, since recording is never refused for a person.
fn author_allowed(
    fact: &Fact,
    scope: &ScopeId,
    directory: &impl Directory,
    flags: &mut BTreeSet<Flag>,
) -> Result<(), Refusal> {
    let emergency = fact.header.auth == AuthLevel::Emergency;
    if emergency {
        flags.insert(Flag::Emergency);
    }
    match (scope, directory.author(&fact.header.author)) {
        (ScopeId::Dir, _) => Ok(()),
        (_, Some(AuthorRights { left_at: None, .. })) => Ok(()),
        (_, Some(AuthorRights { left_at: Some(left), .. })) if recorded(fact) < left => {
            flags.insert(Flag::AuthorLeftSince);
            Ok(())
        }
        (_, Some(_)) => Err(Refusal::AuthorNotAllowed),
        (ScopeId::Audit(_), None) => {
            flags.insert(Flag::UnknownAuthor);
            Ok(())
        }
        (_, None) if emergency => {
            flags.insert(Flag::UnknownAuthor);
            Ok(())
        }
        (_, None) => Err(Refusal::UnknownAuthor),
    }
}

/// Nothing that is charted is refused for a role. A dismissal charts nothing: it quiets an entry that nobody could check, on
/// every device of the ward, so the role that it claims must be one that its author was given. Refused, it leaves the
/// entry in sight.
fn may_dismiss(fact: &Fact, directory: &impl Directory) -> Result<(), Refusal> {
    let EntryBody::Dismissal(_) = fact.body else { return Ok(()) };
    let in_charge = directory.author(&fact.header.author).is_some_and(|author| author.in_charge);
    if in_charge && fact.header.auth == AuthLevel::Pin { Ok(()) } else { Err(Refusal::AuthorNotAllowed) }
}

/// When the fact says it was recorded, by the server's clock as far as the device knew it.
fn recorded(fact: &Fact) -> UtcMillis {
    fact.header.clock.trust.corrected(fact.header.recorded_at.utc)
}
