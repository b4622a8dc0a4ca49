//! The host of the replication session: does what each step asks, on the disk and in words, without a socket.
//!
//! What an effect asks of the disk is in `effects`.
//!
//! A driver (or a simulation) feeds [`App::sync`] with inputs and carries out the [`SyncAction`]s that come back.

mod effects;
mod words;

#[cfg(test)]
pub(crate) use words::refusal_words;
pub(crate) use words::{FORGED_SERVER, NOT_KEPT_THERE, REFUSED};

use crate::{App, app::News, entropy::random, words::Fail};
use clinical::{ScopeId, UtcMillis};
use planted::Fault;
use record::SignedFact;
use replication::{
    chain::{Chain, Cursor},
    session::{Config, Follow, Input, Phase, Session, Step, Timing},
    wire::{Entry, Epoch, Hash, encode},
};
use std::{
    collections::{BTreeSet, VecDeque},
    sync::PoisonError,
};
use store::StoreError;

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
    /// When it began, by the monotonic clock.
    begun_ms: u64,
    followed: BTreeSet<ScopeId>,
}

/// How long a session goes on before the device looks over what it holds and begins another, in milliseconds.
const A_DAY_MS: u64 = 86_400_000;

impl Syncing {
    fn is_a_day_old(&self, now_ms: u64) -> bool {
        let age_ms = now_ms.saturating_sub(self.begun_ms);
        self.session.is_some() && age_ms >= A_DAY_MS && !planted::is(Fault::NeverLookedOver)
    }
}

/// How often it is written down that this device has all that the server has, in milliseconds.
const LEVEL_AGAIN_MS: u64 = 60_000;

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
        // From before it looks at the disk, so that nothing falls between.
        self.news().awaited = true;
        match self.new_session() {
            Ok(Some((session, follows))) => {
                syncing.session = Some(session);
                syncing.begun_ms = self.clock.monotonic_ms();
                self.line().enrolled = true;
                let inputs = follows.into_iter().chain([Input::Wake]).collect();
                self.run(&mut syncing, inputs)
            }
            Ok(None) => Vec::new(),
            Err(fail) => {
                self.trouble(fail);
                self.tell_sync();
                Vec::new()
            }
        }
    }

    /// Feeds the session one input and answers what to do, in order.
    pub fn sync(&self, input: Input) -> Vec<SyncAction> {
        let mut syncing = self.syncing.lock().unwrap_or_else(PoisonError::into_inner);
        if input == Input::Wake && syncing.is_a_day_old(self.clock.monotonic_ms()) {
            drop(syncing);
            return self.begin_after_a_day();
        }
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

    /// A device that is never switched off does once a day what others do as they start: whatever it made that neither a log
    /// nor the outbox has goes to the outbox. And it works out every chain anew from the entries under it: a log that does
    /// not lead to its own cursor is read again from its beginning, and its entries are held against the server's.
    fn begin_after_a_day(&self) -> Vec<SyncAction> {
        if let Err(fail) = self.look_over_logs() {
            self.trouble(fail);
        }
        self.sync_abandon();
        let mut actions = vec![SyncAction::Close];
        actions.extend(self.sync_begin());
        actions
    }

    fn look_over_logs(&self) -> Result<(), Fail> {
        let now = self.now();
        let broken = self.store.read(|tx| -> Result<Vec<ScopeId>, Fail> {
            let mut broken = Vec::new();
            for cursor in tx.cursors().all()? {
                let entries = tx.log().after(&cursor.scope, 0, u32::MAX)?;
                let led_to = Chain::EMPTY.over(entries.iter().map(|(_, entry)| &entry.hash.0));
                if (entries.len() as u64, led_to.0) != (cursor.seq, cursor.chain.0) {
                    broken.push(cursor.scope);
                }
            }
            Ok(broken)
        })?;
        for scope in broken {
            tracing::warn!(%scope, "the copy of a log does not lead to where it should: it is read again");
            let empty = store::ChainHash(Chain::EMPTY.0);
            self.store.write_if_room(|tx| tx.cursors().reset(&scope, &empty, now.at()))?;
        }
        Ok(())
    }

    /// Forgets the session, so that [`App::sync_begin`] begins another one from what is on the disk.
    pub(crate) fn sync_abandon(&self) {
        let mut syncing = self.syncing.lock().unwrap_or_else(PoisonError::into_inner);
        *syncing = Syncing::default();
        *self.news() = News::default();
    }

    /// Waits until something was written that the session has not heard of.
    pub(crate) async fn something_written(&self) {
        self.wake.notified().await;
    }

    fn new_session(&self) -> Result<Option<(Session, Vec<Input>)>, Fail> {
        let strays = self.store.write_if_room(|tx| {
            tx.outbox().push_refused_again(NOT_KEPT_THERE)?;
            tx.outbox().take_up_strays()
        });
        let strays = match strays {
            // They wait for room, until another session begins. What was charted does not wait with them.
            Err(StoreError::Full) => 0,
            strays => strays?,
        };
        if strays > 0 {
            self.counts.all_changed();
            tracing::warn!(strays, "entries that no log and no outbox had were put back into the outbox");
        }
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
                // A server of an older version does not know these: they are asked about where they were offered.
                .filter(|cursor| !matches!(cursor.scope, ScopeId::Aside(_)))
                .map(|cursor| Follow {
                    scope: cursor.scope,
                    cursor: Cursor { seq: cursor.seq, chain: Chain(cursor.chain.0) },
                })
                .collect();
            // What waits to be pushed has to be followed too: it leaves the outbox by coming back.
            let held: BTreeSet<ScopeId> = follows.iter().map(|follow| follow.scope.clone()).collect();
            let mut more: BTreeSet<ScopeId> = tx.outbox().scopes()?.into_iter().collect();
            for ward in self.directory().wards.keys() {
                more.extend(tx.members().of_ward(ward)?.into_iter().map(ScopeId::Stay));
            }
            let start = Cursor::START;
            follows
                .extend(more.difference(&held).map(|scope| Follow { scope: scope.clone(), cursor: start }));
            Ok(Some((Session::new(config), follows.into_iter().map(Input::Follow).collect())))
        })
    }

    /// What the session has not been told of yet.
    fn pending(&self, syncing: &Syncing) -> VecDeque<Input> {
        self.catch_up();
        if syncing.session.is_none() {
            // A session that begins later looks for itself.
            *self.news() = News::default();
            return VecDeque::new();
        }
        let news = self.news().take();
        let cursor = Cursor::START;
        let new = news.scopes.into_iter().filter(|scope| !syncing.followed.contains(scope));
        let mut inputs: VecDeque<Input> = new.map(|scope| Input::Follow(Follow { scope, cursor })).collect();
        inputs.extend(news.again.into_iter().map(Input::Again));
        if news.written {
            inputs.push_back(Input::Written);
        }
        inputs
    }

    /// Everything has been pushed and pulled: as of now, for the screens, whatever this device holds is what the server
    /// has. Written down at most once a minute, and lost without harm.
    fn level(&self) {
        let now = self.now();
        // What was written a moment ago the session does not know of yet.
        let unknown = self.news().written;
        let lately = |at: u64| now.monotonic_ms.saturating_sub(at) < LEVEL_AGAIN_MS;
        if unknown || self.line().level_ms.is_some_and(lately) {
            return;
        }
        match self.store.write_if_room(|tx| -> Result<(), Fail> { Ok(tx.cursors().all_level(now.at())?) }) {
            Ok(()) => self.line().level_ms = Some(now.monotonic_ms),
            Err(fail) => self.trouble(fail),
        }
    }

    /// Steps through inputs, and through those that answer effects, until there are none left.
    fn run(&self, syncing: &mut Syncing, mut inputs: VecDeque<Input>) -> Vec<SyncAction> {
        let mut actions = Vec::new();
        let mut wake_at = None;
        while let Some(input) = inputs.pop_front() {
            if let Input::Follow(follow) = &input {
                syncing.followed.insert(follow.scope.clone());
                self.line().level_ms = None;
            }
            let Syncing { session: Some(session), followed, .. } = &mut *syncing else { return Vec::new() };
            let now = self.now();
            let heard = matches!(input, Input::Frame(_));
            let was_down = session.phase() == Phase::Offline;
            let Step { send, effects, wake_at: wake } = session.step(now.device, input.clone());
            let online = session.phase() == Phase::Live;
            self.note_line(&now, online, heard);
            if let Some(lost) = session.last_lost().filter(|_| !was_down && session.phase() == Phase::Offline)
            {
                // Before the effects: one of them may know more.
                self.line().lost(lost, &input);
                // Whoever answers next may be of an older version, and offers these anew if not.
                let offered = followed.extract_if(.., |scope| matches!(scope, ScopeId::Aside(_)));
                inputs.extend(offered.map(Input::Unfollow));
            }
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
        if syncing.session.as_ref().is_some_and(Session::is_quiet) {
            self.level();
        }
        actions.extend(wake_at.map(SyncAction::WakeAt));
        self.tell_sync();
        actions
    }
}

fn epoch_from(bytes: &[u8]) -> Option<Epoch> {
    let (server, epoch) = bytes.split_at_checked(16)?;
    Some(Epoch { server: server.try_into().ok()?, epoch: epoch.try_into().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Clock, Config, SystemClock,
        authoring::{Authored, derived_fact, derived_stay},
    };
    use clinical::{BootId, StaffId, entry::EntryBody, staff::AuthLevel};

    #[test]
    fn what_is_imported_while_nobody_speaks_with_a_server_is_not_remembered_in_memory() {
        let folder = tempfile::tempdir().unwrap();
        let clock = SystemClock::new(BootId::from_bytes([1; 16]));
        let at = clock.wall();
        let app = App::open(Config::new(folder.path())).unwrap();
        let rows: Vec<Authored> = (0..50)
            .map(|row| Authored {
                stay: derived_stay("test", &row.to_string()),
                id: derived_fact("test", &row.to_string(), "pregnancy"),
                taken_at: None,
                recorded_at: at,
                author: StaffId::from_bytes([1; 16]),
                auth: AuthLevel::System,
                on_behalf_of: None,
                supersedes: Vec::new(),
                reason: String::new(),
                body: EntryBody::Pregnancy(false),
            })
            .collect();
        assert_eq!(app.author("import", &rows).unwrap().written, 50);
        assert!(app.news().written, "that there is something is enough");
        assert!(app.news().scopes.is_empty());
    }
}
