//! A score as a status: number, colour, shape and words, and its age in place of calm once it is overdue.

use super::mark::{Level, shape};
use crate::widgets::class::classes;
use crate::words::{names, observe, score as words};
use clinical::news2::{NotApplicable, Risk};
use contract::ScoreView;
use yew::prelude::*;

/// What a status says: the number, and the words beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) level: Level,
    /// `6`, `at least 9`, or words where there is no number.
    pub(crate) number: String,
    /// `Medium`.
    pub(crate) word: &'static str,
    /// For a screen reader.
    pub(crate) spoken: String,
}

/// What a score says.
pub(crate) fn said(score: &ScoreView) -> Said {
    match score {
        ScoreView::None => Said {
            level: Level::None,
            number: "–".to_owned(),
            word: words::none(),
            spoken: words::none_spoken().to_owned(),
        },
        ScoreView::Complete { total, risk } => Said {
            level: Level::of_risk(*risk),
            number: total.to_string(),
            word: names::risk_label(*risk),
            spoken: observe::spoken_risk((*total).into(), names::risk(*risk)),
        },
        ScoreView::AtLeast { total, risk, .. } => Said {
            level: Level::of_risk(*risk),
            number: format!("≥{total}"),
            word: at_least(*risk),
            spoken: words::incomplete_spoken((*total).into(), names::risk(*risk)),
        },
        ScoreView::TooUnwell { total } => Said {
            level: Level::Three,
            number: format!("≥{total}"),
            word: words::too_unwell(),
            spoken: words::unwell_spoken((*total).into()),
        },
        ScoreView::NotApplicable { reason } => Said {
            level: Level::None,
            number: "–".to_owned(),
            word: match reason {
                NotApplicable::Under16 => words::under_16(),
                NotApplicable::Pregnancy => words::maternity(),
                NotApplicable::AgeUnknown => words::age_unknown(),
            },
            spoken: words::advice(*reason).to_owned(),
        },
    }
}

fn at_least(risk: Risk) -> &'static str {
    match risk {
        Risk::Low => words::at_least_low(),
        Risk::LowMedium => words::at_least_low_medium(),
        Risk::Medium => words::at_least_medium(),
        Risk::High => words::at_least_high(),
    }
}

/// A status chip. `stale` when the status is too old to reassure: calm colours are withdrawn.
pub(crate) fn chip(score: &ScoreView, stale: bool, class: &'static str) -> Html {
    let said = said(score);
    let stale = stale.then_some("stale");
    html! {
        <span class={classes(&["score", said.level.class(), stale.unwrap_or_default(), class])} data-testid="score">
            { shape(said.level) }
            <b class="score-number" aria-hidden="true">{ said.number }</b>
            <span class="score-word" aria-hidden="true">{ said.word }</span>
            <span class="nhsuk-u-visually-hidden">{ said.spoken }</span>
        </span>
    }
}

/// The points of one sign: digit, colour and shape.
pub(crate) fn points(points: u8) -> Html {
    points_once_known(Some(points))
}

/// The same where they are not known yet: nothing to see or to be read out, but already in the page, so that a key that makes them
/// known changes a colour and a digit and makes no elements.
pub(crate) fn points_once_known(points: Option<u8>) -> Html {
    let level = points.map_or(Level::None, Level::of_points);
    let unknown = if points.is_none() { "points--unknown" } else { "" };
    html! {
        <span class={classes(&["points", level.class(), unknown])} data-testid="points">
            { shape(level) }
            <b>{ points.map_or_else(|| "–".to_owned(), |points| points.to_string()) }</b>
            <span class="nhsuk-u-visually-hidden">
                { points.map(|points| format!(" {}", words::points(points.into()))).unwrap_or_default() }
            </span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_is_never_said_as_a_bare_number() {
        let floor = said(&ScoreView::AtLeast { total: 9, risk: Risk::High, missing: Vec::new() });
        assert_eq!((floor.number.as_str(), floor.level), ("≥9", Level::Three));
        assert!(floor.spoken.contains("at least 9"), "{}", floor.spoken);
    }

    #[test]
    fn too_unwell_is_severe_whatever_its_floor() {
        let unwell = said(&ScoreView::TooUnwell { total: 0 });
        assert_eq!((unwell.level, unwell.word), (Level::Three, "Too unwell"));
    }

    #[test]
    fn no_score_is_not_a_zero() {
        assert_eq!(said(&ScoreView::None).number, "–");
        assert_eq!(said(&ScoreView::Complete { total: 0, risk: Risk::Low }).number, "0");
    }
}
