//! What can be wrong with a connection, in words for whoever holds the device.

/// Why the server could not be asked. What is recorded stays on the device, whichever of these it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// Nothing answers at that address.
    #[error("the server cannot be reached; what is recorded stays on this device and is sent later")]
    Absent,
    /// Something is there and does not answer in time.
    #[error("the server does not answer in time; what is recorded stays on this device and is sent later")]
    Slow,
    /// What answers is not a Wardlight server, or speaks another version.
    #[error("what answers at the server's address is not a Wardlight server; check the address")]
    Garbage,
    /// The server answers and will not.
    #[error("the server refuses ({status}): {reason}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The server's words, shortened.
        reason: String,
    },
    /// A frame or an answer is larger than one may be.
    #[error("the server's answer is larger than an answer may be; check the address")]
    TooBig,
    /// The connection has ended, or was never opened.
    #[error(
        "the connection to the server has ended; what is recorded stays on this device and is sent later"
    )]
    Closed,
}
