//! The live score, large: what it is, what it was, and what it will ask for.

use super::{late, review::Review};
use crate::widgets::class::classes;
use crate::{
    widgets::{
        el::{el, made, say},
        mark::{Level, shape},
    },
    words::{names, observe, score},
};
use clinical::news2::{Outcome, Response};
use std::rc::Rc;
use yew::prelude::*;

/// What the panel says: the score of a review, and nothing else of it.
#[derive(Clone)]
pub(crate) struct ScoreProps {
    pub(super) review: Rc<Review>,
    /// Reading is locked: nothing of before is shown.
    pub(super) reduced: bool,
}

impl PartialEq for ScoreProps {
    fn eq(&self, other: &Self) -> bool {
        self.reduced == other.reduced && self.review.scores_as(&other.review)
    }
}

/// The panel. Stands above the keys of a tablet, and in their place once everything is keyed.
#[hook]
pub(crate) fn use_score_panel(of: &ScoreProps) -> Html {
    let ScoreProps { review, reduced } = of;
    let outcome = &review.outcome;
    let before = review.total_before.filter(|_| !*reduced).map(observe::was);
    let level = level(review.too_unwell, outcome);
    let response = match review.too_unwell {
        true => Some(Response::Emergency),
        false => outcome.response().filter(|_| outcome.is_complete() || level > Level::Zero),
    };
    let (heading, word, more) = match outcome {
        Outcome::Complete { total, risk, .. } => (total.to_string(), names::risk_label(*risk), None),
        Outcome::Incomplete { at_least, .. } if review.too_unwell => {
            (format!("≥{at_least}"), observe::too_unwell(), None)
        }
        Outcome::Incomplete { at_least, missing, .. } => {
            (format!("≥{at_least}"), observe::so_far(), Some(observe::missing(&names::signs(missing))))
        }
        Outcome::NotApplicable { reason } => {
            ("–".to_owned(), observe::no_score(), Some(score::advice(*reason).to_owned()))
        }
    };
    let mut top =
        vec![shape(level), say("small", "", "NEWS2"), say("b", "", &heading), say("span", "", word)];
    top.extend(before.map(|was| say("span", "score-panel-was", &was)));
    let inside = vec![
        el("p", &classes(&["score-panel-top", level.class()]), top),
        late::missing(more.unwrap_or_default()),
        late::asked(response),
    ];
    made("section", &["class", "aria-hidden"], &["score-panel", "true"], inside)
}

/// How severe the score so far is. Nothing keyed, and no score, is no severity rather than a calm one; a patient too unwell
/// to be measured is an emergency, whatever could be measured.
pub(super) fn level(too_unwell: bool, outcome: &Outcome) -> Level {
    match outcome {
        _ if too_unwell => Level::Three,
        Outcome::Complete { risk, .. } => Level::of_risk(*risk),
        Outcome::Incomplete { floor_risk, at_least, .. } if *at_least > 0 => Level::of_risk(*floor_risk),
        Outcome::Incomplete { .. } | Outcome::NotApplicable { .. } => Level::None,
    }
}
