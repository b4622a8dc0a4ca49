//! Filling in a form of any kind: the core says what to show, this draws it and sends back what was keyed.

#[cfg(feature = "round")]
mod bar;
#[cfg(feature = "round")]
mod filler;
#[cfg(feature = "round")]
pub(crate) mod items;
#[cfg(feature = "round")]
mod keyboard;
pub mod keyed;
mod outcome;
#[cfg(feature = "round")]
pub(crate) mod pad;
#[cfg(feature = "round")]
pub(crate) mod sheet;
#[cfg(feature = "round")]
pub(crate) mod timer;

pub(crate) use outcome::{alerts, level_of, totals};

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
use contract::{AssessmentForm, CallError, Code, Request};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Which form of whom.
#[derive(Clone, PartialEq)]
pub(crate) struct AssessProps {
    pub(crate) stay: StayId,
    /// The form's address.
    pub(crate) form: AttrValue,
    /// The assessment that is corrected.
    pub(crate) amends: Option<FactId>,
}

type Opened = Option<Result<(Rc<AssessmentForm>, Received), Rc<CallError>>>;

/// Asks the core for the form, once: what is keyed belongs to it and to no other.
#[cfg(feature = "round")]
#[hook]
pub(crate) fn use_assess(props: &AssessProps) -> Html {
    let desk = use_desk();
    let opened = use_state_eq(|| Opened::None);
    let open = {
        let (opened, props, backend) = (opened.clone(), props.clone(), desk.backend);
        use_callback((), move |(), ()| {
            let (opened, props) = (opened.clone(), props.clone());
            spawn_local(async move {
                let AssessProps { stay, form, amends } = props;
                let reply =
                    backend.call(Request::OpenAssessment { stay, form: form.to_string(), amends }).await;
                let garbled = || crate::words::errors::own(Code::Internal, crate::words::errors::garbled());
                let form = reply.and_then(|reply| AssessmentForm::from_reply(reply).ok_or_else(garbled));
                opened.set(Some(form.map(|form| (Rc::new(form), Received::now())).map_err(Rc::new)));
            });
        })
    };
    {
        // A form that could not be opened because reading was locked opens once it no longer is.
        let (open, again) = (open.clone(), !matches!(&*opened, Some(Ok(_))));
        use_effect_with(desk.locked(), move |_| {
            if again {
                open.emit(());
            }
        });
    }
    match &*opened {
        None => waiting(),
        Some(Err(error)) if error.code == Code::Locked => lock_screen(&desk),
        Some(Err(error)) => html! { <main class="page">{ problem(error, Some(open)) }</main> },
        Some(Ok((view, received))) => {
            Part::FormSheet(sheet::FormSheetProps { view: view.clone(), received: *received, open }).draw()
        }
    }
}
