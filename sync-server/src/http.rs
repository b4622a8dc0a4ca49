//! The server's HTTP side: the sync socket, the doors for enrolment and PIN checks, and health.

use crate::server::Server;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use replication::door::MAX_BODY_BYTES;
use std::{convert::Infallible, sync::Arc};
use tokio::sync::{Semaphore, mpsc, watch};

mod doors;
mod socket;
mod turns;

/// PIN checks at one time: each takes 19 MiB and a core.
const PIN_CHECKS: usize = 2;
/// PIN checks that may wait for their turn; more are told to come again.
const PIN_QUEUE: usize = 64;

/// What the handlers share.
#[derive(Clone)]
pub(crate) struct Shared(Arc<Inner>);

pub(crate) struct Inner {
    server: Arc<Server>,
    stopping: watch::Receiver<bool>,
    /// Held by each open socket: the server has stopped when none is left.
    guard: mpsc::Sender<Infallible>,
    places: turns::Places,
    turns: turns::Turns,
    pin_checks: Semaphore,
    pin_queue: Semaphore,
}

impl Shared {
    pub(crate) fn new(
        server: Arc<Server>,
        stopping: watch::Receiver<bool>,
        guard: mpsc::Sender<Infallible>,
    ) -> Self {
        Self(Arc::new(Inner {
            server,
            stopping,
            guard,
            places: turns::Places::default(),
            turns: turns::Turns::default(),
            pin_checks: Semaphore::new(PIN_CHECKS),
            pin_queue: Semaphore::new(PIN_CHECKS + PIN_QUEUE),
        }))
    }
}

/// All routes. Nothing that identifies a person is in any of them.
pub(crate) fn router(shared: Shared) -> Router {
    Router::new()
        .route("/health", get(doors::health))
        .route("/enrol", post(doors::enrol))
        .route("/pin/check", post(doors::check_pin))
        .route("/sync", get(socket::open))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .with_state(shared)
}
