//! Safety rule 6: "Late sets are judged at their own time and reopen or correct the episode as of then; they are never
//! silenced by a later partial. Two sets in the same minute: the worse is the status. A time later than the tablet's clock is
//! kept and flagged when the clock is unproved." A draft taken up again is the application's (`crates/app`).

use super::{
    acts::*,
    build::*,
    properties::{any_history, any_missing, any_vitals},
};
use crate::{
    ClockTrust, UtcMillis,
    entry::Entry,
    news2::{Applicability, Response, Scale, score},
    stay::{Episode, Status},
    vitals::UnableReason,
};
use proptest::prelude::*;

/// What an episode says but for what its clock did: when it was raised, and by what.
fn raised(episodes: &[Episode]) -> Vec<(UtcMillis, Response, Vec<String>, bool)> {
    let of = |episode: &Episode| {
        let triggers = episode.triggers.iter();
        let triggers =
            triggers.map(|t| format!("{} {:?} {:?} {:?} {:?}", t.by.id, t.at, t.response, t.total, t.why));
        (episode.raised_at, episode.level, triggers.collect(), episode.is_open())
    };
    episodes.iter().map(of).collect()
}

/// Where the patient stands, and when the next set is due.
fn stands(status: Status) -> impl PartialEq + std::fmt::Debug {
    (status.standing, status.since, status.trend, status.response, status.due, status.last_complete)
}

proptest! {
    #[test]
    fn a_set_counts_as_of_when_it_was_taken_however_much_later_it_was_written_down(
        history in any_history(8), late in prop::collection::vec(0..600i64, 8),
    ) {
        let now = 2700;
        let delayed: Vec<Entry> = history.iter().enumerate().map(|(place, fact)| {
            let later = place.checked_sub(2).map_or(0, |at| late[at]);
            written(fact.clone(), fact.recorded_at.utc.minutes_since(ADMITTED) + later)
        }).collect();
        let (one, other) = (state(&history), state(&delayed));
        prop_assert_eq!(stands(one.at(minute(now))), stands(other.at(minute(now))));
        prop_assert_eq!(raised(&one.episodes(minute(now))), raised(&other.episodes(minute(now))));
        for episode in other.episodes(minute(now)) {
            for trigger in &episode.triggers {
                let place = usize::from(trigger.by.id.as_bytes()[0]) - 10;
                prop_assert_eq!(trigger.known_late, late[place] > 15, "and says so");
            }
        }
    }

    #[test]
    fn a_high_set_that_becomes_known_late_raises_as_of_its_own_time_whatever_partial_came_after_it(
        signs in any_vitals(), missing in any_missing(), taken in 1..100i64, after in 1..100i64, late in 16..500i64,
    ) {
        let response = score(&signs, Scale::One, Applicability::Applies).response().unwrap();
        prop_assume!(RAISING.contains(&response));
        let part = only(11, taken + after, &missing, 0);
        let known = written(set(10, taken, signs), taken + late);
        let found = episode(&stay([part, known]), taken + late);
        prop_assert_eq!((found.raised_at, found.level), (minute(taken), response));
        prop_assert!(found.is_open() && found.known_late());
        prop_assert_eq!(found.id, id(10));
    }

    #[test]
    fn a_correction_changes_the_episode_as_of_when_the_set_was_taken(
        was in 0..5u8, is in 5..=7u8, taken in 1..100i64, late in 1..500i64,
    ) {
        let corrected = written(over(scoring(11, taken, is), &[10]), taken + late);
        let found = episode(&stay([scoring(10, taken, was), corrected]), taken + late);
        prop_assert_eq!(found.raised_at, minute(taken));
        prop_assert!(found.is_open() && found.known_late(), "and says so");
        let back = written(over(scoring(11, taken, was), &[10]), taken + late);
        let entries = stay([scoring(10, taken, is), back]);
        let found = episode(&entries, taken + late);
        prop_assert!(found.is_open(), "a better value closes nothing that was raised");
        prop_assert!(status(&entries, taken + late).repeat_now, "and demands a repeat");
        prop_assert_eq!(found.raised_at, minute(taken));
    }

    #[test]
    fn of_two_sets_in_one_minute_the_worse_is_the_status_in_either_order(
        one in any_vitals(), other in any_vitals(), seconds in 0..60i64, before in any_history(4),
    ) {
        let worst = |signs| score(signs, Scale::One, Applicability::Applies).floor().unwrap();
        let (first, mut second) = (set(100, 2100, one.clone()), set(101, 2100, other.clone()));
        if let crate::TakenAt::At(stamp) = &mut second.taken_at {
            stamp.utc = UtcMillis(stamp.utc.0 + seconds * 1000);
        }
        for pair in [[first.clone(), second.clone()], [second, first]] {
            let found = status(&[before.clone(), pair.to_vec()].concat(), 2102);
            let last = found.last_complete.unwrap();
            prop_assert_eq!((last.risk, last.total), worst(&one).max(worst(&other)));
        }
    }

    #[test]
    fn a_time_ahead_of_a_clock_that_nobody_proved_is_kept_flagged_and_reassures_nobody(
        history in any_history(6), signs in any_vitals(), missing in any_missing(), ahead in 3..5000i64,
    ) {
        let now = 2001;
        let signs = partial(signs, &missing, UnableReason::Declined);
        let early = by_clock(set(200, now + ahead, signs), ClockTrust::Unproved);
        let (was, is) = (state(&history), state(&[history.clone(), vec![written(early, now)]].concat()));
        let kept = is.set(id(200)).unwrap();
        prop_assert!(kept.clock_doubtful && kept.mark.counts());
        prop_assert_eq!(kept.at, Some(minute(now + ahead)));
        let (was, is) = (was.at(minute(now)), is.at(minute(now)));
        prop_assert!(is.response >= was.response && is.due.unwrap().at <= was.due.unwrap().at);
    }
}
