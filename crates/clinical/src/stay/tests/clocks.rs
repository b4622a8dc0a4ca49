//! Sets whose time comes from a clock that nobody checked, and what a correction or a move makes of it.

use super::{
    acts::{alerts, episode},
    build::*,
};
use crate::{
    ClockTrust, StayId, TakenAt,
    entry::{Entry, EntryBody},
    news2::Risk,
    stay::{Standing, Why},
    vitals::Sign,
};

/// 1970, in minutes from admission.
const WOKE: i64 = -29_800_000;
const SEVEN: Standing = Standing::Complete { total: 7, risk: Risk::High };
const ONE: Standing = Standing::Complete { total: 1, risk: Risk::Low };

fn unproved(entry: Entry) -> Entry {
    by_clock(entry, ClockTrust::Unproved)
}

/// As a device writes it that corrects a set and leaves its time as it was: the time is no better known than before.
fn corrected(n: u8, total: u8, of: u8) -> Entry {
    let mut entry = unproved(over(scoring(n, 95, total), &[of]));
    entry.taken_at = TakenAt::At(stamp(WOKE));
    entry
}

#[test]
fn a_corrected_high_set_of_an_unchecked_clock_still_stays_beside_every_later_one() {
    let first = unproved(scoring(4, WOKE, 5));
    let entries = stay([scoring(3, 60, 1), first.clone(), scoring(5, 90, 1), corrected(6, 7, 4)]);
    let by_then = status(&entries, 100);
    assert_eq!(by_then.standing, SEVEN);
    assert!(by_then.unchecked_clock && !by_then.later_incomplete);
    let twice = corrected(7, 6, 6);
    let again = status(&[&entries[..], &[twice]].concat(), 100);
    assert_eq!(
        again.standing,
        Standing::Complete { total: 6, risk: Risk::Medium },
        "through two corrections"
    );
    let from_memory = written(first, 95);
    let late = stay([scoring(3, 60, 1), from_memory, scoring(5, 90, 1), corrected(6, 7, 4)]);
    assert_eq!(status(&late, 100).standing, ONE, "somebody chose that time, and chose it for this one too");
}

#[test]
fn a_high_set_moved_here_with_the_time_of_an_unchecked_clock_may_be_the_newest() {
    let mut moved = corrected(4, 7, 99);
    moved.supersedes.clear();
    let EntryBody::Observations(set) = &mut moved.body else { panic!() };
    set.moved_from = Some((StayId::from_bytes([9; 16]), id(77)));
    let status = status(&stay([scoring(3, 60, 1), moved, scoring(5, 90, 1)]), 100);
    assert_eq!(status.standing, SEVEN);
    assert!(status.unchecked_clock);
}

#[test]
fn an_incomplete_set_and_one_of_an_unchecked_clock_are_told_apart() {
    let partial = |n, minutes| only(n, minutes, &[Sign::Temperature], 0);
    let both = status(&stay([scoring(3, 60, 1), partial(4, 80), unproved(scoring(5, 90, 0))]), 100);
    assert!(both.later_incomplete && both.unchecked_clock);
    let later = status(&stay([scoring(3, 60, 1), unproved(partial(4, 80))]), 100);
    assert!(
        later.later_incomplete && !later.unchecked_clock,
        "that it is incomplete is what keeps it from counting"
    );
}

#[test]
fn a_clock_that_nobody_checked_puts_no_answer_off_by_an_hour_at_the_most_and_lowers_nothing_when_it_is_caught_up()
 {
    // Taken at 30 and written down at 110, by a clock that nobody else has reached yet.
    let ahead = stay([scoring(3, 0, 1), unproved(written(scoring(4, 30, 7), 110))]);
    let climbed = [(Why::HigherBand, 30), (Why::NoAnswer, 100)];
    assert_eq!(alerts(&episode(&ahead, 99)), climbed[..1]);
    for now in [100, 107, 108, 112] {
        assert_eq!(alerts(&episode(&ahead, now)), climbed, "at {now}");
    }
    let years = stay([scoring(3, 0, 1), unproved(written(scoring(4, 30, 7), 5_000_000))]);
    assert_eq!(alerts(&episode(&years, 100)), climbed, "a year ahead silences nobody");
}

#[test]
fn nobody_failed_to_answer_before_a_set_was_written_down_by_a_checked_clock() {
    let at_noon = stay([scoring(3, 0, 1), written(scoring(4, 30, 7), 210)]);
    for now in [100, 210, 219] {
        assert_eq!(alerts(&episode(&at_noon, now)), [(Why::HigherBand, 30)], "at {now}");
    }
    assert_eq!(alerts(&episode(&at_noon, 220)), [(Why::HigherBand, 30), (Why::NoAnswer, 220)]);
}
