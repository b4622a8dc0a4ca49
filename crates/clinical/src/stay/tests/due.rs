//! When the next set is due (safety rules 2 and 5).

use super::build::*;
use crate::{
    entry::{EntryBody, Withdrawal},
    stay::{Due, DueBecause, DueState},
    vitals::Sign,
};

fn due(entries: &[crate::entry::Entry], now: i64) -> Due {
    status(entries, now).due.unwrap()
}

/// Due and overdue in minutes from admission.
fn times(due: Due) -> (i64, i64) {
    (due.at.minutes_since(ADMITTED), due.overdue_at.minutes_since(ADMITTED))
}

#[test]
fn a_patient_placed_in_a_bed_is_due_in_a_quarter_of_an_hour() {
    let first = due(&admitted(), 1);
    assert_eq!((times(first), first.because), ((15, 15), DueBecause::Placed));
    let partial = stay([only(3, 5, &[Sign::Temperature], 0)]);
    assert_eq!(times(due(&partial, 6)), (15, 15), "an incomplete set is not the first set");
    let moved = stay([scoring(3, 10, 0), over(entry(4, 60, EntryBody::Placement(place("A2"))), &[2])]);
    assert_eq!(times(due(&moved, 61)), (730, 730), "a move to another bed starts nothing");
}

#[test]
fn a_move_to_another_bed_never_puts_the_first_set_off() {
    let moved = |n, minutes, bed, from: u8| {
        over(entry(n, minutes, EntryBody::Placement(place(bed))), std::slice::from_ref(&from))
    };
    assert_eq!(times(due(&stay([moved(3, 60, "A2", 2)]), 61)), (15, 15));
    let twice = stay([moved(3, 60, "A2", 2), moved(4, 90, "A3", 3)]);
    assert_eq!(times(due(&twice, 91)), (15, 15));
    let one_taken_back = stay([
        withdrawal(3, 5, Withdrawal::EnteredInError, &[2]),
        entry(4, 60, EntryBody::Placement(place("A2"))),
    ]);
    assert_eq!(times(due(&one_taken_back, 61)), (75, 75), "a placement in error never was");
    let nowhere = stay([moved(3, 60, "A2", 2), withdrawal(4, 70, Withdrawal::EnteredInError, &[3])]);
    assert_eq!(status(&nowhere, 71).due, None, "in no bed, on no board");
}

#[test]
fn every_band_has_its_interval_and_the_two_edges_of_four_to_six_hourly() {
    for (total, expected) in [(0, (720, 720)), (4, (240, 360)), (5, (60, 60)), (7, (30, 30))] {
        assert_eq!(times(due(&stay([scoring(3, 0, total)]), 1)), expected, "total {total}");
    }
    let four_to_six = due(&stay([scoring(3, 0, 2)]), 1);
    for (now, expected) in [
        (1, DueState::In { minutes: 239 }),
        (239, DueState::In { minutes: 1 }),
        (240, DueState::Now),
        (359, DueState::Now),
        (360, DueState::Overdue { minutes: 0 }),
        (400, DueState::Overdue { minutes: 40 }),
    ] {
        assert_eq!(four_to_six.state(minute(now)), expected, "at minute {now}");
    }
    let half_a_minute = crate::UtcMillis(minute(239).0 + 30_000);
    assert_eq!(four_to_six.state(half_a_minute), DueState::In { minutes: 1 }, "never due in 0 minutes");
}

#[test]
fn monitoring_relaxes_only_after_two_consecutive_sets_in_the_lower_band() {
    let once = stay([scoring(3, 0, 7), scoring(4, 30, 2)]);
    assert_eq!(times(due(&once, 31)), (60, 60), "one better set keeps the half-hour");
    let twice = stay([scoring(3, 0, 7), scoring(4, 30, 2), scoring(5, 60, 2)]);
    assert_eq!(times(due(&twice, 61)), (300, 420));
    let between =
        stay([scoring(3, 0, 7), scoring(4, 30, 2), only(5, 45, &[Sign::Pulse], 0), scoring(6, 60, 2)]);
    assert_eq!(
        times(due(&between, 61)),
        (300, 420),
        "an incomplete set between neither counts nor interrupts"
    );
    let rise = stay([scoring(3, 0, 0), scoring(4, 30, 7)]);
    assert_eq!(times(due(&rise, 31)), (60, 60), "a rise counts at once");
}

#[test]
fn an_incomplete_set_never_puts_the_next_one_off_and_a_higher_floor_brings_it_forward() {
    let kept = [Sign::Respiration, Sign::BloodPressure, Sign::Pulse];
    for minutes in [1, 30, 100, 239, 240, 300] {
        let calm = stay([scoring(3, 0, 2), only(4, minutes, &[Sign::Temperature], 0)]);
        assert_eq!(times(due(&calm, minutes + 1)).0, 240, "calm partial at {minutes}");
        let ill = stay([scoring(3, 0, 2), only(4, minutes, &kept, 6)]);
        let found = due(&ill, minutes + 1);
        assert_eq!(times(found).0, 240.min(minutes + 60), "a floor of 6 at {minutes}");
    }
    let ill = due(&stay([scoring(3, 0, 2), only(4, 30, &kept, 6)]), 31);
    assert_eq!(ill.because, DueBecause::Floor);
}

#[test]
fn taking_back_the_set_that_raised_the_status_demands_a_repeat_now() {
    for what in [
        Withdrawal::EnteredInError,
        Withdrawal::Undone,
        Withdrawal::WrongPatient { moved_to: crate::StayId::from_bytes([9; 16]) },
    ] {
        let taken_back = [scoring(3, 0, 1), scoring(4, 30, 7), withdrawal(5, 40, what.clone(), &[4])];
        let then = status(&stay(taken_back.clone()), 41);
        assert!(then.repeat_now, "{what:?}");
        assert_eq!(times(then.due.unwrap()), (40, 40), "{what:?}");
        let partial = only(6, 45, &[Sign::Temperature], 0);
        let still = status(&stay(taken_back.iter().cloned().chain([partial])), 46);
        assert!(still.repeat_now, "an incomplete set is no repeat");
        let repeated = status(&stay(taken_back.iter().cloned().chain([scoring(6, 45, 1)])), 46);
        assert!(!repeated.repeat_now);
    }
    let calm =
        status(&stay([scoring(3, 0, 7), scoring(4, 30, 7), withdrawal(5, 40, Withdrawal::Undone, &[4])]), 41);
    assert!(!calm.repeat_now, "it had raised nothing");
}

#[test]
fn a_better_set_charted_before_the_withdrawal_does_not_answer_it() {
    let entries = stay([
        scoring(3, 0, 1),
        scoring(4, 30, 7),
        scoring(5, 35, 1),
        withdrawal(6, 40, Withdrawal::Undone, &[4]),
    ]);
    let then = status(&entries, 41);
    assert!(then.repeat_now, "whoever took it back looked at the patient again, or must");
    let repeated: Vec<_> = entries.into_iter().chain([scoring(7, 45, 1)]).collect();
    assert!(!status(&repeated, 46).repeat_now);
}

#[test]
fn a_set_keyed_again_right_after_an_undo_is_the_repeat() {
    // The second form carries the time of its first key, which may lie before the undo.
    let again = written(scoring(6, 31, 2), 33);
    let entries =
        stay([scoring(3, 0, 1), scoring(4, 30, 7), withdrawal(5, 32, Withdrawal::Undone, &[4]), again]);
    assert!(!status(&entries, 34).repeat_now);
}

#[test]
fn an_amendment_that_takes_a_value_out_of_a_raising_set_demands_a_repeat() {
    let emptied = over(only(4, 30, &[Sign::Temperature], 0), &[3]);
    let then = status(&stay([scoring(3, 30, 7), written(emptied, 40)]), 41);
    assert!(then.repeat_now);
}

#[test]
fn an_amendment_to_a_better_full_set_demands_a_repeat_that_no_version_of_the_set_answers() {
    let amended = |n, total, at| written(over(scoring(n, 30, total), &[4]), at);
    let raising = [scoring(3, 0, 1), scoring(4, 30, 7)];
    let with = |more: Vec<crate::entry::Entry>| status(&stay(raising.iter().cloned().chain(more)), 60);
    let better = with(vec![amended(5, 1, 40)]);
    assert!(better.repeat_now);
    assert_eq!(times(better.due.unwrap()), (40, 40));
    let rivals = with(vec![amended(5, 1, 40), amended(6, 2, 45)]);
    assert!(rivals.repeat_now, "the second correction is no second look at the patient");
    assert_eq!(times(rivals.due.unwrap()), (40, 40));
    assert!(!with(vec![amended(5, 1, 40), amended(6, 7, 45)]).repeat_now, "one version still raises");
    assert!(!with(vec![amended(5, 7, 40)]).repeat_now, "no better than it was");
    assert!(!with(vec![amended(5, 1, 40), scoring(6, 50, 1)]).repeat_now, "repeated");
    let raised_nothing = [scoring(3, 0, 2), scoring(4, 30, 2), amended(5, 1, 40)];
    assert!(!status(&stay(raised_nothing), 60).repeat_now);
}

#[test]
fn an_amendment_that_moves_a_raising_set_before_a_calm_one_demands_a_repeat() {
    let earlier = |minutes| written(over(scoring(5, minutes, 7), &[4]), 40);
    let then = status(&stay([scoring(3, 10, 1), scoring(4, 30, 7), earlier(5)]), 41);
    assert!(then.repeat_now);
    assert_eq!(times(then.due.unwrap()), (40, 40));
    let still_last = status(&stay([scoring(3, 10, 1), scoring(4, 30, 7), earlier(20)]), 41);
    assert!(!still_last.repeat_now, "it is still the status");
    let unwell = partial(vitals(0), &Sign::ALL, crate::vitals::UnableReason::TooUnwell);
    let declined = written(over(only(5, 30, &[Sign::Pulse], 0), &[4]), 40);
    let no_longer = status(&stay([scoring(3, 10, 1), set(4, 30, unwell), declined]), 41);
    assert!(no_longer.repeat_now, "too unwell no longer");
}

#[test]
fn a_patient_who_left_or_has_no_bed_is_due_nothing() {
    assert_eq!(status(&stay([scoring(3, 0, 2), discharge(4, 10)]), 11).due, None);
    let unplaced = vec![admitted()[0].clone(), scoring(3, 0, 2)];
    let then = status(&unplaced, 1);
    assert_eq!((then.on_board, then.due), (false, None));
}
