//! What is done once a save has been answered: its facts are signed, and projections are put.
//!
//! A save's own transaction holds everything that could be lost: its facts and its audit, whole but for their signatures, in
//! the order of the device's chain. What is done here can be done again from that: at the next save, before the next
//! question, at the next page from the server, or at the next opening. Until it is done, readers see the projections held
//! in memory, and who folds a stay from the disk reads what is to be signed with the rest.

use crate::{
    App,
    aside::Awaited,
    clock::Now,
    commit::{NewFact, Touched, keep},
    ingest::asks_for_help,
    made::previous,
    policies::Revisions,
    project::{Asked, Refolded},
    words::{self, Fail},
};
use clinical::{ScopeId, StayId};
use planted::Fault;
use record::{EntryHash, Fact, SignedFact};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError, atomic::Ordering},
};
use store::{FactHash, Inserted, Projection, Source, StoreError, ToPark, ToSign, WriteTx};

/// Why what was saved here is set aside here: a code, and in words.
pub(crate) const CANNOT_BE_SIGNED: (&str, &str) = (
    "cannot_be_signed",
    "This entry was saved, and this device's disk has damaged it since. It is kept here as it is. Check the patient's \
     record, chart it again if it is missing, and tell IT support.",
);

/// Keeps aside what was saved and cannot be signed, where people see it and can take it out.
fn set_aside(tx: &WriteTx<'_>, now: &Now, to_sign: &ToSign) -> Result<(), Fail> {
    tracing::error!("a saved entry could not be signed and is set aside");
    let unsigned = SignedFact { bytes: to_sign.bytes.clone(), signature: [0; 64] };
    tx.quarantine().park(&ToPark {
        scope: to_sign.scope.as_ref(),
        fact: to_sign.fact,
        bytes: &to_sign.bytes,
        signature: None,
        code: CANNOT_BE_SIGNED.0,
        why: CANNOT_BE_SIGNED.1,
        at: now.at(),
        trigger: unsigned.decode().is_ok_and(|fact| asks_for_help(&fact.body)),
    })?;
    Ok(())
}

/// Stays whose projections are held at the most, where nobody comes by to put them and there is room on the disk.
pub(crate) const MOST_HELD: usize = 64;

/// What the boards show of the stays of a save that has been answered, while it is being worked out.
#[derive(Default)]
pub(crate) struct Afterwards(Mutex<Option<Projecting>>);

/// Whose projections are being worked out, and they themselves.
type Projecting = (Vec<StayId>, Awaited<Vec<Projection>>);

impl Afterwards {
    /// It is being worked out. For whoever has the writers' turn, in which there is none before it.
    pub(crate) fn projecting(&self, stays: Vec<StayId>, projected: Awaited<Vec<Projection>>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((stays, projected));
    }

    fn is_projecting(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }
}

impl App {
    /// The writers' turn. Whoever has it finds what the save before it changed in place, for every reader.
    pub(crate) fn turn(&self) -> MutexGuard<'_, ()> {
        let turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let projecting = self.afterwards.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((stays, projected)) = projecting {
            match projected.get() {
                Ok(projections) => self.store.hold(projections),
                // Folded it is, and yet it cannot be shown: left as it was, said at its place, and tried again.
                Err(_) => self.store.lose_track(stays),
            }
        }
        turn
    }

    /// Does what saves have left to be done. To be called soon after something was written; nothing is lost when it is
    /// not.
    pub fn catch_up(&self) {
        let turn = self.turn();
        let due = self.unsigned.load(Ordering::Relaxed);
        if !due && self.store.held() == 0 {
            return;
        }
        let now = self.now();
        let both = self.store.write_if_room(|tx| -> Result<(), Fail> {
            self.sign_due(tx, &now)?;
            Ok(tx.put_held()?)
        });
        let done = match both {
            // Projections wait for room. An act does not: the server is to have it.
            Err(Fail::Store(StoreError::Full)) if due => self.store.write(|tx| self.sign_due(tx, &now)),
            done => done,
        };
        match done {
            Ok(()) => self.all_signed(),
            Err(fail) => {
                let error = contract::CallError::from(fail).message;
                tracing::warn!(error, "what a save leaves to be done could not be done yet");
                return;
            }
        }
        if let Err(error) = self.store.tidy() {
            tracing::warn!(%error, "the database's log could not be worked in yet");
        }
        drop(turn);
        if due {
            let scopes = [ScopeId::Audit(self.me.device)].into();
            self.settled(Touched { scopes, ..Touched::default() });
        }
        self.tell_sync();
    }

    /// A transaction that signed what was due is durable. For whoever holds the writers' turn.
    pub(crate) fn all_signed(&self) {
        self.unsigned.store(false, Ordering::Relaxed);
    }

    /// Before a question is answered: what the save before it has left to be done.
    pub(crate) fn settle(&self) {
        if self.unsigned.load(Ordering::Relaxed) || self.afterwards.is_projecting() {
            self.catch_up();
        }
    }

    /// At the opening: what was left to be done when the process ended.
    pub(crate) fn take_up(&self) -> Result<(), Fail> {
        let (due, behind) = self.store.read(|tx| -> Result<_, Fail> {
            let due = tx.unsigned().any()?;
            let saved = tx.projected().behind()?.into_iter().filter_map(|scope| match scope {
                ScopeId::Stay(stay) => Some(stay),
                _ => None,
            });
            Ok((due, saved.chain(tx.stays().noted_behind()?).collect::<Vec<_>>()))
        })?;
        if planted::is(Fault::UnsignedForgotten) {
            self.store.write(|tx| tx.unsigned().signed())?;
        }
        self.unsigned.store(due, Ordering::Relaxed);
        self.store.lose_track(behind);
        self.make_up();
        self.catch_up();
        Ok(())
    }

    /// Keeps facts that are to be signed, at the next places of the chain. What would keep them from being signed keeps them
    /// from being saved.
    pub(crate) fn keep_to_sign(
        &self,
        tx: &WriteTx<'_>,
        now: &Now,
        facts: Vec<NewFact>,
        revisions: &Revisions,
    ) -> Result<(), Fail> {
        if facts.is_empty() {
            return Ok(());
        }
        let mut link = tx.device().link()?;
        for new in facts {
            let policy = revisions.of(&new.scope);
            let fact = self.made(now, new, &link, policy);
            tx.unsigned().keep(&fact.header.scope, &fact.header.id, &fact.to_be_signed(&self.me.key)?)?;
            // The hash of the one before is that of its signed bytes: it is filled in when that one is signed.
            link = store::Link { sequence: link.sequence.saturating_add(1), previous: None, ..link };
        }
        Ok(())
    }

    /// Signs what has the next places in the chain, if there is anything, and keeps it as facts. What cannot be signed any
    /// more is set aside: it stops nothing that comes after it.
    pub(crate) fn sign_due(&self, tx: &WriteTx<'_>, now: &Now) -> Result<(), Fail> {
        if !self.unsigned.load(Ordering::Relaxed) {
            return Ok(());
        }
        let due = tx.unsigned().all()?;
        if due.is_empty() {
            return Ok(());
        }
        tx.unsigned().signed()?;
        let mut before = None;
        for to_sign in due {
            match self.sign_one(tx, now, &to_sign, before)? {
                Some(hash) => before = Some(hash),
                None => set_aside(tx, now, &to_sign)?,
            }
        }
        Ok(())
    }

    /// Signs one fact; `None` when it cannot be signed. `before` is the one that was signed just before it.
    ///
    /// A fact of this life takes the next place of its chain, which is the one it was made for. One that was made in the
    /// life before, of which this database was copied, keeps its place there: signing draws nothing at random, so that
    /// whoever else has a copy makes the very same fact of it, and the server knows it again.
    fn sign_one(
        &self,
        tx: &WriteTx<'_>,
        now: &Now,
        to_sign: &ToSign,
        before: Option<EntryHash>,
    ) -> Result<Option<EntryHash>, Fail> {
        let unsigned = SignedFact { bytes: to_sign.bytes.clone(), signature: [0; 64] };
        let Ok(mut fact) = unsigned.decode() else { return Ok(None) };
        let link = tx.device().link()?;
        let here = fact.header.incarnation == link.incarnation;
        if here {
            fact.header.device_seq = link.sequence;
            fact.header.previous = previous(&link);
        } else if let Some(before) = before {
            fact.header.previous = before;
        }
        let Ok(signed) = fact.sign(&self.me.key) else { return Ok(None) };
        let hash = signed.hash();
        if keep(tx, &signed, &fact, hash, now, Source::Here)? == Inserted::New && here {
            tx.device().advance(link, &FactHash(hash.0))?;
        }
        Ok(Some(hash))
    }

    /// Signs a fact and keeps it at its place in the chain.
    pub(crate) fn sign_and_keep(
        &self,
        tx: &WriteTx<'_>,
        now: &Now,
        fact: &Fact,
        link: store::Link,
    ) -> Result<(), Fail> {
        let signed = fact.sign(&self.me.key)?;
        let hash = signed.hash();
        match keep(tx, &signed, fact, hash, now, Source::Here)? {
            Inserted::New => Ok(tx.device().advance(link, &FactHash(hash.0))?),
            // The plan looked before it asked, in this same transaction.
            Inserted::Same | Inserted::OtherBytes => Err(words::saved_differently().into()),
        }
    }

    /// What a save changed has been folded: readers see it from now on. Answers how the stays stand.
    pub(crate) fn hold(&self, refolded: Refolded, touched: &mut Touched) -> BTreeMap<StayId, Asked> {
        self.store.hold(refolded.projections);
        touched.stays.extend(refolded.stays);
        touched.wards.extend(refolded.wards);
        refolded.asked
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.catch_up();
    }
}
