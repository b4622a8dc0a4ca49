//! Where the connection stands, from no connection to one on which entries flow.

use super::clock::Ticks;
use crate::wire::Welcome;
use clinical::UtcMillis;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Link {
    /// None yet: the host is still saying what it follows.
    NotBegun,
    /// None; the next attempt is due at `retry_at`.
    Offline { retry_at: Ticks },
    /// The host is opening one.
    Opening { due: Ticks },
    /// It stands; the server speaks first.
    AwaitingChallenge { due: Ticks },
    /// The host is signing.
    Signing { nonce: [u8; 32], time: UtcMillis },
    /// `HELLO` is out.
    AwaitingWelcome { nonce: [u8; 32], time: UtcMillis, sent_at: Ticks, due: Ticks },
    /// The host is checking the server's signature; `round_trip` is what the answer took.
    Checking { welcome: Welcome, heard_at: UtcMillis, round_trip: Ticks },
    /// Entries flow.
    Live { compare_at: Ticks },
}

impl Link {
    /// When waiting has gone on for too long; for an open connection that the host works on, never.
    pub(super) const fn due(&self) -> Option<Ticks> {
        match self {
            Self::Opening { due } | Self::AwaitingChallenge { due } | Self::AwaitingWelcome { due, .. } => {
                Some(*due)
            }
            Self::NotBegun
            | Self::Offline { .. }
            | Self::Signing { .. }
            | Self::Checking { .. }
            | Self::Live { .. } => None,
        }
    }

    /// Whether there is no connection, nor one being opened.
    pub(super) const fn is_down(&self) -> bool {
        matches!(self, Self::NotBegun | Self::Offline { .. })
    }

    pub(super) const fn is_live(&self) -> bool {
        matches!(self, Self::Live { .. })
    }
}
