//! One bed of the board, and one card of the strip above it.

use super::{alert, order, standing::standing};
use crate::widgets::class::{classes, on};
use crate::{
    route::Route,
    screens::ward::comings::transfer,
    widgets::{
        banner::short_name,
        el::{attr, el, english, id, link, say, say_any, words as text},
        flag as care,
        mark::{Way, arrow},
        score::chip,
        spark::spark,
    },
    words::{board, names, patient, ward},
};
use clinical::UtcMillis;
use contract::{Banner, BoardRow, BoardView, StatusView, Trend};
use yew::{prelude::*, virtual_dom::VTag};

/// One bed.
pub(super) fn bed_row(row: &BoardRow, now: UtcMillis, age: Option<i64>) -> Html {
    let stay = row.banner.as_ref().map(|banner| banner.stay.to_string()).unwrap_or_default();
    let key = format!("{}/{}/{stay}", row.place.ward, row.place.bed);
    let bed = attr(say("span", "cell cell--bed", &row.place.bed), "role", "rowheader");
    let Some(banner) = &row.banner else {
        let cells = vec![bed, cell("cell cell--name", vec![text(board::unoccupied())])];
        return keyed("row row--empty", "row-empty", key, cells);
    };
    let standing = row.status.as_ref().map(|status| standing(status, now));
    let stale = standing.is_some_and(|s| s.stale).then_some("row--stale");
    let class =
        ["row", stale.unwrap_or_default(), on(row.mine, "row--mine"), on(row.alert.is_some(), "row--alert")];
    let observe =
        link("row-observe", &Route::Observe(banner.stay), "row-observe", vec![text(board::observe())]);
    let observe = attr(observe, "aria-label", &format!("{}: {}", board::observe(), short_name(banner)));
    let mut cells =
        vec![bed, cell("cell cell--name", vec![who(row, banner), more(row), flags(row, banner, age)])];
    cells.extend(row.alert.as_ref().map(|of| alert::cell(of, banner, now)));
    cells.extend([
        cell("cell cell--score", score(row.status.as_ref(), now)),
        cell("cell cell--trend", trend(row)),
        cell("cell cell--due", vec![due(row.status.as_ref(), now)]),
        cell("cell cell--by", vec![carers(row)]),
        cell("cell cell--do", vec![observe]),
    ]);
    attr(keyed(&classes(&class), "row", key, cells), "data-bed", &row.place.bed)
}

fn cell(class: &str, inside: Vec<Html>) -> Html {
    attr(el("span", class, inside), "role", "cell")
}

/// A row that keeps what it is when others come and go.
fn keyed(class: &str, testid: &str, key: String, cells: Vec<Html>) -> Html {
    let mut made = VTag::new("div");
    made.key = Some(key.into());
    made.add_attribute("class", class.to_owned());
    made.add_children(cells);
    id(attr(Html::from(made), "role", "row"), testid)
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
    let mut name = vec![say("span", "row-family", &family)];
    if !given.is_empty() {
        name.extend([text(", "), say("span", "row-given", &given)]);
    }
    let mut said = vec![text(&more.join(" "))];
    if !row.looked_after_by.is_empty() {
        said.push(say("span", "row-by", &[" · ", &row.looked_after_by.join(", ")].concat()));
    }
    said.extend(ended.map(|word| say("b", "", &[" · ", word].concat())));
    let class = classes(&["row-name", long, on(tight, "row-name--tight")]);
    let inside = vec![el("span", &class, name), el("span", "row-more", said)];
    link("row-link", &Route::Patient(banner.stay), "row-open", inside)
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
    let mut all: Vec<Html> = Vec::new();
    all.extend(banner.like_name.then(|| flag("flag--like", board::like_name())));
    all.extend(repeat.then(|| flag("flag--alarm", board::repeat_now())));
    all.extend(row.unverified.then(|| flag("flag--alarm", board::unverified())));
    all.extend(conflicts);
    all.push(care::flags(&row.flags, "flags", false));
    all.extend(age.map(|minutes| flag("flag--age", &ward::data_from(minutes))));
    all.extend((row.unsent > 0).then(|| flag("flag--unsent", &board::unsent(row.unsent))));
    el("span", "flags", all)
}

/// The chip, and under it the age of the status once it no longer reassures.
fn score(status: Option<&StatusView>, now: UtcMillis) -> Vec<Html> {
    let Some(status) = status else { return Vec::new() };
    let standing = standing(status, now);
    let age = standing.age_minutes.filter(|_| standing.stale).map(board::status_age);
    let other = status.other_scale.clone();
    let mut all = vec![chip(&status.score, standing.stale, "")];
    all.extend(other.map(|score| chip(&score, false, "score--other")));
    all.extend(age.map(|age| say("span", "status-age", &age)));
    let also = [
        status.later_incomplete.then(board::later_incomplete),
        status.unchecked_clock.then(board::unchecked_clock),
    ];
    all.extend(also.into_iter().flatten().map(|also| say("span", "status-age", also)));
    all
}

fn trend(row: &BoardRow) -> Vec<Html> {
    let Some(status) = &row.status else { return Vec::new() };
    let way = match status.trend {
        Trend::Up => Some((Way::Up, "trend--up")),
        Trend::Down => Some((Way::Down, "trend--down")),
        Trend::Same => Some((Way::Level, "trend--same")),
        Trend::None | Trend::First => None,
    };
    let way = way.map(|(way, class)| el("span", &classes(&["trend", class]), vec![arrow(way)]));
    let mut all: Vec<Html> = way.into_iter().collect();
    all.push(say("span", "nhsuk-u-visually-hidden", board::trend(status.trend)));
    all.extend((!row.spark.is_empty()).then(|| spark(&row.spark)));
    all
}

fn due(status: Option<&StatusView>, now: UtcMillis) -> Html {
    let Some(status) = status else { return Html::default() };
    let due = standing(status, now).due;
    let class = due.is_overdue().then_some("due--overdue");
    let (what, how_long) = due.parts();
    let words = el("span", "due-words", vec![say("span", "", what), text(" "), say("b", "", &how_long)]);
    let inside =
        vec![attr(words, "aria-hidden", "true"), say("span", "nhsuk-u-visually-hidden", &due.spoken())];
    id(el("span", &classes(&["due", class.unwrap_or_default()]), inside), "due")
}

fn carers(row: &BoardRow) -> Html {
    if row.looked_after_by.is_empty() {
        return say("span", "quiet", board::nobody());
    }
    text(&row.looked_after_by.join(", "))
}

/// Those who need somebody now, apart from the rows, so that no row ever moves under a finger.
pub(super) fn urgent_strip(view: &BoardView, now: UtcMillis) -> Html {
    let urgent = order::urgent(&view.rows, now);
    let all = urgent.len();
    let count = if all > 0 { all.to_string() } else { String::new() };
    let title = vec![text(board::needs_action()), say_any("b", "urgent-count", &count)];
    let inside = vec![
        el("h2", "urgent-title", title),
        say_any("p", "quiet", if all > 0 { "" } else { board::nothing_urgent() }),
        el("ul", "urgent-cards", urgent.into_iter().map(|(_, row)| card(row, now)).collect()),
    ];
    id(attr(el("section", "urgent", inside), "aria-label", board::needs_action()), "urgent")
}

fn card(row: &BoardRow, now: UtcMillis) -> Html {
    let Some(banner) = &row.banner else { return Html::default() };
    let chip = row.status.as_ref().map(|status| chip(&status.score, standing(status, now).stale, ""));
    let who = vec![say("b", "urgent-bed", &row.place.bed), say("span", "urgent-name", &short_name(banner))];
    let how = chip.into_iter().chain([due(row.status.as_ref(), now)]).collect();
    let mut inside = vec![el("span", "urgent-who", who), el("span", "urgent-how", how)];
    inside.extend(row.alert.as_ref().map(|of| alert::on_card(of, now)));
    inside.extend(row.unverified.then(|| flag("flag--alarm", board::unverified())));
    el("li", "", vec![link("urgent-card", &Route::Patient(banner.stay), "urgent-card", inside)])
}
