//! A device in memory: a disk that keeps the host's side of the session's contract, and the session itself.

use super::fact::{Fact, Kind, SERVER_KEY, device_key, hash, sign};
use clinical::{DeviceId, Incarnation, ScopeId, UtcMillis};
use planted::Fault;
use replication::{
    Config, Effect, Entry, Hash, Input, Message, Session,
    chain::Cursor,
    session::{Follow, Timing},
    wire::{Epoch, Refused},
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What lies on a device's disk; a clone is a backup.
#[derive(Debug, Clone, Default)]
pub(super) struct Db {
    pub(super) incarnation: Option<Incarnation>,
    pub(super) written: u64,
    pub(super) cursors: BTreeMap<ScopeId, Cursor>,
    pub(super) facts: BTreeMap<ScopeId, BTreeMap<Hash, Entry>>,
    pub(super) outbox: BTreeMap<u64, (ScopeId, Hash)>,
    pub(super) positions: u64,
    pub(super) quarantine: BTreeMap<Hash, (ScopeId, Refused)>,
    pub(super) epoch: Option<Epoch>,
    /// How often each fact that asks for help had its effect here.
    pub(super) alerted: BTreeMap<Hash, u32>,
    /// Entries of which there is only the hash.
    pub(super) lacking: BTreeMap<ScopeId, BTreeSet<Hash>>,
}

impl Db {
    pub(super) fn enqueue(&mut self, scope: &ScopeId, hash: Hash) {
        if !self.outbox.values().any(|(of, queued)| *queued == hash && of == scope) {
            self.positions += 1;
            self.outbox.insert(self.positions, (scope.clone(), hash));
        }
    }

    pub(super) fn alert(&mut self, hash: Hash, entry: &Entry) {
        if Fact::of(entry).is_some_and(|fact| fact.kind == Kind::Alerts) {
            *self.alerted.entry(hash).or_default() += 1;
        }
    }

    pub(super) fn holds(&self, scope: &ScopeId, hash: &Hash) -> bool {
        self.facts.get(scope).is_some_and(|facts| facts.contains_key(hash))
    }
}

/// What the device has said since somebody last looked: to people, or to its own disk.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Entries that left the outbox, other than into quarantine.
    pub(super) cleared: Vec<(ScopeId, Hash)>,
    /// Entries that were shown as being on the server.
    pub(super) on_server: Vec<(ScopeId, Hash)>,
    /// Scopes that were rewound.
    pub(super) rewinds: u64,
}

/// What is wrong with its disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Disk {
    Sound,
    /// Nothing more can be stored until somebody makes room.
    Full,
    /// The next commit fails, once.
    NextFails,
}

/// A device: disk, session, and what waits between them.
#[derive(Debug)]
pub(super) struct Device {
    pub(super) id: DeviceId,
    /// Which of several databases with one identity: a cloned device has its own.
    pub(super) slot: u8,
    pub(super) db: Db,
    pub(super) session: Session,
    /// Its wall clock minus true time.
    pub(super) skew: i64,
    pub(super) wake_at: Option<UtcMillis>,
    pub(super) disk: Disk,
    /// Of a version that does not know the newest kinds.
    pub(super) old: bool,
    pub(super) said: Said,
    /// Since its last rewind it has not come to rest.
    pub(super) healing: bool,
    /// Inputs that the host owes the session.
    pub(super) owed: VecDeque<Input>,
    /// Incarnations begun, over all lives: chance, which no restore rewinds.
    lives: u64,
}

/// What a device asks of the world outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asks {
    Open,
    Close,
    Send(Message),
}

impl Device {
    pub(super) fn new(slot: u8, scopes: &[ScopeId]) -> Self {
        let id = DeviceId::from_bytes([slot; 16]);
        let cursors = scopes.iter().map(|scope| (scope.clone(), Cursor::START)).collect();
        let mut device = Self::over(id, slot, Db { cursors, ..Db::default() });
        device.begin_incarnation();
        device.restart(0);
        device
    }

    /// The same device once more: a copy of its disk in another machine.
    pub(super) fn copy(&self, slot: u8, seed: u64) -> Self {
        let mut copy = Self::over(self.id, slot, self.db.clone());
        copy.old = self.old;
        copy.restart(seed);
        copy
    }

    fn over(id: DeviceId, slot: u8, db: Db) -> Self {
        Self {
            id,
            slot,
            session: session(id, &db, 0),
            db,
            skew: 0,
            wake_at: None,
            disk: Disk::Sound,
            old: false,
            said: Said::default(),
            healing: false,
            owed: VecDeque::new(),
            lives: 0,
        }
    }

    /// A new process on the same disk.
    pub(super) fn restart(&mut self, seed: u64) {
        self.session = session(self.id, &self.db, seed);
        self.owed = self.db.cursors.iter().map(|(scope, cursor)| follow(scope, *cursor)).collect();
        self.owed.push_back(Input::Wake);
        self.wake_at = None;
        if self.disk == Disk::NextFails {
            self.disk = Disk::Sound;
        }
    }

    /// The disk is that of a backup. `noticed` when the keystore shows that it is not the one it was.
    pub(super) fn restore(&mut self, backup: Db, noticed: bool, seed: u64) {
        self.db = backup;
        if noticed {
            self.begin_incarnation();
        }
        self.restart(seed);
    }

    pub(super) fn begin_incarnation(&mut self) {
        self.lives += 1;
        let mut bytes = [self.slot; 16];
        bytes[..8].copy_from_slice(&self.lives.to_be_bytes());
        self.db.incarnation = Some(Incarnation::from_bytes(bytes));
        self.db.written = 0;
    }

    pub(super) fn incarnation(&self) -> Incarnation {
        self.db.incarnation.expect("a device begins with one")
    }

    /// A person charts something. When this answers, it was said to be saved; `None` is "the disk is full".
    pub(super) fn write(&mut self, scope: &ScopeId, serial: u64, kind: Kind) -> Option<Hash> {
        if self.disk != Disk::Sound {
            if self.disk == Disk::NextFails {
                self.disk = Disk::Sound;
            }
            return None;
        }
        let seq = self.db.written + 1;
        let fact = Fact {
            scope: scope.clone(),
            device: self.id,
            incarnation: self.incarnation(),
            seq,
            serial,
            kind,
        };
        let entry = fact.entry();
        let hash = hash(&entry);
        // One answer in four comes before the disk has it, and the process ends in between.
        if planted::is(Fault::SavedBeforeCommit) && serial.is_multiple_of(4) {
            return Some(hash);
        }
        self.db.written = seq;
        self.db.alert(hash, &entry);
        self.db.facts.entry(scope.clone()).or_default().insert(hash, entry);
        if !(planted::is(Fault::SavedNotQueued) && serial.is_multiple_of(4)) {
            self.db.enqueue(scope, hash);
        }
        self.owed.push_back(Input::Written);
        Some(hash)
    }

    /// Feeds the session an input, does what it asks of the host, and hands on what it asks of the world. With
    /// `fails_at`, that effect (counted over the whole turn) and all after it do not happen: `Err` says the process died.
    pub(super) fn turn(
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
        if self.session.is_quiet() {
            self.healing = false;
        }
        Ok(asks)
    }

    fn carry_out(&mut self, effect: Effect, asks: &mut Vec<Asks>) {
        if crate::run::telling() {
            let all = format!("{effect:?}");
            let name: String = all.chars().take(60).collect();
            crate::say(&format!("  database {}: {name}", self.slot));
        }
        match effect {
            Effect::Open => asks.push(Asks::Open),
            Effect::Close => asks.push(Asks::Close),
            Effect::SignHello { bytes } => {
                self.owed.push_back(Input::HelloSigned(sign(device_key(&self.id), &bytes)));
            }
            Effect::CheckWelcome { bytes, signature } => {
                self.owed.push_back(Input::WelcomeChecked(signature == sign(SERVER_KEY, &bytes)));
            }
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
                if self.commits() {
                    self.db.epoch = Some(epoch);
                    self.owed.push_back(Input::EpochAdopted);
                }
            }
            Effect::OnServer { scope, hash } => {
                if planted::is(Fault::EmptyOutboxOnAck) {
                    self.clear(&scope, &hash);
                }
                self.said.on_server.push((scope, hash));
            }
            Effect::Quarantine { scope, hash, reason } => self.set_aside(scope, hash, reason),
            Effect::BeginIncarnation => {
                if !planted::is(Fault::OldLifeGoesOn) {
                    self.begin_incarnation();
                }
                self.owed.push_back(Input::Incarnation(self.incarnation()));
            }
            Effect::ClockProved { .. }
            | Effect::Denied { .. }
            | Effect::Seen { .. }
            | Effect::ForgedServer
            | Effect::Refused(_) => {}
        }
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
        incarnation: db.incarnation.unwrap_or_else(|| Incarnation::from_bytes([0; 16])),
        known: db.epoch,
        seed: bytes,
        hash,
        timing: Timing::default(),
    })
}
