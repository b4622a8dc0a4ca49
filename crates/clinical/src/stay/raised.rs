//! What raised an alert when something was charted: by the policy of its time, in the ward that had the patient then.
//!
//! Another policy, or another ward, changes when a set is due and who is asked. What was raised stays raised until a named
//! person closes it (safety rule 4), and what raised nothing raises nothing afterwards.

use crate::{
    UtcMillis, WardId,
    entry::{Entry, EntryBody},
    leaves::{Graph, Leaves, Written},
    news2::Response,
    policy::{Chain, Policies, Raising, Setting},
    visit::Home,
    ward::Place,
};

use super::Transfer;

/// What raised an alert, by the time at which something was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RaisedBy {
    /// Since when, oldest first; empty where it was always the same.
    steps: Vec<(UtcMillis, Raising)>,
    now: Raising,
}

impl RaisedBy {
    /// One chain, for all times.
    pub(super) fn one(chain: &Chain) -> Self {
        Self { steps: Vec::new(), now: Raising::of(chain) }
    }

    /// Every policy that was in force where the patient was.
    pub(super) fn of(graph: &Graph<'_>, policies: &Policies, chain: &Chain) -> Self {
        let mut found = Self::one(chain);
        if policies.raise_alike() {
            return found;
        }
        let mut placed: Vec<(UtcMillis, &WardId)> = graph
            .entries()
            .filter(|entry| graph.withdrawn_by(entry.id).is_none())
            .filter_map(|entry: &Entry| match &entry.body {
                EntryBody::Placement(place) | EntryBody::Arrival(place) => {
                    Some((Written::from(entry).recorded(), &place.ward))
                }
                _ => None,
            })
            .collect();
        placed.sort();
        let first = placed.first().map(|(_, ward)| (UtcMillis(i64::MIN), *ward));
        let from: Vec<(UtcMillis, &WardId)> = first.into_iter().chain(placed.into_iter().skip(1)).collect();
        for (at, (since, ward)) in from.iter().enumerate() {
            let until = from.get(at + 1).map(|(next, _)| *next);
            let all = policies.raising(policies.setting(ward));
            let then = all.iter().rfind(|(published, _)| published <= since);
            found.steps.extend(then.map(|(_, raising)| (*since, *raising)));
            let later = all.iter().filter(|(published, _)| published > since);
            found.steps.extend(later.filter(|(published, _)| until.is_none_or(|until| *published < until)));
        }
        found
    }

    /// What raised one then.
    pub(super) fn at(&self, recorded: UtcMillis) -> Raising {
        let passed = self.steps.partition_point(|(since, _)| *since <= recorded);
        passed.checked_sub(1).map_or(self.now, |last| self.steps[last].1)
    }
}

impl Raising {
    /// Whether it raised an alert.
    pub(super) fn raises(self, response: Option<Response>) -> bool {
        response >= Some(self.from)
    }
}

/// The kind of place that has the patient. A patient on the way is the ward's that sent them until another has received
/// them; one who is in no ward and seen at home is at home. While people disagree on the ward, an acute one counts before
/// a mental health one, and that before a home.
pub(super) fn setting(
    places: &Leaves<Place>,
    transfers: &[Transfer],
    home: &Leaves<Home>,
    policies: &Policies,
) -> Setting {
    let here = places.values().filter(|place| transfers.iter().all(|transfer| transfer.to != **place));
    let left = transfers.iter().flat_map(|transfer| &transfer.from);
    let found = here.chain(left).map(|place| policies.setting(&place.ward)).min();
    found.unwrap_or(if home.is_none() { Setting::AcuteWard } else { Setting::Home })
}
