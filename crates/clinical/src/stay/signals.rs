//! What may raise an episode: every set and assessment that was ever charted, withdrawn and corrected versions among them,
//! and concerns.

use super::{ChartedAssessment, ChartedSet, Mark, raised::RaisedBy};
use crate::{
    FactId, UtcMillis,
    entry::EntryBody,
    escalation::{Concern, SepsisSign},
    leaves::{Graph, Written},
    news2::{Outcome, Response},
    policy::{Chain, Raising},
    vitals::Sign,
};
use std::collections::BTreeSet;

/// One thing that was charted and may ask for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signal {
    pub(super) by: Written,
    /// When it was true; never after it was written down.
    pub(super) at: UtcMillis,
    /// What it asks for; `None` for a set that NEWS2 does not score.
    pub(super) response: Option<Response>,
    /// What raised an episode when it was written down.
    pub(super) raises: Raising,
    /// The total, or the least it can be; `None` where there is no score.
    pub(super) total: Option<u8>,
    /// Signs that score 3.
    pub(super) threes: BTreeSet<Sign>,
    /// What an assessment found that asks for somebody, by the names of its form.
    pub(super) findings: BTreeSet<String>,
    pub(super) source: Source,
    /// It stands: neither taken back nor corrected.
    pub(super) counts: bool,
    /// Who took it back, if somebody did.
    pub(super) taken_back: Option<Written>,
    /// The earlier versions that it replaces, by way of others or not.
    pub(super) replaces: BTreeSet<FactId>,
    /// It corrects an earlier version.
    pub(super) corrects: bool,
}

/// What was charted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// A set with every sign.
    FullSet,
    /// A set without some.
    PartSet,
    /// A set without some, because the patient was too unwell.
    TooUnwell,
    /// A concern.
    Concern(Concern),
    /// A completed form (safety rule 12).
    Assessment(Box<Found>),
}

/// What an assessment says, for the signal it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The form's address: each form is held against its own last time.
    pub(super) form: String,
    /// Its title and, in its own words, what to do.
    pub(super) words: String,
    /// Nothing is missing, so that it may say that the patient is better.
    pub(super) complete: bool,
    /// Something that it found is a change since the last time: new each time it is found.
    pub(super) since_last: bool,
}

impl Signal {
    pub(super) const fn id(&self) -> FactId {
        self.by.id
    }

    /// What it asks for, where that raises an episode by the policy of its time.
    pub(super) fn raising(&self) -> Option<Response> {
        self.response.filter(|_| self.raises.raises(self.response))
    }

    /// Whether the other is a version of the same set, and this one is no worse.
    pub(super) fn is_version_no_worse_than(&self, other: &Self) -> bool {
        let versions = self.replaces.contains(&other.id()) || other.replaces.contains(&self.id());
        versions
            && (self.response, self.total) <= (other.response, other.total)
            && self.threes.is_subset(&other.threes)
            && self.findings.is_subset(&other.findings)
    }

    /// Whether it tells everything about what it looks at, so that it may say that the patient is better there.
    pub(super) fn is_full(&self) -> bool {
        match &self.source {
            Source::FullSet => self.total.is_some(),
            Source::Assessment(found) => found.complete,
            Source::PartSet | Source::TooUnwell | Source::Concern(_) => false,
        }
    }

    /// What it is held against: the sets before it, or the same form's last time. A concern stands alone.
    pub(super) fn series(&self) -> Option<Option<&str>> {
        match &self.source {
            Source::Concern(_) => None,
            Source::Assessment(found) => Some(Some(&found.form)),
            Source::FullSet | Source::PartSet | Source::TooUnwell => Some(None),
        }
    }

    /// Signs of sepsis that it names.
    pub(super) fn sepsis_signs(&self) -> Option<&BTreeSet<SepsisSign>> {
        match &self.source {
            Source::Concern(concern) if !concern.signs.is_empty() => Some(&concern.signs),
            _ => None,
        }
    }
}

/// Every signal, by its time.
pub(super) fn signals(
    threads: &[Vec<ChartedSet>],
    assessments: &[ChartedAssessment],
    graph: &Graph<'_>,
    chain: &Chain,
    raised: &RaisedBy,
) -> Vec<Signal> {
    let sets = threads.iter().flatten();
    let mut signals: Vec<Signal> = sets.filter_map(|set| of_set(set, graph, raised)).collect();
    signals.extend(assessments.iter().filter_map(|made| of_assessment(made, graph, raised)));
    signals.extend(graph.entries().filter_map(|entry| {
        let EntryBody::Concern(concern) = &entry.body else { return None };
        let by = Written::from(entry);
        Some(Signal {
            at: by.at()?.min(by.recorded()),
            response: Some(chain.concern_response()),
            raises: Raising { from: Response::Routine, ..raised.at(by.recorded()) },
            total: None,
            threes: BTreeSet::new(),
            findings: BTreeSet::new(),
            source: Source::Concern(concern.clone()),
            counts: graph.is_current(entry.id),
            taken_back: graph.withdrawn_by(entry.id).map(Written::from),
            replaces: BTreeSet::new(),
            corrects: false,
            by,
        })
    }));
    // Of one time, what stands comes last: the next set is held against it.
    signals.sort_by_cached_key(|signal| (signal.at, signal.counts, signal.id()));
    signals
}

fn of_set(set: &ChartedSet, graph: &Graph<'_>, raised: &RaisedBy) -> Option<Signal> {
    let worst = set.worst();
    let floor = worst.floor();
    let too_unwell = set.set.vitals.too_unwell();
    let response = match floor {
        _ if too_unwell => Some(Response::Emergency),
        floor => floor.map(|(risk, total)| Response::to(total, risk)),
    };
    let source = match (too_unwell, set.is_full()) {
        (true, _) => Source::TooUnwell,
        (false, true) => Source::FullSet,
        (false, false) => Source::PartSet,
    };
    Some(Signal {
        at: set.at?.min(set.by.recorded()),
        response,
        raises: raised.at(set.by.recorded()),
        total: floor.map(|(_, total)| total),
        threes: threes(worst),
        findings: BTreeSet::new(),
        source,
        counts: set.mark.counts(),
        taken_back: set.mark.withdrawn_by().cloned(),
        replaces: graph.all_replaced_by(set.by.id).into_iter().map(|earlier| earlier.id).collect(),
        corrects: !set.amends.is_empty() || matches!(set.mark, Mark::Disputed),
        by: set.by.clone(),
    })
}

fn of_assessment(charted: &ChartedAssessment, graph: &Graph<'_>, raised: &RaisedBy) -> Option<Signal> {
    let made = &charted.made;
    let raises = raised.at(charted.by.recorded());
    let alerts = || made.result.alerts.iter().filter(|alert| raises.raises(Some(alert.level)));
    let mut words: Vec<&str> = alerts().map(|alert| alert.words.as_str()).collect();
    words.dedup();
    let found = Found {
        form: made.pin.url.clone(),
        words: format!("{}: {}", made.title, words.join(" ")),
        complete: made.is_complete(),
        since_last: alerts().any(|alert| alert.since_last),
    };
    Some(Signal {
        at: charted.at?.min(charted.by.recorded()),
        response: made.result.level(),
        raises,
        total: None,
        threes: BTreeSet::new(),
        findings: alerts().map(|alert| alert.from.clone()).collect(),
        source: Source::Assessment(Box::new(found)),
        counts: charted.mark.counts(),
        taken_back: charted.mark.withdrawn_by().cloned(),
        replaces: graph.all_replaced_by(charted.by.id).into_iter().map(|earlier| earlier.id).collect(),
        corrects: !charted.amends.is_empty() || matches!(charted.mark, Mark::Disputed),
        by: charted.by.clone(),
    })
}

fn threes(outcome: &Outcome) -> BTreeSet<Sign> {
    let parts = outcome.parts().into_iter().flatten();
    parts.filter(|(_, points)| **points == 3).map(|(sign, _)| *sign).collect()
}
