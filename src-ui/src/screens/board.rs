//! The ward board, the caseload and the wall: who lies where, how they stand, what is due, what is not known.

pub mod order;
mod row;
pub mod standing;

use crate::{
    clock::use_tick,
    dates::WardTime,
    live::{Live, use_live},
    route::Route,
    widgets::problem::{Problem, nothing, waiting},
    words::{board, errors, times},
};
use clinical::{UtcMillis, WardId};
use contract::{BoardRow, BoardView, Event, Request};
use order::Counts;
use row::{Row, UrgentStrip};
use std::rc::Rc;
use yew::prelude::*;

/// A device that was not heard from for so many minutes is named.
const SILENT_AFTER_MINUTES: i64 = 60;
/// An answer older than so many minutes is said to be old.
const OLD_AFTER_MINUTES: i64 = 2;

fn concerns(question: &Request, event: &Event) -> bool {
    match (question, event) {
        (Request::Board { ward }, Event::Changed { wards, .. }) => wards.contains(ward),
        (_, Event::Changed { .. } | Event::Directory) => true,
        _ => false,
    }
}

/// Properties of [`Board`].
#[derive(Properties, PartialEq)]
pub(crate) struct BoardProps {
    pub(crate) ward: WardId,
    /// On the wall: larger, and nothing to press.
    #[prop_or_default]
    pub(crate) wall: bool,
}

/// A ward's board.
#[component]
pub(crate) fn Board(props: &BoardProps) -> Html {
    let live = use_live::<BoardView>(Request::Board { ward: props.ward.clone() }, concerns);
    let wall = props.wall.then(|| props.ward.clone());
    draw(&live, board::NO_BEDS, wall, Some(props.ward.clone()))
}

/// The patients that the signed-in person looks after.
#[component]
pub(crate) fn Mine() -> Html {
    let live = use_live::<BoardView>(Request::MyPatients, concerns);
    draw(&live, board::NOBODY_YOURS, None, None)
}

fn draw(live: &Live<BoardView>, empty: &'static str, wall: Option<WardId>, ward: Option<WardId>) -> Html {
    let Some(view) = live.view.clone() else {
        return match live.error.clone() {
            Some(error) => html! { <Problem {error} again={live.ask.clone()} /> },
            None => waiting(),
        };
    };
    let now = live.now(view.now);
    let age = now.minutes_since(view.now);
    html! {
        <section class={classes!("board", wall.is_some().then_some("board--wall"))} data-testid="board">
            <BoardHead view={view.clone()} {now} wall={wall.is_some()} {ward} />
            if age >= OLD_AFTER_MINUTES {
                <p class="notice notice--old" role="alert">
                    { errors::shown_is_from(&times::ago(view.now, now)) }
                </p>
            }
            if view.rows.is_empty() {
                { nothing(empty) }
            } else {
                <UrgentStrip view={view.clone()} {now} />
                <Rows {view} {now} />
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct HeadProps {
    view: Rc<BoardView>,
    now: UtcMillis,
    wall: bool,
    ward: Option<WardId>,
}

/// What list this is, its counts, the devices that are silent, the time.
#[component]
fn BoardHead(props: &HeadProps) -> Html {
    use_tick();
    let view = &props.view;
    let clock = WardTime::of(props.now, view.offset_minutes);
    let counts = Counts::of(&view.rows, props.now);
    let silent = order::silent(&view.devices, props.now, SILENT_AFTER_MINUTES);
    let wall_link = props.ward.clone().map(|ward| {
        let (route, words) = match props.wall {
            true => (Route::Ward(ward), board::LEAVE_WALL),
            false => (Route::Wall(ward), board::WALL),
        };
        html! { <a class="board-wall-link" href={route.hash()} data-testid="wall-link">{ words }</a> }
    });
    html! {
        <header class="board-head">
            <h1 class="board-title">{ view.title.clone() }</h1>
            <p class="board-clock">
                <time datetime={clock.machine()}>{ clock.full() }</time>
                { for wall_link }
            </p>
            <ul class="counts" data-testid="counts">
                { for counts.words().into_iter().map(|(class, number, words)| html! {
                    <li class={classes!("count", class)}><b>{ number }</b>{ " " }{ words }</li>
                }) }
            </ul>
            if !silent.is_empty() {
                <details class="silent" data-testid="silent-devices">
                    <summary>{ board::silent_devices(silent.len()) }</summary>
                    <ul>{ for silent.into_iter().map(|words| html! { <li>{ words }</li> }) }</ul>
                </details>
            }
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct RowsProps {
    view: Rc<BoardView>,
    now: UtcMillis,
}

/// Every bed, in the ward's own order, which never changes under a finger.
#[component]
fn Rows(props: &RowsProps) -> Html {
    let rows = use_memo(props.view.clone(), |view| {
        view.rows.iter().cloned().map(Rc::new).collect::<Rc<[Rc<BoardRow>]>>()
    });
    let view = &props.view;
    let patients = rows.iter().filter(|row| row.banner.is_some()).count();
    html! {
        <div class="rows" role="table" aria-label={board::caption(&view.title, patients, rows.len())}>
            <div class="row row--head" role="row">
                { for board::COLUMNS.iter().map(|name| html! { <span role="columnheader">{ *name }</span> }) }
                <span role="columnheader"><span class="nhsuk-u-visually-hidden">{ board::OBSERVE }</span></span>
            </div>
            { for rows.iter().map(|row| {
                let stay = row.banner.as_ref().map(|b| b.stay.to_string()).unwrap_or_default();
                let key = format!("{}/{}/{stay}", row.place.ward, row.place.bed);
                html! { <Row {key} row={row.clone()} now={props.now} offset_minutes={view.offset_minutes}
                    heard={view.sync.heard_at} /> }
            }) }
        </div>
    }
}
