//! The ward board, the caseload and the wall: who lies where, how they stand, what is due, what is not known.

mod alert;
pub mod order;
mod row;
pub mod standing;

use crate::widgets::class::{classes, on};
use crate::{
    dates::WardTime,
    desk::{Desk, use_desk},
    live::use_live,
    route::Route,
    screens::ward::comings,
    widgets::problem::{nothing, problem, waiting},
    words::{board, errors, times},
};
use clinical::{UtcMillis, WardId, staff::Role};
use contract::{BoardRow, BoardView, Connection, Event, Request};
use order::Counts;
use row::{bed_row, urgent_strip};
use wasm_bindgen_futures::spawn_local;
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
    /// On the wall: larger, and nothing to press.
    pub(crate) wall: bool,
}

/// A board that is opened on the wall stays there: nobody comes by to touch it, and nobody who does gets further than it
/// without a PIN.
#[hook]
fn use_wall(desk: &Desk, props: &BoardProps) {
    let open = desk.hello.session.as_ref().is_some_and(|session| !session.locked);
    let ward = props.ward.clone().filter(|_| props.wall && open);
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

/// A ward's board, or one's own patients.
#[hook]
pub(crate) fn use_board(props: &BoardProps) -> Html {
    let question = props.ward.clone().map_or(Request::MyPatients, |ward| Request::Board { ward });
    let live = use_live::<BoardView>(question, concerns);
    let desk = use_desk();
    use_wall(&desk, props);
    let in_charge = desk.hello.session.as_ref().is_some_and(|session| session.role == Role::NurseInCharge);
    let Some(view) = live.view.clone() else {
        return match live.error.clone() {
            Some(error) => problem(&error, Some(live.ask.clone())),
            None => waiting(),
        };
    };
    let now = live.now(view.now);
    let old = now.minutes_since(view.now) >= OLD_AFTER_MINUTES;
    let empty = if props.ward.is_some() { board::NO_BEDS } else { board::NOBODY_YOURS };
    html! {
        <section class={classes(&["board", on(props.wall, "board--wall")])} data-testid="board">
            { head(&view, now, props) }
            if old {
                <p class="notice notice--old" role="alert">
                    { errors::shown_is_from(&times::ago(view.now, now)) }
                </p>
            }
            if !props.wall {
                { for view.ward.as_ref().map(|ward| comings::pages(ward, in_charge)) }
            }
            { comings::coming(&view, now) }
            if view.rows.is_empty() {
                { nothing(empty) }
            } else {
                { urgent_strip(&view, now, props.wall) }
                { rows(&view, now) }
            }
            { comings::gone(&view, now) }
        </section>
    }
}

/// What list this is, its counts, the devices that are silent, the time.
fn head(view: &BoardView, now: UtcMillis, props: &BoardProps) -> Html {
    let clock = WardTime::of(now, view.offset_minutes);
    let counts = Counts::of(&view.rows, now);
    let silent = order::silent(&view.devices, now, SILENT_AFTER_MINUTES);
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
                { for counts.words(props.ward.is_some()).into_iter().map(|(class, number, words)| html! {
                    <li class={classes(&["count", class])}><b>{ number }</b>{ " " }{ words }</li>
                }) }
            </ul>
            if !silent.is_empty() {
                // Nobody opens anything on a wall.
                <details class="silent" data-testid="silent-devices" open={props.wall}>
                    <summary>{ board::silent_devices(silent.len()) }</summary>
                    <ul>{ for silent.into_iter().map(|words| html! { <li>{ words }</li> }) }</ul>
                </details>
            }
        </header>
    }
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
        <div class="rows" role="table" aria-label={board::caption(&view.title, patients, view.rows.len())}>
            <div class="row row--head" role="row">
                { for board::COLUMNS.iter().map(column) }
                <span role="columnheader"><span class="nhsuk-u-visually-hidden">{ board::OBSERVE }</span></span>
            </div>
            { for view.rows.iter().map(|row| bed_row(row, now, data_age(row, view, now))) }
        </div>
    }
}
