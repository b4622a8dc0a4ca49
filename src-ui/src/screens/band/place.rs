//! Where it is said that the band is the patient's own.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// How high the ribbon is, in pixels.
const RIBBON: i32 = 24;

/// Puts what is said of the patient's own band right below who that is, so that it covers nothing that identifies and moves nothing.
/// Through the object of its style: the page's policy lets no element carry a style of its own.
pub(super) fn place() -> Option<()> {
    let page = web_sys::window()?.document()?;
    let ends = |part| Some(page.query_selector(part).ok()??.get_bounding_client_rect().bottom() as i32);
    let below = [".banner", ".banner-who", ".banner-items"]
        .into_iter()
        .filter_map(ends)
        .max()
        .unwrap_or(RIBBON)
        .max(RIBBON);
    let said: JsValue = page.query_selector(".band-same").ok()??.into();
    let style = Reflect::get(&said, &"style".into()).ok()?;
    Reflect::set(&style, &"top".into(), &[&below.to_string(), "px"].concat().into()).ok().map(|_| ())
}
