//! Folded stays kept in memory, so that a save folds what it has rather than what it would have to read again.
//!
//! One process writes a database, and every writer of this process passes through here, so what is held is never older
//! than what a reader can see on the disk.

use crate::{UnknownKinds, behind::guarded, project::Folded, words::Fail};
use clinical::{FactId, ScopeId, StayId, entry::Entry, policy::Policies};
use record::SignedFact;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use store::{ReadTx, StoreError, StoredFact};

/// Stays kept: two or three wards.
const MOST: usize = 96;

/// The stays held.
#[derive(Default)]
pub(crate) struct Stays {
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    /// Counts writes, so that a reader does not put back what it read before one.
    writes: u64,
    uses: u64,
    stays: BTreeMap<StayId, (Arc<Folded>, u64)>,
}

/// How often stays had been written when a reader began.
#[derive(Clone, Copy)]
pub(crate) struct Seen(u64);

impl Stays {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// To be asked before a snapshot is taken, and given back with what was read from it.
    pub(crate) fn seen(&self) -> Seen {
        Seen(self.held().writes)
    }

    /// A stay, if it is held.
    pub(crate) fn get(&self, stay: &StayId) -> Option<Arc<Folded>> {
        let mut held = self.held();
        held.uses += 1;
        let uses = held.uses;
        held.stays.get_mut(stay).map(|(folded, used)| {
            *used = uses;
            Arc::clone(folded)
        })
    }

    /// A stay that is about to be written, which is not held meanwhile: the one fold of it may be added to.
    pub(crate) fn take(&self, stay: &StayId) -> Option<Arc<Folded>> {
        self.held().stays.remove(stay).map(|(folded, _)| folded)
    }

    /// Holds a stay that was read, unless something was written meanwhile.
    pub(crate) fn read(&self, stay: StayId, folded: &Arc<Folded>, seen: Seen) {
        let mut held = self.held();
        if held.writes == seen.0 {
            held.put(stay, Arc::clone(folded));
        }
    }

    /// Holds what has just been written; answers what it replaced, for the caller to let go when there is time.
    pub(crate) fn written(&self, stays: impl IntoIterator<Item = (StayId, Arc<Folded>)>) -> Vec<Arc<Folded>> {
        let mut held = self.held();
        held.writes += 1;
        stays.into_iter().filter_map(|(stay, folded)| held.put(stay, folded)).collect()
    }

    /// Lets these go: what is held of them may be behind their facts.
    pub(crate) fn forget(&self, stays: &BTreeSet<StayId>) {
        if !stays.is_empty() {
            self.held().stays.retain(|stay, _| !stays.contains(stay));
        }
    }

    /// Lets everything go.
    pub(crate) fn clear(&self) {
        let mut held = self.held();
        held.writes += 1;
        held.stays.clear();
    }
}

impl Held {
    fn put(&mut self, stay: StayId, folded: Arc<Folded>) -> Option<Arc<Folded>> {
        self.uses += 1;
        let replaced = self.stays.insert(stay, (folded, self.uses));
        if self.stays.len() > MOST {
            let oldest = self.stays.iter().min_by_key(|(_, (_, used))| *used).map(|(stay, _)| *stay);
            oldest.and_then(|stay| self.stays.remove(&stay));
        }
        replaced.map(|(folded, _)| folded)
    }
}

/// A stored fact, decoded. One that cannot be read any more is left out and said so: it was read when it was stored.
pub(crate) fn entry(fact: StoredFact) -> Option<Entry> {
    let StoredFact { id, bytes, signature, .. } = fact;
    decoded(&SignedFact { bytes, signature }, Some(id), UnknownKinds::NONE)
}

fn decoded(fact: &SignedFact, id: Option<FactId>, unknown: UnknownKinds) -> Option<Entry> {
    match unknown.read(fact) {
        Ok(fact) => Some(fact.entry()),
        Err(error) => {
            tracing::error!(?id, %error, "a stored fact cannot be read");
            None
        }
    }
}

/// Reads and folds a stay.
///
/// # Errors
/// [`Fail::Unfolded`] when it is this stay that cannot be read or folded, and no other.
pub(crate) fn load(
    tx: &ReadTx<'_>,
    stay: &StayId,
    policies: &Policies,
    unknown: UnknownKinds,
) -> Result<Folded, Fail> {
    let entries = entries(tx, stay, unknown)?;
    guarded(stay, || Folded::new(entries, policies))
}

/// The entries of a stay, those that are still to be signed among them.
///
/// # Errors
/// [`Fail::Unfolded`] when it is this stay that cannot be read, and no other.
pub(crate) fn entries(
    tx: &ReadTx<'_>,
    stay: &StayId,
    unknown: UnknownKinds,
) -> Result<Vec<Arc<Entry>>, Fail> {
    let scope = ScopeId::Stay(*stay);
    let facts = match tx.facts().of_scope(&scope) {
        Err(error @ StoreError::Unreadable { .. }) => {
            tracing::error!(%stay, %error, "a stay cannot be read");
            return Err(Fail::Unfolded);
        }
        read => read?,
    };
    let to_sign = tx.unsigned().of_scope(&scope)?.into_iter();
    let to_sign =
        to_sign.filter_map(|bytes| decoded(&SignedFact { bytes, signature: [0; 64] }, None, unknown));
    let kept = |fact: StoredFact| {
        let StoredFact { id, bytes, signature, .. } = fact;
        decoded(&SignedFact { bytes, signature }, Some(id), unknown)
    };
    Ok(facts.into_iter().filter_map(kept).chain(to_sign).map(Arc::new).collect())
}
