//! The host of the replication session: does what each step asks, on the disk and in words, without a socket.
//!
//! A driver (or a simulation) feeds [`App::sync`] with inputs and carries out the [`SyncAction`]s that come back.

use crate::{
    App,
    clock::{Now, ProvedTime},
    entropy::random,
    ingest::{asks_for_help, parked},
    views,
    words::Fail,
};
use clinical::{ClockTrust, Incarnation, ScopeId, UtcMillis};
use contract::Event;
use record::{SignedFact, VerifyingKey};
use replication::{
    chain::Chain,
    session::{Config, Effect, Follow, Input, Outgoing, Session, Timing, VerifiedPage, io},
    wire::{Entry, Epoch, FaultCode, Hash, Refused, encode},
};
use std::{
    collections::{BTreeSet, VecDeque},
    sync::PoisonError,
};
use store::KnownClock;

/// What a driver is to do, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncAction {
    /// Open a connection, then feed [`Input::Opened`] or [`Input::Closed`].
    Open,
    /// Close the connection.
    Close,
    /// Send this frame.
    Send(Vec<u8>),
    /// Feed [`Input::Wake`] at this time by the device's wall clock; replaces any earlier one. `None`: no need.
    WakeAt(Option<UtcMillis>),
}

/// The session with the server, once there is one.
#[derive(Default)]
pub(crate) struct Syncing {
    session: Option<Session>,
    followed: BTreeSet<ScopeId>,
}

/// What the screens are told about the line.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) enrolled: bool,
    pub(crate) online: bool,
    /// Since when it is down; `None` when it has not been up since the start.
    pub(crate) down_since: Option<UtcMillis>,
    pub(crate) heard_at: Option<UtcMillis>,
    pub(crate) trouble: String,
    pub(crate) proved: Option<ProvedTime>,
}

impl Line {
    pub(crate) fn new(proved: Option<ProvedTime>) -> Self {
        Self {
            enrolled: false,
            online: false,
            down_since: None,
            heard_at: None,
            trouble: String::new(),
            proved,
        }
    }
}

/// How an entry is hashed: as the change that is rebuilt from it.
fn hash(entry: &Entry) -> Hash {
    match entry {
        Entry::HashOnly(hash) => *hash,
        Entry::Fact { bytes, signature } => {
            SignedFact { bytes: bytes.clone(), signature: *signature }.hash().0
        }
        Entry::NoteChange(bytes) => SignedFact { bytes: bytes.clone(), signature: [0; 64] }.hash().0,
    }
}

impl App {
    /// Begins to speak with the server, if this device is enrolled: follows every scope it holds. Answers what to do
    /// first. Does nothing when it has begun already.
    pub fn sync_begin(&self) -> Vec<SyncAction> {
        let mut syncing = self.syncing.lock().unwrap_or_else(PoisonError::into_inner);
        if syncing.session.is_some() {
            return Vec::new();
        }
        match self.new_session() {
            Ok(Some((session, follows))) => {
                syncing.session = Some(session);
                self.line().enrolled = true;
                let inputs = follows.into_iter().chain([Input::Wake]).collect();
                self.run(&mut syncing, inputs)
            }
            Ok(None) => Vec::new(),
            Err(fail) => {
                self.trouble(fail);
                Vec::new()
            }
        }
    }

    /// Feeds the session one input and answers what to do, in order.
    pub fn sync(&self, input: Input) -> Vec<SyncAction> {
        let mut syncing = self.syncing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut inputs = self.pending(&syncing);
        inputs.push_back(input);
        self.run(&mut syncing, inputs)
    }

    /// Tells the session what was written here since it last heard, and answers what to do.
    pub fn sync_pending(&self) -> Vec<SyncAction> {
        let mut syncing = self.syncing.lock().unwrap_or_else(PoisonError::into_inner);
        let inputs = self.pending(&syncing);
        self.run(&mut syncing, inputs)
    }

    /// Whether, as far as this device knows, everything has been pushed, pulled and stored.
    pub fn sync_is_quiet(&self) -> bool {
        let syncing = self.syncing.lock().unwrap_or_else(PoisonError::into_inner);
        !self.news().written && syncing.session.as_ref().is_some_and(Session::is_quiet)
    }

    /// Forgets the session, so that [`App::sync_begin`] begins another one from what is on the disk.
    pub(crate) fn sync_abandon(&self) {
        *self.syncing.lock().unwrap_or_else(PoisonError::into_inner) = Syncing::default();
    }

    /// A connection could not be opened; the screens say why.
    pub(crate) fn line_is_down(&self, why: &transport::TransportError) {
        let mut line = self.line();
        let sentence = why.to_string();
        let trouble = match *why {
            // That the server is away is shown as such; it is no trouble to be seen to.
            transport::TransportError::Absent | transport::TransportError::Closed => String::new(),
            _ => format!("The server cannot be used now: {sentence}."),
        };
        line.trouble = trouble;
    }

    /// Waits until something was written that the session has not heard of.
    pub(crate) async fn something_written(&self) {
        self.wake.notified().await;
    }

    fn new_session(&self) -> Result<Option<(Session, Vec<Input>)>, Fail> {
        self.store.read(|tx| {
            let Some(enrolment) = tx.device().enrolment()? else { return Ok(None) };
            let known = enrolment.epoch.as_deref().and_then(epoch_from);
            let config = Config {
                device: self.me.device,
                incarnation: tx.device().incarnation()?,
                known,
                seed: random(&*self.entropy),
                hash,
                timing: Timing::default(),
            };
            let cursors = tx.cursors().all()?;
            let mut follows: Vec<Follow> = cursors
                .into_iter()
                .map(|cursor| Follow {
                    scope: cursor.scope,
                    cursor: replication::chain::Cursor { seq: cursor.seq, chain: Chain(cursor.chain.0) },
                })
                .collect();
            // What waits to be pushed has to be followed too: it leaves the outbox by coming back.
            let held: BTreeSet<ScopeId> = follows.iter().map(|follow| follow.scope.clone()).collect();
            let mut more: BTreeSet<ScopeId> = tx.outbox().scopes()?.into_iter().collect();
            for ward in self.directory().wards.keys() {
                more.extend(tx.members().of_ward(ward)?.into_iter().map(ScopeId::Stay));
            }
            let start = replication::chain::Cursor::START;
            follows
                .extend(more.difference(&held).map(|scope| Follow { scope: scope.clone(), cursor: start }));
            Ok(Some((Session::new(config), follows.into_iter().map(Input::Follow).collect())))
        })
    }

    /// What the session has not been told of yet.
    fn pending(&self, syncing: &Syncing) -> VecDeque<Input> {
        let news = std::mem::take(&mut *self.news());
        if syncing.session.is_none() {
            // A session that begins later looks for itself.
            return VecDeque::new();
        }
        let cursor = replication::chain::Cursor::START;
        let new = news.scopes.into_iter().filter(|scope| !syncing.followed.contains(scope));
        let mut inputs: VecDeque<Input> = new.map(|scope| Input::Follow(Follow { scope, cursor })).collect();
        if news.written {
            inputs.push_back(Input::Written);
        }
        inputs
    }

    /// Steps through inputs, and through those that answer effects, until there are none left.
    fn run(&self, syncing: &mut Syncing, mut inputs: VecDeque<Input>) -> Vec<SyncAction> {
        let before = self.line().online;
        let mut actions = Vec::new();
        let mut wake_at = None;
        while let Some(input) = inputs.pop_front() {
            if let Input::Follow(follow) = &input {
                syncing.followed.insert(follow.scope.clone());
            }
            let Syncing { session: Some(session), followed } = &mut *syncing else { return Vec::new() };
            let now = self.now();
            let heard = matches!(input, Input::Frame(_));
            let io::Step { send, effects, wake_at: wake } = session.step(now.device, input);
            let online = session.phase() == replication::session::Phase::Live;
            self.note_line(&now, online, heard);
            for effect in effects {
                self.perform(&now, effect, followed, &mut inputs, &mut actions);
            }
            for message in &send {
                match encode(message) {
                    Ok(frame) => actions.push(SyncAction::Send(frame)),
                    // The session keeps within the limits; a message beyond them is its fault, and said so.
                    Err(error) => tracing::error!(%error, "a message could not be encoded"),
                }
            }
            wake_at = Some(wake);
        }
        actions.extend(wake_at.map(SyncAction::WakeAt));
        if before != self.line().online || actions.iter().any(|action| matches!(action, SyncAction::Send(_)))
        {
            self.tell_sync();
        }
        actions
    }

    fn note_line(&self, now: &Now, online: bool, heard: bool) {
        let mut line = self.line();
        if line.online && !online {
            line.down_since = Some(now.at());
        }
        if online && heard {
            line.heard_at = Some(now.at());
        }
        if online && !line.online {
            line.trouble.clear();
        }
        line.online = online;
    }

    /// Tells the screens how the line stands.
    pub(crate) fn tell_sync(&self) {
        if let Ok(view) = self.store.read(|tx| views::sync(self, tx, &self.now())) {
            self.tell(Event::Sync(view));
        }
    }

    fn trouble(&self, fail: Fail) {
        self.line().trouble = contract::CallError::from(fail).message;
    }

    /// Does what one effect asks and queues the input that answers it.
    fn perform(
        &self,
        now: &Now,
        effect: Effect,
        followed: &BTreeSet<ScopeId>,
        inputs: &mut VecDeque<Input>,
        actions: &mut Vec<SyncAction>,
    ) {
        let done = match effect {
            Effect::Open => return actions.push(SyncAction::Open),
            Effect::Close => return actions.push(SyncAction::Close),
            Effect::SignHello { bytes } => Ok(vec![Input::HelloSigned(self.me.sign(&bytes))]),
            Effect::CheckWelcome { bytes, signature } => self.check_welcome(&bytes, &signature),
            Effect::ClockProved { offset_ms } => self.clock_proved(now, offset_ms),
            Effect::Offered { scopes } => self.offered(scopes, followed),
            Effect::LoadOutbox { after, max } => self.load_outbox(after, max),
            Effect::Ingest(page) => self.take_page(now, &page, followed),
            Effect::Rewind { scope } => self.rewind(now, &scope),
            Effect::AdoptEpoch(epoch) => self.adopt_epoch(epoch),
            Effect::OnServer { scope, hash } => self.on_server(&scope, hash),
            Effect::Quarantine { scope, hash, reason } => self.refused(now, &scope, hash, reason),
            Effect::BeginIncarnation => self.begin_incarnation(),
            Effect::Denied { scope } => {
                tracing::info!(%scope, "the server does not show this scope to this device");
                Ok(Vec::new())
            }
            Effect::ForgedServer => {
                self.line().trouble = FORGED_SERVER.to_owned();
                Ok(Vec::new())
            }
            Effect::Refused(code) => {
                self.line().trouble = fault_words(code).to_owned();
                Ok(Vec::new())
            }
        };
        match done {
            Ok(answers) => inputs.extend(answers),
            Err(fail) => {
                self.trouble(fail);
                inputs.push_back(Input::HostFailed);
            }
        }
    }

    fn check_welcome(&self, bytes: &[u8], signature: &[u8; 64]) -> Result<Vec<Input>, Fail> {
        let key = self.store.read(|tx| tx.device().enrolment())?.map(|enrolment| enrolment.key);
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        let good = key
            .and_then(|key| VerifyingKey::from_bytes(&key).ok())
            .is_some_and(|key| key.verify_strict(bytes, &signature).is_ok());
        Ok(vec![Input::WelcomeChecked(good)])
    }

    fn clock_proved(&self, now: &Now, offset_ms: i64) -> Result<Vec<Input>, Fail> {
        let proved = ProvedTime::seen(now.device, offset_ms, now.monotonic_ms);
        self.line().proved = Some(proved);
        // A second's difference is not worth a write at every connection.
        let as_before = matches!(now.trust, ClockTrust::Proved { offset_ms: before }
            if before.abs_diff(offset_ms) < 1_000);
        if !as_before {
            let clock = KnownClock { boot: now.boot, offset_ms, heard_at: now.device };
            self.store.write_if_room(|tx| tx.device().set_clock(&clock))?;
        }
        Ok(Vec::new())
    }

    fn offered(&self, scopes: Vec<ScopeId>, followed: &BTreeSet<ScopeId>) -> Result<Vec<Input>, Fail> {
        let cursor = replication::chain::Cursor::START;
        let new = scopes.into_iter().filter(|scope| !followed.contains(scope));
        Ok(new.map(|scope| Input::Follow(Follow { scope, cursor })).collect())
    }

    fn load_outbox(&self, after: u64, max: usize) -> Result<Vec<Input>, Fail> {
        let limit = u32::try_from(max).unwrap_or(u32::MAX);
        let (entries, more) = self.store.read(|tx| -> Result<_, Fail> {
            let queued = tx.outbox().next(after, limit)?;
            let more = queued.len() >= max;
            let mut entries = Vec::with_capacity(queued.len());
            for queued in queued {
                // A fact is in the outbox only if it is in the facts; one that is not would block what is behind it.
                let Some(fact) = tx.facts().get(&queued.scope, &queued.fact)? else { continue };
                let entry = Entry::Fact { bytes: fact.bytes, signature: fact.signature };
                entries.push(Outgoing { position: queued.position, scope: queued.scope, entry });
            }
            Ok((entries, more))
        })?;
        Ok(vec![Input::Outbox { entries, more }])
    }

    fn take_page(
        &self,
        now: &Now,
        page: &VerifiedPage,
        followed: &BTreeSet<ScopeId>,
    ) -> Result<Vec<Input>, Fail> {
        let cursor = replication::chain::Cursor::START;
        let brought = self.ingest(now, page)?;
        let new = brought.into_iter().filter(|scope| !followed.contains(scope));
        let follows = new.map(|scope| Input::Follow(Follow { scope, cursor }));
        let ingested = Input::Ingested { scope: page.scope.clone(), cursor: page.cursor };
        Ok(follows.chain([ingested]).collect())
    }

    fn rewind(&self, now: &Now, scope: &ScopeId) -> Result<Vec<Input>, Fail> {
        let empty = store::ChainHash(Chain::EMPTY.0);
        let held = self.store.write_if_room(|tx| -> Result<_, Fail> {
            tx.cursors().reset(scope, &empty, now.at())?;
            Ok(tx.facts().hashes(scope)?)
        })?;
        let held = held.into_iter().map(|(_, hash)| hash.0).collect();
        Ok(vec![Input::Rewound { scope: scope.clone(), held }])
    }

    fn adopt_epoch(&self, epoch: Epoch) -> Result<Vec<Input>, Fail> {
        let bytes = [epoch.server, epoch.epoch].concat();
        self.store.write_if_room(|tx| -> Result<(), Fail> {
            let before = tx.device().enrolment()?.and_then(|enrolment| enrolment.epoch);
            if before.as_deref() != Some(&bytes) {
                // Another life of the server's database: what it acknowledged in the last one counts for nothing.
                tx.outbox().push_again()?;
            }
            Ok(tx.device().set_epoch(&bytes)?)
        })?;
        Ok(vec![Input::EpochAdopted])
    }

    fn on_server(&self, scope: &ScopeId, hash: Hash) -> Result<Vec<Input>, Fail> {
        self.store.write_if_room(|tx| tx.outbox().acknowledged(scope, &store::EntryHash(hash)))?;
        Ok(Vec::new())
    }

    /// The server keeps an entry aside. It stays in the record of this device, is shown as unverified, and is set aside
    /// here too, where people can see why.
    fn refused(&self, now: &Now, scope: &ScopeId, hash: Hash, reason: Refused) -> Result<Vec<Input>, Fail> {
        let (code, why) = refusal_words(reason);
        let hash = store::EntryHash(hash);
        self.store.write(|tx| -> Result<(), Fail> {
            tx.outbox().refused(scope, &hash, code)?;
            let queued = tx.outbox().of_scope(scope)?.into_iter().find(|queued| queued.hash == hash);
            let Some(queued) = queued else { return Ok(()) };
            let Some(stored) = tx.facts().get(scope, &queued.fact)? else { return Ok(()) };
            let signed = SignedFact { bytes: stored.bytes, signature: stored.signature };
            let trigger = signed.decode().is_ok_and(|fact| asks_for_help(&fact.body));
            tx.quarantine().park(&parked(scope, queued.fact, &signed, (code, why), now, trigger))?;
            Ok(())
        })?;
        if let ScopeId::Stay(stay) = scope {
            let wards = self.store.read(|tx| tx.board().of_stay(stay))?;
            let wards = wards.into_iter().map(|row| row.ward).collect();
            self.tell(Event::Changed { stays: vec![*stay], wards });
        }
        Ok(Vec::new())
    }

    fn begin_incarnation(&self) -> Result<Vec<Input>, Fail> {
        let fresh = Incarnation::from_bytes(random(&*self.entropy));
        self.store.begin_new_life(&fresh)?;
        tracing::warn!("the server found this database forked: a new incarnation has begun");
        Ok(vec![Input::Incarnation(fresh)])
    }
}

fn epoch_from(bytes: &[u8]) -> Option<Epoch> {
    let (server, epoch) = bytes.split_at_checked(16)?;
    Some(Epoch { server: server.try_into().ok()?, epoch: epoch.try_into().ok()? })
}

/// Why the server keeps an entry aside: a code, and what to do in words.
fn refusal_words(reason: Refused) -> (&'static str, &'static str) {
    match reason {
        Refused::TooBig => {
            ("too_big", "The server found this entry too large. It is kept here. Tell IT support.")
        }
        Refused::BadShape => {
            ("bad_shape", "The server could not read this entry. It is kept here. Tell IT support.")
        }
        Refused::BadSignature => (
            "refused_signature",
            "The server does not accept this device's signature under this entry. It is kept here. Enrol this device \
             again, and tell IT support.",
        ),
        Refused::WrongScope => (
            "refused_scope",
            "The server says that this entry belongs elsewhere. It is kept here. Tell IT support.",
        ),
        Refused::WrongKind => (
            "wrong_kind",
            "The server does not take entries of this kind there. It is kept here. Tell IT support.",
        ),
        Refused::UnknownDevice => (
            "unknown_device",
            "The server does not know this device. The entry is kept here. Enrol this device again.",
        ),
        Refused::Revoked => (
            "revoked",
            "This device has been withdrawn from use. The entry is kept here: chart it again on another device, and \
             hand this one to IT support.",
        ),
        Refused::UnknownAuthor => (
            "unknown_author",
            "The server does not know who charted this. The entry is kept here. Ask whoever looks after accounts.",
        ),
        Refused::AuthorNotAllowed => (
            "author_not_allowed",
            "The server says that whoever charted this had left. The entry is kept here. A nurse should look at it \
             and chart it under their own name.",
        ),
        Refused::Twin => (
            "twin",
            "Another entry with this one's number is on the server: this device's data may have been copied. The entry \
             is kept here. Tell IT support.",
        ),
        Refused::QuotaFull => (
            "quota_full",
            "The server takes no more entries for this record. It is kept here. Tell IT support.",
        ),
        Refused::Other(_) => (
            "refused",
            "The server, a newer version, keeps this entry aside. It is kept here too. Tell IT support.",
        ),
    }
}

const FORGED_SERVER: &str = "Whoever answers at the server's address is not the server this device was enrolled with, so \
                             nothing is sent there. What you chart stays on this device. Tell IT support.";

/// Why the server does not speak with this device.
const fn fault_words(code: FaultCode) -> &'static str {
    match code {
        FaultCode::Malformed => {
            "The server did not understand this device. What you chart stays here. Tell IT support."
        }
        FaultCode::Protocol => {
            "The server needs another version of this application. What you chart stays here. Tell IT support."
        }
        FaultCode::NotEnrolled => {
            "The server does not know this device. What you chart stays here. Enrol the device again."
        }
        FaultCode::Revoked => {
            "This device has been withdrawn from use. What you chart stays here. Use another one, and tell IT support."
        }
        FaultCode::Unavailable => {
            "The server has trouble of its own. What you chart stays here and is sent when it has recovered."
        }
        FaultCode::Other(_) => "The server refused this device. What you chart stays here. Tell IT support.",
    }
}

impl App {
    /// How this device stands with the server. Anybody may ask.
    pub(crate) fn sync_state(&self) -> Result<contract::Reply, Fail> {
        let now = self.now();
        Ok(contract::Reply::Sync(self.store.read(|tx| views::sync(self, tx, &now))?))
    }
}
