//! How a row stands at this minute: the age of a status takes the place of calm.

use crate::words::times::Due;
use clinical::UtcMillis;
use contract::{ScoreView, StatusView};

/// A status at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The next set.
    pub due: Due,
    /// Minutes since the status was true; `None` when nothing has been recorded.
    pub age_minutes: Option<i64>,
    /// The status is too old, or too uncertain, to reassure: calm colours are withdrawn.
    pub stale: bool,
}

/// Judges a status at `now`.
pub fn standing(status: &StatusView, now: UtcMillis) -> Standing {
    let due = Due::at(status.due, status.overdue, now);
    let nothing_known = matches!(status.score, ScoreView::None);
    let doubtful = status.later_incomplete || status.unchecked_clock;
    let stale = due.is_overdue() || status.repeat_now || doubtful || nothing_known;
    Standing { due, age_minutes: status.since.map(|since| now.minutes_since(since).max(0)), stale }
}

/// How urgently a patient needs somebody now, most urgent first; `None` when they do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Could not be measured because too unwell.
    TooUnwell,
    /// 7 or more.
    High,
    /// 5 or 6.
    Medium,
    /// A single 3.
    SingleThree,
    /// The set that gave the status was withdrawn.
    RepeatNow,
    /// Overdue, whatever the last score.
    Overdue,
}

/// Judges whether a patient belongs in the strip above the board.
pub fn urgency(status: &StatusView, now: UtcMillis) -> Option<Urgency> {
    use clinical::news2::Risk;
    let worst = |score: &ScoreView| match score {
        ScoreView::TooUnwell { .. } => Some(Urgency::TooUnwell),
        ScoreView::Complete { risk, .. } | ScoreView::AtLeast { risk, .. } => match risk {
            Risk::High => Some(Urgency::High),
            Risk::Medium => Some(Urgency::Medium),
            Risk::LowMedium => Some(Urgency::SingleThree),
            Risk::Low => None,
        },
        ScoreView::None | ScoreView::NotApplicable { .. } => None,
    };
    let by_score =
        [Some(&status.score), status.other_scale.as_ref()].into_iter().flatten().filter_map(worst).min();
    let repeat = status.repeat_now.then_some(Urgency::RepeatNow);
    let overdue = standing(status, now).due.is_overdue().then_some(Urgency::Overdue);
    [by_score, repeat, overdue].into_iter().flatten().min()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use clinical::news2::Risk;
    use contract::Trend;

    pub(crate) const NOW: UtcMillis = UtcMillis(1_785_978_600_000);

    pub(crate) fn status(score: ScoreView, due_in: i64, overdue_in: i64) -> StatusView {
        StatusView {
            score,
            other_scale: None,
            since: Some(NOW.plus_minutes(-90)),
            later_incomplete: false,
            unchecked_clock: false,
            trend: Trend::Same,
            due: Some(NOW.plus_minutes(due_in)),
            overdue: Some(NOW.plus_minutes(overdue_in)),
            monitoring: String::new(),
            response: String::new(),
            repeat_now: false,
        }
    }

    pub(crate) fn complete(total: u8, risk: Risk) -> ScoreView {
        ScoreView::Complete { total, risk }
    }

    #[test]
    fn an_old_low_score_does_not_reassure() {
        let fresh = standing(&status(complete(1, Risk::Low), 30, 150), NOW);
        assert!(!fresh.stale);
        let old = standing(&status(complete(1, Risk::Low), -130, -10), NOW);
        assert!(old.stale && old.due == Due::Overdue(130));
        assert_eq!(old.age_minutes, Some(90));
    }

    #[test]
    fn a_later_incomplete_set_one_of_an_unchecked_clock_or_a_withdrawn_one_takes_the_calm_away() {
        let mut later = status(complete(1, Risk::Low), 30, 150);
        later.later_incomplete = true;
        assert!(standing(&later, NOW).stale);
        (later.later_incomplete, later.unchecked_clock) = (false, true);
        assert!(standing(&later, NOW).stale);
        later.unchecked_clock = false;
        later.repeat_now = true;
        assert!(standing(&later, NOW).stale);
        assert_eq!(urgency(&later, NOW), Some(Urgency::RepeatNow));
    }

    #[test]
    fn the_worse_of_two_disputed_scores_is_what_counts() {
        let mut disputed = status(complete(4, Risk::Low), 30, 150);
        disputed.other_scale = Some(complete(7, Risk::High));
        assert_eq!(urgency(&disputed, NOW), Some(Urgency::High));
    }

    #[test]
    fn whom_somebody_must_go_to_now() {
        let calm = status(complete(2, Risk::Low), 30, 150);
        assert_eq!(urgency(&calm, NOW), None);
        assert_eq!(urgency(&status(complete(2, Risk::Low), -300, -1), NOW), Some(Urgency::Overdue));
        let unwell = status(ScoreView::TooUnwell { total: 0 }, 30, 30);
        assert_eq!(urgency(&unwell, NOW), Some(Urgency::TooUnwell));
        let floor = ScoreView::AtLeast { total: 9, risk: Risk::High, missing: Vec::new() };
        assert_eq!(
            urgency(&status(floor, -90, -90), NOW),
            Some(Urgency::High),
            "the score goes before the wait"
        );
    }
}
