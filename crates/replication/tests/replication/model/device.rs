//! A device in memory: a database that keeps the host's side of the contract, and a session.

use super::facts::{Fact, SERVER_KEY, device_key, hash, sign};
use clinical::{DeviceId, Incarnation, ScopeId, UtcMillis};
use replication::{
    Config, Effect, Entry, Hash, Input, Message, Session,
    chain::Cursor,
    session::{Follow, Outgoing, Timing, VerifiedPage},
    wire::{Epoch, Refused},
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What lies on a device's disk; a clone is a backup.
#[derive(Debug, Clone)]
pub(crate) struct Db {
    pub incarnation: Incarnation,
    pub written: u64,
    pub cursors: BTreeMap<ScopeId, Cursor>,
    pub facts: BTreeMap<ScopeId, BTreeMap<Hash, Entry>>,
    pub outbox: BTreeMap<u64, (ScopeId, Hash)>,
    pub positions: u64,
    pub quarantine: BTreeMap<Hash, (ScopeId, Refused)>,
    pub epoch: Option<Epoch>,
}

impl Db {
    fn new(scopes: &[ScopeId]) -> Self {
        Self {
            incarnation: Incarnation::from_bytes([0; 16]),
            written: 0,
            cursors: scopes.iter().map(|scope| (scope.clone(), Cursor::START)).collect(),
            facts: BTreeMap::new(),
            outbox: BTreeMap::new(),
            positions: 0,
            quarantine: BTreeMap::new(),
            epoch: None,
        }
    }

    fn enqueue(&mut self, scope: &ScopeId, hash: Hash) {
        if !self.outbox.values().any(|(_, queued)| *queued == hash) {
            self.positions += 1;
            self.outbox.insert(self.positions, (scope.clone(), hash));
        }
    }
}

/// A device: disk, session, and what waits between them.
#[derive(Debug)]
pub(crate) struct Device {
    pub id: DeviceId,
    pub db: Db,
    pub session: Session,
    /// Its wall clock minus true time.
    pub skew: i64,
    pub wake_at: Option<UtcMillis>,
    /// Inputs that the host owes the session.
    owed: VecDeque<Input>,
    /// Incarnations begun, over all lives: the keystore's memory, which no restore of the database rewinds.
    lives: u64,
    /// Scopes that the server denied.
    pub denied: BTreeSet<ScopeId>,
    /// The last proved clock offset.
    pub offset: Option<i64>,
}

/// What a device asks of the world outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asks {
    Open,
    Close,
    Send(Message),
}

impl Device {
    pub(crate) fn new(number: u8, scopes: &[ScopeId]) -> Self {
        let id = DeviceId::from_bytes([number; 16]);
        let db = Db::new(scopes);
        let mut device = Self {
            id,
            session: session(id, &db, 0),
            db,
            skew: 0,
            wake_at: None,
            owed: VecDeque::new(),
            lives: 0,
            denied: BTreeSet::new(),
            offset: None,
        };
        device.begin_incarnation();
        device.restart(0);
        device
    }

    /// A new process on the same disk.
    pub(crate) fn restart(&mut self, seed: u64) {
        self.session = session(self.id, &self.db, seed);
        self.owed = self.db.cursors.iter().map(|(scope, cursor)| follow(scope, *cursor)).collect();
        self.owed.push_back(Input::Wake);
        self.wake_at = None;
    }

    fn begin_incarnation(&mut self) {
        self.lives += 1;
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.lives.to_be_bytes());
        bytes[15] = self.id.as_bytes()[0];
        self.db.incarnation = Incarnation::from_bytes(bytes);
        self.db.written = 0;
    }

    /// A person charts something; durable when this returns.
    pub(crate) fn write(&mut self, scope: &ScopeId, serial: u64, refused: bool) -> Hash {
        self.db.written += 1;
        let fact = Fact {
            scope: scope.clone(),
            device: self.id,
            incarnation: self.db.incarnation,
            seq: self.db.written,
            serial,
            refused,
        };
        let entry = fact.entry();
        let hash = hash(&entry);
        self.db.facts.entry(scope.clone()).or_default().insert(hash, entry);
        self.db.enqueue(scope, hash);
        self.owed.push_back(Input::Written);
        hash
    }

    /// Feeds the session an input, does what it asks of the host, and hands on what it asks of the world. With
    /// `fails_at`, that effect (counted over the whole turn) and all after it do not happen: `Err` says the process died.
    pub(crate) fn turn(
        &mut self,
        now: UtcMillis,
        input: Option<Input>,
        mut fails_at: Option<usize>,
    ) -> Result<Vec<Asks>, ()> {
        let now = UtcMillis(now.0 + self.skew);
        let mut asks = Vec::new();
        self.owed.extend(input);
        while let Some(input) = self.owed.pop_front() {
            let step = self.session.step(now, input);
            self.wake_at = step.wake_at.map(|at| UtcMillis(at.0 - self.skew));
            for effect in step.effects {
                match &mut fails_at {
                    Some(0) => return Err(()),
                    Some(left) => *left -= 1,
                    None => {}
                }
                self.carry_out(effect, &mut asks);
            }
            asks.extend(step.send.into_iter().map(Asks::Send));
        }
        Ok(asks)
    }

    fn carry_out(&mut self, effect: Effect, asks: &mut Vec<Asks>) {
        match effect {
            Effect::Open => asks.push(Asks::Open),
            Effect::Close => asks.push(Asks::Close),
            Effect::SignHello { bytes } => {
                self.owed.push_back(Input::HelloSigned(sign(device_key(&self.id), &bytes)));
            }
            Effect::CheckWelcome { bytes, signature } => {
                self.owed.push_back(Input::WelcomeChecked(signature == sign(SERVER_KEY, &bytes)));
            }
            Effect::ClockProved { offset_ms } => self.offset = Some(offset_ms),
            Effect::Offered { scopes } => {
                for scope in scopes {
                    let cursor = *self.db.cursors.entry(scope.clone()).or_insert(Cursor::START);
                    self.owed.push_back(follow(&scope, cursor));
                }
            }
            Effect::LoadOutbox { after, max } => self.load(after, max),
            Effect::Ingest(page) => self.ingest(page),
            Effect::Rewind { scope } => self.rewind(scope),
            Effect::AdoptEpoch(epoch) => {
                self.db.epoch = Some(epoch);
                self.owed.push_back(Input::EpochAdopted);
            }
            Effect::OnServer { .. } | Effect::Seen { .. } | Effect::ForgedServer | Effect::Refused(_) => {}
            Effect::Quarantine { scope, hash, reason } => {
                self.db.outbox.retain(|_, (_, queued)| *queued != hash);
                self.db.quarantine.insert(hash, (scope, reason));
            }
            Effect::BeginIncarnation => {
                self.begin_incarnation();
                self.owed.push_back(Input::Incarnation(self.db.incarnation));
            }
            Effect::Denied { scope } => {
                self.denied.insert(scope);
            }
        }
    }

    fn load(&mut self, after: u64, max: usize) {
        let rest = self.db.outbox.range(after + 1..);
        let entry = |scope: &ScopeId, hash: &Hash| self.db.facts[scope][hash].clone();
        let entries: Vec<_> = rest
            .clone()
            .take(max)
            .map(|(position, (scope, hash))| Outgoing {
                position: *position,
                scope: scope.clone(),
                entry: entry(scope, hash),
            })
            .collect();
        let more = rest.count() > entries.len();
        self.owed.push_back(Input::Outbox { entries, more });
    }

    /// One transaction: facts, cursor, outbox.
    fn ingest(&mut self, page: VerifiedPage) {
        let VerifiedPage { scope, entries, cursor, .. } = page;
        for (hash, entry) in entries {
            if matches!(entry, Entry::Fact { .. }) {
                self.db.facts.entry(scope.clone()).or_default().entry(hash).or_insert(entry);
            }
            self.db.outbox.retain(|_, (_, queued)| *queued != hash);
            self.db.quarantine.remove(&hash);
        }
        self.db.cursors.insert(scope.clone(), cursor);
        self.owed.push_back(Input::Ingested { scope, cursor });
    }

    /// One transaction: cursor to the start, everything held into the outbox.
    fn rewind(&mut self, scope: ScopeId) {
        self.db.cursors.insert(scope.clone(), Cursor::START);
        let held: Vec<Hash> =
            self.db.facts.get(&scope).into_iter().flatten().map(|(hash, _)| *hash).collect();
        held.iter().for_each(|hash| self.db.enqueue(&scope, *hash));
        self.owed.push_back(Input::Rewound { scope, held });
    }
}

fn follow(scope: &ScopeId, cursor: Cursor) -> Input {
    Input::Follow(Follow { scope: scope.clone(), cursor })
}

fn session(device: DeviceId, db: &Db, seed: u64) -> Session {
    let mut bytes = [device.as_bytes()[0]; 32];
    bytes[..8].copy_from_slice(&seed.to_be_bytes());
    Session::new(Config {
        device,
        incarnation: db.incarnation,
        known: db.epoch,
        seed: bytes,
        hash,
        timing: Timing::default(),
    })
}
