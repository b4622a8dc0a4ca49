//! Stop and restart, off the ward, and how often a person decides to observe (safety rules 3, 5 and 7).

use super::{acts::*, build::*};
use crate::{
    entry::{Entry, EntryBody},
    monitoring::{MonitoringDecision, ObservationsStop, OffWard},
    news2::Response,
    staff::Role,
    stay::{ConflictKind, DueBecause, Watching},
};

fn stopped(n: u8, minutes: i64) -> Entry {
    let stop = ObservationsStop::Stopped { reason: "end_of_life".into(), role: Role::NurseInCharge };
    entry(n, minutes, EntryBody::ObservationsStop(stop))
}

fn restarted(n: u8, minutes: i64, of: u8) -> Entry {
    over(entry(n, minutes, EntryBody::ObservationsStop(ObservationsStop::Restarted)), &[of])
}

fn decided(n: u8, minutes: i64, every: u32, at: Response, role: Role, until: i64) -> Entry {
    let decision = MonitoringDecision {
        every_minutes: every.try_into().unwrap(),
        until: minute(until),
        at_response: at,
        role,
    };
    entry(n, minutes, EntryBody::Monitoring(decision))
}

fn due(entries: &[Entry], now: i64) -> Option<i64> {
    status(entries, now).due.map(|due| due.at.minutes_since(ADMITTED))
}

#[test]
fn a_stop_takes_the_due_time_away_and_neither_recording_nor_an_alert() {
    let then = stay([scoring(3, 0, 2), stopped(4, 30)]);
    assert_eq!(due(&then, 31), None);
    assert!(matches!(status(&then, 31).watching, Watching::Stopped { since, .. } if since == minute(30)));
    let worse: Vec<Entry> = then.iter().cloned().chain([scoring(5, 60, 7)]).collect();
    assert!(episode(&worse, 61).is_open(), "a stop silences nothing");
    assert_eq!(status(&worse, 61).watching, Watching::Running, "and does not hold against it");
    assert_eq!(due(&worse, 61), Some(90));
    let calm: Vec<Entry> = then.into_iter().chain([scoring(5, 60, 1)]).collect();
    assert_eq!(
        status(&calm, 61).standing.clone(),
        status(&stay([scoring(3, 60, 1)]), 61).standing,
        "recorded"
    );
    assert_eq!(due(&calm, 61), None);
}

#[test]
fn stopped_by_one_and_running_for_another_is_running() {
    let both = stay([scoring(3, 0, 2), stopped(4, 30), restarted(5, 40, 4), stopped(6, 50)]);
    assert_eq!(status(&both, 60).watching, Watching::Running);
    assert!(state(&both).conflicts.iter().any(|c| c.kind == ConflictKind::ObservationsStop));
    assert!(due(&both, 60).is_some());
    let again = stay([scoring(3, 0, 2), stopped(4, 30), restarted(5, 40, 4), over(stopped(6, 50), &[5])]);
    assert_eq!(due(&again, 60), None);
}

#[test]
fn a_stop_by_somebody_who_may_not_decide_it_stops_nothing() {
    for role in [Role::HealthcareAssistant, Role::Student, Role::Nurse, Role::Therapist, Role::System] {
        let stop = ObservationsStop::Stopped { reason: "end_of_life".into(), role };
        let entries = stay([scoring(3, 0, 2), entry(4, 30, EntryBody::ObservationsStop(stop))]);
        assert_eq!(due(&entries, 31), Some(240), "{role:?}");
    }
    assert_eq!(due(&stay([scoring(3, 0, 2), by_typed_name(stopped(4, 30))]), 31), Some(240));
}

#[test]
fn after_a_restart_a_set_is_due_in_an_hour_and_no_later_than_it_was() {
    let again = |score, stop, restart| {
        let entries = stay([scoring(3, 0, score), stopped(4, stop), restarted(5, restart, 4)]);
        let due = status(&entries, restart + 1).due.unwrap();
        (due.at.minutes_since(ADMITTED), due.because)
    };
    assert_eq!(again(2, 30, 1000), (1060, DueBecause::Restarted), "its time passed meanwhile");
    assert_eq!(again(2, 30, 100), (160, DueBecause::Restarted));
    assert_eq!(again(2, 30, 200), (240, DueBecause::Interval), "no later than without the stop");
    assert_eq!(again(7, 10, 100).0, 130, "half an hour at an emergency score");
}

#[test]
fn a_transfer_to_another_ward_ends_a_stop_and_a_move_within_the_ward_does_not() {
    let mut elsewhere = place("B1");
    elsewhere.ward = "foxglove".parse().unwrap();
    let moved = |to| over(entry(5, 60, EntryBody::Placement(to)), &[2]);
    let stop = [scoring(3, 0, 2), stopped(4, 30)];
    let transferred = stay(stop.iter().cloned().chain([moved(elsewhere)]));
    assert_eq!(due(&transferred, 61), Some(75));
    assert_eq!(due(&stay(stop.into_iter().chain([moved(place("A9"))])), 61), None);
}

#[test]
fn a_set_that_was_taken_back_is_repeated_stopped_or_not() {
    let entries = stay([
        scoring(3, 0, 1),
        scoring(4, 30, 7),
        stopped(5, 35),
        withdrawal(6, 40, crate::entry::Withdrawal::EnteredInError, &[4]),
    ]);
    assert_eq!(due(&entries, 41), Some(40));
}

#[test]
fn monitoring_relaxes_by_a_registered_nurses_decision_and_nobody_elses() {
    let with = |role, at, every| due(&stay([scoring(3, 0, 5), decided(4, 10, every, at, role, 600)]), 11);
    assert_eq!(with(Role::Nurse, Response::Urgent, 240), Some(240));
    for role in [Role::HealthcareAssistant, Role::Student, Role::Therapist, Role::System] {
        assert_eq!(with(role, Response::Urgent, 240), Some(60), "{role:?}");
    }
    assert_eq!(with(Role::Nurse, Response::WardBased, 240), Some(60), "decided about a better condition");
    assert_eq!(with(Role::Nurse, Response::Urgent, 9000), Some(720), "never beyond the longest interval");
    let typed = by_typed_name(decided(4, 10, 240, Response::Urgent, Role::Nurse, 600));
    assert_eq!(due(&stay([scoring(3, 0, 5), typed]), 11), Some(60));
}

#[test]
fn a_decision_to_observe_less_often_does_not_outlive_a_rise_or_its_time() {
    let decision = decided(4, 10, 240, Response::Urgent, Role::Nurse, 600);
    let worse = stay([scoring(3, 0, 5), decision.clone(), scoring(5, 20, 7)]);
    assert_eq!(due(&worse, 21), Some(50));
    let late = stay([scoring(3, 0, 5), decision.clone(), written(scoring(5, 5, 7), 30)]);
    assert!(due(&late, 31) <= Some(35), "whenever it became known");
    let over = stay([scoring(3, 0, 5), decision]);
    assert_eq!((due(&over, 599), due(&over, 600)), (Some(240), Some(60)), "until when it was decided");
}

#[test]
fn anybody_may_decide_to_observe_more_often_and_the_most_often_counts() {
    let often = |n, every, role| decided(n, 10, every, Response::Routine, role, 600);
    let one = stay([scoring(3, 0, 2), often(4, 60, Role::HealthcareAssistant)]);
    assert_eq!(due(&one, 11), Some(60));
    assert_eq!(status(&one, 11).due.unwrap().because, DueBecause::Decided);
    let two = stay([scoring(3, 0, 2), often(4, 60, Role::HealthcareAssistant), often(5, 30, Role::Nurse)]);
    assert_eq!(due(&two, 11), Some(30));
    let beside = stay([
        scoring(3, 0, 5),
        decided(4, 10, 240, Response::Urgent, Role::Nurse, 600),
        often(5, 30, Role::HealthcareAssistant),
    ]);
    assert_eq!(due(&beside, 11), Some(30), "and outranks less often");
}

#[test]
fn away_from_the_ward_is_shown_and_makes_nothing_due_later() {
    let away = entry(4, 30, EntryBody::OffWard(OffWard::Away { place: "X-ray".into(), back_by: None }));
    let gone = stay([scoring(3, 0, 2), away]);
    let then = status(&gone, 300);
    assert_eq!(then.away.unwrap().place, "X-ray");
    assert_eq!(due(&gone, 300), Some(240));
    let back = over(entry(5, 60, EntryBody::OffWard(OffWard::Back)), &[4]);
    assert_eq!(status(&stay(gone[2..].iter().cloned().chain([back.clone()])), 61).away, None);
    let mut apart = back;
    apart.supersedes.clear();
    let disputed = stay(gone[2..].iter().cloned().chain([apart]));
    assert_eq!(status(&disputed, 61).away, None, "taken as on the ward");
}
