//! Finding a patient in the list: by name, number or bed, with names that are alike marked and what is not known here said.

use super::band::{focus, looking};
use crate::{
    backend::camera,
    dates,
    desk::use_desk,
    effect::use_effect_with,
    route::Route,
    wedge,
    widgets::{
        el::{attr, el, given, given_any, id, link, none, press, say, say_any, words as text},
        field,
        problem::problem,
    },
    words::{board, camera as camera_words, find as words, patient},
};
use contract::{CallError, PatientFound, PatientsFound, Reply, Request};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::{html::onsubmit, prelude::*, virtual_dom::VTag};

#[derive(Clone, PartialEq)]
enum Found {
    NotAsked,
    Refused(Rc<CallError>),
    Patients(Rc<PatientsFound>),
    /// The camera is open.
    Looking,
    /// It was closed before anything was read.
    Closed,
}

/// The screen.
#[hook]
pub(crate) fn use_find() -> Html {
    let desk = use_desk();
    // What is typed stands in its field: a letter draws nothing, and least of all the list anew.
    let typed = use_mut_ref(String::new);
    let ready = use_state_eq(|| false);
    let found = use_state_eq(|| Found::NotAsked);
    let looked = use_mut_ref(|| false);
    use_effect_with(matches!(*found, Found::Looking), move |looking| {
        focus(match (*looking, looked.replace(*looking)) {
            (true, _) => "camera-close",
            // Not the field: on a tablet that brings up its keys.
            (false, true) => "camera",
            (false, false) => "find-text",
        });
    });
    let ask = {
        let (typed, found, backend) = (typed.clone(), found.setter(), desk.backend);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (found, text) = (found.clone(), typed.borrow().clone());
            spawn_local(async move {
                match backend.call(Request::FindPatients { text }).await {
                    Ok(Reply::PatientsFound(patients)) => found.set(Found::Patients(Rc::new(*patients))),
                    Ok(_) => {}
                    Err(error) => found.set(Found::Refused(Rc::new(error))),
                }
            });
        })
    };
    let set = {
        let (typed, ready) = (typed.clone(), ready.setter());
        Callback::from(move |text: String| {
            ready.set(!text.trim().is_empty());
            *typed.borrow_mut() = text;
        })
    };
    let search = press("button", words::search(), "find-go", *ready, Callback::noop());
    let mut form = VTag::new("form");
    form.add_attribute("class", "find-form");
    form.add_attribute("role", "search");
    form.add_listener(Rc::new(onsubmit::Wrapper::new(ask)));
    form.add_children(vec![
        field::line(words::what(), &typed.borrow(), "find-text", &set),
        attr(search, "type", "submit"),
    ]);
    let below = match &*found {
        Found::NotAsked | Found::Looking => none(),
        Found::Closed => attr(say("p", "notice", camera_words::closed()), "role", "status"),
        Found::Refused(error) => problem(error, None),
        Found::Patients(found) => list(found),
    };
    let inside = vec![
        say("h1", "board-title", words::find_patient()),
        Html::from(form),
        say("p", "quiet", words::or_scan()),
        with_camera(&found),
        below,
    ];
    id(el("section", "find pad", inside), "find")
}

/// The camera, only where there is one: a button that does nothing is worse than none. What it reads goes the way of a hand
/// scanner's.
fn with_camera(found: &UseStateHandle<Found>) -> Html {
    if !camera::is_here() {
        return none();
    }
    if matches!(**found, Found::Looking) {
        return looking();
    }
    let found = found.setter();
    let pressed = Callback::from(move |_: MouseEvent| {
        let found = found.clone();
        found.set(Found::Looking);
        spawn_local(async move {
            found.set(match camera::scan().await {
                Ok(Some(text)) => {
                    wedge::read(text);
                    Found::NotAsked
                }
                Ok(None) => Found::Closed,
                Err(error) => Found::Refused(Rc::new(error)),
            });
        });
    });
    press("button", camera_words::open(), "camera", true, pressed)
}

fn list(found: &PatientsFound) -> Html {
    let cards = found.patients.iter().map(card).collect();
    let nobody = if found.patients.is_empty() { words::nobody() } else { "" };
    let inside = vec![
        attr(say_any("p", "notice", nobody), "role", "status"),
        if found.patients.is_empty() { none() } else { el("ul", "found", cards) },
        say_any("p", "notice", if found.more { words::more() } else { "" }),
        given_any("p", "quiet", &found.words),
    ];
    id(el("div", "", inside), "found")
}

fn card(of: &PatientFound) -> Html {
    let banner = &of.banner;
    let mut who = vec![patient::born().to_owned(), " ".to_owned()];
    who.push(banner.born.map_or_else(|| patient::not_known().to_owned(), dates::date));
    if let Some(number) = banner.nhs_number {
        who.extend([" · ".to_owned(), patient::nhs_no().to_owned(), " ".to_owned(), number.to_string()]);
    }
    let inside = vec![
        say("b", "found-name", &crate::widgets::banner::full_name(banner)),
        say("span", "", &who.concat()),
        given("b", "", &of.place),
        if banner.like_name { say("span", "flag flag--like", board::like_name()) } else { none() },
        given_any("span", "found-warning", &of.warning),
    ];
    let observe =
        link("row-observe", &Route::Observe(banner.stay), "found-observe", vec![text(board::observe())]);
    let observe = if of.bed.is_empty() { none() } else { observe };
    el("li", "", vec![link("found-who", &Route::Patient(banner.stay), "found-patient", inside), observe])
}
