//! What somebody is about to do about an alert: which panel is open, what was typed into it, and what they had seen.

use clinical::FactId;
use contract::{ActKind, EpisodeView};
use yew::prelude::*;

/// Typed and not yet sent. A refusal keeps it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Typed {
    /// The panel that is open.
    pub(super) open: Option<ActKind>,
    /// What the card showed when the panel was opened; empty for what it shows now.
    seen: Vec<FactId>,
    /// A name.
    pub(super) who: String,
    /// A reason or a plan.
    pub(super) words: String,
    /// A code of a list.
    pub(super) code: String,
    /// Minutes to the review of a plan; 0 for none.
    pub(super) minutes: i64,
}

impl Typed {
    /// The facts that the person has seen: those of the moment when they began to answer. What came in under their
    /// hands they have not seen, and the core says so.
    pub(super) fn seen(&self, shown: &EpisodeView) -> Vec<FactId> {
        if self.seen.is_empty() { shown.seen.clone() } else { self.seen.clone() }
    }

    /// After a refusal: what is shown next has been seen, what was typed stays.
    pub(super) fn looking_again(&self) -> Self {
        Self { seen: Vec::new(), ..self.clone() }
    }

    /// With this panel open.
    pub(super) fn opened(kind: ActKind, shown: &EpisodeView) -> Self {
        Self { open: Some(kind), seen: shown.seen.clone(), ..Self::default() }
    }
}

/// A change to what is typed, as a callback.
pub(super) fn changing<E: 'static>(
    typed: &UseStateHandle<Typed>,
    change: impl Fn(&mut Typed, E) + 'static,
) -> Callback<E> {
    let typed = typed.clone();
    Callback::from(move |event: E| {
        let mut next = (*typed).clone();
        change(&mut next, event);
        typed.set(next);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::episode;

    #[test]
    fn what_came_in_while_a_panel_was_open_was_not_seen_and_a_refusal_keeps_what_was_typed() {
        let (first, second) = (FactId::from_bytes([1; 16]), FactId::from_bytes([2; 16]));
        let before = EpisodeView { seen: vec![first], ..episode() };
        let mut typed = Typed::opened(ActKind::Plan, &before);
        typed.words = "Fluids".to_owned();
        let meanwhile = EpisodeView { seen: vec![first, second], ..episode() };
        assert_eq!(typed.seen(&meanwhile), [first]);
        let again = typed.looking_again();
        assert_eq!(again.seen(&meanwhile), [first, second]);
        assert_eq!((again.open, again.words.as_str()), (Some(ActKind::Plan), "Fluids"));
    }

    #[test]
    fn a_button_without_a_panel_answers_what_is_shown() {
        let shown = EpisodeView { seen: vec![FactId::from_bytes([3; 16])], ..episode() };
        assert_eq!(Typed::default().seen(&shown), shown.seen);
    }
}
