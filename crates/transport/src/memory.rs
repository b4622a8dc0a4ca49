//! A connection without sockets, for tests of what lies on either side of one.

use crate::{Heard, Transport, TransportError};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Frames on their way in one direction before the sender waits.
const ON_THE_WAY: usize = 64;

/// The device's side: connects to a [`Listener`].
#[derive(Debug)]
pub struct Line {
    callers: Sender<ServerEnd>,
    open: Option<End<Vec<u8>, Heard>>,
}

/// The server's side: hears who connects. Dropping it makes the server absent.
#[derive(Debug)]
pub struct Listener {
    callers: Receiver<ServerEnd>,
}

/// The server's end of one connection. Dropping it ends the connection.
#[derive(Debug)]
pub struct ServerEnd(End<Heard, Vec<u8>>);

#[derive(Debug)]
struct End<Out, In> {
    out: Sender<Out>,
    inward: Receiver<In>,
}

/// A line and what listens at its other end.
pub fn line() -> (Line, Listener) {
    let (sender, callers) = channel(ON_THE_WAY);
    (Line { callers: sender, open: None }, Listener { callers })
}

impl Listener {
    /// The next connection; `None` when no line is left.
    pub async fn accept(&mut self) -> Option<ServerEnd> {
        self.callers.recv().await
    }
}

impl ServerEnd {
    /// Sends one frame to the device.
    ///
    /// # Errors
    /// When the device has gone.
    pub async fn send(&mut self, frame: Vec<u8>) -> Result<(), TransportError> {
        self.0.out.send(Heard::Frame(frame)).await.map_err(|_| TransportError::Closed)
    }

    /// Waits until the device has taken all that was sent to it.
    ///
    /// # Errors
    /// When the device has gone.
    pub async fn taken(&self) -> Result<(), TransportError> {
        self.0.out.reserve_many(ON_THE_WAY).await.map(drop).map_err(|_| TransportError::Closed)
    }

    /// Says that it is there.
    ///
    /// # Errors
    /// When the device has gone.
    pub async fn ping(&mut self) -> Result<(), TransportError> {
        self.0.out.send(Heard::Alive).await.map_err(|_| TransportError::Closed)
    }

    /// The next frame of the device.
    ///
    /// # Errors
    /// When the device has gone.
    pub async fn recv(&mut self) -> Result<Vec<u8>, TransportError> {
        self.0.inward.recv().await.ok_or(TransportError::Closed)
    }
}

impl Transport for Line {
    async fn connect(&mut self) -> Result<(), TransportError> {
        let (to_server, from_device) = channel(ON_THE_WAY);
        let (to_device, from_server) = channel(ON_THE_WAY);
        let theirs = ServerEnd(End { out: to_device, inward: from_device });
        self.open = None;
        self.callers.send(theirs).await.map_err(|_| TransportError::Absent)?;
        self.open = Some(End { out: to_server, inward: from_server });
        Ok(())
    }

    async fn send(&mut self, frame: Vec<u8>) -> Result<(), TransportError> {
        let open = self.open.as_ref().ok_or(TransportError::Closed)?;
        open.out.send(frame).await.map_err(|_| TransportError::Closed)
    }

    async fn recv(&mut self) -> Result<Heard, TransportError> {
        let open = self.open.as_mut().ok_or(TransportError::Closed)?;
        open.inward.recv().await.ok_or(TransportError::Closed)
    }

    async fn close(&mut self) {
        self.open = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn frames_cross_in_order_and_a_dropped_end_ends_the_connection() {
        let (mut device, mut listener) = line();
        device.connect().await.unwrap();
        let mut server = listener.accept().await.unwrap();
        for n in 0..3 {
            device.send(vec![n]).await.unwrap();
        }
        assert_eq!(
            [server.recv().await, server.recv().await, server.recv().await],
            [Ok(vec![0]), Ok(vec![1]), Ok(vec![2])]
        );
        server.send(vec![9]).await.unwrap();
        drop(server);
        assert_eq!(
            device.recv().await,
            Ok(Heard::Frame(vec![9])),
            "what was sent before the end still arrives"
        );
        assert_eq!(device.recv().await, Err(TransportError::Closed));
        device.connect().await.unwrap();
        assert!(listener.accept().await.is_some(), "and it can be opened again");
        drop(listener);
        assert_eq!(device.connect().await, Err(TransportError::Absent));
    }
}
