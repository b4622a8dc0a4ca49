//! What somebody is about to do about an alert: which panel is open, what was typed into it, and what they had seen.

use clinical::FactId;
use contract::{ActKind, CallError, Code, EpisodeView};
use std::rc::Rc;
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
    /// On its way.
    pub(super) busy: bool,
    /// Why it was refused.
    pub(super) error: Option<Rc<CallError>>,
    /// The alert as it was told, and as it is after one's own act, until it is told anew.
    after: Option<(Rc<EpisodeView>, Rc<EpisodeView>)>,
}

impl Typed {
    /// The facts that the person has seen: those of the moment when they began to answer. What came in under their
    /// hands they have not seen, and the core says so.
    pub(super) fn seen(&self, shown: &EpisodeView) -> Vec<FactId> {
        if self.seen.is_empty() { shown.seen.clone() } else { self.seen.clone() }
    }

    /// After a refusal: what is shown next has been seen, what was typed stays.
    pub(super) fn refused(&self, error: Rc<CallError>) -> Self {
        let seen = if error.code == Code::AlreadyChanged { Vec::new() } else { self.seen.clone() };
        Self { seen, busy: false, error: Some(error), ..self.clone() }
    }

    /// On its way.
    pub(super) fn sending(&self) -> Self {
        Self { busy: true, error: None, ..self.clone() }
    }

    /// After one's own act.
    pub(super) fn done(told: Rc<EpisodeView>, after: Rc<EpisodeView>) -> Self {
        Self { after: Some((told, after)), ..Self::default() }
    }

    /// The alert to show, where `told` is what was told of it last.
    pub(super) fn after(&self, told: &Rc<EpisodeView>) -> Rc<EpisodeView> {
        let own = self.after.as_ref().filter(|(before, _)| before == told);
        own.map_or_else(|| told.clone(), |(_, after)| after.clone())
    }

    /// With no panel open.
    pub(super) fn closed(&self) -> Self {
        Self { after: self.after.clone(), ..Self::default() }
    }

    /// With this panel open.
    pub(super) fn opened(&self, kind: ActKind, shown: &EpisodeView) -> Self {
        Self { open: Some(kind), seen: shown.seen.clone(), ..self.closed() }
    }
}

/// A change to what is typed, as a callback. What is chosen rather than typed comes without words.
pub(super) fn changing(
    typed: &UseStateHandle<Typed>,
    change: impl Fn(&mut Typed, String) + 'static,
) -> Callback<String> {
    let typed = typed.clone();
    Callback::from(move |words: String| {
        let mut next = (*typed).clone();
        change(&mut next, words);
        typed.set(next);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::episode;
    use clinical::stay::Stage;

    #[test]
    fn what_came_in_while_a_panel_was_open_was_not_seen_and_a_refusal_keeps_what_was_typed() {
        let (first, second) = (FactId::from_bytes([1; 16]), FactId::from_bytes([2; 16]));
        let before = EpisodeView { seen: vec![first], ..episode() };
        let mut typed = Typed::default().opened(ActKind::Plan, &before);
        typed.words = "Fluids".to_owned();
        let meanwhile = EpisodeView { seen: vec![first, second], ..episode() };
        assert_eq!(typed.seen(&meanwhile), [first]);
        let again = typed.refused(Rc::new(CallError::new(Code::AlreadyChanged, "Accepted")));
        assert_eq!(again.seen(&meanwhile), [first, second]);
        assert_eq!((again.open, again.words.as_str()), (Some(ActKind::Plan), "Fluids"));
    }

    #[test]
    fn ones_own_act_is_shown_until_the_page_tells_anew() {
        let told = Rc::new(episode());
        let after = Rc::new(EpisodeView { stage: Stage::Accepted, ..episode() });
        let typed = Typed::done(told.clone(), after.clone());
        assert_eq!(typed.after(&told), after);
        let anew = Rc::new(EpisodeView { stage: Stage::Attended, ..episode() });
        assert_eq!(typed.after(&anew), anew);
    }

    #[test]
    fn a_button_without_a_panel_answers_what_is_shown() {
        let shown = EpisodeView { seen: vec![FactId::from_bytes([3; 16])], ..episode() };
        assert_eq!(Typed::default().seen(&shown), shown.seen);
    }
}
