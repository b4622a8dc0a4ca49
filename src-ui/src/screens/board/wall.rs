//! The board on the wall: read from four metres, and nothing to press but what opens for somebody who stands before it.
//! What is drawn of a bed is what fits at the size that four metres ask for (ADR 0028); the rest is on the ward's board.

mod fit;

use super::{
    OLD_AFTER_MINUTES, SILENT_AFTER_MINUTES, alert,
    order::{self, Counts},
    standing::standing,
};
use crate::{
    dates::WardTime,
    desk::{Desk, use_desk},
    effect::use_effect_with,
    live::use_live,
    route::Route,
    screens::ward::comings,
    widgets::{
        banner::short_name,
        class::{classes, on},
        el::{attr, el, id, link, none, say, words as text},
        icon,
        mark::{Way, arrow, shape},
        problem::{nothing, problem, waiting},
        score::said,
    },
    words::{self, board, episode, errors, names, times},
};
use clinical::{UtcMillis, WardId};
use contract::{AlertView, BoardRow, BoardView, Request, ScoreView, Trend};
use fit::{Shown, Texts};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Which ward's.
#[derive(Clone, PartialEq)]
pub(crate) struct WallProps {
    pub(crate) ward: WardId,
}

/// A board that is opened on the wall stays there: nobody comes by to touch it, and nobody who does gets further than it
/// without a PIN.
#[hook]
fn use_kept(desk: &Desk, ward: &WardId) {
    let open = desk.hello.session.as_ref().is_some_and(|session| !session.locked);
    let ward = open.then(|| ward.clone());
    let (backend, ask_again) = (desk.backend, desk.ask_again.clone());
    use_effect_with(ward, move |ward| {
        if let Some(ward) = ward.clone() {
            spawn_local(async move {
                let _ = backend.call(Request::ShowOnWall { ward }).await; // The next answer says how it stands.
                ask_again.emit(());
            });
        }
    });
}

/// A ward's board on the wall.
#[hook]
pub(crate) fn use_wall(props: &WallProps) -> Html {
    let live = use_live::<BoardView>(Request::Board { ward: props.ward.clone() }, super::concerns);
    let desk = use_desk();
    use_kept(&desk, &props.ward);
    let Some(view) = live.view.clone() else {
        return match live.error.clone() {
            Some(error) => problem(&error, Some(live.ask.clone())),
            None => waiting(),
        };
    };
    let now = live.now(view.now);
    let mut parts = vec![head(&view, now)];
    if now.minutes_since(view.now) >= OLD_AFTER_MINUTES {
        let old = say("p", "notice notice--old", &errors::shown_is_from(&times::ago(view.now, now)));
        parts.push(attr(old, "role", "alert"));
    }
    parts.extend(view.rows.iter().filter_map(coming));
    let notices = parts.len() - 1;
    if view.rows.is_empty() {
        parts.push(nothing(board::no_beds()));
    } else {
        let texts: Vec<Texts> = view.rows.iter().map(|row| texts(row, now)).collect();
        let urgent: Vec<usize> = order::urgent(&view.rows, now)
            .into_iter()
            .filter_map(|(_, urgent)| view.rows.iter().position(|row| std::ptr::eq(row, urgent)))
            .collect();
        parts.push(strip(&view, &texts, &urgent, now));
        parts.push(rows(&view, &texts, &urgent, notices, now));
    }
    let leave = link(
        "board-wall-link",
        &Route::Ward(props.ward.clone()),
        "wall-link",
        vec![text(board::leave_wall())],
    );
    parts.push(el("footer", "wall-foot", vec![comings::gone(&view, now), leave]));
    id(el("section", "board board--wall", parts), "board")
}

/// Which ward, when, how many of what, and how many devices are silent.
fn head(view: &BoardView, now: UtcMillis) -> Html {
    let clock = WardTime::of(now, view.offset_minutes);
    let counts = Counts::of(&view.rows, now);
    let count = |(class, number, words): (&'static str, u32, &'static str)| {
        let inside = vec![say("b", "", &number.to_string()), text(" "), text(words)];
        el("li", &classes(&["count", class]), inside)
    };
    let counts = el("ul", "counts", counts.on_a_wall().into_iter().map(count).collect());
    let silent = order::silent(&view.devices, now, SILENT_AFTER_MINUTES);
    let devices = if silent.devices.is_empty() { none() } else { super::silent_devices(&silent) };
    let time = attr(say("time", "", &clock.time()), "datetime", &clock.machine());
    let parts = vec![
        say("h1", "board-title", &view.title),
        el("p", "board-clock", vec![time]),
        id(counts, "counts"),
        devices,
    ];
    el("header", "board-head", parts)
}

/// Somebody on the way here.
fn coming(row: &BoardRow) -> Option<Html> {
    let transfer = row.transfer.as_ref().filter(|transfer| !transfer.leaving)?;
    let words = [short_name(row.banner.as_ref()?), comings::transfer_words(transfer)].join(": ");
    Some(id(say("p", "notice wall-coming", &words), "coming"))
}

/// A length of time in one unit, since two do not fit; never longer than it is.
fn short(minutes: i64) -> String {
    let whole = if minutes < 120 { minutes } else { minutes / 60 * 60 };
    if minutes < 1 { board::now().to_owned() } else { times::span(whole) }
}

/// When the next set is due.
fn due_words(due: times::Due) -> String {
    match due {
        times::Due::None => board::no_set().to_owned(),
        times::Due::In(0) | times::Due::Now(_) => board::due().to_owned(),
        times::Due::In(minutes) => format!("in {}", short(minutes)),
        times::Due::Overdue(minutes) => format!("overdue {}", short(minutes)),
    }
}

/// How far an alert was answered, and for how long it has been open.
fn alert_words(alert: &AlertView, now: UtcMillis) -> (&'static str, String) {
    (episode::stage_word(alert.stage, alert.unanswered), short(now.minutes_since(alert.raised_at)))
}

/// The word beside a score: "at least" is the sign before its number.
fn score_word(score: &ScoreView, word: &'static str) -> &'static str {
    match score {
        ScoreView::AtLeast { risk, .. } => names::risk_label(*risk),
        ScoreView::None => words::score::no_score(),
        _ => word,
    }
}

/// What has to be read of a row whatever it takes.
fn mark(row: &BoardRow) -> &'static str {
    let repeat = row.status.as_ref().is_some_and(|status| status.repeat_now);
    match &row.transfer {
        _ if row.unverified => board::unverified_short(),
        _ if repeat => board::repeat_now_short(),
        Some(transfer) if transfer.leaving => board::leaving(),
        Some(_) => board::coming(),
        None => "",
    }
}

/// The texts of a row, whose widths say what fits.
fn texts(row: &BoardRow, now: UtcMillis) -> Texts {
    let bed = row.place.bed.clone();
    let Some(banner) = &row.banner else { return Texts { bed, ..Texts::default() } };
    let scores = row.status.iter().flat_map(|status| [Some(&status.score), status.other_scale.as_ref()]);
    let due = row.status.as_ref().map(|status| standing(status, now).due);
    Texts {
        bed,
        family: banner.family.to_uppercase(),
        given: banner.given.clone(),
        alike: banner.like_name,
        scores: scores
            .flatten()
            .map(|score| {
                let said = said(score);
                (said.number, score_word(score, said.word))
            })
            .collect(),
        alert: row.alert.as_ref().map(|of| alert_words(of, now)),
        mark: mark(row),
        due: due.map(due_words).unwrap_or_default(),
        late: match due {
            Some(times::Due::Overdue(minutes)) => short(minutes),
            _ => String::new(),
        },
        trend: row.status.as_ref().is_some_and(|status| !matches!(status.trend, Trend::None | Trend::First)),
    }
}

/// A score as shape, number and word.
fn chip(score: &ScoreView, stale: bool, number: &str, word: &str) -> Html {
    let said = said(score);
    let inside = vec![
        shape(said.level),
        attr(say("b", "score-number", number), "aria-hidden", "true"),
        attr(say("span", "score-word", word), "aria-hidden", "true"),
        say("span", "nhsuk-u-visually-hidden", &said.spoken),
    ];
    id(el("span", &classes(&["score", said.level.class(), on(stale, "stale")]), inside), "score")
}

/// The scores of a row: the one that counts with its word, and the one of the other scale while that is in dispute.
fn chips(row: &BoardRow, texts: &Texts, now: UtcMillis) -> Vec<Html> {
    let Some(status) = &row.status else { return Vec::new() };
    let stale = standing(status, now).stale;
    let scores = [Some(&status.score), status.other_scale.as_ref()].into_iter().flatten();
    let drawn = scores.zip(&texts.scores).enumerate();
    drawn
        .map(|(n, (score, (number, word)))| {
            chip(score, stale && n == 0, number, if n == 0 { word } else { "" })
        })
        .collect()
}

fn due(texts: &Texts, row: &BoardRow, brief: bool, now: UtcMillis) -> Html {
    let Some(status) = &row.status else { return none() };
    let inside = vec![
        attr(say("span", "", if brief { &texts.late } else { &texts.due }), "aria-hidden", "true"),
        say("span", "nhsuk-u-visually-hidden", &standing(status, now).due.spoken()),
    ];
    id(el("span", &classes(&["due", on(!texts.late.is_empty(), "due--overdue")]), inside), "due")
}

/// What stands beside the name.
fn beside(row: &BoardRow, texts: &Texts, shown: Shown, now: UtcMillis) -> Vec<Html> {
    let mut parts = chips(row, texts, now);
    if let (Some(alert), Some((word, clock))) = (&row.alert, &texts.alert) {
        let word_class = if shown.word { "alert-word" } else { "nhsuk-u-visually-hidden" };
        let mut inside = vec![icon::stage(alert.stage), say("span", word_class, word)];
        if shown.clock {
            inside.push(say("b", "alert-clock", clock));
        }
        let class = classes(&["wall-alert", on(alert::waits(alert), "alert--waits")]);
        parts.push(id(el("span", &class, inside), "row-alert"));
    }
    if !texts.mark.is_empty() {
        parts.push(say("b", on(row.transfer.is_none() || row.unverified, "wall-alarm"), texts.mark));
    }
    if shown.due {
        parts.push(due(texts, row, shown.brief, now));
    }
    let way = row.status.as_ref().and_then(|status| match status.trend {
        Trend::Up => Some((Way::Up, "trend trend--up", status.trend)),
        Trend::Down => Some((Way::Down, "trend trend--down", status.trend)),
        Trend::Same => Some((Way::Level, "trend trend--same", status.trend)),
        Trend::None | Trend::First => None,
    });
    if let Some((way, class, trend)) = way.filter(|_| shown.trend) {
        let spoken = say("span", "nhsuk-u-visually-hidden", board::trend(trend));
        parts.push(el("span", class, vec![arrow(way), spoken]));
    }
    parts
}

fn bed_row(row: &BoardRow, texts: &Texts, shown: Shown, now: UtcMillis) -> Html {
    let bed = attr(say("span", "wall-bed", &texts.bed), "role", "rowheader");
    let (class, testid, inside) = if row.banner.is_some() {
        let name = names::isolated(fit::name(texts, shown.given));
        let mut inside = vec![say("span", "wall-name", &name)];
        inside.extend(beside(row, texts, shown, now));
        let stale = row.status.as_ref().is_some_and(|status| standing(status, now).stale);
        let class = classes(&[
            "row",
            on(shown.tall(), "row--tall"),
            on(shown.lines > 2, "row--three"),
            on(stale, "row--stale"),
        ]);
        (class, "row", inside)
    } else {
        ("row row--empty".into(), "row-empty", vec![say("span", "wall-name", board::unoccupied())])
    };
    let cell = attr(el("span", "wall-cell", inside), "role", "cell");
    let row = id(attr(el("div", &class, vec![bed, cell]), "role", "row"), testid);
    attr(row, "data-bed", &texts.bed)
}

/// Every bed in the ward's own order, in two columns, below so many notices.
fn rows(view: &BoardView, texts: &[Texts], urgent: &[usize], notices: usize, now: UtcMillis) -> Html {
    let shown = fit::fit(texts, urgent, notices);
    let left = fit::first_column(&shown);
    let drawn = view.rows.iter().zip(texts).zip(&shown);
    let mut first: Vec<Html> = drawn.map(|((row, texts), shown)| bed_row(row, texts, *shown, now)).collect();
    let second = first.split_off(left.min(first.len()));
    let column = |rows| attr(el("div", "wall-column", rows), "role", "rowgroup");
    let patients = view.rows.iter().filter(|row| row.banner.is_some()).count();
    let columns = vec![column(first), column(second)];
    let table =
        attr(el("div", &classes(&["wall-rows", fit::most(&shown, notices)]), columns), "role", "table");
    attr(table, "aria-label", &board::caption(&view.title, patients, view.rows.len()))
}

/// Why somebody is in the strip: an alert that nobody has accepted, an overdue set, then an alert that somebody has.
fn why(texts: &Texts, row: &BoardRow) -> (String, bool) {
    let waits = row.alert.as_ref().is_some_and(alert::waits);
    match &texts.alert {
        _ if row.unverified || row.status.as_ref().is_some_and(|status| status.repeat_now) => {
            (texts.mark.to_owned(), true)
        }
        Some((word, clock)) if waits => (format!("{word} {clock}"), true),
        Some((word, clock)) if texts.late.is_empty() => (format!("{word} {clock}"), false),
        _ => (texts.due.clone(), !texts.late.is_empty()),
    }
}

/// Those who need somebody now, the most urgent first: as many as there is room for.
fn strip(view: &BoardView, texts: &[Texts], urgent: &[usize], now: UtcMillis) -> Html {
    let of = |at: &usize| Some((view.rows.get(*at)?, texts.get(*at)?));
    let all: Vec<(&BoardRow, &Texts, (String, bool))> =
        urgent.iter().filter_map(of).map(|(row, texts)| (row, texts, why(texts, row))).collect();
    let room = fit::cards(all.iter().map(|(_, texts, why)| (*texts, why.0.as_str())));
    let card = |(row, texts, (why, waits)): &(&BoardRow, &Texts, (String, bool))| {
        let mut who = vec![say("b", "wall-bed", &texts.bed)];
        who.extend(chips(row, texts, now).into_iter().take(1));
        let class = classes(&["wall-card", on(*waits, "wall-card--waits")]);
        id(el("li", &class, vec![el("span", "wall-who", who), say("span", "wall-why", why)]), "urgent-card")
    };
    let count = if all.is_empty() { none() } else { say("b", "urgent-count", &all.len().to_string()) };
    let mut parts = vec![el("h2", "urgent-title", vec![text(board::needs_action()), text(" "), count])];
    if all.is_empty() {
        parts.push(say("p", "quiet", board::nothing_urgent()));
    } else {
        parts.push(el("ul", "wall-cards", all.iter().take(room).map(card).collect()));
    }
    let strip = attr(el("section", "wall-strip", parts), "aria-label", board::needs_action());
    id(strip, "urgent")
}
