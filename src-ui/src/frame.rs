//! Around every screen: the ribbon, the header with its menu, how the device stands with the server.

use crate::{
    app::go,
    desk::Desk,
    language,
    route::Route,
    tour,
    widgets::{
        el::{all, attr, el, english, id, link, made, press, say, say_any, words as text},
        sync::device_line,
    },
    words::{self, errors, times},
};
use clinical::staff::Role;
use contract::Request;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// On every screen: that it is not for clinical use, and DEMO on the synthetic ward.
pub(crate) fn ribbon(desk: &Desk) -> Html {
    trial(desk.hello.demo)
}

fn trial(demo: bool) -> Html {
    let demo = if demo { words::demo() } else { "" };
    let inside = vec![
        say_any("strong", "", demo),
        english(say("span", "", words::not_for_clinical_use())),
        language::draft(),
    ];
    made("aside", &["class", "aria-label", "data-testid"], &["ribbon", words::notice(), "ribbon"], inside)
}

/// A screen before it is known whose device this is: nothing of a patient is on it, and it is no less a trial.
pub(crate) fn bare(inside: Html) -> Html {
    el("div", "app", vec![trial(false), el("main", "page", vec![inside])])
}

/// Header, screen, and the tabs, which stand at the bottom of a phone.
pub(crate) fn frame(desk: &Desk, route: &Route, screen: Html) -> Html {
    let skip = Callback::from(|_: MouseEvent| {
        let main = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("main"));
        if let Some(main) = main.and_then(|m| m.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = main.focus(); // An element that cannot take the focus leaves it where it was.
        }
    });
    let brand = made(
        "a",
        &["class", "href", "aria-label"],
        &["brand", &Route::Home.hash(), words::NAME],
        vec![lamp("28"), say("span", "", words::NAME)],
    );
    all(vec![
        press("skip", words::skip(), "skip", true, skip),
        el("header", "top", vec![brand, tabs(desk, route), person_menu(desk)]),
        line(desk),
        tour::strip(desk),
        made("main", &["id", "class", "tabindex"], &["main", "page", "-1"], vec![screen]),
    ])
}

/// The lamp, so many pixels wide and high.
pub(crate) fn lamp(size: &str) -> Html {
    made("img", &["src", "alt", "width", "height"], &["/icons/lamp.svg", "", size, size], Vec::new())
}

/// How the device stands with the server, or that its core does not answer: on every screen, a board on the wall too.
pub(crate) fn line(desk: &Desk) -> Html {
    if desk.reached { device_line(desk, None, false) } else { unreached(desk) }
}

/// The core does not answer: said on every screen, with the age of what is shown.
fn unreached(desk: &Desk) -> Html {
    let age = times::ago(desk.hello.now, desk.now());
    let again = desk.ask_again.clone();
    let more = [errors::cannot_be_reached_more(), " ", &errors::shown_is_from(&age)].concat();
    let again =
        press("button button--plain", errors::try_again(), "again", true, again.reform(|_: MouseEvent| ()));
    let values = ["notice notice--problem notice--wide", "alert", "unreached"];
    let inside = vec![say("h2", "notice-title", errors::cannot_be_reached()), say("p", "", &more), again];
    made("div", &["class", "role", "data-testid"], &values, inside)
}

fn tabs(desk: &Desk, here: &Route) -> Html {
    let tab = |route: Route, words: &str, testid: &'static str| {
        let tab = link("tab", &route, testid, vec![text(words)]);
        if route == *here { attr(tab, "aria-current", "page") } else { tab }
    };
    let wards = desk.hello.wards.iter();
    let mut tabs: Vec<Html> =
        wards.map(|ward| tab(Route::Ward(ward.id.clone()), &ward.name, "tab-ward")).collect();
    tabs.push(tab(Route::Mine, words::my_patients(), "tab-mine"));
    if desk.hello.session.as_ref().is_some_and(|session| session.role == Role::Therapist) {
        tabs.push(tab(Route::Caseload, words::visit::caseload(), "tab-caseload"));
    }
    tabs.push(tab(Route::Tasks, words::episode::tasks(), "tab-tasks"));
    attr(el("nav", "tabs", tabs), "aria-label", words::main_menu())
}

/// Who is signed in, and what concerns the person and the device.
fn person_menu(desk: &Desk) -> Html {
    let change = desk.change_theme.clone();
    let ask = {
        let desk = desk.clone();
        move |leaves: bool| {
            let desk = desk.clone();
            Callback::from(move |_: MouseEvent| {
                let desk = desk.clone();
                spawn_local(async move {
                    if leaves {
                        go(&Route::Home);
                    }
                    // Whatever came of it, the next answer says who is signed in.
                    let _ = desk.backend.call(if leaves { Request::SignOut } else { Request::Lock }).await;
                    desk.ask_again.emit(());
                });
            })
        }
    };
    let Some(session) = desk.hello.session.as_ref() else { return Html::default() };
    let press = |label: &str, testid: &str, done| press("menu-item", label, testid, true, done);
    let to = |route, label: &str, testid| link("menu-item", &route, testid, vec![text(label)]);
    let mut items = vec![
        say("p", "quiet", &[&desk.hello.device, " · ", &desk.hello.version].concat()),
        press(words::theme(desk.theme), "theme", change.reform(|_: MouseEvent| ())),
    ];
    items.extend(language::choices(&desk.hello, "menu-item"));
    items.extend([
        to(Route::Entries, words::entries_here(), "menu-entries"),
        to(Route::SetAside, words::set_aside(), "menu-set-aside"),
        to(Route::Help, words::help(), "menu-help"),
        press(words::lock_now(), "lock", ask(false)),
        press(words::sign_out(), "sign-out", ask(true)),
    ]);
    let who = vec![
        say("span", "person-name", &session.name),
        say("span", "person-role", words::names::role_label(session.role)),
    ];
    id(el("details", "person", vec![el("summary", "", who), el("div", "person-menu", items)]), "person-menu")
}
