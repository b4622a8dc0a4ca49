//! One stay as this device holds it: its facts, what they fold to, and where the patient is shown.

use clinical::{
    FactId,
    entry::Entry,
    policy::{Policies, Policy},
    stay::StayState,
    ward::Place,
};
use std::{collections::BTreeSet, sync::Arc};

/// A stay with the facts it was folded from, and the policy it was folded under.
#[derive(Debug)]
pub(crate) struct Folded {
    pub(crate) entries: Vec<Arc<Entry>>,
    pub(crate) state: StayState,
    /// That of the ward that has the patient.
    pub(crate) policy: Arc<Policy>,
}

impl Folded {
    /// Folds the facts of one stay.
    pub(crate) fn new(entries: Vec<Arc<Entry>>, policies: &Policies) -> Self {
        #[cfg(test)]
        breaking::check(breaking::Step::Fold, &entries);
        let (state, policy) = StayState::fold_in_force(&entries, policies);
        Self { entries, state, policy }
    }

    /// A stay with more entries than before. A plain set is added to the fold where nobody else looks at it.
    pub(super) fn with(before: Arc<Self>, more: Vec<Entry>, policies: &Policies) -> Self {
        let held: BTreeSet<FactId> = before.entries.iter().map(|entry| entry.id).collect();
        let mut more: Vec<Arc<Entry>> =
            more.into_iter().filter(|entry| !held.contains(&entry.id)).map(Arc::new).collect();
        #[cfg(test)]
        breaking::check(breaking::Step::Fold, &more);
        let mut entries = match Arc::try_unwrap(before) {
            Err(shared) => shared.entries.clone(),
            Ok(Self { entries, state, policy }) => {
                // A set moves nobody to another ward.
                if let [only] = more.as_slice()
                    && Arc::ptr_eq(&policy, policies.in_force(policy.setting()))
                    && let Some(state) = state.with_set(only, &entries, &policy)
                {
                    let mut entries = entries;
                    entries.append(&mut more);
                    return Self { entries, state, policy };
                }
                entries
            }
        };
        entries.append(&mut more);
        Self::new(entries, policies)
    }

    /// Whether this device holds anything of the stay.
    pub(crate) fn exists(&self) -> bool {
        !self.entries.is_empty()
    }

    /// An entry of the stay.
    pub(crate) fn entry(&self, id: &FactId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == *id).map(Arc::as_ref)
    }

    /// Every entry of the stay.
    pub(crate) fn all(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().map(Arc::as_ref)
    }

    /// Whether the stay is shown on boards.
    pub(crate) fn on_board(&self) -> bool {
        let state = &self.state;
        state.historic.is_none() && !state.places.is_none() && !state.is_over()
    }

    /// Every place the patient may be in, oldest placement first, each once.
    pub(crate) fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for place in self.state.places.values() {
            if !places.contains(place) {
                places.push(place.clone());
            }
        }
        places
    }

    /// Every place on whose board the patient is: where they are placed, and where they are still until another ward has
    /// received them.
    pub(crate) fn shown_places(&self) -> Vec<Place> {
        let mut places = self.places();
        for from in self.state.transfers.iter().flat_map(|transfer| &transfer.from) {
            if !places.contains(from) {
                places.push(from.clone());
            }
        }
        places
    }
}

/// Facts at which a test has folds, or projections of what was folded, break down.
#[cfg(test)]
pub(crate) mod breaking {
    use super::*;
    use std::{
        collections::BTreeMap,
        panic::resume_unwind,
        sync::{Mutex, PoisonError},
    };

    /// What breaks down.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub(crate) enum Step {
        Fold,
        Project,
    }

    static TIMES: Mutex<BTreeMap<(Step, FactId), usize>> = Mutex::new(BTreeMap::new());

    /// The next so many of these steps with this fact break down.
    pub(crate) fn at(step: Step, fact: FactId, times: usize) {
        TIMES.lock().unwrap_or_else(PoisonError::into_inner).insert((step, fact), times);
    }

    pub(crate) fn check(step: Step, entries: &[Arc<Entry>]) {
        let mut times = TIMES.lock().unwrap_or_else(PoisonError::into_inner);
        let broken = entries.iter().any(|entry| match times.get_mut(&(step, entry.id)) {
            None | Some(0) => false,
            Some(times) => {
                *times -= 1;
                true
            }
        });
        drop(times);
        if broken {
            // Without a word on the standard error.
            resume_unwind(Box::new("the test broke the fold"));
        }
    }
}
