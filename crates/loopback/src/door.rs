//! What this shell needs of the application.

use app::{App, Session};
use contract::{CallError, Event, Reply, Request};
use tokio::sync::broadcast;

/// The application behind the shell.
pub trait Door: Send + Sync + 'static {
    /// Answers one request. May block on the disk.
    ///
    /// # Errors
    /// Those of the application, for the person at the screen.
    fn call(&self, session: &Session, request: Request) -> Result<Reply, CallError>;

    /// What changes from now on.
    fn events(&self) -> broadcast::Receiver<Event>;
}

impl Door for App {
    fn call(&self, session: &Session, request: Request) -> Result<Reply, CallError> {
        Self::call(self, session, request)
    }

    fn events(&self) -> broadcast::Receiver<Event> {
        self.subscribe()
    }
}
