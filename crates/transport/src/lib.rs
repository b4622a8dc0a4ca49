//! The device's sockets: a WebSocket for the sync session, HTTP for the server's doors. Bytes in, bytes out.
//!
//! [`Transport`] is what the sync driver knows of a connection; [`WebSocket`] is the real one and [`memory`] one without
//! sockets. [`Door`] asks for enrolment, a PIN check and health. What the bytes mean is `replication`'s.
//!
//! # Where TLS will be
//!
//! [`ServerUrl`] takes plain HTTP to this machine only. With TLS, `https` will be taken there, and the one function that
//! opens a stream ([`socket`]'s `open`) and the one that makes the HTTP client ([`door`]'s `Door::new`) get the same rustls
//! configuration: no public roots, the chain ending at the pinned key of the hospital's authority or at its backup, times
//! judged by the later of the device's clock and the last time that the server signed.

pub mod door;
pub mod memory;
pub mod socket;

mod error;
mod url;

pub use door::{Door, Health};
pub use error::TransportError;
pub use socket::WebSocket;
pub use url::{BadUrl, ServerUrl};

/// What was heard of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A frame.
    Frame(Vec<u8>),
    /// It has nothing to say, and is there.
    Alive,
}

/// A connection to the server that can be opened again. One frame is one message.
///
/// After an error the connection is gone: [`Transport::connect`] opens the next one.
pub trait Transport: Send {
    /// Opens a connection. One that is open is dropped first.
    ///
    /// # Errors
    /// When the server is absent, slow, not a Wardlight server, or refuses.
    fn connect(&mut self) -> impl Future<Output = Result<(), TransportError>> + Send;

    /// Sends one frame. Returns when the operating system has taken it, which says nothing about the server.
    ///
    /// # Errors
    /// When there is no connection or it does not take the frame in time.
    fn send(&mut self, frame: Vec<u8>) -> impl Future<Output = Result<(), TransportError>> + Send;

    /// The next thing that is heard. May be dropped while it waits without losing a frame.
    ///
    /// # Errors
    /// When there is no connection, it ends, or it has been silent for too long.
    fn recv(&mut self) -> impl Future<Output = Result<Heard, TransportError>> + Send;

    /// Ends the connection, with a goodbye where that can be said at once.
    fn close(&mut self) -> impl Future<Output = ()> + Send;
}
