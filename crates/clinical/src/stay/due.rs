//! When the next set is due: by the score, by what people decided, by what was taken back.

use super::{
    Due, DueBecause, StayState,
    events::{Event, Gap},
    walk::{Walk, walk},
    watch::{Resumed, Watching},
};
use crate::{UtcMillis, news2::Response, policy::Interval};

/// The level at the last full set, and the floors since; the shortest interval of them.
pub(super) fn interval(state: &StayState, walk: &Walk<'_>, now: UtcMillis) -> Option<Interval> {
    let scored = walk.level_then.filter(|_| walk.unscored.is_none());
    let worst = scored.into_iter().chain(walk.floors.iter().filter_map(|e| e.response())).max();
    let interval = match (worst, walk.unscored) {
        (Some(response), None) => state.pace.interval(response),
        (Some(response), Some(_)) => {
            let (a, b) = (state.pace.interval(response), state.pace.not_scored);
            if a.due_minutes < b.due_minutes { a } else { b }
        }
        (None, Some(_)) => state.pace.not_scored,
        (None, None) => return None,
    };
    Some(paced(state, walk, interval, now))
}

/// The interval as people decided it, for a patient who stands like this.
fn paced(state: &StayState, walk: &Walk<'_>, interval: Interval, now: UtcMillis) -> Interval {
    let asks = walk.response().max(walk.level_then).unwrap_or(Response::Routine);
    state.watch.paced(interval, asks, state.pace.interval(Response::Routine), now)
}

pub(super) fn due(state: &StayState, walk: &Walk<'_>, repeat: Option<&Gap>, now: UtcMillis) -> Option<Due> {
    let pace = &state.pace;
    let gap = repeat.map(|gap| Due { at: gap.since, overdue_at: gap.since, because: DueBecause::Withdrawn });
    if state.watch.watching() != Watching::Running {
        // A set that was taken back has to be repeated, stopped or not.
        return gap;
    }
    let after = |at, interval: Interval| {
        let decided = paced(state, walk, interval, now);
        let because = if decided == interval { DueBecause::Interval } else { DueBecause::Decided };
        Some(Due::after(at, decided, because))
    };
    let base = match (walk.last, walk.unscored, walk.level_then) {
        (Some(last), Some(_), _) => after(last.at, pace.not_scored),
        (Some(last), None, Some(level)) => after(last.at, pace.interval(level)),
        _ => state.events.placed.map(|placed| {
            let first = placed.plus_minutes(pace.first_set_minutes);
            Due { at: first, overdue_at: first, because: DueBecause::Placed }
        }),
    };
    // An unproved time before the last full set says nothing; counted from there, each new set gives time again.
    let from = |floor: &Event| walk.last.map_or(floor.at, |last| floor.at.max(last.at));
    let floors = walk.floors.iter().filter_map(|floor| {
        Some(Due::after(from(floor), pace.interval(floor.response()?), DueBecause::Floor))
    });
    let base = resumed(state, walk, base);
    base.into_iter().chain(floors).chain(gap).reduce(Due::sooner)
}

/// After a stop the first set is due within the policy's time, and no later than it would have been without the stop,
/// unless that time passed while observations were stopped.
fn resumed(state: &StayState, walk: &Walk<'_>, base: Option<Due>) -> Option<Due> {
    let pace = &state.pace;
    let (from, minutes) = match state.watch.resumed {
        Some(Resumed::Restarted(at)) => (at, pace.restart_set_minutes),
        Some(Resumed::Transferred(at)) => (at, pace.first_set_minutes),
        None => return base,
    };
    if walk.last.is_some_and(|last| last.at >= from) {
        return base;
    }
    let level = walk.level_then.map_or(minutes, |level| i64::from(pace.interval(level).due_minutes));
    let first = from.plus_minutes(minutes.min(level));
    let again = Due { at: first, overdue_at: first, because: DueBecause::Restarted };
    Some(base.filter(|base| base.at > from).map_or(again, |base| base.sooner(again)))
}

/// The first gap that still asks for a repeat: the set taken back had raised the status in its time, and no full set
/// taken since has been charted since, other than the versions of the set itself.
pub(super) fn repeat<'s>(state: &'s StayState, walk_now: &Walk<'_>, now: UtcMillis) -> Option<&'s Gap> {
    state.events.gaps.iter().find(|gap| {
        let before = walk(&state.events.sets, now, Some(gap.at)).response();
        let raised = before.map_or(gap.response > Response::Routine, |before| gap.response > before);
        let answers =
            |last: &Event| last.at >= gap.at && last.recorded > gap.since && !gap.versions.contains(&last.id);
        let repeated = walk_now.last.is_some_and(answers);
        raised && !repeated
    })
}
