//! Signing in: pick yourself, key your PIN; or chart in an emergency.

mod people;

use crate::{
    desk::{Desk, use_desk},
    language,
    live::use_live,
    part::Part,
    widgets::{
        pin_pad::PinPadProps,
        problem::{nothing, problem, waiting},
        sync::device_line,
    },
    words::{self, sign_in},
};
use contract::{CallError, Event, Pin, Request, StaffTile};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Clone, PartialEq)]
enum Stage {
    Who,
    Pin(StaffTile),
    Emergency,
}

fn concerns(_: &Request, event: &Event) -> bool {
    matches!(event, Event::Directory)
}

/// The screen.
#[hook]
pub(crate) fn use_sign_in() -> Html {
    let desk = use_desk();
    let stage = use_state_eq(|| Stage::Who);
    let search = use_state_eq(String::new);
    let name = use_node_ref();
    let error = use_state_eq(|| None::<Rc<CallError>>);
    let staff = use_live::<Vec<StaffTile>>(Request::StaffChoices, concerns);
    let to = |next: Stage| {
        let stage = stage.clone();
        Callback::from(move |_: MouseEvent| stage.set(next.clone()))
    };
    let body = match &*stage {
        Stage::Who => {
            let pick = {
                let stage = stage.clone();
                Callback::from(move |tile: StaffTile| stage.set(Stage::Pin(tile)))
            };
            html! {
                <>
                    <h1 class="gate-title">{ sign_in::who_are_you() }</h1>
                    { for language::choices(&desk.hello, "button button--plain") }
                    { match (staff.view.as_deref(), staff.error.as_deref()) {
                        (Some(all), _) => who(all, &search, &pick),
                        (None, Some(error)) => problem(error, Some(staff.ask.clone())),
                        (None, None) => waiting(),
                    } }
                    <button type="button" class="button button--emergency" onclick={to(Stage::Emergency)}
                        data-testid="emergency">{ sign_in::emergency() }</button>
                </>
            }
        }
        Stage::Pin(tile) => key_pin(tile, desk.hello.demo, to(Stage::Who)),
        Stage::Emergency => emergency(&name, error.as_deref(), enter(&desk, &name, &error), to(Stage::Who)),
    };
    html! {
        <>
            { device_line(&desk, None, false) }
            <main class="gate" id="main">
                <p class="gate-brand"><img src="/icons/lamp.svg" alt="" width="36" height="36" />{ words::NAME }</p>
                { body }
            </main>
        </>
    }
}

/// Everybody who works here, by role, narrowed by what is typed.
fn who(all: &[StaffTile], search: &UseStateHandle<String>, pick: &Callback<StaffTile>) -> Html {
    if all.is_empty() {
        return nothing(sign_in::no_staff_yet());
    }
    let on_search = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| {
            search.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let groups = people::by_role(all, search);
    html! {
        <>
            <label class="search">
                <span>{ sign_in::search() }</span>
                <input class="nhsuk-input" type="search" autocomplete="off" value={(**search).clone()}
                    oninput={on_search} data-testid="staff-search" />
            </label>
            if groups.is_empty() {
                { nothing(sign_in::nobody()) }
            }
            { for groups.into_iter().map(|(role, tiles)| html! {
                <section class="people" aria-label={sign_in::role_group(role)}>
                    <h2 class="people-role">{ sign_in::role_group(role) }</h2>
                    <div class="people-tiles">{ for tiles.into_iter().map(|tile| person(tile, pick)) }</div>
                </section>
            }) }
        </>
    }
}

fn person(tile: &StaffTile, pick: &Callback<StaffTile>) -> Html {
    let press = {
        let (pick, tile) = (pick.clone(), tile.clone());
        Callback::from(move |_: MouseEvent| pick.emit(tile.clone()))
    };
    html! {
        <button type="button" class="person-tile" onclick={press} data-testid="staff-tile" key={tile.id.to_string()}>
            <span class="person-initials" aria-hidden="true">{ people::initials(&tile.name) }</span>
            <span>{ tile.name.clone() }</span>
        </button>
    }
}

fn key_pin(tile: &StaffTile, demo: bool, back: Callback<MouseEvent>) -> Html {
    let staff = tile.id;
    let request = Callback::from(move |pin: Pin| Request::SignIn { staff, pin });
    html! {
        <>
            <p class="gate-name">{ tile.name.clone() }</p>
            <p class="quiet">{ words::names::role_label(tile.role) }</p>
            <h1 class="gate-title">{ sign_in::key_your_pin() }</h1>
            if !tile.ready_offline {
                <p class="quiet" data-testid="needs-server">{ sign_in::needs_server() }</p>
            }
            { Part::PinPad(PinPadProps { request, on_right: Callback::noop() }).draw() }
            if demo {
                <p class="demo-hint">{ sign_in::demo_pin() }</p>
            }
            <button type="button" class="button button--plain" onclick={back} data-testid="not-me">
                { sign_in::not_you() }
            </button>
        </>
    }
}

/// A name is typed and nothing is checked: recording is never refused.
fn enter(
    desk: &Desk,
    name: &NodeRef,
    error: &UseStateHandle<Option<Rc<CallError>>>,
) -> Callback<SubmitEvent> {
    let (desk, name, error) = (desk.clone(), name.clone(), error.clone());
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let typed = name.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
        let (desk, error) = (desk.clone(), error.clone());
        spawn_local(async move {
            let request = Request::SignInForEmergency { name: typed.trim().to_owned() };
            let reply = desk.backend.call(request).await;
            if reply.is_ok() {
                desk.ask_again.emit(());
            }
            error.set(reply.err().map(Rc::new));
        });
    })
}

fn emergency(
    name: &NodeRef,
    error: Option<&CallError>,
    submit: Callback<SubmitEvent>,
    back: Callback<MouseEvent>,
) -> Html {
    html! {
        <form class="emergency" onsubmit={submit}>
            <h1 class="gate-title">{ sign_in::emergency() }</h1>
            <p>{ sign_in::emergency_more() }</p>
            { for error.map(|error| problem(error, None)) }
            <label class="search">
                <span>{ sign_in::emergency_name() }</span>
                <input ref={name} class="nhsuk-input" type="text" autocomplete="off" required=true
                    data-testid="emergency-name" />
            </label>
            <button type="submit" class="button button--emergency" data-testid="emergency-go">
                { sign_in::emergency_go() }
            </button>
            <button type="button" class="button button--plain" onclick={back}>{ words::back() }</button>
        </form>
    }
}
