//! What every screen shares: the way to the core, the stream of events, who is signed in.

use crate::{
    backend::{Backend, Signal},
    clock::Received,
    theme::Theme,
};
use contract::{Hello, SyncView};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use yew::prelude::*;

/// Hands every event on to whoever is listening now.
#[derive(Clone, Default)]
pub(crate) struct Bus {
    inner: Rc<BusInner>,
}

#[derive(Default)]
struct BusInner {
    next: Cell<u32>,
    ears: RefCell<Vec<(u32, Callback<Rc<Signal>>)>>,
}

/// Listening; ends when dropped.
pub(crate) struct Ear {
    bus: Bus,
    id: u32,
}

impl Bus {
    pub(crate) fn listen(&self, ear: Callback<Rc<Signal>>) -> Ear {
        let id = self.inner.next.get();
        self.inner.next.set(id.wrapping_add(1));
        self.inner.ears.borrow_mut().push((id, ear));
        Ear { bus: self.clone(), id }
    }

    pub(crate) fn say(&self, signal: Signal) {
        let signal = Rc::new(signal);
        // A copy, since an ear may stop listening while it is being told.
        let ears: Vec<_> = self.inner.ears.borrow().iter().map(|(_, ear)| ear.clone()).collect();
        for ear in ears {
            ear.emit(signal.clone());
        }
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.bus.inner.ears.borrow_mut().retain(|(id, _)| *id != self.id);
    }
}

impl PartialEq for Bus {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }
}

/// The context of every screen.
#[derive(Clone, PartialEq)]
pub(crate) struct Desk {
    pub(crate) backend: Backend,
    pub(crate) bus: Bus,
    /// What this device is and who is signed in, as last heard.
    pub(crate) hello: Rc<Hello>,
    /// How the device stands with the server, as last heard.
    pub(crate) sync: Rc<SyncView>,
    /// When `hello` was heard.
    pub(crate) received: Received,
    /// False while the core does not answer.
    pub(crate) reached: bool,
    /// Asks again who is signed in.
    pub(crate) ask_again: Callback<()>,
    /// The light of the screen.
    pub(crate) theme: Theme,
    /// Changes it.
    pub(crate) change_theme: Callback<()>,
}

impl Desk {
    /// The core's time now.
    pub(crate) fn now(&self) -> clinical::UtcMillis {
        self.received.now_from(self.hello.now)
    }

    /// Whether reading is locked.
    pub(crate) fn locked(&self) -> bool {
        self.hello.session.as_ref().is_some_and(|session| session.locked)
    }
}

/// The desk. Every screen is drawn inside one.
#[hook]
#[expect(clippy::expect_used, reason = "screens are drawn only inside `app::Root`, which provides the desk")]
pub(crate) fn use_desk() -> Desk {
    use_context::<Desk>().expect("a screen is drawn inside the desk's context")
}
