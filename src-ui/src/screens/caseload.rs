//! A therapist's caseload in the order of the day, and what is left of the day at its end.

use crate::{
    dates,
    live::use_live,
    route::Route,
    screens::visit::plans::differ,
    widgets::{
        el::{attr, el, given, id, link, none, say, say_any, words as set},
        problem::{problem, waiting},
        score::chip,
        text,
    },
    words::{names, times, visit as words},
};
use clinical::stay::VisitStage;
use contract::{CaseloadRow, CaseloadView, Event, FinishView, LooseEnd, Request};
use yew::prelude::*;

pub(super) fn concerns(_: &Request, event: &Event) -> bool {
    !matches!(event, Event::Session)
}

/// The caseload.
#[hook]
pub(crate) fn use_caseload() -> Html {
    let live = use_live::<CaseloadView>(Request::Caseload, concerns);
    let Some(view) = live.view.clone() else {
        return match live.error.clone() {
            Some(error) => problem(&error, Some(live.ask)),
            None => waiting(),
        };
    };
    let all = view.rows.len();
    let at = view.ready_at.map(|at| dates::recent(at, view.now, view.offset_minutes));
    let ready = words::ready(view.ready, all, at.as_deref());
    let whole = view.ready as usize == all;
    let inside = vec![
        say("h1", "board-title", words::caseload()),
        if all == 0 {
            say("p", "nothing", words::nobody())
        } else {
            id(say("p", if whole { "ready ready--whole" } else { "ready" }, &ready), "ready")
        },
        el("ol", "task-list", view.rows.iter().map(|row| patient(row, &view)).collect()),
        link("button", &Route::FinishDay, "finish", vec![set(words::finish())]),
    ];
    id(el("section", "tasks caseload", inside), "caseload")
}

/// One patient: when, who, where, what to be careful of. It opens the visit.
fn patient(row: &CaseloadRow, view: &CaseloadView) -> Html {
    let banner = &row.banner;
    let stage = row.visit.as_ref().map(|visit| visit.stage);
    let when = match &row.visit {
        Some(visit) => match visit.began.or(visit.planned_at) {
            Some(at) => text::time(at, view.now, view.offset_minutes),
            None => set("–"),
        },
        None => set("–"),
    };
    let place = match &row.home {
        Some(address) => address.clone(),
        None => banner
            .places
            .iter()
            .map(|place| names::beds([place.bed.as_str()].into_iter()))
            .collect::<Vec<_>>()
            .join(", "),
    };
    let stopped = stage == Some(VisitStage::Stopped);
    let told = row.visit.iter().flat_map(|visit| &visit.told).map(|told| given("span", "told", told));
    let mut what = vec![
        say("b", "", &crate::widgets::banner::short_name(banner)),
        say("span", "", &place),
        say_any("span", "quiet", row.visit.as_ref().map_or("", |visit| visit.purpose.as_str())),
    ];
    what.extend(row.access.iter().map(|words| say("span", "caseload-access", words)));
    what.extend(
        row.visit
            .as_ref()
            .and_then(|visit| visit.moved_from)
            .map(|at| say("b", "", &words::moved_from(&dates::recent(at, view.now, view.offset_minutes)))),
    );
    if row.visit.as_ref().is_some_and(differ) {
        what.push(say("span", "flag flag--two", words::to_settle()));
    }
    if stage == Some(VisitStage::CalledOff) {
        what.extend(row.visit.iter().flat_map(|visit| &visit.outcome).map(|words| given("span", "", words)));
    }
    what.extend(row.overdue.iter().map(|words| given("span", "flag flag--care", words)));
    what.extend(row.precautions.iter().map(|words| given("span", "flag flag--care", words)));
    what.extend(told);
    if stopped {
        what.push(say("b", "told", words::stopped()));
    }
    if !row.ready {
        what.push(say("span", "flag flag--unsent", words::not_ready()));
    }
    if row.unsigned {
        what.push(say("span", "flag", words::unsigned()));
    }
    let mut standing = vec![chip(&row.status.score, false, "")];
    // Beside the score, whose age it is.
    let age = row.status.since.map(|at| say("small", "quiet", &times::ago(at, view.now)));
    standing.extend(age);
    if let Some(stage) = stage.filter(|_| !stopped) {
        standing.push(say("small", "", words::stage(stage)));
    }
    let inside = vec![
        el("b", "task-bed", vec![when]),
        el("span", "task-what", what),
        el("span", "task-due", standing),
    ];
    let class = if stopped { "task task--alarm" } else { "task" };
    el("li", "", vec![link(class, &Route::Visit(banner.stay), "caseload-row", inside)])
}

/// What is left of the day.
#[hook]
pub(crate) fn use_finish() -> Html {
    let live = use_live::<FinishView>(Request::FinishDay, concerns);
    let Some(view) = live.view.clone() else {
        return match live.error.clone() {
            Some(error) => problem(&error, Some(live.ask)),
            None => waiting(),
        };
    };
    let sync = &view.sync;
    let all_sent = sync.unsent == 0 && sync.set_aside == 0 && sync.unverified == 0;
    let done = all_sent && view.open.is_empty() && view.unsigned.is_empty();
    let mut unsent = Vec::new();
    if sync.unsent > 0 {
        unsent.push(say("p", "", &words::unsent(sync.unsent)));
    }
    if sync.set_aside > 0 {
        unsent.push(say("p", "", &words::set_aside(sync.set_aside)));
    }
    if !unsent.is_empty() {
        unsent.insert(0, say("h2", "", words::still_unsent()));
        unsent.push(link("button", &Route::Entries, "unsent", vec![set(words::what_is_unsent())]));
    }
    let inside = vec![
        say("h1", "board-title", words::finish()),
        say("p", "", &words::day(view.seen, view.not_seen)),
        if done { attr(say("p", "ready ready--whole", words::all_done()), "role", "status") } else { none() },
        ends(words::still_open(), &view.open),
        ends(words::still_unsigned(), &view.unsigned),
        if unsent.is_empty() { none() } else { id(el("section", "card", unsent), "finish-unsent") },
    ];
    id(el("section", "tasks", inside), "finish-day")
}

fn ends(title: &str, ends: &[LooseEnd]) -> Html {
    if ends.is_empty() {
        return none();
    }
    let line = |end: &LooseEnd| {
        let route = end.note.map_or(Route::Visit(end.stay), |note| Route::Note(end.stay, note));
        let name = say("b", "", &names::isolated(end.name.clone()));
        let inside = vec![el("span", "task-what", vec![name, given("span", "", &end.words)])];
        el("li", "", vec![link("task", &route, "loose-end", inside)])
    };
    let list = el("ol", "task-list", ends.iter().map(line).collect());
    el("section", "", vec![say("h2", "", title), list])
}
