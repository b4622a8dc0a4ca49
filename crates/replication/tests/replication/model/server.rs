//! A server in memory: a log per scope, a quarantine, connections.

use super::facts::{Fact, SERVER_KEY, device_key, hash, sign};
use clinical::{DeviceId, Incarnation, ScopeId, UtcMillis};
use replication::{
    Chain, Entry, Hash, Message,
    chain::Cursor,
    limits::{MAX_ENTRIES, MAX_MESSAGE_BYTES},
    serve::{self, Access, Logged, ReadLog},
    wire::{Epoch, Fate, FaultCode, Hello, Refused, ServerLimits, Welcome, hello_bytes, welcome_bytes},
};
use std::{
    collections::{BTreeMap, HashMap},
    convert::Infallible,
};

/// What lies on the server's disk; a clone is a backup.
#[derive(Debug, Clone, Default)]
pub(crate) struct Disk {
    pub logs: BTreeMap<ScopeId, Vec<Logged>>,
    places: HashMap<(ScopeId, Hash), u64>,
    chain_places: HashMap<(DeviceId, Incarnation, u64), Hash>,
    pub quarantine: HashMap<Hash, Entry>,
}

/// A server.
#[derive(Debug)]
pub(crate) struct Server {
    pub disk: Disk,
    pub epoch: Epoch,
    /// Scopes of which a device gets hashes only.
    pub hashes_only: Vec<(DeviceId, ScopeId)>,
    /// Answer this many pushes with `BUSY`.
    pub busy_for: u32,
    connections: BTreeMap<DeviceId, Connection>,
    nonces: u64,
    /// Heads to tell of.
    pub notes: Vec<(ScopeId, u64)>,
}

#[derive(Debug)]
struct Connection {
    nonce: [u8; 32],
    live: bool,
}

impl ReadLog for Disk {
    type Error = Infallible;

    fn head(&self, scope: &ScopeId) -> Result<Cursor, Infallible> {
        let log = self.logs.get(scope).map_or(&[][..], Vec::as_slice);
        let chain = log.last().map_or(Chain::EMPTY, |logged| logged.chain);
        Ok(Cursor { seq: log.len() as u64, chain })
    }

    fn chain_at(&self, scope: &ScopeId, seq: u64) -> Result<Option<Chain>, Infallible> {
        let log = self.logs.get(scope).map_or(&[][..], Vec::as_slice);
        Ok(match seq.checked_sub(1) {
            None => Some(Chain::EMPTY),
            Some(place) => log.get(place as usize).map(|logged| logged.chain),
        })
    }

    fn read(&self, scope: &ScopeId, after: u64, max: usize) -> Result<Vec<Logged>, Infallible> {
        let log = self.logs.get(scope).map_or(&[][..], Vec::as_slice);
        Ok(log.iter().skip(after as usize).take(max).cloned().collect())
    }

    fn hashes(&self, scope: &ScopeId) -> Result<Vec<Hash>, Infallible> {
        Ok(self.logs.get(scope).into_iter().flatten().map(|logged| logged.hash).collect())
    }
}

impl Disk {
    fn append(&mut self, scope: &ScopeId, hash: Hash, entry: Entry) -> u64 {
        let log = self.logs.entry(scope.clone()).or_default();
        let chain = log.last().map_or(Chain::EMPTY, |logged| logged.chain).extend(&hash);
        log.push(Logged { hash, chain, entry });
        let seq = log.len() as u64;
        self.places.insert((scope.clone(), hash), seq);
        seq
    }
}

impl Server {
    pub(crate) fn new() -> Self {
        Self {
            disk: Disk::default(),
            epoch: Epoch { server: [1; 16], epoch: [1; 16] },
            hashes_only: Vec::new(),
            busy_for: 0,
            connections: BTreeMap::new(),
            nonces: 0,
            notes: Vec::new(),
        }
    }

    /// A device's connection stands.
    pub(crate) fn accept(&mut self, device: DeviceId) -> Message {
        self.nonces += 1;
        let mut nonce = [0x20; 32];
        nonce[..8].copy_from_slice(&self.nonces.to_be_bytes());
        self.connections.insert(device, Connection { nonce, live: false });
        Message::Challenge { nonce }
    }

    /// Whether a device has been let in.
    pub(crate) fn is_live(&self, device: &DeviceId) -> bool {
        self.connections.get(device).is_some_and(|connection| connection.live)
    }

    /// Answers one message.
    pub(crate) fn answer(&mut self, now: UtcMillis, device: DeviceId, message: Message) -> Vec<Message> {
        let live = self.is_live(&device);
        match message {
            Message::Hello(hello) if !live => vec![self.hello(now, device, &hello)],
            _ if !live => vec![Message::Fault { code: FaultCode::Malformed }],
            Message::Sync { cursors } => vec![self.sync(device, &cursors)],
            Message::Push { scope, .. } if self.busy_for > 0 => {
                self.busy_for -= 1;
                vec![Message::Busy { scope, retry_ms: 50 }]
            }
            Message::Push { scope, entries } => vec![self.push(scope, entries)],
            Message::Pull { scope, after, max } => {
                let access = self.access(device, &scope);
                vec![settled(serve::pulled(&self.disk, &scope, after, usize::from(max), access))]
            }
            Message::Have { scope, key, fingerprints } => {
                let indexes = settled(serve::wanted(&self.disk, &scope, &key, &fingerprints));
                vec![Message::Want { scope, key, indexes }]
            }
            _ => vec![Message::Fault { code: FaultCode::Malformed }],
        }
    }

    fn access(&self, device: DeviceId, scope: &ScopeId) -> Access {
        let hashes_only = self.hashes_only.iter().any(|(of, what)| *of == device && what == scope);
        if hashes_only { Access::HashesOnly } else { Access::Whole }
    }

    fn hello(&mut self, now: UtcMillis, device: DeviceId, hello: &Hello) -> Message {
        let Some(connection) = self.connections.get_mut(&device) else {
            return Message::Fault { code: FaultCode::Malformed };
        };
        let bytes = hello_bytes(&connection.nonce, &hello.device, &hello.incarnation, hello.time);
        if hello.device != device || hello.signature != sign(device_key(&device), &bytes) {
            return Message::Fault { code: FaultCode::NotEnrolled };
        }
        connection.live = true;
        let signed = welcome_bytes(&connection.nonce, &device, hello.time, &self.epoch, now);
        Message::Welcome(Welcome {
            epoch: self.epoch,
            time: now,
            signature: sign(SERVER_KEY, &signed),
            limits: ServerLimits {
                message_bytes: MAX_MESSAGE_BYTES as u32,
                push_entries: MAX_ENTRIES as u16,
            },
            scopes: vec![ScopeId::Dir],
            tells_seen: false,
            sends_news: false,
        })
    }

    fn sync(&self, device: DeviceId, cursors: &[(ScopeId, Cursor)]) -> Message {
        let mut room = serve::sync_room(cursors.len());
        let standing = |(scope, cursor): &(ScopeId, Cursor)| {
            let access = self.access(device, scope);
            (scope.clone(), settled(serve::standing(&self.disk, scope, cursor, access, &mut room)))
        };
        Message::Synced { standings: cursors.iter().map(standing).collect() }
    }

    fn push(&mut self, scope: ScopeId, entries: Vec<Entry>) -> Message {
        let fates = entries.into_iter().map(|entry| (hash(&entry), self.take(&scope, entry))).collect();
        if let Some(log) = self.disk.logs.get(&scope) {
            self.notes.push((scope.clone(), log.len() as u64));
        }
        Message::Ack { scope, fates }
    }

    fn take(&mut self, scope: &ScopeId, entry: Entry) -> Fate {
        let hash = hash(&entry);
        if let Some(seq) = self.disk.places.get(&(scope.clone(), hash)) {
            return Fate::Duplicate(*seq);
        }
        let Some(fact) = Fact::of(&entry).filter(|fact| fact.scope == *scope && !fact.refused) else {
            self.disk.quarantine.insert(hash, entry);
            return Fate::Refused(Refused::AuthorNotAllowed);
        };
        let seq = self.disk.append(scope, hash, entry);
        let place = (fact.device, fact.incarnation, fact.seq);
        match self.disk.chain_places.insert(place, hash) {
            Some(other) if other != hash => Fate::Forked(seq),
            _ => Fate::At(seq),
        }
    }
}

/// An answer that cannot fail.
fn settled<T>(answer: Result<T, Infallible>) -> T {
    match answer {
        Ok(answer) => answer,
        Err(never) => match never {},
    }
}
