//! Completed forms with what became of each, and when each form is due again (safety rules 2, 4 and 12).

use super::{Mark, StayState, sets::withdrawn, watch::Watching};
use crate::{
    FactId, UtcMillis,
    entry::{Entry, EntryBody},
    form::Assessment,
    leaves::{Family, Graph, Written},
    news2::Response,
    time::CLOCK_TOLERANCE_MS,
};
use std::collections::BTreeMap;

/// A completed form as charted. What it came to stands as it was shown when it was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartedAssessment {
    /// Who, when, on which device.
    pub by: Written,
    /// The answers, and what followed from them.
    pub made: Assessment,
    /// When it was made, corrected with the proved offset; `None` when the source did not record a time.
    pub at: Option<UtcMillis>,
    /// What became of it.
    pub mark: Mark,
    /// The assessments that it corrects.
    pub amends: Vec<FactId>,
    /// It was entered so long after it was made that the policy calls it late.
    pub late: bool,
    /// Its time is from a clock that was not proved, or more than two minutes off.
    pub clock_doubtful: bool,
}

/// A form that is to be filled in again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentDue {
    /// The form's address.
    pub form: String,
    /// Its title, as it was shown last.
    pub title: String,
    /// The assessment that the due time follows from, or that was taken back.
    pub about: FactId,
    /// Due from then on.
    pub due_at: UtcMillis,
    /// Overdue from then on.
    pub overdue_at: UtcMillis,
    /// What asked for somebody was taken back: it has to be done again now.
    pub repeat: bool,
}

/// An assessment that asked for somebody and no longer counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gap {
    due: AssessmentDue,
    /// When it was made.
    at: UtcMillis,
    /// The versions of it that count. None of them is a second look at the patient.
    versions: Vec<FactId>,
}

/// Every completed form of a stay, one thread of versions after the other.
pub(super) fn charted(graph: &Graph<'_>, late_after_minutes: u32) -> Vec<Vec<ChartedAssessment>> {
    let threads = graph.threads(Family::Assessment).into_iter();
    threads
        .map(|thread| {
            let entries = thread.into_iter();
            let mut made: Vec<ChartedAssessment> =
                entries.filter_map(|entry| one(graph, entry, late_after_minutes)).collect();
            let standing = made.iter().filter(|made| made.mark.counts()).count();
            for made in made.iter_mut().filter(|made| made.mark.counts()) {
                let earlier = graph.all_replaced_by(made.by.id);
                if standing > 1 || earlier.iter().any(|entry| graph.withdrawn_by(entry.id).is_some()) {
                    made.mark = Mark::Disputed;
                }
            }
            made
        })
        .collect()
}

fn one(graph: &Graph<'_>, entry: &Entry, late_after: u32) -> Option<ChartedAssessment> {
    let EntryBody::Assessment(made) = &entry.body else { return None };
    let by = Written::from(entry);
    let mark = match (graph.withdrawn_by(entry.id), graph.replaced_by(entry.id)) {
        (Some(withdrawal), _) => withdrawn(withdrawal),
        (None, Some(later)) => Mark::Amended(Box::new(later.into())),
        (None, None) => Mark::Current,
    };
    let minutes_late = by.taken_at.utc().map(|taken| by.recorded_at.utc.minutes_since(taken));
    Some(ChartedAssessment {
        at: by.at(),
        late: minutes_late.is_some_and(|minutes| minutes > i64::from(late_after)),
        clock_doubtful: by.clock.is_doubtful(),
        amends: entry.supersedes.clone(),
        made: (**made).clone(),
        mark,
        by,
    })
}

/// What was taken back, or corrected to ask for less, and had asked for more than the ward's routine.
pub(super) fn gaps(threads: &[Vec<ChartedAssessment>]) -> Vec<Gap> {
    let of_thread = |thread: &[ChartedAssessment]| -> Vec<Gap> {
        let counting: Vec<&ChartedAssessment> = thread.iter().filter(|made| made.mark.counts()).collect();
        thread.iter().filter_map(|made| gap(made, &counting)).collect()
    };
    let mut gaps: Vec<Gap> = threads.iter().flat_map(|thread| of_thread(thread)).collect();
    gaps.sort_by_key(|gap| (gap.due.due_at, gap.due.about));
    gaps
}

fn gap(made: &ChartedAssessment, counting: &[&ChartedAssessment]) -> Option<Gap> {
    let level = made.made.result.level().filter(|level| *level > Response::Routine)?;
    let since = match &made.mark {
        Mark::Amended(_) if counting.iter().all(|now| now.made.result.level() < Some(level)) => {
            counting.iter().map(|now| now.by.recorded()).min()?
        }
        mark => mark.withdrawn_by().map(Written::recorded)?,
    };
    let due = AssessmentDue {
        form: made.made.pin.url.clone(),
        title: made.made.title.clone(),
        about: made.by.id,
        due_at: since,
        overdue_at: since,
        repeat: true,
    };
    Some(Gap { due, at: made.at?, versions: counting.iter().map(|now| now.by.id).collect() })
}

impl StayState {
    /// The forms that are to be filled in again, each once: the soonest first. One without an interval is not among them.
    ///
    /// An incomplete assessment, and one whose time is still to come, never makes a due time later. While observations are
    /// stopped nothing is due but what was taken back.
    pub fn assessments_due(&self, now: UtcMillis) -> Vec<AssessmentDue> {
        let mut due: BTreeMap<&str, AssessmentDue> = BTreeMap::new();
        if self.watch.watching() == Watching::Running {
            for made in self.assessments.iter().filter(|made| made.mark.counts()) {
                let Some(at) = made.at.map(|at| at.min(made.by.recorded())) else { continue };
                let form = made.made.pin.url.as_str();
                let next = made.made.result.next_due.map(|interval| AssessmentDue {
                    form: form.to_owned(),
                    title: made.made.title.clone(),
                    about: made.by.id,
                    due_at: at.plus_minutes(interval.due_minutes.into()),
                    overdue_at: at.plus_minutes(interval.overdue_minutes.into()),
                    repeat: false,
                });
                let believable = at.0 <= now.0.saturating_add(CLOCK_TOLERANCE_MS);
                if made.made.is_complete() && believable {
                    due.remove(form);
                }
                if let Some(next) = next
                    && due.get(form).is_none_or(|known| next.due_at < known.due_at)
                {
                    due.insert(form, next);
                }
            }
        }
        for gap in self.assessment_gaps.iter().filter(|gap| !self.is_repeated(gap)) {
            due.insert(&gap.due.form, gap.due.clone());
        }
        let mut due: Vec<AssessmentDue> = due.into_values().collect();
        due.sort_by_key(|due| (due.overdue_at, due.due_at, due.about));
        due
    }

    /// Whether the same form was filled in completely since, other than by the versions of what was taken back.
    fn is_repeated(&self, gap: &Gap) -> bool {
        self.assessments.iter().any(|made| {
            made.mark.counts()
                && made.made.pin.url == gap.due.form
                && made.made.is_complete()
                && made.at.is_some_and(|at| at >= gap.at)
                && made.by.recorded() > gap.due.due_at
                && !gap.versions.contains(&made.by.id)
        })
    }
}
