//! How a patient stands, for every time at once.
//!
//! The fold's status changes with the clock in one way only: a set whose time is still to come counts in full once its
//! time has come. So a status and the moments at which it changes say it for every `now`.

use super::Folded;
use clinical::{
    ClockTrust, UtcMillis,
    news2::{Outcome, Response},
    policy::{Interval, Policy},
    stay::{Standing, Status, Trend},
    time::CLOCK_TOLERANCE_MS,
};
use contract::{ScoreView, StatusView};
use serde::{Deserialize, Serialize};

/// Statuses kept; a device whose clock ran ahead for a while can leave some sets in the future, never so many.
const MOST: usize = 64;

/// The status from each moment on; the first holds for all times before the second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Timeline(Vec<(UtcMillis, StatusFacts)>);

/// A status without names or the policy's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StatusFacts {
    pub(crate) score: ScoreView,
    pub(crate) other_scale: Option<ScoreView>,
    pub(crate) since: Option<UtcMillis>,
    pub(crate) later_incomplete: bool,
    pub(crate) unchecked_clock: bool,
    pub(crate) trend: contract::Trend,
    pub(crate) due: Option<UtcMillis>,
    pub(crate) overdue: Option<UtcMillis>,
    pub(crate) interval: Option<Interval>,
    pub(crate) response: Option<Response>,
    pub(crate) repeat_now: bool,
}

impl Timeline {
    /// The statuses of a stay, from the latest time that any fact proves.
    pub(crate) fn of(folded: &Folded) -> Self {
        let from = proved_by_now(folded);
        let late_comers = folded.state.sets.iter().filter_map(|set| set.at);
        let mut moments: Vec<UtcMillis> = late_comers
            .map(|at| UtcMillis(at.0.saturating_sub(CLOCK_TOLERANCE_MS)))
            .filter(|at| *at > from)
            .collect();
        moments.push(from);
        moments.sort_unstable();
        moments.dedup();
        let mut statuses: Vec<(UtcMillis, StatusFacts)> = Vec::new();
        for at in moments.into_iter().take(MOST) {
            let facts = StatusFacts::of(folded.state.at(at));
            if statuses.last().is_none_or(|(_, last)| *last != facts) {
                statuses.push((at, facts));
            }
        }
        Self(statuses)
    }

    /// When the next set is due, as far as is known now.
    pub(crate) fn first_due(&self) -> Option<UtcMillis> {
        self.0.first().and_then(|(_, facts)| facts.due)
    }

    /// The status at a time.
    pub(crate) fn at(&self, now: UtcMillis) -> Option<&StatusFacts> {
        let reached = self.0.iter().rev().find(|(from, _)| *from <= now);
        reached.or(self.0.first()).map(|(_, facts)| facts)
    }
}

/// Whether an episode is open, or will be once the time of a set that was dated ahead has come.
pub(crate) fn may_alert(folded: &Folded) -> bool {
    let sets = folded.state.sets.iter().filter_map(|set| set.at);
    let ahead = sets.chain(folded.state.assessments.iter().filter_map(|made| made.at)).max();
    let from = proved_by_now(folded);
    let last = ahead.map_or(from, |ahead| ahead.max(from));
    !folded.state.open_episodes(last).is_empty()
}

/// The latest time at which a proved clock recorded anything, or any clock where none was proved: it is past.
fn proved_by_now(folded: &Folded) -> UtcMillis {
    let latest = |proved: bool| {
        let entries = folded.entries.iter();
        let of_kind = entries.filter(|e| matches!(e.clock, ClockTrust::Proved { .. }) == proved);
        of_kind.map(|e| e.clock.corrected(e.recorded_at.utc)).max()
    };
    latest(true).or_else(|| latest(false)).unwrap_or(UtcMillis(0))
}

impl StatusFacts {
    /// From the fold's status, part by part.
    pub(crate) fn of(status: Status) -> Self {
        let Status {
            on_board: _,
            standing,
            from: _,
            since,
            other_scale,
            last_complete: _,
            complete_before: _,
            later_incomplete,
            unchecked_clock,
            trend,
            response,
            interval,
            due,
            watching: _,
            away: _,
            repeat_now,
        } = status;
        Self {
            score: score_of(standing),
            other_scale: other_scale.map(|reading| score_of_outcome(&reading.outcome)),
            since,
            later_incomplete,
            unchecked_clock,
            trend: match trend {
                Trend::None => contract::Trend::None,
                Trend::First => contract::Trend::First,
                Trend::Up => contract::Trend::Up,
                Trend::Same => contract::Trend::Same,
                Trend::Down => contract::Trend::Down,
            },
            due: due.map(|due| due.at),
            overdue: due.map(|due| due.overdue_at),
            interval,
            response,
            repeat_now,
        }
    }

    /// With the policy's words.
    pub(crate) fn view(&self, policy: &Policy) -> StatusView {
        let Self {
            score,
            other_scale,
            since,
            later_incomplete,
            unchecked_clock,
            trend,
            due,
            overdue,
            interval,
            response,
            repeat_now,
        } = self.clone();
        let response = match &score {
            ScoreView::NotApplicable { reason } => reason.advice().to_owned(),
            _ => response.map_or_else(String::new, |response| policy.response_words(response).to_owned()),
        };
        StatusView {
            score,
            other_scale,
            since,
            later_incomplete,
            unchecked_clock,
            trend,
            due,
            overdue,
            monitoring: interval.map_or_else(String::new, |interval| interval.words()),
            response,
            repeat_now,
        }
    }
}

fn score_of(standing: Standing) -> ScoreView {
    match standing {
        Standing::NoSet => ScoreView::None,
        Standing::Complete { total, risk } => ScoreView::Complete { total, risk },
        Standing::AtLeast { total, risk, missing } => ScoreView::AtLeast { total, risk, missing },
        Standing::TooUnwell { total } => ScoreView::TooUnwell { total },
        Standing::NotApplicable { reason } => ScoreView::NotApplicable { reason },
    }
}

fn score_of_outcome(outcome: &Outcome) -> ScoreView {
    match outcome.clone() {
        Outcome::Complete { parts: _, total, risk } => ScoreView::Complete { total, risk },
        Outcome::Incomplete { parts: _, at_least, at_most: _, floor_risk, ceiling_risk: _, missing } => {
            ScoreView::AtLeast { total: at_least, risk: floor_risk, missing }
        }
        Outcome::NotApplicable { reason } => ScoreView::NotApplicable { reason },
    }
}
