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
    stays,
    words::{self, Fail},
};
use clinical::{ScopeId, StayId};
use record::{Fact, SignedFact};
use std::{
    collections::BTreeMap,
    sync::{PoisonError, atomic::Ordering},
};
use store::{FactHash, Inserted, Source, StoreError, WriteTx};

/// Stays whose projections are held at the most, where nobody comes by to put them.
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
            let mut behind = Vec::new();
            let policies = self.policies();
            for scope in tx.projected().behind()? {
                if let ScopeId::Stay(stay) = scope {
                    let folded = stays::load(tx, &stay, &policies)?;
                    behind.push(crate::project::projection(stay, &folded));
                }
            }
            Ok((due, behind))
        })?;
        self.unsigned.store(due, Ordering::Relaxed);
        self.store.hold(behind);
        self.catch_up();
        Ok(())
    }

    /// Signs the audit that has the next place in the chain, if there is one.
    pub(crate) fn sign_due(&self, tx: &WriteTx<'_>, now: &Now) -> Result<(), Fail> {
        if !self.unsigned.load(Ordering::Relaxed) {
            return Ok(());
        }
        let Some(bytes) = tx.unsigned().next()? else { return Ok(()) };
        tx.unsigned().signed()?;
        let Ok(mut fact) = (SignedFact { bytes, signature: [0; 64] }).decode() else {
            tracing::error!("an act that was to be signed cannot be read");
            return Ok(());
        };
        // The place that it was made for, unless the database was restored or copied meanwhile: then that of its new life.
        let link = tx.device().link()?;
        fact.header.incarnation = link.incarnation;
        fact.header.device_seq = link.sequence;
        fact.header.previous = previous(&link);
        self.sign_and_keep(tx, now, &fact, link)
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
