//! A fact: an immutable, signed statement about a stay, a ward, the directory or an act.

use crate::{
    EntryHash, KeyId,
    body::{self, BadBody},
    cbor::{self, BadCbor},
    header,
    limits::{MAX_DEPTH, MAX_DEVICE_SEQ, MAX_FACT_BYTES},
};
use clinical::{
    BootId, ClockTrust, DeviceId, FactId, Incarnation, ScopeId, StaffId, Stamp, TakenAt,
    entry::{Entry, EntryBody},
    staff::AuthLevel,
};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// The version of a fact's shape that this version writes. A fact of a higher one is kept verbatim.
pub const SCHEMA: u16 = 1;

/// What stands before a fact's bytes when they are signed, so that no other signature can be passed off as a fact's.
const SIGNING_TAG: &[u8] = b"wardlight/fact/v1\0";

/// What the device's clocks said when a fact was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockFacts {
    /// Milliseconds since the device started, which no one can set back.
    pub monotonic_ms: u64,
    /// Which start of the device that was.
    pub boot: BootId,
    /// How far the wall clock could be trusted.
    pub trust: ClockTrust,
}

/// Which revision of the hospital's policy was in force on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolicyRevision(pub u32);

/// Everything about a fact except what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The version of the fact's shape; [`SCHEMA`] in everything this version writes.
    pub schema: u16,
    /// Where it belongs. Signed, so that it cannot be moved to another patient.
    pub scope: ScopeId,
    /// Its identity, minted when the form was opened.
    pub id: FactId,
    /// When it was true.
    pub taken_at: TakenAt,
    /// When it was written down, by the device's clock.
    pub recorded_at: Stamp,
    /// What the device's clocks said then.
    pub clock: ClockFacts,
    /// Who wrote it.
    pub author: StaffId,
    /// For whom, when somebody wrote for somebody else.
    pub on_behalf_of: Option<StaffId>,
    /// How it was known who wrote it.
    pub auth: AuthLevel,
    /// The device it was written on.
    pub device: DeviceId,
    /// Which life of that device's database.
    pub incarnation: Incarnation,
    /// Its place among that device's facts in that life, from 1 to [`MAX_DEVICE_SEQ`], over all scopes.
    pub device_seq: u64,
    /// The entry before it in that row; [`EntryHash::NONE`] for the first.
    pub previous: EntryHash,
    /// The key that signed it.
    pub signer: KeyId,
    /// The policy in force.
    pub policy: PolicyRevision,
    /// The scoring rule set in force, such as `rcp-news2-2017`.
    pub ruleset: String,
    /// The facts it replaces, which stay in the record.
    pub supersedes: Vec<FactId>,
    /// Why, in words, where a reason was given; empty otherwise.
    pub reason: String,
}

/// A fact, decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Everything except what it says.
    pub header: Header,
    /// What it says. [`EntryBody::Newer`] when this version cannot read all of it with certainty.
    pub body: EntryBody,
}

/// A fact's exact bytes and the signature over them, as they travel and as they are kept. Holding one says nothing
/// about whether either is good: that is what [`crate::vet()`] is for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SignedFact {
    /// Deterministic CBOR, kept as received, so that what this version does not know survives.
    pub bytes: Vec<u8>,
    /// Ed25519 over a domain tag and those bytes.
    pub signature: [u8; 64],
}

/// Why bytes are not a fact. Says where, never what: the bytes may be a patient's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadFact {
    /// Larger than any fact may be.
    #[error("the entry has {bytes} bytes; the most is {MAX_FACT_BYTES}")]
    TooBig {
        /// Its size.
        bytes: usize,
    },
    /// Not deterministic CBOR.
    #[error("the entry's bytes are damaged: {0}")]
    Cbor(#[from] BadCbor),
    /// A part of the header is missing or is not what belongs there.
    #[error("the entry's {0} is missing or damaged")]
    Header(&'static str),
    /// What it says is not something that its kind can say.
    #[error("the entry's contents do not fit its kind")]
    Body,
}

/// Why a fact could not be signed. Nothing has been written; the caller still has it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotSign {
    /// Too long for one fact.
    #[error("this entry is too long to save ({bytes} bytes; the most is {MAX_FACT_BYTES}): shorten its text")]
    TooBig {
        /// Its size.
        bytes: usize,
    },
    /// A fact made by a newer version can be passed on, not written anew.
    #[error(
        "this entry was made by a newer version and cannot be changed by this one; update Wardlight here first"
    )]
    Newer,
    /// The header names another key than the one that was to sign.
    #[error(
        "this device's key is not the one that the entry names; chart on another device and tell IT support"
    )]
    OtherKey,
    /// It would not read back as it was written.
    #[error("this entry would not read back as it was written; chart on another device and tell IT support")]
    Unreadable,
    /// It replaces more facts than one may.
    #[error("this entry replaces too many others at once; correct fewer of them first")]
    TooManySuperseded,
}

/// Why a signature does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the entry's signature does not fit its bytes")]
pub struct BadSignature;

impl Header {
    /// Whether its number is one that a device's chain can have: from 1 to [`MAX_DEVICE_SEQ`]. Any other was made up, and
    /// what carries it can be kept only aside.
    pub const fn has_place_in_chain(&self) -> bool {
        self.device_seq >= 1 && self.device_seq <= MAX_DEVICE_SEQ
    }
}

impl Fact {
    /// Signs this fact. The bytes that come out are the fact from then on.
    ///
    /// # Errors
    /// When it is too large, was made by a newer version, names another key than `key`, or would not read back.
    pub fn sign(&self, key: &SigningKey) -> Result<SignedFact, CannotSign> {
        let bytes = self.to_be_signed(key)?;
        let signature = key.sign(&tagged(&bytes)).to_bytes();
        Ok(SignedFact { bytes, signature })
    }

    /// The bytes that [`Fact::sign`] will sign with this key, once everything that would keep it from that is ruled out.
    /// Ed25519 draws nothing at random: whoever signs these bytes with this key makes the same fact.
    ///
    /// # Errors
    /// Those of [`Fact::sign`].
    pub fn to_be_signed(&self, key: &SigningKey) -> Result<Vec<u8>, CannotSign> {
        if matches!(self.body, EntryBody::Newer { .. }) || self.header.schema != SCHEMA {
            return Err(CannotSign::Newer);
        }
        if self.header.signer != KeyId::of(&key.verifying_key()) {
            return Err(CannotSign::OtherKey);
        }
        if self.header.supersedes.len() > crate::limits::MAX_SUPERSEDES {
            return Err(CannotSign::TooManySuperseded);
        }
        let bytes = self.bytes();
        if bytes.len() > MAX_FACT_BYTES {
            return Err(CannotSign::TooBig { bytes: bytes.len() });
        }
        // The door of every body that is written: what nobody could read again is a loss, and is refused while its author
        // still has it.
        let reads_back = header::decode(&bytes)
            .is_ok_and(|(_, kind, body, _)| body::decode(kind, body).is_ok_and(|read| read == self.body));
        if reads_back { Ok(bytes) } else { Err(CannotSign::Unreadable) }
    }

    /// The bytes that are signed.
    pub fn bytes(&self) -> Vec<u8> {
        header::encode(&self.header, &self.body)
    }

    /// The number of its kind, known to this version or not.
    pub fn kind(&self) -> u16 {
        body::kind_of(&self.body)
    }

    /// This fact as the fold and the screens read it.
    pub fn entry(&self) -> Entry {
        let header = &self.header;
        Entry {
            id: header.id,
            taken_at: header.taken_at,
            recorded_at: header.recorded_at,
            clock: header.clock.trust,
            author: header.author,
            on_behalf_of: header.on_behalf_of,
            auth: header.auth,
            device: header.device,
            supersedes: header.supersedes.clone(),
            reason: header.reason.clone(),
            body: self.body.clone(),
        }
    }
}

impl SignedFact {
    /// Checks the signature over the exact bytes, refusing malleable signatures and weak keys.
    ///
    /// # Errors
    /// When the signature is not that key's over these bytes.
    pub fn verify(&self, key: &VerifyingKey) -> Result<(), BadSignature> {
        key.verify_strict(&tagged(&self.bytes), &Signature::from_bytes(&self.signature))
            .map_err(|_| BadSignature)
    }

    /// Reads the bytes, without looking at the signature.
    ///
    /// # Errors
    /// When they are too many, not deterministic CBOR, or do not hold a fact. Keys and kinds that this version does
    /// not know are no error.
    pub fn decode(&self) -> Result<Fact, BadFact> {
        if self.bytes.len() > MAX_FACT_BYTES {
            return Err(BadFact::TooBig { bytes: self.bytes.len() });
        }
        cbor::check(&self.bytes, MAX_DEPTH)?;
        let (header, kind, body, whole) = header::decode(&self.bytes)?;
        let body = match body::decode(kind, body) {
            Ok(body) if whole && header.schema <= SCHEMA => body,
            Ok(_) | Err(BadBody::Newer) => EntryBody::Newer { kind },
            Err(BadBody::Bad) if header.schema > SCHEMA => EntryBody::Newer { kind },
            Err(BadBody::Bad) => return Err(BadFact::Body),
        };
        Ok(Fact { header, body })
    }

    /// The fact's identity, where the bytes are whole enough to show one. Checks nothing else.
    pub fn id(&self) -> Option<FactId> {
        header::peek_id(&self.bytes)
    }

    /// The hash by which logs, outboxes and quarantines name this entry. Never fails: bytes that hold no fact have
    /// a hash too, so that they can be quarantined.
    pub fn hash(&self) -> EntryHash {
        crate::island::hash_of(self)
    }
}

fn tagged(bytes: &[u8]) -> Vec<u8> {
    [SIGNING_TAG, bytes].concat()
}
