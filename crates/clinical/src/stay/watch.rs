//! What people decided about observing: stopped or running, how often, on the ward or away.

use crate::{
    UtcMillis, WardId,
    entry::EntryBody,
    leaves::{Graph, Leaf, Leaves, Written},
    monitoring::{MonitoringDecision, ObservationsStop, OffWard},
    news2::Response,
    policy::Interval,
};

/// Whether sets are due at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Watching {
    /// Sets are due.
    Running,
    /// No set is due. Recording and alerting go on as ever.
    Stopped {
        /// Since when.
        since: UtcMillis,
        /// The policy's code of the reason.
        reason: String,
        /// Who decided it.
        by: Written,
    },
}

/// Away from the ward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// Since when, where that is known.
    pub since: Option<UtcMillis>,
    /// Where, in words.
    pub place: String,
    /// When the patient is expected back.
    pub back_by: Option<UtcMillis>,
}

/// The decisions that stand, with what ended a stop.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Watch {
    stopped: Option<(UtcMillis, Leaf<ObservationsStop>)>,
    /// Sets are due again since then, and why.
    pub(super) resumed: Option<Resumed>,
    decisions: Vec<Leaf<MonitoringDecision>>,
}

/// How a stop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resumed {
    /// Somebody restarted observations.
    Restarted(UtcMillis),
    /// The patient came to another ward.
    Transferred(UtcMillis),
}

impl Watch {
    /// `unsettled`: when the triggers that nobody has settled were true.
    pub(super) fn of(
        graph: &Graph<'_>,
        stops: &Leaves<ObservationsStop>,
        unsettled: impl Iterator<Item = UtcMillis>,
    ) -> Self {
        let mut watch = Self { decisions: decisions(graph), ..Self::default() };
        let running = stops.iter().any(|leaf| !leaf.value.stops(leaf.by.auth));
        let since = stops.iter().filter_map(|leaf| leaf.by.at()).max();
        let (Some(since), Some(last)) = (since, stops.latest()) else { return watch };
        if running {
            watch.resumed = since_restart(stops).map(Resumed::Restarted);
        } else if let Some(moved) = moved_ward(graph, since) {
            watch.resumed = Some(Resumed::Transferred(moved));
        } else if !unsettled.into_iter().any(|at| at > since) {
            // A patient who got worse after the stop is observed again.
            watch.stopped = Some((since, last.clone()));
        }
        watch
    }

    /// Whether sets are due.
    pub(super) fn watching(&self) -> Watching {
        match &self.stopped {
            Some((since, Leaf { by, value: ObservationsStop::Stopped { reason, .. } })) => {
                Watching::Stopped { since: *since, reason: reason.clone(), by: by.clone() }
            }
            _ => Watching::Running,
        }
    }

    /// The decisions on the interval whose time has not passed.
    pub(super) fn intervals_decided(
        &self,
        now: UtcMillis,
    ) -> impl Iterator<Item = &Leaf<MonitoringDecision>> {
        self.decisions.iter().filter(move |leaf| leaf.value.until > now)
    }

    /// The interval as people decided it. More often is anybody's decision; less often takes one by somebody who may,
    /// about a condition no better than this one, and never beyond the longest interval of the policy.
    pub(super) fn paced(
        &self,
        interval: Interval,
        asks: Response,
        longest: Interval,
        now: UtcMillis,
    ) -> Interval {
        let heard = self.intervals_decided(now).filter(|Leaf { by, value }| {
            value.every_minutes.get() <= interval.due_minutes
                || (value.may_relax(by.auth) && value.at_response >= asks)
        });
        let Some(every) = heard.map(|leaf| leaf.value.every_minutes.get()).min() else { return interval };
        match every {
            same if same == interval.due_minutes => interval,
            every => {
                let every = every.min(longest.due_minutes.max(interval.due_minutes));
                Interval { due_minutes: every, overdue_minutes: every, continuous: false }
            }
        }
    }
}

pub(super) fn stops(graph: &Graph<'_>) -> Leaves<ObservationsStop> {
    graph.leaves(|body| match body {
        EntryBody::ObservationsStop(stop) => Some(stop.clone()),
        _ => None,
    })
}

fn since_restart(stops: &Leaves<ObservationsStop>) -> Option<UtcMillis> {
    let restarted = stops.iter().filter(|leaf| leaf.value == ObservationsStop::Restarted);
    restarted.filter_map(|leaf| leaf.by.at()).max()
}

/// Every decision that stands: two people who decided differently are both heard.
fn decisions(graph: &Graph<'_>) -> Vec<Leaf<MonitoringDecision>> {
    let standing = graph.entries().filter(|entry| graph.is_current(entry.id));
    standing
        .filter_map(|entry| match &entry.body {
            EntryBody::Monitoring(decision) => Some(Leaf { by: Written::from(entry), value: *decision }),
            _ => None,
        })
        .collect()
}

/// When the patient came to a ward other than the one of the stop.
fn moved_ward(graph: &Graph<'_>, since: UtcMillis) -> Option<UtcMillis> {
    let mut placed: Vec<(UtcMillis, WardId)> = graph
        .entries()
        .filter(|entry| graph.withdrawn_by(entry.id).is_none())
        .filter_map(|entry| match &entry.body {
            EntryBody::Placement(place) | EntryBody::Arrival(place) => {
                Some((Written::from(entry).at()?, place.ward.clone()))
            }
            _ => None,
        })
        .collect();
    placed.sort();
    let then = placed.iter().rev().find(|(at, _)| *at <= since)?.1.clone();
    placed.into_iter().find(|(at, ward)| *at > since && *ward != then).map(|(at, _)| at)
}

/// Away, when everybody who said anything says so; back as soon as one says that.
pub(super) fn away(whereabouts: &Leaves<OffWard>) -> Option<Away> {
    let last = whereabouts.latest()?;
    if whereabouts.values().any(|value| *value == OffWard::Back) {
        return None;
    }
    match &last.value {
        OffWard::Away { place, back_by } => {
            Some(Away { since: last.by.at(), place: place.clone(), back_by: *back_by })
        }
        OffWard::Back => None,
    }
}
