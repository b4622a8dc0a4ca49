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

/// Where a patient was by a placement that opens reading; by one that opens nothing, where they were by what it replaces.
/// So such a placement hides nothing from the wards that come after it: whoever has the patient moves them on all the same.
#[derive(Debug, Clone, Default)]
struct Whereabouts {
    /// Where they are, or are expected.
    at: BTreeSet<WardId>,
    /// The wards that still have them, since they were sent from there and nobody has received them. The same rule as the
    /// tablets' (`clinical::stay`), over the placements that open reading.
    on_the_way_from: BTreeSet<WardId>,
    /// The wards that whoever moves them on sends them from.
    sent_from: BTreeSet<WardId>,
}

/// What the walk has found so far.
#[derive(Debug, Default)]
struct Walk {
    whereabouts: BTreeMap<FactId, Whereabouts>,
    /// The placements that open reading.
    opening: BTreeSet<FactId>,
    /// Placements of the stay's maker that follow nobody else's.
    in_makers_hands: BTreeSet<FactId>,
}

impl Walk {
    fn at(&self, id: &FactId) -> impl Iterator<Item = &WardId> {
        self.whereabouts.get(id).into_iter().flat_map(|there| &there.at)
    }

    fn on_the_way_from(&self, id: &FactId) -> impl Iterator<Item = &WardId> {
        self.whereabouts.get(id).into_iter().flat_map(|there| &there.on_the_way_from)
    }

    /// Whether a device has the patient of a placement: its ward, or, of a patient on the way, a ward that they left.
    fn has_patient(&self, device: &DeviceId, of: &FactId, wards: &impl Wards) -> bool {
        let mine = wards.wards_of(device);
        self.at(of).chain(self.on_the_way_from(of)).any(|ward| mine.contains(ward))
    }
}

/// The wards of the open leaves; of a patient on the way also the wards that they left.
pub(super) fn open_wards(
    placings: &[(u64, Placing)],
    creator: Option<DeviceId>,
    wards: &impl Wards,
) -> BTreeSet<WardId> {
    let graph = Graph::of(placings, creator);
    let walk = graph.walk(wards);
    let taken_back = graph.taken_back(&walk, wards);
    let standing: BTreeSet<FactId> = walk.opening.difference(&taken_back).copied().collect();
    let moved_on = graph.before(&standing);
    let leaves = standing.difference(&moved_on);
    leaves.flat_map(|id| walk.at(id).chain(walk.on_the_way_from(id))).cloned().collect()
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

    /// Which placements open reading, and where the patient is by each.
    fn walk(&self, wards: &impl Wards) -> Walk {
        let mut walk = Walk::default();
        for id in self.in_order() {
            let Some(placing) = self.by_id.get(&id) else { continue };
            if self.stays_in_its_makers_hands(placing, &walk) {
                walk.in_makers_hands.insert(id);
            }
            let arrives = self.arrives(placing, &walk, wards);
            let moves_on = || self.replaces(&id).any(|old| walk.has_patient(&placing.device, old, wards));
            let there = if walk.in_makers_hands.contains(&id) || arrives || moves_on() {
                walk.opening.insert(id);
                self.placed(&id, arrives, &walk)
            } else {
                self.as_before(&id, &walk)
            };
            walk.whereabouts.insert(id, there);
        }
        walk
    }

    /// Where the patient is by a placement that opens reading.
    fn placed(&self, id: &FactId, arrives: bool, walk: &Walk) -> Whereabouts {
        let at: BTreeSet<WardId> = self.ward(id).into_iter().cloned().collect();
        let mut from = if arrives { BTreeSet::new() } else { self.as_before(id, walk).sent_from };
        from.retain(|ward| !at.contains(ward));
        let sent_from = if from.is_empty() { at.clone() } else { from.clone() };
        Whereabouts { at, on_the_way_from: from, sent_from }
    }

    /// Where the patient is by all that a placement replaces.
    fn as_before(&self, id: &FactId, walk: &Walk) -> Whereabouts {
        let mut all = Whereabouts::default();
        for there in self.replaces(id).filter_map(|old| walk.whereabouts.get(old)) {
            all.at.extend(there.at.iter().cloned());
            all.on_the_way_from.extend(there.on_the_way_from.iter().cloned());
            all.sent_from.extend(there.sent_from.iter().cloned());
        }
        all
    }

    /// Whether the stay had never left the hands of the device that admitted the patient.
    fn stays_in_its_makers_hands(&self, placing: &Placing, walk: &Walk) -> bool {
        let mut earlier = self.replaces(&placing.id);
        self.creator == Some(placing.device) && earlier.all(|old| walk.in_makers_hands.contains(old))
    }

    /// Whether this is the receiving ward's own hand: an arrival made by one of its devices, after a placement there. Any
    /// other is a placement like all others.
    fn arrives(&self, placing: &Placing, walk: &Walk, wards: &impl Wards) -> bool {
        let PlacingKind::Arrived(ward) = &placing.kind else { return false };
        let sent_there = |old: &FactId| walk.at(old).any(|at| at == ward);
        wards.wards_of(&placing.device).contains(ward) && self.replaces(&placing.id).any(sent_there)
    }

    /// Moves that were taken back by a device that has the patient. The first placement has nothing to go back to.
    fn taken_back(&self, walk: &Walk, wards: &impl Wards) -> BTreeSet<FactId> {
        let withdrawals = self.by_id.values().filter(|placing| placing.kind == PlacingKind::Withdrew);
        let is_move = |id: &FactId| self.replaces(id).any(|old| walk.at(old).next().is_some());
        withdrawals
            .flat_map(|by| by.supersedes.iter().map(move |id| (&by.device, id)))
            .filter(|(device, id)| is_move(id) && walk.has_patient(device, id, wards))
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
