//! The device's side of a connection, as a state machine: no socket, no clock, no disk, no randomness of its own.
//!
//! The host feeds it [`Input`]s and does what each [`Step`] says: first its effects, in order, then its messages.
//! [`io`] says for each [`Effect`] what the host must do and which input answers it.

pub mod io;

pub use io::{Effect, Follow, Input, Outgoing, Step, VerifiedPage};

use crate::wire::{Entry, Epoch, Hash};
use clinical::{DeviceId, Incarnation, UtcMillis};

/// What a session is told when it is made.
#[derive(Debug, Clone)]
pub struct Config {
    /// This device.
    pub device: DeviceId,
    /// The life of its database.
    pub incarnation: Incarnation,
    /// The server's epoch that the host adopted last; `None` on a device that never met its server.
    pub known: Option<Epoch>,
    /// 32 bytes from a CSPRNG: fingerprint keys and the jitter of back-offs come from it.
    pub seed: [u8; 32],
    /// How an entry is hashed. A pure function.
    pub hash: fn(&Entry) -> Hash,
    /// How long things may take.
    pub timing: Timing,
}

/// How long things may take, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// Until an unanswered request means that the connection is dead.
    pub answer_ms: i64,
    /// The first wait after a lost connection; doubled each time.
    pub back_off_ms: i64,
    /// The longest wait after a lost connection.
    pub back_off_most_ms: i64,
    /// How often all chains are compared on a connection that stays up.
    pub compare_ms: i64,
}

impl Default for Timing {
    fn default() -> Self {
        Self { answer_ms: 30_000, back_off_ms: 1_000, back_off_most_ms: 60_000, compare_ms: 300_000 }
    }
}

/// Where the connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// No connection; the next attempt is due at the step's `wake_at`.
    Offline,
    /// The host is opening a connection.
    Opening,
    /// Device and server are proving themselves to one another.
    Greeting,
    /// Entries flow.
    Live,
}

/// The device's side of a connection.
#[derive(Debug)]
pub struct Session {
    config: Config,
    phase: Phase,
}

impl Session {
    /// A session that has not begun. Feed it a [`Input::Follow`] for every scope that the device holds, then
    /// [`Input::Wake`].
    pub fn new(config: Config) -> Self {
        Self { config, phase: Phase::Offline }
    }

    /// Where the connection stands.
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// Whether, as far as this side knows, everything has been pushed, pulled and ingested.
    pub fn is_quiet(&self) -> bool {
        let _ = &self.config;
        false
    }

    /// Takes one input at the device's wall clock `now` and says what to do. The clock may be wrong, and may jump.
    pub fn step(&mut self, now: UtcMillis, input: Input) -> Step {
        let _ = (now, input);
        Step::default()
    }
}
