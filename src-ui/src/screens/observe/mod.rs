//! Charting a set of observations: the seven rows, the keypad, the live score, Save.

pub(crate) mod breaths;
mod clean;
pub mod digits;
pub mod draft;
#[cfg(feature = "bedside")]
pub(crate) mod face;
pub mod form;
mod ground;
#[cfg(feature = "bedside")]
pub(crate) mod head;
pub(crate) mod identify;
mod keeper;
#[cfg(feature = "bedside")]
mod keyboard;
pub(crate) mod late;
#[cfg(feature = "bedside")]
mod more;
#[cfg(feature = "bedside")]
pub(crate) mod open;
#[cfg(feature = "bedside")]
pub(crate) mod pad;
pub mod review;
#[cfg(feature = "bedside")]
pub(crate) mod rows;
pub(crate) mod save;
#[cfg(feature = "bedside")]
pub(crate) mod save_bar;
pub(crate) mod saved;
pub(crate) mod score_panel;
#[cfg(feature = "bedside")]
pub(crate) mod sheet;
pub(crate) mod standing;
mod steady;
pub mod taken;
mod whereabouts;

use crate::{
    clock::Received,
    desk::use_desk,
    effect::use_effect_with,
    live::Answer,
    lock::lock_screen,
    part::Part,
    widgets::problem::{problem, waiting},
};
use clinical::{FactId, StayId};
use contract::{CallError, Code, FormView, Request};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Whose set.
#[derive(Clone, PartialEq)]
pub(crate) struct ObserveProps {
    pub(crate) stay: StayId,
    /// The set that is corrected.
    pub(crate) amends: Option<FactId>,
    /// The set of which one sign is measured again.
    pub(crate) rechecks: Option<FactId>,
}

#[derive(Clone, PartialEq)]
enum Opened {
    Waiting,
    Failed(Rc<CallError>),
    Form(Rc<FormView>, Received),
}

/// While reading is locked, the pad stays for so many minutes without a key (safety rule 14).
pub(crate) const PAD_STAYS_MINUTES: i64 = 10;

/// Asks the core for a form, once: what is keyed belongs to that form and to no other.
#[cfg(feature = "bedside")]
#[hook]
pub(crate) fn use_observe(props: &ObserveProps) -> Html {
    let desk = use_desk();
    let opened = use_state_eq(|| Opened::Waiting);
    let open = {
        let (opened, stay, backend) = (opened.clone(), props.stay, desk.backend);
        let (amends, rechecks) = (props.amends, props.rechecks);
        use_callback((), move |(), ()| {
            let opened = opened.clone();
            spawn_local(async move {
                let reply = backend.call(Request::OpenForm { stay, amends, rechecks }).await;
                let garbled = || crate::words::errors::own(Code::Internal, crate::words::errors::garbled());
                let form = reply.and_then(|reply| FormView::from_reply(reply).ok_or_else(garbled));
                opened.set(match form {
                    Ok(form) => Opened::Form(Rc::new(form), Received::now()),
                    Err(error) => Opened::Failed(Rc::new(error)),
                });
            });
        })
    };
    {
        let open = open.clone();
        use_effect_with((), move |()| open.emit(()));
    }
    {
        // A form that could not be opened because reading was locked opens once it no longer is.
        let (open, failed) = (open.clone(), matches!(*opened, Opened::Failed(_)));
        use_effect_with(desk.locked(), move |locked| {
            if failed && !locked {
                open.emit(());
            }
        });
    }
    match &*opened {
        Opened::Waiting => waiting(),
        Opened::Failed(error) if error.code == Code::Locked => lock_screen(&desk),
        Opened::Failed(error) => {
            html! { <main class="page">{ problem(error, Some(open)) }</main> }
        }
        Opened::Form(view, received) => {
            let (view, received, rechecks) = (view.clone(), *received, props.rechecks);
            Part::Sheet(sheet::SheetProps { view, received, rechecks, open }).draw()
        }
    }
}
