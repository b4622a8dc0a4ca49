//! What the signed-in person has to do: worked out from every stay on the boards of this device, never stored.

use crate::{
    App, Session,
    audit::{Of, what},
    countersign,
    project::{RowFacts, stored},
    session::Person,
    views::Views,
    words::Fail,
};
use clinical::{
    FactId, StayId, UtcMillis,
    staff::Action,
    stay::{DueState, Harm, Task, TaskId, TaskKind},
};
use contract::{Reply, TaskView, TasksView};
use std::collections::BTreeMap;

/// A task that is due later than this is not on the list, in minutes.
const HORIZON_MINUTES: i64 = 60;

impl App {
    /// What is due soon and is theirs: for the patients that they look after, and whatever asks for their role.
    pub(crate) fn tasks(&self, session: &Session) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Read)?;
        self.audit_look(session, &now, &person, what::VIEW_TASKS, Of::Device)?;
        let directory = self.directory();
        let views = Views { app: self, now, directory: &directory };
        let rows = self.on_boards()?;
        let mut tasks = Vec::new();
        for (stay, row) in rows {
            let folded = match self.stay(&stay) {
                Err(Fail::Unfolded) => {
                    let (_, mine) = views.looked_after(&row.looked_after_by, &person.staff);
                    // What is to be done for them may be the worst there is.
                    tasks.push((Harm::Unanswered, now.at(), look_elsewhere(stay, &row, mine, now.at())));
                    continue;
                }
                folded => folded?,
            };
            let (_, mine) = views.looked_after(&folded.state.looked_after_by, &person.staff);
            let due = countersign::tasks(&directory, &folded, now.at());
            tasks.extend(
                due.iter()
                    .filter(|task| is_on_list(task, &person, mine))
                    .map(|task| (task.harm, task.overdue_at, view(&views, task, stay, &row, mine))),
            );
        }
        tasks.sort_by_key(|(harm, overdue_at, task)| (*harm, *overdue_at, task.due, task.id));
        let tasks = tasks.into_iter().map(|(_, _, task)| task).collect();
        let offset_minutes = now.offset_at(now.at());
        Ok(Reply::Tasks(TasksView { tasks, now: now.at(), offset_minutes }))
    }

    /// Every stay that lies on a board of this device, with one of its rows.
    fn on_boards(&self) -> Result<BTreeMap<StayId, RowFacts>, Fail> {
        let directory = self.directory();
        self.store.read(|tx| {
            let mut rows = BTreeMap::new();
            for ward in directory.wards.keys().filter(|ward| directory.shows(&self.me.device, ward)) {
                for row in tx.board().of_ward(ward)? {
                    if let Some(facts) = stored::read::<RowFacts>(&row.row) {
                        rows.entry(row.stay).or_insert(facts);
                    }
                }
            }
            Ok(rows)
        })
    }
}

/// The next set is the task of whoever looks after the patient; an alarm is everybody's whose role it asks for.
fn is_on_list(task: &Task, person: &Person, mine: bool) -> bool {
    let soon = !matches!(task.state, DueState::In { minutes } if minutes > HORIZON_MINUTES);
    let theirs = task.roles.contains(&person.role);
    let of_own_patients = matches!(
        task.id.kind,
        TaskKind::Observe
            | TaskKind::Repeat
            | TaskKind::Assess
            | TaskKind::RepeatAssessment
            | TaskKind::SignFluid
    );
    soon && theirs && (mine || !of_own_patients)
}

/// What stands in place of the tasks of a stay that cannot be folded: nobody knows here what they are.
fn look_elsewhere(stay: StayId, row: &RowFacts, mine: bool, now: UtcMillis) -> TaskView {
    TaskView {
        id: TaskId { kind: TaskKind::Observe, about: FactId::from_bytes(*stay.as_bytes()) },
        stay,
        family: row.banner.family.clone(),
        given: row.banner.given.clone(),
        places: row.banner.places.clone(),
        words: "Look on another device: this one cannot put the record together".to_owned(),
        due: now,
        state: DueState::Now,
        taken_by: Vec::new(),
        mine,
    }
}

fn view(views: &Views<'_>, task: &Task, stay: StayId, row: &RowFacts, mine: bool) -> TaskView {
    TaskView {
        id: task.id,
        stay,
        family: row.banner.family.clone(),
        given: row.banner.given.clone(),
        places: row.banner.places.clone(),
        words: task.words.clone(),
        due: task.due_at,
        state: task.state,
        taken_by: task.taken_by.iter().map(|by| views.directory.author(by)).collect(),
        mine,
    }
}
