//! After Save: whom to tell now, kept up to date, and that nobody else was told for as long as nobody has accepted.

use super::EpisodeProps;
use crate::{
    clock::Received,
    live::use_live,
    part::Part,
    screens::patient,
    widgets::el::{attr, el, given, id, none, say},
    words::observe,
};
use clinical::{StayId, UtcMillis, stay::Stage};
use contract::{EntrySync, EpisodeView, EscalationChoices, PatientView, Request};
use std::rc::Rc;
use yew::prelude::*;

/// The alert that a set or a concern raised.
#[derive(Clone, PartialEq)]
pub(crate) struct NextProps {
    pub(crate) stay: StayId,
    /// As the answer to the save told of it.
    pub(crate) episode: Rc<EpisodeView>,
    pub(crate) received: Received,
    /// The core's time when it was raised.
    pub(crate) at: UtcMillis,
    pub(crate) offset_minutes: i16,
    /// Whom to ring since nobody else was told, and where what was saved is now.
    pub(crate) ring: Option<(AttrValue, EntrySync)>,
}

/// The next step.
#[hook]
pub(crate) fn use_next(props: &NextProps) -> Html {
    let live = use_live::<PatientView>(Request::Patient { stay: props.stay }, patient::concerns);
    let page = live.view.as_ref();
    let found = page.and_then(|page| page.episodes.iter().find(|episode| is_same(episode, &props.episode)));
    let episode = found.map_or_else(|| props.episode.clone(), |episode| Rc::new(episode.clone()));
    let no_choices = || EscalationChoices {
        tell: Vec::new(),
        not_escalated: Vec::new(),
        close: Vec::new(),
        stop: Vec::new(),
        flags: Vec::new(),
    };
    let choices = Rc::new(page.map_or_else(no_choices, |page| page.choices.clone()));
    let waits = matches!(episode.stage, Stage::Raised | Stage::Told);
    let (received, at) = page.map_or((props.received, props.at), |page| (live.received, page.now));
    let unheard = props.ring.as_ref().filter(|_| waits);
    let beside = beside(&props.episode.beside, waits);
    let ring = unheard.map_or_else(none, |(whom, sync)| {
        let now = episode.ask.as_ref().map_or("", |ask| &ask.ring);
        ring(if now.is_empty() { whom } else { now }, *sync)
    });
    let card = EpisodeProps {
        stay: props.stay,
        episode,
        choices,
        at,
        received,
        offset_minutes: props.offset_minutes,
        brief: true,
        ring: unheard.is_none(),
        ask: live.ask,
    };
    el("div", "next", vec![ring, beside, Part::Episode(card).draw()])
}

/// What was saved is to an alert that it did not raise alone. Where somebody has answered, nobody is to be called again for it.
fn beside(said: &[String], waits: bool) -> Html {
    if said.is_empty() {
        return none();
    }
    let holds = if waits { said.len() } else { 1 };
    let said = said.iter().take(holds).map(|words| given("p", "", words)).collect();
    id(el("div", "notice notice--problem", said), "earlier")
}

/// Whether to say that nobody else was told, or since then that nobody has accepted: once said, it is not taken back
/// before somebody accepts.
#[hook]
pub(crate) fn use_unheard(unheard: bool) -> bool {
    let said = use_mut_ref(|| false);
    let mut said = said.borrow_mut();
    *said = *said || unheard;
    *said
}

/// An earlier trigger that becomes known later gives an episode another id; what was seen of it is still in it.
fn is_same(one: &EpisodeView, other: &EpisodeView) -> bool {
    one.id == other.id || one.seen.contains(&other.id)
}

/// Whom to ring, a line each and in this order, since there was no server to tell anybody. Once it has the set it says so, and goes on naming whom to
/// ring: that others can see it is no answer.
pub(crate) fn ring(whom: &str, sync: EntrySync) -> Html {
    let said = match sync {
        EntrySync::OnThisDevice | EntrySync::SetAside => observe::nobody_told(),
        EntrySync::OnServer | EntrySync::Verified => observe::nobody_answered(),
    };
    let whom = whom.split('\n').map(|line| given("li", "", line)).collect();
    let inside = vec![say("h2", "notice-title", said), el("ol", "saved-whom", whom)];
    id(attr(el("div", "notice notice--problem saved-ring", inside), "role", "alert"), "ring")
}
