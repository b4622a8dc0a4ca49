//! Correcting a set: change a value, entered in error, another patient's. Nothing is erased.

use super::use_send;
use crate::{
    app::go,
    live::use_live,
    part::Part,
    route::Route,
    widgets::{
        banner::short_name,
        panel::{Choice, panel},
        problem::problem,
    },
    words::patient,
};
use clinical::{FactId, StayId};
use contract::{BoardView, CallError, Event, PatientView, Request};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Which set of whose.
#[derive(Clone, PartialEq)]
pub(crate) struct CorrectProps {
    pub(crate) view: Rc<PatientView>,
    pub(crate) fact: FactId,
    /// The form's address, where it is an assessment and this device has the form.
    pub(crate) form: Option<AttrValue>,
    /// Whether its answers can be changed here.
    pub(crate) amendable: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Choose,
    InError,
    WrongPatient,
}

/// The three ways.
#[hook]
pub(crate) fn use_correct(props: &CorrectProps) -> Html {
    let way = use_state_eq(|| Way::Choose);
    let reason = use_state_eq(String::new);
    let (error, send) = use_send();
    let (stay, fact) = (props.view.banner.stay, props.fact);
    let to = |next: Way| {
        let way = way.clone();
        move || way.set(next)
    };
    let amend = props.amendable.then(|| {
        let route = match &props.form {
            Some(form) => Route::AmendForm(stay, form.to_string(), fact),
            None => Route::Amend(stay, fact),
        };
        Choice::new(patient::amend(), "amend", move || go(&route))
    });
    match *way {
        Way::Choose => panel(
            patient::correct(),
            "panel--inline",
            amend
                .into_iter()
                .chain([
                    Choice::new(patient::in_error(), "in-error", to(Way::InError)),
                    Choice::new(patient::wrong_patient(), "wrong-patient", to(Way::WrongPatient)),
                ])
                .collect(),
        ),
        Way::InError => {
            let said = reason.trim().to_owned();
            let request = move |_: MouseEvent| Request::EnterInError { fact, stay, reason: said.clone() };
            in_error(&reason, error.as_deref(), send.reform(request))
        }
        Way::WrongPatient => Part::WrongPatient(props.clone()).draw(),
    }
}

/// A reason: one of the usual ones with a tap, or in one's own words.
pub(crate) fn why(usual: &[&'static str], reason: &UseStateHandle<String>) -> Html {
    let choices = usual.iter().copied().map(|words| {
        let set = reason.clone();
        Choice::new(words, "reason", move || set.set(words.to_owned())).on(**reason == words).english()
    });
    let typed = {
        let reason = reason.clone();
        Callback::from(move |event: InputEvent| {
            reason.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    html! {
        <>
            { panel(patient::why(), "panel--inline", choices.collect()) }
            <label class="search">
                <span>{ crate::words::observe::other_reason_label() }</span>
                <input class="nhsuk-input" type="text" maxlength="200" value={(**reason).clone()} oninput={typed}
                    data-testid="reason-words" />
            </label>
        </>
    }
}

fn in_error(
    reason: &UseStateHandle<String>,
    error: Option<&CallError>,
    confirm: Callback<MouseEvent>,
) -> Html {
    html! {
        <div class="correct">
            <p>{ patient::in_error_more() }</p>
            { for error.map(|error| problem(error, None)) }
            { why(&patient::ERROR_REASONS, reason) }
            <button type="button" class="button button--warning" disabled={reason.trim().is_empty()}
                onclick={confirm} data-testid="confirm-in-error">{ patient::confirm_in_error() }</button>
        </div>
    }
}

fn never(_: &Request, _: &Event) -> bool {
    false
}

/// Whose set it is, chosen from the ward the patient lies on.
#[hook]
pub(crate) fn use_wrong_patient(props: &CorrectProps) -> Html {
    let stay = props.view.banner.stay;
    let ward = props.view.banner.places.first().map(|place| place.ward.clone());
    let question = ward.map_or(Request::MyPatients, |ward| Request::Board { ward });
    let board = use_live::<BoardView>(question, never);
    let to = use_state(|| None::<(StayId, String, String)>);
    let reason = use_state(String::new);
    let (error, send) = use_send();
    let others = board.view.iter().flat_map(|view| view.rows.iter());
    let choices = others.filter_map(|row| {
        let banner = row.banner.as_ref().filter(|banner| banner.stay != stay)?;
        let (other, name, bed) = (banner.stay, short_name(banner), row.place.bed.clone());
        let label = format!("{bed} {name}");
        let chosen = to.as_ref().is_some_and(|(chosen, ..)| *chosen == other);
        let to = to.clone();
        Some(
            Choice::new(label, "move-to", move || to.set(Some((other, name.clone(), bed.clone()))))
                .on(chosen),
        )
    });
    let confirm = {
        let (to, reason, fact) = (to.clone(), reason.clone(), props.fact);
        Callback::from(move |_: MouseEvent| {
            if let Some((to, ..)) = &*to {
                let reason = reason.trim().to_owned();
                send.emit(Request::MoveToPatient { fact, stay, to: *to, reason });
            }
        })
    };
    html! {
        <div class="correct">
            <p>{ patient::wrong_patient_more() }</p>
            { for board.error.map(|error| problem(&error, None)) }
            { for error.map(|error| problem(&error, None)) }
            { panel(patient::whose(), "panel--inline panel--patients", choices.collect()) }
            { why(&patient::MOVE_REASONS, &reason) }
            { for to.as_ref().map(|(_, name, bed)| html! {
                <button type="button" class="button button--warning" disabled={reason.trim().is_empty()}
                    onclick={confirm.clone()} data-testid="confirm-move">{ patient::confirm_move(name, bed) }</button>
            }) }
        </div>
    }
}
