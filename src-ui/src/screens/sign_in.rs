//! Signing in: pick yourself, key your PIN; or chart in an emergency.

mod people;

use crate::{
    desk::{Desk, use_desk},
    frame::lamp,
    language,
    live::use_live,
    part::Part,
    widgets::{
        el::{all, attr, el, id, key, keyed, made, none, press, say, say_any, words as text},
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
            let people = match (staff.view.as_deref(), staff.error.as_deref()) {
                (Some(everybody), _) => who(everybody, &search, &pick),
                (None, Some(error)) => problem(error, Some(staff.ask.clone())),
                (None, None) => waiting(),
            };
            let emergency = sign_in::emergency();
            all(vec![
                say("h1", "gate-title", sign_in::who_are_you()),
                all(language::choices(&desk.hello, "button button--plain")),
                people,
                press("button button--emergency", emergency, "emergency", true, to(Stage::Emergency)),
            ])
        }
        Stage::Pin(tile) => key_pin(tile, desk.hello.demo, to(Stage::Who)),
        Stage::Emergency => emergency(&name, error.as_deref(), enter(&desk, &name, &error), to(Stage::Who)),
    };
    let inside = vec![el("p", "gate-brand", vec![lamp("36"), text(words::NAME)]), body];
    all(vec![device_line(&desk, None, false), attr(el("main", "gate", inside), "id", "main")])
}

/// Everybody who works here, by role, narrowed by what is typed.
fn who(everybody: &[StaffTile], search: &UseStateHandle<String>, pick: &Callback<StaffTile>) -> Html {
    if everybody.is_empty() {
        return nothing(sign_in::no_staff_yet());
    }
    let on_search = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| {
            search.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let groups = people::by_role(everybody, search);
    let field = html! {
        <input class="nhsuk-input" type="search" autocomplete="off" value={(**search).clone()}
            oninput={on_search} data-testid="staff-search" />
    };
    let found = if groups.is_empty() { nothing(sign_in::nobody()) } else { none() };
    let groups = groups.into_iter().map(|(role, tiles)| {
        let role = sign_in::role_group(role);
        let tiles = tiles.into_iter().map(|tile| person(tile, pick)).collect();
        let inside = vec![say("h2", "people-role", role), el("div", "people-tiles", tiles)];
        attr(el("section", "people", inside), "aria-label", role)
    });
    all(vec![
        el("label", "search", vec![say("span", "", sign_in::search()), field]),
        found,
        all(groups.collect()),
    ])
}

fn person(tile: &StaffTile, pick: &Callback<StaffTile>) -> Html {
    let press = {
        let (pick, tile) = (pick.clone(), tile.clone());
        Callback::from(move |_: MouseEvent| pick.emit(tile.clone()))
    };
    let initials = say("span", "person-initials", &people::initials(&tile.name));
    let inside = vec![attr(initials, "aria-hidden", "true"), say("span", "", &tile.name)];
    keyed(key("person-tile", "staff-tile", inside, press), tile.id.to_string())
}

fn key_pin(tile: &StaffTile, demo: bool, back: Callback<MouseEvent>) -> Html {
    let staff = tile.id;
    let request = Callback::from(move |pin: Pin| Request::SignIn { staff, pin });
    let server = || id(say("p", "quiet", sign_in::needs_server()), "needs-server");
    all(vec![
        say("p", "gate-name", &tile.name),
        say("p", "quiet", words::names::role_label(tile.role)),
        say("h1", "gate-title", sign_in::key_your_pin()),
        if tile.ready_offline { none() } else { server() },
        Part::PinPad(PinPadProps { request, on_right: Callback::noop() }).draw(),
        say_any("p", "demo-hint", if demo { sign_in::demo_pin() } else { "" }),
        press("button button--plain", sign_in::not_you(), "not-me", true, back),
    ])
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
    let field = html! {
        <input ref={name} class="nhsuk-input" type="text" autocomplete="off" required=true
            data-testid="emergency-name" />
    };
    let go = made(
        "button",
        &["type", "class", "data-testid"],
        &["submit", "button button--emergency", "emergency-go"],
        vec![text(sign_in::emergency_go())],
    );
    let inside = vec![
        say("h1", "gate-title", sign_in::emergency()),
        say("p", "", sign_in::emergency_more()),
        error.map_or_else(none, |error| problem(error, None)),
        el("label", "search", vec![say("span", "", sign_in::emergency_name()), field]),
        go,
        press("button button--plain", words::back(), "emergency-back", true, back),
    ];
    html! { <form class="emergency" onsubmit={submit}>{ all(inside) }</form> }
}
