//! The line to the server as the screens are told of it.

use crate::{
    App,
    clock::{Now, ProvedTime},
    views,
    words::Fail,
};
use clinical::{ScopeId, UtcMillis};
use contract::{Event, SyncView};
use replication::session::{Input, Lost};
use std::collections::BTreeSet;
use transport::TransportError;

/// What the screens are told about the line.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) enrolled: bool,
    pub(crate) online: bool,
    /// Since when nothing is heard on it; `None` when it has not been up since the start. A server that has frozen is noticed
    /// later than it was last heard, and what the wall says is how old its rows may be.
    pub(crate) down_since: Option<UtcMillis>,
    /// When anything at all was heard last, a sign of life among it.
    contact_at: Option<UtcMillis>,
    pub(crate) heard_at: Option<UtcMillis>,
    pub(crate) trouble: String,
    /// This data was restored from a backup, or there is a copy of it: found at a start, by the server, or by entries of
    /// this life that it did not write. Until the device is enrolled again.
    pub(crate) copied: bool,
    /// Records of patients who came back that this device has asked for from the beginning since it started.
    pub(crate) begun_again: BTreeSet<ScopeId>,
    /// When it was last written down that this device has all that the server has, by the monotonic clock.
    pub(crate) level_ms: Option<u64>,
    /// Why the socket failed, until the session has heard of it.
    socket: Option<&'static str>,
    pub(crate) proved: Option<ProvedTime>,
    /// What the screens were told last.
    told: Option<SyncView>,
    /// The downtime pack could not be written last time.
    pub(crate) no_pack: bool,
}

impl Line {
    pub(crate) fn new(proved: Option<ProvedTime>, copied: bool) -> Self {
        Self {
            enrolled: false,
            online: false,
            down_since: None,
            contact_at: None,
            heard_at: None,
            trouble: String::new(),
            copied,
            begun_again: BTreeSet::new(),
            level_ms: None,
            socket: None,
            proved,
            told: None,
            no_pack: false,
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
                      support, who enrol it again.";

/// The pack is older than it should be.
const NO_PACK: &str = "The downtime pack could not be written, and the one that is there is growing old. What you chart is safe. \
                       Tell IT support.";

impl Line {
    /// What went wrong, in sentences; empty when nothing did.
    pub(crate) fn troubles(&self) -> String {
        let copied = if self.copied { COPIED } else { "" };
        let pack = if self.no_pack { NO_PACK } else { "" };
        [copied, &self.trouble, pack]
            .into_iter()
            .filter(|said| !said.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
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

/// Why there is no socket.
const fn socket_words(why: &TransportError) -> &'static str {
    match why {
        TransportError::Absent => ABSENT,
        TransportError::Slow => SLOW,
        TransportError::Garbage | TransportError::TooBig => GARBAGE,
        TransportError::Refused { .. } => REFUSED,
        TransportError::Closed => BROKEN,
    }
}

impl App {
    /// Notes how a step left the line.
    pub(crate) fn note_line(&self, now: &Now, online: bool, heard: bool) {
        let mut line = self.line();
        if heard {
            line.contact_at = Some(now.at());
        }
        if line.online && !online {
            // A clock that was put back meanwhile cannot have heard anything later than now.
            line.down_since = Some(line.contact_at.map_or(now.at(), |at| at.min(now.at())));
        }
        if online && heard {
            line.heard_at = Some(now.at());
        }
        if online && !line.online {
            line.trouble.clear();
        }
        line.online = online;
    }

    /// The server had nothing to say, and is there.
    pub(crate) fn heard_alive(&self) {
        let now = self.now().at();
        self.line().contact_at = Some(now);
    }

    /// The socket failed: why, for the sentence that the session's word of it will give.
    pub(crate) fn socket_failed(&self, why: &TransportError) {
        self.line().socket = Some(socket_words(why));
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

#[cfg(test)]
mod tests {
    use super::*;

    const NOT_UNDERSTOOD: &str = "What answers at the server's address is not understood, so nothing is sent there. What you \
                                  chart stays on this device. Tell IT support.";
    const NOT_REACHED: &str =
        "The server cannot be reached. What you chart stays on this device and is sent when it is back.";
    const NOT_IN_TIME: &str =
        "The server does not answer in time. What you chart stays on this device and is sent when it does.";
    const BROKEN_OFF: &str = "The connection to the server broke off. What you chart stays on this device and is sent when it \
                              is back.";
    const NOT_ADMITTED: &str =
        "The server refuses this device. What you chart stays on this device. Tell IT support.";

    #[test]
    fn each_trouble_of_the_line_is_read_as_its_own_sentence() {
        let refused = TransportError::Refused { status: 503, reason: "busy".into() };
        for (why, sentence) in [
            (TransportError::Absent, NOT_REACHED),
            (TransportError::Slow, NOT_IN_TIME),
            (TransportError::Garbage, NOT_UNDERSTOOD),
            (TransportError::TooBig, NOT_UNDERSTOOD),
            (refused, NOT_ADMITTED),
            (TransportError::Closed, BROKEN_OFF),
        ] {
            assert_eq!(socket_words(&why), sentence, "{why:?}");
            let mut line = Line::new(None, false);
            line.socket = Some(socket_words(&why));
            line.lost(Lost::Broken, &Input::Closed);
            assert_eq!(line.troubles(), sentence, "and so the screens say: {why:?}");
        }
        for (lost, input, sentence) in [
            (Lost::Garbage, Input::Closed, NOT_UNDERSTOOD),
            (Lost::Refused, Input::Closed, NOT_ADMITTED),
            (Lost::Broken, Input::Closed, BROKEN_OFF),
            (Lost::Broken, Input::Wake, NOT_IN_TIME),
        ] {
            let mut line = Line::new(None, false);
            line.lost(lost, &input);
            assert_eq!(line.troubles(), sentence, "{lost:?} at {input:?}");
        }
    }

    #[test]
    fn data_that_lives_twice_is_told_before_any_other_trouble() {
        let copied = "This device's data was restored from a backup, or copied to another device. Nothing was lost: what \
                      either of them charts is kept. If there may be a second device with it, use only one of them and \
                      tell IT support, who enrol it again.";
        let mut line = Line::new(None, true);
        assert_eq!(line.troubles(), copied);
        line.lost(Lost::Broken, &Input::Closed);
        assert_eq!(line.troubles(), format!("{copied} {BROKEN_OFF}"));
    }
}
