//! The real connection: one WebSocket, with limits on sizes and times.

use crate::{Heard, ServerUrl, Transport, TransportError};
use futures_util::{SinkExt, StreamExt};
use replication::limits::MAX_MESSAGE_BYTES;
use std::time::Duration;
use tokio::{
    io::{AsyncRead, AsyncWrite},
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
/// How long it may be silent at the least: as long as three pings of a server of this version take, which pings every ten
/// seconds. Two may be lost or late before the board on the wall says that nothing is heard any more.
///
/// A ward looks at a board that a frozen server keeps open, so this is how long it may be wrong. What it costs: a ping and
/// its answer are 8 bytes in two TCP segments, some 100 bytes on the air every ten seconds, beside the beacons that the
/// radio of a tablet on Wi-Fi wakes for ten times a second; a tablet that sleeps closes its connection and hears none.
/// 3,000 devices are 300 pings and 300 answers a second at the server, under 50 kB a second and no work but the sending.
const LEAST_SILENCE: Duration = Duration::from_secs(30);
/// How long it may be silent at the most, and until it has shown how often it pings: earlier versions ping every thirty
/// seconds, and a device must not give those up between two pings.
const MOST_SILENCE: Duration = Duration::from_secs(95);
/// It may miss so many pings.
const MISSED: u32 = 3;

/// A connection to one server, opened and opened again.
#[derive(Debug)]
pub struct WebSocket {
    server: ServerUrl,
    open: Option<Open>,
}

#[derive(Debug)]
struct Open<S = TcpStream> {
    stream: WebSocketStream<S>,
    heard: Instant,
    pinged: Option<Instant>,
    /// How long it may be silent, as often as it pings.
    silence: Duration,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Open<S> {
    fn new(stream: WebSocketStream<S>) -> Self {
        Self { stream, heard: Instant::now(), pinged: None, silence: MOST_SILENCE }
    }

    async fn next(&mut self) -> Result<Heard, TransportError> {
        let frame = timeout_at(self.heard + self.silence, self.stream.next()).await;
        if frame.is_ok() {
            self.heard = Instant::now();
        }
        match frame {
            Ok(Some(Ok(Message::Binary(bytes)))) => Ok(Heard::Frame(bytes.into())),
            // A ping is answered by the library; that it came is enough.
            Ok(Some(Ok(Message::Ping(_)))) => {
                if let Some(before) = self.pinged.replace(self.heard) {
                    let missed = MISSED * self.heard.duration_since(before);
                    self.silence = missed.clamp(LEAST_SILENCE, MOST_SILENCE);
                }
                Ok(Heard::Alive)
            }
            Ok(Some(Ok(Message::Pong(_)))) => Ok(Heard::Alive),
            Ok(Some(Ok(Message::Close(_))) | None) => Err(TransportError::Closed),
            Ok(Some(Ok(Message::Text(_) | Message::Frame(_)))) => Err(TransportError::Garbage),
            Ok(Some(Err(error))) => Err(plain(&error)),
            Err(_) => Err(TransportError::Slow),
        }
    }
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
        self.open = Some(Open::new(stream));
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

    async fn recv(&mut self) -> Result<Heard, TransportError> {
        let open = self.open.as_mut().ok_or(TransportError::Closed)?;
        open.next().await.map_err(|error| self.lost(error))
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

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{DuplexStream, duplex};
    use tokio_tungstenite::tungstenite::protocol::Role;

    type End = WebSocketStream<DuplexStream>;

    async fn connected() -> (Open<DuplexStream>, End) {
        let (device, server) = duplex(4_096);
        let (device, server) = tokio::join!(
            WebSocketStream::from_raw_socket(device, Role::Client, None),
            WebSocketStream::from_raw_socket(server, Role::Server, None),
        );
        (Open::new(device), server)
    }

    /// How long after its last ping a server is given up that pinged as often as this, and then froze with its connection
    /// open.
    async fn given_up_after(every: Duration, pings: u32) -> Duration {
        let (mut device, mut server) = connected().await;
        let mut often = tokio::time::interval(every);
        for _ in 0..pings {
            often.tick().await;
            server.send(Message::Ping(Vec::new().into())).await.unwrap();
            assert_eq!(device.next().await, Ok(Heard::Alive));
        }
        let last = Instant::now();
        assert_eq!(device.next().await, Err(TransportError::Slow));
        drop(server);
        last.elapsed()
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_freezes_is_given_up_thirty_seconds_after_it_was_last_heard() {
        let (ten, thirty) = (Duration::from_secs(10), Duration::from_secs(30));
        for pings in [2, 3, 50] {
            assert_eq!(given_up_after(ten, pings).await, thirty);
        }
        assert_eq!(given_up_after(Duration::from_millis(100), 9).await, thirty, "pings that came in a heap");
    }

    #[tokio::test(start_paused = true)]
    async fn one_of_an_earlier_version_that_pings_every_thirty_seconds_is_not_given_up_between_two() {
        let often = Duration::from_secs(30);
        assert_eq!(given_up_after(often, 5).await, Duration::from_secs(90));
        assert_eq!(given_up_after(often, 1).await, Duration::from_secs(95), "how often is not known yet");
        assert_eq!(given_up_after(often, 0).await, Duration::from_secs(95));
    }

    #[tokio::test(start_paused = true)]
    async fn two_pings_that_are_lost_or_late_end_nothing() {
        let (mut device, mut server) = connected().await;
        for after in [0, 10, 29, 10, 29] {
            tokio::time::advance(Duration::from_secs(after)).await;
            server.send(Message::Ping(Vec::new().into())).await.unwrap();
            assert_eq!(device.next().await, Ok(Heard::Alive), "{after} s");
        }
    }
}
