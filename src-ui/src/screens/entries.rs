//! Entries made on this device, newest first, each with where it is now; and the device as a whole.

use crate::{
    live::use_live,
    route::Route,
    widgets::{
        el::given,
        problem::{nothing, problem, waiting},
        sync::{badge, device_line},
        text,
    },
    words::{self, entries},
};
use contract::{EntrySync, EntryView, Event, Request};
use yew::prelude::*;

fn concerns(_: &Request, event: &Event) -> bool {
    matches!(event, Event::Changed { .. } | Event::Sync(_))
}

/// The screen.
#[hook]
pub(crate) fn use_entries() -> Html {
    let live = use_live::<Vec<EntryView>>(Request::Entries, concerns);
    let desk = crate::desk::use_desk();
    let Some(all) = live.view.clone() else {
        return match live.error.clone() {
            Some(error) => problem(&error, Some(live.ask)),
            None => waiting(),
        };
    };
    let now = desk.now();
    let all_verified = all.iter().all(|entry| entry.sync == EntrySync::Verified);
    let verified = all_verified.then_some(all.len() as u32);
    html! {
        <section class="entries" data-testid="entries">
            <h1 class="board-title">{ words::entries_here() }</h1>
            <p class="quiet">{ entries::explained() }</p>
            { device_line(&desk, verified, true) }
            <p><a class="button button--plain" href={Route::SetAside.hash()} data-testid="to-set-aside">
                { words::set_aside() }
            </a>
            <a class="button button--plain" href={Route::Receipt.hash()} data-testid="to-receipt">
                { entries::receipt() }
            </a></p>
            if all.is_empty() {
                { nothing(entries::none()) }
            }
            <ol class="entry-list">
                { for all.iter().map(|entry| html! {
                    <li class="entry" key={entry.fact.to_string()} data-testid="entry">
                        <b class="entry-time">{ text::time(entry.recorded, now, desk.hello.offset_minutes) }</b>
                        <span class="entry-what">{ what(entry) }</span>
                        <span class="quiet">{ entry.by.clone() }</span>
                        { badge(entry.sync) }
                    </li>
                }) }
            </ol>
        </section>
    }
}

fn what(entry: &EntryView) -> Html {
    match entry.stay {
        Some(stay) => html! { <a href={Route::Patient(stay).hash()}>{ given("span", "", &entry.what) }</a> },
        None => given("span", "", &entry.what),
    }
}
