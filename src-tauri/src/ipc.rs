//! The one command: a request goes to the core whole, and its reply comes back whole.

use contract::{CallError, Code, Reply, Request};
use std::sync::Arc;
use tauri::State;

type Answer = dyn Fn(Request) -> Result<Reply, CallError> + Send + Sync;

/// The core as this shell sees it.
#[derive(Clone)]
pub(crate) struct Core {
    answer: Arc<Answer>,
}

impl Core {
    pub(crate) fn new(answer: impl Fn(Request) -> Result<Reply, CallError> + Send + Sync + 'static) -> Self {
        Self { answer: Arc::new(answer) }
    }
}

/// Answers the page. Runs off the window's thread, since the core writes to disk before it answers; a panic in the
/// core is an error reply, never a dead application.
#[tauri::command]
pub(crate) async fn call(core: State<'_, Core>, request: Request) -> Result<Reply, CallError> {
    let answer = Arc::clone(&core.answer);
    tauri::async_runtime::spawn_blocking(move || answer(request)).await.unwrap_or_else(|_| {
        Err(CallError::new(
            Code::Internal,
            "Wardlight failed while doing that. What was saved before is safe. Look whether this is there before \
             you do it again.",
        ))
    })
}
