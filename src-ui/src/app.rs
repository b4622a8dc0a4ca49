//! The root: who is signed in, where the screen is, and the desk that all screens share.

use crate::widgets::class::{classes, on};
use crate::{
    backend::{Backend, Signal},
    chunk::{arrived, place_beside},
    clock::{Received, use_tick},
    desk::{Bus, Desk},
    effect::use_effect_with,
    frame::{bare, frame, line, ribbon},
    language::use_leave,
    lock::{lock_screen, use_idle},
    part::Part,
    route::Route,
    screens::{
        assess::AssessProps,
        band::use_scans,
        board::{BoardProps, wall::WallProps},
        chart::ChartProps,
        concern::ConcernProps,
        fluids::FluidsProps,
        note::NoteProps,
        observe::ObserveProps,
        patient::{PatientProps, more::MoreProps},
        visit::VisitProps,
        ward::WardProps,
    },
    theme::use_theme,
    tour,
    widgets::problem::{nothing, problem, waiting},
    words,
};
use clinical::WardId;
use contract::{CallError, Code, Event, Hello, Reply, Request, SyncView};
use gloo_events::EventListener;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What this device is, is asked again after so many milliseconds without an event.
const ASK_AGAIN_MS: i64 = 60_000;

/// What the root knows of the core.
#[derive(Clone, PartialEq, Default)]
struct Known {
    hello: Option<(Rc<Hello>, Received)>,
    sync: Option<Rc<SyncView>>,
    error: Option<Rc<CallError>>,
    /// A question is on its way.
    asking: bool,
}

enum Heard {
    Asked,
    Hello(Box<Hello>),
    Sync(SyncView),
    Failed(CallError),
}

impl Reducible for Known {
    type Action = Heard;
    fn reduce(self: Rc<Self>, heard: Heard) -> Rc<Self> {
        let mut next = (*self).clone();
        next.asking = matches!(heard, Heard::Asked) || (self.asking && matches!(heard, Heard::Sync(_)));
        match heard {
            Heard::Asked => {}
            Heard::Hello(hello) => {
                next.sync = Some(Rc::new(hello.sync.clone()));
                next.hello = Some((Rc::new(*hello), Received::now()));
                next.error = None;
            }
            Heard::Sync(sync) => next.sync = Some(Rc::new(sync)),
            Heard::Failed(error) => next.error = Some(Rc::new(error)),
        }
        Rc::new(next)
    }
}

/// Where the screen is. Follows the address, so that the back key of a tablet works.
#[hook]
pub(crate) fn use_route() -> Route {
    let route = use_state_eq(current_route);
    {
        let route = route.clone();
        use_effect_with((), move |()| {
            let listener = web_sys::window()
                .map(|window| EventListener::new(&window, "hashchange", move |_| route.set(current_route())));
            move || drop(listener)
        });
    }
    (*route).clone()
}

pub(crate) fn current_route() -> Route {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.map_or_else(Route::default, |hash| Route::parse(&hash))
}

/// Goes to another screen.
pub(crate) fn go(route: &Route) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(&route.hash()); // A hash of our own making is a valid one.
    }
}

/// Shows the top of what comes next.
pub(crate) fn to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Shows this part of the screen again, by its test id.
pub(crate) fn to_view(testid: &str) {
    let page = web_sys::window().and_then(|window| window.document());
    let part = page.and_then(|page| page.query_selector(&format!("[data-testid={testid}]")).ok().flatten());
    if let Some(part) = part {
        part.scroll_into_view();
    }
}

/// What the core last said of this device, and how to ask again. Asked at the start, on every event that concerns it,
/// once a minute, and every few seconds while there is no answer.
#[hook]
fn use_known(backend: Backend, bus: &Bus) -> (UseReducerHandle<Known>, Callback<()>) {
    let known = use_reducer_eq(Known::default);
    let tick = use_tick();
    let ask = {
        let known = known.dispatcher();
        use_callback((), move |(), ()| {
            let known = known.clone();
            known.dispatch(Heard::Asked);
            spawn_local(async move {
                known.dispatch(match backend.call(Request::Hello).await {
                    Ok(Reply::Hello(hello)) => {
                        crate::dates::changes::keep(&hello.clock);
                        Heard::Hello(Box::new(hello))
                    }
                    Ok(_) => Heard::Failed(words::errors::own(Code::Internal, words::errors::garbled())),
                    Err(error) => Heard::Failed(error),
                });
            });
        })
    };
    {
        let (ask, known, bus) = (ask.clone(), known.dispatcher(), bus.clone());
        use_effect_with((), move |()| {
            ask.emit(());
            let listening = backend.listen(Rc::new(move |signal: Signal| {
                match &signal {
                    Signal::Event(event) => match &**event {
                        Event::Sync(sync) => known.dispatch(Heard::Sync(sync.clone())),
                        Event::Session | Event::Directory => ask.emit(()),
                        Event::Changed { .. } => {}
                    },
                    Signal::Line(_) => ask.emit(()),
                }
                bus.say(signal);
            }));
            move || drop(listening)
        });
    }
    let old = known.error.is_some() || known.hello.as_ref().is_none_or(|(_, r)| r.age_ms() > ASK_AGAIN_MS);
    let (again, asking) = (ask.clone(), known.asking);
    use_effect_with(tick, move |tick| {
        if old && !asking && *tick > 0 {
            again.emit(());
        }
    });
    (known, ask)
}

/// Asks the core who is signed in, and draws the screen that fits.
#[component]
pub(crate) fn Root() -> Html {
    let backend = *use_memo((), |()| Backend::choose());
    let bus = (*use_memo((), |()| Bus::default())).clone();
    let (known, ask) = use_known(backend, &bus);
    let (theme, change_theme) = use_theme();
    let route = use_route();
    let beside = *use_memo((), |()| place_beside().is_some());
    let session = known.hello.as_ref().and_then(|(hello, _)| hello.session.as_ref());
    let band = use_scans(backend, !beside, session.is_some_and(|session| session.locked));
    let open = session.filter(|session| !session.locked);
    use_leave(known.hello.as_ref().map(|(hello, _)| &**hello));
    use_idle(backend, open.map(|session| session.lock_after_seconds), ask.clone());
    let Some((hello, received)) = known.hello.clone() else {
        return match known.error.clone() {
            _ if beside => Html::default(),
            Some(error) => bare(problem(&error, Some(ask))),
            None => bare(waiting()),
        };
    };
    let sync = known.sync.clone().unwrap_or_else(|| Rc::new(hello.sync.clone()));
    let reached = !known.error.as_ref().is_some_and(|e| e.code == Code::Unreachable);
    let desk = Desk { backend, bus, hello, sync, received, reached, ask_again: ask, theme, change_theme };
    if beside {
        return html! { <ContextProvider<Desk> context={desk.clone()}>{ trend_beside(&route, &desk) }</ContextProvider<Desk>> };
    }
    html! {
        <ContextProvider<Desk> context={desk.clone()}>
            <div class={classes(&["app", on(desk.hello.demo, "app--demo")])}>
                { ribbon(&desk) }
                { inside(&route, &desk) }
                { band }
            </div>
        </ContextProvider<Desk>>
    }
}

/// Beside a form of another chunk: the trend, and nothing where there is no form or reading is locked.
fn trend_beside(route: &Route, desk: &Desk) -> Html {
    match (route, desk.hello.session.as_ref()) {
        (Route::Observe(stay) | Route::Amend(stay, _), Some(session)) if !session.locked => {
            Part::Beside(ChartProps { stay: *stay }).draw()
        }
        _ => Html::default(),
    }
}

/// What stands inside the desk: sign-in, lock, or a screen.
fn inside(route: &Route, desk: &Desk) -> Html {
    tour::passes(desk, route);
    match desk.hello.session.as_ref() {
        // It shows nobody, so nobody need be signed in.
        _ if *route == Route::Gallery && route.chunk().is_here() => screen(route, desk),
        None if *route == Route::Gallery => Part::OtherChunk.draw(),
        None => Part::SignIn.draw(),
        Some(session) if session.locked && !route.keeps_its_pad() && !route.is_on_wall(session) => {
            lock_screen(desk)
        }
        Some(_) if !route.chunk().is_here() => frame(desk, route, Part::OtherChunk.draw()),
        Some(_) => {
            arrived();
            screen(route, desk)
        }
    }
}

fn screen(route: &Route, desk: &Desk) -> Html {
    let board = |ward: Option<WardId>| Part::Board(BoardProps { ward });
    let (route, part) = match route.clone() {
        Route::Home => match desk.hello.wards.first().map(|ward| ward.id.clone()) {
            Some(ward) => (Route::Ward(ward.clone()), board(Some(ward))),
            None => return frame(desk, route, nothing(words::board::no_ward())),
        },
        Route::Wall(ward) => {
            return html! { <main class="wall">{ line(desk) }{ Part::Wall(WallProps { ward }).draw() }</main> };
        }
        Route::Observe(stay) => {
            return Part::Observe(ObserveProps { stay, amends: None, rechecks: None }).draw();
        }
        Route::Amend(stay, set) => {
            return Part::Observe(ObserveProps { stay, amends: Some(set), rechecks: None }).draw();
        }
        Route::Recheck(stay, set) => {
            return Part::Observe(ObserveProps { stay, amends: None, rechecks: Some(set) }).draw();
        }
        Route::Concern(stay) => return Part::Concern(ConcernProps { stay }).draw(),
        Route::Assess(stay, form) => {
            return Part::Assess(AssessProps { stay, form: form.into(), amends: None }).draw();
        }
        Route::AmendForm(stay, form, fact) => {
            return Part::Assess(AssessProps { stay, form: form.into(), amends: Some(fact) }).draw();
        }
        Route::Ward(ward) => (route.clone(), board(Some(ward))),
        Route::Mine => (route.clone(), board(None)),
        Route::Patient(stay) => (route.clone(), Part::Patient(PatientProps { stay })),
        Route::Chart(stay) => (route.clone(), Part::Chart(ChartProps { stay })),
        Route::Tasks => (route.clone(), Part::Tasks),
        Route::Fluids(stay) => (route.clone(), Part::Fluids(FluidsProps { stay })),
        Route::More(stay) => (route.clone(), Part::More(MoreProps { stay })),
        Route::Handover(ward) => (route.clone(), Part::Handover(WardProps { ward })),
        Route::Allocate(ward) => (route.clone(), Part::Allocate(WardProps { ward })),
        Route::Admit(ward) => (route.clone(), Part::Admit(WardProps { ward })),
        Route::Caseload => (route.clone(), Part::Caseload),
        Route::FinishDay => (route.clone(), Part::FinishDay),
        Route::Visit(stay) => (route.clone(), Part::Visit(VisitProps { stay })),
        Route::Note(stay, note) => {
            (route.clone(), Part::Note(NoteProps { stay, note: Some(note), visit: None }))
        }
        Route::NewNote(stay, visit) => {
            (route.clone(), Part::Note(NoteProps { stay, note: None, visit: Some(visit) }))
        }
        Route::Entries => (route.clone(), Part::Entries),
        Route::SetAside => (route.clone(), Part::SetAside),
        Route::Receipt => (route.clone(), Part::Receipt),
        Route::Help => (route.clone(), Part::Help),
        Route::Gallery => return Part::Gallery.draw(),
        Route::Find => (route.clone(), Part::Find),
    };
    frame(desk, &route, part.draw())
}
