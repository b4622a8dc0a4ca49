//! The shell on 127.0.0.1: `POST /call`, and `GET /events` as server-sent events.

use super::{Listening, Signal, garbled, unreachable};
use contract::{CallError, Event, Reply};
use gloo_events::EventListener;
use gloo_net::http::Request;
use serde::Deserialize;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

/// What `POST /call` answers.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Ok(Reply),
    Err(CallError),
}

pub(super) async fn call(asked: String) -> Result<Reply, CallError> {
    let request = Request::post("/call").header("content-type", "application/json").body(asked);
    let response = request.map_err(|_| garbled())?.send().await;
    let response = response.map_err(|_| unreachable("The application does not answer."))?;
    if !response.ok() {
        return Err(unreachable("The application did not accept this page."));
    }
    let text = response.text().await.map_err(|_| unreachable("The answer was cut off."))?;
    match serde_json::from_str(&text) {
        Ok(Answer::Ok(reply)) => Ok(reply),
        Ok(Answer::Err(error)) => Err(error),
        Err(_) => Err(garbled()),
    }
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
        if let Some(Ok(event)) = text.map(|text| serde_json::from_str::<Event>(&text)) {
            hear(Signal::Event(Box::new(event)));
        }
    });
    Box::new(Stream { source, _ears: [opened, broke, message] })
}
