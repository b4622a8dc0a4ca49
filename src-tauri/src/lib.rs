//! Shell 1: the application in a window of its own, on tablet, phone and desktop.

mod ipc;
mod window;

use contract::{CallError, Code};

/// Opens the window and runs until it is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    let core = ipc::Core::new(|_| Err(CallError::new(Code::Unreachable, "There is no core yet.")));
    if let Err(problem) = window::run(core) {
        tracing::error!(%problem, "the window could not be opened");
    }
}
