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
use replication::serve::Access;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

/// What of the directory this decision needs.
pub trait Wards {
    /// The wards of a device; none for a device that is not enrolled.
    fn wards_of(&self, device: &DeviceId) -> &[WardId];

    /// Of which state of the directory that is.
    fn head(&self) -> u64;
}

/// How far back the end of a ward's reading is looked for. A tablet that has been away for more placings than this goes on
/// by hashes.
const LOOK_BACK: usize = 32;
/// Stays of which the open wards are held. What is not held is worked out again.
const MOST_HELD: usize = 4_096;

/// Who reads, remembered. What was worked out once of a log and a directory holds for every later question about them:
/// a log only grows, so a stay is folded once for each of its placings and not once for each question.
#[derive(Debug, Default)]
pub struct Readers {
    held: Mutex<BTreeMap<ScopeId, Held>>,
    folds: AtomicU64,
}

/// What is known of one stay, under one directory.
#[derive(Debug, Default)]
struct Held {
    directory: u64,
    /// By how many placings there were: the last of those, and the wards that were open then.
    open: BTreeMap<usize, (u64, FactId, Arc<BTreeSet<WardId>>)>,
}

impl Readers {
    /// How much of a scope a device may see.
    pub fn access(
        &self,
        scope: &ScopeId,
        device: &DeviceId,
        standing: &Standing,
        wards: &impl Wards,
    ) -> Access {
        let reads = match scope {
            ScopeId::Dir => Some(Access::Whole),
            ScopeId::Ward(ward, _) | ScopeId::Aside(ward) => {
                wards.wards_of(device).contains(ward).then_some(Access::Whole)
            }
            ScopeId::Stay(_) => self.reads_stay(scope, device, &standing.placings, wards),
            // The placings are the stay's. A ward that the patient has left reads on in no note.
            ScopeId::Note(_) => {
                self.reads_now(scope, device, &standing.placings, wards).then_some(Access::Whole)
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

    /// How much of a stay with these placings a device reads, if anything.
    fn reads_stay(
        &self,
        scope: &ScopeId,
        device: &DeviceId,
        placings: &[(u64, Placing)],
        wards: &impl Wards,
    ) -> Option<Access> {
        if self.reads_now(scope, device, placings, wards) {
            return Some(Access::Whole);
        }
        let earliest = placings.len().saturating_sub(LOOK_BACK);
        let left = (earliest..placings.len())
            .rev()
            .find(|n| self.reads_now(scope, device, &placings[..*n], wards))?;
        placings.get(left).map(|(seq, _)| Access::UpTo(*seq))
    }

    /// Whether a device reads on while these are all the placings there are.
    fn reads_now(
        &self,
        scope: &ScopeId,
        device: &DeviceId,
        placings: &[(u64, Placing)],
        wards: &impl Wards,
    ) -> bool {
        let open = self.open_wards(scope, placings, wards);
        if open.is_empty() {
            // Not placed yet: the device that made it, and nobody else.
            return creator(placings) == Some(*device);
        }
        wards.wards_of(device).iter().any(|ward| open.contains(ward))
    }

    /// The wards that read a stay with these placings.
    pub(crate) fn open_wards(
        &self,
        scope: &ScopeId,
        placings: &[(u64, Placing)],
        wards: &impl Wards,
    ) -> Arc<BTreeSet<WardId>> {
        let Some((seq, last)) = placings.last().map(|(seq, placing)| (*seq, placing.id)) else {
            return Arc::default();
        };
        let directory = wards.head();
        if let Some(held) = self.lock().get(scope).filter(|held| held.directory == directory)
            && let Some((_, _, open)) =
                held.open.get(&placings.len()).filter(|(s, l, _)| (*s, *l) == (seq, last))
        {
            return open.clone();
        }
        self.folds.fetch_add(1, Ordering::Relaxed);
        let open = Arc::new(graph::open_wards(placings, creator(placings), wards));
        let mut all = self.lock();
        if all.len() >= MOST_HELD && !all.contains_key(scope) {
            all.clear();
        }
        let held = all.entry(scope.clone()).or_default();
        if held.directory != directory {
            *held = Held { directory, open: BTreeMap::new() };
        }
        held.open.insert(placings.len(), (seq, last, open.clone()));
        // One more than is looked back over.
        while held.open.len() > LOOK_BACK + 1 {
            held.open.pop_first();
        }
        open
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<ScopeId, Held>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn creator(placings: &[(u64, Placing)]) -> Option<DeviceId> {
    let mut all = placings.iter().map(|(_, placing)| placing);
    all.find(|placing| placing.kind == PlacingKind::Admitted).map(|placing| placing.device)
}

#[cfg(test)]
mod tests;
