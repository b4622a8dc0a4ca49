//! Two stays of one person: a search over what this device holds, the two side by side, and the word of a person.

use super::Ground;
use crate::{
    desk::use_desk,
    screens::patient::correct::why,
    widgets::{
        banner::full_name,
        el::{attr, el, none, press, say, say_any},
        field, likeness,
        panel::{Choice, panel},
        problem::problem,
    },
    words::ward as words,
};
use clinical::StayId;
use contract::{CallError, FindStays, FoundStay, Reply, Request};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What is looked for and what was found.
#[derive(Clone)]
pub(super) struct Finding {
    text: UseStateHandle<String>,
    found: UseStateHandle<Found>,
    /// Which of them stands beside this stay.
    other: UseStateHandle<Option<StayId>>,
    ask: Callback<MouseEvent>,
}

#[derive(Clone, PartialEq)]
enum Found {
    NotAsked,
    Refused(Rc<CallError>),
    Stays(Rc<Vec<FoundStay>>, bool),
}

/// Nothing is looked for yet.
#[hook]
pub(super) fn use_finding(stay: StayId) -> Finding {
    let desk = use_desk();
    let text = use_state_eq(String::new);
    let found = use_state_eq(|| Found::NotAsked);
    let other = use_state_eq(|| None::<StayId>);
    let ask = {
        let (text, found, other) = (text.clone(), found.clone(), other.clone());
        Callback::from(move |_: MouseEvent| {
            let asked = FindStays { stay, text: (*text).clone() };
            let (backend, found, other) = (desk.backend, found.clone(), other.clone());
            spawn_local(async move {
                other.set(None);
                found.set(match backend.call(Request::FindStays(Box::new(asked))).await {
                    Ok(Reply::FoundStays { stays, more }) => Found::Stays(Rc::new(stays), more),
                    Ok(_) => Found::NotAsked,
                    Err(error) => Found::Refused(Rc::new(error)),
                });
            });
        })
    };
    Finding { text, found, other, ask }
}

/// The section.
pub(super) fn join(ground: &Ground) -> Html {
    let finding = &ground.finding;
    let typed = {
        let text = finding.text.clone();
        Callback::from(move |typed: String| text.set(typed))
    };
    let ready = finding.text.trim().chars().count() > 1;
    let mut parts = vec![
        say("p", "", words::join_more()),
        field::line(words::find(), &finding.text, "find-text", &typed),
        press("button", words::search(), "find-stays", ready, finding.ask.clone()),
    ];
    match &*finding.found {
        Found::NotAsked => {}
        Found::Refused(error) => parts.push(problem(error, None)),
        Found::Stays(stays, more) => parts.extend(found(ground, stays, *more)),
    }
    el("div", "", parts)
}

fn found(ground: &Ground, stays: &Rc<Vec<FoundStay>>, more: bool) -> Vec<Html> {
    let other = &ground.finding.other;
    if let Some(chosen) = stays.iter().find(|of| Some(of.stay) == **other) {
        return side_by_side(ground, chosen);
    }
    let choices = stays.iter().map(|of| {
        let (set, stay) = (other.clone(), of.stay);
        let mut choice = Choice::new(full_name(&of.banner), "join-with", move || set.set(Some(stay)));
        choice.more = Some([of.place.as_str(), if of.joined { words::joined() } else { "" }].concat().into());
        choice
    });
    let none_found = if stays.is_empty() { words::found_nobody() } else { "" };
    vec![
        attr(say_any("p", "notice", none_found), "role", "status"),
        if stays.is_empty() { none() } else { panel(words::who_is_it(), "panel--inline", choices.collect()) },
        say_any("p", "quiet", if more { words::found_more() } else { "" }),
    ]
}

/// The two, part by part, in words as well as in colour.
fn side_by_side(ground: &Ground, other: &FoundStay) -> Vec<Html> {
    let table = likeness::table([words::this_stay(), words::that_stay()], &other.likeness);
    let (stay, with) = (ground.stay(), other.stay);
    let reason = ground.reason.trim().to_owned();
    let ready = !reason.is_empty() && !other.joined;
    let request = ready.then_some(Request::Join { stay, with, reason });
    let back = {
        let other = ground.finding.other.clone();
        Callback::from(move |_: MouseEvent| other.set(None))
    };
    vec![
        say("p", "", &[full_name(&other.banner), ". ".to_owned(), other.place.clone()].concat()),
        table,
        say_any("p", "notice", if other.joined { words::joined_already() } else { "" }),
        why(&words::JOIN_REASONS, &ground.reason),
        ground.confirm(words::confirm_join().to_owned(), "button--warning", "confirm-join", request),
        press("button button--plain", words::not_the_same(), "not-the-same", true, back),
    ]
}
