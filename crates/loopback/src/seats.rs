//! The browsers that were let in: each holds a key of its own in a cookie, and has a session of its own.

use crate::Token;
use app::Session;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

/// Browsers at once. Beyond that the one that came first must open the address again.
const SEATS: usize = 16;

struct Seat {
    key: Token,
    session: Arc<Session>,
}

/// Who sits where.
#[derive(Default)]
pub(crate) struct Seats(Mutex<VecDeque<Seat>>);

impl Seats {
    /// A seat for a browser that has just been let in.
    pub(crate) fn add(&self, key: Token) {
        let mut seats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seats.len() >= SEATS {
            seats.pop_front();
        }
        seats.push_back(Seat { key, session: Arc::default() });
    }

    /// The session of the browser with this key.
    pub(crate) fn find(&self, key: &str) -> Option<Arc<Session>> {
        let seats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seats.iter().find(|seat| seat.key.matches(key)).map(|seat| Arc::clone(&seat.session))
    }
}
