//! The host's side of the session's contract: what each effect does to the disk, and the deliberate mistakes in doing so.

use super::{
    device::{Device, Disk},
    fact::{Fact, Kind},
};
use clinical::ScopeId;
use planted::Fault;
use replication::{
    Entry, Hash, Input,
    chain::Cursor,
    session::{Outgoing, VerifiedPage},
    wire::Refused,
};
use std::collections::BTreeSet;

impl Device {
    /// Whether a commit that can wait goes through.
    pub(super) fn commits(&mut self) -> bool {
        let sound = self.disk == Disk::Sound;
        if self.disk == Disk::NextFails {
            self.disk = Disk::Sound;
        }
        if !sound {
            self.owed.push_back(Input::HostFailed);
        }
        sound
    }

    pub(super) fn set_aside(&mut self, scope: ScopeId, hash: Hash, reason: Refused) {
        if planted::is(Fault::QuarantineBlocks) {
            // It stays at its place in the outbox, where nothing gets past it.
            self.db.quarantine.insert(hash, (scope, reason));
            return;
        }
        self.db.outbox.retain(|_, (_, queued)| *queued != hash);
        if planted::is(Fault::DropRefused) {
            self.db.facts.entry(scope).or_default().remove(&hash);
        } else {
            self.db.quarantine.insert(hash, (scope, reason));
        }
    }

    pub(super) fn clear(&mut self, scope: &ScopeId, hash: &Hash) {
        let before = self.db.outbox.len();
        self.db.outbox.retain(|_, (of, queued)| queued != hash || of != scope);
        if self.db.outbox.len() < before {
            self.said.cleared.push((scope.clone(), *hash));
        }
    }

    pub(super) fn load(&mut self, after: u64, max: usize) {
        let aside = &self.db.quarantine;
        let open = |(_, (_, hash)): &(&u64, &(ScopeId, Hash))| {
            !(planted::is(Fault::QuarantineBlocks) && aside.contains_key(hash))
        };
        let rest = self.db.outbox.range(after + 1..).take_while(open);
        let entries: Vec<_> = rest
            .clone()
            .take(max)
            .map(|(position, (scope, hash))| Outgoing {
                position: *position,
                scope: scope.clone(),
                entry: self.db.facts[scope][hash].clone(),
            })
            .collect();
        let more = rest.count() > entries.len();
        self.owed.push_back(Input::Outbox { entries, more });
    }

    /// One transaction: facts, cursor, outbox, effects.
    pub(super) fn ingest(&mut self, page: VerifiedPage) {
        let VerifiedPage { scope, entries, cursor, .. } = page;
        if planted::is(Fault::CursorBeforeEntries) {
            self.db.cursors.insert(scope.clone(), cursor);
        }
        if !self.commits() {
            return;
        }
        // An entry of this life that this database did not write: another one lives it too.
        let strange = |(hash, entry): &(Hash, Entry)| {
            let ours = Fact::of(entry)
                .is_some_and(|fact| fact.device == self.id && fact.incarnation == self.incarnation());
            ours && !self.db.holds(&scope, hash)
        };
        let copied = entries.iter().any(strange) && self.db.written > 0;
        let pass_over = usize::from(planted::is(Fault::CursorOffByOne));
        let lacking_before = self.db.lacking.get(&scope).is_some_and(|lacking| !lacking.is_empty());
        let mut readable = false;
        for (hash, entry) in entries.into_iter().skip(pass_over) {
            self.clear(&scope, &hash);
            self.db.quarantine.remove(&hash);
            if matches!(entry, Entry::HashOnly(_)) {
                if !self.db.holds(&scope, &hash) {
                    self.db.lacking.entry(scope.clone()).or_default().insert(hash);
                }
                continue;
            }
            readable = true;
            let newer = Fact::of(&entry).is_some_and(|fact| fact.kind == Kind::Newer);
            if planted::is(Fault::DropUnknown) && self.old && newer {
                continue;
            }
            if !self.db.holds(&scope, &hash) || planted::is(Fault::EffectTwice) {
                self.db.alert(hash, &entry);
                self.db.facts.entry(scope.clone()).or_default().insert(hash, entry);
            }
        }
        self.db.cursors.insert(scope.clone(), cursor);
        if lacking_before && readable && !planted::is(Fault::HolesStay) {
            // The patient has come back: this record is read again from its beginning.
            self.rewind(scope);
        } else {
            self.owed.push_back(Input::Ingested { scope, cursor });
        }
        if copied && !planted::is(Fault::OldLifeGoesOn) {
            self.begin_incarnation();
            self.owed.push_back(Input::Incarnation(self.incarnation()));
        }
    }

    /// One transaction: cursor to the start, everything held into the outbox.
    pub(super) fn rewind(&mut self, scope: ScopeId) {
        if !self.commits() {
            return;
        }
        self.said.rewinds += 1;
        self.healing = true;
        let me = self.id;
        if planted::is(Fault::DeleteToRecover) {
            self.db.facts.remove(&scope);
            self.db.outbox.retain(|_, (queued, _)| *queued != scope);
        }
        self.db.cursors.insert(scope.clone(), Cursor::START);
        self.db.lacking.remove(&scope);
        let aside: BTreeSet<Hash> = self.db.quarantine.keys().copied().collect();
        let offered = |hash: &Hash, entry: &Entry| match () {
            () if planted::is(Fault::RepushOnlyOwn) => Fact::of(entry).is_some_and(|fact| fact.device == me),
            () if planted::is(Fault::RepushNothing) => false,
            () if planted::is(Fault::QuarantineBlocks) => !aside.contains(hash),
            () => true,
        };
        let facts = self.db.facts.get(&scope).into_iter().flatten();
        let held: Vec<Hash> =
            facts.filter(|(hash, entry)| offered(hash, entry)).map(|(hash, _)| *hash).collect();
        held.iter().for_each(|hash| self.db.enqueue(&scope, *hash));
        self.owed.push_back(Input::Rewound { scope, held });
    }
}
