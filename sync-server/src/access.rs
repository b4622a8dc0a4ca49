//! Who may read a scope. Anyone enrolled may write to any; this decides only what comes back.
//!
//! A stay is read by the wards in which it is placed. A placement *opens* reading when it was made by the device that
//! admitted the patient, as long as the stay was still in that device's hands, or when it moves the patient on from a
//! ward of the device that made it. Any other placement is kept in the log like every fact and opens nothing, so that
//! no device can read a stay by claiming to have it. With two open leaves, both wards read.
//!
//! A note is read by whoever reads its stay. The answer is a fold over the stay's admissions, placements and withdrawals, the same in whatever order they came
//! (but for two admissions from different devices, where the first to come made the stay).

use crate::change_log::{Placing, PlacingKind, Standing};
use clinical::{DeviceId, FactId, ScopeId, WardId};
use replication::serve::Access;
use std::collections::{BTreeMap, BTreeSet};

/// What of the directory this decision needs.
pub trait Wards {
    /// The wards of a device; none for a device that is not enrolled.
    fn wards_of(&self, device: &DeviceId) -> &[WardId];
}

/// How much of a scope a device may see.
pub fn access(scope: &ScopeId, device: &DeviceId, standing: &Standing, wards: &impl Wards) -> Access {
    let whole = match scope {
        ScopeId::Dir => true,
        ScopeId::Ward(ward, _) => wards.wards_of(device).contains(ward),
        // Whoever reads a stay reads its notes: the placings are the stay's.
        ScopeId::Stay(_) | ScopeId::Note(_) => reads_stay(device, &standing.placings, wards),
        // An audit is for the privacy officer, not for the tablet that wrote it.
        ScopeId::Audit(_) => false,
    };
    let own_audit = matches!(scope, ScopeId::Audit(own) if own == device);
    if whole {
        Access::Whole
    } else if standing.contributed || own_audit {
        Access::HashesOnly
    } else {
        Access::Denied
    }
}

/// Whether a device reads a stay with these placings.
fn reads_stay(device: &DeviceId, placings: &[Placing], wards: &impl Wards) -> bool {
    match open_wards(placings, wards) {
        // Not placed yet: the device that made it, and nobody else.
        open if open.is_empty() => creator(placings) == Some(*device),
        open => wards.wards_of(device).iter().any(|ward| open.contains(ward)),
    }
}

fn creator(placings: &[Placing]) -> Option<DeviceId> {
    placings.iter().find(|placing| placing.kind == PlacingKind::Admitted).map(|placing| placing.device)
}

/// The wards of the open leaves.
fn open_wards(placings: &[Placing], wards: &impl Wards) -> BTreeSet<WardId> {
    let graph = Graph::of(placings);
    let opening = graph.opening(creator(placings), wards);
    let moved_on: BTreeSet<FactId> = opening.iter().flat_map(|id| graph.replaced_by(id)).collect();
    opening.difference(&moved_on).filter_map(|id| graph.ward(id)).cloned().collect()
}

/// The placings of one stay by identity.
struct Graph<'p> {
    by_id: BTreeMap<FactId, &'p Placing>,
}

impl<'p> Graph<'p> {
    fn of(placings: &'p [Placing]) -> Self {
        Self { by_id: placings.iter().map(|placing| (placing.id, placing)).collect() }
    }

    fn ward(&self, id: &FactId) -> Option<&'p WardId> {
        match &self.by_id.get(id)?.kind {
            PlacingKind::Placed(ward) => Some(ward),
            PlacingKind::Admitted | PlacingKind::Withdrew => None,
        }
    }

    /// The placements that a fact replaces, also through a withdrawal: "never was in B; is in C".
    fn replaced_by(&self, id: &FactId) -> BTreeSet<FactId> {
        let mut replaced = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<FactId> = self.supersedes(id).to_vec();
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                match self.by_id.get(&next).map(|placing| &placing.kind) {
                    Some(PlacingKind::Placed(_)) => drop(replaced.insert(next)),
                    Some(PlacingKind::Withdrew) => open.extend(self.supersedes(&next)),
                    Some(PlacingKind::Admitted) | None => {}
                }
            }
        }
        replaced
    }

    fn supersedes(&self, id: &FactId) -> &'p [FactId] {
        self.by_id.get(id).map_or(&[], |placing| &placing.supersedes)
    }

    /// The placements that open reading: grown until no more follows.
    fn opening(&self, creator: Option<DeviceId>, wards: &impl Wards) -> BTreeSet<FactId> {
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
                let from_own_ward = replaced.iter().any(|old| {
                    opening.contains(old)
                        && self.ward(old).is_some_and(|ward| wards.wards_of(&placing.device).contains(ward))
                });
                let still_in_its_hands = creator == Some(placing.device)
                    && replaced
                        .iter()
                        .all(|old| self.by_id.get(old).is_some_and(|old| creator == Some(old.device)));
                if from_own_ward || still_in_its_hands {
                    opening.insert(*id);
                }
            }
            if opening.len() == before {
                return opening;
            }
        }
    }
}

#[cfg(test)]
mod tests;
