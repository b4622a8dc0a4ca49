//! Asks the core what to show after every key, one question at a time and the latest last; what was keyed is kept by it.

use crate::backend::Backend;
use contract::{CallError, Code, FillAssessment, Filled, Reply, Request};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// What the core said.
pub(super) type Answered = Result<Rc<Filled>, Rc<CallError>>;

/// The asker of one form.
#[derive(Clone)]
pub(super) struct Filler {
    inner: Rc<Inner>,
}

struct Inner {
    backend: Backend,
    heard: Callback<Answered>,
    waiting: RefCell<Option<FillAssessment>>,
    busy: Cell<bool>,
    closed: Cell<bool>,
}

impl Filler {
    pub(super) fn new(backend: Backend, heard: Callback<Answered>) -> Self {
        let (waiting, busy, closed) = (RefCell::new(None), Cell::new(false), Cell::new(false));
        Self { inner: Rc::new(Inner { backend, heard, waiting, busy, closed }) }
    }

    /// Asks, unless a later question overtakes this one while an earlier one is on its way.
    pub(super) fn ask(&self, asked: FillAssessment) {
        *self.inner.waiting.borrow_mut() = Some(asked);
        if self.inner.busy.replace(true) {
            return;
        }
        let inner = self.inner.clone();
        spawn_local(async move {
            while let Some(asked) = inner.next() {
                let reply = inner.backend.call(Request::FillAssessment(Box::new(asked))).await;
                inner.heard.emit(match reply {
                    Ok(Reply::Filled(filled)) => Ok(Rc::new(*filled)),
                    Ok(_) => Err(Rc::new(crate::words::errors::own(
                        Code::Internal,
                        crate::words::errors::garbled(),
                    ))),
                    Err(error) => Err(Rc::new(error)),
                });
            }
            inner.busy.set(false);
        });
    }

    /// The form is saved or thrown away: its draft must not come back.
    pub(super) fn close(&self) {
        self.inner.closed.set(true);
    }
}

impl Inner {
    fn next(&self) -> Option<FillAssessment> {
        self.waiting.borrow_mut().take().filter(|_| !self.closed.get())
    }
}
