//! One patient: who, how they stand, the latest sets, and what can be done.

pub(crate) mod assessments;
pub(crate) mod correct;
mod countersign;
pub(crate) mod decisions;
pub(crate) mod more;
mod scale;
pub(super) mod sets;

use crate::{
    desk::use_desk,
    live::{Live, use_live},
    part::Part,
    route::Route,
    screens::{
        board::standing::standing,
        episode::EpisodeProps,
        ward::{comings::transfer_words, handover::lines},
    },
    widgets::{
        banner::patient_banner,
        el::{self, attr, el, english, given, id, link, none, press, say, say_any},
        flag::flags,
        mark::{Way, arrow},
        problem::{problem, waiting},
        score::chip,
        text,
    },
    words::{self, board, errors, patient, texts, times, ward},
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
pub(super) fn use_send() -> (Option<Rc<CallError>>, Callback<Request>) {
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
    let Some(view) = live.view.clone() else {
        return match live.error.clone() {
            Some(error) => problem(&error, Some(live.ask.clone())),
            None => waiting(),
        };
    };
    let look_after = {
        let (stay, on) = (props.stay, !view.mine);
        send.reform(move |_: MouseEvent| Request::LookAfter { stay, on })
    };
    let now = live.now(view.now);
    let heard = view.heard_at.map(|at| times::ago(at, now));
    let old = now.minutes_since(view.now) >= 2;
    let old_since = errors::shown_is_from(&times::ago(view.now, now));
    let unsent = if view.unsent > 0 { board::unsent(view.unsent) } else { String::new() };
    let newer = if view.newer > 0 { patient::newer(view.newer) } else { String::new() };
    let decisions = decisions::DecisionsProps { view: view.clone(), now: view.now };
    let main = vec![
        el("div", "patient-alerts", episodes(&view, &live, true)),
        status(&view, now),
        actions(&view, look_after, error.as_deref()),
        el("div", "", view.conflicts.iter().map(conflict).collect()),
        el("div", "", view.handover.iter().map(lines).collect()),
        attr(say_any("p", "notice notice--old", &newer), "role", "status"),
        el(
            "p",
            "quiet heard",
            vec![el::words(&patient::heard(heard.as_deref())), say_any("span", "flag flag--unsent", &unsent)],
        ),
        countersign::section(&view, now, &send),
        assessments::section(&view, now, &correcting, &send),
        Part::Decisions(decisions).draw(),
        scale::scale(&view, &deciding, &send),
        el("div", "patient-alerts", episodes(&view, &live, false)),
    ];
    let sets =
        sets::list(&sets::Sets { view: &view, policy: &view.bedside, now, open: &correcting, send: &send });
    let inside = vec![
        patient_banner(&view.banner, Html::default(), place(&view)),
        standing_facts(&view),
        if old { attr(say("p", "notice notice--old", &old_since), "role", "alert") } else { none() },
        el("div", "patient-columns", vec![el("div", "patient-main", main), sets]),
    ];
    id(el("article", "patient", inside), "patient")
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
            ring: true,
            ask: live.ask.clone(),
        })
        .draw()
    })
    .collect()
}

/// What to know before one does anything: flags, a transfer, an end, other stays of the same person.
fn standing_facts(view: &PatientView) -> Html {
    let notice =
        |words: &str, testid: &str| id(attr(say("p", "notice notice--old", words), "role", "status"), testid);
    let mut parts = Vec::new();
    if !view.flags.is_empty() {
        parts.push(id(flags(&view.flags, "flags flags--page", true), "flags"));
    }
    parts.extend(view.transfer.as_ref().map(|of| notice(&transfer_words(of), "transfer")));
    if let Some(of) = &view.ending {
        let more = if of.contradicted { ward::contradicted() } else { "" };
        let said = vec![given("span", "", &of.words), el::words(" "), el::words(more)];
        parts.push(id(attr(el("p", "notice notice--old", said), "role", "status"), "ending"));
    }
    for other in &view.same_person {
        let there =
            link("", &Route::Patient(other.stay), "other-stay", vec![given("span", "", &other.words)]);
        let inside = vec![el::words(ward::same_person()), el::words(" "), there];
        parts.push(id(el("p", "notice notice--old", inside), "same-person"));
    }
    el("div", "standing-facts", parts)
}

/// Where, and by whom looked after. Not part of the banner, which says only who.
fn place(view: &PatientView) -> Html {
    let carers = match view.looked_after_by.as_slice() {
        [] => board::nobody().to_owned(),
        names => names.join(", "),
    };
    let bed = crate::widgets::banner::bed(&view.banner);
    el("div", "banner-place", vec![id(say("b", "", &bed), "bed"), say("span", "", &carers)])
}

/// The score with its age, what it asks for, and the next set.
fn status(view: &PatientView, now: UtcMillis) -> Html {
    let status: &StatusView = &view.status;
    let standing = standing(status, now);
    let since = status.since.map(|at| {
        let time = text::time(at, now, view.offset_minutes);
        el("span", "", vec![time, el::words(&format!(", {}", times::ago(at, now)))])
    });
    let other = status.other_scale.as_ref().map(|score| chip(score, false, "score--big score--other"));
    let doubt = |holds: bool, words: &str| {
        if holds { say("b", "", &format!(" – {words}")) } else { none() }
    };
    let due = standing.due.is_overdue();
    let every = match status.monitoring.as_str() {
        "" => Vec::new(),
        monitoring => vec![el::words(" · "), given("span", "", monitoring)],
    };
    let response = || {
        let asks = vec![say("h2", "", patient::response()), given("p", "", &status.response)];
        el("div", "status-response", asks)
    };
    let top = vec![
        say("span", "status-label", "NEWS2"),
        chip(&status.score, standing.stale, "score--big"),
        other.unwrap_or_default(),
        trend(status),
    ];
    let when = vec![
        since.unwrap_or_default(),
        doubt(status.later_incomplete, board::later_incomplete()),
        doubt(status.unchecked_clock, board::unchecked_clock()),
    ];
    let due_words = vec![el::words(&words::capital(&standing.due.words())), el("span", "quiet", every)];
    let repeat = || attr(say("p", "notice notice--problem", board::repeat_now()), "role", "alert");
    let inside = vec![
        el("div", "status-top", top),
        el("p", "status-when", when),
        id(el("p", if due { "status-due due--overdue" } else { "status-due" }, due_words), "due"),
        if status.repeat_now { repeat() } else { none() },
        if status.response.is_empty() { none() } else { response() },
        id(
            el("div", "quiet", view.policy.iter().map(|line| english(say("p", "", line))).collect()),
            "policy",
        ),
    ];
    let class = if standing.stale { "card status status--stale" } else { "card status" };
    id(el("section", class, inside), "status")
}

fn trend(status: &StatusView) -> Html {
    use contract::Trend;
    let way = match status.trend {
        Trend::Up => Some(Way::Up),
        Trend::Down => Some(Way::Down),
        Trend::Same => Some(Way::Level),
        Trend::None | Trend::First => None,
    };
    let inside = vec![way.map_or_else(none, arrow), el::words(board::trend(status.trend))];
    el("span", "status-trend", inside)
}

/// Versions that two people recorded, each with who and when, and which counts meanwhile.
fn conflict(conflict: &ConflictView) -> Html {
    let title = vec![el::words(patient::conflicts()), el::words(": "), given("span", "", &conflict.about)];
    let versions = conflict.versions.iter().map(|version| given("li", "", version));
    let inside = vec![
        el("h2", "notice-title", title),
        el("ul", "", versions.collect()),
        say("p", "", &patient::meanwhile(&texts::said(&conflict.meanwhile))),
    ];
    id(attr(el("section", "notice notice--conflict", inside), "role", "status"), "conflict")
}

/// Record, chart, look after.
fn actions(view: &PatientView, look_after: Callback<MouseEvent>, error: Option<&CallError>) -> Html {
    let (stay, mine) = (view.banner.stay, view.mine);
    let to = |class: &str, route: Route, testid: &str, label: &str| {
        link(class, &route, testid, vec![el::words(label)])
    };
    let label = if mine { patient::stop_looking_after() } else { patient::look_after() };
    let look_after = press("button", label, "look-after", true, look_after);
    let inside = vec![
        to("button button--main", Route::Observe(stay), "observe", patient::observe()),
        to("button button--emergency", Route::Concern(stay), "concern-button", words::episode::concern()),
        to("button", Route::Chart(stay), "chart", patient::chart()),
        to("button", Route::More(stay), "to-more", ward::more()),
        to("button", Route::Visit(stay), "visit-button", words::visit::visit()),
        attr(look_after, "aria-pressed", if mine { "true" } else { "false" }),
        error.map_or_else(none, |error| problem(error, None)),
    ];
    el("div", "actions", inside)
}
