//! The camera of a tablet or phone, where the shell has one. A shell without one puts nothing there, and then no screen shows a button.

use super::{garbled, tauri};
use contract::CallError;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// Where the shell puts its two functions, `scan` and `cancel`, before the page starts.
const CAMERA: &str = "__WARDLIGHT_CAMERA__";
/// Set on the page while the camera's picture lies under it, so that it is seen through.
const LOOKING: &str = "data-camera";

/// Whether there is one.
pub(crate) fn is_here() -> bool {
    Reflect::has(&js_sys::global(), &CAMERA.into()).unwrap_or(false)
}

/// Reads one code, with the page seen through meanwhile; `None` when whoever held it thought better of it.
///
/// # Errors
/// In words for whoever held it.
pub(crate) async fn scan() -> Result<Option<String>, CallError> {
    let page = page();
    if let Some(page) = &page {
        let _ = page.set_attribute(LOOKING, ""); // A page that is not seen through covers the picture, and no more.
    }
    let scanned = match asked("scan") {
        Ok(scanning) => JsFuture::from(scanning).await,
        Err(error) => Err(error),
    };
    if let Some(page) = &page {
        let _ = page.remove_attribute(LOOKING); // As above.
    }
    match scanned {
        Ok(text) => Ok(text.as_string()),
        Err(error) => Err(tauri::read(&error).unwrap_or_else(garbled)),
    }
}

/// Closes it, where it is open: the scan that waits then says that nothing was read.
pub(crate) fn cancel() {
    if page().is_some_and(|page| page.has_attribute(LOOKING)) {
        let _ = asked("cancel"); // It closes by itself soon, whatever becomes of this.
    }
}

fn page() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}

fn asked(what: &str) -> Result<Promise, JsValue> {
    let camera = Reflect::get(&js_sys::global(), &CAMERA.into())?;
    let function: Function = Reflect::get(&camera, &what.into())?.dyn_into()?;
    Ok(Promise::resolve(&function.call0(&camera)?))
}
