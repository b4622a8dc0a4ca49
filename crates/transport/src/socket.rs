//! The real connection: one WebSocket, with limits on sizes and times.

use crate::{ServerUrl, Transport, TransportError};
use futures_util::{SinkExt, StreamExt};
use replication::limits::MAX_MESSAGE_BYTES;
use std::time::Duration;
use tokio::{
    net::TcpStream,
    time::{Instant, timeout, timeout_at},
};
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{
        Error, Message, client::IntoClientRequest, error::CapacityError, http::Response,
        protocol::WebSocketConfig,
    },
};

/// How long the server may take to accept a connection.
const CONNECTING: Duration = Duration::from_secs(5);
/// How long it may take to become a WebSocket.
const UPGRADING: Duration = Duration::from_secs(10);
/// How long it may take to accept one frame.
const SENDING: Duration = Duration::from_secs(20);
/// How long it may be silent. It pings every 30 seconds.
const SILENCE: Duration = Duration::from_secs(95);

/// A connection to one server, opened and opened again.
#[derive(Debug)]
pub struct WebSocket {
    server: ServerUrl,
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    stream: WebSocketStream<TcpStream>,
    heard: Instant,
}

impl WebSocket {
    /// A connection to this server. Nothing is opened yet.
    pub const fn new(server: ServerUrl) -> Self {
        Self { server, open: None }
    }

    /// Takes the connection away after an error.
    fn lost(&mut self, error: TransportError) -> TransportError {
        self.open = None;
        error
    }
}

impl Transport for WebSocket {
    async fn connect(&mut self) -> Result<(), TransportError> {
        self.open = None;
        let stream = open(&self.server).await?;
        self.open = Some(Open { stream, heard: Instant::now() });
        Ok(())
    }

    async fn send(&mut self, frame: Vec<u8>) -> Result<(), TransportError> {
        let open = self.open.as_mut().ok_or(TransportError::Closed)?;
        match timeout(SENDING, open.stream.send(Message::Binary(frame.into()))).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(self.lost(plain(&error))),
            Err(_) => Err(self.lost(TransportError::Slow)),
        }
    }

    async fn recv(&mut self) -> Result<Vec<u8>, TransportError> {
        loop {
            let open = self.open.as_mut().ok_or(TransportError::Closed)?;
            let frame = timeout_at(open.heard + SILENCE, open.stream.next()).await;
            open.heard = Instant::now();
            match frame {
                Ok(Some(Ok(Message::Binary(bytes)))) => return Ok(bytes.into()),
                // A ping is answered by the library; that it came is enough.
                Ok(Some(Ok(Message::Ping(_) | Message::Pong(_)))) => {}
                Ok(Some(Ok(Message::Close(_))) | None) => return Err(self.lost(TransportError::Closed)),
                Ok(Some(Ok(Message::Text(_) | Message::Frame(_)))) => {
                    return Err(self.lost(TransportError::Garbage));
                }
                Ok(Some(Err(error))) => return Err(self.lost(plain(&error))),
                Err(_) => return Err(self.lost(TransportError::Slow)),
            }
        }
    }

    async fn close(&mut self) {
        if let Some(mut open) = self.open.take() {
            // A goodbye that nobody takes is none.
            let _unsaid = timeout(Duration::from_secs(1), open.stream.close(None)).await;
        }
    }
}

/// The one place that opens a stream to the server.
async fn open(server: &ServerUrl) -> Result<WebSocketStream<TcpStream>, TransportError> {
    let authority = server.authority();
    let tcp = match timeout(CONNECTING, TcpStream::connect(&authority)).await {
        Ok(Ok(tcp)) => tcp,
        Ok(Err(_)) => return Err(TransportError::Absent),
        Err(_) => return Err(TransportError::Slow),
    };
    // Small messages that wait for one another: the delay of Nagle's algorithm would only add to the round trips.
    tcp.set_nodelay(true).map_err(|_| TransportError::Absent)?;
    let request =
        format!("ws://{authority}/sync").into_client_request().map_err(|_| TransportError::Garbage)?;
    let config = WebSocketConfig::default()
        .read_buffer_size(16 * 1024)
        .max_message_size(Some(MAX_MESSAGE_BYTES))
        .max_frame_size(Some(MAX_MESSAGE_BYTES));
    match timeout(UPGRADING, client_async_with_config(request, tcp, Some(config))).await {
        Ok(Ok((stream, _response))) => Ok(stream),
        Ok(Err(Error::Http(response))) => Err(refused(&response)),
        Ok(Err(Error::Io(_))) => Err(TransportError::Closed),
        Ok(Err(_)) => Err(TransportError::Garbage),
        Err(_) => Err(TransportError::Slow),
    }
}

/// A server that answers the upgrade in HTTP: one that says no, or something else altogether.
fn refused(response: &Response<Option<Vec<u8>>>) -> TransportError {
    let status = response.status();
    if status.is_client_error() && status.as_u16() != 404 || status.as_u16() == 503 {
        let reason = response.body().as_deref().map(String::from_utf8_lossy).unwrap_or_default();
        TransportError::Refused { status: status.as_u16(), reason: shortened(&reason) }
    } else {
        TransportError::Garbage
    }
}

/// A server's words, on one line and not many of them.
pub(crate) fn shortened(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control()).take(200).collect()
}

fn plain(error: &Error) -> TransportError {
    match error {
        Error::ConnectionClosed | Error::AlreadyClosed | Error::Io(_) => TransportError::Closed,
        Error::Capacity(CapacityError::MessageTooLong { .. }) => TransportError::TooBig,
        Error::Protocol(
            tokio_tungstenite::tungstenite::error::ProtocolError::ResetWithoutClosingHandshake,
        ) => TransportError::Closed,
        _ => TransportError::Garbage,
    }
}
