//! What is done once a save has been answered: its audit is signed, and projections are put.
//!
//! A save's own transaction holds everything that could be lost: its facts, their places in the outbox and in the device's
//! chain, and its audit whole but for the signature. What is done here can be done again from that: at the next save, at
//! the next page from the server, or at the next opening. Until it is done, readers see the projections held in memory.

use crate::{
    App,
    clock::Now,
    commit::{Touched, keep},
    made::previous,
    project::{Asked, Refolded},
    words::{self, Fail},
};
use clinical::{ScopeId, StayId};
use record::{Fact, SignedFact};
use std::{
    collections::BTreeMap,
    sync::{PoisonError, atomic::Ordering},
};
use store::{FactHash, Inserted, Source, StoreError, ToPark, WriteTx};

/// Why an act is set aside.
const UNSIGNED: (&str, &str) = (
    "unsigned_act",
    "What somebody did could not be signed for the audit. What they charted is not touched by that. The line of the audit \
     is kept here. Tell IT support.",
);

/// Stays whose projections are held at the most, where nobody comes by to put them and there is room on the disk.
pub(crate) const MOST_HELD: usize = 64;

impl App {
    /// Does what saves have left to be done. To be called soon after something was written; nothing is lost when it is
    /// not.
    pub fn catch_up(&self) {
        let turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
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
            Ok(()) => self.unsigned.store(false, Ordering::Relaxed),
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

    /// At the opening: what was left to be done when the process ended.
    pub(crate) fn take_up(&self) -> Result<(), Fail> {
        let (due, behind) = self.store.read(|tx| -> Result<_, Fail> {
            let due = tx.unsigned().next()?.is_some();
            let saved = tx.projected().behind()?.into_iter().filter_map(|scope| match scope {
                ScopeId::Stay(stay) => Some(stay),
                _ => None,
            });
            Ok((due, saved.chain(tx.stays().noted_behind()?).collect::<Vec<_>>()))
        })?;
        self.unsigned.store(due, Ordering::Relaxed);
        self.store.lose_track(behind);
        self.make_up();
        self.catch_up();
        Ok(())
    }

    /// Signs the audit that has the next place in the chain, if there is one. One that cannot be read or signed is set
    /// aside: neither is it lost, nor does it stand in the way of anything.
    pub(crate) fn sign_due(&self, tx: &WriteTx<'_>, now: &Now) -> Result<(), Fail> {
        if !self.unsigned.load(Ordering::Relaxed) {
            return Ok(());
        }
        let Some(bytes) = tx.unsigned().next()? else { return Ok(()) };
        tx.unsigned().signed()?;
        let act = SignedFact { bytes, signature: [0; 64] };
        let Ok(mut fact) = act.decode() else { return self.park_act(tx, now, &act) };
        // The place that it was made for, unless the database was restored or copied meanwhile: then that of its new life.
        let link = tx.device().link()?;
        if fact.header.incarnation != link.incarnation {
            // The other life, where there is one, signs it under the number that it has.
            fact.header.id = self.mint(now);
        }
        fact.header.incarnation = link.incarnation;
        fact.header.device_seq = link.sequence;
        fact.header.previous = previous(&link);
        match self.sign_and_keep(tx, now, &fact, link) {
            Err(Fail::Sign(_)) => self.park_act(tx, now, &act),
            // Its number is taken. The store has set it aside, unless it is that very entry.
            Err(Fail::Call(_)) => Ok(()),
            done => done,
        }
    }

    /// Sets an act aside that cannot be signed.
    fn park_act(&self, tx: &WriteTx<'_>, now: &Now, act: &SignedFact) -> Result<(), Fail> {
        let (code, why) = UNSIGNED;
        tracing::error!(code, "an act that was to be signed is set aside");
        tx.quarantine().park(&ToPark {
            scope: Some(&ScopeId::Audit(self.me.device)),
            fact: act.id(),
            bytes: &act.bytes,
            signature: None,
            code,
            why,
            at: now.at(),
            trigger: false,
        })?;
        Ok(())
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
        for (stay, folded, projection) in refolded.stays {
            self.store.hold([projection]);
            touched.stays.insert(stay, folded);
        }
        touched.wards.extend(refolded.wards);
        refolded.asked
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.catch_up();
    }
}
