//! The shell on 127.0.0.1: `POST /call`, and `GET /events` as server-sent events.

use super::{Listening, Signal, garbled, unreachable};
use crate::json;
use contract::{CallError, Event, Reply};
use gloo_events::EventListener;
use serde::Deserialize;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventSource, Headers, MessageEvent, RequestInit, Response};

/// What `POST /call` answers.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Ok(Reply),
    Err(CallError),
}

pub(super) async fn call(asked: &str) -> Result<Reply, CallError> {
    let text = post(asked).await.map_err(|_| unreachable("The application does not answer."))?;
    let text = text.ok_or_else(|| unreachable("The application did not accept this page."))?;
    match json::read(&text) {
        Some(Answer::Ok(reply)) => Ok(reply),
        Some(Answer::Err(error)) => Err(error),
        None => Err(garbled()),
    }
}

/// The answer's text; `None` when the shell refused the page.
async fn post(body: &str) -> Result<Option<String>, JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", "application/json")?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&body.into());
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let response = JsFuture::from(window.fetch_with_str_and_init("/call", &init)).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Ok(None);
    }
    Ok(JsFuture::from(response.text()?).await?.as_string())
}

/// An open stream; the browser opens it again by itself when it breaks.
struct Stream {
    source: EventSource,
    _ears: [EventListener; 3],
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}

pub(super) fn listen(hear: Rc<dyn Fn(Signal)>) -> Listening {
    let Ok(source) = EventSource::new("/events") else {
        hear(Signal::Line(false));
        return Box::new(());
    };
    let on_line = |name: &'static str, up: bool| {
        let hear = hear.clone();
        EventListener::new(&source, name, move |_| hear(Signal::Line(up)))
    };
    let opened = on_line("open", true);
    let broke = on_line("error", false);
    let message = EventListener::new(&source, "message", move |event| {
        let text = event.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string());
        // An event of a newer core is not understood; the screens ask again by themselves within a minute.
        if let Some(event) = text.and_then(|text| json::read::<Event>(&text)) {
            hear(Signal::Event(Box::new(event)));
        }
    });
    Box::new(Stream { source, _ears: [opened, broke, message] })
}
