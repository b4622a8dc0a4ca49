//! The line to the server as the screens are told of it.

use crate::{
    App,
    clock::{Now, ProvedTime},
    views,
    words::Fail,
};
use clinical::UtcMillis;
use contract::{Event, SyncView};

/// What the screens are told about the line.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) enrolled: bool,
    pub(crate) online: bool,
    /// Since when it is down; `None` when it has not been up since the start.
    pub(crate) down_since: Option<UtcMillis>,
    pub(crate) heard_at: Option<UtcMillis>,
    pub(crate) trouble: String,
    pub(crate) proved: Option<ProvedTime>,
    /// What the screens were told last.
    told: Option<SyncView>,
}

impl Line {
    pub(crate) fn new(proved: Option<ProvedTime>) -> Self {
        Self {
            enrolled: false,
            online: false,
            down_since: None,
            heard_at: None,
            trouble: String::new(),
            proved,
            told: None,
        }
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

    /// A connection could not be opened; the screens say why.
    pub(crate) fn line_is_down(&self, why: &transport::TransportError) {
        let mut line = self.line();
        let sentence = why.to_string();
        let trouble = match *why {
            // That the server is away is shown as such; it is no trouble to be seen to.
            transport::TransportError::Absent | transport::TransportError::Closed => String::new(),
            _ => format!("The server cannot be used now: {sentence}."),
        };
        line.trouble = trouble;
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
