//! A device whose key is held here: it signs what no application would write.

use anyhow::Result;
use clinical::{
    BootId, ClockTrust, DeviceId, FactId, Incarnation, ScopeId, StaffId, Stamp, StayId, TakenAt, UtcMillis,
    entry::{Act, EntryBody},
    news2::{Applicability, RULESET, Scale, score},
    note::{NoteEdit, Section, Stroke},
    observation::ObservationSet,
    staff::AuthLevel,
    vitals::{Breathing, Consciousness, Draft, Vitals, parse},
};
use ed25519_dalek::Signer as _;
use record::{ClockFacts, EntryHash, Fact, Header, KeyId, PolicyRevision, SignedFact, SigningKey};
use replication::{
    Entry,
    wire::{Hello, PROTOCOL, hello_bytes},
};

/// When everything here was recorded: 22 November 2026, 09:00 UTC.
pub const NINE: UtcMillis = UtcMillis(1_795_338_000_000);

/// What stands before a fact's bytes when they are signed.
const TAG: &[u8] = b"wardlight/fact/v1\0";

/// A device whose key is held here.
#[derive(Clone)]
pub struct Hand {
    /// Its key.
    pub key: SigningKey,
    /// Itself.
    pub id: DeviceId,
    /// The life of its database.
    pub incarnation: Incarnation,
    /// In whose name it writes.
    pub author: StaffId,
    seed: u8,
    made: u64,
}

impl Hand {
    /// A device that nobody has enrolled yet. The seed makes its key and its identifier.
    pub fn new(seed: u8, author: StaffId) -> Self {
        Self {
            key: SigningKey::from_bytes(&[seed; 32]),
            id: DeviceId::from_bytes([seed; 16]),
            incarnation: Incarnation::from_bytes([seed; 16]),
            author,
            seed,
            made: 0,
        }
    }

    /// The header that this device would write next.
    pub fn header(&mut self, scope: &ScopeId) -> Header {
        self.made += 1;
        let stamp = Stamp { utc: NINE, offset_minutes: 0 };
        let trust = ClockTrust::Proved { offset_ms: 0 };
        Header {
            schema: record::fact::SCHEMA,
            scope: scope.clone(),
            id: self.nth(self.made),
            taken_at: TakenAt::At(stamp),
            recorded_at: stamp,
            clock: ClockFacts { monotonic_ms: 0, boot: BootId::from_bytes([1; 16]), trust },
            author: self.author,
            on_behalf_of: None,
            auth: AuthLevel::Pin,
            device: self.id,
            incarnation: self.incarnation,
            device_seq: self.made,
            previous: EntryHash::NONE,
            signer: KeyId::of(&self.key.verifying_key()),
            policy: PolicyRevision(1),
            ruleset: RULESET.into(),
            supersedes: Vec::new(),
            reason: String::new(),
        }
    }

    /// The identifier of the nth entry.
    pub fn nth(&self, n: u64) -> FactId {
        let mut id = [self.seed; 16];
        id[8..].copy_from_slice(&n.to_be_bytes());
        FactId::from_bytes(id)
    }

    /// An entry, signed.
    pub fn fact(&mut self, scope: &ScopeId, body: EntryBody) -> SignedFact {
        self.spoiled(scope, body, |_| {})
    }

    /// An entry whose header somebody changed before it was signed.
    pub fn spoiled(
        &mut self,
        scope: &ScopeId,
        body: EntryBody,
        spoil: impl FnOnce(&mut Header),
    ) -> SignedFact {
        let mut header = self.header(scope);
        spoil(&mut header);
        self.signed(Fact { header, body }.bytes())
    }

    /// Any bytes, signed as an entry is.
    pub fn signed(&self, bytes: Vec<u8>) -> SignedFact {
        let signature = self.key.sign(&[TAG, &bytes[..]].concat()).to_bytes();
        SignedFact { bytes, signature }
    }

    /// A good entry of a scope; `None` where no device may write.
    pub fn good(&mut self, scope: &ScopeId) -> Option<SignedFact> {
        Some(self.fact(scope, body_for(scope)?))
    }

    /// The greeting that answers a challenge.
    pub fn hello(&self, nonce: &[u8; 32], time: UtcMillis) -> Hello {
        let signed = hello_bytes(nonce, &self.id, &self.incarnation, time);
        let signature = self.key.sign(&signed).to_bytes();
        Hello { protocol: PROTOCOL, device: self.id, incarnation: self.incarnation, time, signature }
    }
}

/// Something that belongs into a scope; `None` where only the server writes.
pub fn body_for(scope: &ScopeId) -> Option<EntryBody> {
    match scope {
        ScopeId::Stay(_) => Some(EntryBody::Pregnancy(false)),
        ScopeId::Ward(..) => Some(EntryBody::IndexStay(StayId::from_bytes([9; 16]))),
        ScopeId::Note(_) => Some(letters("Walks with one.")),
        ScopeId::Audit(_) => Some(EntryBody::Act(Act { what: "viewed".into(), stay: None })),
        ScopeId::Dir | ScopeId::Aside(_) => None,
    }
}

/// An edit of a note.
pub fn letters(text: &str) -> EntryBody {
    EntryBody::NoteEdit(Box::new(NoteEdit {
        follows: Vec::new(),
        first: 6,
        section: Section::Plan,
        strokes: vec![Stroke::Write { after: None, text: text.to_owned() }],
    }))
}

/// Plain signs, which score 0.
///
/// # Errors
/// When they cannot be read.
pub fn plain_vitals() -> Result<Vitals> {
    let keyed = Draft {
        respiration: "16".into(),
        spo2: "97".into(),
        oxygen: Some(Breathing::Air),
        systolic: "122".into(),
        diastolic: "74".into(),
        pulse: "72".into(),
        consciousness: Some(Consciousness::Alert),
        temperature: "36.8".into(),
        ..Draft::default()
    };
    parse(&keyed).map_err(|_| anyhow::anyhow!("plain signs could not be read"))
}

/// A complete set of observations that scores 0.
///
/// # Errors
/// When its signs cannot be read.
pub fn observations() -> Result<EntryBody> {
    let vitals = plain_vitals()?;
    let outcome = score(&vitals, Scale::One, Applicability::Applies);
    Ok(EntryBody::Observations(Box::new(ObservationSet::new(vitals, Scale::One, outcome))))
}

/// A signed entry as it travels.
pub fn entry(fact: &SignedFact) -> Entry {
    Entry::Fact { bytes: fact.bytes.clone(), signature: fact.signature }
}

/// How an entry is hashed: as the change that is rebuilt from it.
pub fn hash(entry: &Entry) -> replication::Hash {
    match entry {
        Entry::HashOnly(hash) => *hash,
        Entry::Fact { bytes, signature } => {
            SignedFact { bytes: bytes.clone(), signature: *signature }.hash().0
        }
        Entry::NoteChange(bytes) => SignedFact { bytes: bytes.clone(), signature: [0; 64] }.hash().0,
    }
}

/// An entry as a signed fact, where it is one.
pub fn signed(entry: &Entry) -> Option<SignedFact> {
    match entry {
        Entry::Fact { bytes, signature } => Some(SignedFact { bytes: bytes.clone(), signature: *signature }),
        Entry::HashOnly(_) | Entry::NoteChange(_) => None,
    }
}
