//! What was refused or set aside: kept, shown with its reason, exportable, blocking nothing.

mod way_back;

use crate::{
    desk::use_desk,
    live::use_live,
    route::Route,
    widgets::{
        el::given_any,
        problem::{nothing, problem, waiting},
        text,
    },
    words::{self, entries},
};
use contract::{CallError, Event, ParkedView, Reply, Request};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use way_back::ways_back;
use yew::prelude::*;

fn concerns(_: &Request, event: &Event) -> bool {
    matches!(event, Event::Changed { .. } | Event::Sync(_))
}

/// A file's name and its text, or why there is none.
type Exported = Option<Result<(String, String), Rc<CallError>>>;

/// Asks for the list as text.
#[hook]
fn use_export() -> (UseStateHandle<Exported>, Callback<MouseEvent>) {
    let desk = use_desk();
    let text = use_state(|| Exported::None);
    let set = text.clone();
    let export = Callback::from(move |_: MouseEvent| {
        let (backend, set) = (desk.backend, set.clone());
        spawn_local(async move {
            set.set(match backend.call(Request::ExportParked).await {
                Ok(Reply::Export { name, text }) => Some(Ok((name, text))),
                Ok(_) => None,
                Err(error) => Some(Err(Rc::new(error))),
            });
        });
    });
    (text, export)
}

/// The screen.
#[hook]
pub(crate) fn use_set_aside() -> Html {
    let live = use_live::<Vec<ParkedView>>(Request::Parked, concerns);
    let desk = use_desk();
    let (text, export) = use_export();
    let way = way_back::use_way_back(live.ask.clone());
    let Some(all) = live.view.clone() else {
        return match live.error.clone() {
            Some(error) => problem(&error, Some(live.ask)),
            None => waiting(),
        };
    };
    html! {
        <section class="entries" data-testid="set-aside">
            <h1 class="board-title">{ words::set_aside() }</h1>
            <p class="quiet">{ entries::aside_explained() }</p>
            { way.refused() }
            if all.is_empty() {
                { nothing(entries::nothing_aside()) }
            } else {
                <button type="button" class="button" onclick={export} data-testid="export">{ entries::export() }</button>
                { exported(&text) }
            }
            <ol class="entry-list">
                { for all.iter().map(|parked| html! {
                    <li class="entry entry--aside" data-testid="parked">
                        <b class="entry-time">{ text::time(parked.at, desk.now(), desk.hello.offset_minutes) }</b>
                        { given_any("b", "entry-what", &parked.what) }
                        { why(parked) }
                        <code class="quiet">{ parked.code.clone() }</code>
                        if parked.trigger {
                            <span class="flag flag--alarm">{ entries::trigger() }</span>
                        }
                        { for parked.stay.map(|stay| html! {
                            <a href={Route::Patient(stay).hash()}>{ entries::the_patient() }</a>
                        }) }
                        { ways_back(parked, &way) }
                    </li>
                }) }
            </ol>
        </section>
    }
}

/// Why it was set aside: by the sentence's name, and where this language has none, as it stands there.
fn why(parked: &ParkedView) -> Html {
    let (said, lang) = words::errors::of_core(&parked.said, &parked.why);
    html! { <span class="entry-what" lang={lang}>{ said }</span> }
}

/// The whole list as text, to be copied and handed over.
fn exported(text: &Exported) -> Html {
    match text {
        None => Html::default(),
        Some(Err(error)) => problem(error, None),
        Some(Ok((name, text))) => html! {
            <label class="export">
                <span>{ format!("{}: {name}", entries::exported()) }</span>
                <textarea readonly=true rows="8" value={text.clone()} data-testid="export-text" />
            </label>
        },
    }
}
