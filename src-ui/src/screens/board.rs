//! The ward board and the caseload: who lies where, how they stand, what is due, what is not known.

mod alert;
pub mod order;
mod row;
pub mod standing;
pub(crate) mod wall;

use crate::widgets::class::classes;
use crate::{
    dates::WardTime,
    desk::use_desk,
    live::use_live,
    route::Route,
    screens::ward::comings,
    widgets::{
        el::{el, id, none, say},
        problem::{nothing, problem, waiting},
    },
    words::{board, errors, times},
};
use clinical::{UtcMillis, WardId, staff::Role};
use contract::{BoardRow, BoardView, Connection, Event, Request};
use order::{Counts, Silent};
use row::{bed_row, urgent_strip};
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

/// Which board.
#[derive(Clone, PartialEq)]
pub(crate) struct BoardProps {
    /// Which ward; without one, the patients that the signed-in person looks after.
    pub(crate) ward: Option<WardId>,
}

/// A ward's board, or one's own patients.
#[hook]
pub(crate) fn use_board(props: &BoardProps) -> Html {
    let question = props.ward.clone().map_or(Request::MyPatients, |ward| Request::Board { ward });
    let live = use_live::<BoardView>(question, concerns);
    let desk = use_desk();
    let in_charge = desk.hello.session.as_ref().is_some_and(|session| session.role == Role::NurseInCharge);
    let Some(view) = live.view.clone() else {
        return match live.error.clone() {
            Some(error) => problem(&error, Some(live.ask.clone())),
            None => waiting(),
        };
    };
    let now = live.now(view.now);
    let old = now.minutes_since(view.now) >= OLD_AFTER_MINUTES;
    let empty = if props.ward.is_some() { board::no_beds() } else { board::nobody_yours() };
    html! {
        <section class="board" data-testid="board">
            { head(&view, now, props) }
            if old {
                <p class="notice notice--old" role="alert">
                    { errors::shown_is_from(&times::ago(view.now, now)) }
                </p>
            }
            { for view.ward.as_ref().map(|ward| comings::pages(ward, in_charge)) }
            { comings::coming(&view, now) }
            if view.rows.is_empty() {
                { nothing(empty) }
            } else {
                { urgent_strip(&view, now) }
                { rows(&view, now) }
            }
            { comings::gone(&view, now) }
        </section>
    }
}

/// The ward's name; one's own list is named by the page.
fn title(view: &BoardView) -> &str {
    if view.ward.is_some() { &view.title } else { crate::words::my_patients() }
}

/// What list this is, its counts, the devices that are silent, the time.
fn head(view: &BoardView, now: UtcMillis, props: &BoardProps) -> Html {
    let clock = WardTime::of(now, view.offset_minutes);
    let counts = Counts::of(&view.rows, now);
    let wall_link = props.ward.clone().map(|ward| {
        let address = Route::Wall(ward).hash();
        html! { <a class="board-wall-link" href={address} data-testid="wall-link">{ board::wall() }</a> }
    });
    html! {
        <header class="board-head">
            <h1 class="board-title">{ title(view).to_owned() }</h1>
            <p class="board-clock">
                <time datetime={clock.machine()}>{ clock.full() }</time>
                { for wall_link }
            </p>
            <ul class="counts" data-testid="counts">
                { for counts.words(props.ward.is_some()).into_iter().map(|(class, number, words)| html! {
                    <li class={classes(&["count", class])}><b>{ number }</b>{ " " }{ words }</li>
                }) }
            </ul>
            { silent_devices(&order::silent(&view.devices, now, SILENT_AFTER_MINUTES)) }
        </header>
    }
}

/// Devices not heard from, and how old that knowledge is.
fn silent_devices(silent: &Silent) -> Html {
    let known = silent.known.as_ref().map_or_else(none, |known| say("p", "quiet", known));
    if silent.devices.is_empty() {
        return known;
    }
    let list = silent.devices.iter().map(|words| say("li", "", words)).collect();
    let inside =
        vec![say("summary", "", &board::silent_devices(silent.devices.len())), el("ul", "", list), known];
    id(el("details", "silent", inside), "silent-devices")
}

/// How many minutes old a row's data is while the line to the server is down; on a live line it is the board's.
fn data_age(row: &BoardRow, view: &BoardView, now: UtcMillis) -> Option<i64> {
    let down = matches!(view.sync.connection, Connection::Offline { .. });
    let heard = row.heard_at.max(view.sync.heard_at).filter(|_| down && row.banner.is_some())?;
    Some(now.minutes_since(heard)).filter(|minutes| *minutes >= OLD_AFTER_MINUTES)
}

/// Every bed, in the ward's own order, which never changes under a finger.
fn rows(view: &BoardView, now: UtcMillis) -> Html {
    let patients = view.rows.iter().filter(|row| row.banner.is_some()).count();
    let column = |name: &&'static str| html! { <span role="columnheader">{ *name }</span> };
    html! {
        <div class="rows" role="table" aria-label={board::caption(title(view), patients, view.rows.len())}>
            <div class="row row--head" role="row">
                { for board::columns().iter().map(column) }
                <span role="columnheader"><span class="nhsuk-u-visually-hidden">{ board::observe() }</span></span>
            </div>
            { for view.rows.iter().map(|row| bed_row(row, now, data_age(row, view, now))) }
        </div>
    }
}
