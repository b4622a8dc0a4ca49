//! One more set on a stay that is folded already: what a save does most often, without folding everything anew.
//!
//! The fold is the truth. This takes only what it can do exactly as the fold does, and a property holds the two to each
//! other.

use super::{StayState, care::is_moved, events::Events, sets};
use crate::{
    entry::{Entry, EntryBody},
    leaves::Graph,
    policy::Policy,
    staff::AuthLevel,
};
use std::borrow::Borrow;

impl StayState {
    /// This stay with one more set, when nothing links the set with another entry and nothing has been decided that it
    /// would touch; otherwise nothing, and the stay is to be folded. `others` are the entries it was folded from, under
    /// the same policy.
    pub fn with_set<E: Borrow<Entry>>(
        mut self,
        entry: &Entry,
        others: &[E],
        policy: &Policy,
    ) -> Option<Self> {
        if !self.takes(entry, others) {
            return None;
        }
        let graph = Graph::of(std::slice::from_ref(entry));
        let threads = sets::charted(&graph, &self, policy.late_after_minutes());
        for event in Events::of(&threads, self.events.placed).sets {
            let events = &mut self.events.sets;
            let place = events.partition_point(|other| (other.at, other.id) < (event.at, event.id));
            events.insert(place, event);
        }
        self.deterioration.charted_also(&threads, &graph);
        for set in threads.into_iter().flatten() {
            let key = (set.at, set.by.recorded(), set.by.id);
            let place = self.sets.partition_point(|other| (other.at, other.by.recorded(), other.by.id) < key);
            self.sets.insert(place, set);
        }
        Some(self)
    }

    /// Whether a set can be added by itself: it is a new one, charted here, of a stay that goes on and is observed, under a
    /// name that was checked, and no entry speaks of it that came before it.
    fn takes<E: Borrow<Entry>>(&self, entry: &Entry, others: &[E]) -> bool {
        let plain = matches!(entry.body, EntryBody::Observations(_))
            && entry.supersedes.is_empty()
            && entry.auth != AuthLevel::Emergency
            // What came from another patient may wait for a name, or bring one with it.
            && !is_moved(&entry.body);
        let goes_on = self.ended.is_none() && self.historic.is_none() && self.observations_stop.is_none();
        plain
            && goes_on
            && others
                .iter()
                .map(Borrow::borrow)
                .all(|other| other.id != entry.id && !other.supersedes.contains(&entry.id))
    }
}
