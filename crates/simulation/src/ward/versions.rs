//! A tablet of an older version: what it does not know it passes on unharmed and says so, and shows it once it is updated.

use super::{
    promises::{Did, Noted, scope_of, scope_of_note},
    world::World,
};
use crate::broken::{Invariant, Kept, holds};
use app::UnknownKinds;
use clinical::StayId;
use contract::{Reply, Request};
use std::collections::BTreeSet;

impl World {
    /// The present version is installed on a tablet of an older one.
    pub(super) fn update(&mut self, n: usize) {
        if !self.tablets[n].older {
            return;
        }
        self.struck("update", n);
        self.tablets[n].older = false;
        let same = self.tablets[n].folder.clone();
        self.reopen(n, same);
        self.check_promises_of(n);
    }

    /// Whether a tablet was updated.
    pub(super) fn update_all(&mut self) -> bool {
        let older: Vec<usize> = (0..self.tablets.len()).filter(|n| self.tablets[*n].older).collect();
        older.iter().for_each(|n| self.update(*n));
        !older.is_empty()
    }

    /// Of patients who were only ever on its ward a tablet has everything that the server has, known to its version or not.
    /// Not the words in a note whose opening the server refused: no other tablet can know of such a note. SIM-4.
    pub(super) fn has_all_of_its_ward(&self, n: usize) -> Kept {
        let tablet = &self.tablets[n];
        let own = |stay: &StayId| self.wards_now(stay).contains(tablet.ward) && self.is_found(stay);
        let mut scopes: BTreeSet<String> =
            self.promises.stays.iter().filter(|stay| own(stay)).map(scope_of).collect();
        let there = self.server_look.logged_ids();
        if !tablet.older {
            let opened = |noted: &&Noted| noted.what == Did::Open && noted.facts.is_subset(&there);
            let notes = self.promises.noted.iter().filter(opened).filter(|noted| own(&noted.stay));
            scopes.extend(notes.map(|noted| scope_of_note(&noted.note)));
        }
        let held = tablet.look.fact_ids();
        let lacking = there.iter().filter(|named| scopes.contains(&named.0) && !held.contains(named)).count();
        holds(lacking == 0, Invariant::Sim4, || {
            format!("tablet {n} lacks {lacking} entries of its ward that the server has")
        })
    }

    /// An older version says how many entries it cannot show. SIM-9.
    pub(super) fn tells_of_newer(&mut self, n: usize) -> Kept {
        for stay in self.promises.stays.clone() {
            let Ok(Reply::Patient(view)) = self.ask(n, Request::Patient { stay }) else { continue };
            let kinds = self.tablets[n].look.kinds_of(&scope_of(&stay));
            let unknown = |kind: &&u16| UnknownKinds::SINCE_NOTES.has(**kind);
            let older = self.tablets[n].older;
            let unread = if older { kinds.iter().filter(unknown).count() } else { 0 };
            holds(view.newer as usize == unread, Invariant::Sim9, || {
                format!("tablet {n} has {unread} entries that it cannot show, and speaks of {}", view.newer)
            })?;
        }
        Ok(())
    }
}
