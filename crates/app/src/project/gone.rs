//! Who is no longer in a ward: so that a discharge can be taken back, and an alert that was left open is not forgotten.

use super::{Folded, standing};
use clinical::{
    UtcMillis, WardId,
    entry::{Discharge, Entry, EntryBody},
    leaves::{Graph, Written},
    ward::Place,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One patient who left one ward. Kept small: there are more of them every day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct GoneFacts {
    pub(crate) gone_family: String,
    pub(crate) gone_given: String,
    pub(crate) gone_from: Place,
    pub(crate) how: GoneHow,
    pub(crate) at: UtcMillis,
    pub(crate) left_open: bool,
}

/// How somebody left a ward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GoneHow {
    Ended(Discharge),
    Moved(WardId),
}

/// Every ward that a stay has left.
pub(crate) fn all(folded: &Folded) -> Vec<GoneFacts> {
    let state = &folded.state;
    if !state.historic.is_none() {
        return Vec::new();
    }
    let name = state.identity.latest().map(|leaf| (leaf.value.family.clone(), leaf.value.given.clone()));
    let (family, given) = name.unwrap_or_else(|| ("UNKNOWN".into(), String::new()));
    let gone = |from: Place, how, at, left_open| GoneFacts {
        gone_family: family.clone(),
        gone_given: given.clone(),
        gone_from: from,
        how,
        at,
        left_open,
    };
    match state.ended.latest().filter(|_| state.is_over()) {
        Some(end) => {
            let left_open = standing::may_alert(folded);
            let at = end.by.at().unwrap_or_else(|| end.by.recorded());
            let places = folded.shown_places().into_iter();
            places.map(|place| gone(place, GoneHow::Ended(end.value), at, left_open)).collect()
        }
        None => moved_on(folded)
            .into_iter()
            .map(|(from, to, at)| gone(from, GoneHow::Moved(to), at, false))
            .collect(),
    }
}

/// The wards that the patient was in and is in no more, each with the last bed there, where to, and since when.
fn moved_on(folded: &Folded) -> Vec<(Place, WardId, UtcMillis)> {
    let Some(now_in) = folded.state.places.latest() else { return Vec::new() };
    let here: Vec<WardId> = folded.shown_places().into_iter().map(|place| place.ward).collect();
    let since = now_in.by.at().unwrap_or_else(|| now_in.by.recorded());
    let elsewhere = |entry: &Entry| match &entry.body {
        EntryBody::Placement(place) | EntryBody::Arrival(place) => !here.contains(&place.ward),
        _ => false,
    };
    if !folded.entries.iter().any(|entry| elsewhere(entry)) {
        // Nearly everybody: they are in the ward that they came to, and every save asks.
        return Vec::new();
    }
    let graph = Graph::of(&folded.entries);
    let mut last: BTreeMap<WardId, (UtcMillis, Place)> = BTreeMap::new();
    for entry in graph.entries().filter(|entry| was_there(&graph, entry)) {
        let (EntryBody::Placement(place) | EntryBody::Arrival(place)) = &entry.body else { continue };
        let at = Written::from(entry).recorded();
        let known = last.entry(place.ward.clone()).or_insert_with(|| (at, place.clone()));
        if (at, place) > (known.0, &known.1) {
            *known = (at, place.clone());
        }
    }
    let left = last.into_iter().filter(|(ward, _)| !here.contains(ward));
    left.map(|(_, (_, place))| (place, now_in.value.ward.clone(), since)).collect()
}

/// Whether the patient was in this ward by this entry, rather than only sent there and fetched back.
fn was_there(graph: &Graph<'_>, entry: &Entry) -> bool {
    let stands = graph.withdrawn_by(entry.id).is_none();
    let sent = || {
        let before = graph.replaced_directly(entry.id);
        let ward = |entry: &Entry| match &entry.body {
            EntryBody::Placement(place) | EntryBody::Arrival(place) => Some(place.ward.clone()),
            _ => None,
        };
        before.iter().any(|earlier| ward(earlier) != ward(entry))
    };
    match &entry.body {
        EntryBody::Arrival(_) => stands,
        EntryBody::Placement(_) => stands && !sent(),
        _ => false,
    }
}
