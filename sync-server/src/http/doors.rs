//! The doors beside the socket. Bodies are CBOR (`replication::door`); refusals are answers, not status codes.

use super::Shared;
use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use replication::{
    door::{Body, Enrol, EnrolAnswer, EnrolRefused, PinAnswer, PinCheck, PinRefused},
    wire::PROTOCOL,
};
use serde::Serialize;

/// What `/health` says.
#[derive(Serialize)]
struct Health {
    status: &'static str,
    version: &'static str,
    protocol: u16,
}

pub(super) async fn health(State(shared): State<Shared>) -> Response {
    let checked = blocking(shared, |shared| shared.0.server.check_health().is_ok()).await;
    let health = |status| Health { status, version: env!("CARGO_PKG_VERSION"), protocol: PROTOCOL };
    match checked {
        Some(true) => Json(health("ok")).into_response(),
        _ => (StatusCode::SERVICE_UNAVAILABLE, Json(health("unavailable"))).into_response(),
    }
}

pub(super) async fn enrol(State(shared): State<Shared>, body: Bytes) -> Response {
    let Ok(question) = Enrol::from_bytes(&body) else { return unreadable() };
    let answered = blocking(shared, move |shared| {
        let server = &shared.0.server;
        server.enrol(&question, server.config().clock.now())
    });
    match answered.await {
        Some(Ok(answer)) => {
            if let EnrolAnswer::Refused(why) = answer {
                tracing::warn!(?why, "an enrolment was refused");
            }
            let busy = matches!(answer, EnrolAnswer::Refused(EnrolRefused::Busy));
            cbor(if busy { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::OK }, &answer)
        }
        Some(Err(error)) => {
            tracing::error!(%error, "an enrolment failed");
            unavailable()
        }
        None => unavailable(),
    }
}

/// The PIN is in the body and nowhere else: not in the path, not in a log, not in an answer.
pub(super) async fn check_pin(State(shared): State<Shared>, body: Bytes) -> Response {
    let Ok(question) = PinCheck::from_bytes(&body) else { return unreadable() };
    let inner = shared.0.clone();
    let Ok(_queued) = inner.pin_queue.try_acquire() else {
        let now = inner.server.config().clock.now();
        let busy = inner.server.signed(&question, PinAnswer::Refused(PinRefused::Busy), now);
        return cbor(StatusCode::TOO_MANY_REQUESTS, &busy);
    };
    let Ok(_turn) = inner.pin_checks.acquire().await else { return unavailable() };
    let (device, staff) = (question.device, question.staff);
    let answered = blocking(shared, move |shared| {
        let (server, now) = (&shared.0.server, shared.0.server.config().clock.now());
        server.check_pin(&question, now).map(|answer| server.signed(&question, answer, now))
    });
    match answered.await {
        Some(Ok(answered)) => {
            if answered.answer != PinAnswer::Right {
                tracing::warn!(%device, %staff, answer = ?answered.answer, "a PIN check did not pass");
            }
            cbor(StatusCode::OK, &answered)
        }
        Some(Err(error)) => {
            tracing::error!(%error, "a PIN check failed");
            unavailable()
        }
        None => unavailable(),
    }
}

/// Runs what waits for the disk or the processor off the async threads. `None` after a panic.
async fn blocking<T: Send + 'static>(
    shared: Shared,
    work: impl FnOnce(&Shared) -> T + Send + 'static,
) -> Option<T> {
    tokio::task::spawn_blocking(move || work(&shared)).await.ok()
}

fn cbor(status: StatusCode, answer: &impl Body) -> Response {
    (status, [(CONTENT_TYPE, "application/cbor")], answer.to_bytes()).into_response()
}

fn unreadable() -> Response {
    (StatusCode::BAD_REQUEST, "this server cannot read the question; nothing was changed\n").into_response()
}

fn unavailable() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, "this server cannot answer just now; nothing was acknowledged\n")
        .into_response()
}
