//! The way to the core: one call and one stream of events, through whichever shell the page was started in.

pub(crate) mod camera;
mod http;
mod tauri;

use contract::{CallError, Code, Event, Reply, Request};
use gloo_timers::future::TimeoutFuture;
use std::rc::Rc;

/// A call that has had no answer for so long counts as unanswered, in milliseconds.
const PATIENCE_MS: u32 = 20_000;

/// The shell, chosen once at start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Backend {
    /// The window of a tablet, phone or desktop.
    Tauri,
    /// A browser that speaks to the shell on this machine.
    Http,
}

/// What comes from the core unasked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Signal {
    /// Something changed.
    Event(Box<Event>),
    /// The stream of events is up (true) or was lost.
    Line(bool),
}

/// Keeps the stream of events open; dropping it ends it.
pub(crate) type Listening = Box<dyn std::any::Any>;

impl Backend {
    /// Looks which shell this page runs in.
    pub(crate) fn choose() -> Self {
        let inside = js_sys::Reflect::has(&js_sys::global(), &"__TAURI_INTERNALS__".into()).unwrap_or(false);
        if inside { Self::Tauri } else { Self::Http }
    }

    /// Asks the core.
    ///
    /// # Errors
    /// The core's own [`CallError`], or [`Code::Unreachable`] when no answer came.
    pub(crate) async fn call(self, request: Request) -> Result<Reply, CallError> {
        self.ask(&written(&request)?).await
    }

    /// The same with a request that is written out.
    ///
    /// # Errors
    /// As above.
    pub(crate) async fn ask(self, asked: &str) -> Result<Reply, CallError> {
        let answer = async {
            match self {
                Self::Tauri => tauri::call(asked).await,
                Self::Http => http::call(asked).await,
            }
        };
        match race(answer, TimeoutFuture::new(PATIENCE_MS)).await {
            Some(answer) => answer,
            None => Err(unreachable("The application did not answer in time.")),
        }
    }

    /// Listens to the core until the result is dropped.
    pub(crate) fn listen(self, hear: Rc<dyn Fn(Signal)>) -> Listening {
        match self {
            Self::Tauri => tauri::listen(hear),
            Self::Http => http::listen(hear),
        }
    }
}

/// A request as it is sent.
///
/// # Errors
/// In words for the screen.
pub(crate) fn written(request: &Request) -> Result<String, CallError> {
    serde_json::to_string(request).map_err(|_| garbled())
}

/// No answer: the page has lost its shell. Whether a save got through is then unknown, and saving again is safe.
fn unreachable(what: &str) -> CallError {
    crate::words::errors::own(Code::Unreachable, &format!("{what} {}", crate::words::errors::not_reached()))
}

/// The two sides do not understand each other, as after half an update.
fn garbled() -> CallError {
    crate::words::errors::own(Code::Internal, crate::words::errors::garbled())
}

/// The first of the two to finish; `None` when it was the alarm.
async fn race<T>(work: impl Future<Output = T>, alarm: impl Future<Output = ()>) -> Option<T> {
    let (mut work, mut alarm) = (Box::pin(work), Box::pin(alarm));
    std::future::poll_fn(move |cx| {
        use std::task::Poll::{Pending, Ready};
        if let Ready(done) = work.as_mut().poll(cx) {
            return Ready(Some(done));
        }
        if alarm.as_mut().poll(cx).is_ready() { Ready(None) } else { Pending }
    })
    .await
}
