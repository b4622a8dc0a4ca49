//! The Tauri shell: one command, `call`, and one event, `wardlight`.

use super::{Listening, Signal, garbled};
use crate::json;
use contract::{CallError, Event, Reply};
use js_sys::{Function, JSON, Object, Promise, Reflect};
use serde::de::DeserializeOwned;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use wasm_bindgen_futures::JsFuture;

/// Where Tauri puts its functions.
const INTERNALS: &str = "__TAURI_INTERNALS__";

/// A function of Tauri's, called with what it was given.
fn internal(name: &str, arguments: &js_sys::Array) -> Result<JsValue, JsValue> {
    let internals = Reflect::get(&js_sys::global(), &INTERNALS.into())?;
    let function: Function = Reflect::get(&internals, &name.into())?.dyn_into()?;
    function.apply(&internals, arguments)
}

async fn invoke(command: &str, arguments: &Object) -> Result<JsValue, JsValue> {
    let promise: Promise = internal("invoke", &js_sys::Array::of2(&command.into(), arguments))?.dyn_into()?;
    JsFuture::from(promise).await
}

/// Both shells read the same JSON, so a value that Tauri already made into an object is written out again.
pub(super) fn read<T: DeserializeOwned>(value: &JsValue) -> Option<T> {
    let text = JSON::stringify(value).ok()?.as_string()?;
    json::read(&text)
}

fn arguments(of: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in of {
        let _ = Reflect::set(&object, &(*name).into(), value); // A fresh plain object takes any property.
    }
    object
}

pub(super) async fn call(asked: &str) -> Result<Reply, CallError> {
    let request = JSON::parse(asked).map_err(|_| garbled())?;
    match invoke("call", &arguments(&[("request", request)])).await {
        Ok(reply) => read(&reply).ok_or_else(garbled),
        Err(error) => Err(read(&error).unwrap_or_else(garbled)),
    }
}

pub(super) fn listen(hear: Rc<dyn Fn(Signal)>) -> Listening {
    let heard = hear.clone();
    let on_event = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        let payload = Reflect::get(&event, &"payload".into()).unwrap_or_default();
        if let Some(event) = read::<Event>(&payload) {
            heard(Signal::Event(Box::new(event)));
        }
    });
    let ear = internal("transformCallback", &js_sys::Array::of1(on_event.as_ref()));
    wasm_bindgen_futures::spawn_local(async move {
        let target = arguments(&[("kind", "Any".into())]);
        let Ok(ear) = ear else { return hear(Signal::Line(false)) };
        let asked = arguments(&[("event", "wardlight".into()), ("target", target.into()), ("handler", ear)]);
        hear(Signal::Line(invoke("plugin:event|listen", &asked).await.is_ok()));
    });
    Box::new(on_event)
}
