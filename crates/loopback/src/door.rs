//! What this shell needs of the application.

use contract::{CallError, Event, Reply, Request};
use tokio::sync::broadcast;

/// The application behind the shell. One shell is one device with one session, as on a tablet: a second tab shows the
/// same person.
pub trait Door: Send + Sync + 'static {
    /// Answers one request. May block on the disk.
    ///
    /// # Errors
    /// Those of the application, for the person at the screen.
    fn call(&self, request: Request) -> Result<Reply, CallError>;

    /// What changes from now on.
    fn events(&self) -> broadcast::Receiver<Event>;
}
