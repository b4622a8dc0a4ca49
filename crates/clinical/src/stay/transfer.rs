//! On the way between two wards: sent, and not yet received.
//!
//! A placement in another ward than the one it replaces is a patient who was sent there. Until a person of that ward
//! receives them, both wards have the patient: the one they left and the one they are expected in. An arrival that follows
//! no placement in its own ward receives nobody: it is a placement like any other.

use crate::{
    FactId,
    entry::{Entry, EntryBody},
    leaves::{Graph, Written},
    ward::Place,
};
use std::collections::{BTreeMap, BTreeSet};

/// A patient on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// The beds that the patient had when sent; more than one where people had placed them differently.
    pub from: BTreeSet<Place>,
    /// Where to.
    pub to: Place,
    /// Who sent the patient there, and when.
    pub by: Written,
}

/// Every transfer that nobody has received.
pub(super) fn transfers(graph: &Graph<'_>) -> Vec<Transfer> {
    let current = |entry: &&Entry| graph.is_current(entry.id);
    let received: BTreeSet<&crate::WardId> = graph
        .entries()
        .filter(current)
        .filter_map(|entry| match placed(graph, entry)? {
            (place, true) => Some(&place.ward),
            (_, false) => None,
        })
        .collect();
    let mut known = BTreeMap::new();
    let mut found: Vec<Transfer> = Vec::new();
    for entry in graph.entries().filter(current) {
        let Some((to, false)) = placed(graph, entry) else { continue };
        let from = origins(graph, entry.id, &mut known);
        if !from.is_empty() && !received.contains(&to.ward) {
            found.push(Transfer { from, to: to.clone(), by: Written::from(entry) });
        }
    }
    found.sort_by_key(|transfer| (transfer.by.at(), transfer.by.recorded(), transfer.by.id));
    found
}

/// The place that an entry puts the patient in.
const fn place_of(entry: &Entry) -> Option<&Place> {
    match &entry.body {
        EntryBody::Placement(place) | EntryBody::Arrival(place) => Some(place),
        _ => None,
    }
}

/// That place, and whether somebody received the patient whom a placement had sent there.
fn placed<'a>(graph: &Graph<'_>, entry: &'a Entry) -> Option<(&'a Place, bool)> {
    let place = place_of(entry)?;
    let sent_there = |earlier: &&Entry| place_of(earlier).is_some_and(|was| was.ward == place.ward);
    let received = matches!(entry.body, EntryBody::Arrival(_))
        && graph.replaced_directly(entry.id).iter().any(sent_there);
    Some((place, received))
}

/// Where a patient placed by this entry still is, as far as the ward they came from knows; empty when they were received
/// or never left the ward. Ancestors first, without recursion: a stay may have thousands of placements.
fn origins(graph: &Graph<'_>, id: FactId, known: &mut BTreeMap<FactId, BTreeSet<Place>>) -> BTreeSet<Place> {
    let mut open = vec![id];
    while let Some(at) = open.last().copied() {
        let before = graph.replaced_directly(at);
        let missing: Vec<FactId> =
            before.iter().map(|entry| entry.id).filter(|earlier| !known.contains_key(earlier)).collect();
        if known.contains_key(&at) || missing.is_empty() {
            open.pop();
            let found = from_before(graph, at, &before, known);
            known.entry(at).or_insert(found);
        } else {
            open.extend(missing);
        }
    }
    known.get(&id).cloned().unwrap_or_default()
}

fn from_before(
    graph: &Graph<'_>,
    at: FactId,
    before: &[&Entry],
    known: &BTreeMap<FactId, BTreeSet<Place>>,
) -> BTreeSet<Place> {
    let here = graph.get(at).and_then(|entry| placed(graph, entry));
    let Some((here, false)) = here else { return BTreeSet::new() };
    let mut origins = BTreeSet::new();
    for earlier in before {
        let on_the_way = known.get(&earlier.id).filter(|from| !from.is_empty());
        match (on_the_way, place_of(earlier)) {
            (Some(from), _) => origins.extend(from.iter().cloned()),
            (None, Some(was)) => drop(origins.insert(was.clone())),
            (None, None) => {}
        }
    }
    // Back in the ward that they never left.
    origins.retain(|place| place.ward != here.ward);
    origins
}
