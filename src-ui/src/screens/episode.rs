//! One alert as a card: what it is, who has answered, whom to tell now, and what the signed-in person may do.

mod act;
pub(crate) mod next;
mod typed;

use crate::{
    clock::{Received, use_tick},
    dates,
    desk::use_desk,
    route::Route,
    widgets::{
        class::{classes, on},
        icon,
        mark::{Level, shape},
        problem::problem,
        text,
    },
    words::{episode as words, times},
};
use clinical::{StayId, UtcMillis, news2::Response, stay::Stage};
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
    busy: bool,
    brief: bool,
    now: UtcMillis,
    offset_minutes: i16,
}

/// The card.
#[hook]
pub(crate) fn use_episode(props: &EpisodeProps) -> Html {
    use_tick();
    let typed = use_state_eq(Typed::default);
    let error = use_state_eq(|| None::<Rc<CallError>>);
    let busy = use_state_eq(|| false);
    // As it is after one's own act, until the page tells of it as well.
    let after = use_state_eq(|| None::<Rc<EpisodeView>>);
    {
        let after = after.clone();
        use_effect_with(props.episode.clone(), move |_| after.set(None));
    }
    let backend = use_desk().backend;
    let shown = (*after).clone().unwrap_or_else(|| props.episode.clone());
    let send = {
        let (typed, error, busy_now, after) = (typed.clone(), error.clone(), busy.clone(), after.clone());
        let (stay, shown, ask) = (props.stay, shown.clone(), props.ask.clone());
        Callback::from(move |(act, reason): (ActAsked, String)| {
            let seen = typed.seen(&shown);
            let asked = Escalate { stay, episode: shown.id, seen, act, reason };
            let (typed, error, busy) = (typed.clone(), error.clone(), busy_now.clone());
            let (after, ask) = (after.clone(), ask.clone());
            busy.set(true);
            spawn_local(async move {
                match backend.call(Request::Escalate(Box::new(asked))).await {
                    Ok(reply) => {
                        if let Reply::Episode(episode) = reply {
                            after.set(Some(Rc::new(*episode)));
                        }
                        typed.set(Typed::default());
                        error.set(None);
                    }
                    Err(refused) => {
                        if refused.code == Code::AlreadyChanged {
                            // From now on it is about what the card shows next; what was typed stays.
                            typed.set(typed.looking_again());
                            ask.emit(());
                        }
                        error.set(Some(Rc::new(refused)));
                    }
                }
                busy.set(false);
            });
        })
    };
    let card = Card {
        shown,
        choices: props.choices.clone(),
        typed,
        send,
        busy: *busy,
        brief: props.brief,
        now: props.received.now_from(props.at),
        offset_minutes: props.offset_minutes,
    };
    card.draw(props.stay, error.as_deref())
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
        html! {
            <section class={classes(&["card", "episode", level.class(), on(closed, "episode--closed")])}
                aria-label={words::ALERT} data-testid="episode">
                <div class="episode-top">
                    <span class="episode-level">{ shape(level) }<b>{ words::level(shown.level) }</b></span>
                    <span class="episode-since">
                        { words::raised(&self.time(shown.raised_at), &times::ago(shown.raised_at, self.now)) }
                    </span>
                </div>
                <p class="episode-words">{ shown.words.clone() }</p>
                <p class="episode-stage" data-testid="episode-stage">
                    { icon::stage(shown.stage) }
                    <span>{ words::stage(shown.stage, shown.owner.as_deref(), &shown.also_accepted) }</span>
                </p>
                { for ask.map(|ask| self.ask(ask)) }
                { for shown.attend_by.filter(|_| !self.waits()).map(|by| self.attend_by(by)) }
                { for shown.notes.iter().map(|note| html! { <p class="episode-note">{ note.clone() }</p> }) }
                { for error.map(|error| problem(error, None)) }
                { self.acts() }
                { for shown.infection.as_ref().filter(|_| !self.brief).map(|asked| self.infection(asked)) }
                if self.brief {
                    <a class="button button--plain" href={Route::Patient(stay).hash()}>{ words::ALL_OF_IT }</a>
                } else {
                    { self.story() }
                }
            </section>
        }
    }

    /// Whom to tell now, how to reach them, and until when.
    fn ask(&self, ask: &AskView) -> Html {
        let climbs = ask.climbs_at.map(|at| self.time(at));
        html! {
            <div class={classes(&["episode-ask", on(ask.unanswered, "episode-ask--late")])} data-testid="ask">
                <p class="episode-tell">{ words::tell(&ask.label) }</p>
                <p>{ ask.ask.clone() }</p>
                if !ask.number.is_empty() {
                    <p class="episode-ring" data-testid="ask-ring">{ words::ring(&ask.number) }</p>
                }
                <p class="episode-clock">
                    { words::clock(&self.time(ask.since), climbs.as_deref(), ask.unanswered) }
                </p>
            </div>
        }
    }

    fn attend_by(&self, by: UtcMillis) -> Html {
        let (at, late) = (self.time(by), self.now >= by);
        let said = if late { words::attend_late(&at) } else { words::attend_by(&at) };
        html! { <p class={classes(&["episode-attend", on(late, "due--overdue")])}>{ said }</p> }
    }

    /// Asked once an episode; the application never diagnoses.
    fn infection(&self, asked: &InfectionView) -> Html {
        let by = asked.treat_by.map(|at| self.time(at));
        html! {
            <div class="episode-infection" data-testid="infection-question">
                <p class="episode-tell">{ asked.question.clone() }</p>
                <p class="quiet">{ words::infection_clock(&self.time(asked.clock_from), by.as_deref()) }</p>
                if self.shown.may.contains(&ActKind::Infection) {
                    { self.answers() }
                }
            </div>
        }
    }

    /// The newest first, since that is what one looks for.
    fn story(&self) -> Html {
        let lines = self.shown.story.iter().rev().map(|line| self.line(line));
        html! {
            <details class="story" open={self.shown.stage != Stage::Closed}>
                <summary>{ words::STORY }</summary>
                <ol data-testid="story">{ for lines }</ol>
            </details>
        }
    }

    fn line(&self, line: &StoryLine) -> Html {
        html! {
            <li class={classes(&["story-line", on(line.alert, "story-line--alert")])}>
                <b class="story-time">{ text::time(line.at, self.now, self.offset_minutes) }</b>
                <span>
                    { line.words.clone() }
                    if !line.by.is_empty() {
                        <span class="quiet">{ format!(" – {}", line.by) }</span>
                    }
                    if !line.counts {
                        <b>{ format!(" ({})", words::DOES_NOT_COUNT) }</b>
                    }
                </span>
            </li>
        }
    }
}
