//! What was known of age, pregnancy and scale, and when: what anybody could once read as a score stays one.
//!
//! A set that was charted without a score is scored as soon as the age is known, and one scored under a scale that was not
//! the stay's is read under the other too. Whoever was alerted by that is not to find the alert gone when the age or the
//! scale is corrected once more: the score is marked, and only a named person closes what it raised (safety rules 1 and 4).

use super::{Pregnancies, fold::pregnancies, scale::Decisions};
use crate::{
    FactId, Stamp, UtcMillis,
    entry::{Entry, EntryBody},
    leaves::{Family, Graph, Leaves, Written},
    news2::{Applicability, NotApplicable, Scale, applicability},
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// States of knowledge that are told apart. Nobody corrects an age that often; a device that says so makes no fold slow, and
/// takes no alert away: of a stay with more of them every set is read as whoever knew least could have read it.
const MOST: usize = 128;

/// Each state of knowledge of a stay, the first first; without a list where there are too many to tell apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Knowledge {
    Told(Vec<Known>),
    TooMuch,
}

/// What had been written down by a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    by: UtcMillis,
    born: Vec<Option<NaiveDate>>,
    pregnancies: Pregnancies,
    decisions: Decisions,
}

impl Knowledge {
    pub(super) fn of(graph: &Graph<'_>) -> Self {
        let entries = concerning(graph);
        let mut times: Vec<UtcMillis> =
            entries.iter().map(|entry| Written::from(*entry).recorded()).collect();
        times.sort();
        times.dedup();
        if times.len() > MOST {
            return Self::TooMuch;
        }
        Self::Told(times.into_iter().map(|by| Known::of(&entries, by)).collect())
    }

    /// The scales under which a set that was taken then could be read by what was known when it was written down, or at any
    /// time since; none where it was never known to be scored. `unscored`: why it was charted without a score, if it was.
    pub(super) fn scales(
        &self,
        taken: Stamp,
        recorded: UtcMillis,
        unscored: Option<NotApplicable>,
    ) -> BTreeSet<Scale> {
        let Self::Told(states) = self else {
            return BTreeSet::from([Scale::One, Scale::Two]);
        };
        let first = states.partition_point(|known| known.by <= recorded).saturating_sub(1);
        // Whoever charted it knew of the pregnancy, whatever the clock says under which that was written down.
        let pregnant = |known: &&Known| unscored == Some(NotApplicable::Pregnancy) && !known.pregnancies.ever;
        let since = states[first..].iter().skip_while(pregnant);
        let read = since.filter(|known| unscored.is_none() || known.applies(taken));
        read.flat_map(|known| known.decisions.in_force(Some(taken.utc)).scales()).collect()
    }
}

impl Known {
    fn of(entries: &[&Entry], by: UtcMillis) -> Self {
        let known: Vec<&Entry> =
            entries.iter().copied().filter(|entry| Written::from(*entry).recorded() <= by).collect();
        let graph = Graph::of(&known);
        let born = graph.leaves(|body| match body {
            EntryBody::Admission(identity) | EntryBody::Identity(identity) => Some(identity.born),
            _ => None,
        });
        let pregnancy = graph.leaves(|body| match body {
            EntryBody::Pregnancy(value) => Some(*value),
            _ => None,
        });
        Self {
            by,
            born: Leaves::values(&born).copied().collect(),
            pregnancies: pregnancies(&graph, &pregnancy),
            decisions: Decisions::of(&graph),
        }
    }

    fn applies(&self, taken: Stamp) -> bool {
        let pregnant = self.pregnancies.at(taken.utc);
        let of = |born| applicability(born, pregnant, taken.local_date()) == Applicability::Applies;
        self.born.iter().any(|born| of(*born))
    }
}

/// The entries about age, pregnancy and scale, and whatever takes them back.
fn concerning<'a>(graph: &Graph<'a>) -> Vec<&'a Entry> {
    let about = |entry: &&Entry| {
        matches!(Family::of(&entry.body), Family::Identity | Family::Pregnancy | Family::Scale)
    };
    let mut found: Vec<&Entry> = graph.entries().filter(about).collect();
    let mut ids: BTreeSet<FactId> = found.iter().map(|entry| entry.id).collect();
    let withdrawals = graph.entries().filter(|entry| matches!(entry.body, EntryBody::Withdrawal(_)));
    let mut withdrawals: Vec<&Entry> = withdrawals.collect();
    loop {
        let (of_these, others): (Vec<&Entry>, Vec<&Entry>) =
            withdrawals.into_iter().partition(|entry| entry.supersedes.iter().any(|to| ids.contains(to)));
        if of_these.is_empty() {
            return found;
        }
        ids.extend(of_these.iter().map(|entry| entry.id));
        found.extend(of_these);
        withdrawals = others;
    }
}
