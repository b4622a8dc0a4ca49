//! Messages to bytes and back, within hard limits.

use crate::wire::Message;

/// Why bytes are not a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadMessage {
    /// Larger than a message may be.
    #[error("the message has {bytes} bytes, more than a message may have")]
    TooBig {
        /// Its size.
        bytes: usize,
    },
    /// Not a message of this protocol.
    #[error("the message cannot be read: {0}")]
    Malformed(&'static str),
}

/// The message as one frame.
///
/// # Errors
/// When it would be larger than a message may be.
pub fn encode(message: &Message) -> Result<Vec<u8>, BadMessage> {
    let _ = message;
    Err(BadMessage::Malformed("not written yet"))
}

/// The message in one frame.
///
/// # Errors
/// When the frame is too large or is not exactly one message.
pub fn decode(frame: &[u8]) -> Result<Message, BadMessage> {
    let _ = frame;
    Err(BadMessage::Malformed("not written yet"))
}
