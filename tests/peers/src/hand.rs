//! A tablet's key and what it signs: real observation sets, each with an identifier that says whose and which it is.

use anyhow::Result;
use clinical::{
    BootId, ClockTrust, DeviceId, FactId, Incarnation, ScopeId, StaffId, Stamp, StayId, TakenAt, UtcMillis,
    WardId,
    entry::EntryBody,
    news2::{Applicability, RULESET, Scale, score},
    observation::ObservationSet,
    patient::{Gender, Identity},
    staff::AuthLevel,
    vitals::{Breathing, Consciousness, Draft, parse},
    ward::Place,
};
use ed25519_dalek::Signer as _;
use record::{ClockFacts, EntryHash, Fact, Header, KeyId, PolicyRevision, SignedFact, SigningKey};
use replication::{Entry, Hash, door::Enrol};

/// When everything here was recorded: 22 November 2026, 09:00 UTC.
const NINE: UtcMillis = UtcMillis(1_795_338_000_000);
/// The one nurse.
pub const NURSE: StaffId = StaffId::from_bytes([0xA0; 16]);
/// Begins the identifier of every entry that is counted.
const COUNTED: [u8; 8] = *b"measured";
/// Begins the identifier of what was there before.
const BEFORE: [u8; 8] = *b"set up \0";

/// A tablet's key, and its place in its own chain.
#[derive(Debug, Clone)]
pub struct Hand {
    /// Which of the tablets.
    pub number: u32,
    /// Its key.
    pub key: SigningKey,
    /// Itself.
    pub id: DeviceId,
    made: u64,
    previous: EntryHash,
}

impl Hand {
    /// The same tablet each time.
    pub fn new(number: u32) -> Self {
        let mut seed = [0x57; 32];
        seed[..4].copy_from_slice(&number.to_be_bytes());
        let mut id = [0x1D; 16];
        id[..4].copy_from_slice(&number.to_be_bytes());
        let (key, id) = (SigningKey::from_bytes(&seed), DeviceId::from_bytes(id));
        Self { number, key, id, made: 0, previous: EntryHash::NONE }
    }

    /// The life of its database.
    pub const fn incarnation(&self) -> Incarnation {
        Incarnation::from_bytes(*self.id.as_bytes())
    }

    /// The question that enrols it.
    pub fn question(&self, code: &str) -> Enrol {
        let mut question = Enrol {
            code: code.to_owned(),
            device: self.id,
            incarnation: self.incarnation(),
            key: self.key.verifying_key().to_bytes(),
            label: String::new(),
            signature: [0; 64],
        };
        question.signature = self.key.sign(&question.signed_bytes()).to_bytes();
        question
    }

    /// The nth set of observations of this tablet, for this stay.
    ///
    /// # Errors
    /// When these plain signs cannot be read.
    pub fn observations(&mut self, stay: &ScopeId, nth: u32) -> Result<SignedFact> {
        self.signed(stay, &COUNTED, nth, observations(nth)?)
    }

    /// What was there before: the patient came, and lies in this ward.
    ///
    /// # Errors
    /// When it cannot be signed.
    pub fn admission(&mut self, stay: &ScopeId, ward: &WardId, nth: u32) -> Result<[SignedFact; 2]> {
        let place = Place { ward: ward.clone(), bay: "A".into(), bed: "A1".into() };
        Ok([
            self.signed(stay, &BEFORE, 2 * nth, EntryBody::Admission(person(nth)))?,
            self.signed(stay, &BEFORE, 2 * nth + 1, EntryBody::Placement(place))?,
        ])
    }

    fn signed(&mut self, scope: &ScopeId, begins: &[u8; 8], nth: u32, body: EntryBody) -> Result<SignedFact> {
        self.made += 1;
        let stamp = Stamp { utc: NINE, offset_minutes: 0 };
        let trust = ClockTrust::Proved { offset_ms: 0 };
        let header = Header {
            schema: record::fact::SCHEMA,
            scope: scope.clone(),
            id: identifier(begins, self.number, nth),
            taken_at: TakenAt::At(stamp),
            recorded_at: stamp,
            clock: ClockFacts { monotonic_ms: 0, boot: BootId::from_bytes([1; 16]), trust },
            author: NURSE,
            on_behalf_of: None,
            auth: AuthLevel::Pin,
            device: self.id,
            incarnation: self.incarnation(),
            device_seq: self.made,
            previous: self.previous,
            signer: KeyId::of(&self.key.verifying_key()),
            policy: PolicyRevision(1),
            ruleset: RULESET.into(),
            supersedes: Vec::new(),
            reason: String::new(),
        };
        let signed = Fact { header, body }.sign(&self.key)?;
        self.previous = signed.hash();
        Ok(signed)
    }
}

fn identifier(begins: &[u8; 8], number: u32, nth: u32) -> FactId {
    let mut id = [0; 16];
    id[..8].copy_from_slice(begins);
    id[8..12].copy_from_slice(&number.to_be_bytes());
    id[12..].copy_from_slice(&nth.to_be_bytes());
    FactId::from_bytes(id)
}

/// Whose set of observations this is, and which; `None` of whatever is not counted.
pub fn counted(fact: &SignedFact) -> Option<(u32, u32)> {
    let id = fact.id()?;
    let four = |at: usize| id.as_bytes().get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    (id.as_bytes()[..8] == COUNTED).then_some((four(8)?, four(12)?))
}

/// A stay's log.
pub fn stay(number: u32) -> ScopeId {
    let mut id = [0x51; 16];
    id[..4].copy_from_slice(&number.to_be_bytes());
    ScopeId::Stay(StayId::from_bytes(id))
}

fn person(nth: u32) -> Identity {
    Identity {
        family: "SYNTHETIC".into(),
        given: format!("Person {nth}"),
        title: String::new(),
        preferred: String::new(),
        born: None,
        gender: Gender::NotKnown,
        nhs_number: None,
        hospital_number: format!("S{nth:07}"),
    }
}

/// A complete set that scores 0, with a pulse of its own.
fn observations(nth: u32) -> Result<EntryBody> {
    let keyed = Draft {
        respiration: "16".into(),
        spo2: "97".into(),
        oxygen: Some(Breathing::Air),
        systolic: "122".into(),
        diastolic: "74".into(),
        pulse: (60 + nth % 30).to_string(),
        consciousness: Some(Consciousness::Alert),
        temperature: "36.8".into(),
        ..Draft::default()
    };
    let vitals = parse(&keyed).map_err(|_| anyhow::anyhow!("plain signs could not be read"))?;
    let outcome = score(&vitals, Scale::One, Applicability::Applies);
    Ok(EntryBody::Observations(Box::new(ObservationSet::new(vitals, Scale::One, outcome))))
}

/// A signed entry as it travels.
pub fn entry(fact: &SignedFact) -> Entry {
    Entry::Fact { bytes: fact.bytes.clone(), signature: fact.signature }
}

/// An entry as a signed fact, where it is one.
pub fn fact_of(entry: &Entry) -> Option<SignedFact> {
    match entry {
        Entry::Fact { bytes, signature } => Some(SignedFact { bytes: bytes.clone(), signature: *signature }),
        Entry::HashOnly(_) | Entry::NoteChange(_) => None,
    }
}

/// What a fact is known by in a log.
pub fn hash_of(fact: &SignedFact) -> Hash {
    fact.hash().0
}

/// How an entry is hashed: as the change that is rebuilt from it.
pub fn hash(entry: &Entry) -> Hash {
    match entry {
        Entry::HashOnly(hash) => *hash,
        Entry::NoteChange(bytes) => SignedFact { bytes: bytes.clone(), signature: [0; 64] }.hash().0,
        Entry::Fact { bytes, signature } => {
            SignedFact { bytes: bytes.clone(), signature: *signature }.hash().0
        }
    }
}
