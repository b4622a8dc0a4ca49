//! The placings of one stay, and which replaces which.
//!
//! One walk, what is replaced before what replaces it, decides of each placement whether it opens reading and which wards
//! still have a patient who was placed like that. Its cost follows from how much the placings name, in whatever shape.

use super::Wards;
use crate::change_log::{Placing, PlacingKind};
use clinical::{DeviceId, FactId, WardId};
use std::collections::{BTreeMap, BTreeSet};

/// The placings of one stay by identity.
struct Graph<'p> {
    by_id: BTreeMap<FactId, &'p Placing>,
    /// The placements that a placement replaces, also through a withdrawal: "never was in B; is in C".
    replaced: BTreeMap<FactId, BTreeSet<FactId>>,
    creator: Option<DeviceId>,
}

/// What the walk has found so far: the placements that open reading, each with the wards that still have a patient who
/// was placed like that, since they were sent from there and nobody has received them. The same rule as the tablets'
/// (`clinical::stay`), over the placements that open reading.
type Opening = BTreeMap<FactId, BTreeSet<WardId>>;

/// The wards of the open leaves; of a patient on the way also the wards that they left.
pub(super) fn open_wards(
    placings: &[(u64, Placing)],
    creator: Option<DeviceId>,
    wards: &impl Wards,
) -> BTreeSet<WardId> {
    let graph = Graph::of(placings, creator);
    let opening = graph.opening(wards);
    let taken_back = graph.taken_back(&opening, wards);
    let standing: BTreeSet<FactId> = opening.keys().copied().filter(|id| !taken_back.contains(id)).collect();
    let moved_on = graph.before(&standing);
    let leaves = standing.difference(&moved_on);
    leaves
        .flat_map(|id| graph.ward(id).into_iter().chain(opening.get(id).into_iter().flatten()))
        .cloned()
        .collect()
}

impl<'p> Graph<'p> {
    fn of(placings: &'p [(u64, Placing)], creator: Option<DeviceId>) -> Self {
        let by_id: BTreeMap<FactId, &Placing> =
            placings.iter().map(|(_, placing)| (placing.id, placing)).collect();
        let mut graph = Self { by_id, replaced: BTreeMap::new(), creator };
        let placements: Vec<FactId> =
            graph.by_id.keys().copied().filter(|id| graph.ward(id).is_some()).collect();
        for id in placements {
            let replaced = graph.replaced_by(&id);
            graph.replaced.insert(id, replaced);
        }
        graph
    }

    /// The ward of a placement or an arrival.
    fn ward(&self, id: &FactId) -> Option<&'p WardId> {
        match &self.by_id.get(id)?.kind {
            PlacingKind::Placed(ward) | PlacingKind::Arrived(ward) => Some(ward),
            PlacingKind::Admitted | PlacingKind::Withdrew => None,
        }
    }

    fn supersedes(&self, id: &FactId) -> &'p [FactId] {
        self.by_id.get(id).map_or(&[], |placing| &placing.supersedes)
    }

    fn replaced_by(&self, id: &FactId) -> BTreeSet<FactId> {
        let mut replaced = BTreeSet::new();
        let mut seen = BTreeSet::from([*id]);
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

    fn replaces(&self, id: &FactId) -> impl Iterator<Item = &FactId> {
        self.replaced.get(id).into_iter().flatten()
    }

    /// Everything that these placements replace, by way of others or not.
    fn before(&self, placements: &BTreeSet<FactId>) -> BTreeSet<FactId> {
        let mut found = BTreeSet::new();
        let mut open: Vec<FactId> = placements.iter().flat_map(|id| self.replaces(id)).copied().collect();
        while let Some(next) = open.pop() {
            if found.insert(next) {
                open.extend(self.replaces(&next));
            }
        }
        found
    }

    /// Each placement after all that it replaces. On a circle, which only a faulty device can make, one of them is first.
    fn in_order(&self) -> Vec<FactId> {
        let (mut order, mut entered, mut done) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        for first in self.replaced.keys() {
            let mut open = vec![*first];
            while let Some(at) = open.last().copied() {
                if entered.insert(at) {
                    open.extend(self.replaces(&at).filter(|earlier| !entered.contains(earlier)));
                    continue;
                }
                open.pop();
                if done.insert(at) {
                    order.push(at);
                }
            }
        }
        order
    }

    /// The placements that open reading.
    fn opening(&self, wards: &impl Wards) -> Opening {
        let mut opening = Opening::new();
        for id in self.in_order() {
            let Some(placing) = self.by_id.get(&id) else { continue };
            let arrives = self.arrives(placing, &opening, wards);
            let moves_on =
                || self.replaces(&id).any(|old| self.has_patient(&placing.device, old, &opening, wards));
            if self.is_in_its_makers_hands(placing) || arrives || moves_on() {
                let origins = if arrives { BTreeSet::new() } else { self.origins(&id, &opening) };
                opening.insert(id, origins);
            }
        }
        opening
    }

    /// Whether the stay had never left the hands of the device that admitted the patient.
    fn is_in_its_makers_hands(&self, placing: &Placing) -> bool {
        let made = |device: DeviceId| self.creator == Some(device);
        let mut earlier = self.replaces(&placing.id).filter_map(|old| self.by_id.get(old));
        made(placing.device) && earlier.all(|old| made(old.device))
    }

    /// Whether this is the receiving ward's own hand: an arrival made by one of its devices, after a placement there. Any
    /// other is a placement like all others.
    fn arrives(&self, placing: &Placing, opening: &Opening, wards: &impl Wards) -> bool {
        let PlacingKind::Arrived(ward) = &placing.kind else { return false };
        let sent_there = |old: &FactId| opening.contains_key(old) && self.ward(old) == Some(ward);
        wards.wards_of(&placing.device).contains(ward) && self.replaces(&placing.id).any(sent_there)
    }

    /// Whether a device has the patient of a placement: its ward, or, of a patient on the way, a ward that they left.
    fn has_patient(&self, device: &DeviceId, of: &FactId, opening: &Opening, wards: &impl Wards) -> bool {
        let mine = wards.wards_of(device);
        opening.get(of).is_some_and(|origins| {
            self.ward(of).is_some_and(|ward| mine.contains(ward))
                || mine.iter().any(|ward| origins.contains(ward))
        })
    }

    fn origins(&self, at: &FactId, opening: &Opening) -> BTreeSet<WardId> {
        let mut origins = BTreeSet::new();
        for earlier in self.replaces(at) {
            match opening.get(earlier) {
                Some(from) if !from.is_empty() => origins.extend(from.iter().cloned()),
                Some(_) => origins.extend(self.ward(earlier).cloned()),
                None => {}
            }
        }
        if let Some(here) = self.ward(at) {
            origins.remove(here);
        }
        origins
    }

    /// Moves that were taken back by a device that has the patient. The first placement has nothing to go back to.
    fn taken_back(&self, opening: &Opening, wards: &impl Wards) -> BTreeSet<FactId> {
        let withdrawals = self.by_id.values().filter(|placing| placing.kind == PlacingKind::Withdrew);
        let is_move = |id: &FactId| self.replaces(id).any(|old| opening.contains_key(old));
        withdrawals
            .flat_map(|by| by.supersedes.iter().map(move |id| (&by.device, id)))
            .filter(|(device, id)| is_move(id) && self.has_patient(device, id, opening, wards))
            .map(|(_, id)| *id)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u16) -> FactId {
        let mut id = [0; 16];
        id[..2].copy_from_slice(&(60_000 - n).to_be_bytes());
        FactId::from_bytes(id)
    }

    fn placing(n: u16, supersedes: Vec<FactId>) -> Placing {
        let kind = PlacingKind::Placed("a".parse().unwrap());
        Placing { id: id(n), device: DeviceId::from_bytes([1; 16]), kind, supersedes }
    }

    /// As many placings as a stay may have, each naming as many as it may, with identifiers against their order; and then
    /// all of it on one circle.
    #[test]
    fn whatever_placings_name_each_is_looked_at_once_and_after_what_it_replaces() {
        let before = |n: u16| (0..n).rev().take(64).map(id).collect::<Vec<_>>();
        let mut placings: Vec<(u64, Placing)> =
            (0..1_000_u16).map(|n| (u64::from(n), placing(n, before(n)))).collect();
        let in_turn: Vec<FactId> = (0..1_000).map(id).collect();
        assert_eq!(Graph::of(&placings, None).in_order(), in_turn);
        placings[0].1.supersedes = vec![id(999)];
        let mut circle = Graph::of(&placings, None).in_order();
        circle.sort();
        assert_eq!(circle, in_turn.into_iter().rev().collect::<Vec<_>>());
    }
}
