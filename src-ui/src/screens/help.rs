//! Help: what to do when a score is high, how the score is made, what colours, shapes and words mean, the first steps.

mod card;

use crate::{
    desk::use_desk,
    live::use_live,
    widgets::{
        el::{attr, el, english, given, id, none, say},
        icon,
        mark::Level,
        problem::{problem, waiting},
        score,
        sync::badge,
    },
    words::{help as words, sync},
};
use clinical::{
    news2::{Response, Risk},
    stay::Stage,
};
use contract::{EntrySync, Event, GuideRow, Request, ScoreGuide, ScoreView};
use yew::prelude::*;

fn concerns(_: &Request, event: &Event) -> bool {
    matches!(event, Event::Directory)
}

/// The screen. The ward's own policy says what to do; the rest is the same everywhere.
#[hook]
pub(crate) fn use_help() -> Html {
    let desk = use_desk();
    let ward = desk.hello.wards.first().map(|ward| ward.id.clone());
    let asked = ward.map_or(Request::Hello, |ward| Request::ScoreGuide { ward });
    let guide = use_live::<ScoreGuide>(asked, concerns);
    let what_to_do = match (&guide.view, guide.error) {
        (Some(guide), _) => what_to_do(guide),
        (None, Some(error)) => problem(&error, Some(guide.ask)),
        (None, None) => waiting(),
    };
    let inside = vec![
        say("h1", "board-title", words::title()),
        part(words::what_to_do(), words::what_to_do_more(), vec![what_to_do]),
        part(words::first(), "", vec![named("ol", &words::steps())]),
        id(part(words::how(), "", vec![named("ul", &words::hows())]), "help-how"),
        part(words::card(), words::card_more(), card::card()),
        part(words::colours(), words::colours_more(), vec![colours()]),
        part(words::alerts(), "", vec![stages()]),
        part(words::whereabouts(), words::whereabouts_more(), vec![places()]),
    ];
    id(el("section", "help", inside), "help")
}

fn part(title: &str, more: &str, inside: Vec<Html>) -> Html {
    let more = if more.is_empty() { none() } else { say("p", "help-more", more) };
    el("section", "help-part", [say("h2", "section-title", title), more].into_iter().chain(inside).collect())
}

/// What each score asks of this ward.
fn what_to_do(guide: &ScoreGuide) -> Html {
    let head = words::asked().map(|head| attr(say("th", "", head), "scope", "col"));
    let mut rows = vec![el("tr", "", head.into())];
    rows.extend(guide.rows.iter().map(asked));
    let number = el(
        "p",
        "help-number",
        vec![say("span", "", words::emergency()), say("strong", "", &guide.emergency_number)],
    );
    let by = guide.policy.iter().map(|line| english(say("p", "quiet", line)));
    let table = scrolled(words::what_to_do(), id(el("table", "help-table", rows), "help-what-to-do"));
    el("div", "", [number, table].into_iter().chain(by).collect())
}

/// A table that is wider than a phone: a box of its own, which the keyboard reaches and which says what it is.
fn scrolled(name: &str, table: Html) -> Html {
    let scrolled = attr(el("div", "help-scroll", vec![table]), "role", "region");
    attr(attr(scrolled, "aria-label", name), "tabindex", "0")
}

fn asked(row: &GuideRow) -> Html {
    let risk = match row.response {
        Response::Routine | Response::WardBased => Risk::Low,
        Response::UrgentWardBased => Risk::LowMedium,
        Response::Urgent => Risk::Medium,
        Response::Emergency => Risk::High,
    };
    let level = format!("help-trigger {}", Level::of_risk(risk).class());
    let last = row.steps.len().saturating_sub(1);
    let told = row.steps.iter().enumerate().map(|(place, step)| {
        let next_after = (place < last).then_some(step.answer_minutes);
        say("li", "", &words::told(&step.who, &step.number, next_after))
    });
    let trigger = attr(say("th", &level, words::trigger(row.response)), "scope", "row");
    el(
        "tr",
        "",
        vec![
            trigger,
            given("td", "", &row.often),
            el("td", "", vec![given("strong", "", &row.name), given("p", "", &row.act)]),
            el("td", "", vec![el("ol", "help-steps", told.collect())]),
        ],
    )
}

/// A list of which each has a name, and more under it.
fn named(list: &'static str, all: &[(&str, &str)]) -> Html {
    let one = |(name, more): &(&str, &str)| el("li", "", vec![say("strong", "", name), say("p", "", more)]);
    el(list, "help-first", all.iter().map(one).collect())
}

/// A mark and what it means, one under the other.
fn meanings(all: impl Iterator<Item = (Html, Html)>) -> Html {
    let pairs = all.flat_map(|(mark, means)| [el("dt", "", vec![mark]), el("dd", "", vec![means])]);
    el("dl", "help-means", pairs.collect())
}

fn colours() -> Html {
    let chip = |score: ScoreView, stale: bool| score::chip(&score, stale, "chip");
    let whole = [(2, Risk::Low), (3, Risk::LowMedium), (6, Risk::Medium), (8, Risk::High)];
    let points = (0..4u8).zip(words::points()).map(|(n, means)| (score::points(n), say("span", "", means)));
    let risks = whole.into_iter().zip(words::risks());
    let risks = risks.map(|((total, risk), means)| {
        (chip(ScoreView::Complete { total, risk }, false), say("span", "", means))
    });
    let incomplete = ScoreView::AtLeast { total: 5, risk: Risk::Medium, missing: Vec::new() };
    let stale = ScoreView::Complete { total: 3, risk: Risk::Low };
    let others = [(chip(incomplete, false), words::at_least()), (chip(stale, true), words::stale())];
    meanings(points.chain(risks).chain(others.map(|(mark, means)| (mark, say("span", "", means)))))
}

fn stages() -> Html {
    let all =
        [Stage::Raised, Stage::Told, Stage::Accepted, Stage::Attended, Stage::Planned, Stage::NotEscalated];
    meanings(all.into_iter().zip(words::stages()).map(|(stage, (name, means))| {
        let mark = el("span", "help-stage", vec![icon::stage(stage), say("strong", "", name)]);
        (mark, say("span", "", means))
    }))
}

fn places() -> Html {
    let all = [EntrySync::OnThisDevice, EntrySync::OnServer, EntrySync::Verified, EntrySync::SetAside];
    meanings(all.into_iter().map(|place| (badge(place), say("span", "", sync::entry_more(place)))))
}
