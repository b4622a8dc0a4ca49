//! After Save: whom to tell now, kept up to date, and that nobody else was told for as long as nobody has accepted.

use super::EpisodeProps;
use crate::{
    clock::Received,
    dates,
    live::use_live,
    part::Part,
    screens::patient,
    widgets::el::{attr, el, given, id, none, say, say_any},
    words::{episode as words, observe},
};
use clinical::{FactId, StayId, UtcMillis, stay::Stage};
use contract::{EntrySync, EpisodeView, EscalationChoices, PatientView, Request};
use std::rc::Rc;
use yew::prelude::*;

/// The alert that a set or a concern raised.
#[derive(Clone, PartialEq)]
pub(crate) struct NextProps {
    pub(crate) stay: StayId,
    /// What was saved.
    pub(crate) fact: FactId,
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
    let earlier = earlier(
        &episode,
        props.fact,
        dates::recent(episode.raised_at, received.now_from(at), props.offset_minutes),
    );
    let earlier = id(say_any("p", "notice notice--problem", &earlier), "earlier");
    let card = EpisodeProps {
        stay: props.stay,
        episode,
        choices,
        at,
        received,
        offset_minutes: props.offset_minutes,
        brief: true,
        ask: live.ask,
    };
    let ring = unheard.map_or_else(none, |(whom, sync)| ring(whom, *sync));
    el("div", "next", vec![ring, earlier, Part::Episode(card).draw()])
}

/// Whose the alert is, where something earlier raised it and what was saved came to it: its clock began then. Empty of one that what was
/// saved raised itself.
pub(crate) fn earlier(episode: &EpisodeView, saved: FactId, at: String) -> String {
    if episode.id == saved {
        return String::new();
    }
    let open = match episode.first_total {
        Some(total) => words::earlier_score(total.into(), &at),
        None => words::earlier_alert(&at),
    };
    // Where somebody has answered, nobody is to be called again for it.
    let call = matches!(episode.stage, Stage::Raised | Stage::Told);
    [open.as_str(), if call { words::one_call() } else { "" }].join(" ").trim_end().to_owned()
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

/// Whom to ring, since there was no server to tell anybody. Once it has the set it says so, and goes on naming whom to
/// ring: that others can see it is no answer.
pub(crate) fn ring(whom: &str, sync: EntrySync) -> Html {
    let said = match sync {
        EntrySync::OnThisDevice | EntrySync::SetAside => observe::nobody_told(),
        EntrySync::OnServer | EntrySync::Verified => observe::nobody_answered(),
    };
    let inside = vec![say("h2", "notice-title", said), given("p", "saved-whom", whom)];
    id(attr(el("div", "notice notice--problem saved-ring", inside), "role", "alert"), "ring")
}
