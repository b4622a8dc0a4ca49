//! Keeps the draft after every key, one call at a time and the latest last, so that a flat battery loses nothing.

use super::form::Form;
use crate::backend::Backend;
use clinical::{FactId, StayId};
use contract::{FormView, Request};
use gloo_timers::future::TimeoutFuture;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// How long after a key its draft is handed over, in milliseconds: the frame that shows the key comes first, since handing
/// over costs a slow tablet as much as drawing it. A timer, and not that frame itself: there is none while the screen is off.
const AFTER_MS: u32 = 40;

/// The keeper of one form's draft.
#[derive(Clone)]
pub(super) struct Keeper {
    inner: Rc<Inner>,
}

struct Inner {
    backend: Backend,
    form: FactId,
    stay: StayId,
    /// What it was opened for: a core that was started anew since does not know.
    amends: Option<FactId>,
    rechecks: Option<FactId>,
    waiting: RefCell<Option<Rc<Form>>>,
    busy: Cell<bool>,
    closed: Cell<bool>,
}

impl Keeper {
    pub(super) fn new(backend: Backend, of: &FormView, rechecks: Option<FactId>) -> Self {
        let (form, stay, amends) = (of.form, of.banner.stay, of.amends.as_ref().map(|set| set.fact));
        let (waiting, busy, closed) = (RefCell::new(None), Cell::new(false), Cell::new(false));
        Self { inner: Rc::new(Inner { backend, form, stay, amends, rechecks, waiting, busy, closed }) }
    }

    /// Keeps this form's draft, unless a later one overtakes it while an earlier one is on its way.
    pub(super) fn keep(&self, form: Rc<Form>) {
        *self.inner.waiting.borrow_mut() = Some(form);
        if self.inner.busy.replace(true) {
            return;
        }
        let inner = self.inner.clone();
        spawn_local(async move {
            loop {
                TimeoutFuture::new(AFTER_MS).await;
                let Some(latest) = inner.next() else { break };
                let Inner { form, stay, amends, rechecks, .. } = *inner;
                let draft = latest.draft.to_keep();
                let request = Request::KeepDraft { form, stay, draft, amends, rechecks };
                // The screen still has the draft; the next key keeps it again.
                let _ = inner.backend.call(request).await;
            }
            inner.busy.set(false);
        });
    }

    /// The set is saved: its draft must not come back.
    pub(super) fn close(&self) {
        self.inner.closed.set(true);
    }

    /// Throws the draft away, and then goes on.
    pub(super) fn discard(&self, then: Callback<()>) {
        self.close();
        let inner = self.inner.clone();
        spawn_local(async move {
            // An unreachable core keeps the draft and offers it again, which is the safe way to fail.
            let _ = inner.backend.call(Request::DropDraft { form: inner.form }).await;
            then.emit(());
        });
    }
}

impl Inner {
    fn next(&self) -> Option<Rc<Form>> {
        self.waiting.borrow_mut().take().filter(|_| !self.closed.get())
    }
}
