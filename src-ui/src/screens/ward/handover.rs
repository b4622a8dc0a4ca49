//! The handover of a ward: what the next shift has to know of each patient, and who has read it.

use super::{WardProps, concerns, use_deed};
use crate::{
    live::use_live,
    route::Route,
    screens::{board::standing::standing, ward::comings::transfer},
    widgets::{
        banner::{full_name, short_name},
        flag::flags,
        problem::{nothing, problem, waiting},
        score::chip,
        text,
    },
    words::{board, patient, ward as words},
};
use clinical::UtcMillis;
use contract::{Banner, HandoverLines, HandoverPatient, HandoverView, ReadHandover, ReadView, Request};
use yew::prelude::*;

/// The page.
#[hook]
pub(crate) fn use_handover(props: &WardProps) -> Html {
    let live = use_live::<HandoverView>(Request::Handover { ward: props.ward.clone() }, concerns);
    let (error, send) = use_deed();
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
    let print = Callback::from(|_: MouseEvent| {
        // A window that cannot print leaves the page as it is.
        let _ = web_sys::window().map(|window| window.print());
    });
    html! {
        <section class="ward-page handover" data-testid="handover">
            <header class="board-head">
                <h1 class="board-title">{ format!("{}: {}", words::HANDOVER, view.title) }</h1>
                <p class="board-clock">{ times_of(view.now, &view) }</p>
                <button type="button" class="button button--plain no-print" onclick={print}>{ words::PRINT }</button>
                if view.patients.len() > 1 {
                    <button type="button" class="button no-print" onclick={read(&view.patients)}
                        data-testid="read-all">{ words::read_all(view.patients.len()) }</button>
                }
            </header>
            { for error.map(|error| problem(&error, None)) }
            if view.patients.is_empty() {
                { nothing(words::NO_PATIENTS) }
            }
            <ol class="handover-list">
                { for view.patients.iter().map(|one| patient_card(one, &view, now, read(std::slice::from_ref(one)))) }
            </ol>
        </section>
    }
}

fn times_of(at: UtcMillis, view: &HandoverView) -> String {
    crate::dates::WardTime::of(at, view.offset_minutes).full()
}

fn patient_card(
    of: &HandoverPatient,
    view: &HandoverView,
    now: UtcMillis,
    read: Callback<MouseEvent>,
) -> Html {
    let Some(banner) = &of.row.banner else { return Html::default() };
    let time = |at: UtcMillis| text::time(at, now, view.offset_minutes);
    html! {
        <li class="card handover-card" key={banner.stay.to_string()} data-testid="handover-patient">
            { who(of, banner, now) }
            <div class="flags">{ flags(&of.row.flags, true) }</div>
            { transfer(&of.row) }
            { for of.row.alert.as_ref().map(|alert| html! {
                <p class="handover-alert"><b>{ alert.level.summary() }</b>{ " " }{ time(alert.raised_at) }
                    { format!(" {}", if alert.owner.is_empty() { &alert.ask } else { &alert.owner }) }</p>
            }) }
            if of.lines.is_empty() {
                <p class="quiet">{ words::NO_LINES }</p>
            }
            { for of.lines.iter().map(lines) }
            if !of.tasks.is_empty() {
                <p><b>{ words::DUE }</b>{ ": " }
                    { for of.tasks.iter().map(|(what, due)| html! { <span class="handover-task">{ what.clone() }{ " " }{ time(*due) }</span> }) }
                </p>
            }
            if !of.remarks.is_empty() {
                <p><b>{ words::REMARKS }</b>{ format!(": {}", of.remarks.join("; ")) }</p>
            }
            <div class="handover-foot">
                { receipts(&of.read_by, now, view.offset_minutes) }
                <a class="button button--plain no-print" href={Route::More(banner.stay).hash()}
                    aria-label={format!("{}: {}", words::WRITE, short_name(banner))}>{ words::WRITE }</a>
                <button type="button" class="button no-print" onclick={read} data-testid="i-have-read"
                    aria-label={format!("{}: {}", words::I_HAVE_READ, short_name(banner))}>{ words::I_HAVE_READ }</button>
            </div>
        </li>
    }
}

fn who(of: &HandoverPatient, banner: &Banner, now: UtcMillis) -> Html {
    let status = of.row.status.as_ref();
    let stands = status.map(|status| (standing(status, now), status));
    let carers = if of.row.looked_after_by.is_empty() {
        board::NOBODY.to_owned()
    } else {
        of.row.looked_after_by.join(", ")
    };
    html! {
        <header class="handover-who">
            <b class="handover-bed">{ of.row.place.bed.clone() }</b>
            <h2><a href={Route::Patient(banner.stay).hash()}>{ full_name(banner) }</a>
                { for banner.age_years.map(|years| format!(" {}", patient::age(years))) }</h2>
            { for stands.map(|(stands, status)| html! {
                <span class="handover-score">
                    { chip(&status.score, stands.stale, "") }
                    <span>{ format!("{}, {}", board::trend(status.trend), stands.due.words()) }</span>
                </span>
            }) }
            <span class="quiet">{ carers }</span>
        </header>
    }
}

/// The three lines, each with its name.
pub(crate) fn lines(of: &HandoverLines) -> Html {
    let written = words::LINES.iter().zip(of.note.lines()).filter(|(_, line)| !line.is_empty());
    html! {
        <dl class="lines" data-testid="lines">
            { for written.map(|(name, line)| html! { <div><dt>{ *name }</dt><dd>{ line.clone() }</dd></div> }) }
            <div class="quiet">{ of.by.clone() }</div>
        </dl>
    }
}

fn receipts(all: &[ReadView], now: UtcMillis, offset: i16) -> Html {
    if all.is_empty() {
        return html! { <p class="quiet handover-read">{ words::READ_BY_NOBODY }</p> };
    }
    html! {
        <ul class="handover-read" data-testid="receipts">
            { for all.iter().map(|receipt| html! {
                <li>
                    { words::read_by(&receipt.name) }{ " " }{ text::time(receipt.at, now, offset) }
                    if !receipt.changed.is_empty() {
                        <b>{ format!(" – {}", words::changed(&receipt.changed)) }</b>
                    }
                </li>
            }) }
        </ul>
    }
}
