//! What the signed-in person has to do, overdue first: for their own patients, within the hour, or all of it.

use crate::{
    live::use_live,
    route::Route,
    widgets::{
        class::{classes, on},
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
    let chosen = use_state_eq(|| None::<usize>);
    let Some(view) = live.view.clone() else {
        return match live.error.clone() {
            Some(error) => problem(&error, Some(live.ask)),
            None => waiting(),
        };
    };
    let filter = chosen.unwrap_or_else(|| usize::from(!view.tasks.iter().any(|task| task.mine)));
    let shown: Vec<&TaskView> = view.tasks.iter().filter(|task| fits(task, filter)).collect();
    let segment = |(index, (id, label)): (usize, (&'static str, &'static str))| {
        let chosen = chosen.clone();
        let count = view.tasks.iter().filter(|task| fits(task, index)).count();
        html! {
            <button type="button" class="segment" aria-pressed={(filter == index).to_string()}
                onclick={move |_: MouseEvent| chosen.set(Some(index))} data-testid={format!("tasks-{id}")}>
                { label }{ " " }<b>{ count }</b>
            </button>
        }
    };
    html! {
        <section class="tasks" data-testid="tasks">
            <h1 class="board-title">{ words::TASKS }</h1>
            <div class="segments">{ for words::FILTERS.into_iter().enumerate().map(segment) }</div>
            if shown.is_empty() {
                <p class="nothing">{ words::NO_TASKS[filter.min(2)] }</p>
            }
            <ol class="task-list">{ for shown.into_iter().map(|task| row(task, &view)) }</ol>
        </section>
    }
}

/// One task: what, for whom, until when. It opens where it is done.
fn row(task: &TaskView, view: &TasksView) -> Html {
    let route =
        if words::is_a_set(task.id.kind) { Route::Observe(task.stay) } else { Route::Patient(task.stay) };
    let overdue = matches!(task.state, DueState::Overdue { .. });
    let alarm = matches!(task.id.kind, TaskKind::Accept | TaskKind::Attend | TaskKind::Repeat);
    let bed = names::beds(task.places.iter().map(|place| place.bed.as_str()));
    let name = names::isolated(format!("{}, {}", task.family.to_uppercase(), task.given));
    html! {
        <li key={task.id.to_string()}>
            <a class={classes(&["task", on(alarm, "task--alarm")])} href={route.hash()} data-testid="task">
                <b class="task-bed">{ bed }</b>
                <span class="task-what">
                    <b>{ task.words.clone() }</b>
                    <span>{ name }</span>
                    if !task.taken_by.is_empty() {
                        <span class="quiet">{ words::taken_by(&task.taken_by) }</span>
                    }
                </span>
                <span class={classes(&["task-due", on(overdue, "due--overdue")])}>
                    { words::task_due(task.state) }
                    <small>{ text::time(task.due, view.now, view.offset_minutes) }</small>
                </span>
            </a>
        </li>
    }
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
