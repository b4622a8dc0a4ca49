//! Messages to frames and back, within hard limits. A frame is a CBOR array: the message's number, then its parts.

use crate::{
    limits::MAX_MESSAGE_BYTES,
    wire::{Message, reading, writing},
};

/// The messages' numbers. A number, once given, is never given again.
pub(super) mod number {
    pub(crate) const CHALLENGE: u8 = 0;
    pub(crate) const HELLO: u8 = 1;
    pub(crate) const WELCOME: u8 = 2;
    pub(crate) const SYNC: u8 = 3;
    pub(crate) const SYNCED: u8 = 4;
    pub(crate) const PUSH: u8 = 5;
    pub(crate) const ACK: u8 = 6;
    pub(crate) const BUSY: u8 = 7;
    pub(crate) const PULL: u8 = 8;
    pub(crate) const PAGE: u8 = 9;
    pub(crate) const DENIED: u8 = 10;
    pub(crate) const HAVE: u8 = 11;
    pub(crate) const WANT: u8 = 12;
    pub(crate) const NOTE: u8 = 13;
    pub(crate) const FAULT: u8 = 14;
    pub(crate) const ASK_SEEN: u8 = 15;
    pub(crate) const SEEN: u8 = 16;
    pub(crate) const ASK_NEWS: u8 = 17;
    pub(crate) const NEWS: u8 = 18;
}

/// Stands among the scopes of a `WELCOME` where the server answers `ASK SEEN`. No scope is called so.
pub(super) const TELLS_SEEN: &str = "tells/seen";

/// Stands there too where the server sends `NEWS` to who asks for them.
pub(super) const SENDS_NEWS: &str = "sends/news";

/// Why bytes are not a message. Says what, never quotes: a frame may carry a patient's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadMessage {
    /// Larger than a message may be.
    #[error("the message has {bytes} bytes; the most is {MAX_MESSAGE_BYTES}")]
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
    let frame = writing::frame(message);
    if frame.len() > MAX_MESSAGE_BYTES { Err(BadMessage::TooBig { bytes: frame.len() }) } else { Ok(frame) }
}

/// Whether a frame is a push, by its first two bytes alone: for whoever sorts frames before they are read. Says nothing of
/// whether it is a good one.
pub const fn is_push(frame: &[u8]) -> bool {
    // A list of three, and its number.
    matches!(frame, [0x83, number::PUSH, ..])
}

/// The message in one frame. Never panics, and takes no more memory than the frame's size allows.
///
/// # Errors
/// When the frame is too large or is not exactly one message.
pub fn decode(frame: &[u8]) -> Result<Message, BadMessage> {
    if frame.len() > MAX_MESSAGE_BYTES {
        return Err(BadMessage::TooBig { bytes: frame.len() });
    }
    reading::message(frame)
}
