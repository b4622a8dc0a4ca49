//! The chart's twin as a table: the same data, in the order of the paper chart, for a screen reader and for reading off.

use super::Shown;
use crate::{
    widgets::{
        banner::short_name,
        class::{classes, on},
        el::{attr, given},
        score::points,
    },
    words::chart as words,
};
use chart::table::{HEADINGS, Line, Row, lines};
use contract::Banner;
use std::rc::Rc;
use yew::prelude::*;

/// What the table is made of.
#[derive(Clone, PartialEq)]
pub(crate) struct TableProps {
    pub(crate) shown: Shown,
    pub(crate) banner: Rc<Banner>,
}

/// The table, newest first.
#[hook]
pub(crate) fn use_table(props: &TableProps) -> Html {
    let course = &props.shown.course;
    let heading = |(name, unit): (&'static str, &'static str)| {
        html! {
            <th scope="col">
                { given("span", "", name) }
                if !unit.is_empty() {
                    <span class="quiet">{ " " }{ unit }</span>
                }
            </th>
        }
    };
    html! {
        <div class="table-wrap" tabindex="0" role="region" aria-label={words::table()}>
            <table class="obs-table" data-testid="chart-table">
                <caption>{ words::caption(&short_name(&props.banner), course.sets.len()) }</caption>
                <thead><tr>{ for HEADINGS.into_iter().map(heading) }</tr></thead>
                <tbody>{ for lines(course).into_iter().map(line) }</tbody>
            </table>
        </div>
    }
}

fn line(line: Line) -> Html {
    match line {
        Line::Set(row) => set(*row),
        Line::Note { when, words } => html! {
            <tr class="obs-note">
                <th scope="row">{ when }</th>
                { attr(given("td", "", &words), "colspan", &(HEADINGS.len() - 1).to_string()) }
            </tr>
        },
    }
}

fn set(row: Row) -> Html {
    let cell = |(words, part): (String, Option<u8>)| html! { <td>{ given("span", "", &words) }{ for part.map(points) }</td> };
    html! {
        <tr class={classes(&[on(row.struck, "struck")])}>
            <th scope="row">{ row.taken }</th>
            { for row.signs.into_iter().map(cell) }
            <td>{ given("b", "", &row.score) }</td>
            { given("td", "", &row.monitoring) }
            <td>{ row.escalation }</td>
            { given("td", "", &row.by) }
        </tr>
    }
}
