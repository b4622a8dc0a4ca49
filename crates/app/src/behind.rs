//! Stays whose projections are behind their facts, because those could not be folded when they were written, or at the
//! opening. Each is left by itself while all others go on, says so at its place, and is folded anew whenever there is
//! occasion: from its facts alone, since those are what counts.

use crate::{
    App, UnknownKinds,
    aside::Awaited,
    clock::Clock,
    commit::Touched,
    project::{self, Folded, Refolded, RowFacts},
    stays,
    words::{self, Fail},
};
use clinical::{
    StayId, WardId,
    entry::{Entry, EntryBody},
    policy::Policies,
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError},
};
use store::{Projection, ReadTx, WriteTx};

/// How long those who only look wait before a stay is tried again, in milliseconds.
const LOOK_AGAIN_MS: u64 = 1_000;

/// When stays that are behind were last tried by somebody who only looked, by the monotonic clock.
#[derive(Default)]
pub(crate) struct Behind {
    looked_ms: Mutex<Option<u64>>,
}

impl Behind {
    fn is_time(&self, clock: &dyn Clock) -> bool {
        let now = clock.monotonic_ms();
        let mut looked = self.looked_ms.lock().unwrap_or_else(PoisonError::into_inner);
        let lately = looked.is_some_and(|at| now.saturating_sub(at) < LOOK_AGAIN_MS);
        if !lately {
            *looked = Some(now);
        }
        !lately
    }
}

/// What is folded beside a save.
pub(crate) struct Beside {
    /// Whose it is.
    pub(crate) stays: Vec<StayId>,
    pub(crate) folded: Awaited<Refolded>,
    /// What the boards show of them, after that.
    pub(crate) projected: Awaited<Vec<Projection>>,
}

/// Folds a stay. A panic in there is the trouble of this stay alone.
///
/// # Errors
/// [`Fail::Unfolded`].
pub(crate) fn guarded<T>(stay: &StayId, fold: impl FnOnce() -> T) -> Result<T, Fail> {
    // What is folded is put together inside and given up whole.
    catch_unwind(AssertUnwindSafe(fold)).map_err(|_| {
        tracing::error!(%stay, "a stay cannot be folded");
        Fail::Unfolded
    })
}

/// Folds a stay from its facts alone.
///
/// # Errors
/// [`Fail::Unfolded`] when it is this stay that cannot be read or folded.
pub(crate) fn from_facts(
    tx: &ReadTx<'_>,
    stay: &StayId,
    policies: &Policies,
    unknown: UnknownKinds,
) -> Result<Refolded, Fail> {
    let read = stays::load(tx, stay, policies, unknown)?;
    guarded(stay, || Refolded::anew(*stay, read))
}

/// The rows of a stay that cannot be folded whole, as far as its entries about who and where say. `None` when not even
/// those can be read.
pub(crate) fn who_and_where(tx: &ReadTx<'_>, stay: &StayId, policies: &Policies) -> Option<Vec<RowFacts>> {
    let mut entries = stays::entries(tx, stay, UnknownKinds::NONE).ok()?;
    let says_so = |entry: &Arc<Entry>| {
        matches!(
            entry.body,
            EntryBody::Identity(_)
                | EntryBody::Admission(_)
                | EntryBody::Placement(_)
                | EntryBody::Arrival(_)
                | EntryBody::Discharge(_)
                | EntryBody::Historic(_)
        )
    };
    entries.retain(says_so);
    let folded = guarded(stay, || project::project(*stay, &Folded::new(entries, policies)));
    folded.ok().map(|projected| projected.rows)
}

/// The wards whose boards show a stay.
fn boards(tx: &ReadTx<'_>, stay: &StayId) -> Result<Vec<WardId>, Fail> {
    Ok(tx.board().of_stay(stay)?.into_iter().map(|row| row.ward).collect())
}

impl App {
    /// Folds anew what is behind, for somebody who looks: now and then, since what fails again costs a fold.
    pub(crate) fn look_behind(&self) {
        if !self.store.behind().is_empty() && self.behind.is_time(&*self.clock) {
            self.make_up();
        }
    }

    /// Folds anew what is behind. To be called without `writing`.
    pub(crate) fn make_up(&self) {
        if self.store.behind().is_empty() {
            return;
        }
        let _turn = self.turn();
        let mut touched = Touched::default();
        self.fold_anew(&mut touched);
        if !touched.stays.is_empty() {
            self.settled(touched);
        }
    }

    /// Folds every stay that is behind from its facts; those that cannot be folded stay behind.
    fn fold_anew(&self, touched: &mut Touched) {
        for stay in self.store.behind() {
            let read = |tx: &ReadTx<'_>| {
                Ok((boards(tx, &stay)?, from_facts(tx, &stay, &self.policies(), self.unknown)?))
            };
            match self.store.read(read) {
                Ok((wards, refolded)) => {
                    touched.wards.extend(wards);
                    self.hold(refolded, touched);
                }
                Err(Fail::Unfolded) => {}
                Err(fail) => {
                    let error = contract::CallError::from(fail).message;
                    tracing::warn!(%stay, error, "a stay could not be read yet");
                }
            }
        }
    }

    /// The fold beside a save came to nothing, and what was saved is durable: it is folded once more, from the facts.
    ///
    /// # Errors
    /// When that comes to nothing too. The set is saved and sent all the same, and its stay says that it is not shown.
    pub(crate) fn folded_after_all(&self, mut touched: Touched, stays: Vec<StayId>) -> Result<Touched, Fail> {
        self.store.lose_track(stays.iter().copied());
        self.fold_anew(&mut touched);
        let behind = self.store.behind();
        if stays.iter().all(|stay| !behind.contains(stay)) {
            return Ok(touched);
        }
        for stay in stays {
            touched.wards.extend(self.store.read(|tx| boards(tx, &stay))?);
            touched.watched.insert(stay);
        }
        self.settled(touched);
        Err(words::saved_not_shown().into())
    }

    /// Puts a stay with more entries, in the transaction that writes them.
    pub(crate) fn put_stay(
        &self,
        tx: &WriteTx<'_>,
        stay: StayId,
        more: Vec<Entry>,
        touched: &mut Touched,
    ) -> Result<(), Fail> {
        put(tx, stay, self.refolded(tx, &stay, more), touched)
    }

    /// A stay with more entries: added to what is held of it, or from its facts alone where that comes to nothing.
    ///
    /// # Errors
    /// [`Fail::Unfolded`] when it is this stay that cannot be read or folded.
    fn refolded(&self, tx: &ReadTx<'_>, stay: &StayId, more: Vec<Entry>) -> Result<Refolded, Fail> {
        let (before, policies) = (self.stay_in(tx, stay)?, self.policies());
        let added = guarded(stay, || Refolded::of([(*stay, before, more)], &policies));
        added.or_else(|_| from_facts(tx, stay, &policies, self.unknown))
    }
}

/// Puts a stay that was folded. One that could not be is left as it was, and is behind from now on.
pub(crate) fn put(
    tx: &WriteTx<'_>,
    stay: StayId,
    refolded: Result<Refolded, Fail>,
    touched: &mut Touched,
) -> Result<(), Fail> {
    match refolded {
        Err(Fail::Unfolded) => {
            touched.wards.extend(boards(tx, &stay)?);
            touched.watched.insert(stay);
            tx.leave_behind(&stay)?;
        }
        refolded => {
            let refolded = refolded?;
            refolded.put(tx)?;
            touched.stays.extend(refolded.stays);
            touched.wards.extend(refolded.wards);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
