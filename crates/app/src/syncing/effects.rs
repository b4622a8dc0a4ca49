//! What a step of the session asks of the disk, and the inputs that answer it.

use super::words::{FORGED_SERVER, fault_words, refusal_words};
use super::{App, SyncAction};
use crate::{
    clock::{Now, ProvedTime},
    entropy::random,
    ingest::{asks_for_help, parked},
    words::Fail,
};
use clinical::{ClockTrust, DeviceId, Incarnation, ScopeId, StayId, UtcMillis};
use contract::Event;
use planted::Fault;
use record::{SignedFact, VerifyingKey};
use replication::{
    chain::{Chain, Cursor},
    session::{Effect, Follow, Input, Outgoing, VerifiedPage},
    wire::{Entry, Epoch, Hash, Refused},
};
use std::collections::{BTreeSet, VecDeque};
use store::{KnownClock, StoreError};

impl App {
    /// Does what one effect asks and queues the input that answers it.
    pub(super) fn perform(
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
            Effect::Seen { devices } => self.seen(now, &devices),
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
            match self.store.write_if_room(|tx| tx.device().set_clock(&clock)) {
                // It is known until the application ends, and what was charted does not wait for it to be written down.
                Err(StoreError::Full) => {}
                done => done?,
            }
        }
        Ok(Vec::new())
    }

    /// When the server last heard from other devices: for the screens. Of no weight beside what is charted, for which the
    /// room on the disk is kept.
    fn seen(&self, now: &Now, devices: &[(DeviceId, UtcMillis)]) -> Result<Vec<Input>, Fail> {
        match self.store.write_if_room(|tx| tx.heard().put(now.at(), devices)) {
            Err(StoreError::Full) => {}
            done => done?,
        }
        let wards = self.directory().wards.keys().cloned().collect();
        self.tell(Event::Changed { stays: Vec::new(), wards });
        Ok(Vec::new())
    }

    fn offered(&self, scopes: Vec<ScopeId>, followed: &BTreeSet<ScopeId>) -> Result<Vec<Input>, Fail> {
        let new = scopes.into_iter().filter(|scope| !followed.contains(scope));
        self.store.read(|tx| {
            let follow = |scope: ScopeId| -> Result<Input, Fail> {
                // What is followed only where it is offered may have been followed before.
                let held = tx.cursors().get(&scope)?;
                let cursor =
                    held.map_or(Cursor::START, |held| Cursor { seq: held.seq, chain: Chain(held.chain.0) });
                Ok(Input::Follow(Follow { scope, cursor }))
            };
            new.map(follow).collect()
        })
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
        let cursor = Cursor::START;
        let brought = self.ingest(now, page)?;
        if self.may_read_again(page)? {
            return self.rewind(now, &page.scope);
        }
        let life = if brought.copied { self.begin_incarnation()? } else { Vec::new() };
        let new = brought.scopes.into_iter().filter(|scope| !followed.contains(scope));
        let follows = new.map(|scope| Input::Follow(Follow { scope, cursor }));
        let ingested = Input::Ingested { scope: page.scope.clone(), cursor: page.cursor };
        Ok(follows.chain([ingested]).chain(life).collect())
    }

    /// Whether a page brings entries of a record of which this device holds only hashes further up: the patient was
    /// elsewhere and has come back. The server has its devices begin such a record again, if it remembers what it gave them;
    /// one that was restored from a backup of before does not. Once for each record and start, so that what looks the same
    /// for another reason is asked for once and not for ever.
    fn may_read_again(&self, page: &VerifiedPage) -> Result<bool, Fail> {
        let of_patients = matches!(page.scope, ScopeId::Stay(_) | ScopeId::Note(_));
        let last_whole = page.entries.iter().rposition(|(_, entry)| !matches!(entry, Entry::HashOnly(_)));
        let (true, Some(last)) = (of_patients && !planted::is(Fault::HolesStay), last_whole) else {
            return Ok(false);
        };
        let lacking = self.store.read(|tx| tx.log().first_lacking(&page.scope))?;
        let holes = lacking.is_some_and(|first| first < page.first.saturating_add(last as u64));
        Ok(holes && self.line().begun_again.insert(page.scope.clone()))
    }

    fn rewind(&self, now: &Now, scope: &ScopeId) -> Result<Vec<Input>, Fail> {
        let empty = store::ChainHash(Chain::EMPTY.0);
        let held = self.store.write_if_room(|tx| -> Result<_, Fail> {
            tx.cursors().reset(scope, &empty, now.at())?;
            Ok(tx.facts().hashes(scope)?)
        })?;
        self.counts.changed([scope.clone()]);
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
        self.counts.all_changed();
        Ok(vec![Input::EpochAdopted])
    }

    fn on_server(&self, scope: &ScopeId, hash: Hash) -> Result<Vec<Input>, Fail> {
        self.store.write_if_room(|tx| tx.outbox().acknowledged(scope, &store::EntryHash(hash)))?;
        self.counts.changed([scope.clone()]);
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
            if planted::is(Fault::DropRefused) {
                return Ok(());
            }
            tx.quarantine().park(&parked(scope, queued.fact, &signed, (code, why), now, trigger))?;
            Ok(())
        })?;
        self.counts.changed([scope.clone()]);
        if let ScopeId::Stay(stay) = scope {
            self.tell_unverified(*stay)?;
        }
        Ok(Vec::new())
    }

    /// Tells the screens that something about a patient was set aside.
    pub(crate) fn tell_unverified(&self, stay: StayId) -> Result<(), Fail> {
        let rows = self.store.read(|tx| tx.board().of_stay(&stay))?;
        let wards = rows.into_iter().map(|row| row.ward).collect();
        self.tell(Event::Changed { stays: vec![stay], wards });
        Ok(())
    }

    /// Two databases live one life: the server found two entries at one place of its chain, or this device one that it did
    /// not write. A life in which nothing has been written yet
    /// cannot be the forked one: then it was the one before, and this one is the answer already.
    fn begin_incarnation(&self) -> Result<Vec<Input>, Fail> {
        let _turn = self.turn();
        // What is to be signed was made in the life that ends here.
        let now = self.now();
        let link = self.store.write(|tx| -> Result<_, Fail> {
            self.sign_due(tx, &now)?;
            Ok(tx.device().link()?)
        })?;
        self.all_signed();
        if link.previous.is_none() {
            return Ok(vec![Input::Incarnation(link.incarnation)]);
        }
        let fresh = Incarnation::from_bytes(random(&*self.entropy));
        self.store.begin_new_life(&fresh)?;
        self.line().copied = true;
        tracing::warn!("this database has a copy: a new incarnation has begun");
        Ok(vec![Input::Incarnation(fresh)])
    }
}
