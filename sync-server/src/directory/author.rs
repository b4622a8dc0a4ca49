//! The server as an author: facts of the directory, signed with its own key.

use crate::{
    change_log::{Arrival, Candidate, Push, Quota},
    clock::{Entropy, NoEntropy, random},
    key::ServerKey,
};
use clinical::{
    BootId, ClockTrust, FactId, Incarnation, ScopeId, Stamp, TakenAt, UtcMillis, entry::EntryBody,
    news2::RULESET, staff::AuthLevel,
};
use record::{CannotSign, ClockFacts, EntryHash, Fact, Header, KeyId, PolicyRevision};
use std::collections::BTreeSet;

/// Why a fact of the directory could not be made. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum AuthorError {
    /// It could not be signed, such as a name of 16 KiB.
    #[error(transparent)]
    Sign(#[from] CannotSign),
    /// No randomness for its identifier.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
}

/// One run of the server's pen. Each run is an incarnation of its own, counted from 1, so that a restored server never
/// takes a place in its own chain twice.
pub struct Author<'s> {
    key: &'s ServerKey,
    entropy: &'s dyn Entropy,
    now: UtcMillis,
    incarnation: Incarnation,
    written: Vec<Arrival>,
    previous: EntryHash,
}

impl<'s> Author<'s> {
    /// A pen at this time.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn new(key: &'s ServerKey, entropy: &'s dyn Entropy, now: UtcMillis) -> Result<Self, AuthorError> {
        let incarnation = Incarnation::from_bytes(random(entropy)?);
        Ok(Self { key, entropy, now, incarnation, written: Vec::new(), previous: EntryHash::NONE })
    }

    /// Writes one fact into the directory, in place of these.
    ///
    /// # Errors
    /// When it cannot be signed or there is no randomness.
    pub fn write(&mut self, body: EntryBody, supersedes: &[FactId]) -> Result<(), AuthorError> {
        let stamp = Stamp { utc: self.now, offset_minutes: 0 };
        let header = Header {
            schema: record::fact::SCHEMA,
            scope: ScopeId::Dir,
            id: FactId::mint(self.now, &random(self.entropy)?),
            taken_at: TakenAt::At(stamp),
            recorded_at: stamp,
            // The server's clock is the one that others are measured by; it keeps no monotonic time.
            clock: ClockFacts {
                monotonic_ms: 0,
                boot: BootId::from_bytes(*self.incarnation.as_bytes()),
                trust: ClockTrust::Proved { offset_ms: 0 },
            },
            author: self.key.author(),
            on_behalf_of: None,
            auth: AuthLevel::System,
            device: self.key.device(),
            incarnation: self.incarnation,
            device_seq: self.written.len() as u64 + 1,
            previous: self.previous,
            signer: KeyId::of(&self.key.signing().verifying_key()),
            policy: PolicyRevision(0),
            ruleset: RULESET.to_owned(),
            supersedes: supersedes.to_vec(),
            reason: String::new(),
        };
        let id = header.id;
        let device_seq = header.device_seq;
        let signed = Fact { header, body }.sign(self.key.signing())?;
        let hash = signed.hash();
        self.previous = hash;
        self.written.push(Arrival::Vetted(Box::new(Candidate {
            signed,
            hash: hash.0,
            id,
            device: self.key.device(),
            incarnation: self.incarnation,
            device_seq,
            flags: BTreeSet::new(),
            placing: None,
            opens: None,
        })));
        Ok(())
    }

    /// How many facts were written.
    pub fn written(&self) -> usize {
        self.written.len()
    }

    /// Everything written, ready for the log.
    pub fn finish(self) -> Push {
        Push {
            scope: ScopeId::Dir,
            brought_by: self.key.device(),
            at: self.now,
            arrivals: self.written,
            quota: Quota { entries: u64::MAX, bytes: u64::MAX },
            aside: Quota { entries: u64::MAX, bytes: u64::MAX },
        }
    }
}
