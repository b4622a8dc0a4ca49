//! One scope that the device follows, and what it is doing about it.

use super::clock::Ticks;
use crate::{
    chain::{BadPage, Cursor, verify_page},
    fingerprint::{Fingerprint, Key, fingerprint},
    limits::MAX_FINGERPRINTS,
    session::VerifiedPage,
    wire::{Entry, Hash, Page},
};

#[derive(Debug)]
pub(super) struct Scope {
    /// How far the host has durably followed it.
    pub(super) cursor: Cursor,
    /// The last sequence that the server is known, or said, to have.
    pub(super) head: u64,
    /// Whether cursor and log have been compared on this connection.
    pub(super) compared: bool,
    /// Whether the server will not show it; asked again when the server speaks of it, and on the next connection.
    pub(super) denied: bool,
    pub(super) doing: Doing,
    /// After a rewind: entries that the server has not been asked about yet.
    pub(super) held: Vec<Hash>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Doing {
    Nothing,
    /// A `SYNC` or a `PULL` is out.
    Asked {
        due: Ticks,
    },
    /// The host is storing a page.
    Ingesting,
    /// The host is rewinding.
    Rewinding,
    /// A `HAVE` is out for the last `asked` of `held`.
    Having {
        key: Key,
        asked: usize,
        due: Ticks,
    },
}

impl Scope {
    pub(super) const fn new(cursor: Cursor) -> Self {
        let doing = Doing::Nothing;
        Self { cursor, head: cursor.seq, compared: false, denied: false, doing, held: Vec::new() }
    }

    /// Whether a push to it may be wasted: the server is yet to say which of the entries it has.
    pub(super) fn push_must_wait(&self) -> bool {
        self.doing == Doing::Rewinding || (!self.held.is_empty() && !self.denied)
    }

    pub(super) fn wants_comparing(&self) -> bool {
        self.doing == Doing::Nothing && !self.compared && !self.denied
    }

    pub(super) fn wants_asking_what_is_there(&self) -> bool {
        self.doing == Doing::Nothing && self.compared && !self.denied && !self.held.is_empty()
    }

    pub(super) fn wants_pulling(&self) -> bool {
        let free = self.doing == Doing::Nothing && self.compared && !self.denied;
        free && self.held.is_empty() && self.head > self.cursor.seq
    }

    /// Whether it holds all that came before this page, and waits for nothing.
    pub(super) fn takes_news(&self, page: &Page) -> bool {
        let level = self.compared && !self.denied && self.held.is_empty() && self.doing == Doing::Nothing;
        level && !page.entries.is_empty() && page.first == self.cursor.seq + 1
    }

    pub(super) fn is_quiet(&self) -> bool {
        let level = self.compared && self.held.is_empty() && !self.wants_pulling();
        self.doing == Doing::Nothing && (self.denied || level)
    }

    /// When an answer is overdue.
    pub(super) const fn due(&self) -> Option<Ticks> {
        match self.doing {
            Doing::Asked { due } | Doing::Having { due, .. } => Some(due),
            Doing::Nothing | Doing::Ingesting | Doing::Rewinding => None,
        }
    }

    /// The connection is gone: what was asked of the server will not be answered, what was asked of the host will.
    pub(super) fn disconnected(&mut self) {
        self.compared = false;
        self.denied = false;
        if matches!(self.doing, Doing::Asked { .. } | Doing::Having { .. }) {
            self.doing = Doing::Nothing;
        }
    }

    /// The server speaks of it. It does so only to who may follow it: what was denied before may have been opened since, as
    /// to a ward whose patient was sent elsewhere and back, and is asked about again.
    pub(super) fn told_of(&mut self, head: u64) {
        self.head = self.head.max(head);
        if std::mem::take(&mut self.denied) {
            self.compared = false;
        }
    }

    /// Takes a page that was asked for. `Ok(None)` when there is nothing to store.
    pub(super) fn take_page(
        &mut self,
        page: Page,
        hash: fn(&Entry) -> Hash,
    ) -> Result<Option<VerifiedPage>, BadPage> {
        let hashes: Vec<Hash> = page.entries.iter().map(hash).collect();
        let cursor = verify_page(&self.cursor, page.first, &hashes, &page.chain, page.head)?;
        self.compared = true;
        if hashes.is_empty() {
            self.head = page.head;
            self.doing = Doing::Nothing;
            return Ok(None);
        }
        self.head = self.head.max(page.head);
        self.doing = Doing::Ingesting;
        let entries = hashes.into_iter().zip(page.entries).collect();
        Ok(Some(VerifiedPage { scope: page.scope, first: page.first, entries, cursor, head: page.head }))
    }

    /// The host has rewound it.
    pub(super) fn rewound(&mut self, held: Vec<Hash>) {
        *self = Self { held, ..Self::new(Cursor::START) };
    }

    /// The next `HAVE`'s fingerprints.
    pub(super) fn ask_what_is_there(&mut self, key: Key, due: Ticks) -> Vec<Fingerprint> {
        let asked = self.held.len().min(MAX_FINGERPRINTS);
        self.doing = Doing::Having { key, asked, due };
        self.held[self.held.len() - asked..].iter().map(|hash| fingerprint(&key, hash)).collect()
    }

    /// Takes the answer to a `HAVE`: the entries that the server has. `None` when it does not fit the question.
    pub(super) fn take_want(&mut self, key: &Key, indexes: &[u32]) -> Option<Vec<Hash>> {
        let asked = match &self.doing {
            Doing::Having { key: asked_with, asked, .. } if asked_with == key => *asked,
            _ => return None,
        };
        let rising = indexes.windows(2).all(|pair| pair[0] < pair[1]);
        let within = indexes.last().is_none_or(|last| (*last as usize) < asked);
        if !(rising && within) {
            return None;
        }
        let held = self.held.split_off(self.held.len() - asked);
        let mut wanted = indexes.iter().map(|index| *index as usize).peekable();
        self.doing = Doing::Nothing;
        let there = held.into_iter().enumerate().filter(|(place, _)| wanted.next_if_eq(place).is_none());
        Some(there.map(|(_, hash)| hash).collect())
    }
}
