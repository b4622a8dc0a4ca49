//! Where entries are: a badge per entry, a line for the device.

use crate::widgets::class::classes;
use crate::{
    desk::Desk,
    route::Route,
    words::sync::{self, Tone},
};
use contract::EntrySync;
use yew::prelude::*;

/// Where one entry is, in words with a mark.
pub(crate) fn badge(entry: EntrySync) -> Html {
    let (class, mark) = match entry {
        EntrySync::OnThisDevice => ("sync--here", "M6 3h8v14H6zM9 14.5h2"),
        EntrySync::OnServer => ("sync--server", "M4 10.5 8 14l8-9"),
        EntrySync::Verified => ("sync--verified", "M2 10.5 6 14l7-8M9 13l1.5 1.2L18 6"),
        EntrySync::SetAside => ("sync--aside", "M10 3v9M10 16.5v.01"),
    };
    html! {
        <span class={classes(&["sync", class])} title={sync::entry_more(entry)} data-testid="entry-sync">
            <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false" class="line-icon">
                <path d={mark} fill="none" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" />
            </svg>
            { sync::entry(entry) }
        </span>
    }
}

/// How the device stands with the server, on every screen. `verified` is how many entries made here are on the server,
/// where the screen knows; `long` is all of it instead of a line.
pub(crate) fn device_line(desk: &Desk, verified: Option<u32>, long: bool) -> Html {
    let told = sync::device(&desk.sync, verified, desk.now(), desk.hello.offset_minutes);
    let tone = match told.tone {
        Tone::Calm => "device-line--calm",
        Tone::Attention => "device-line--attention",
        Tone::Alarm => "device-line--alarm",
    };
    let text = if long { told.long.clone() } else { told.line.clone() };
    html! {
        <div class={classes(&["device-line", tone])} role="status" aria-live="polite" data-testid="device-sync">
            <a href={Route::Entries.hash()} title={told.long}>
                <span class="device-dot" aria-hidden="true" />
                <span>{ text }</span>
            </a>
        </div>
    }
}
