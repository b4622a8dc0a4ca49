//! Who may read a scope. Anyone enrolled may write to any; this decides only what comes back.
//!
//! A stay is read by the wards in which it is placed. A placement *opens* reading when it was made by the device that
//! admitted the patient, as long as the stay was still in that device's hands, or when it moves the patient on from a
//! ward of the device that made it. Any other placement is kept in the log like every fact and opens nothing, so that
//! no device can read a stay by claiming to have it. With two open leaves, both wards read.
//!
//! A patient who was sent to another ward is both wards' until somebody there has received them. A ward that a patient
//! has left reads what was in the log when they left, their leaving among it, and nothing after.
//!
//! A note is read by whoever reads the whole of its stay.
//!
//! Who reads now is a fold over the stay's admissions, placements, arrivals and withdrawals, the same in whatever order
//! they came (but for two admissions from different devices, where the first to come made the stay). How far a ward
//! that has been left reads is the log's order to say.

mod graph;

use crate::change_log::{Placing, PlacingKind, Standing};
use clinical::{DeviceId, FactId, ScopeId, WardId};
use graph::Graph;
use replication::serve::Access;
use std::collections::BTreeSet;

/// What of the directory this decision needs.
pub trait Wards {
    /// The wards of a device; none for a device that is not enrolled.
    fn wards_of(&self, device: &DeviceId) -> &[WardId];
}

/// How much of a scope a device may see.
pub fn access(scope: &ScopeId, device: &DeviceId, standing: &Standing, wards: &impl Wards) -> Access {
    let reads = match scope {
        ScopeId::Dir => Some(Access::Whole),
        ScopeId::Ward(ward, _) => wards.wards_of(device).contains(ward).then_some(Access::Whole),
        ScopeId::Stay(_) => reads_stay(device, &standing.placings, wards),
        // The placings are the stay's. A ward that the patient has left reads on in no note.
        ScopeId::Note(_) => {
            reads_stay(device, &standing.placings, wards).filter(|access| matches!(access, Access::Whole))
        }
        // An audit is for the privacy officer, not for the tablet that wrote it.
        ScopeId::Audit(_) => None,
    };
    let own_audit = matches!(scope, ScopeId::Audit(own) if own == device);
    if let Some(access) = reads {
        access
    } else if standing.contributed || own_audit {
        Access::HashesOnly
    } else {
        Access::Denied
    }
}

/// How far back the end of a ward's reading is looked for. A tablet that has been away for more placings than this goes on
/// by hashes.
const LOOK_BACK: usize = 32;

/// How much of a stay with these placings a device reads, if anything.
fn reads_stay(device: &DeviceId, placings: &[(u64, Placing)], wards: &impl Wards) -> Option<Access> {
    if reads_now(device, placings, wards) {
        return Some(Access::Whole);
    }
    let earliest = placings.len().saturating_sub(LOOK_BACK);
    let left = (earliest..placings.len()).rev().find(|n| reads_now(device, &placings[..*n], wards))?;
    placings.get(left).map(|(seq, _)| Access::UpTo(*seq))
}

/// Whether a device reads on while these are all the placings there are.
fn reads_now(device: &DeviceId, placings: &[(u64, Placing)], wards: &impl Wards) -> bool {
    match open_wards(placings, wards) {
        // Not placed yet: the device that made it, and nobody else.
        open if open.is_empty() => creator(placings) == Some(*device),
        open => wards.wards_of(device).iter().any(|ward| open.contains(ward)),
    }
}

fn creator(placings: &[(u64, Placing)]) -> Option<DeviceId> {
    let mut all = placings.iter().map(|(_, placing)| placing);
    all.find(|placing| placing.kind == PlacingKind::Admitted).map(|placing| placing.device)
}

/// The wards of the open leaves; of a patient on the way also the wards that they left.
fn open_wards(placings: &[(u64, Placing)], wards: &impl Wards) -> BTreeSet<WardId> {
    let graph = Graph::of(placings);
    let opening = graph.opening(creator(placings), wards);
    let standing: BTreeSet<FactId> =
        opening.iter().copied().filter(|id| !graph.was_taken_back(id, &opening, wards)).collect();
    let moved_on: BTreeSet<FactId> = standing.iter().flat_map(|id| graph.ancestors(id)).collect();
    let leaves = standing.difference(&moved_on);
    leaves.flat_map(|id| graph.ward(id).cloned().into_iter().chain(graph.origins(id, &opening))).collect()
}

#[cfg(test)]
mod tests;
