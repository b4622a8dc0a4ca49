//! What is to be done for one patient, by whom and until when: worked out from the facts, never stored.

use super::{AssessmentDue, DueState, Episode, FluidShift, Harm, Stage, Standing, StayState};
use crate::{FactId, UtcMillis, leaves::Written, staff::Role};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A task's identity: its kind and the fact that it is about. The same facts give the same task everywhere, so that two
/// people who do it apart from one another did one task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TaskId {
    /// What kind.
    pub kind: TaskKind,
    /// The fact that it is about: the trigger, the set that was taken back, the set that the due time follows from.
    pub about: FactId,
}

/// Kinds of task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// Take on what a rise asks for.
    Accept,
    /// Come to the patient.
    Attend,
    /// Say what is to be done.
    Plan,
    /// Repeat a set that was taken back.
    Repeat,
    /// Tell those who were told that what they were told of was taken back.
    TellTakenBack,
    /// Answer "could this be an infection?".
    Infection,
    /// Sign what was charted under doubt.
    Countersign,
    /// Chart a set of observations.
    Observe,
    /// Fill in a form again.
    Assess,
    /// Fill in a form again, since what it had found was taken back.
    RepeatAssessment,
    /// Sign a fluid balance again, since something has come to it.
    SignFluid,
}

/// One task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Which.
    pub id: TaskId,
    /// Whose task it is; anybody of these roles.
    pub roles: Vec<Role>,
    /// In words.
    pub words: String,
    /// Due from then on.
    pub due_at: UtcMillis,
    /// Overdue from then on.
    pub overdue_at: UtcMillis,
    /// How that stands now.
    pub state: DueState,
    /// What waits while nobody does it.
    pub harm: Harm,
    /// Who has taken it on. The first by time owns it; everybody who did is shown.
    pub taken_by: Vec<Written>,
    /// The facts that this task was worked out from. A request to do it names them; where others have come since, it is
    /// refused with what changed.
    pub seen: Vec<FactId>,
}

impl fmt::Display for TaskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind.code(), self.about)
    }
}

impl TaskKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Accept,
        Self::Attend,
        Self::Plan,
        Self::Repeat,
        Self::TellTakenBack,
        Self::Infection,
        Self::Countersign,
        Self::Observe,
        Self::Assess,
        Self::RepeatAssessment,
        Self::SignFluid,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Attend => "attend",
            Self::Plan => "plan",
            Self::Repeat => "repeat",
            Self::TellTakenBack => "tell_taken_back",
            Self::Infection => "infection",
            Self::Countersign => "countersign",
            Self::Observe => "observe",
            Self::Assess => "assess",
            Self::RepeatAssessment => "repeat_assessment",
            Self::SignFluid => "sign_fluid",
        }
    }
}

impl Task {
    /// To put a registered person's name under what somebody charted who may not sign for it alone.
    pub fn countersign(by: &Written, now: UtcMillis) -> Self {
        let since = by.recorded();
        let due = (since, since.plus_minutes(COUNTERSIGN_MINUTES));
        task(TaskKind::Countersign, by.id, REGISTERED.into(), "Countersign", due, now)
    }
}

/// Registered people of the ward.
const REGISTERED: [Role; 3] = [Role::Nurse, Role::NurseInCharge, Role::Doctor];

/// What was charted under doubt is to be countersigned within so many minutes: one shift of 12 hours. House rule.
const COUNTERSIGN_MINUTES: i64 = 720;

/// Whoever charts.
const BEDSIDE: [Role; 4] = [Role::HealthcareAssistant, Role::Student, Role::Nurse, Role::NurseInCharge];

impl StayState {
    /// What is to be done for this patient at `now`, by the harm that waits.
    pub fn tasks(&self, now: UtcMillis) -> Vec<Task> {
        let mut tasks = Vec::new();
        for episode in self.episodes(now).iter().filter(|episode| episode.is_open()) {
            self.of_episode(episode, now, &mut tasks);
        }
        tasks.extend(self.to_countersign.iter().map(|by| Task::countersign(by, now)));
        tasks.extend(self.observe(now));
        tasks.extend(self.assessments_due(now).iter().map(|due| assess(due, now)));
        tasks.extend(self.fluid_signed.iter().filter_map(|shift| sign_fluid(shift, now)));
        let standing = self.at(now).standing;
        for task in &mut tasks {
            task.harm = Harm::of(task.id.kind, task.state, &standing);
        }
        tasks.sort_by_key(Task::order);
        tasks
    }

    fn of_episode(&self, episode: &Episode, now: UtcMillis, tasks: &mut Vec<Task>) {
        let Some(ask) = &episode.ask else { return };
        let mut roles = ask.roles.clone();
        if episode.after_end {
            let late = self.deterioration.chain.role(self.deterioration.chain.late_trigger_role());
            roles.extend(late.into_iter().flat_map(|role| role.staff.iter().copied()));
            roles.sort();
            roles.dedup();
        }
        let about = episode.raised_by();
        let mut open = |kind, roles: Vec<Role>, words: &str, due| {
            let mut task = task(kind, about, roles, words, due, now);
            task.taken_by.clone_from(&episode.accepted);
            task.seen = episode.facts();
            tasks.push(task);
        };
        if matches!(episode.stage, Stage::Raised | Stage::Told) {
            let answer_by = ask.climbs_at.or(ask.asked_again_at).unwrap_or(ask.since);
            open(TaskKind::Accept, roles.clone(), &ask.ask, (ask.since, answer_by));
        } else {
            if let Some(by) = episode.attend_by {
                open(TaskKind::Attend, roles.clone(), "See the patient", (ask.since, by));
            }
            if matches!(episode.stage, Stage::Accepted | Stage::Attended) {
                let by = episode.attend_by.unwrap_or(ask.since);
                open(TaskKind::Plan, roles.clone(), "Say what is to be done", (ask.since, by));
            }
        }
        if let Some(sepsis) = episode.sepsis.as_ref().filter(|sepsis| sepsis.answers.is_empty()) {
            let question = self.deterioration.chain.sepsis().question.clone();
            let due = (sepsis.clock_from, sepsis.treat_by.unwrap_or(sepsis.clock_from));
            let mut task = task(TaskKind::Infection, episode.id, REGISTERED.into(), &question, due, now);
            task.seen = episode.facts();
            tasks.push(task);
        }
        for taken in episode.taken_back.iter().filter(|taken| !taken.still_to_tell.is_empty()) {
            let words = match taken.corrected {
                None => "Tell those who were told that this was taken back",
                Some(_) => "Tell those who were told that this was corrected: it asks for less",
            };
            let due = (taken.by.recorded(), taken.by.recorded());
            let mut task = task(TaskKind::TellTakenBack, taken.trigger, roles.clone(), words, due, now);
            task.seen = episode.facts();
            tasks.push(task);
        }
    }

    /// The next set: a repeat where one was taken back, or the next by the interval.
    fn observe(&self, now: UtcMillis) -> Option<Task> {
        let status = self.at(now);
        let due = status.due?;
        let after = status.last_complete.map(|last| last.id).or(status.from);
        let about = after.or_else(|| self.places.latest().map(|leaf| leaf.by.id))?;
        let (kind, words) = if status.repeat_now {
            (TaskKind::Repeat, "Repeat the observations now: a set was taken back")
        } else {
            (TaskKind::Observe, "Observations")
        };
        Some(task(kind, about, BEDSIDE.into(), words, (due.at, due.overdue_at), now))
    }
}

fn assess(due: &AssessmentDue, now: UtcMillis) -> Task {
    let (kind, words) = if due.repeat {
        (TaskKind::RepeatAssessment, format!("Repeat now, it was taken back: {}", due.title))
    } else {
        (TaskKind::Assess, due.title.clone())
    };
    task(kind, due.about, BEDSIDE.into(), &words, (due.due_at, due.overdue_at), now)
}

/// Nurses of the ward.
const NURSES: [Role; 2] = [Role::Nurse, Role::NurseInCharge];

/// A balance that was reopened is to be signed again within so many minutes: one shift of 12 hours. House rule.
const SIGN_AGAIN_MINUTES: i64 = 720;

fn sign_fluid(shift: &FluidShift, now: UtcMillis) -> Option<Task> {
    let signed = shift.reopened()?;
    let words =
        format!("Fluid balance of {}: was signed; {}: sign again", shift.window, signed.what_changed());
    let since = signed.reopened_at();
    let due = (since, since.plus_minutes(SIGN_AGAIN_MINUTES));
    let mut task = task(TaskKind::SignFluid, signed.by.id, NURSES.into(), &words, due, now);
    task.seen.extend(signed.changes.iter().map(|change| change.by.id));
    Some(task)
}

/// `due`: from when on it is due, and overdue.
fn task(
    kind: TaskKind,
    about: FactId,
    roles: Vec<Role>,
    words: &str,
    due: (UtcMillis, UtcMillis),
    now: UtcMillis,
) -> Task {
    let (due_at, overdue_at) = due;
    let state = DueState::of(due_at, overdue_at, now);
    Task {
        id: TaskId { kind, about },
        roles,
        words: words.to_owned(),
        state,
        harm: Harm::of(kind, state, &Standing::NoSet),
        due_at,
        overdue_at,
        taken_by: Vec::new(),
        seen: vec![about],
    }
}
