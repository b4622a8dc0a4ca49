//! A server that lies to its devices: it serves whatever is put into its logs, under a chain that verifies.

use crate::hand::{NINE, entry, hash};
use anyhow::{Result, bail};
use app::{App, Input, SyncAction};
use clinical::{
    BootId, ClockTrust, DeviceId, FactId, Incarnation, ScopeId, StaffId, Stamp, TakenAt,
    entry::{EnrolledDevice, EntryBody},
    staff::AuthLevel,
};
use ed25519_dalek::Signer as _;
use record::{ClockFacts, EntryHash, Fact, Header, KeyId, PolicyRevision, SigningKey};
use replication::{
    chain::{Chain, Cursor},
    door::Enrolled,
    serve::{self, Access, Logged, ReadLog},
    wire::{Entry, Epoch, Fate, Hash, Message, ServerLimits, Welcome, decode, encode, welcome_bytes},
};
use std::{
    collections::{BTreeMap, VecDeque},
    convert::Infallible,
};

const NONCE: [u8; 32] = [3; 32];
const EPOCH: Epoch = Epoch { server: [1; 16], epoch: [2; 16] };
/// Messages after which a device that still has something to say is one that never comes to rest.
const MOST_STEPS: usize = 20_000;

/// A server in memory.
pub struct Liar {
    key: SigningKey,
    logs: BTreeMap<ScopeId, Vec<Logged>>,
    written: u64,
}

impl ReadLog for Liar {
    type Error = Infallible;

    fn head(&self, scope: &ScopeId) -> Result<Cursor, Infallible> {
        let log = self.log(scope);
        Ok(Cursor { seq: log.len() as u64, chain: log.last().map_or(Chain::EMPTY, |last| last.chain) })
    }

    fn chain_at(&self, scope: &ScopeId, seq: u64) -> Result<Option<Chain>, Infallible> {
        let Some(before) = seq.checked_sub(1) else { return Ok(Some(Chain::EMPTY)) };
        let logged = usize::try_from(before).ok().and_then(|before| self.log(scope).get(before));
        Ok(logged.map(|logged| logged.chain))
    }

    fn read(&self, scope: &ScopeId, after: u64, max: usize) -> Result<Vec<Logged>, Infallible> {
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        Ok(self.log(scope).iter().skip(after).take(max).cloned().collect())
    }

    fn hashes(&self, scope: &ScopeId) -> Result<Vec<Hash>, Infallible> {
        Ok(self.log(scope).iter().map(|logged| logged.hash).collect())
    }
}

impl Liar {
    /// One without logs.
    pub fn new() -> Self {
        Self { key: SigningKey::from_bytes(&[42; 32]), logs: BTreeMap::new(), written: 0 }
    }

    fn log(&self, scope: &ScopeId) -> &[Logged] {
        self.logs.get(scope).map_or(&[], Vec::as_slice)
    }

    /// Writes an entry of the directory, with the server's own key.
    ///
    /// # Errors
    /// When it cannot be signed.
    pub fn direct(&mut self, body: EntryBody) -> Result<()> {
        self.written += 1;
        let stamp = Stamp { utc: NINE, offset_minutes: 0 };
        let mut id = [0xd1; 16];
        id[8..].copy_from_slice(&self.written.to_be_bytes());
        let trust = ClockTrust::Proved { offset_ms: 0 };
        let header = Header {
            schema: record::fact::SCHEMA,
            scope: ScopeId::Dir,
            id: FactId::from_bytes(id),
            taken_at: TakenAt::At(stamp),
            recorded_at: stamp,
            clock: ClockFacts { monotonic_ms: 0, boot: BootId::from_bytes([0; 16]), trust },
            author: StaffId::from_bytes([0xaa; 16]),
            on_behalf_of: None,
            auth: AuthLevel::System,
            device: DeviceId::from_bytes([0xaa; 16]),
            incarnation: Incarnation::from_bytes([0xaa; 16]),
            device_seq: self.written,
            previous: EntryHash::NONE,
            signer: KeyId::of(&self.key.verifying_key()),
            policy: PolicyRevision(1),
            ruleset: clinical::news2::RULESET.into(),
            supersedes: Vec::new(),
            reason: String::new(),
        };
        let signed = Fact { header, body }.sign(&self.key)?;
        self.append(&ScopeId::Dir, entry(&signed));
        Ok(())
    }

    /// Lists a device in the directory.
    ///
    /// # Errors
    /// When that cannot be signed.
    pub fn list(&mut self, id: DeviceId, key: [u8; 32]) -> Result<()> {
        let wards = vec!["bluebell".parse()?];
        let label = "Tablet".into();
        self.direct(EntryBody::Device(EnrolledDevice { id, label, key, wards, revoked_at: None }))
    }

    /// Enrols a real device.
    ///
    /// # Errors
    /// When the device does not take it.
    pub fn enrol(&mut self, app: &App) -> Result<()> {
        self.list(app.device(), app.public_key())?;
        let server_key = self.key.verifying_key().to_bytes();
        let (label, wards) = ("Tablet".into(), vec!["bluebell".parse()?]);
        app.enrolled("http://127.0.0.1:9", Enrolled { epoch: EPOCH, server_key, time: NINE, label, wards })?;
        Ok(())
    }

    /// Puts an entry into a log, whatever it is.
    pub fn append(&mut self, scope: &ScopeId, entry: Entry) {
        let log = self.logs.entry(scope.clone()).or_default();
        let hash = hash(&entry);
        let chain = log.last().map_or(Chain::EMPTY, |last| last.chain).extend(&hash);
        log.push(Logged { hash, chain, entry });
    }

    fn answer(&mut self, device: DeviceId, message: Message) -> Result<Vec<Message>> {
        Ok(match message {
            Message::Hello(hello) => {
                let bytes = welcome_bytes(&NONCE, &hello.device, hello.time, &EPOCH, NINE);
                let audit = ScopeId::Audit(device);
                let signature = self.key.sign(&bytes).to_bytes();
                let limits = ServerLimits { message_bytes: 1 << 20, push_entries: 500 };
                let scopes = self.logs.keys().cloned().chain([audit]).collect();
                vec![Message::Welcome(Welcome {
                    epoch: EPOCH,
                    time: NINE,
                    signature,
                    limits,
                    scopes,
                    tells_seen: false,
                    sends_news: false,
                })]
            }
            Message::Sync { cursors } => {
                let mut room = serve::sync_room(cursors.len());
                let mut standings = Vec::new();
                for (scope, cursor) in cursors {
                    let standing = serve::standing(self, &scope, &cursor, Access::Whole, &mut room)?;
                    standings.push((scope, standing));
                }
                vec![Message::Synced { standings }]
            }
            Message::Push { scope, entries } => {
                let mut fates = Vec::new();
                for pushed in entries {
                    let hash = hash(&pushed);
                    let held = self.log(&scope).iter().position(|logged| logged.hash == hash);
                    if held.is_none() {
                        self.append(&scope, pushed);
                    }
                    let last = self.log(&scope).len();
                    fates.push((
                        hash,
                        held.map_or(Fate::At(last as u64), |at| Fate::Duplicate(at as u64 + 1)),
                    ));
                }
                vec![Message::Ack { scope, fates }]
            }
            Message::Pull { scope, after, max } => {
                vec![serve::pulled(self, &scope, after, max.into(), Access::Whole)?]
            }
            Message::Have { scope, key, fingerprints } => {
                let indexes = serve::wanted(self, &scope, &key, &fingerprints)?;
                vec![Message::Want { scope, key, indexes }]
            }
            _ => bail!("a device does not say that"),
        })
    }

    /// Lets a device and this server speak until neither has anything to say.
    ///
    /// # Errors
    /// When they never come to an end.
    pub fn speak(&mut self, app: &App) -> Result<()> {
        let mut actions: VecDeque<SyncAction> = app.sync_begin().into();
        actions.extend(app.sync(Input::TryNow));
        for scope in self.logs.keys().cloned().collect::<Vec<_>>() {
            let head = self.log(&scope).len() as u64;
            actions.extend(app.sync(Input::Frame(encode(&Message::Note { scope, head })?)));
        }
        let mut closed = false;
        for _ in 0..MOST_STEPS {
            let Some(action) = actions.pop_front() else {
                let more = app.sync_pending();
                if more.iter().all(|action| matches!(action, SyncAction::WakeAt(_))) {
                    return Ok(());
                }
                actions.extend(more);
                continue;
            };
            match action {
                SyncAction::Open => {
                    closed = false;
                    actions.extend(app.sync(Input::Opened));
                    actions.extend(app.sync(Input::Frame(encode(&Message::Challenge { nonce: NONCE })?)));
                }
                SyncAction::Close => closed = true,
                SyncAction::Send(frame) if !closed => {
                    for answer in self.answer(app.device(), decode(&frame)?)? {
                        actions.extend(app.sync(Input::Frame(encode(&answer)?)));
                    }
                }
                SyncAction::Send(_) | SyncAction::WakeAt(_) => {}
            }
        }
        bail!("the device never comes to rest")
    }
}

impl Default for Liar {
    fn default() -> Self {
        Self::new()
    }
}
