//! In what order tasks stand: by the harm that waits while nobody does them. House rule.

use super::{DueState, Standing, Task, TaskId, TaskKind};
use crate::{UtcMillis, news2::Risk};

/// What waits while a task is not done, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Harm {
    /// Somebody asked for help and nobody has come: an alert that nobody has accepted, or whose patient nobody has seen.
    Unanswered,
    /// Overdue, and the last score is 5 or more, or could not be taken since the patient is too unwell.
    OverdueIll,
    /// Overdue.
    Overdue,
    /// Due.
    Due,
    /// Due later.
    Later,
    /// A name under what is charted already: no patient is worse for it that it waits, however long overdue.
    Paper,
}

impl Harm {
    /// What waits with a task of this kind, due so, for a patient whose status is this.
    pub(super) const fn of(kind: TaskKind, state: DueState, standing: &Standing) -> Self {
        let ill = match standing {
            Standing::TooUnwell { .. } => true,
            Standing::Complete { risk, .. } | Standing::AtLeast { risk, .. } => {
                matches!(risk, Risk::High | Risk::Medium)
            }
            Standing::NoSet | Standing::NotApplicable { .. } => false,
        };
        match (kind, state) {
            (TaskKind::Accept | TaskKind::Attend, _) => Self::Unanswered,
            (TaskKind::Countersign | TaskKind::SignFluid, _) => Self::Paper,
            (_, DueState::Overdue { .. }) if ill => Self::OverdueIll,
            (_, DueState::Overdue { .. }) => Self::Overdue,
            (_, DueState::Now) => Self::Due,
            (_, DueState::In { .. }) => Self::Later,
        }
    }
}

impl Task {
    /// What tasks are put in order by, on a list of one's own and on the handover: the harm, then the longest overdue.
    pub const fn order(&self) -> (Harm, UtcMillis, UtcMillis, TaskId) {
        (self.harm, self.overdue_at, self.due_at, self.id)
    }
}
