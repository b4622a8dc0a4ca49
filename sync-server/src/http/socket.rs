//! One device's WebSocket: frames in, [`Exchange::handle`](crate::Exchange::handle) off the async threads, frames out.
//!
//! Two things go on side by side in a conversation: pushes are taken as they come, and questions are answered in the order in
//! which they came, with what is told unasked among them. So what a nurse saves waits neither for what her tablet reads nor
//! for the places in which all tablets read.

use super::{
    Shared,
    turns::{Lately, Line, Work},
};
use crate::{config::Patience, exchange::Conn, server::stopped};
use axum::{
    body::Bytes,
    extract::{
        State, WebSocketUpgrade,
        ws::{CloseFrame, Message as Frame, WebSocket, close_code},
    },
    http::{HeaderMap, StatusCode, header::ORIGIN},
    response::{IntoResponse, Response},
};
use futures_util::{
    SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use replication::{Message, wire};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{Mutex, OwnedSemaphorePermit, Semaphore, mpsc},
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

/// Bytes of questions that wait to be answered in one conversation. A device that asks more is not read until there is room;
/// a longer question waits until it is alone.
const ROOM_FOR_QUESTIONS: u32 = 64 * 1024;
/// What the shortest question counts for, in bytes.
const SHORTEST_QUESTION: u32 = 1024;

/// Why a conversation ended, when nobody has to be told more than that.
struct Over;

/// A frame that is to be answered in its turn, and the room that it takes until then.
struct Question {
    frame: Bytes,
    _room: OwnedSemaphorePermit,
}

async fn converse(socket: WebSocket, shared: Shared) {
    let _still_here = shared.0.guard.clone();
    let Ok((conn, challenge)) = shared.0.server.exchange().connect() else {
        tracing::error!("no randomness for a challenge");
        return;
    };
    let patience = shared.0.server.config().patience;
    let (sink, stream) = socket.split();
    let talk = Talk { sink: Mutex::new(sink), shared, patience, conn: Arc::new(conn) };
    if talk.send(vec![challenge]).await.is_err() {
        return;
    }
    let (asked, questions) = mpsc::unbounded_channel();
    let room = Arc::new(Semaphore::new(ROOM_FOR_QUESTIONS as usize));
    let ear = Ear { stream, asked, room, lately: Lately::nothing(Instant::now()), put_off: 0 };
    // Whichever ends first ends the other. What is being worked out then is worked out, and told to nobody.
    let Over = tokio::select! {
        over = talk.hear(ear) => over,
        over = talk.answer(questions) => over,
    };
}

/// What reading from a device needs.
struct Ear {
    stream: SplitStream<WebSocket>,
    asked: mpsc::UnboundedSender<Question>,
    room: Arc<Semaphore>,
    lately: Lately,
    /// Pushes in a row that it was told to bring later.
    put_off: u32,
}

struct Talk {
    sink: Mutex<SplitSink<WebSocket, Frame>>,
    shared: Shared,
    patience: Patience,
    conn: Arc<Conn>,
}

impl Talk {
    /// Reads what the device sends: pushes are taken here, questions go to [`answer`](Self::answer).
    async fn hear(&self, mut ear: Ear) -> Over {
        let stopping = self.shared.0.stopping.clone();
        let mut heard = Instant::now();
        let greeted_by = heard + self.patience.greeting;
        let mut pings = tokio::time::interval(self.patience.pings);
        loop {
            let silent_at = match self.conn.device() {
                Some(_) => heard + self.patience.silence,
                None => greeted_by,
            };
            let done = tokio::select! {
                frame = timeout_at(silent_at, ear.stream.next()) => {
                    let done = match frame {
                        Ok(Some(Ok(frame))) => self.take(frame, &mut ear).await,
                        // Too large, or not a WebSocket's frame: told, and closed.
                        Ok(Some(Err(_))) => self.garbage().await,
                        Ok(None) | Err(_) => Err(Over),
                    };
                    heard = Instant::now();
                    done
                }
                () = stopped(stopping.clone()) => self.close(close_code::AWAY).await,
                _ = pings.tick() => self.send_frame(Frame::Ping(Default::default())).await,
            };
            if done.is_err() {
                return Over;
            }
        }
    }

    async fn take(&self, frame: Frame, ear: &mut Ear) -> Result<(), Over> {
        match frame {
            // Nothing overtakes the greeting.
            Frame::Binary(bytes) if self.conn.device().is_none() || wire::is_push(&bytes) => {
                let work = ear.lately.work(&bytes, Instant::now());
                let told = self.handle(Line::Pushes, work, bytes).await?;
                self.wait_for_a_deaf_device(told, &mut ear.put_off).await;
                Ok(())
            }
            Frame::Binary(frame) => {
                let size = u32::try_from(frame.len()).unwrap_or(u32::MAX);
                let size = size.clamp(SHORTEST_QUESTION, ROOM_FOR_QUESTIONS);
                let room = ear.room.clone().acquire_many_owned(size).await.map_err(|_| Over)?;
                ear.asked.send(Question { frame, _room: room }).map_err(|_| Over)
            }
            Frame::Text(_) => self.garbage().await,
            Frame::Ping(_) | Frame::Pong(_) => Ok(()),
            Frame::Close(_) => Err(Over),
        }
    }

    /// Answers questions one after another, and tells what has grown.
    async fn answer(&self, mut questions: mpsc::UnboundedReceiver<Question>) -> Over {
        let mailbox = self.conn.mailbox();
        loop {
            let done = tokio::select! {
                question = questions.recv() => match question {
                    Some(question) => self.handle(Line::Questions, Work::Read, question.frame).await.map(drop),
                    None => Err(Over),
                },
                () = mailbox.rung() => self.tell_notes().await,
            };
            if done.is_err() {
                return Over;
            }
        }
    }

    async fn garbage(&self) -> Result<(), Over> {
        let told = self.shared.0.server.exchange().garbage(&self.conn);
        self.send(told).await?;
        self.close(close_code::POLICY).await
    }

    /// Tells what has grown. This takes no turn of the device's: it would hold its place while a message of the device on
    /// another connection holds the turn and waits for a place.
    async fn tell_notes(&self) -> Result<(), Over> {
        let place = self.shared.0.places.for_work(Work::Read).await.ok_or(Over)?;
        let told = self.work_out(place, |shared, conn| {
            let server = &shared.0.server;
            server.exchange().notes(conn, server.config().clock.now())
        });
        told.await.map(drop)
    }

    /// Works out the answer to a frame, a bounded number of each kind at a time, and sends it.
    async fn handle(&self, line: Line, work: Work, frame: Bytes) -> Result<Told, Over> {
        // First its own, so that the messages of one device never hold more than one of the places of each kind.
        let own = match self.conn.device() {
            Some(device) => Some(self.shared.0.turns.of(device, line).await.ok_or(Over)?),
            None => None,
        };
        let place = self.shared.0.places.for_work(work).await.ok_or(Over)?;
        self.work_out((own, place), move |shared, conn| {
            let (exchange, now) = (shared.0.server.exchange(), shared.0.server.config().clock.now());
            match wire::decode(&frame) {
                Ok(message) => exchange.handle(conn, now, message),
                Err(_) => exchange.garbage(conn),
            }
        })
        .await
    }

    /// Works something out off the async threads, while its turn is held, and sends what it says.
    async fn work_out(
        &self,
        turn: impl Send + 'static,
        work: impl FnOnce(&Shared, &Conn) -> Vec<Message> + Send + 'static,
    ) -> Result<Told, Over> {
        let (shared, conn) = (self.shared.clone(), self.conn.clone());
        let worked = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work(&shared, &conn)
        });
        let Ok(messages) = worked.await else {
            tracing::error!("handling a message panicked; this conversation ends, the others go on");
            self.send(vec![Message::Fault { code: wire::FaultCode::Unavailable }]).await?;
            return self.close(close_code::ERROR).await.map(|()| Told::Else);
        };
        let told = Told::of(&messages);
        self.send(messages).await?;
        if self.conn.is_closed() {
            self.close(close_code::POLICY).await?;
        }
        Ok(told)
    }

    /// Reads nothing for a while from a device that brings again and again what it was told to bring later.
    async fn wait_for_a_deaf_device(&self, told: Told, put_off: &mut u32) {
        *put_off = match told {
            Told::Later(_) => put_off.saturating_add(1),
            Told::Taken => 0,
            Told::Else => *put_off,
        };
        if let Told::Later(wait) = told
            && *put_off > ON_THEIR_WAY
        {
            // The end of the server is heard all the same.
            let _passed = timeout(wait.min(NOT_READ), stopped(self.shared.0.stopping.clone())).await.is_err();
        }
    }

    async fn send(&self, messages: Vec<Message>) -> Result<(), Over> {
        for message in messages {
            let Ok(frame) = wire::encode(&message) else {
                tracing::error!("an answer was larger than a message may be");
                return self.close(close_code::ERROR).await;
            };
            self.send_frame(Frame::Binary(frame.into())).await?;
        }
        Ok(())
    }

    async fn send_frame(&self, frame: Frame) -> Result<(), Over> {
        let sent = async { self.sink.lock().await.send(frame).await };
        match timeout(self.patience.sending, sent).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(Over),
        }
    }

    async fn close(&self, code: u16) -> Result<(), Over> {
        let frame = CloseFrame { code, reason: "".into() };
        self.send_frame(Frame::Close(Some(frame))).await?;
        Err(Over)
    }
}

/// What a device was told of what it brought.
#[derive(Clone, Copy)]
enum Told {
    /// It was taken, or set aside.
    Taken,
    /// It is to be brought again after this time.
    Later(Duration),
    /// Something else.
    Else,
}

impl Told {
    fn of(messages: &[Message]) -> Self {
        let of_one = |message: &Message| match message {
            Message::Busy { retry_ms, .. } => Some(Self::Later(Duration::from_millis((*retry_ms).into()))),
            Message::Ack { .. } => Some(Self::Taken),
            _ => None,
        };
        messages.iter().find_map(of_one).unwrap_or(Self::Else)
    }
}
