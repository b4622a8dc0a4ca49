//! What a device hears, frame by frame: that the server is merely there is no frame.

use transport::{Heard, Transport as _, TransportError, WebSocket};

pub(crate) trait Frames {
    /// The next frame.
    async fn frame(&mut self) -> Result<Vec<u8>, TransportError>;
}

impl Frames for WebSocket {
    async fn frame(&mut self) -> Result<Vec<u8>, TransportError> {
        loop {
            if let Heard::Frame(frame) = self.recv().await? {
                return Ok(frame);
            }
        }
    }
}
