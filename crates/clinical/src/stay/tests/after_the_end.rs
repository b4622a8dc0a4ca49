//! Safety rule 18: "Death and discharge are facts with their own entry; a late trigger afterwards reaches the nurse in charge;
//! a visit to someone who died is stopped at the caseload."

use super::{acts::*, build::*, properties::any_history};
use crate::{
    StaffId,
    entry::{Discharge, Entry, EntryBody, Withdrawal},
    news2::Response,
    staff::Role,
    stay::{ConflictKind, Stage, TaskKind, VisitStage},
    visit::VisitPlan,
};
use proptest::prelude::*;

/// A set, a worry or a form that asks for somebody, taken then.
fn trigger(kind: u8, minutes: i64) -> Entry {
    match kind {
        0 => set(100, minutes, nine()),
        1 => concern(100, minutes),
        _ => assessed(100, minutes, "glucose", Some(Response::Emergency), "band"),
    }
}

fn ended(how: bool, minutes: i64) -> Entry {
    let how = if how { Discharge::Died } else { Discharge::Discharged };
    entry(150, minutes, EntryBody::Discharge(how))
}

proptest! {
    #[test]
    fn a_trigger_that_becomes_known_after_the_end_brings_the_patient_back_and_reaches_the_nurse_in_charge(
        history in any_history(5), died in any::<bool>(), kind in 0..3u8, end in 2000..3000i64,
        taken in -500..500i64, late in 0..500i64,
    ) {
        let known = (end + taken + late).max(end + 1);
        let entries = [history, vec![ended(died, end), written(trigger(kind, end + taken), known)]].concat();
        let state = state(&entries);
        let status = state.at(minute(known));
        prop_assert!(status.on_board && !state.is_over());
        prop_assert!(state.conflicts.iter().any(|conflict| conflict.kind == ConflictKind::ChartedAfterEnd));
        let found = state.open_episodes(minute(known));
        let episode = found.iter().find(|episode| episode.trigger_ids().contains(&id(100))).unwrap();
        prop_assert!(episode.after_end && episode.stage == Stage::Raised);
        let tasks = state.tasks(minute(known));
        let accept = tasks.iter().find(|task| task.id.kind == TaskKind::Accept && task.seen.contains(&id(100)));
        prop_assert!(accept.unwrap().roles.contains(&Role::NurseInCharge));
    }

    #[test]
    fn an_end_is_an_entry_of_its_own_and_taking_it_back_is_as_if_it_had_never_been(
        history in any_history(5), died in any::<bool>(), end in 2000..3000i64,
    ) {
        let gone = [history.clone(), vec![ended(died, end)]].concat();
        prop_assert!(state(&gone).is_over() && !status(&gone, end).on_board);
        prop_assert!(status(&gone, end).due.is_none(), "nobody is sent to somebody who is gone");
        let back = [gone, vec![withdrawal(151, end + 1, Withdrawal::EnteredInError, &[150])]].concat();
        prop_assert_eq!(status(&back, end + 2), status(&history, end + 2));
        prop_assert_eq!(episodes(&back, end + 2), episodes(&history, end + 2));
    }

    #[test]
    fn a_visit_to_somebody_who_died_is_stopped_whenever_it_was_planned_and_whenever_that_is_known(
        planned in 0..1000i64, visit in 0..2000i64, died in 0..1000i64, known in 0..1000i64,
    ) {
        let plan = VisitPlan { staff: StaffId::from_bytes([1; 16]), at: minute(visit), purpose: String::new() };
        let plan = entry(10, planned, EntryBody::VisitPlan(plan));
        let stages = |entries: &[Entry]| -> Vec<VisitStage> {
            state(entries).visits.iter().map(|visit| visit.stage()).collect()
        };
        prop_assert_eq!(stages(&stay([plan.clone()])), [VisitStage::Planned]);
        let death = written(ended(true, died), died + known);
        prop_assert_eq!(stages(&stay([plan, death])), [VisitStage::Stopped]);
    }
}
