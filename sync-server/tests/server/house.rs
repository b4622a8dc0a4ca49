//! The scene: one server over a temporary folder, a clock that the test moves, chance from a seed, and tablets.

use clinical::{
    BootId, ClockTrust, DeviceId, FactId, Incarnation, ScopeId, StaffId, Stamp, StayId, TakenAt, UtcMillis,
    entry::EntryBody,
    patient::{Gender, Identity},
    staff::AuthLevel,
    ward::Place,
};
use ed25519_dalek::Signer;
use record::{ClockFacts, EntryHash, Fact, Header, KeyId, PolicyRevision, SignedFact, SigningKey};
use replication::{
    Chain, Entry, Message,
    chain::Cursor,
    door::{Enrol, EnrolAnswer, Enrolled},
    wire::{Fate, Hello, PROTOCOL, Page, Standing, Welcome, hello_bytes},
};
use sha2::{Digest, Sha256};
use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64, Ordering},
};
use sync_server::{
    Config, Conn, Server, StorageAt,
    admin::Desk,
    clock::{Clock, Entropy, NoEntropy},
};

/// 22 November 2026, 09:00 UTC.
pub(crate) const NINE: UtcMillis = UtcMillis(1_795_338_000_000);

/// A clock that stands where the test puts it.
pub(crate) struct Hands(AtomicI64);

impl Clock for Hands {
    fn now(&self) -> UtcMillis {
        UtcMillis(self.0.load(Ordering::SeqCst))
    }
}

/// Chance from a counter: every run draws the same.
struct Counted(AtomicU64);

impl Entropy for Counted {
    fn fill(&self, out: &mut [u8]) -> Result<(), NoEntropy> {
        for part in out.chunks_mut(32) {
            let drawn = Sha256::digest(self.0.fetch_add(1, Ordering::SeqCst).to_be_bytes());
            part.copy_from_slice(&drawn[..part.len()]);
        }
        Ok(())
    }
}

/// A server's folder and database, its clock and its administrator.
pub(crate) struct House {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) config: Config,
    pub(crate) clock: Arc<Hands>,
    pub(crate) nurse: StaffId,
}

impl House {
    /// Wards bluebell and daisy, one nurse with PIN 204060, no devices.
    pub(crate) fn new() -> Self {
        Self::on(crate::storage())
    }

    /// The same on this database.
    pub(crate) fn on(storage: StorageAt) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Hands(AtomicI64::new(NINE.0)));
        let mut config = Config::new(folder.path(), "127.0.0.1:0".parse().unwrap());
        config.storage = storage;
        config.clock = clock.clone();
        config.entropy = Arc::new(Counted(AtomicU64::new(0)));
        let nurse = StaffId::from_bytes([0xA0; 16]);
        let house = Self { folder, config, clock, nurse };
        let desk = house.desk();
        let wards = r#"[{"id":"bluebell","name":"Bluebell","telephone":"4312","bays":[{"name":"A","beds":["A1","A2"]}]},
                        {"id":"daisy","name":"Daisy","telephone":"4313","bays":[{"name":"A","beds":["A1","A2"]}]}]"#;
        desk.import_wards(wards.as_bytes()).unwrap();
        let staff = format!("staff_id,name,role,wards,pin\n{nurse},Amina Yusuf,nurse,bluebell,204060\n");
        let report = desk.import_staff(staff.as_bytes()).unwrap();
        assert_eq!(report.rejected, []);
        house
    }

    pub(crate) fn desk(&self) -> Desk {
        Desk::open(&self.config).unwrap()
    }

    pub(crate) fn open(&self) -> Server {
        Server::open(self.config.clone()).unwrap()
    }

    pub(crate) fn now(&self) -> UtcMillis {
        self.clock.now()
    }

    pub(crate) fn later(&self, ms: i64) {
        self.clock.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// A tablet of these wards, enrolled with a code like any other. The seed makes its key and identifier.
    pub(crate) fn tablet(&self, server: &Server, seed: u8, wards: &[&str]) -> Tablet {
        let mut tablet = Tablet::new(seed, self.nurse);
        let wards: Vec<_> = wards.iter().map(|ward| ward.parse().unwrap()).collect();
        let code = self.desk().enrolment_code(&format!("tablet {seed}"), &wards).unwrap();
        match server.enrol(&tablet.enrol(code.as_str()), self.now()).unwrap() {
            EnrolAnswer::Enrolled(enrolled) => tablet.enrolled = Some(enrolled),
            EnrolAnswer::Refused(why) => panic!("not enrolled: {why:?}"),
        }
        tablet
    }
}

/// A device: its key, and its place in its own chain.
#[derive(Clone)]
pub(crate) struct Tablet {
    pub(crate) key: SigningKey,
    pub(crate) id: DeviceId,
    pub(crate) incarnation: Incarnation,
    pub(crate) author: StaffId,
    pub(crate) enrolled: Option<Enrolled>,
    pub(crate) seq: u64,
    pub(crate) previous: EntryHash,
    pub(crate) minted: u64,
}

impl Tablet {
    pub(crate) fn new(seed: u8, author: StaffId) -> Self {
        Self {
            key: SigningKey::from_bytes(&[seed; 32]),
            id: DeviceId::from_bytes([seed; 16]),
            incarnation: Incarnation::from_bytes([seed; 16]),
            author,
            enrolled: None,
            seq: 0,
            previous: EntryHash::NONE,
            minted: 0,
        }
    }

    pub(crate) fn enrol(&self, code: &str) -> Enrol {
        let mut question = Enrol {
            code: code.to_owned(),
            device: self.id,
            incarnation: self.incarnation,
            key: self.key.verifying_key().to_bytes(),
            label: "as it calls itself".into(),
            signature: [0; 64],
        };
        question.signature = self.key.sign(&question.signed_bytes()).to_bytes();
        question
    }

    /// A header as this device would write it next, for a test to spoil.
    pub(crate) fn header(&mut self, scope: &ScopeId, at: UtcMillis) -> Header {
        self.seq += 1;
        self.minted += 1;
        let mut random = [self.id.as_bytes()[0]; 10];
        random[..8].copy_from_slice(&self.minted.to_be_bytes());
        let stamp = Stamp { utc: at, offset_minutes: 0 };
        Header {
            schema: record::fact::SCHEMA,
            scope: scope.clone(),
            id: FactId::mint(at, &random),
            taken_at: TakenAt::At(stamp),
            recorded_at: stamp,
            clock: ClockFacts {
                monotonic_ms: 0,
                boot: BootId::from_bytes([1; 16]),
                trust: ClockTrust::Proved { offset_ms: 0 },
            },
            author: self.author,
            on_behalf_of: None,
            auth: AuthLevel::Pin,
            device: self.id,
            incarnation: self.incarnation,
            device_seq: self.seq,
            previous: self.previous,
            signer: KeyId::of(&self.key.verifying_key()),
            policy: PolicyRevision(1),
            ruleset: "rcp-news2-2017".into(),
            supersedes: Vec::new(),
            reason: String::new(),
        }
    }

    pub(crate) fn sign(&mut self, header: Header, body: EntryBody) -> SignedFact {
        let signed = Fact { header, body }.sign(&self.key).unwrap();
        self.previous = signed.hash();
        signed
    }

    pub(crate) fn fact(&mut self, scope: &ScopeId, body: EntryBody) -> SignedFact {
        let header = self.header(scope, NINE);
        self.sign(header, body)
    }

    /// A fact that replaces others.
    pub(crate) fn instead(&mut self, scope: &ScopeId, body: EntryBody, of: &[&SignedFact]) -> SignedFact {
        let mut header = self.header(scope, NINE);
        header.supersedes = of.iter().map(|fact| fact.id().unwrap()).collect();
        self.sign(header, body)
    }

    /// Some entry of a stay; what it says does not matter.
    pub(crate) fn any(&mut self, scope: &ScopeId) -> SignedFact {
        self.fact(scope, EntryBody::Pregnancy(false))
    }

    /// Answers the challenge of a new conversation.
    pub(crate) fn greet<'s>(&self, server: &'s Server, house: &'s House) -> Talk<'s> {
        let (conn, challenge) = server.exchange().connect().unwrap();
        let mut talk = Talk { server, house, conn };
        let Message::Challenge { nonce } = challenge else { panic!("no challenge: {challenge:?}") };
        let answer = talk.say(Message::Hello(self.hello(&nonce, house.now())));
        assert!(matches!(answer.as_slice(), [Message::Welcome(_)]), "not welcome: {answer:?}");
        talk
    }

    pub(crate) fn hello(&self, nonce: &[u8; 32], time: UtcMillis) -> Hello {
        let signed = hello_bytes(nonce, &self.id, &self.incarnation, time);
        Hello {
            protocol: PROTOCOL,
            device: self.id,
            incarnation: self.incarnation,
            time,
            signature: self.key.sign(&signed).to_bytes(),
        }
    }
}

/// One conversation over the exchange, without a socket.
pub(crate) struct Talk<'s> {
    server: &'s Server,
    house: &'s House,
    pub(crate) conn: Conn,
}

impl Talk<'_> {
    pub(crate) fn say(&mut self, message: Message) -> Vec<Message> {
        self.server.exchange().handle(&self.conn, self.house.now(), message)
    }

    pub(crate) fn notes(&mut self) -> Vec<Message> {
        self.server.exchange().notes(&self.conn, self.house.now())
    }

    pub(crate) fn push(&mut self, scope: &ScopeId, facts: &[&SignedFact]) -> Vec<Fate> {
        match self.say(push(scope, facts)).as_slice() {
            [Message::Ack { scope: acked, fates }] => {
                assert_eq!(acked, scope);
                let hashes: Vec<_> = facts.iter().map(|fact| fact.hash().0).collect();
                assert_eq!(
                    fates.iter().map(|(hash, _)| *hash).collect::<Vec<_>>(),
                    hashes,
                    "in the order pushed"
                );
                fates.iter().map(|(_, fate)| *fate).collect()
            }
            other => panic!("no ack: {other:?}"),
        }
    }

    pub(crate) fn sync(&mut self, scope: &ScopeId, cursor: Cursor) -> Standing {
        match self.say(Message::Sync { cursors: vec![(scope.clone(), cursor)] }).as_slice() {
            [Message::Synced { standings }] => standings[0].1.clone(),
            other => panic!("no standing: {other:?}"),
        }
    }

    /// Pulls from the start; `None` when denied.
    pub(crate) fn pull(&mut self, scope: &ScopeId) -> Option<Page> {
        match self.say(Message::Pull { scope: scope.clone(), after: 0, max: 500 }).as_slice() {
            [Message::Page(page)] => Some(page.clone()),
            [Message::Denied { .. }] => None,
            other => panic!("neither page nor denial: {other:?}"),
        }
    }
}

pub(crate) fn push(scope: &ScopeId, facts: &[&SignedFact]) -> Message {
    Message::Push { scope: scope.clone(), entries: facts.iter().copied().map(entry).collect() }
}

pub(crate) fn entry(fact: &SignedFact) -> Entry {
    Entry::Fact { bytes: fact.bytes.clone(), signature: fact.signature }
}

pub(crate) fn stay(n: u8) -> ScopeId {
    ScopeId::Stay(StayId::from_bytes([n; 16]))
}

pub(crate) fn admission() -> EntryBody {
    EntryBody::Admission(Identity {
        family: "SYNTHETIC".into(),
        given: "Person".into(),
        title: String::new(),
        preferred: String::new(),
        born: None,
        gender: Gender::NotKnown,
        nhs_number: None,
        hospital_number: "S0001".into(),
    })
}

pub(crate) fn placement(ward: &str) -> EntryBody {
    EntryBody::Placement(Place { ward: ward.parse().unwrap(), bay: "A".into(), bed: "A1".into() })
}

/// That the patient was received in a ward.
pub(crate) fn arrival(ward: &str) -> EntryBody {
    EntryBody::Arrival(Place { ward: ward.parse().unwrap(), bay: "A".into(), bed: "A1".into() })
}

/// The cursor after a page that begins at the start, with the chain worked out from the entries themselves.
pub(crate) fn cursor(page: &Page) -> Cursor {
    let chain = page.entries.iter().fold(Chain::EMPTY, |chain, entry| chain.extend(&hash(entry)));
    Cursor { seq: page.entries.len() as u64, chain }
}

pub(crate) fn hash(entry: &Entry) -> [u8; 32] {
    match entry {
        Entry::HashOnly(hash) => *hash,
        Entry::Fact { bytes, signature } => {
            SignedFact { bytes: bytes.clone(), signature: *signature }.hash().0
        }
        Entry::NoteChange(_) => panic!("no notes yet"),
    }
}

pub(crate) fn welcome(server: &Server, house: &House, tablet: &Tablet) -> Welcome {
    let (conn, challenge) = server.exchange().connect().unwrap();
    let Message::Challenge { nonce } = challenge else { panic!("no challenge") };
    let hello = tablet.hello(&nonce, house.now());
    match server.exchange().handle(&conn, house.now(), Message::Hello(hello)).as_slice() {
        [Message::Welcome(welcome)] => welcome.clone(),
        other => panic!("not welcome: {other:?}"),
    }
}
