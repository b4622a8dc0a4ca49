//! A server in memory: logs, chains and acknowledgements as the real one's, with switches for what may go wrong.

use app::{App, Input, SyncAction};
use clinical::{
    BootId, ClockTrust, DeviceId, FactId, Incarnation, ScopeId, StaffId, Stamp, TakenAt, UtcMillis,
    entry::{EnrolledDevice, EntryBody},
    news2::RULESET,
    staff::AuthLevel,
};
use record::{ClockFacts, EntryHash, Fact, Header, KeyId, PolicyRevision, SignedFact, SigningKey};
use replication::{
    chain::{Chain, Cursor},
    door::Enrolled,
    serve::{self, Access, Logged, ReadLog},
    wire::{
        Entry, Epoch, Fate, Hash, Message, Refused, ServerLimits, Welcome, decode, encode, hello_bytes,
        welcome_bytes,
    },
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet, VecDeque},
    convert::Infallible,
};

const NONCE: [u8; 32] = [3; 32];

/// Which scopes' facts are refused, and why.
pub(crate) type Refuse = fn(&ScopeId) -> Option<Refused>;

/// A server in memory.
pub(crate) struct Server {
    pub(crate) key: SigningKey,
    pub(crate) logs: RefCell<BTreeMap<ScopeId, Vec<Logged>>>,
    devices: RefCell<BTreeMap<DeviceId, [u8; 32]>>,
    chained: RefCell<BTreeMap<(DeviceId, Incarnation, u64), Hash>>,
    /// Refuses pushed facts of the scopes for which this says so.
    pub(crate) refuse: RefCell<Option<Refuse>>,
    pub(crate) time: RefCell<UtcMillis>,
    /// The scopes about which a device has asked.
    pub(crate) asked: RefCell<BTreeSet<ScopeId>>,
    /// When it last heard from devices; `None` is a server of a version that does not say, and takes the question for garbage.
    pub(crate) heard: RefCell<Option<Vec<(DeviceId, UtcMillis)>>>,
    written: RefCell<u64>,
}

impl ReadLog for Server {
    type Error = Infallible;
    fn head(&self, scope: &ScopeId) -> Result<Cursor, Infallible> {
        let logs = self.logs.borrow();
        let log = logs.get(scope).map_or(&[][..], Vec::as_slice);
        let chain = log.last().map_or(Chain::EMPTY, |last| last.chain);
        Ok(Cursor { seq: log.len() as u64, chain })
    }
    fn chain_at(&self, scope: &ScopeId, seq: u64) -> Result<Option<Chain>, Infallible> {
        let logs = self.logs.borrow();
        let log = logs.get(scope).map_or(&[][..], Vec::as_slice);
        Ok(match seq {
            0 => Some(Chain::EMPTY),
            seq => log.get(seq as usize - 1).map(|logged| logged.chain),
        })
    }
    fn read(&self, scope: &ScopeId, after: u64, max: usize) -> Result<Vec<Logged>, Infallible> {
        let logs = self.logs.borrow();
        let log = logs.get(scope).map_or(&[][..], Vec::as_slice);
        Ok(log.iter().skip(after as usize).take(max).cloned().collect())
    }
    fn hashes(&self, scope: &ScopeId) -> Result<Vec<Hash>, Infallible> {
        Ok(self.logs.borrow().get(scope).into_iter().flatten().map(|logged| logged.hash).collect())
    }
}

pub(crate) fn signed(entry: &Entry) -> SignedFact {
    match entry {
        Entry::Fact { bytes, signature } => SignedFact { bytes: bytes.clone(), signature: *signature },
        other => panic!("not a fact: {other:?}"),
    }
}

impl Server {
    /// A server whose directory has the ward and its staff.
    pub(crate) fn new() -> Self {
        let server = Self {
            key: SigningKey::from_bytes(&[42; 32]),
            logs: RefCell::default(),
            devices: RefCell::default(),
            chained: RefCell::default(),
            refuse: RefCell::new(None),
            time: RefCell::new(UtcMillis(super::NOON)),
            asked: RefCell::default(),
            heard: RefCell::new(None),
            written: RefCell::new(0),
        };
        server.author(EntryBody::Ward(super::ward()));
        for person in super::staff() {
            server.author(EntryBody::Staff(person));
        }
        server
    }

    /// Writes a fact of the directory.
    pub(crate) fn author(&self, body: EntryBody) {
        *self.written.borrow_mut() += 1;
        let n = *self.written.borrow();
        let stamp = Stamp { utc: *self.time.borrow(), offset_minutes: 0 };
        let mut id = [0xd1; 16];
        id[8..].copy_from_slice(&n.to_be_bytes());
        let header = Header {
            schema: record::fact::SCHEMA,
            scope: ScopeId::Dir,
            id: FactId::from_bytes(id),
            taken_at: TakenAt::At(stamp),
            recorded_at: stamp,
            clock: ClockFacts {
                monotonic_ms: 0,
                boot: BootId::from_bytes([0; 16]),
                trust: ClockTrust::Proved { offset_ms: 0 },
            },
            author: StaffId::from_bytes([0xaa; 16]),
            on_behalf_of: None,
            auth: AuthLevel::System,
            device: DeviceId::from_bytes([0xaa; 16]),
            incarnation: Incarnation::from_bytes([0xaa; 16]),
            device_seq: n,
            previous: EntryHash::NONE,
            signer: KeyId::of(&self.key.verifying_key()),
            policy: PolicyRevision(1),
            ruleset: RULESET.into(),
            supersedes: Vec::new(),
            reason: String::new(),
        };
        let signed = Fact { header, body }.sign(&self.key).unwrap();
        self.append(&ScopeId::Dir, Entry::Fact { bytes: signed.bytes, signature: signed.signature });
    }

    /// Lets a device in.
    pub(crate) fn enrol(&self, app: &App, label: &str) {
        self.devices.borrow_mut().insert(app.device(), app.public_key());
        self.author(EntryBody::Device(EnrolledDevice {
            id: app.device(),
            label: label.into(),
            key: app.public_key(),
            wards: vec![super::bluebell()],
            revoked_at: None,
        }));
        let enrolled = Enrolled {
            epoch: self.epoch(),
            server_key: self.key.verifying_key().to_bytes(),
            time: *self.time.borrow(),
            label: label.into(),
            wards: vec![super::bluebell()],
        };
        app.enrolled("http://127.0.0.1:9", enrolled).unwrap();
    }

    /// Lets a device in that does not know of it.
    pub(crate) fn admit_silently(&self, app: &App) {
        self.devices.borrow_mut().insert(app.device(), app.public_key());
    }

    fn epoch(&self) -> Epoch {
        Epoch { server: [1; 16], epoch: [2; 16] }
    }

    /// Puts an entry into a log, whatever it is.
    pub(crate) fn append(&self, scope: &ScopeId, entry: Entry) -> u64 {
        let mut logs = self.logs.borrow_mut();
        let log = logs.entry(scope.clone()).or_default();
        let hash = signed(&entry).hash().0;
        let chain = log.last().map_or(Chain::EMPTY, |last| last.chain).extend(&hash);
        log.push(Logged { hash, chain, entry });
        log.len() as u64
    }

    fn taken(&self, scope: &ScopeId, entry: &Entry) -> (Hash, Fate) {
        let fact = signed(entry);
        let hash = fact.hash().0;
        let place = self.logs.borrow().get(scope).and_then(|log| log.iter().position(|l| l.hash == hash));
        if let Some(place) = place {
            return (hash, Fate::Duplicate(place as u64 + 1));
        }
        if let Some(refused) = self.refuse.borrow().and_then(|refuse| refuse(scope)) {
            return (hash, Fate::Refused(refused));
        }
        let header = fact.decode().unwrap().header;
        let link = (header.device, header.incarnation, header.device_seq);
        let forked = self.chained.borrow_mut().insert(link, hash).is_some_and(|before| before != hash);
        let seq = self.append(scope, entry.clone());
        (hash, if forked { Fate::Forked(seq) } else { Fate::At(seq) })
    }

    fn answer(&self, device: DeviceId, message: Message) -> Vec<Message> {
        match message {
            Message::Hello(hello) => {
                let key = self.devices.borrow().get(&device).copied().unwrap();
                let bytes = hello_bytes(&NONCE, &hello.device, &hello.incarnation, hello.time);
                let key = record::VerifyingKey::from_bytes(&key).unwrap();
                let signature = ed25519_dalek::Signature::from_bytes(&hello.signature);
                key.verify_strict(&bytes, &signature).unwrap();
                let time = *self.time.borrow();
                let logs = self.logs.borrow();
                let aside = logs.keys().filter(|scope| matches!(scope, ScopeId::Aside(_))).cloned();
                let first = [ScopeId::Dir, ScopeId::Ward(super::bluebell(), 0), ScopeId::Audit(device)];
                let bytes = welcome_bytes(&NONCE, &hello.device, hello.time, &self.epoch(), time);
                use ed25519_dalek::Signer as _;
                vec![Message::Welcome(Welcome {
                    epoch: self.epoch(),
                    time,
                    signature: self.key.sign(&bytes).to_bytes(),
                    limits: ServerLimits { message_bytes: 1 << 20, push_entries: 500 },
                    scopes: first.into_iter().chain(aside).collect(),
                    tells_seen: self.heard.borrow().is_some(),
                    sends_news: false,
                })]
            }
            Message::AskSeen => {
                // An older server is not asked.
                let devices = self.heard.borrow().clone().unwrap();
                vec![Message::Seen { devices }]
            }
            Message::Sync { cursors } => {
                let mut room = serve::sync_room(cursors.len());
                self.asked.borrow_mut().extend(cursors.iter().map(|(scope, _)| scope.clone()));
                let standings = cursors.into_iter().map(|(scope, cursor)| {
                    let standing = serve::standing(self, &scope, &cursor, Access::Whole, &mut room);
                    (scope, standing.unwrap())
                });
                vec![Message::Synced { standings: standings.collect() }]
            }
            Message::Push { scope, entries } => {
                let fates = entries.iter().map(|entry| self.taken(&scope, entry)).collect();
                let head = self.head(&scope).unwrap().seq;
                vec![Message::Ack { scope: scope.clone(), fates }, Message::Note { scope, head }]
            }
            Message::Pull { scope, after, max } => {
                vec![serve::pulled(self, &scope, after, max.into(), Access::Whole).unwrap()]
            }
            Message::Have { scope, key, fingerprints } => {
                let indexes = serve::wanted(self, &scope, &key, &fingerprints).unwrap();
                vec![Message::Want { scope, key, indexes }]
            }
            other => panic!("a device does not say {other:?}"),
        }
    }

    /// Serves one connection of a device until it ends, or until so many frames were answered.
    pub(crate) async fn serve(&self, device: DeviceId, mut end: transport::memory::ServerEnd, frames: usize) {
        let challenge = encode(&Message::Challenge { nonce: NONCE }).unwrap();
        let mut answers = vec![challenge];
        for _ in 0..frames {
            for answer in answers.drain(..) {
                if end.send(answer).await.is_err() {
                    return;
                }
            }
            let Ok(frame) = end.recv().await else { return };
            let answered = self.answer(device, decode(&frame).unwrap());
            answers = answered.iter().map(|message| encode(message).unwrap()).collect();
        }
    }

    /// Serves one connection of a device until something has happened, and leaves it open.
    pub(crate) async fn serve_until(
        &self,
        device: DeviceId,
        end: &mut transport::memory::ServerEnd,
        until: impl Future<Output = ()>,
    ) {
        end.send(encode(&Message::Challenge { nonce: NONCE }).unwrap()).await.unwrap();
        tokio::pin!(until);
        loop {
            let frame = tokio::select! {
                () = &mut until => return,
                frame = end.recv() => frame.unwrap(),
            };
            for message in self.answer(device, decode(&frame).unwrap()) {
                end.send(encode(&message).unwrap()).await.unwrap();
            }
        }
    }

    /// Lets a device and this server speak until neither has anything to say.
    pub(crate) fn sync(&self, app: &App) {
        let mut actions: VecDeque<SyncAction> = app.sync_begin().into();
        actions.extend(app.sync(Input::TryNow));
        let mut closed = false;
        for scope in self.logs.borrow().keys().cloned().collect::<Vec<_>>() {
            let head = self.head(&scope).unwrap().seq;
            actions.extend(app.sync(Input::Frame(encode(&Message::Note { scope, head }).unwrap())));
        }
        for _ in 0..10_000 {
            let Some(action) = actions.pop_front() else {
                let more = app.sync_pending();
                if more.iter().all(|action| matches!(action, SyncAction::WakeAt(_))) {
                    break;
                }
                actions.extend(more);
                continue;
            };
            match action {
                SyncAction::Open => {
                    closed = false;
                    actions.extend(app.sync(Input::Opened));
                    let challenge = encode(&Message::Challenge { nonce: NONCE }).unwrap();
                    actions.extend(app.sync(Input::Frame(challenge)));
                }
                SyncAction::Close => closed = true,
                SyncAction::Send(frame) if !closed => {
                    for answer in self.answer(app.device(), decode(&frame).unwrap()) {
                        actions.extend(app.sync(Input::Frame(encode(&answer).unwrap())));
                    }
                }
                SyncAction::Send(_) | SyncAction::WakeAt(_) => {}
            }
        }
    }

    /// The connection breaks.
    pub(crate) fn cut(&self, app: &App) {
        let _ = app.sync(Input::Closed);
    }
}
