//! One device's connection to a server.

use crate::hand::Hand;
use anyhow::{Result, bail, ensure};
use clinical::{ScopeId, UtcMillis};
use replication::{
    Entry, Hash, Message,
    wire::{Fate, decode, encode},
};
use std::{future::pending, time::Duration};
use tokio::time::timeout;
use transport::{Heard, Transport as _, WebSocket};

/// One device's connection.
pub struct Line(WebSocket);

impl Line {
    /// Opens a connection and greets the server as this device.
    ///
    /// # Errors
    /// When nobody is there, or the device is not welcome.
    pub async fn greeted(url: &str, hand: &Hand) -> Result<Self> {
        let mut socket = WebSocket::new(url.parse()?);
        socket.connect().await?;
        let mut line = Self(socket);
        let Message::Challenge { nonce } = line.hear().await? else { bail!("no challenge") };
        line.say(&Message::Hello(hand.hello(&nonce, UtcMillis(0)))).await?;
        let answer = line.hear().await?;
        ensure!(matches!(answer, Message::Welcome(_)), "not welcome");
        Ok(line)
    }

    /// Sends one message.
    ///
    /// # Errors
    /// When the connection has ended.
    pub async fn say(&mut self, message: &Message) -> Result<()> {
        self.send(encode(message)?).await
    }

    /// Sends one frame, whatever it is.
    ///
    /// # Errors
    /// When the connection has ended.
    pub async fn send(&mut self, frame: Vec<u8>) -> Result<()> {
        Ok(self.0.send(frame).await?)
    }

    /// The next message.
    ///
    /// # Errors
    /// When the connection has ended.
    pub async fn hear(&mut self) -> Result<Message> {
        loop {
            if let Heard::Frame(frame) = self.0.recv().await? {
                return Ok(decode(&frame)?);
            }
        }
    }

    /// The next answer: hints may come at any time.
    ///
    /// # Errors
    /// When the connection has ended.
    pub async fn answer(&mut self) -> Result<Message> {
        loop {
            match self.hear().await? {
                Message::Note { .. } => {}
                answer => return Ok(answer),
            }
        }
    }

    /// Pushes entries and answers what became of each.
    ///
    /// # Errors
    /// When the server does not say.
    pub async fn push(&mut self, scope: &ScopeId, entries: Vec<Entry>) -> Result<Vec<(Hash, Fate)>> {
        let push = encode(&Message::Push { scope: scope.clone(), entries })?;
        loop {
            self.send(push.clone()).await?;
            match self.answer().await? {
                Message::Ack { fates, .. } => return Ok(fates),
                // As a device does that was told when to come again: what it was refused counts against its rate.
                Message::Busy { retry_ms, .. } => later(retry_ms).await,
                other => bail!("a push was not acknowledged: {other:?}"),
            }
        }
    }
}

/// Lets so many milliseconds pass.
async fn later(ms: u32) {
    let _over = timeout(Duration::from_millis(ms.into()), pending::<()>()).await.is_err();
}
