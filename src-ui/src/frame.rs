//! Around every screen: the ribbon, the header with its menu, how the device stands with the server.

use crate::{
    app::go,
    desk::Desk,
    language,
    route::Route,
    tour,
    widgets::sync::device_line,
    words::{self, errors, times},
};
use clinical::staff::Role;
use contract::Request;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// On every screen: that it is not for clinical use, and DEMO on the synthetic ward.
pub(crate) fn ribbon(desk: &Desk) -> Html {
    html! {
        <aside class="ribbon" aria-label={words::notice()} data-testid="ribbon">
            if desk.hello.demo {
                <strong>{ words::demo() }</strong>
            }
            <span lang="en-GB">{ words::not_for_clinical_use() }</span>
            { language::draft() }
        </aside>
    }
}

/// A screen before it is known whose device this is: nothing of a patient is on it, and it is no less a trial.
pub(crate) fn bare(inside: Html) -> Html {
    html! {
        <div class="app">
            <aside class="ribbon" aria-label={words::notice()} data-testid="ribbon">
                <span lang="en-GB">{ words::not_for_clinical_use() }</span>
                { language::draft() }
            </aside>
            <main class="page">{ inside }</main>
        </div>
    }
}

/// Header, screen, and the tabs, which stand at the bottom of a phone.
pub(crate) fn frame(desk: &Desk, route: &Route, screen: Html) -> Html {
    let skip = Callback::from(|_: MouseEvent| {
        let main = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("main"));
        if let Some(main) = main.and_then(|m| m.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = main.focus(); // An element that cannot take the focus leaves it where it was.
        }
    });
    html! {
        <>
            <button class="skip" type="button" onclick={skip}>{ words::skip() }</button>
            <header class="top">
                <a class="brand" href={Route::Home.hash()} aria-label={words::NAME}>
                    <img src="/icons/lamp.svg" alt="" width="28" height="28" />
                    <span>{ words::NAME }</span>
                </a>
                { tabs(desk, route) }
                { person_menu(desk) }
            </header>
            { line(desk) }
            { tour::strip(desk) }
            <main id="main" class="page" tabindex="-1">{ screen }</main>
        </>
    }
}

/// How the device stands with the server, or that its core does not answer: on every screen, a board on the wall too.
pub(crate) fn line(desk: &Desk) -> Html {
    if desk.reached { device_line(desk, None, false) } else { unreached(desk) }
}

/// The core does not answer: said on every screen, with the age of what is shown.
fn unreached(desk: &Desk) -> Html {
    let age = times::ago(desk.hello.now, desk.now());
    let again = desk.ask_again.clone();
    html! {
        <div class="notice notice--problem notice--wide" role="alert" data-testid="unreached">
            <h2 class="notice-title">{ errors::cannot_be_reached() }</h2>
            <p>{ errors::cannot_be_reached_more() }{ " " }{ errors::shown_is_from(&age) }</p>
            <button class="button button--plain" onclick={move |_: MouseEvent| again.emit(())}>
                { errors::try_again() }
            </button>
        </div>
    }
}

fn tabs(desk: &Desk, here: &Route) -> Html {
    let tab = |route: Route, words: String, testid: &'static str| {
        let current = (route == *here).then_some("page");
        html! { <a class="tab" href={route.hash()} aria-current={current} data-testid={testid}>{ words }</a> }
    };
    html! {
        <nav class="tabs" aria-label={words::main_menu()}>
            { for desk.hello.wards.iter().map(|ward| tab(Route::Ward(ward.id.clone()), ward.name.clone(), "tab-ward")) }
            { tab(Route::Mine, words::my_patients().to_owned(), "tab-mine") }
            if desk.hello.session.as_ref().is_some_and(|session| session.role == Role::Therapist) {
                { tab(Route::Caseload, words::visit::caseload().to_owned(), "tab-caseload") }
            }
            { tab(Route::Tasks, words::episode::tasks().to_owned(), "tab-tasks") }
        </nav>
    }
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
    html! {
        <details class="person" data-testid="person-menu">
            <summary>
                <span class="person-name">{ session.name.clone() }</span>
                <span class="person-role">{ words::names::role_label(session.role) }</span>
            </summary>
            <div class="person-menu">
                <p class="quiet">{ format!("{} · {}", desk.hello.device, desk.hello.version) }</p>
                <button type="button" class="menu-item" onclick={move |_: MouseEvent| change.emit(())}
                    data-testid="theme">{ words::theme(desk.theme) }</button>
                { for language::choices(&desk.hello, "menu-item") }
                <a class="menu-item" href={Route::Entries.hash()} data-testid="menu-entries">{ words::entries_here() }</a>
                <a class="menu-item" href={Route::SetAside.hash()} data-testid="menu-set-aside">{ words::set_aside() }</a>
                <a class="menu-item" href={Route::Help.hash()} data-testid="menu-help">{ words::help() }</a>
                <button type="button" class="menu-item" onclick={ask(false)} data-testid="lock">
                    { words::lock_now() }
                </button>
                <button type="button" class="menu-item" onclick={ask(true)} data-testid="sign-out">
                    { words::sign_out() }
                </button>
            </div>
        </details>
    }
}
