//! One alert as a card: what it is, who has answered, whom to tell now, and what the signed-in person may do.

mod act;
pub(crate) mod next;
mod typed;

use crate::{
    clock::{Received, use_tick},
    dates,
    desk::use_desk,
    effect::use_effect_with,
    route::Route,
    widgets::{
        class::{classes, on},
        el::{self, attr, el, given, id, link, none, say, say_any},
        icon,
        mark::{Level, shape},
        problem::problem,
        text,
    },
    words::{episode as words, times},
};
use clinical::{FactId, StayId, UtcMillis, news2::Response, stay::Stage};
use contract::{
    ActAsked, ActKind, AskView, CallError, Code, EpisodeView, Escalate, EscalationChoices, InfectionView,
    Reply, Request, StoryLine,
};
use std::rc::Rc;
use typed::Typed;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// An alert, as the core last told of it.
#[derive(Clone, PartialEq)]
pub(crate) struct EpisodeProps {
    pub(crate) stay: StayId,
    pub(crate) episode: Rc<EpisodeView>,
    pub(crate) choices: Rc<EscalationChoices>,
    /// The core's time when it told so.
    pub(crate) at: UtcMillis,
    pub(crate) received: Received,
    pub(crate) offset_minutes: i16,
    /// After Save: the next step, and no more.
    pub(crate) brief: bool,
    /// With the number to ring, where that does not stand above already.
    pub(crate) ring: bool,
    /// Asks again.
    pub(crate) ask: Callback<()>,
}

/// What is on the card: the alert, what is being typed about it, and how to send that.
#[derive(Clone)]
struct Card {
    shown: Rc<EpisodeView>,
    choices: Rc<EscalationChoices>,
    typed: UseStateHandle<Typed>,
    send: Callback<(ActAsked, String)>,
    brief: bool,
    ring: bool,
    now: UtcMillis,
    offset_minutes: i16,
}

/// The card.
#[hook]
pub(crate) fn use_episode(props: &EpisodeProps) -> Html {
    use_tick();
    let typed = use_state_eq(Typed::default);
    use_effect_with((typed.open, props.episode.id), |(open, episode)| {
        if open.is_some() {
            show_panel(*episode);
        }
    });
    let backend = use_desk().backend;
    let shown = typed.after(&props.episode);
    let send = {
        let (typed, told) = (typed.clone(), props.episode.clone());
        let (stay, shown, ask) = (props.stay, shown.clone(), props.ask.clone());
        Callback::from(move |(act, reason): (ActAsked, String)| {
            let seen = typed.seen(&shown);
            let asked = Escalate { stay, episode: shown.id, seen, act, reason };
            let (typed, told, ask) = (typed.clone(), told.clone(), ask.clone());
            typed.set(typed.sending());
            spawn_local(async move {
                let reply = backend.call(Request::Escalate(Box::new(asked))).await;
                typed.set(match reply {
                    Ok(Reply::Episode(episode)) => Typed::done(told, episode.into()),
                    Ok(_) => Typed::default(),
                    Err(refused) => {
                        if refused.code == Code::AlreadyChanged {
                            ask.emit(());
                        }
                        typed.refused(Rc::new(refused))
                    }
                });
            });
        })
    };
    let error = typed.error.clone();
    let card = Card {
        shown,
        choices: props.choices.clone(),
        typed,
        send,
        brief: props.brief,
        ring: props.ring,
        now: props.received.now_from(props.at),
        offset_minutes: props.offset_minutes,
    };
    card.draw(props.stay, error.as_deref())
}

/// What a phone's tabs take at the lower edge, in pixels, and what the patient's banner may take at the upper one: as the stylesheet
/// has it.
const TABS_PX: f64 = 72.0;
const BANNER_PX: f64 = 150.0;

/// Brings the panel that was opened into sight, with the button that confirms: one below the edge of a phone would be missed, and the
/// press that opened the panel be taken for the answer.
fn show_panel(episode: FactId) {
    let Some(window) = web_sys::window() else { return };
    let id = ["act-", &episode.to_string()].concat();
    let panel = window.document().and_then(|of| of.get_element_by_id(&id));
    let height = window.inner_height().ok().and_then(|height| height.as_f64());
    let (Some(panel), Some(height)) = (panel, height) else { return };
    let is = panel.get_bounding_client_rect();
    if is.bottom() > height - TABS_PX {
        // One that is higher than the screen is read from its top.
        panel.scroll_into_view_with_bool(is.height() > height - TABS_PX - BANNER_PX);
    }
}

/// The severity of a level, in the four steps of the chart.
pub(crate) const fn severity(level: Response) -> Level {
    match level {
        Response::Emergency => Level::Three,
        Response::Urgent => Level::Two,
        Response::UrgentWardBased | Response::WardBased => Level::One,
        Response::Routine => Level::Zero,
    }
}

impl Card {
    fn time(&self, at: UtcMillis) -> String {
        dates::recent(at, self.now, self.offset_minutes)
    }

    /// Nobody has taken it on.
    fn waits(&self) -> bool {
        matches!(self.shown.stage, Stage::Raised | Stage::Told)
    }

    fn draw(&self, stay: StayId, error: Option<&CallError>) -> Html {
        let shown = &self.shown;
        let closed = shown.stage == Stage::Closed;
        let level = if closed { Level::None } else { severity(shown.level) };
        let ask = shown.ask.as_ref().filter(|ask| self.waits() || ask.unanswered);
        let ago = |at| words::raised(&self.time(at), &times::ago(at, self.now));
        let since = ago(shown.level_since.unwrap_or(shown.raised_at));
        let waiting = shown.waiting_since.map_or_else(String::new, |at| words::waiting(&ago(at)));
        let stage = words::stage(shown.stage, shown.owner.as_deref(), &shown.also_accepted);
        let attend_by = shown.attend_by.filter(|_| !self.waits());
        let infection = shown.infection.as_ref().filter(|_| !self.brief);
        let inside = vec![
            el(
                "div",
                "episode-top",
                vec![
                    el("span", "episode-level", vec![shape(level), say("b", "", words::level(shown.level))]),
                    say("span", "episode-since", &since),
                ],
            ),
            if self.brief { none() } else { given("p", "episode-words", &shown.words) },
            id(
                el("p", "episode-stage", vec![icon::stage(shown.stage), say("span", "", &stage)]),
                "episode-stage",
            ),
            say_any("p", "episode-attend", &waiting),
            ask.map_or_else(none, |ask| self.ask(ask)),
            attend_by.map_or_else(none, |by| self.attend_by(by)),
            error.map_or_else(none, |error| problem(error, None)),
            self.acts(),
            el("div", "episode-notes", shown.notes.iter().map(|note| given("p", "", note)).collect()),
            infection.map_or_else(none, |asked| self.infection(asked)),
            if self.brief {
                let all = vec![el::words(words::all_of_it())];
                link("button button--plain", &Route::Patient(stay), "all-of-it", all)
            } else {
                self.story()
            },
        ];
        let class = classes(&["card", "episode", level.class(), on(closed, "episode--closed")]);
        id(
            attr(el("section", &class, inside), "aria-label", &[words::alert(), ", ", &since].concat()),
            "episode",
        )
    }

    /// Whom to tell now, how to reach them, and until when.
    fn ask(&self, ask: &AskView) -> Html {
        let climbs = ask.climbs_at.map(|at| self.time(at));
        let clock = words::clock(&self.time(ask.since), climbs.as_deref(), ask.unanswered);
        let ring = if ask.number.is_empty() || !self.ring { String::new() } else { words::ring(&ask.number) };
        let inside = vec![
            say("p", "episode-tell", &words::tell(&ask.label)),
            given("p", "", &ask.ask),
            id(say_any("p", "episode-ring", &ring), "ask-ring"),
            say("p", "episode-clock", &clock),
        ];
        id(
            el("div", if ask.unanswered { "episode-ask episode-ask--late" } else { "episode-ask" }, inside),
            "ask",
        )
    }

    fn attend_by(&self, by: UtcMillis) -> Html {
        let at = self.time(by);
        if self.now >= by {
            say("p", "episode-attend due--overdue", &words::attend_late(&at))
        } else {
            say("p", "episode-attend", &words::attend_by(&at))
        }
    }

    /// Asked once an episode; the application never diagnoses.
    fn infection(&self, asked: &InfectionView) -> Html {
        let by = asked.treat_by.map(|at| self.time(at));
        let clock = words::infection_clock(&self.time(asked.clock_from), by.as_deref());
        let inside = vec![
            given("p", "episode-tell", &asked.question),
            say("p", "quiet", &clock),
            if self.shown.may.contains(&ActKind::Infection) { self.answers() } else { none() },
        ];
        id(el("div", "episode-infection", inside), "infection-question")
    }

    /// The newest first, since that is what one looks for.
    fn story(&self) -> Html {
        let lines = self.shown.story.iter().rev().map(|line| self.line(line));
        let inside = vec![say("summary", "", words::story()), id(el("ol", "", lines.collect()), "story")];
        let story = el("details", "story", inside);
        if self.shown.stage == Stage::Closed { story } else { attr(story, "open", "open") }
    }

    fn line(&self, line: &StoryLine) -> Html {
        let by = if line.by.is_empty() { String::new() } else { format!(" – {}", line.by) };
        let counts = if line.counts { String::new() } else { format!(" ({})", words::does_not_count()) };
        let time = text::time(line.at, self.now, self.offset_minutes);
        let said =
            vec![given("span", "", &line.words), say_any("span", "quiet", &by), say_any("b", "", &counts)];
        el(
            "li",
            if line.alert { "story-line story-line--alert" } else { "story-line" },
            vec![el("b", "story-time", vec![time]), el("span", "", said)],
        )
    }
}
