//! The server in memory: one log, several nodes that share it and nothing else, each with its own connections.

mod follow;

use super::{
    fact::{Fact, Kind, SERVER_KEY, device_key, hash, sign},
    log::{Disk, Open},
};
use clinical::{DeviceId, Incarnation, ScopeId, UtcMillis};
use planted::Fault;
use replication::{
    Entry, Hash, Message,
    limits::MAX_MESSAGE_BYTES,
    serve::{self, Access},
    wire::{Epoch, Fate, FaultCode, Hello, Refused, ServerLimits, Welcome, hello_bytes, welcome_bytes},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
};

/// The server: its disk, and its nodes.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) disk: Disk,
    pub(super) epoch: Epoch,
    /// Scopes of which a device gets hashes only, beyond this sequence.
    pub(super) restricted: BTreeMap<(DeviceId, ScopeId), u64>,
    /// Every pair that was ever restricted.
    pub(super) ever_restricted: BTreeSet<(DeviceId, ScopeId)>,
    pub(super) revoked: BTreeSet<DeviceId>,
    /// Answer this many pushes with `BUSY`.
    pub(super) busy_for: u32,
    /// The next commit fails.
    pub(super) next_fails: bool,
    /// No room: nothing is stored.
    pub(super) full: bool,
    /// Entries in a page at the most.
    pub(super) page_entries: usize,
    nodes: Vec<BTreeMap<u8, Connection>>,
    nonces: u64,
    /// Lives of which an answer said that two databases live them.
    pub(super) forks: BTreeSet<Incarnation>,
    /// Heads to tell of, and by which node.
    pub(super) notes: Vec<(usize, ScopeId, u64)>,
    /// Transactions that another node holds open, with the answers that wait for their commits.
    open: Vec<Open>,
}

#[derive(Debug)]
struct Connection {
    nonce: [u8; 32],
    device: Option<DeviceId>,
    /// As the real server's: up to where the device has each log, once it has asked for news.
    has: Option<BTreeMap<ScopeId, u64>>,
}

impl Server {
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            disk: Disk::default(),
            epoch: Epoch { server: [1; 16], epoch: [1; 16] },
            restricted: BTreeMap::new(),
            ever_restricted: BTreeSet::new(),
            revoked: BTreeSet::new(),
            busy_for: 0,
            next_fails: false,
            full: false,
            page_entries: 500,
            nodes: (0..nodes).map(|_| BTreeMap::new()).collect(),
            nonces: 0,
            forks: BTreeSet::new(),
            notes: Vec::new(),
            open: Vec::new(),
        }
    }

    pub(super) fn nodes(&self) -> usize {
        self.nodes.len()
    }

    /// A connection to a node stands.
    pub(super) fn accept(&mut self, node: usize, slot: u8) -> Message {
        self.nonces += 1;
        let mut nonce = [0x20; 32];
        nonce[..8].copy_from_slice(&self.nonces.to_be_bytes());
        self.nodes[node].insert(slot, Connection { nonce, device: None, has: None });
        Message::Challenge { nonce }
    }

    /// A connection is gone.
    pub(super) fn hang_up(&mut self, slot: u8) {
        for node in &mut self.nodes {
            node.remove(&slot);
        }
    }

    /// A node's process dies: its connections, and what it had not committed.
    pub(super) fn crash(&mut self, node: usize) {
        self.nodes[node].clear();
        self.notes.retain(|(of, ..)| *of != node);
    }

    /// Whether a device has been let in by a node.
    pub(super) fn is_live(&self, node: usize, slot: u8) -> bool {
        self.nodes[node].get(&slot).is_some_and(|connection| connection.device.is_some())
    }

    /// What another node held open is committed.
    pub(super) fn commit_open(&mut self) {
        for open in std::mem::take(&mut self.open) {
            self.disk.append_late(open);
        }
    }

    /// Whether an entry is stored, or will be as soon as the node that has it commits.
    pub(super) fn has(&self, scope: &ScopeId, hash: &Hash) -> bool {
        let open = self.open.iter().any(|open| open.scope == *scope && open.hash == *hash);
        open || self.disk.logged(scope, hash).is_some_and(|logged| logged.hash == *hash)
    }

    /// Somebody places the patient here again: the entry that lets a ward read, at the end of the log. Answers its place.
    pub(super) fn placed(&mut self, scope: &ScopeId, serial: u64) -> u64 {
        let (device, incarnation) = (DeviceId::from_bytes([200; 16]), Incarnation::from_bytes([200; 16]));
        let entry =
            Fact { scope: scope.clone(), device, incarnation, seq: serial, serial, kind: Kind::Plain }
                .entry();
        self.disk.append(scope, hash(&entry), entry)
    }

    /// Answers one message.
    pub(super) fn answer(&mut self, now: UtcMillis, node: usize, slot: u8, message: Message) -> Vec<Message> {
        let Some(connection) = self.nodes[node].get(&slot) else { return Vec::new() };
        let fault = |code| vec![Message::Fault { code }];
        let device = match (connection.device, &message) {
            (None, Message::Hello(hello)) => return vec![self.hello(now, node, slot, hello)],
            (None, _) => return fault(FaultCode::Malformed),
            (Some(device), _) => device,
        };
        if self.revoked.contains(&device) && !planted::is(Fault::RevokedStillServed) {
            return fault(FaultCode::Revoked);
        }
        match message {
            Message::AskNews => {
                self.told(node, slot).get_or_insert_default();
                Vec::new()
            }
            Message::Sync { cursors } => vec![self.synced(node, slot, device, &cursors)],
            Message::Push { scope, .. } if self.busy_for > 0 => {
                self.busy_for -= 1;
                vec![Message::Busy { scope, retry_ms: 50 }]
            }
            Message::Push { .. } if self.full || std::mem::take(&mut self.next_fails) => {
                fault(FaultCode::Unavailable)
            }
            Message::Push { scope, entries } => vec![self.push(node, scope, entries)],
            Message::Pull { scope, after, max } => vec![self.pulled(node, slot, device, scope, after, max)],
            Message::Have { scope, key, fingerprints } => {
                let indexes = settled(serve::wanted(&self.disk, &scope, &key, &fingerprints));
                vec![Message::Want { scope, key, indexes }]
            }
            _ => fault(FaultCode::Malformed),
        }
    }

    pub(super) fn access(&self, device: DeviceId, scope: &ScopeId) -> Access {
        match self.restricted.get(&(device, scope.clone())) {
            None => Access::Whole,
            Some(_) if planted::is(Fault::WholeForHashes) => Access::Whole,
            Some(0) => Access::HashesOnly,
            Some(last) => Access::UpTo(*last),
        }
    }

    fn hello(&mut self, now: UtcMillis, node: usize, slot: u8, hello: &Hello) -> Message {
        let Some(connection) = self.nodes[node].get_mut(&slot) else {
            return Message::Fault { code: FaultCode::Malformed };
        };
        let device = hello.device;
        let bytes = hello_bytes(&connection.nonce, &device, &hello.incarnation, hello.time);
        if hello.signature != sign(device_key(&device), &bytes) {
            return Message::Fault { code: FaultCode::NotEnrolled };
        }
        if self.revoked.contains(&device) && !planted::is(Fault::RevokedStillServed) {
            return Message::Fault { code: FaultCode::Revoked };
        }
        connection.device = Some(device);
        if self.disk.lives.insert(device, hello.incarnation).is_some_and(|life| life != hello.incarnation) {
            // Another life may be of an older disk: what it was given since counts for nothing.
            let of_it = self.ever_restricted.iter().filter(|(of, _)| *of == device);
            self.disk.holes.extend(of_it.cloned());
        }
        let signed = welcome_bytes(&connection.nonce, &device, hello.time, &self.epoch, now);
        Message::Welcome(Welcome {
            epoch: self.epoch,
            time: now,
            signature: sign(SERVER_KEY, &signed),
            limits: ServerLimits { message_bytes: MAX_MESSAGE_BYTES as u32, push_entries: 4 },
            scopes: vec![ScopeId::Dir],
            tells_seen: false,
            sends_news: true,
        })
    }

    fn push(&mut self, node: usize, scope: ScopeId, entries: Vec<Entry>) -> Message {
        let all =
            planted::is(Fault::BatchRefusedWhole) && entries.iter().any(|e| judged(e, &scope).is_none());
        let fates = entries.into_iter().map(|entry| (hash(&entry), self.take(&scope, entry, all))).collect();
        if let Some(log) = self.disk.logs.get(&scope) {
            self.notes.push((node, scope.clone(), log.len() as u64));
        }
        Message::Ack { scope, fates }
    }

    fn take(&mut self, scope: &ScopeId, entry: Entry, refuse: bool) -> Fate {
        let hash = hash(&entry);
        let known = self.disk.places.get(&(scope.clone(), hash)).copied();
        if let Some(seq) = known.filter(|_| !planted::is(Fault::NoDedupe)) {
            return Fate::Duplicate(seq);
        }
        if planted::is(Fault::DedupeWithoutScope)
            && self.disk.quarantine.keys().any(|(_, known)| *known == hash)
        {
            return Fate::Duplicate(1);
        }
        let Some(fact) = judged(&entry, scope).filter(|_| !refuse) else {
            self.disk.quarantine.insert((scope.clone(), hash), entry);
            return Fate::Refused(Refused::AuthorNotAllowed);
        };
        let place = (fact.device, fact.incarnation, fact.seq);
        let other = self.disk.chain_places.insert(place, hash);
        let at = self.disk.logs.get(scope).map_or(0, Vec::len);
        if planted::is(Fault::AckBeforeCommit) && fact.serial.is_multiple_of(8) {
            return Fate::At(at as u64 + 1);
        }
        if planted::is(Fault::BigserialCursor) && fact.serial.is_multiple_of(4) {
            let scope = scope.clone();
            self.open.push(Open { at, scope, hash, entry });
            return Fate::At(at as u64 + 1);
        }
        let seq = self.disk.append(scope, hash, entry);
        match other {
            Some(other) if other != hash && !planted::is(Fault::ForkUnnoticed) => {
                self.forks.insert(fact.incarnation);
                Fate::Forked(seq)
            }
            _ => Fate::At(seq),
        }
    }
}

/// The fact of an entry that may stand in a scope.
fn judged(entry: &Entry, scope: &ScopeId) -> Option<Fact> {
    Fact::of(entry).filter(|fact| fact.scope == *scope && fact.kind != Kind::Refused)
}

/// An answer that cannot fail.
fn settled<T>(answer: Result<T, Infallible>) -> T {
    match answer {
        Ok(answer) => answer,
        Err(never) => match never {},
    }
}
