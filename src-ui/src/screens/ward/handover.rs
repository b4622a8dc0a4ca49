//! The handover of a ward: what the next shift has to know of each patient, and who has read it.

use super::{WardProps, concerns, use_deed};
use crate::{
    dates::WardTime,
    live::use_live,
    paper::use_paper,
    route::Route,
    screens::{board::standing::standing, ward::comings::transfer},
    widgets::{
        banner::{full_name, short_name},
        el::{attr, el, english, given, id, link, none, press, say, words as set},
        flag::flags,
        problem::{nothing, problem, waiting},
        score::chip,
        text,
    },
    words::{board, patient, texts, ward as words},
};
use clinical::UtcMillis;
use contract::{
    Banner, HandoverLines, HandoverPatient, HandoverView, Printed, ReadHandover, ReadView, Request,
};
use yew::prelude::*;

/// The page.
#[hook]
pub(crate) fn use_handover(props: &WardProps) -> Html {
    let live = use_live::<HandoverView>(Request::Handover { ward: props.ward.clone() }, concerns);
    let (error, send) = use_deed();
    let paper = use_paper();
    let Some(view) = live.view.clone() else {
        return live.error.map_or_else(waiting, |error| problem(&error, Some(live.ask)));
    };
    let now = live.now(view.now);
    let read = |patients: &[HandoverPatient]| {
        let of = |patient: &HandoverPatient| Some((patient.row.banner.as_ref()?.stay, patient.seen.clone()));
        let read = patients.iter().filter_map(of).collect();
        let request = Request::ReadHandover(Box::new(ReadHandover { read }));
        send.reform(move |_: MouseEvent| (request.clone(), None))
    };
    let print = {
        let ward = props.ward.clone();
        paper.ask.reform(move |_: MouseEvent| Printed::Handover { ward: ward.clone() })
    };
    let mut head = vec![
        say("h1", "board-title", &[words::handover(), ": ", &view.title].concat()),
        say("p", "board-clock", &WardTime::of(view.now, view.offset_minutes).full()),
        press("button button--plain no-print", words::print(), "print", true, print),
    ];
    if view.patients.len() > 1 {
        let all = words::read_all(view.patients.len());
        head.push(press("button no-print", &all, "read-all", true, read(&view.patients)));
    }
    let mut parts = vec![el("header", "board-head", head)];
    parts.extend(error.map(|error| problem(&error, None)));
    parts.push(paper.told);
    if view.patients.is_empty() {
        parts.push(nothing(words::no_patients()));
    }
    let cards = view.patients.iter().map(|one| card(one, &view, now, read(std::slice::from_ref(one))));
    parts.push(el("ol", "handover-list", cards.collect()));
    id(el("section", "ward-page handover", parts), "handover")
}

fn card(of: &HandoverPatient, view: &HandoverView, now: UtcMillis, read: Callback<MouseEvent>) -> Html {
    let Some(banner) = &of.row.banner else { return none() };
    let time = |at: UtcMillis| text::time(at, now, view.offset_minutes);
    let mut parts = vec![who(of, banner, now), flags(&of.row.flags, "flags", true), transfer(&of.row)];
    if let Some(alert) = &of.row.alert {
        let who = if alert.owner.is_empty() { &alert.ask } else { &alert.owner };
        let inside = vec![
            given("b", "", alert.level.summary()),
            set(" "),
            time(alert.raised_at),
            set(" "),
            set(&texts::text_or(who)),
        ];
        parts.push(el("p", "handover-alert", inside));
    }
    if of.lines.is_empty() {
        parts.push(say("p", "quiet", words::no_lines()));
    }
    parts.extend(of.lines.iter().map(lines));
    if !of.tasks.is_empty() {
        let task = |(what, due): &(String, UtcMillis)| {
            el("span", "handover-task", vec![given("span", "", what), set(" "), time(*due)])
        };
        let mut tasks = vec![say("b", "", words::due()), set(": ")];
        tasks.extend(of.tasks.iter().map(task));
        parts.push(el("p", "", tasks));
    }
    if !of.remarks.is_empty() {
        let remarks = [": ", &of.remarks.join("; ")].concat();
        parts.push(el("p", "", vec![say("b", "", words::remarks()), set(&remarks)]));
    }
    let named = |words: &str| [words, ": ", &short_name(banner)].concat();
    let write =
        link("button button--plain no-print", &Route::More(banner.stay), "write", vec![set(words::write())]);
    let read = press("button no-print", words::i_have_read(), "i-have-read", true, read);
    parts.push(el(
        "div",
        "handover-foot",
        vec![
            therapy(of),
            receipts(&of.read_by, now, view.offset_minutes),
            attr(write, "aria-label", &named(words::write())),
            attr(read, "aria-label", &named(words::i_have_read())),
        ],
    ));
    id(el("li", "card handover-card", parts), "handover-patient")
}

fn who(of: &HandoverPatient, banner: &Banner, now: UtcMillis) -> Html {
    let mut name =
        vec![link("", &Route::Patient(banner.stay), "handover-open", vec![set(&full_name(banner))])];
    name.extend(banner.age_years.map(|years| set(&[" ", &patient::age(years)].concat())));
    let mut parts = vec![say("b", "handover-bed", &of.row.place.bed), el("h2", "", name)];
    if let Some(status) = &of.row.status {
        let stands = standing(status, now);
        let words = [board::trend(status.trend), ", ", &stands.due.words()].concat();
        parts.push(el(
            "span",
            "handover-score",
            vec![chip(&status.score, stands.stale, ""), say("span", "", &words)],
        ));
    }
    let carers = of.row.looked_after_by.join(", ");
    parts.push(say("span", "quiet", if carers.is_empty() { board::nobody() } else { &carers }));
    el("header", "handover-who", parts)
}

/// The three lines, each with its name.
pub(crate) fn lines(of: &HandoverLines) -> Html {
    let written = words::lines().into_iter().zip(of.note.lines()).filter(|(_, line)| !line.is_empty());
    let line = |(name, line): (&str, &String)| el("div", "", vec![say("dt", "", name), say("dd", "", line)]);
    let list = el("dl", "", written.map(line).collect());
    id(el("div", "lines", vec![list, english(say("p", "quiet", &of.by))]), "lines")
}

/// What the therapists left for the ward.
fn therapy(of: &HandoverPatient) -> Html {
    of.row.therapy.as_ref().map_or_else(none, |line| {
        id(
            el(
                "p",
                "handover-therapy",
                vec![say("b", "", words::therapy()), set(" "), english(say("span", "", line))],
            ),
            "handover-therapy",
        )
    })
}

fn receipts(all: &[ReadView], now: UtcMillis, offset: i16) -> Html {
    if all.is_empty() {
        return say("p", "quiet handover-read", words::read_by_nobody());
    }
    let line = |receipt: &ReadView| {
        let mut parts =
            vec![set(&words::read_by(&receipt.name)), set(" "), text::time(receipt.at, now, offset)];
        if !receipt.changed.is_empty() {
            parts.push(say("b", "", &[" – ", &words::changed(&receipt.changed)].concat()));
        }
        el("li", "", parts)
    };
    id(el("ul", "handover-read", all.iter().map(line).collect()), "receipts")
}
