//! How the patient stands at a time: status, age, trend, next due.

use super::{
    Away, Reading, StayState, Watching,
    due::{due, interval, repeat},
    events::{Event, Says},
    walk::{Walk, walk},
    watch,
};
use crate::{
    FactId, UtcMillis,
    news2::{NotApplicable, Response, Risk},
    policy::Interval,
    vitals::Sign,
};
use serde::{Deserialize, Serialize};

/// How a patient stands, as of the facts at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Whether the patient is on a board: placed, not gone, not imported history.
    pub on_board: bool,
    /// The worse of the last complete score and any later floor.
    pub standing: Standing,
    /// The set that gives the standing.
    pub from: Option<FactId>,
    /// When that set was taken. Its age is `now` less this.
    pub since: Option<UtcMillis>,
    /// How else that set reads, while the scale is in dispute.
    pub other_scale: Option<Reading>,
    /// The last complete score, whether or not it is the standing.
    pub last_complete: Option<CompleteScore>,
    /// The complete score before that.
    pub complete_before: Option<CompleteScore>,
    /// A later set stands beside the last complete one that cannot replace it: it is incomplete, another version of a
    /// set in dispute, or of a time still to come. A recheck of one sign is none: it never set out to be a set.
    pub later_incomplete: bool,
    /// A set stands beside the last complete one that was taken by a device with an unchecked clock: whatever time it
    /// claims, it may be newer.
    pub unchecked_clock: bool,
    /// Between the last two complete scores.
    pub trend: Trend,
    /// What the standing asks for.
    pub response: Option<Response>,
    /// How often to observe, which may be more often than the standing asks for.
    pub interval: Option<Interval>,
    /// When the next set is due; `None` for a patient who is on no board.
    pub due: Option<Due>,
    /// Whether sets are due at all.
    pub watching: Watching,
    /// Away from the ward, where and since when. That makes nothing due later.
    pub away: Option<Away>,
    /// A set that had raised the status was taken back or amended to less: repeat now (safety rule 4).
    pub repeat_now: bool,
}

/// The status proper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing that counts has been charted.
    NoSet,
    /// The last complete score.
    Complete {
        /// 0 to 20.
        total: u8,
        /// Its band.
        risk: Risk,
    },
    /// A later, incomplete set whose floor is worse, or the only kind of set there is. Shown as "at least".
    AtLeast {
        /// The least the total can be.
        total: u8,
        /// The least the risk can be.
        risk: Risk,
        /// What is missing.
        missing: Vec<Sign>,
    },
    /// Could not be obtained because the patient is too unwell: an emergency whatever the floor.
    TooUnwell {
        /// The worst score or floor at hand.
        total: u8,
    },
    /// NEWS2 does not apply to the last set.
    NotApplicable {
        /// Why.
        reason: NotApplicable,
    },
}

/// A complete score of the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompleteScore {
    /// Its set.
    pub id: FactId,
    /// When it was taken.
    pub at: UtcMillis,
    /// 0 to 20.
    pub total: u8,
    /// Its band.
    pub risk: Risk,
}

/// Between the last two complete scores of different minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// No complete score.
    None,
    /// One only.
    First,
    /// Higher than before: worse.
    Up,
    /// As before.
    Same,
    /// Lower than before: better.
    Down,
}

/// When the next set is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Due from then on.
    pub at: UtcMillis,
    /// Overdue from then on.
    pub overdue_at: UtcMillis,
    /// Why then.
    pub because: DueBecause,
}

/// Why a set is due when it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueBecause {
    /// A set that had raised the status was taken back.
    Withdrawn,
    /// The floor of a later set brought it forward.
    Floor,
    /// The patient was placed in a bed and has no complete set.
    Placed,
    /// The interval of the last complete set.
    Interval,
    /// The interval that a person decided.
    Decided,
    /// Observations were restarted, or the patient came to another ward after a stop.
    Restarted,
}

/// A due time seen from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueState {
    /// Due in so many minutes, rounded up.
    In {
        /// Minutes.
        minutes: i64,
    },
    /// Due, and not yet overdue.
    Now,
    /// Overdue for so many whole minutes.
    Overdue {
        /// Minutes.
        minutes: i64,
    },
}

impl DueState {
    /// How something that is due at `at` and overdue from `overdue_at` stands at `now`.
    pub(super) const fn of(at: UtcMillis, overdue_at: UtcMillis, now: UtcMillis) -> Self {
        if now.0 >= overdue_at.0 {
            Self::Overdue { minutes: now.minutes_since(overdue_at) }
        } else if now.0 >= at.0 {
            Self::Now
        } else {
            let left = at.0.saturating_sub(now.0);
            Self::In { minutes: left / 60_000 + (left % 60_000 != 0) as i64 }
        }
    }
}

impl Due {
    /// How the due time stands at `now`.
    pub const fn state(&self, now: UtcMillis) -> DueState {
        DueState::of(self.at, self.overdue_at, now)
    }

    pub(super) fn after(at: UtcMillis, interval: Interval, because: DueBecause) -> Self {
        Self {
            at: at.plus_minutes(interval.due_minutes.into()),
            overdue_at: at.plus_minutes(interval.overdue_minutes.into()),
            because,
        }
    }

    /// The earlier of two, field by field: neither may make the other later.
    pub(super) fn sooner(self, other: Self) -> Self {
        let because = if other.at < self.at { other.because } else { self.because };
        Self { at: self.at.min(other.at), overdue_at: self.overdue_at.min(other.overdue_at), because }
    }
}

pub(super) fn at(state: &StayState, now: UtcMillis) -> Status {
    let walk = walk(&state.events.sets, now, None);
    let repeat = repeat(state, &walk, now);
    let (standing, from) = standing(&walk);
    let on_board = state.historic.is_none() && !state.places.is_none() && !state.is_over();
    let trend = match walk.scores.as_slice() {
        [] => Trend::None,
        [_] => Trend::First,
        [.., before, last] if last.total > before.total => Trend::Up,
        [.., before, last] if last.total < before.total => Trend::Down,
        _ => Trend::Same,
    };
    Status {
        on_board,
        trend,
        other_scale: from.and_then(|event| other_scale(state, event)),
        from: from.map(|event| event.id),
        since: from.map(|event| event.at),
        last_complete: walk.scores.last().copied(),
        complete_before: walk.scores.iter().nth_back(1).copied(),
        later_incomplete: walk.last.is_some_and(|last| {
            walk.floors.iter().any(|floor| !floor.recheck && !floor.may_be_newer_than(last))
        }),
        unchecked_clock: walk
            .last
            .is_some_and(|last| walk.floors.iter().any(|floor| floor.may_be_newer_than(last))),
        response: walk.response(),
        interval: interval(state, &walk, now),
        due: if on_board { due(state, &walk, repeat, now) } else { None },
        watching: state.watch.watching(),
        away: watch::away(&state.whereabouts),
        repeat_now: repeat.is_some(),
        standing,
    }
}

fn standing<'a>(walk: &Walk<'a>) -> (Standing, Option<&'a Event>) {
    let worst = walk.worst();
    if let Some(unwell) = walk.floors.iter().copied().rfind(|e| e.too_unwell) {
        return (Standing::TooUnwell { total: worst.map_or(0, |((_, total), _)| total) }, Some(unwell));
    }
    match (worst, walk.unscored) {
        (Some(((risk, total), event)), _) => match event.says {
            Says::Score(_) => (Standing::Complete { total, risk }, Some(event)),
            _ => (Standing::AtLeast { total, risk, missing: event.missing.clone() }, Some(event)),
        },
        (None, Some(reason)) => (Standing::NotApplicable { reason }, walk.last),
        (None, None) => match walk.floors.last() {
            Some(Event { says: Says::PartUnscored(reason) | Says::FullUnscored(reason), .. }) => {
                (Standing::NotApplicable { reason: *reason }, walk.floors.last().copied())
            }
            _ => (Standing::NoSet, None),
        },
    }
}

fn other_scale(state: &StayState, event: &Event) -> Option<Reading> {
    let set = state.set(event.id)?;
    let shown = Reading { scale: set.set.scale, outcome: set.set.outcome.clone() };
    let worst = set.worst();
    std::iter::once(shown)
        .chain(set.other_readings.iter().cloned())
        .find(|reading| reading.outcome != *worst && reading.outcome.floor().is_some())
}
