//! Decisions that stand over a stay, read safely while people disagree (safety rule 7).

use super::{Conflict, ConflictKind, StayState};
use crate::{
    ClockTrust, FactId, Stamp, StayId, TakenAt,
    care::{Ceiling, CeilingLevel, Precaution, PrecautionKind},
    entry::{Entry, EntryBody},
    leaves::{Graph, Leaf, Written},
    observation::{Confirmed, Identified},
    origin::SignedThere,
    staff::{Action, AuthLevel, may},
};
use std::collections::{BTreeMap, BTreeSet};

impl StayState {
    /// What to be careful of: of each kind the most cautious that anybody recorded.
    pub fn precautions(&self) -> Vec<&Precaution> {
        let mut most: BTreeMap<PrecautionKind, &Precaution> = BTreeMap::new();
        for leaf in &self.precautions_recorded {
            let known = most.entry(leaf.value.kind()).or_insert(&leaf.value);
            if leaf.value.caution() > known.caution() {
                *known = &leaf.value;
            }
        }
        most.into_values().collect()
    }

    /// How far treatment goes: the fullest that anybody recorded; `None` is "not recorded", which is full treatment.
    pub fn ceiling(&self) -> Option<&Ceiling> {
        self.ceiling.values().max_by_key(|ceiling| ceiling.level)
    }

    /// Whether every version says that resuscitation is not to be attempted. The signed form is what counts.
    pub fn is_not_for_resuscitation(&self) -> bool {
        !self.resuscitation.is_none() && self.resuscitation.values().all(|decision| !decision.attempt)
    }

    /// Whether treatment is for comfort, by every version.
    pub fn is_for_comfort(&self) -> bool {
        self.ceiling().is_some_and(|ceiling| ceiling.level == CeilingLevel::Comfort)
    }
}

/// Every precaution that stands, by kind and time.
pub(super) fn precautions(graph: &Graph<'_>) -> Vec<Leaf<Precaution>> {
    let standing = graph.entries().filter(|entry| graph.is_current(entry.id));
    let mut found: Vec<Leaf<Precaution>> = standing
        .filter_map(|entry| match &entry.body {
            EntryBody::Precaution(value) => Some(Leaf { by: Written::from(entry), value: value.clone() }),
            _ => None,
        })
        .collect();
    found.sort_by_key(|leaf| (leaf.value.kind(), leaf.by.at(), leaf.by.id));
    found
}

/// Precautions of one kind that say different things.
pub(super) fn disputed(recorded: &[Leaf<Precaution>]) -> impl Iterator<Item = Conflict> + '_ {
    let kinds = recorded.chunk_by(|a, b| a.value.kind() == b.value.kind());
    kinds.filter(|leaves| leaves.iter().any(|leaf| leaf.value != leaves[0].value)).map(|leaves| Conflict {
        kind: ConflictKind::Precaution,
        versions: leaves.iter().map(|leaf| leaf.by.clone()).collect(),
    })
}

/// Stays that somebody said are of the same person.
pub(super) fn same_person(graph: &Graph<'_>) -> BTreeSet<StayId> {
    let standing = graph.entries().filter(|entry| graph.is_current(entry.id));
    standing
        .filter_map(|entry| match &entry.body {
            EntryBody::SamePerson(stay) => Some(*stay),
            _ => None,
        })
        .collect()
}

/// By what the patient was told apart, by the entry that it was before. Whoever said so and whoever charted are one.
pub(super) fn confirmed(graph: &Graph<'_>) -> BTreeMap<FactId, Identified> {
    let mut found = BTreeMap::new();
    for entry in graph.entries().filter(|entry| graph.is_current(entry.id)) {
        if let EntryBody::Confirmed(Confirmed { of, identified: Some(by) }) = &entry.body
            && graph.get(*of).is_some_and(|of| of.author == entry.author && of.device == entry.device)
        {
            found.insert(*of, by.clone());
        }
    }
    found
}

/// The registered people who have put their names under entries, by the entry; of each the first by time comes first.
pub(super) fn countersigned(graph: &Graph<'_>) -> BTreeMap<FactId, Vec<Written>> {
    let mut signed: BTreeMap<FactId, Vec<Written>> = BTreeMap::new();
    for entry in graph.entries().filter(|entry| graph.is_current(entry.id)) {
        if let EntryBody::Countersignature(signature) = &entry.body
            && may(signature.role, entry.auth, Action::Countersign)
        {
            for of in signature.of.iter() {
                signed.entry(of).or_default().push(Written::from(entry));
            }
        }
    }
    // A name that was put under it where it was moved away from goes with it.
    for moved in graph.entries().filter(|entry| is_moved(&entry.body)).map(Written::from) {
        signed.entry(moved.id).or_default().extend(signed_there(&moved));
    }
    signed.retain(|_, names| !names.is_empty());
    for names in signed.values_mut() {
        names.sort_by_key(|by| (by.recorded(), by.id));
    }
    signed
}

/// Whether it was charted for another patient first.
pub(super) const fn is_moved(body: &EntryBody) -> bool {
    match body {
        EntryBody::Observations(set) => set.moved_from.is_some(),
        EntryBody::Assessment(made) => made.moved_from.is_some(),
        _ => false,
    }
}

/// The name that stood under it before it was moved.
fn signed_there(of: &Written) -> Option<Written> {
    let moved = of.moved.as_deref()?;
    let SignedThere { fact, by, at } = moved.signed?;
    let stamp = Stamp { utc: at, offset_minutes: of.recorded_at.offset_minutes };
    Some(Written {
        id: fact,
        taken_at: TakenAt::At(stamp),
        recorded_at: stamp,
        // The time was put right with its own clock's offset when it was moved.
        clock: ClockTrust::Proved { offset_ms: 0 },
        author: by,
        on_behalf_of: None,
        auth: AuthLevel::Pin,
        device: of.device,
        reason: String::new(),
        moved: None,
    })
}

/// Entries under a name that nobody checked, and fluid balances signed by somebody who may not sign them alone, which no
/// registered person has signed.
pub(super) fn to_countersign(graph: &Graph<'_>, signed: &BTreeMap<FactId, Vec<Written>>) -> Vec<Written> {
    let unsure = |entry: &&Entry| match &entry.body {
        // One that was signed again waits for nobody's name.
        EntryBody::FluidSignature(of) => {
            !may(of.role, entry.auth, Action::SignFluid) && graph.is_current(entry.id)
        }
        // It goes with the form or the concern.
        EntryBody::Confirmed(_) => false,
        body => {
            let looked_at = entry.auth == AuthLevel::Emergency || is_moved(body);
            looked_at && Written::from(*entry).is_doubtful()
        }
    };
    let standing = graph.entries().filter(unsure).filter(|entry| graph.withdrawn_by(entry.id).is_none());
    let mut open: Vec<Written> =
        standing.filter(|entry| !signed.contains_key(&entry.id)).map(Written::from).collect();
    open.sort_by_key(|by| (by.recorded(), by.id));
    open
}
