//! Status, its age, and the trend (safety rules 1, 2 and 6).

use super::{acts::concern, build::*};
use crate::{
    ClockTrust, TakenAt,
    entry::{EntryBody, Provenance, Withdrawal},
    news2::{Applicability, NotApplicable, Outcome, Response, Risk, Scale, score},
    observation::ObservationSet,
    stay::{Standing, Trend},
    visit::Home,
    vitals::{Sign, UnableReason, Vitals},
};

#[test]
fn before_any_set_there_is_no_score_and_no_trend() {
    let status = status(&admitted(), 5);
    assert_eq!((status.standing, status.trend, status.since), (Standing::NoSet, Trend::None, None));
    assert!(status.on_board);
}

#[test]
fn the_last_complete_score_is_the_status_with_its_time_and_trend() {
    let entries = stay([scoring(3, 10, 2), scoring(4, 250, 5)]);
    let first = status(&entries[..3], 20);
    assert_eq!(first.standing, Standing::Complete { total: 2, risk: Risk::Low });
    assert_eq!((first.trend, first.since), (Trend::First, Some(minute(10))));
    let second = status(&entries, 260);
    assert_eq!(second.standing, Standing::Complete { total: 5, risk: Risk::Medium });
    assert_eq!(second.trend, Trend::Up);
    assert_eq!(second.complete_before.unwrap().total, 2, "for \"was 2\"");
    let third = status(&stay([scoring(3, 10, 2), scoring(4, 20, 2)]), 30);
    assert_eq!(third.trend, Trend::Same);
    assert_eq!(status(&stay([scoring(3, 10, 2), scoring(4, 20, 1)]), 30).trend, Trend::Down);
}

#[test]
fn a_lower_floor_leaves_the_status_and_the_trend_comes_from_full_sets() {
    let entries = stay([scoring(3, 10, 6), only(4, 40, &[Sign::Temperature], 0)]);
    let status = status(&entries, 45);
    assert_eq!(status.standing, Standing::Complete { total: 6, risk: Risk::Medium });
    assert_eq!(status.trend, Trend::First);
    assert!(status.later_incomplete, "and the screen says that a later set is incomplete");
}

#[test]
fn a_higher_floor_becomes_the_status_as_at_least() {
    let kept = [Sign::Respiration, Sign::BloodPressure, Sign::Pulse, Sign::Temperature];
    let status = status(&stay([scoring(3, 10, 1), only(4, 100, &kept, 7)]), 101);
    let missing = vec![Sign::Spo2, Sign::Oxygen, Sign::Consciousness];
    assert_eq!(status.standing, Standing::AtLeast { total: 7, risk: Risk::High, missing });
    assert_eq!((status.response, status.since), (Some(Response::Emergency), Some(minute(100))));
    assert_eq!(status.last_complete.unwrap().total, 1);
}

#[test]
fn too_unwell_to_measure_is_an_emergency_whatever_the_floor() {
    let refused = partial(vitals(0), &Sign::ALL, UnableReason::TooUnwell);
    let with = status(&stay([scoring(3, 10, 0), set(4, 20, refused.clone())]), 21);
    assert_eq!(with.standing, Standing::TooUnwell { total: 0 });
    assert_eq!(with.response, Some(Response::Emergency));
    assert_eq!(with.due.unwrap().at, minute(50), "due in half an hour, not in twelve");
    let after = status(&stay([scoring(3, 10, 0), set(4, 20, refused), scoring(5, 30, 0)]), 31);
    assert_eq!(after.standing, Standing::Complete { total: 0, risk: Risk::Low }, "until a complete set");
}

#[test]
fn of_two_sets_in_one_minute_the_worse_is_the_status() {
    let mut late = scoring(4, 10, 1);
    late.taken_at =
        TakenAt::At(crate::Stamp { utc: crate::UtcMillis(minute(10).0 + 59_999), offset_minutes: 0 });
    let same = status(&stay([scoring(3, 10, 6), late.clone()]), 20);
    assert_eq!(same.standing, Standing::Complete { total: 6, risk: Risk::Medium });
    assert_eq!(same.trend, Trend::First, "one minute is one point of the trend");
    let next = status(&stay([scoring(3, 10, 6), scoring(4, 11, 1)]), 20);
    assert_eq!(next.standing, Standing::Complete { total: 1, risk: Risk::Low }, "a minute later is later");
}

#[test]
fn a_late_set_counts_at_its_own_time() {
    let late = written(scoring(4, 30, 7), 200);
    let entries = stay([scoring(3, 60, 1), late]);
    let state = state(&entries);
    assert_eq!(state.at(minute(201)).standing, Standing::Complete { total: 1, risk: Risk::Low });
    assert!(state.set(id(4)).unwrap().late);
    assert!(!state.set(id(3)).unwrap().late);
    let order: Vec<_> = state.sets.iter().map(|set| set.by.id).collect();
    assert_eq!(order, [id(4), id(3)], "by the time taken");
    // Nothing taken since: it is the status, however late it was entered.
    let alone = status(&stay([written(scoring(4, 30, 7), 200), only(5, 190, &[Sign::Temperature], 0)]), 201);
    assert_eq!(
        alone.standing,
        Standing::Complete { total: 7, risk: Risk::High },
        "a later partial silences nothing"
    );
}

#[test]
fn times_are_corrected_with_the_proved_offset() {
    // This tablet is an hour fast: what it calls 100 was 40.
    let fast = by_clock(scoring(4, 100, 7), ClockTrust::Proved { offset_ms: -3_600_000 });
    let state = state(&stay([scoring(3, 60, 1), fast]));
    assert_eq!(state.at(minute(70)).standing, Standing::Complete { total: 1, risk: Risk::Low });
    let corrected = state.set(id(4)).unwrap();
    assert_eq!(corrected.at, Some(minute(40)));
    assert!(corrected.clock_doubtful, "over two minutes off is flagged");
}

#[test]
fn an_unproved_time_never_outranks_a_corrected_one_but_still_raises() {
    let calm = by_clock(scoring(4, 100, 0), ClockTrust::Unproved);
    let status_calm = status(&stay([scoring(3, 60, 5), calm]), 110);
    assert_eq!(status_calm.standing, Standing::Complete { total: 5, risk: Risk::Medium });
    assert_eq!(status_calm.due.unwrap().at, minute(120), "nor does it put off the next set");
    assert!(status_calm.unchecked_clock, "the screen says that a set stands beside it that may be newer");
    assert!(!status_calm.later_incomplete, "and it is no incomplete one");
    let ill = by_clock(scoring(4, 100, 7), ClockTrust::Unproved);
    let status_ill = status(&stay([scoring(3, 60, 5), ill]), 110);
    assert_eq!(status_ill.standing, Standing::Complete { total: 7, risk: Risk::High });
}

#[test]
fn a_high_set_of_a_tablet_that_woke_in_1970_is_not_cleared_by_what_only_seems_later() {
    let woke_in_1970 = -29_800_000;
    let unproved = |total| by_clock(scoring(4, woke_in_1970, total), ClockTrust::Unproved);
    let ill = status(&stay([scoring(3, 60, 1), unproved(7), scoring(5, 90, 1)]), 95);
    assert_eq!(ill.standing, Standing::Complete { total: 7, risk: Risk::High });
    assert_eq!(ill.response, Some(Response::Emergency));
    assert!(
        ill.unchecked_clock && !ill.later_incomplete,
        "the screen says that it may be newer, not that it is incomplete"
    );
    assert_eq!(ill.due.unwrap().at, minute(120), "half an hour from the last set, not from 1970");
    let calm = status(&stay([scoring(3, 60, 1), unproved(2), scoring(5, 90, 1)]), 95);
    assert_eq!(calm.standing, Standing::Complete { total: 1, risk: Risk::Low });
    assert!(!calm.later_incomplete && !calm.unchecked_clock);
    let slow = by_clock(scoring(4, 80, 5), ClockTrust::Unproved);
    let behind = status(&stay([scoring(3, 60, 1), slow.clone(), scoring(5, 90, 1)]), 95);
    assert_eq!(behind.standing, Standing::Complete { total: 5, risk: Risk::Medium }, "ten minutes slow");
    let timed = over(written(scoring(6, 80, 5), 94), &[4]);
    let settled = status(&stay([scoring(3, 60, 1), slow, scoring(5, 90, 1), timed]), 95);
    assert_eq!(
        settled.standing,
        Standing::Complete { total: 1, risk: Risk::Low },
        "its time was given by a proved clock"
    );
}

#[test]
fn a_high_set_that_was_written_up_later_by_an_unproved_clock_counts_at_its_own_time() {
    let late = by_clock(written(scoring(4, 30, 7), 200), ClockTrust::Unproved);
    let status = status(&stay([scoring(3, 60, 1), late]), 201);
    assert_eq!(status.standing, Standing::Complete { total: 1, risk: Risk::Low });
}

#[test]
fn where_no_clock_is_proved_the_sets_order_themselves_by_what_was_written() {
    let unproved = |e| by_clock(e, ClockTrust::Unproved);
    let status = status(&stay([unproved(scoring(3, 60, 5)), unproved(scoring(4, 100, 0))]), 110);
    assert_eq!(status.standing, Standing::Complete { total: 0, risk: Risk::Low });
    assert_eq!(status.trend, Trend::Down);
}

#[test]
fn a_time_still_to_come_raises_and_reassures_nobody() {
    let ahead = |total| status(&stay([scoring(3, 10, 2), scoring(4, 500, total)]), 20);
    assert_eq!(ahead(0).standing, Standing::Complete { total: 2, risk: Risk::Low });
    assert_eq!(ahead(0).due.unwrap().at, minute(250), "as if it had not been charted yet");
    assert_eq!(ahead(7).standing, Standing::Complete { total: 7, risk: Risk::High });
}

#[test]
fn a_time_that_was_not_recorded_never_counts() {
    let mut old = scoring(3, 0, 7);
    old.taken_at = TakenAt::NotRecorded;
    let historic = state(&[old.clone(), admitted()[0].clone(), entry(9, 0, imported())]);
    let status_then = historic.at(minute(10));
    assert_eq!((status_then.standing, status_then.on_board, status_then.due), (Standing::NoSet, false, None));
    assert_eq!(historic.sets.len(), 1, "and is kept");
    assert_eq!(status(&stay([old]), 10).standing, Standing::NoSet);
}

fn imported() -> EntryBody {
    EntryBody::Historic(Provenance { source: "elsewhere".into(), row: "1".into(), score_there: Some(7) })
}

#[test]
fn nobody_who_lies_in_a_bed_is_taken_off_the_board_by_being_called_history() {
    let ill = scoring(3, 0, 7);
    let here = state(&stay([ill.clone()]));
    let called = state(&stay([ill, entry(9, 5, imported())]));
    let (before, after) = (here.at(minute(10)), called.at(minute(10)));
    assert!(before.on_board && after.on_board);
    assert_eq!(after.standing, before.standing);
    assert_eq!(called.open_episodes(minute(10)), here.open_episodes(minute(10)), "and its alert stays");
}

/// A bed that was taken back, a home, somebody's worry, a set at a known time: each says that somebody here was with them.
#[test]
fn nobody_who_was_looked_after_here_loses_an_alert_by_being_called_history_though_they_lie_in_no_bed() {
    let at_home = EntryBody::Home(Home { address: "1 Example Lane".into(), access: String::new() });
    let who = || admitted()[0].clone();
    let calls = [
        vec![who(), admitted()[1].clone(), withdrawal(3, 1, Withdrawal::EnteredInError, &[2]), concern(4, 2)],
        vec![who(), entry(2, 0, at_home), scoring(4, 2, 7)],
        vec![who(), concern(4, 2)],
        vec![who(), scoring(4, 2, 7)],
    ];
    for mut entries in calls {
        let before = state(&entries);
        entries.push(entry(9, 5, imported()));
        let called = state(&entries);
        assert_eq!(before.open_episodes(minute(10)).len(), 1);
        assert_eq!(called.open_episodes(minute(10)), before.open_episodes(minute(10)));
        assert!(called.historic.is_none());
    }
}

fn not_applicable(n: u8, minutes: i64, vitals: Vitals, reason: NotApplicable) -> crate::entry::Entry {
    let outcome = score(&vitals, Scale::One, Applicability::DoesNotApply(reason));
    entry(n, minutes, EntryBody::Observations(Box::new(ObservationSet::new(vitals, Scale::One, outcome))))
}

#[test]
fn a_child_is_recorded_not_scored_and_still_observed() {
    let entries = vec![
        entry(1, 0, EntryBody::Admission(identity(Some((2015, 1, 1))))),
        entry(2, 0, EntryBody::Placement(place("A1"))),
        not_applicable(3, 10, vitals(7), NotApplicable::Under16),
    ];
    let state = state(&entries);
    assert_eq!(state.applicability(stamp(10)), Applicability::DoesNotApply(NotApplicable::Under16));
    let status = state.at(minute(11));
    assert_eq!(status.standing, Standing::NotApplicable { reason: NotApplicable::Under16 });
    assert_eq!((status.response, status.trend), (None, Trend::None));
    assert_eq!(status.due.unwrap().at, minute(250));
    assert!(state.set(id(3)).unwrap().no_longer_applies.is_none(), "it never applied");
}

#[test]
fn an_age_corrected_after_scores_exist_marks_them_and_erases_nothing() {
    let corrected = over(entry(4, 30, EntryBody::Identity(identity(Some((2012, 1, 1))))), &[1]);
    let state = state(&stay([scoring(3, 10, 7), corrected]));
    let set = state.set(id(3)).unwrap();
    assert_eq!(set.no_longer_applies, Some(NotApplicable::Under16));
    assert!(matches!(set.set.outcome, Outcome::Complete { total: 7, .. }), "as it was shown");
    assert_eq!(
        state.at(minute(40)).standing,
        Standing::Complete { total: 7, risk: Risk::High },
        "still escalates"
    );
}

#[test]
fn a_pregnancy_recorded_after_scores_marks_them_and_its_end_does_not_reach_back() {
    let pregnant = entry(4, 30, EntryBody::Pregnancy(true));
    let told = state(&stay([scoring(3, 10, 2), pregnant.clone()]));
    assert_eq!(told.set(id(3)).unwrap().no_longer_applies, Some(NotApplicable::Pregnancy));
    assert_eq!(told.applicability(stamp(40)), Applicability::DoesNotApply(NotApplicable::Pregnancy));
    let no_longer = over(entry(5, 100, EntryBody::Pregnancy(false)), &[4]);
    let ended = state(&stay([scoring(3, 10, 2), pregnant.clone(), no_longer]));
    assert_eq!(ended.set(id(3)).unwrap().no_longer_applies, Some(NotApplicable::Pregnancy));
    assert_eq!(ended.applicability(stamp(99)), Applicability::DoesNotApply(NotApplicable::Pregnancy));
    assert_eq!(ended.applicability(stamp(101)), Applicability::Applies);
    let error = withdrawal(6, 50, crate::entry::Withdrawal::EnteredInError, &[4]);
    let never = state(&stay([scoring(3, 10, 2), pregnant, error]));
    assert_eq!(never.set(id(3)).unwrap().no_longer_applies, None, "she never was");
}

#[test]
fn a_marked_score_still_reads_as_the_worse_under_a_disputed_scale() {
    let entries = stay([
        scale(3, 1, Scale::One),
        scale(4, 2, Scale::Two),
        set_under(5, 10, saturation(97, true), Scale::One),
        entry(6, 30, EntryBody::Pregnancy(true)),
    ]);
    let state = state(&entries);
    assert_eq!(state.set(id(5)).unwrap().no_longer_applies, Some(NotApplicable::Pregnancy));
    assert_eq!(state.at(minute(40)).standing, Standing::Complete { total: 5, risk: Risk::Medium });
}

#[test]
fn a_set_of_unknown_age_is_scored_at_last_when_the_age_becomes_known() {
    let unknown = vec![
        entry(1, 0, EntryBody::Admission(identity(None))),
        entry(2, 0, EntryBody::Placement(place("A1"))),
        not_applicable(3, 10, vitals(7), NotApplicable::AgeUnknown),
    ];
    let before = status(&unknown, 20);
    assert_eq!(before.standing, Standing::NotApplicable { reason: NotApplicable::AgeUnknown });
    let mut known = unknown;
    known.push(over(entry(4, 30, EntryBody::Identity(identity(Some((1950, 1, 1))))), &[1]));
    let state = state(&known);
    assert_eq!(state.at(minute(40)).standing, Standing::Complete { total: 7, risk: Risk::High });
    assert!(matches!(state.set(id(3)).unwrap().set.outcome, Outcome::NotApplicable { .. }), "kept as shown");
}

#[test]
fn the_sixteenth_birthday_counts_from_its_local_midnight() {
    // Born 2 November 2010; the stay begins on 1 November 2026, 08:00, sixteen hours before the birthday.
    let entries = vec![
        entry(1, 0, EntryBody::Admission(identity(Some((2010, 11, 2))))),
        entry(2, 0, EntryBody::Placement(place("A1"))),
    ];
    let state = state(&entries);
    assert_eq!(state.applicability(stamp(16 * 60 - 1)), Applicability::DoesNotApply(NotApplicable::Under16));
    assert_eq!(state.applicability(stamp(16 * 60)), Applicability::Applies);
    let an_hour_east = crate::Stamp { utc: minute(15 * 60), offset_minutes: 60 };
    assert_eq!(state.applicability(an_hour_east), Applicability::Applies, "by the wall's date, not UTC's");
}

#[test]
fn nobody_who_was_ever_in_a_bed_is_called_history_though_the_bed_was_a_mistake() {
    let placed_by_mistake = stay([scoring(3, 30, 7), withdrawal(4, 40, Withdrawal::Undone, &[2])]);
    let open = state(&placed_by_mistake).open_episodes(minute(50));
    assert_eq!(open.len(), 1);
    let called = placed_by_mistake.into_iter().chain([entry(5, 45, imported())]).collect::<Vec<_>>();
    assert_eq!(state(&called).open_episodes(minute(50)).len(), 1, "the alert stays open");
}
