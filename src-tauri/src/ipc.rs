//! The one command and the one event: a request goes to the core whole, its reply comes back whole, and what changes
//! is told as it changes.

use crate::paper;
use app::{App, Session};
use contract::{CallError, Event, Reply, Request};
use std::sync::Arc;
use tauri::{AppHandle, Emitter, State, async_runtime};
use tokio::sync::broadcast::error::RecvError;

/// The event's name, as the page listens for it.
const EVENT: &str = "wardlight";

/// The application, and the session of this window.
#[derive(Clone)]
pub(crate) struct Core {
    app: Arc<App>,
    session: Arc<Session>,
}

impl Core {
    pub(crate) fn new(app: Arc<App>) -> Self {
        Self { app, session: Arc::default() }
    }
}

/// Answers the page. Runs off the window's thread, since the core writes to disk before it answers; a panic in the
/// core is an error reply, never a dead application. The request is read here, so that one which cannot be read gets the
/// same reply as from the other shell.
#[tauri::command]
pub(crate) async fn call(
    shell: AppHandle,
    core: State<'_, Core>,
    request: serde_json::Value,
) -> Result<Reply, CallError> {
    let request: Request = serde_json::from_value(request).map_err(|_| CallError::unreadable())?;
    let Core { app, session } = core.inner().clone();
    let answered = async_runtime::spawn_blocking(move || match app.call(&session, request)? {
        // A web view in a window saves no files by itself, and prints on no phone.
        Reply::Paper { name, pdf } => paper::keep(&shell, name, &pdf),
        reply => Ok(reply),
    })
    .await;
    answered.unwrap_or_else(|_| Err(CallError::failed()))
}

/// Tells the page what changes, for as long as the application runs.
pub(crate) fn tell(shell: AppHandle, core: &Core) {
    let mut events = core.app.subscribe();
    async_runtime::spawn(async move {
        loop {
            let event = match events.recv().await {
                Ok(event) => event,
                // Some were missed. The directory's event makes every screen ask again.
                Err(RecvError::Lagged(_)) => Event::Directory,
                Err(RecvError::Closed) => return,
            };
            if let Err(problem) = shell.emit(EVENT, event) {
                tracing::warn!(%problem, "the page could not be told of a change");
            }
        }
    });
}
