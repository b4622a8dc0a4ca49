//! The placings of one stay, and which replaces which.

use super::Wards;
use crate::change_log::{Placing, PlacingKind};
use clinical::{DeviceId, FactId, WardId};
use std::collections::{BTreeMap, BTreeSet};

/// The placings of one stay by identity.
pub(super) struct Graph<'p> {
    by_id: BTreeMap<FactId, &'p Placing>,
}

impl<'p> Graph<'p> {
    pub(super) fn of(placings: &'p [(u64, Placing)]) -> Self {
        Self { by_id: placings.iter().map(|(_, placing)| (placing.id, placing)).collect() }
    }

    /// The ward of a placement or an arrival.
    pub(super) fn ward(&self, id: &FactId) -> Option<&'p WardId> {
        match &self.by_id.get(id)?.kind {
            PlacingKind::Placed(ward) | PlacingKind::Arrived(ward) => Some(ward),
            PlacingKind::Admitted | PlacingKind::Withdrew => None,
        }
    }

    fn is_arrival(&self, id: &FactId) -> bool {
        self.by_id.get(id).is_some_and(|placing| matches!(placing.kind, PlacingKind::Arrived(_)))
    }

    /// The placements that a fact replaces, also through a withdrawal: "never was in B; is in C".
    fn replaced_by(&self, id: &FactId) -> BTreeSet<FactId> {
        let mut replaced = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<FactId> = self.supersedes(id).to_vec();
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                match self.by_id.get(&next).map(|placing| &placing.kind) {
                    Some(PlacingKind::Placed(_) | PlacingKind::Arrived(_)) => drop(replaced.insert(next)),
                    Some(PlacingKind::Withdrew) => open.extend(self.supersedes(&next)),
                    Some(PlacingKind::Admitted) | None => {}
                }
            }
        }
        replaced
    }

    /// Everything that a placement replaces, by way of others or not.
    pub(super) fn ancestors(&self, id: &FactId) -> BTreeSet<FactId> {
        let mut found = BTreeSet::new();
        let mut open = vec![*id];
        while let Some(next) = open.pop() {
            open.extend(self.replaced_by(&next).into_iter().filter(|earlier| found.insert(*earlier)));
        }
        found.remove(id);
        found
    }

    fn supersedes(&self, id: &FactId) -> &'p [FactId] {
        self.by_id.get(id).map_or(&[], |placing| &placing.supersedes)
    }

    /// The wards that still have a patient who was placed like this: those they were sent from, until an arrival. The
    /// same rule as the tablets' (`clinical::stay`), over the placements that open reading.
    pub(super) fn origins(&self, id: &FactId, opening: &BTreeSet<FactId>) -> BTreeSet<WardId> {
        let mut known: BTreeMap<FactId, BTreeSet<WardId>> = BTreeMap::new();
        let mut entered = BTreeSet::new();
        let mut open = vec![*id];
        while let Some(at) = open.last().copied() {
            let before: Vec<FactId> = self.replaced_by(&at).intersection(opening).copied().collect();
            let more: Vec<FactId> =
                before.iter().copied().filter(|earlier| !known.contains_key(earlier)).collect();
            // What was entered already and is not known lies on a circle, which only a faulty device can make.
            if entered.insert(at) && !more.is_empty() {
                open.extend(more);
                continue;
            }
            open.pop();
            let found = self.origins_from(&at, &before, &known);
            known.entry(at).or_insert(found);
        }
        known.remove(id).unwrap_or_default()
    }

    fn origins_from(
        &self,
        at: &FactId,
        before: &[FactId],
        known: &BTreeMap<FactId, BTreeSet<WardId>>,
    ) -> BTreeSet<WardId> {
        let Some(here) = self.ward(at).filter(|_| !self.is_arrival(at)) else { return BTreeSet::new() };
        let mut origins = BTreeSet::new();
        for earlier in before {
            match known.get(earlier).filter(|from| !from.is_empty()) {
                Some(from) => origins.extend(from.iter().cloned()),
                None => origins.extend(self.ward(earlier).cloned()),
            }
        }
        origins.remove(here);
        origins
    }

    /// Whether a device has the patient of a placement: its ward, or, of a patient on the way, a ward that they left.
    fn has_patient(
        &self,
        device: &DeviceId,
        of: &FactId,
        opening: &BTreeSet<FactId>,
        wards: &impl Wards,
    ) -> bool {
        let mine = wards.wards_of(device);
        self.ward(of).is_some_and(|ward| mine.contains(ward))
            || self.origins(of, opening).iter().any(|ward| mine.contains(ward))
    }

    /// Whether a move was taken back by a device that has the patient. The first placement has nothing to go back to.
    pub(super) fn was_taken_back(&self, id: &FactId, opening: &BTreeSet<FactId>, wards: &impl Wards) -> bool {
        let is_move = !self.replaced_by(id).is_disjoint(opening);
        let mut withdrawals = self.by_id.values().filter(|placing| placing.kind == PlacingKind::Withdrew);
        is_move
            && withdrawals.any(|withdrawal| {
                withdrawal.supersedes.contains(id) && self.has_patient(&withdrawal.device, id, opening, wards)
            })
    }

    /// The placements that open reading: grown until no more follows.
    pub(super) fn opening(&self, creator: Option<DeviceId>, wards: &impl Wards) -> BTreeSet<FactId> {
        let mut opening = BTreeSet::new();
        let candidates: Vec<(FactId, &Placing, BTreeSet<FactId>)> = self
            .by_id
            .iter()
            .filter(|(id, _)| self.ward(id).is_some())
            .map(|(id, placing)| (*id, *placing, self.replaced_by(id)))
            .collect();
        loop {
            let before = opening.len();
            for (id, placing, replaced) in &candidates {
                if opening.contains(id) {
                    continue;
                }
                let still_in_its_hands = creator == Some(placing.device)
                    && replaced
                        .iter()
                        .all(|old| self.by_id.get(old).is_some_and(|old| creator == Some(old.device)));
                if still_in_its_hands || self.moves_on(placing, replaced, &opening, wards) {
                    opening.insert(*id);
                }
            }
            if opening.len() == before {
                return opening;
            }
        }
    }

    /// Whether a placement moves the patient on from where its device has them. An arrival is the receiving ward's own:
    /// it follows a placement there.
    fn moves_on(
        &self,
        placing: &Placing,
        replaced: &BTreeSet<FactId>,
        opening: &BTreeSet<FactId>,
        wards: &impl Wards,
    ) -> bool {
        let mut open = replaced.intersection(opening);
        match &placing.kind {
            PlacingKind::Arrived(ward) => {
                let of_ward = wards.wards_of(&placing.device).contains(ward);
                of_ward && open.any(|old| self.ward(old) == Some(ward))
            }
            _ => open.any(|old| self.has_patient(&placing.device, old, opening, wards)),
        }
    }
}
