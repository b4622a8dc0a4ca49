//! What the signed-in person has to do, overdue first: for their own patients, within the hour, or all of it.

use crate::{
    live::use_live,
    route::Route,
    widgets::{
        el::{attr, el, given, id, link, none, press, say, say_any},
        problem::{problem, waiting},
        text,
    },
    words::{episode as words, names},
};
use clinical::stay::{DueState, TaskKind};
use contract::{Event, Request, TaskView, TasksView};
use yew::prelude::*;

/// "Due soon" is within so many minutes.
const SOON_MINUTES: i64 = 60;

fn concerns(_: &Request, event: &Event) -> bool {
    matches!(event, Event::Changed { .. } | Event::Directory)
}

/// Whether a task belongs under this filter, by its place among the three.
fn fits(task: &TaskView, filter: usize) -> bool {
    match filter {
        0 => task.mine,
        1 => !matches!(task.state, DueState::In { minutes } if minutes > SOON_MINUTES),
        _ => true,
    }
}

/// The screen.
#[hook]
pub(crate) fn use_tasks() -> Html {
    let live = use_live::<TasksView>(Request::Tasks, concerns);
    // Whoever looks after nobody sees what is due, not an empty page.
    let chosen = use_state_eq(String::new);
    let Some(view) = live.view.clone() else {
        return match live.error.clone() {
            Some(error) => problem(&error, Some(live.ask)),
            None => waiting(),
        };
    };
    let asked = words::filters().iter().position(|(name, _)| **chosen == **name);
    let filter = asked.unwrap_or_else(|| usize::from(!view.tasks.iter().any(|task| task.mine)));
    let shown: Vec<&TaskView> = view.tasks.iter().filter(|task| fits(task, filter)).collect();
    let segment = |(index, (name, label)): (usize, (&'static str, &'static str))| {
        let chosen = chosen.clone();
        let count = view.tasks.iter().filter(|task| fits(task, index)).count();
        let pressed = Callback::from(move |_: MouseEvent| chosen.set(name.to_owned()));
        let button = press("segment", &format!("{label} {count}"), &format!("tasks-{name}"), true, pressed);
        attr(button, "aria-pressed", if filter == index { "true" } else { "false" })
    };
    let inside = vec![
        say("h1", "board-title", words::tasks()),
        el("div", "segments", words::filters().into_iter().enumerate().map(segment).collect()),
        if shown.is_empty() { say("p", "nothing", words::no_tasks()[filter.min(2)]) } else { none() },
        el("ol", "task-list", shown.into_iter().map(|task| row(task, &view)).collect()),
    ];
    id(el("section", "tasks", inside), "tasks")
}

/// One task: what, for whom, until when. It opens where it is done.
fn row(task: &TaskView, view: &TasksView) -> Html {
    let route = match task.id.kind {
        TaskKind::SignFluid => Route::Fluids(task.stay),
        kind if words::is_a_set(kind) => Route::Observe(task.stay),
        _ => Route::Patient(task.stay),
    };
    let overdue = matches!(task.state, DueState::Overdue { .. });
    let alarm = matches!(task.id.kind, TaskKind::Accept | TaskKind::Attend | TaskKind::Repeat);
    let bed = names::beds(task.places.iter().map(|place| place.bed.as_str()));
    let name = names::isolated(format!("{}, {}", task.family.to_uppercase(), task.given));
    let taken = if task.taken_by.is_empty() { String::new() } else { words::taken_by(&task.taken_by) };
    let what = vec![given("b", "", &task.words), say("span", "", &name), say_any("span", "quiet", &taken)];
    let at = text::time(task.due, view.now, view.offset_minutes);
    let (what_due, how_long) = words::task_due(task.state, view.now.minutes_since(task.due));
    let due = vec![say("span", "", what_due), say("b", "nowrap", &how_long), el("small", "", vec![at])];
    let inside = vec![
        say("b", "task-bed", &bed),
        el("span", "task-what", what),
        el("span", if overdue { "task-due due--overdue" } else { "task-due" }, due),
    ];
    el("li", "", vec![link(if alarm { "task task--alarm" } else { "task" }, &route, "task", inside)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::task;

    #[test]
    fn a_task_is_under_mine_by_the_patient_and_under_soon_by_the_hour() {
        let mine = TaskView { mine: true, state: DueState::In { minutes: 90 }, ..task() };
        assert_eq!([0, 1, 2].map(|filter| fits(&mine, filter)), [true, false, true]);
        let late = TaskView { mine: false, state: DueState::Overdue { minutes: 3 }, ..task() };
        assert_eq!([0, 1, 2].map(|filter| fits(&late, filter)), [false, true, true]);
        let at_the_edge = TaskView { state: DueState::In { minutes: 60 }, ..late };
        assert!(fits(&at_the_edge, 1));
    }
}
