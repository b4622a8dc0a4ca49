//! After Save: the score, what it asks for, when the next set is due, and a few seconds to take it back.

use super::whereabouts::whereabouts;
use crate::widgets::class::classes;
use crate::{
    app::go,
    clock::Received,
    dates,
    desk::use_desk,
    live::use_live,
    route::Route,
    widgets::{
        banner::{bed, short_name},
        mark::{Level, shape, tick},
        problem::problem,
        sync::badge,
    },
    words::{self, names, observe},
};
use clinical::{UtcMillis, news2::Outcome};
use contract::{CallError, EntrySync, EntryView, Event, FormView, Request, Saved};
use gloo_timers::callback::Interval;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// A set that was saved.
#[derive(Clone, PartialEq)]
pub(crate) struct SavedProps {
    pub(crate) view: Rc<FormView>,
    pub(crate) saved: Rc<Saved>,
    pub(crate) received: Received,
    /// The core's time when it was saved.
    pub(crate) at: UtcMillis,
    /// Reading is locked.
    pub(crate) reduced: bool,
}

/// What came of taking it back, once it was asked for.
type Undone = Option<Result<(), Rc<CallError>>>;

fn concerns(_: &Request, event: &Event) -> bool {
    matches!(event, Event::Changed { .. } | Event::Sync(_))
}

/// Takes the set back, and draws the seconds that are left for it.
#[hook]
fn use_undo(saved: &Saved) -> (UseStateHandle<Undone>, Callback<MouseEvent>) {
    let desk = use_desk();
    let drawn = use_force_update();
    let undone = use_state(|| Undone::None);
    use_effect_with((), move |()| {
        let interval = Interval::new(1_000, move || drawn.force_update());
        move || drop(interval)
    });
    let (fact, stay, set) = (saved.fact, saved.stay, undone.clone());
    let undo = Callback::from(move |_: MouseEvent| {
        let (backend, set) = (desk.backend, set.clone());
        spawn_local(async move {
            let reply = backend.call(Request::Undo { fact, stay }).await;
            set.set(Some(reply.map(|_| ()).map_err(Rc::new)));
        });
    });
    (undone, undo)
}

/// The screen.
#[hook]
pub(crate) fn use_saved(props: &SavedProps) -> Html {
    let (undone, undo) = use_undo(&props.saved);
    let desk = use_desk();
    let entries = use_live::<Vec<EntryView>>(Request::Entries, concerns);
    let listed = entries.view.as_deref().map_or(&[][..], Vec::as_slice);
    let sync = whereabouts(props.saved.fact, listed, entries.error.is_none(), &desk.sync);
    let (view, saved) = (&props.view, &props.saved);
    let now = props.received.now_from(props.at);
    let left = saved.undo_until.0 - now.0;
    let banner = &view.banner;
    let name = if props.reduced { words::capital("bed") } else { short_name(banner) };
    let due = saved.next_due.map(|due| {
        let at = dates::recent(due, now, view.offset_minutes);
        html! { <p class="saved-due" data-testid="next-due">{ observe::next_due(&at, due, now) }</p> }
    });
    let stay = banner.stay;
    html! {
        <main class="saved" data-testid="saved">
            <div class="saved-top">
                <p class="saved-for" role="status">{ tick() }{ observe::saved_for(&name, &bed(banner)) }</p>
                { undo_button(&undone, left, undo) }
            </div>
            { score(saved) }
            { for saved.nobody_told_ring.as_ref().map(|whom| ring(whom, sync)) }
            if !saved.response.is_empty() {
                <p class="saved-response" data-testid="response">{ saved.response.clone() }</p>
            }
            { for due }
            <p>{ badge(sync) }</p>
            if !saved.flags.is_empty() {
                <ul class="flags">
                    { for saved.flags.iter().map(|flag| html! { <li class="flag">{ flag.clone() }</li> }) }
                </ul>
            }
            <div class="saved-actions">
                <button type="button" class="button button--main" data-testid="to-patient"
                    onclick={move |_: MouseEvent| go(&Route::Patient(stay))}>{ observe::TO_PATIENT }</button>
                <button type="button" class="button" data-testid="to-board"
                    onclick={|_: MouseEvent| go(&Route::Home)}>{ words::WARD_BOARD }</button>
                <button type="button" class="button" data-testid="to-mine"
                    onclick={|_: MouseEvent| go(&Route::Mine)}>{ words::MY_PATIENTS }</button>
            </div>
        </main>
    }
}

/// Whom to ring, since there was no server to tell anybody. Once it has the set it says so, and goes on naming whom to
/// ring: that others can see it is no answer.
fn ring(whom: &str, sync: EntrySync) -> Html {
    let said = match sync {
        EntrySync::OnThisDevice | EntrySync::SetAside => observe::NOBODY_TOLD,
        EntrySync::OnServer | EntrySync::Verified => observe::NOBODY_ANSWERED,
    };
    html! {
        <div class="notice notice--problem saved-ring" role="alert" data-testid="ring">
            <h2 class="notice-title">{ said }</h2>
            <p class="saved-whom">{ whom.to_owned() }</p>
        </div>
    }
}

fn score(saved: &Saved) -> Html {
    match &saved.outcome {
        Outcome::Complete { total, risk, .. } => {
            let level = Level::of_risk(*risk);
            let was = saved.previous_total.map(observe::was);
            html! {
                <p class={classes(&["saved-score", level.class()])} data-testid="saved-score">
                    { shape(level) }<b>{ format!("NEWS2 {total}") }</b><span>{ risk.label() }</span>
                    { for was.map(|was| html! { <small>{ was }</small> }) }
                </p>
            }
        }
        Outcome::Incomplete { at_least, floor_risk, missing, .. } => {
            let level = Level::of_risk(*floor_risk);
            html! {
                <>
                    <p class={classes(&["saved-score", level.class()])} data-testid="saved-score">
                        { shape(level) }<b>{ observe::at_least(*at_least) }</b>
                    </p>
                    <p>{ observe::incomplete_saved(*at_least, &names::signs(missing)) }</p>
                </>
            }
        }
        Outcome::NotApplicable { reason } => html! {
            <p class="saved-score lv-none" data-testid="saved-score">{ shape(Level::None) }{ reason.advice() }</p>
        },
    }
}

/// Offered for as long as the core says; what is undone stays in the record, struck through.
fn undo_button(undone: &Undone, left_ms: i64, undo: Callback<MouseEvent>) -> Html {
    match undone {
        Some(Ok(())) => {
            html! { <p class="notice" role="status" data-testid="undone">{ observe::UNDONE }</p> }
        }
        Some(Err(error)) => problem(error, None),
        None if left_ms <= 0 => Html::default(),
        None => html! {
            <button type="button" class="button button--undo" onclick={undo} data-testid="undo">
                { observe::undo_for((left_ms + 999).div_euclid(1000)) }
            </button>
        },
    }
}
