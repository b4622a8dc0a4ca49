//! A ward's own pages: handover, allocation, admission of somebody whom nobody knows; and what the board says of those
//! who come and go.

pub(crate) mod admit;
pub(crate) mod allocate;
pub(crate) mod comings;
pub(crate) mod handover;

use crate::{app::go, desk::use_desk, route::Route, widgets::panel::Choice, words::ward as words};
use clinical::{WardId, ward::Place};
use contract::{CallError, Event, Reply, Request, WardBeds};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Which ward.
#[derive(Clone, PartialEq)]
pub(crate) struct WardProps {
    pub(crate) ward: WardId,
}

/// Whatever changes in the ward concerns its pages.
pub(crate) fn concerns(_: &Request, event: &Event) -> bool {
    matches!(event, Event::Changed { .. } | Event::Directory)
}

/// Something to ask for, and where to go when it is done.
pub(crate) type Deed = (Request, Option<Route>);

/// Sends what changes something; keeps what went wrong, and goes on when it worked. A stay that began leads to its form.
#[hook]
pub(crate) fn use_deed() -> (Option<Rc<CallError>>, Callback<Deed>) {
    let desk = use_desk();
    let error = use_state_eq(|| None::<Rc<CallError>>);
    let send = {
        let error = error.clone();
        Callback::from(move |(request, then): Deed| {
            let (desk, error) = (desk.clone(), error.clone());
            spawn_local(async move {
                let reply = desk.backend.call(request).await;
                match (&reply, then) {
                    (Ok(Reply::Admitted { stay }), _) => go(&Route::Observe(*stay)),
                    (Ok(_), Some(route)) => go(&route),
                    _ => {}
                }
                error.set(reply.err().map(Rc::new));
            });
        })
    };
    ((*error).clone(), send)
}

/// The beds of a ward as buttons; those that are taken say so.
pub(crate) fn beds(
    ward: &WardBeds,
    chosen: Option<&Place>,
    only_empty: bool,
    press: &Callback<Place>,
) -> Vec<Choice> {
    let mut choices = Vec::new();
    for bay in &ward.bays {
        for (bed, taken) in &bay.beds {
            if only_empty && *taken == Some(true) {
                continue;
            }
            let place = Place { ward: ward.ward.clone(), bay: bay.bay.clone(), bed: bed.clone() };
            let on = chosen == Some(&place);
            let press = press.clone();
            let choice =
                Choice::new(bed.clone(), format!("bed-{bed}"), move || press.emit(place.clone())).on(on);
            choices.push(if *taken == Some(true) { choice.more(words::taken()) } else { choice });
        }
    }
    choices
}
