//! A wristband that was scanned, on whatever screen: whose it is by the record, what differs, and the question whether this is
//! the patient. Over an open form of somebody else it stands until it is answered, so that nothing is saved meanwhile.

mod place;

use crate::{
    app::{current_route, go},
    backend::{Backend, camera},
    dates,
    effect::use_effect_with,
    route::Route,
    wedge,
    widgets::{
        banner::full_name,
        el::{attr, el, given, given_any, id, none, press, say, say_any},
        likeness,
        problem::{problem, waiting},
    },
    words::{board, camera as camera_words, errors, find as words, observe, patient},
};
use clinical::StayId;
use contract::{
    CallError, Code, ConfirmWristband, PatientFound, ReadWristband, Reply, Request, WristbandView,
};
use gloo_timers::future::TimeoutFuture;
use place::place;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How long it says, beside a form, that the band is that patient's, in milliseconds.
const SAME_MS: u32 = 4_000;

/// How often it is put below the banner again meanwhile, in milliseconds: the page may be scrolled under it.
const PLACED_MS: u32 = 100;

/// What stands over the screen.
#[derive(Clone)]
enum Shown {
    Nothing,
    /// The camera is open, beside a form.
    Looking,
    /// The core is asked.
    Asking,
    Refused(Rc<CallError>),
    /// Beside the form of this patient, where one is open.
    Read(Rc<WristbandView>, Option<StayId>),
}

thread_local! {
    /// Whoever opens the camera beside a form.
    static LOOKS: RefCell<Option<Callback<()>>> = const { RefCell::new(None) };
}

/// Opens the camera beside a form: what it reads goes the way of a hand scanner's, and nothing is saved by it.
pub(crate) fn look() {
    let looks = LOOKS.with_borrow(Clone::clone);
    if let Some(looks) = looks {
        looks.emit(());
    }
}

/// The button beside whatever is written on a patient, and only where there is a camera: a button that does nothing is worse than none.
pub(crate) fn with_camera() -> Html {
    if !camera::is_here() {
        return none();
    }
    let open = Callback::from(|_: MouseEvent| look());
    press("button button--plain band-way", camera_words::open(), "band-camera", true, open)
}

/// What lies over the camera's picture: how to hold the band, and the way out.
pub(crate) fn looking() -> Html {
    let close = Callback::from(|_: MouseEvent| camera::cancel());
    let inside = vec![
        say("p", "", camera_words::hold()),
        press("button", camera_words::close(), "camera-close", true, close),
    ];
    let over = attr(id(el("div", "camera", inside), "camera-over"), "role", "dialog");
    attr(attr(over, "aria-modal", "true"), "aria-label", camera_words::open())
}

/// One look of the camera. What a hand scanner put there meanwhile is not its own to take away.
async fn see(set: UseStateSetter<Shown>, scanned: Callback<String>, nth: Rc<Cell<u32>>) {
    let mine = nth.get();
    set.set(Shown::Looking);
    // Once it is drawn.
    TimeoutFuture::new(0).await;
    // A hand scanner was quicker.
    if nth.get() != mine {
        return;
    }
    focus("camera-close");
    match camera::scan().await {
        _ if nth.get() != mine => {}
        Ok(Some(text)) => scanned.emit(text),
        Ok(None) => {
            set.set(Shown::Nothing);
            TimeoutFuture::new(0).await;
            focus("band-camera");
        }
        Err(error) => {
            set.set(Shown::Refused(Rc::new(error)));
            TimeoutFuture::new(0).await;
            focus("band");
        }
    }
}

/// Listens for scanners as long as the page is open, and answers the scan that stands over the screen. One piece of state and
/// no part of its own: it is in every chunk of the page. `listens` is false in a chunk that stands beside another one: of two that
/// listen, each would take for a hand what the other gives back to the screen.
#[hook]
pub(crate) fn use_scans(backend: Backend, listens: bool, locked: bool) -> Html {
    let shown = use_state(|| Shown::Nothing);
    let lock = use_mut_ref(|| false);
    *lock.borrow_mut() = locked;
    {
        let (set, looked, nth) = (shown.setter(), shown.setter(), Rc::new(Cell::new(0_u32)));
        use_effect_with((), move |()| {
            let looks = nth.clone();
            let scanned = Callback::from(move |text: String| {
                nth.set(nth.get() + 1);
                set.set(Shown::Asking);
                let at = beside(*lock.borrow());
                spawn_local(ask(backend, text, at, set.clone(), nth.clone()));
            });
            // The chunks in which something is written on a patient.
            if cfg!(any(feature = "bedside", feature = "round")) {
                let (set, scanned) = (looked, scanned.clone());
                LOOKS.set(Some(Callback::from(move |()| {
                    // What was said of the band before ends here, and takes nothing away later.
                    looks.set(looks.get() + 1);
                    spawn_local(see(set.clone(), scanned.clone(), looks.clone()));
                })));
            }
            let listening = listens.then(|| {
                wedge::listen(Callback::from(move |text: String| {
                    scanned.emit(text);
                    // Over the camera's picture nobody would see what is said of the band.
                    camera::cancel();
                }))
            });
            move || drop(listening)
        });
    }
    match &*shown {
        Shown::Nothing => none(),
        Shown::Looking => looking(),
        // On the page of whoever it was read for: on another's it would say that of them.
        Shown::Read(view, at) if view.at == Some(true) && current_route().form_of() != *at => none(),
        Shown::Read(view, _) if view.at == Some(true) => {
            attr(id(say("p", "band-same", words::same()), "band-same"), "role", "status")
        }
        Shown::Asking => over(vec![waiting()]),
        Shown::Refused(error) => {
            over(vec![problem(error, None), leave(&shown, current_route().form_of(), false)])
        }
        Shown::Read(view, at) => over(read(backend, &shown, view, *at)),
    }
}

/// On whom something is being written. Under a lock only what keeps its pad there is: of the others nobody is to learn whose band it is.
fn beside(locked: bool) -> Option<StayId> {
    let route = current_route();
    route.form_of().filter(|_| !locked || route.keeps_its_pad())
}

async fn ask(
    backend: Backend,
    text: String,
    at: Option<StayId>,
    set: UseStateSetter<Shown>,
    nth: Rc<Cell<u32>>,
) {
    let mine = nth.get();
    let next = match backend.call(Request::ReadWristband(Box::new(ReadWristband { text, at }))).await {
        Ok(Reply::Wristband(view)) => Shown::Read(Rc::new(*view), at),
        Ok(_) => Shown::Refused(Rc::new(errors::own(Code::Internal, errors::garbled()))),
        Err(error) => Shown::Refused(Rc::new(error)),
    };
    // The answer to a scan of before says nothing about the one that stands there now.
    if nth.get() != mine {
        return;
    }
    let same = matches!(&next, Shown::Read(view, _) if view.at == Some(true));
    set.set(next);
    // Once it is drawn.
    TimeoutFuture::new(0).await;
    if !same {
        return focus("band");
    }
    for _ in 0..SAME_MS / PLACED_MS {
        if nth.get() != mine {
            return;
        }
        if current_route().form_of() != at {
            break;
        }
        let _ = place(); // It is heard all the same.
        TimeoutFuture::new(PLACED_MS).await;
    }
    if nth.get() == mine {
        set.set(Shown::Nothing);
    }
}

fn over(inside: Vec<Html>) -> Html {
    let dialog = id(el("div", "band", vec![el("div", "gate identify", inside)]), "band");
    let dialog = attr(attr(dialog, "role", "dialog"), "aria-modal", "true");
    attr(attr(dialog, "aria-label", words::find_patient()), "tabindex", "-1")
}

fn read(
    backend: Backend,
    shown: &UseStateHandle<Shown>,
    view: &WristbandView,
    at: Option<StayId>,
) -> Vec<Html> {
    let theirs = view.patients.iter().any(|of| Some(of.banner.stay) == at);
    let (title, more) = match (view.at, view.patients.is_empty()) {
        (Some(_), true) => (words::not_found(), words::nothing_lost()),
        (None, true) => (words::not_found(), ""),
        (Some(false), false) if !theirs => (words::anothers(), words::nothing_saved()),
        _ => (words::in_front(), ""),
    };
    let mut parts = vec![say("h2", "gate-title", title), alert(say_any, more), alert(given_any, &view.words)];
    for of in &view.patients {
        parts.extend(patient_found(of));
        let (set, stay, bed) = (shown.setter(), of.banner.stay, of.bed.clone());
        let yes = Callback::from(move |_: MouseEvent| {
            spawn_local(confirm(backend, set.clone(), stay, bed.clone(), at));
        });
        // Beside the form of somebody else, the way back to it is no less near than the way on.
        let (class, label) = match at {
            Some(_) if !theirs && !of.bed.is_empty() => ("choice", words::leave_for(&of.bed)),
            _ => ("choice choice--main", words::this_is(&of.bed)),
        };
        parts.push(press(class, &label, "band-yes", true, yes));
    }
    parts.push(leave(shown, at, !view.patients.is_empty()));
    parts
}

/// Says that this is the patient, and goes to their page; beside their own form it stays there.
async fn confirm(
    backend: Backend,
    set: UseStateSetter<Shown>,
    stay: StayId,
    bed_shown: String,
    at: Option<StayId>,
) {
    let asked = ConfirmWristband { stay, bed_shown };
    match backend.call(Request::ConfirmWristband(Box::new(asked))).await {
        Ok(_) => {
            if at != Some(stay) {
                go(&Route::Patient(stay));
            }
            set.set(Shown::Nothing);
        }
        Err(error) => set.set(Shown::Refused(Rc::new(error))),
    }
}

/// In red, and said at once.
fn alert(said: fn(&'static str, &str, &str) -> Html, text: &str) -> Html {
    attr(said("p", "notice notice--problem", text), "role", "alert")
}

fn patient_found(of: &PatientFound) -> Vec<Html> {
    let banner = &of.banner;
    let item = |label: &str, value: &str| el("div", "", vec![say("dt", "", label), say("dd", "", value)]);
    let known = |value: Option<String>| value.unwrap_or_else(|| patient::not_known().to_owned());
    let fitting: Vec<&str> =
        of.likeness.iter().filter(|one| one.fits == Some(true)).map(|one| one.what.as_str()).collect();
    let differs = of.likeness.iter().any(|one| one.fits == Some(false));
    vec![
        given("p", "identify-bed", &of.place),
        say("p", "identify-name", &full_name(banner)),
        if banner.like_name { say("span", "flag flag--like", board::like_name()) } else { none() },
        alert(given_any, &of.warning),
        el(
            "dl",
            "identify-items",
            vec![
                item(patient::born(), &known(banner.born.map(dates::date))),
                item(patient::nhs_no(), &known(banner.nhs_number.map(|number| number.to_string()))),
            ],
        ),
        if differs {
            el(
                "div",
                "",
                vec![
                    alert(say_any, words::differs()),
                    likeness::table([words::record(), words::band()], &of.likeness),
                ],
            )
        } else {
            say("p", "", &words::agree(&fitting))
        },
        say("p", "quiet", words::ask_them()),
    ]
}

/// The ways out: back to the form, or to the list.
fn leave(shown: &UseStateHandle<Shown>, at: Option<StayId>, found: bool) -> Html {
    let close = |label: &str, testid: &str, find: bool| {
        let set = shown.setter();
        let leave = Callback::from(move |_: MouseEvent| {
            set.set(Shown::Nothing);
            if find {
                go(&Route::Find);
            }
        });
        press("choice", label, testid, true, leave)
    };
    let no = match (at, found) {
        (Some(_), _) => words::back_to_form(),
        (None, true) => observe::not_them(),
        (None, false) => words::close(),
    };
    let mut ways = vec![close(no, "band-no", false)];
    if at.is_none() && !found {
        ways.insert(0, close(words::find_patient(), "band-find", true));
    }
    el("div", "panel-choices", ways)
}

/// Puts the focus there, so that the keyboard and a screen reader go on from it.
pub(crate) fn focus(testid: &str) {
    let page = web_sys::window().and_then(|window| window.document());
    let selector = ["[data-testid=", testid, "]"].concat();
    let part = page.and_then(|page| page.query_selector(&selector).ok().flatten());
    if let Some(part) = part.and_then(|part| part.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = part.focus(); // An element that cannot take the focus leaves it where it was.
    }
}
