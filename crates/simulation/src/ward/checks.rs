//! What must hold in a ward: the cheap questions after every step, the dear ones after a start and at rest.

use super::{promises::scope_of, score, world::World};
use crate::broken::{Invariant, Kept, holds};
use clinical::{FactId, StayId, news2::Outcome};
use contract::{EntrySync, Mark, Reply, Request, SetView};
use std::collections::{BTreeMap, BTreeSet};

impl World {
    /// After every step, on the tablet that it was about: SIM-1 by what lies on its disk, SIM-8.
    pub(super) fn check_step(&mut self, n: usize) {
        let kept = self.kept_step(n);
        self.fail(kept);
    }

    fn kept_step(&self, n: usize) -> Kept {
        let held = self.tablets[n].look.fact_ids();
        for set in self.promises.sets.iter().filter(|set| set.is_kept_by(n)) {
            holds(held.contains(&(scope_of(&set.stay), set.fact)), Invariant::Sim1, || {
                format!("tablet {n} said of a set that it was saved, and its disk does not have it")
            })?;
        }
        for noted in self.promises.noted.iter().filter(|noted| noted.is_kept_by(n)) {
            holds(noted.facts.is_subset(&held), Invariant::Sim1, || {
                format!("tablet {n} took words of a note, and its disk does not have them")
            })?;
        }
        self.reads_only_its_own(n, held.iter().map(|(scope, _)| scope.as_str()))
    }

    /// No facts of a patient who was never on the tablet's ward, but for those that were charted at it.
    fn reads_only_its_own<'s>(&self, n: usize, scopes: impl Iterator<Item = &'s str>) -> Kept {
        let ward = self.tablets[n].ward;
        let scopes: BTreeSet<&str> = scopes.collect();
        for (stay, wards) in &self.promises.wards_of {
            let foreign = !wards.contains(ward) && scopes.contains(scope_of(stay).as_str());
            let charted =
                self.promises.sets.iter().any(|set| set.stay == *stay && self.is_one(set.tablet, n));
            holds(!foreign || charted, Invariant::Sim8, || {
                format!("tablet {n} of {ward} holds entries of a patient who never was there")
            })?;
        }
        Ok(())
    }

    /// Whether two tablets are one device: the same, or a copy of it.
    fn is_one(&self, a: usize, b: usize) -> bool {
        self.tablets[a].app().device() == self.tablets[b].app().device()
    }

    /// After a start: everything that this tablet promised, as the screens show it. SIM-1, SIM-5, SIM-6, SIM-7, SIM-12.
    pub(super) fn check_promises_of(&mut self, n: usize) {
        if self.has_failed() || !self.at_the_glass(n, super::people::names(self.tablets[n].ward)[0]) {
            return;
        }
        for stay in self.promises.stays.clone() {
            let shown = self.sets(n, stay);
            let kept = self.kept_promises(n, stay, shown.unwrap_or_default(), |set| set.is_kept_by(n));
            self.fail(kept);
        }
    }

    fn kept_promises(
        &self,
        n: usize,
        stay: StayId,
        shown: Vec<SetView>,
        mine: impl Fn(&super::promises::Set) -> bool,
    ) -> Kept {
        let mut by_fact: BTreeMap<FactId, &SetView> = BTreeMap::new();
        for set in &shown {
            let twice = by_fact.insert(set.fact, set).is_some();
            holds(!twice, Invariant::Sim5, || format!("tablet {n} shows a set twice"))?;
            self.score_is_right(n, set)?;
        }
        for set in self.promises.sets.iter().filter(|set| set.stay == stay && mine(set)) {
            let Some(view) = by_fact.get(&set.fact) else {
                return Err((Invariant::Sim1, format!("tablet {n} does not show a set that was saved")));
            };
            holds(view.vitals == set.vitals, Invariant::Sim2, || {
                format!("tablet {n} shows other values than were charted")
            })?;
            holds(view.by == set.by, Invariant::Sim7, || {
                format!("tablet {n} shows a set as {}'s, and {} had unlocked", view.by, set.by)
            })?;
            if let Some(original) = set.amends
                && !self.was_refused(stay, original)
            {
                let kept = by_fact.get(&original).is_some_and(|view| view.mark != Mark::Current);
                holds(kept, Invariant::Sim6, || format!("tablet {n} does not show what was corrected"))?;
            }
        }
        let strange = by_fact.keys().find(|fact| !self.promises.sets.iter().any(|set| set.fact == **fact));
        let full = self.tablets.iter().any(|tablet| tablet.full);
        holds(strange.is_none() || full, Invariant::Sim5, || {
            format!("tablet {n} shows a set that nobody saved")
        })
    }

    fn score_is_right(&self, n: usize, set: &SetView) -> Kept {
        let shown = if let Outcome::Complete { total, .. } = &set.outcome { Some(*total) } else { None };
        let reference = score::total(&set.vitals);
        holds(shown == reference, Invariant::Sim12, || {
            format!("tablet {n} shows NEWS2 {shown:?} where the chart says {reference:?}")
        })
    }

    /// At rest: everything.
    pub(super) fn check_rest(&mut self) {
        self.tablets_at_rest();
        if !self.has_failed() && self.update_all() {
            self.settle();
            self.tablets_at_rest();
        }
        if self.has_failed() {
            return;
        }
        let kept = self.fleet_at_rest();
        self.fail(kept);
        for (scope, hash) in self.server_look.logged() {
            self.trace.note(scope.as_bytes());
            self.trace.note(&hash);
        }
    }

    /// Somebody who is still here states what the server refused of who patients are and where they lie.
    fn state_all_again(&mut self) {
        for n in (0..self.tablets.len()).filter(|n| !self.tablets[*n].revoked).collect::<Vec<_>>() {
            let name = super::people::names(self.tablets[n].ward)[0];
            while !self.has_failed() && self.at_the_glass(n, name) && self.state_again(n) {}
        }
        self.settle();
    }

    fn tablets_at_rest(&mut self) {
        self.state_all_again();
        for n in (0..self.tablets.len()).filter(|n| !self.tablets[*n].revoked).collect::<Vec<_>>() {
            if self.has_failed() {
                return;
            }
            let kept = self.tablet_at_rest(n);
            self.fail(kept);
        }
    }

    fn tablet_at_rest(&mut self, n: usize) -> Kept {
        let name = super::people::names(self.tablets[n].ward)[0];
        let glass = self.at_the_glass(n, name);
        holds(glass, Invariant::Sim4, || format!("nobody can sign in at tablet {n}"))?;
        self.settle();
        let Ok(Reply::Sync(sync)) = self.ask(n, Request::SyncState) else {
            return Err((Invariant::Sim4, format!("tablet {n} cannot say how it stands")));
        };
        holds((sync.unsent, sync.unverified) == (0, 0), Invariant::Sim4, || {
            format!(
                "tablet {n} at rest: {} unsent, {} unverified: {}",
                sync.unsent, sync.unverified, sync.trouble
            )
        })?;
        self.refused_is_seen(n)?;
        self.bytes_are_the_same(n)?;
        self.chains_are_the_same(n)?;
        for stay in self.promises.stays.clone() {
            let Some(shown) = self.sets(n, stay) else { continue };
            let verified = |set: &SetView| matches!(set.sync, EntrySync::Verified | EntrySync::SetAside);
            holds(shown.iter().all(verified), Invariant::Sim2, || format!("tablet {n}: unverified at rest"))?;
            let scope = scope_of(&stay);
            let logged = self.server_look.logged_ids();
            let own = self.wards_now(&stay).contains(self.tablets[n].ward) && self.is_found(&stay);
            let here = |set: &super::promises::Set| {
                set.is_kept_by(n) || (own && logged.contains(&(scope.clone(), set.fact)))
            };
            let shown = self.sets(n, stay).unwrap_or(shown);
            self.kept_promises(n, stay, shown, here)?;
        }
        self.has_all_of_its_ward(n)?;
        self.at_the_glass(n, name);
        self.tells_of_newer(n)?;
        self.projections_are_of_the_facts(n)
    }

    /// The wards that a stay's patient has only ever been on, if it is one: there, nothing may be missing.
    pub(super) fn wards_now(&self, stay: &StayId) -> BTreeSet<&'static str> {
        let wards = self.promises.wards_of.get(stay).cloned().unwrap_or_default();
        if wards.len() == 1 { wards } else { BTreeSet::new() }
    }

    /// Whether a ward finds a stay on the server. Somebody has stated again what was refused of it; but a tablet that was revoked
    /// between two of its pushes takes the placement with it, or the pointer that its damaged books had lost.
    pub(super) fn is_found(&self, stay: &StayId) -> bool {
        let revoked = self.tablets.iter().any(|tablet| tablet.revoked);
        !revoked || self.server_look.found().contains(stay)
    }

    /// What the server refused is before the eyes of those who brought it: SIM-9.
    fn refused_is_seen(&mut self, n: usize) -> Kept {
        let device = *self.tablets[n].app().device().as_bytes();
        let refused = self.server_look.refused();
        let Ok(Reply::Parked(parked)) = self.ask(n, Request::Parked) else {
            return Err((Invariant::Sim9, format!("tablet {n} does not say what was set aside")));
        };
        let shown: BTreeSet<FactId> = parked.iter().filter_map(|parked| parked.fact).collect();
        let held = self.tablets[n].look.fact_ids();
        for (_, bytes) in refused.iter().filter(|(by, _)| *by == device) {
            let signed = record::SignedFact { bytes: bytes.clone(), signature: [0; 64] };
            let Some(id) = signed.id() else { continue };
            let here = held.iter().any(|(_, fact)| *fact == id);
            holds(!here || shown.contains(&id), Invariant::Sim9, || {
                format!("tablet {n} brought an entry that was refused, and does not show it")
            })?;
        }
        for (by, bytes) in refused.iter().filter(|(by, _)| *by != device) {
            let signed = record::SignedFact { bytes: bytes.clone(), signature: [0; 64] };
            let Some(set) = self.promises.sets.iter().find(|set| Some(set.fact) == signed.id()) else {
                continue;
            };
            // Only what asks for an emergency answer for certain: less is told at the tablet that brought it.
            if score::total(&set.vitals).is_none_or(|total| total < 7) {
                continue;
            }
            let ours = self.wards_now(&set.stay).contains(self.tablets[n].ward);
            let brought = self.tablets.iter().any(|tablet| tablet.app().device().as_bytes() == by);
            holds(!(ours && brought) || shown.contains(&set.fact), Invariant::Sim9, || {
                format!("tablet {n} does not tell its ward of an entry that was refused")
            })?;
        }
        let good = |set: &&super::promises::Set| !set.by_leaver && shown.contains(&set.fact);
        let wronged = self.promises.sets.iter().filter(good).count();
        holds(wronged == 0, Invariant::Sim9, || format!("{wronged} good sets are shown as refused"))
    }

    /// What lies on both sides is the same to the last byte: SIM-2.
    fn bytes_are_the_same(&self, n: usize) -> Kept {
        let there: BTreeMap<_, _> = self.server_look.bytes(true).into_iter().collect();
        let differ = self.tablets[n].look.bytes(false).into_iter().any(|(named, bytes)| {
            there.get(&named).is_some_and(|theirs| !theirs.is_empty() && *theirs != bytes)
        });
        holds(!differ, Invariant::Sim2, || format!("tablet {n} holds other bytes than the server"))
    }

    /// Every log that a tablet follows to its end is the server's: SIM-4.
    fn chains_are_the_same(&self, n: usize) -> Kept {
        let there: BTreeMap<_, _> = self
            .server_look
            .heads(true)
            .into_iter()
            .map(|(scope, seq, chain)| (scope, (seq, chain)))
            .collect();
        for (scope, seq, chain) in self.tablets[n].look.heads(false) {
            let same = there.get(&scope).is_some_and(|(head, end)| *head == seq && *end == chain);
            holds(same, Invariant::Sim4, || {
                format!("tablet {n} stands elsewhere in {scope} than the server")
            })?;
        }
        let gaps = self.tablets[n].look.logs_with_gaps();
        holds(gaps.is_empty(), Invariant::Sim4, || format!("tablet {n} has gaps in its copies of {gaps:?}"))
    }

    /// What the screens read is made of the facts, byte for byte: SIM-4.
    fn projections_are_of_the_facts(&mut self, n: usize) -> Kept {
        self.tablets[n].app().catch_up();
        let live = self.tablets[n].look.projections();
        let rebuilt = self.tablets[n].app().rebuild_projections().is_ok();
        let anew = self.tablets[n].look.projections();
        holds(rebuilt && live == anew, Invariant::Sim4, || {
            format!("tablet {n} shows something else than its facts say")
        })
    }
}
