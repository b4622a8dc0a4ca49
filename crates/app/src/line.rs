//! The line to the server as the screens are told of it.

use crate::{
    App,
    clock::{Now, ProvedTime},
    views,
    words::Fail,
};
use clinical::UtcMillis;
use contract::{Event, SyncView};
use replication::session::{Input, Lost};
use transport::TransportError;

/// What the screens are told about the line.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) enrolled: bool,
    pub(crate) online: bool,
    /// Since when it is down; `None` when it has not been up since the start.
    pub(crate) down_since: Option<UtcMillis>,
    pub(crate) heard_at: Option<UtcMillis>,
    pub(crate) trouble: String,
    /// This data was restored from a backup, or there is a copy of it: found at the start, or by the server.
    pub(crate) copied: bool,
    /// When it was last written down that this device has all that the server has, by the monotonic clock.
    pub(crate) level_ms: Option<u64>,
    /// Why the socket failed, until the session has heard of it.
    socket: Option<&'static str>,
    pub(crate) proved: Option<ProvedTime>,
    /// What the screens were told last.
    told: Option<SyncView>,
}

impl Line {
    pub(crate) fn new(proved: Option<ProvedTime>, copied: bool) -> Self {
        Self {
            enrolled: false,
            online: false,
            down_since: None,
            heard_at: None,
            trouble: String::new(),
            copied,
            level_ms: None,
            socket: None,
            proved,
            told: None,
        }
    }
}

/// The server said something that none would say.
const GARBAGE: &str = "What answers at the server's address is not understood, so nothing is sent there. What you chart stays \
                       on this device. Tell IT support.";
/// Nothing answers.
const ABSENT: &str =
    "The server cannot be reached. What you chart stays on this device and is sent when it is back.";
/// It does not answer in time.
const SLOW: &str =
    "The server does not answer in time. What you chart stays on this device and is sent when it does.";
/// It stood, and does no more.
const BROKEN: &str = "The connection to the server broke off. What you chart stays on this device and is sent when it is back.";
/// It will not have this device, and did not say why.
const REFUSED: &str = "The server refuses this device. What you chart stays on this device. Tell IT support.";

/// This data lives twice, or lived before.
const COPIED: &str = "This device's data was restored from a backup, or copied to another device. Nothing was lost: what either \
                      of them charts is kept. If there may be a second device with it, use only one of them and tell IT \
                      support.";

impl Line {
    /// What went wrong, in sentences; empty when nothing did.
    pub(crate) fn troubles(&self) -> String {
        let copied = if self.copied { COPIED } else { "" };
        [copied, &self.trouble].into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// A connection was given up at this input, or came to nothing. The screens are told anew each time, since the age of
    /// the last contact is part of what they say.
    pub(crate) fn lost(&mut self, lost: Lost, input: &Input) {
        let sentence = match (lost, input) {
            (Lost::Garbage, _) => GARBAGE,
            (Lost::Refused, _) => REFUSED,
            (Lost::Broken, Input::HostFailed) => return,
            (Lost::Broken, Input::Closed) => self.socket.take().unwrap_or(BROKEN),
            (Lost::Broken, _) => SLOW,
        };
        sentence.clone_into(&mut self.trouble);
        self.told = None;
    }
}

impl App {
    /// Notes how a step left the line.
    pub(crate) fn note_line(&self, now: &Now, online: bool, heard: bool) {
        let mut line = self.line();
        if line.online && !online {
            line.down_since = Some(now.at());
        }
        if online && heard {
            line.heard_at = Some(now.at());
        }
        if online && !line.online {
            line.trouble.clear();
        }
        line.online = online;
    }

    /// The socket failed: why, for the sentence that the session's word of it will give.
    pub(crate) fn socket_failed(&self, why: &TransportError) {
        self.line().socket = Some(match why {
            TransportError::Absent => ABSENT,
            TransportError::Slow => SLOW,
            TransportError::Garbage | TransportError::TooBig => GARBAGE,
            TransportError::Refused { .. } => REFUSED,
            TransportError::Closed => BROKEN,
        });
    }

    /// Tells the screens how the line stands, when that is not what they were told last. That the server was heard from
    /// again is no news by itself.
    pub(crate) fn tell_sync(&self) {
        if self.listeners() == 0 {
            // Whoever listens next knows nothing of what was told before.
            self.line().told = None;
            return;
        }
        let read = || -> Result<SyncView, Fail> {
            let waiting = self.waiting()?;
            self.store.read(|tx| views::sync(self, tx, &self.now(), &waiting))
        };
        let Ok(view) = read() else { return };
        let news = SyncView { heard_at: None, ..view.clone() };
        if self.line().told.replace(news.clone()) != Some(news) {
            self.tell(Event::Sync(view));
        }
    }

    /// What went wrong last.
    pub(crate) fn trouble(&self, fail: Fail) {
        self.line().trouble = contract::CallError::from(fail).message;
    }

    /// How this device stands with the server. Anybody may ask.
    pub(crate) fn sync_state(&self) -> Result<contract::Reply, Fail> {
        let now = self.now();
        let waiting = self.waiting()?;
        Ok(contract::Reply::Sync(self.store.read(|tx| views::sync(self, tx, &now, &waiting))?))
    }
}
