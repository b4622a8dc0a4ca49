//! The outbox as the session sees it: what to push next, and what is on its way. Emptying it is the host's, by echo.

use super::clock::Ticks;
use crate::{
    session::Outgoing,
    wire::{Entry, Hash, ServerLimits},
};
use clinical::ScopeId;
use std::collections::{HashSet, VecDeque};

/// Pushes on their way at once.
const MOST_FLIGHTS: usize = 4;
/// Entries read from the host at once.
pub(super) const LOAD: usize = 500;

#[derive(Debug, Default)]
pub(super) struct Outbox {
    /// The position up to which the host has been asked on this connection.
    after: u64,
    /// The host said that there is nothing after it.
    read_to_end: bool,
    /// The host is reading.
    loading: bool,
    /// Entries that were passed over may go now: once at the end, begin from the oldest again.
    again: bool,
    ready: VecDeque<Outgoing>,
    flights: VecDeque<Flight>,
    /// On this connection: pushed and answered, or known to be there.
    settled: HashSet<Hash>,
    /// On this connection: pushed, whatever became of it.
    pushed: HashSet<Hash>,
    /// Entries of a ward's index that were read and not answered: what was charted after them waits. A device may be lost at
    /// any moment, and a stay that reached the server without its index would lie there with nobody to find it.
    index: HashSet<Hash>,
    /// Entries of an index that were answered, whatever the answer: nothing waits for these any more.
    index_told: HashSet<Hash>,
    /// Entries were passed over for the sake of an index.
    passed_over: bool,
    /// No push before this: the server is busy.
    not_before: Ticks,
}

/// One push on its way.
#[derive(Debug)]
struct Flight {
    scope: ScopeId,
    hashes: Vec<Hash>,
    due: Ticks,
}

/// A push to send.
#[derive(Debug)]
pub(super) struct Push {
    pub(super) scope: ScopeId,
    pub(super) entries: Vec<Entry>,
}

impl Outbox {
    /// A new connection, or none: begin from the oldest entry again. The host may still be reading for the old one.
    pub(super) fn begin(&mut self) {
        *self = Self { loading: self.loading, again: self.loading, ..Self::default() };
    }

    /// The host could not do what it was asked.
    pub(super) const fn host_failed(&mut self) {
        self.loading = false;
    }

    pub(super) const fn written(&mut self) {
        self.read_to_end = false;
    }

    /// Entries that had to wait may go now.
    pub(super) const fn look_again(&mut self) {
        self.again = true;
    }

    /// The server has these already.
    pub(super) fn settle(&mut self, there: impl IntoIterator<Item = Hash>) {
        let there: Vec<Hash> = there.into_iter().collect();
        self.told_of(&there);
        self.settled.extend(there);
    }

    /// The server said what became of these: what waited for them may go.
    pub(super) fn told_of(&mut self, hashes: &[Hash]) {
        let told = hashes.iter().filter(|hash| self.index.remove(*hash));
        self.index_told.extend(told);
        if self.index.is_empty() && std::mem::take(&mut self.passed_over) {
            self.again = true;
        }
    }

    /// Whether an entry has to wait for the index of a ward that was charted before it.
    fn waits_for_index(&mut self, scope: &ScopeId, hash: Hash) -> bool {
        match scope {
            ScopeId::Ward(..) => {
                if !self.index_told.contains(&hash) {
                    self.index.insert(hash);
                }
                false
            }
            ScopeId::Stay(_) | ScopeId::Note(_) => {
                let waits = !self.index.is_empty();
                self.passed_over |= waits;
                waits
            }
            ScopeId::Audit(_) | ScopeId::Dir | ScopeId::Aside(_) => false,
        }
    }

    /// What was said of these counts no more: they lie in the outbox again, and one that was refused on this connection
    /// would wait there until the next.
    pub(super) fn unsettle(&mut self, held: &[Hash]) {
        for hash in held {
            self.settled.remove(hash);
        }
    }

    /// The position after which the host is to read, where it is to read at all.
    pub(super) fn load(&mut self) -> Option<u64> {
        if self.loading || !self.ready.is_empty() {
            return None;
        }
        if self.again && self.read_to_end {
            (self.after, self.again, self.read_to_end) = (0, false, false);
        }
        if self.read_to_end {
            return None;
        }
        self.loading = true;
        Some(self.after)
    }

    pub(super) fn loaded(&mut self, entries: Vec<Outgoing>, more: bool) {
        // An answer from before something else failed: what lies before it would be passed over.
        if !std::mem::take(&mut self.loading) {
            return;
        }
        // More, but none of it: asking again would bring the same, for ever.
        self.read_to_end = !more || entries.is_empty();
        self.after = entries.last().map_or(self.after, |last| last.position);
        self.ready.extend(entries);
    }

    /// The next push, where one may go: entries of one scope, in the outbox's order.
    pub(super) fn push(
        &mut self,
        now: Ticks,
        due: Ticks,
        limits: &ServerLimits,
        hash: fn(&Entry) -> Hash,
        must_wait: impl Fn(&ScopeId) -> bool,
    ) -> Option<Push> {
        if now < self.not_before || self.flights.len() >= MOST_FLIGHTS {
            return None;
        }
        let (mut scope, mut hashes, mut entries, mut bytes) = (None, Vec::new(), Vec::new(), 0);
        let most_bytes = limits.message_bytes as usize;
        for outgoing in std::mem::take(&mut self.ready) {
            let entry_hash = hash(&outgoing.entry);
            let done = self.settled.contains(&entry_hash) || self.in_flight(&entry_hash);
            if done || self.waits_for_index(&outgoing.scope, entry_hash) {
                continue;
            }
            let other_scope = scope.as_ref().is_some_and(|scope| *scope != outgoing.scope);
            let full = entries.len() >= usize::from(limits.push_entries);
            let fits = entries.is_empty() || bytes + outgoing.entry.wire_bytes() <= most_bytes;
            if other_scope || full || !fits {
                // Once one of this scope does not fit, none after it goes before it.
                bytes = if other_scope { bytes } else { most_bytes };
                self.ready.push_back(outgoing);
                continue;
            }
            if must_wait(&outgoing.scope) {
                continue;
            }
            bytes += outgoing.entry.wire_bytes();
            scope = Some(outgoing.scope);
            hashes.push(entry_hash);
            entries.push(outgoing.entry);
        }
        let scope = scope?;
        self.pushed.extend(&hashes);
        self.flights.push_back(Flight { scope: scope.clone(), hashes, due });
        Some(Push { scope, entries })
    }

    /// Whether this entry was pushed on this connection.
    pub(super) fn was_pushed(&self, hash: &Hash) -> bool {
        self.pushed.contains(hash)
    }

    fn in_flight(&self, hash: &Hash) -> bool {
        self.flights.iter().any(|flight| flight.hashes.contains(hash))
    }

    /// The hashes of the oldest push to this scope, which an answer has come to.
    pub(super) fn answered(&mut self, scope: &ScopeId) -> Option<Vec<Hash>> {
        let place = self.flights.iter().position(|flight| flight.scope == *scope)?;
        self.flights.remove(place).map(|flight| flight.hashes)
    }

    /// The server took nothing of a push: try everything that is not settled again, later.
    pub(super) fn busy(&mut self, not_before: Ticks) {
        self.not_before = self.not_before.max(not_before);
        self.again = true;
    }

    /// When an answer is overdue.
    pub(super) fn due(&self) -> Option<Ticks> {
        self.flights.iter().map(|flight| flight.due).min()
    }

    /// When a push may go that has to wait for the server now.
    pub(super) fn resumes_at(&self, now: Ticks) -> Option<Ticks> {
        (self.not_before > now).then_some(self.not_before)
    }

    pub(super) fn is_quiet(&self) -> bool {
        self.read_to_end
            && !self.loading
            && !self.again
            && !self.passed_over
            && self.ready.is_empty()
            && self.flights.is_empty()
    }
}
