//! The chunks of the page: each is a wasm of its own, and going from one to another loads the page anew.

use crate::{
    app::go,
    effect::use_effect_with,
    route::Route,
    widgets::problem::{nothing, waiting},
    words,
};
use yew::prelude::*;

/// A chunk of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chunk {
    /// What is done at the bed: boards, the patient's page, observations, alerts.
    Bedside,
    /// What is done on a round and in a stay beside charting: forms, fluids, visits, notes, moves.
    Round,
    /// What is done at the desk and looked at on the wall: handover, allocation, admitting, what was entered and set aside,
    /// the receipt of a shift, and the board on the wall, which nobody leaves.
    Desk,
    /// The observation chart.
    Chart,
}

impl Chunk {
    /// Whether this page can draw it.
    pub(crate) const fn is_here(self) -> bool {
        match self {
            Self::Bedside => cfg!(feature = "bedside"),
            Self::Round => cfg!(feature = "round"),
            Self::Desk => cfg!(feature = "desk"),
            Self::Chart => cfg!(feature = "chart"),
        }
    }
}

/// Where it is noted, until something was drawn, that the page was loaded anew for an address: were it of the wrong chunk
/// again, loading it again and again would help nobody.
const TRIED: &str = "wardlight-chunk";

/// A screen of another chunk: loads it, once.
#[hook]
pub(crate) fn use_other_chunk() -> Html {
    let failed = use_state_eq(|| false);
    let address = web_sys::window().and_then(|window| window.location().hash().ok());
    {
        let failed = failed.clone();
        use_effect_with(address, move |_| failed.set(load_other_chunk().is_none()));
    }
    if *failed {
        let back = Callback::from(|_: MouseEvent| go(&Route::Home));
        html! {
            <>
                { nothing(words::errors::chunk_missing()) }
                <button type="button" class="button" onclick={back}>{ words::errors::to_the_ward() }</button>
            </>
        }
    } else {
        waiting()
    }
}

/// `None` when that was tried for this address already, or the browser does not let us.
fn load_other_chunk() -> Option<()> {
    let window = web_sys::window()?;
    let notes = window.session_storage().ok().flatten()?;
    let address = window.location().hash().ok()?;
    if notes.get_item(TRIED).ok().flatten().as_ref() == Some(&address) {
        return None;
    }
    notes.set_item(TRIED, &address).ok()?;
    window.location().reload().ok()
}

/// A screen of this chunk was drawn.
pub(crate) fn arrived() {
    let notes = web_sys::window().and_then(|window| window.session_storage().ok().flatten());
    if let Some(notes) = notes {
        let _ = notes.remove_item(TRIED); // Nothing noted is nothing to remove.
    }
}

/// The place beside a form that the loader makes and moves into [`use_place_beside`], by its id.
const BESIDE: &str = "beside";
/// The event by which the loader hears that there is room for it.
const ROOM_BESIDE: &str = "wardlight-beside";

/// Room beside a form, in which the chart's chunk draws the trend: a second wasm in this page, loaded once the form is there,
/// and never waited for.
#[hook]
pub(crate) fn use_place_beside() -> Html {
    use_effect_with((), |()| {
        if let Some((window, event)) = web_sys::window().zip(web_sys::Event::new(ROOM_BESIDE).ok()) {
            let _ = window.dispatch_event(&event); // Without a loader that hears it there is no trend.
        }
    });
    html! { <aside class="obs-aside" /> }
}

/// Where this chunk draws, when it is the chart's and another one has the page: beside a form, and nothing but the trend.
pub(crate) fn place_beside() -> Option<web_sys::Element> {
    let chart_alone = cfg!(all(feature = "chart", not(feature = "bedside")));
    let document = web_sys::window().filter(|_| chart_alone)?.document()?;
    document.get_element_by_id(BESIDE)
}
