//! Tasks: the same everywhere, and a stale click is told what changed (safety rules 5, 9 and 19).

use super::{acts::*, build::*};
use crate::{
    entry::{Entry, Withdrawal},
    escalation::Infection,
    staff::Role,
    stay::{DueState, Harm, Task, TaskKind},
};

fn kinds(entries: &[Entry], now: i64) -> Vec<TaskKind> {
    let mut kinds: Vec<TaskKind> = state(entries).tasks(minute(now)).iter().map(|t| t.id.kind).collect();
    kinds.sort();
    kinds
}

fn task(entries: &[Entry], now: i64, kind: TaskKind) -> Task {
    state(entries).tasks(minute(now)).into_iter().find(|task| task.id.kind == kind).unwrap()
}

#[test]
fn a_rise_asks_in_turn_for_accepting_attending_and_a_plan() {
    use TaskKind::{Accept, Attend, Infection as Asked, Observe, Plan};
    let mut entries = stay([scoring(3, 0, 7)]);
    assert_eq!(kinds(&entries, 1), [Accept, Asked, Observe]);
    let accept = task(&entries, 1, Accept);
    assert_eq!(accept.id.to_string(), format!("accept/{}", id(3)));
    assert_eq!(accept.overdue_at, minute(10));
    assert_eq!(
        task(&entries, 60, Accept).state,
        DueState::Now,
        "at the end of the chain asked again and again"
    );
    entries.push(accepted(10, 2, &[3]));
    assert_eq!(kinds(&entries, 3), [Attend, Plan, Asked, Observe]);
    assert_eq!(task(&entries, 3, Attend).taken_by[0].id, id(10));
    assert_eq!(task(&entries, 3, Attend).overdue_at, minute(30));
    entries.push(attended(11, 12, &[3]));
    assert_eq!(kinds(&entries, 13), [Plan, Asked, Observe]);
    entries.push(planned(12, 15, None, &[3]));
    entries.push(infection(13, 16, Infection::Suspected, &[3]));
    assert_eq!(kinds(&entries, 17), [Observe]);
    entries.push(closed(14, 20, &[3]));
    assert_eq!(kinds(&entries, 21), [Observe]);
}

#[test]
fn a_task_names_the_facts_it_was_made_of_so_that_a_stale_click_is_told_what_changed() {
    let before = stay([scoring(3, 0, 5)]);
    let seen = task(&before, 1, TaskKind::Accept).seen;
    let after: Vec<Entry> = before.into_iter().chain([scoring(4, 5, 7), accepted(10, 6, &[3, 4])]).collect();
    assert_eq!(episode(&after, 7).changed_since(&seen), ids(&[4, 10]));
    assert!(episode(&after, 7).changed_since(&episode(&after, 7).facts()).is_empty());
}

#[test]
fn accepting_twice_apart_is_one_task_done() {
    let entries = stay([scoring(3, 0, 5), accepted(10, 2, &[3]), accepted(11, 3, &[3])]);
    assert!(!kinds(&entries, 4).contains(&TaskKind::Accept));
    assert_eq!(task(&entries, 4, TaskKind::Attend).taken_by.len(), 2, "and both are shown");
}

#[test]
fn what_has_climbed_is_still_seen_below() {
    let raised = stay([scoring(3, 0, 5)]);
    assert_eq!(
        task(&raised, 40, TaskKind::Accept).roles,
        [Role::Nurse, Role::NurseInCharge, Role::Doctor],
        "nobody of the steps below is let go"
    );
}

#[test]
fn a_set_that_was_taken_back_asks_for_a_repeat_and_for_telling_those_who_were_told() {
    let entries = stay([
        scoring(3, 0, 1),
        scoring(4, 30, 7),
        told(10, 31, "registrar", &[4]),
        withdrawal(11, 40, Withdrawal::EnteredInError, &[4]),
    ]);
    let found = kinds(&entries, 41);
    assert!(found.contains(&TaskKind::Repeat) && found.contains(&TaskKind::TellTakenBack), "{found:?}");
    assert_eq!(task(&entries, 41, TaskKind::TellTakenBack).id.about, id(4));
}

#[test]
fn a_set_that_was_corrected_to_something_better_asks_for_telling_those_who_were_told() {
    let entries = stay([
        scoring(3, 0, 1),
        scoring(4, 30, 7),
        told(10, 31, "registrar", &[4]),
        written(over(scoring(11, 30, 2), &[4]), 40),
    ]);
    let found = kinds(&entries, 41);
    assert!(found.contains(&TaskKind::TellTakenBack), "{found:?}");
    let task = task(&entries, 41, TaskKind::TellTakenBack);
    assert_eq!(task.id.about, id(4));
    assert!(task.words.contains("corrected"), "{}", task.words);
}

#[test]
fn what_a_typed_name_charted_asks_for_a_countersignature() {
    let entries = stay([by_typed_name(scoring(3, 10, 2))]);
    let task = task(&entries, 20, TaskKind::Countersign);
    assert_eq!((task.id.about, task.roles), (id(3), vec![Role::Nurse, Role::NurseInCharge, Role::Doctor]));
}

#[test]
fn what_is_to_be_done_stands_by_the_harm_that_waits_and_a_countersignature_last() {
    let order = |entries: &[Entry], now: i64| -> Vec<(TaskKind, Harm)> {
        state(entries).tasks(minute(now)).iter().map(|task| (task.id.kind, task.harm)).collect()
    };
    // A typed name charted a 7: the name under it was due first and waits longest.
    let mut entries = stay([by_typed_name(scoring(3, 0, 7))]);
    let first = order(&entries, 1);
    assert_eq!(first[0], (TaskKind::Accept, Harm::Unanswered));
    assert_eq!(first.last(), Some(&(TaskKind::Countersign, Harm::Paper)));
    entries.push(accepted(10, 2, &[3]));
    let day = 24 * 60;
    let late = order(&entries, day);
    assert_eq!(late[0].1, Harm::Unanswered, "nobody came, so that it is asked again: {late:?}");
    assert!(late.contains(&(TaskKind::Observe, Harm::OverdueIll)), "{late:?}");
    assert_eq!(
        late.last(),
        Some(&(TaskKind::Countersign, Harm::Paper)),
        "overdue for half a day, and still last"
    );
    assert!(late.is_sorted_by_key(|(_, harm)| *harm));
    let well = order(&stay([scoring(3, 0, 1)]), 2 * day);
    assert_eq!(well, [(TaskKind::Observe, Harm::Overdue)]);
    assert_eq!(order(&stay([scoring(3, 0, 1)]), 1), [(TaskKind::Observe, Harm::Later)]);
}
