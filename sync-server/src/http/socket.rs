//! One device's WebSocket: frames in, [`Exchange::handle`](crate::Exchange::handle) off the async threads, frames out.

use super::{Shared, turns::Work};
use crate::{config::Patience, exchange::Conn, hints::Mailbox, server::stopped};
use axum::{
    extract::{
        State, WebSocketUpgrade,
        ws::{CloseFrame, Message as Frame, WebSocket, close_code},
    },
    http::{HeaderMap, StatusCode, header::ORIGIN},
    response::{IntoResponse, Response},
};
use replication::{Message, wire};
use std::{pin::Pin, time::Duration};
use tokio::{
    sync::OwnedSemaphorePermit,
    time::{Instant, timeout, timeout_at},
};

/// The read buffer of one socket. With the usual 128 KiB three thousand idle tablets cost 400 MB, with this 24.
const READ_BUFFER: usize = 4_096;

pub(super) async fn open(
    State(shared): State<Shared>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    // Devices send no Origin; only a web page does, and none has business here.
    if headers.contains_key(ORIGIN) {
        return (StatusCode::FORBIDDEN, "this door is not for web pages\n").into_response();
    }
    let limit = usize::try_from(shared.0.server.config().limits.message_bytes).unwrap_or(usize::MAX);
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(READ_BUFFER)
        .max_message_size(limit)
        .max_frame_size(limit)
        .on_upgrade(move |socket| converse(socket, shared))
}

/// Pushes that a device may have on their way when it is told to bring them later. One that is told so more often in a row
/// does not listen, and is not read for a while: its frames then wait in its own memory, and cost nobody else.
const ON_THEIR_WAY: u32 = 4;
/// How long it is not read, at the most. It hears nothing meanwhile.
const NOT_READ: Duration = Duration::from_secs(1);

type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// What is waited for, where anything is.
async fn held<T>(waiting: &mut Option<BoxFuture<T>>) -> T {
    match waiting {
        Some(future) => future.await,
        None => std::future::pending().await,
    }
}

/// Waits for a place no longer, and begins anew later. One that came meanwhile, while this conversation waits for something
/// else, would be lost to all; as many of them as there are places would stop the server.
fn give_back<T>(place: &mut Option<BoxFuture<T>>, mailbox: &Mailbox) {
    if place.take().is_some() {
        mailbox.ring();
    }
}

/// Why a conversation ended, when nobody has to be told more than that.
struct Over;

async fn converse(socket: WebSocket, shared: Shared) {
    let _still_here = shared.0.guard.clone();
    let Ok((conn, challenge)) = shared.0.server.exchange().connect() else {
        tracing::error!("no randomness for a challenge");
        return;
    };
    let patience = shared.0.server.config().patience;
    let mut talk = Talk { socket, shared, patience, conn: Some(conn), put_off: 0 };
    if talk.send(vec![challenge]).await.is_ok() {
        let Over = talk.run().await;
    }
}

struct Talk {
    socket: WebSocket,
    shared: Shared,
    patience: Patience,
    /// Absent while it is being handled, and for good after a panic there.
    conn: Option<Conn>,
    /// Pushes in a row that it was told to bring later.
    put_off: u32,
}

impl Talk {
    async fn run(&mut self) -> Over {
        let Some(mailbox) = self.conn.as_ref().map(Conn::mailbox) else { return Over };
        let stopping = self.shared.0.stopping.clone();
        let mut heard = Instant::now();
        let greeted_by = heard + self.patience.greeting;
        let mut pings = tokio::time::interval(self.patience.pings);
        // What is to be told waits for a place; what the device brings is not kept waiting by that.
        let mut place: Option<BoxFuture<Option<OwnedSemaphorePermit>>> = None;
        loop {
            let silent_at = match self.conn.as_ref().and_then(Conn::device) {
                Some(_) => heard + self.patience.silence,
                None => greeted_by,
            };
            let done = tokio::select! {
                frame = timeout_at(silent_at, self.socket.recv()) => {
                    heard = Instant::now();
                    give_back(&mut place, &mailbox);
                    match frame {
                        Ok(Some(Ok(frame))) => self.take(frame).await,
                        // Too large, or not a WebSocket's frame: told, and closed.
                        Ok(Some(Err(_))) => self.garbage().await,
                        Ok(None) | Err(_) => Err(Over),
                    }
                }
                () = mailbox.rung(), if place.is_none() => {
                    let shared = self.shared.clone();
                    place = Some(Box::pin(async move { shared.0.places.for_work(Work::Read).await }));
                    Ok(())
                }
                found = held(&mut place) => {
                    place = None;
                    self.tell_notes(found).await
                }
                () = stopped(stopping.clone()) => self.close(close_code::AWAY).await,
                _ = pings.tick() => {
                    give_back(&mut place, &mailbox);
                    self.send_frame(Frame::Ping(Default::default())).await
                }
            };
            if done.is_err() {
                return Over;
            }
        }
    }

    async fn take(&mut self, frame: Frame) -> Result<(), Over> {
        match frame {
            Frame::Binary(bytes) => {
                self.answer(Work::of(&bytes), move |shared, conn| {
                    let (exchange, now) = (shared.0.server.exchange(), shared.0.server.config().clock.now());
                    match wire::decode(&bytes) {
                        Ok(message) => exchange.handle(conn, now, message),
                        Err(_) => exchange.garbage(conn),
                    }
                })
                .await
            }
            Frame::Text(_) => self.garbage().await,
            Frame::Ping(_) | Frame::Pong(_) => Ok(()),
            Frame::Close(_) => Err(Over),
        }
    }

    async fn garbage(&mut self) -> Result<(), Over> {
        self.answer(Work::Read, |shared, conn| shared.0.server.exchange().garbage(conn)).await
    }

    /// Tells what has grown. This takes no turn of the device's: it would hold its place while a message of the device on
    /// another connection holds the turn and waits for a place.
    async fn tell_notes(&mut self, place: Option<OwnedSemaphorePermit>) -> Result<(), Over> {
        let place = place.ok_or(Over)?;
        self.work_out(place, |shared, conn| {
            let server = &shared.0.server;
            server.exchange().notes(conn, server.config().clock.now())
        })
        .await
    }

    /// Works out an answer off the async threads, a bounded number of each kind at a time, and sends it.
    async fn answer(
        &mut self,
        kind: Work,
        work: impl FnOnce(&Shared, &mut Conn) -> Vec<Message> + Send + 'static,
    ) -> Result<(), Over> {
        let shared = self.shared.clone();
        // First its own, so that the messages of one device never hold more than one of the places that all share.
        let own = match self.conn.as_ref().and_then(Conn::device) {
            Some(device) => Some(shared.0.turns.of(device).await.ok_or(Over)?),
            None => None,
        };
        let place = shared.0.places.for_work(kind).await.ok_or(Over)?;
        self.work_out((own, place), work).await
    }

    async fn work_out(
        &mut self,
        turn: impl Send + 'static,
        work: impl FnOnce(&Shared, &mut Conn) -> Vec<Message> + Send + 'static,
    ) -> Result<(), Over> {
        let mut conn = self.conn.take().ok_or(Over)?;
        let shared = self.shared.clone();
        let worked = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let messages = work(&shared, &mut conn);
            (conn, messages)
        });
        let Ok((conn, messages)) = worked.await else {
            tracing::error!("handling a message panicked; this conversation ends, the others go on");
            self.send(vec![Message::Fault { code: wire::FaultCode::Unavailable }]).await?;
            return self.close(close_code::ERROR).await;
        };
        let closed = conn.is_closed();
        self.conn = Some(conn);
        let wait = self.not_read_for(&messages);
        self.send(messages).await?;
        if closed {
            return self.close(close_code::POLICY).await;
        }
        if let Some(wait) = wait {
            // The end of the server is heard all the same.
            let _passed = timeout(wait, stopped(self.shared.0.stopping.clone())).await.is_err();
        }
        Ok(())
    }

    /// How long a device is not read that brings again and again what it was told to bring later.
    fn not_read_for(&mut self, messages: &[Message]) -> Option<Duration> {
        for message in messages {
            match message {
                Message::Busy { retry_ms, .. } => {
                    self.put_off = self.put_off.saturating_add(1);
                    let wait = Duration::from_millis((*retry_ms).into()).min(NOT_READ);
                    return (self.put_off > ON_THEIR_WAY).then_some(wait);
                }
                Message::Ack { .. } => self.put_off = 0,
                _ => {}
            }
        }
        None
    }

    async fn send(&mut self, messages: Vec<Message>) -> Result<(), Over> {
        for message in messages {
            let Ok(frame) = wire::encode(&message) else {
                tracing::error!("an answer was larger than a message may be");
                return self.close(close_code::ERROR).await;
            };
            self.send_frame(Frame::Binary(frame.into())).await?;
        }
        Ok(())
    }

    async fn send_frame(&mut self, frame: Frame) -> Result<(), Over> {
        match timeout(self.patience.sending, self.socket.send(frame)).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(Over),
        }
    }

    async fn close(&mut self, code: u16) -> Result<(), Over> {
        let frame = CloseFrame { code, reason: "".into() };
        self.send_frame(Frame::Close(Some(frame))).await?;
        Err(Over)
    }
}
