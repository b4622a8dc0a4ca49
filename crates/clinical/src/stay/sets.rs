//! Charted sets with what became of each: amended, withdrawn, moved, in dispute, read under another scale.

use super::{Reading, StayState};
use crate::{
    FactId, StayId, UtcMillis,
    entry::{Entry, EntryBody, Withdrawal},
    leaves::{Family, Graph, Written},
    news2::{Applicability, NotApplicable, Outcome, score},
    observation::ObservationSet,
};

/// A set as charted. The score stands as it was shown when it was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartedSet {
    /// Who, when, on which device.
    pub by: Written,
    /// The signs and the score.
    pub set: ObservationSet,
    /// When it was taken, corrected with the proved offset; `None` when the source did not record a time.
    pub at: Option<UtcMillis>,
    /// What became of it.
    pub mark: Mark,
    /// The sets that it corrects.
    pub amends: Vec<FactId>,
    /// It was entered so long after it was taken that the policy calls it late.
    pub late: bool,
    /// Its time is from a clock that was not proved, or more than two minutes off.
    pub clock_doubtful: bool,
    /// Age or pregnancy was corrected since, and NEWS2 did not apply to this set. The score is marked, never erased.
    pub no_longer_applies: Option<NotApplicable>,
    /// How else the set reads, where that may be worse than as shown: under the scale that was decided elsewhere, or
    /// scored at last because the age became known. The worst reading counts.
    pub other_readings: Vec<Reading>,
}

/// What became of a set. Nothing is ever erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// It stands.
    Current,
    /// People corrected it differently, or one corrected what another withdrew: one of several versions.
    Disputed,
    /// A later version corrects it.
    Amended(Box<Written>),
    /// Entered in error.
    InError(Box<Written>),
    /// Undone at once.
    Undone(Box<Written>),
    /// It was another patient's, and now stands there.
    Moved {
        /// Who moved it.
        by: Box<Written>,
        /// To which stay.
        to: StayId,
    },
}

impl Mark {
    /// Whether the set counts.
    pub const fn counts(&self) -> bool {
        matches!(self, Self::Current | Self::Disputed)
    }

    /// Who took it back, if somebody did.
    pub fn withdrawn_by(&self) -> Option<&Written> {
        match self {
            Self::InError(by) | Self::Undone(by) | Self::Moved { by, .. } => Some(by),
            Self::Current | Self::Disputed | Self::Amended(_) => None,
        }
    }
}

impl ChartedSet {
    /// The worst way to read it: the score as shown, or a worse reading of it.
    pub fn worst(&self) -> &Outcome {
        let others = self.other_readings.iter().map(|reading| &reading.outcome);
        others.fold(&self.set.outcome, |worst, next| if next.floor() > worst.floor() { next } else { worst })
    }

    /// Whether every sign was recorded, scored or not. A recheck never is, whatever it holds.
    pub fn is_full(&self) -> bool {
        self.set.rechecks.is_none() && self.set.vitals.missing().next().is_none()
    }
}

/// Every set of a stay, one thread of versions after the other; needs all else of the state.
pub(super) fn charted(graph: &Graph<'_>, state: &StayState, late_after_minutes: u32) -> Vec<Vec<ChartedSet>> {
    let threads = graph.threads(Family::Observations);
    threads
        .into_iter()
        .map(|thread| {
            let mut sets: Vec<ChartedSet> = thread
                .iter()
                .filter_map(|entry| charted_set(graph, state, entry, late_after_minutes))
                .collect();
            let standing = sets.iter().filter(|set| set.mark.counts()).count();
            for set in sets.iter_mut().filter(|set| set.mark.counts()) {
                if standing > 1 || amends_withdrawn(graph, set.by.id) {
                    set.mark = Mark::Disputed;
                }
            }
            sets
        })
        .collect()
}

/// Whether one person corrected what another, not knowing, took back.
fn amends_withdrawn(graph: &Graph<'_>, id: FactId) -> bool {
    graph.all_replaced_by(id).into_iter().any(|earlier| graph.withdrawn_by(earlier.id).is_some())
}

fn charted_set(graph: &Graph<'_>, state: &StayState, entry: &Entry, late_after: u32) -> Option<ChartedSet> {
    let EntryBody::Observations(set) = &entry.body else { return None };
    let by = Written::from(entry);
    let mark = match (graph.withdrawn_by(entry.id), graph.replaced_by(entry.id)) {
        (Some(withdrawal), _) => withdrawn(withdrawal),
        (None, Some(later)) => Mark::Amended(Box::new(later.into())),
        (None, None) => Mark::Current,
    };
    let taken = match by.taken_at {
        crate::TakenAt::At(stamp) => by.at().map(|utc| crate::Stamp { utc, ..stamp }),
        crate::TakenAt::NotRecorded => None,
    };
    let other_readings =
        taken.map_or_else(Vec::new, |taken| other_readings(state, set, taken, by.recorded()));
    let no_longer_applies = match (&set.outcome, taken.map(|taken| state.applicability(taken))) {
        // Never scored by anybody.
        (Outcome::NotApplicable { .. }, _) if other_readings.is_empty() => None,
        (_, Some(Applicability::DoesNotApply(reason))) => Some(reason),
        _ => None,
    };
    let minutes_late = by.taken_at.utc().map(|taken| by.recorded_at.utc.minutes_since(taken));
    Some(ChartedSet {
        at: by.at(),
        late: minutes_late.is_some_and(|minutes| minutes > i64::from(late_after)),
        clock_doubtful: by.clock.is_doubtful(),
        amends: entry.supersedes.clone(),
        other_readings,
        set: (**set).clone(),
        no_longer_applies,
        mark,
        by,
    })
}

pub(super) fn withdrawn(entry: &Entry) -> Mark {
    let by = Box::new(Written::from(entry));
    match &entry.body {
        EntryBody::Withdrawal(Withdrawal::Undone) => Mark::Undone(by),
        EntryBody::Withdrawal(Withdrawal::WrongPatient { moved_to }) => Mark::Moved { by, to: *moved_to },
        _ => Mark::InError(by),
    }
}

/// A score is kept as shown. Beside it stand the scales that were known to be in force when it was taken, where the device
/// did not know of them, and the score of a set that could not be scored until the age became known. What could once be read
/// so is still: it is marked, whatever became known of age, pregnancy or scale since.
fn other_readings(
    state: &StayState,
    set: &ObservationSet,
    taken: crate::Stamp,
    recorded: UtcMillis,
) -> Vec<Reading> {
    let unscored = match set.outcome {
        Outcome::NotApplicable { reason } => Some(reason),
        _ => None,
    };
    let scales = state.known.scales(taken, recorded, unscored).into_iter();
    scales
        .filter(|scale| unscored.is_some() || *scale != set.scale)
        .map(|scale| Reading { scale, outcome: score(&set.vitals, scale, Applicability::Applies) })
        .filter(|reading| reading.outcome.floor().is_some() && reading.outcome != set.outcome)
        .collect()
}
