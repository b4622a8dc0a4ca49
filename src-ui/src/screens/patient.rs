//! One patient: who, how they stand, the latest sets, and what can be done.

pub(crate) mod assessments;
pub(crate) mod correct;
pub(crate) mod decisions;
mod scale;
pub(super) mod sets;

use crate::widgets::class::{classes, on};
use crate::{
    desk::use_desk,
    live::{Live, use_live},
    part::Part,
    policy::use_policy,
    route::Route,
    screens::{board::standing::standing, episode::EpisodeProps},
    widgets::{
        banner::patient_banner,
        mark::{Way, arrow},
        problem::{problem, waiting},
        score::chip,
        text,
    },
    words::{self, board, errors, patient, times},
};
use clinical::{FactId, StayId, UtcMillis, stay::Stage};
use contract::{CallError, ConflictView, Event, PatientView, Request, StatusView};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

pub(super) fn concerns(question: &Request, event: &Event) -> bool {
    match (question, event) {
        (Request::Patient { stay } | Request::Chart { stay, .. }, Event::Changed { stays, .. }) => {
            stays.contains(stay)
        }
        _ => false,
    }
}

/// Sends a request that changes something, and keeps what went wrong. The page asks again by itself when it worked.
#[hook]
fn use_send() -> (Option<Rc<CallError>>, Callback<Request>) {
    let desk = use_desk();
    let error = use_state_eq(|| None::<Rc<CallError>>);
    let send = {
        let error = error.clone();
        Callback::from(move |request: Request| {
            let (desk, error) = (desk.clone(), error.clone());
            spawn_local(async move { error.set(desk.backend.call(request).await.err().map(Rc::new)) });
        })
    };
    ((*error).clone(), send)
}

/// Which patient.
#[derive(Clone, PartialEq)]
pub(crate) struct PatientProps {
    pub(crate) stay: StayId,
}

/// The page.
#[hook]
pub(crate) fn use_patient(props: &PatientProps) -> Html {
    let live = use_live::<PatientView>(Request::Patient { stay: props.stay }, concerns);
    let (error, send) = use_send();
    let deciding = scale::use_deciding();
    let correcting = use_state_eq(|| None::<FactId>);
    let policy = use_policy();
    let Some(view) = live.view.clone() else {
        return match live.error.clone() {
            Some(error) => problem(&error, Some(live.ask.clone())),
            None => waiting(),
        };
    };
    let look_after = {
        let request = Request::LookAfter { stay: props.stay, on: !view.mine };
        send.reform(move |_: MouseEvent| request.clone())
    };
    let now = live.now(view.now);
    let heard = view.heard_at.map(|at| times::ago(at, now));
    let old = now.minutes_since(view.now) >= 2;
    html! {
        <article class="patient" data-testid="patient">
            { patient_banner(&view.banner, Html::default(), place(&view)) }
            if old {
                <p class="notice notice--old" role="alert">{ errors::shown_is_from(&times::ago(view.now, now)) }</p>
            }
            <div class="patient-columns">
                <div class="patient-main">
                    { for episodes(&view, &live, true) }
                    { status(&view, now) }
                    { actions(&view, look_after, error.as_deref()) }
                    { for view.conflicts.iter().map(conflict) }
                    if view.newer > 0 {
                        <p class="notice notice--old" role="status">{ patient::newer(view.newer) }</p>
                    }
                    <p class="quiet heard">
                        { patient::heard(heard.as_deref()) }
                        if view.unsent > 0 {
                            <span class="flag flag--unsent">{ board::unsent(view.unsent) }</span>
                        }
                    </p>
                    { assessments::section(&view, now, &correcting) }
                    { Part::Decisions(decisions::DecisionsProps { view: view.clone(), now: view.now }).draw() }
                    { scale::scale(&view, &deciding, &send) }
                    { for episodes(&view, &live, false) }
                </div>
                { sets::list(&sets::Sets { view: &view, policy: &policy, now, open: &correcting }) }
            </div>
        </article>
    }
}

/// The open alerts, which stand above everything, or those that were closed in the last day, which stand below.
fn episodes(view: &Rc<PatientView>, live: &Live<PatientView>, open: bool) -> Vec<Html> {
    let fits = view.episodes.iter().filter(|episode| (episode.stage != Stage::Closed) == open);
    let choices = Rc::new(view.choices.clone());
    fits.map(|episode| {
        Part::Episode(EpisodeProps {
            stay: view.banner.stay,
            episode: Rc::new(episode.clone()),
            choices: choices.clone(),
            at: view.now,
            received: live.received,
            offset_minutes: view.offset_minutes,
            brief: false,
            ask: live.ask.clone(),
        })
        .draw()
    })
    .collect()
}

/// Where, and by whom looked after. Not part of the banner, which says only who.
fn place(view: &PatientView) -> Html {
    let carers = match view.looked_after_by.as_slice() {
        [] => board::NOBODY.to_owned(),
        names => names.join(", "),
    };
    html! {
        <div class="banner-place">
            <b data-testid="bed">{ crate::widgets::banner::bed(&view.banner) }</b>
            <span>{ carers }</span>
        </div>
    }
}

/// The score with its age, what it asks for, and the next set.
fn status(view: &PatientView, now: UtcMillis) -> Html {
    let status: &StatusView = &view.status;
    let standing = standing(status, now);
    let since = status.since.map(|at| {
        html! {
            <span>
                { text::time(at, now, view.offset_minutes) }
                { format!(", {}", times::ago(at, now)) }
            </span>
        }
    });
    let other = status.other_scale.clone();
    html! {
        <section class={classes(&["card", "status", on(standing.stale, "status--stale")])} data-testid="status">
            <div class="status-top">
                <span class="status-label">{ "NEWS2" }</span>
                { chip(&status.score, standing.stale, "score--big") }
                { for other.map(|score| chip(&score, false, "score--big score--other")) }
                <span class="status-trend">{ trend(status) }</span>
            </div>
            <p class="status-when">
                { for since }
                if status.later_incomplete {
                    <b>{ format!(" – {}", board::LATER_INCOMPLETE) }</b>
                }
                if status.unchecked_clock {
                    <b>{ format!(" – {}", board::UNCHECKED_CLOCK) }</b>
                }
            </p>
            <p class={classes(&["status-due", on(standing.due.is_overdue(), "due--overdue")])} data-testid="due">
                { words::capital(&standing.due.words()) }
                if !status.monitoring.is_empty() {
                    <span class="quiet">{ format!(" · {}", status.monitoring) }</span>
                }
            </p>
            if status.repeat_now {
                <p class="notice notice--problem" role="alert">{ board::REPEAT_NOW }</p>
            }
            if !status.response.is_empty() {
                <div class="status-response">
                    <h2>{ patient::RESPONSE }</h2>
                    <p>{ status.response.clone() }</p>
                </div>
            }
        </section>
    }
}

fn trend(status: &StatusView) -> Html {
    use contract::Trend;
    let way = match status.trend {
        Trend::Up => Some(Way::Up),
        Trend::Down => Some(Way::Down),
        Trend::Same => Some(Way::Level),
        Trend::None | Trend::First => None,
    };
    html! { <>{ for way.map(arrow) }{ board::trend(status.trend) }</> }
}

/// Versions that two people recorded, each with who and when, and which counts meanwhile.
fn conflict(conflict: &ConflictView) -> Html {
    html! {
        <section class="notice notice--conflict" role="status" data-testid="conflict">
            <h2 class="notice-title">{ format!("{}: {}", patient::CONFLICTS, conflict.about) }</h2>
            <ul>{ for conflict.versions.iter().map(|version| html! { <li>{ version.clone() }</li> }) }</ul>
            <p>{ patient::meanwhile(&conflict.meanwhile) }</p>
        </section>
    }
}

/// Record, chart, look after.
fn actions(view: &PatientView, look_after: Callback<MouseEvent>, error: Option<&CallError>) -> Html {
    let (stay, mine) = (view.banner.stay, view.mine);
    html! {
        <div class="actions">
            <a class="button button--main" href={Route::Observe(stay).hash()} data-testid="observe">
                { patient::OBSERVE }
            </a>
            <a class="button button--emergency" href={Route::Concern(stay).hash()} data-testid="concern-button">
                { words::episode::CONCERN }
            </a>
            <a class="button" href={Route::Chart(stay).hash()} data-testid="chart">{ patient::CHART }</a>
            <button type="button" class="button" onclick={look_after} aria-pressed={mine.to_string()}
                data-testid="look-after">
                { if mine { patient::STOP_LOOKING_AFTER } else { patient::LOOK_AFTER } }
            </button>
            { for error.map(|error| problem(error, None)) }
        </div>
    }
}
