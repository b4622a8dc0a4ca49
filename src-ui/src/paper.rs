//! Paper: asks the core for a PDF, and has the browser save it. A window's shell saves it itself.

use crate::{
    desk::use_desk,
    widgets::{
        el::{id, none, say},
        problem::problem,
    },
    words::{errors, ward as words},
};
use contract::{CallError, Code, Printed, Reply, Request};
use gloo_timers::future::TimeoutFuture;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How long the browser has for reading what it saves, in milliseconds.
const TAKEN_MS: u32 = 30_000;

/// A way to ask for paper, and what became of it.
pub(crate) struct Paper {
    pub(crate) ask: Callback<Printed>,
    pub(crate) told: Html,
}

/// What a button for paper needs.
#[hook]
pub(crate) fn use_paper() -> Paper {
    let desk = use_desk();
    let became = use_state(|| None::<Result<String, Rc<CallError>>>);
    let set = became.clone();
    let ask = Callback::from(move |what: Printed| {
        let (backend, set) = (desk.backend, set.clone());
        spawn_local(async move {
            set.set(match backend.call(Request::Print(what)).await {
                Ok(Reply::Paper { name, pdf }) => Some(match save(&name, &pdf) {
                    Some(()) => Ok(words::paper_saved(&name)),
                    None => Err(Rc::new(errors::own(Code::Storage, words::paper_not_saved()))),
                }),
                Ok(Reply::PaperKept { name, folder }) => Some(Ok(words::paper_kept(&name, &folder))),
                Ok(_) => Some(Err(Rc::new(errors::own(Code::Internal, errors::garbled())))),
                Err(error) => Some(Err(Rc::new(error))),
            });
        });
    });
    let told = match &*became {
        None => none(),
        Some(Ok(words)) => {
            id(crate::widgets::el::attr(say("p", "no-print", words), "role", "status"), "paper-saved")
        }
        Some(Err(error)) => problem(error, None),
    };
    Paper { ask, told }
}

/// Gives a file to the browser. Not under an address with its content in it, which the list of downloads would keep.
fn save(name: &str, pdf: &str) -> Option<()> {
    let window = web_sys::window()?;
    let letters = window.atob(pdf).ok()?;
    let bytes: Vec<u8> = letters.chars().filter_map(|letter| u8::try_from(u32::from(letter)).ok()).collect();
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()).into());
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type("application/pdf");
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &kind).ok()?;
    let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link = window.document()?.create_element("a").ok()?;
    link.set_attribute("href", &address).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_into::<web_sys::HtmlElement>().ok()?.click();
    spawn_local(async move {
        TimeoutFuture::new(TAKEN_MS).await;
        let _ = web_sys::Url::revoke_object_url(&address); // It goes with the page anyway.
    });
    Some(())
}
