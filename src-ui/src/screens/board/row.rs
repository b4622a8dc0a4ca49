//! One bed of the board, and one card of the strip above it.

use super::{alert, order, standing::standing};
use crate::widgets::class::{classes, on};
use crate::{
    route::Route,
    screens::ward::comings::transfer,
    widgets::{
        banner::short_name,
        el::{attr, el, english, id, say},
        flag as care,
        mark::{Way, arrow},
        score::chip,
        spark::spark,
    },
    words::{board, names, patient, ward},
};
use clinical::UtcMillis;
use contract::{Banner, BoardRow, BoardView, StatusView, Trend};
use yew::prelude::*;

/// One bed.
pub(super) fn bed_row(row: &BoardRow, now: UtcMillis, age: Option<i64>) -> Html {
    let stay = row.banner.as_ref().map(|banner| banner.stay.to_string()).unwrap_or_default();
    let key = format!("{}/{}/{stay}", row.place.ward, row.place.bed);
    let bed = html! { <span class="cell cell--bed" role="rowheader">{ row.place.bed.clone() }</span> };
    let Some(banner) = &row.banner else {
        return html! {
            <div class="row row--empty" role="row" data-testid="row-empty" {key}>
                { bed }<span class="cell cell--name" role="cell">{ board::unoccupied() }</span>
            </div>
        };
    };
    let standing = row.status.as_ref().map(|status| standing(status, now));
    let stale = standing.is_some_and(|s| s.stale).then_some("row--stale");
    html! {
        <div class={classes(&["row", stale.unwrap_or_default(), on(row.mine, "row--mine"), on(row.alert.is_some(), "row--alert")])} role="row"
            {key} data-testid="row" data-bed={row.place.bed.clone()}>
            { bed }
            <span class="cell cell--name" role="cell">{ who(row, banner) }{ more(row) }{ flags(row, banner, age) }</span>
            { for row.alert.as_ref().map(|of| alert::cell(of, banner, now)) }
            <span class="cell cell--score" role="cell">{ score(row.status.as_ref(), now) }</span>
            <span class="cell cell--trend" role="cell">{ trend(row) }</span>
            <span class="cell cell--due" role="cell">{ due(row.status.as_ref(), now) }</span>
            <span class="cell cell--by" role="cell">{ carers(row) }</span>
            <span class="cell cell--do" role="cell">
                <a class="row-observe" href={Route::Observe(banner.stay).hash()} data-testid="row-observe"
                    aria-label={format!("{}: {}", board::observe(), short_name(banner))}>{ board::observe() }</a>
            </span>
        </div>
    }
}

fn who(row: &BoardRow, banner: &Banner) -> Html {
    let family = names::isolated(banner.family.to_uppercase());
    let given = names::isolated(banner.given.clone());
    let tight = banner.family.split([' ', '-']).any(|word| word.chars().count() > 13);
    let long = on(family.chars().count() + given.chars().count() > 20, "row-name--long");
    let mut more: Vec<String> = banner.age_years.map(patient::age).into_iter().collect();
    more.push(crate::words::names::gender(banner.gender).to_owned());
    if banner.places.len() > 1 {
        more.push(names::beds(banner.places.iter().map(|p| p.bed.as_str())));
    }
    let ended = banner.ended.map(|end| match end {
        clinical::entry::Discharge::Discharged => board::ended_discharged(),
        clinical::entry::Discharge::Died => board::ended_died(),
    });
    html! {
        <a class="row-link" href={Route::Patient(banner.stay).hash()} data-testid="row-open">
            <span class={classes(&["row-name", long, on(tight, "row-name--tight")])}>
                <span class="row-family">{ family }</span>
                if !given.is_empty() {
                    { ", " }<span class="row-given">{ given }</span>
                }
            </span>
            <span class="row-more">
                { more.join(" ") }
                if !row.looked_after_by.is_empty() {
                    <span class="row-by">{ format!(" · {}", row.looked_after_by.join(", ")) }</span>
                }
                { for ended.map(|word| html! { <b>{ format!(" · {word}") }</b> }) }
            </span>
        </a>
    }
}

fn flag(class: &'static str, words: &str) -> Html {
    id(say("span", &classes(&["flag", class]), words), class)
}

/// On the way between two wards, and what the therapists hand over.
fn more(row: &BoardRow) -> Html {
    let therapy = row.therapy.as_ref().map(|line| {
        let line = english(id(say("span", "row-therapy", line), "therapy"));
        attr(line, "data-before", ward::therapy())
    });
    el("span", "row-notes", [transfer(row)].into_iter().chain(therapy).collect())
}

fn flags(row: &BoardRow, banner: &Banner, age: Option<i64>) -> Html {
    let repeat = row.status.as_ref().is_some_and(|status| status.repeat_now);
    // The first conflict is what was set aside, where anything was: it has a flag of its own.
    let conflicts = row
        .conflicts
        .iter()
        .skip(usize::from(row.unverified))
        .map(|conflict| flag("flag--conflict", &format!("{}: {}", board::conflict(), conflict.about)));
    html! {
        <span class="flags">
            { for banner.like_name.then(|| flag("flag--like", board::like_name())) }
            { for repeat.then(|| flag("flag--alarm", board::repeat_now())) }
            { for row.unverified.then(|| flag("flag--alarm", board::unverified())) }
            { for conflicts }
            { care::flags(&row.flags, "flags", false) }
            { for age.map(|minutes| flag("flag--age", &ward::data_from(minutes))) }
            { for (row.unsent > 0).then(|| flag("flag--unsent", &board::unsent(row.unsent))) }
        </span>
    }
}

/// The chip, and under it the age of the status once it no longer reassures.
fn score(status: Option<&StatusView>, now: UtcMillis) -> Html {
    let Some(status) = status else { return Html::default() };
    let standing = standing(status, now);
    let age = standing.age_minutes.filter(|_| standing.stale).map(board::status_age);
    let other = status.other_scale.clone();
    html! {
        <>
            { chip(&status.score, standing.stale, "") }
            { for other.map(|score| chip(&score, false, "score--other")) }
            { for age.map(|age| html! { <span class="status-age">{ age }</span> }) }
            if status.later_incomplete {
                <span class="status-age">{ board::later_incomplete() }</span>
            }
            if status.unchecked_clock {
                <span class="status-age">{ board::unchecked_clock() }</span>
            }
        </>
    }
}

fn trend(row: &BoardRow) -> Html {
    let Some(status) = &row.status else { return Html::default() };
    let way = match status.trend {
        Trend::Up => Some((Way::Up, "trend--up")),
        Trend::Down => Some((Way::Down, "trend--down")),
        Trend::Same => Some((Way::Level, "trend--same")),
        Trend::None | Trend::First => None,
    };
    html! {
        <>
            { for way.map(|(way, class)| html! { <span class={classes(&["trend", class])}>{ arrow(way) }</span> }) }
            <span class="nhsuk-u-visually-hidden">{ board::trend(status.trend) }</span>
            if !row.spark.is_empty() {
                { spark(&row.spark) }
            }
        </>
    }
}

fn due(status: Option<&StatusView>, now: UtcMillis) -> Html {
    let Some(status) = status else { return Html::default() };
    let due = standing(status, now).due;
    let class = due.is_overdue().then_some("due--overdue");
    let (what, how_long) = due.parts();
    html! {
        <span class={classes(&["due", class.unwrap_or_default()])} data-testid="due">
            <span class="due-words" aria-hidden="true"><span>{ what }</span>{ " " }<b>{ how_long }</b></span>
            <span class="nhsuk-u-visually-hidden">{ due.spoken() }</span>
        </span>
    }
}

fn carers(row: &BoardRow) -> Html {
    if row.looked_after_by.is_empty() {
        return html! { <span class="quiet">{ board::nobody() }</span> };
    }
    html! { row.looked_after_by.join(", ") }
}

/// Those who need somebody now, apart from the rows, so that no row ever moves under a finger.
pub(super) fn urgent_strip(view: &BoardView, now: UtcMillis) -> Html {
    let urgent = order::urgent(&view.rows, now);
    let all = urgent.len();
    html! {
        <section class="urgent" aria-label={board::needs_action()} data-testid="urgent">
            <h2 class="urgent-title">
                { board::needs_action() }
                if all > 0 {
                    <b class="urgent-count">{ all }</b>
                }
            </h2>
            if urgent.is_empty() {
                <p class="quiet">{ board::nothing_urgent() }</p>
            }
            <ul class="urgent-cards">
                { for urgent.into_iter().map(|(_, row)| card(row, now)) }
            </ul>
        </section>
    }
}

fn card(row: &BoardRow, now: UtcMillis) -> Html {
    let Some(banner) = &row.banner else { return Html::default() };
    let chip = row.status.as_ref().map(|status| chip(&status.score, standing(status, now).stale, ""));
    html! {
        <li>
            <a class="urgent-card" href={Route::Patient(banner.stay).hash()} data-testid="urgent-card">
                <span class="urgent-who">
                    <b class="urgent-bed">{ row.place.bed.clone() }</b>
                    <span class="urgent-name">{ short_name(banner) }</span>
                </span>
                <span class="urgent-how">
                    { for chip }
                    { due(row.status.as_ref(), now) }
                </span>
                { for row.alert.as_ref().map(|of| alert::on_card(of, now)) }
                { for row.unverified.then(|| flag("flag--alarm", board::unverified())) }
            </a>
        </li>
    }
}
