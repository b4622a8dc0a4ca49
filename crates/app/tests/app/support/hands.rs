//! Clocks and randomness in the test's hand.

use app::{Clock, Entropy};
use clinical::{BootId, UtcMillis};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng as _, SeedableRng as _},
};
use std::{sync::Mutex, time::Instant};

/// Noon of a November day, in milliseconds.
pub(crate) const NOON: i64 = 1_795_348_800_000;

/// A clock whose hands the test moves.
pub(crate) struct Hands(Mutex<State>);

struct State {
    wall: i64,
    monotonic: u64,
    broken: bool,
    boot: u8,
    running_since: Option<Instant>,
}

impl State {
    /// Milliseconds that passed by themselves, on a clock that runs.
    fn ran_ms(&self) -> u64 {
        self.running_since.map_or(0, |since| u64::try_from(since.elapsed().as_millis()).unwrap())
    }
}

impl Hands {
    pub(crate) fn at(wall: i64) -> Self {
        Self(Mutex::new(State { wall, monotonic: 1_000, broken: false, boot: 5, running_since: None }))
    }

    /// Time passes.
    pub(crate) fn pass(&self, ms: i64) {
        let mut state = self.0.lock().unwrap_or_else(|e| e.into_inner());
        state.wall += ms;
        state.monotonic += u64::try_from(ms).unwrap();
    }

    /// The hands move by themselves from now on, for those who wait for them.
    #[expect(clippy::disallowed_methods, reason = "a driver waits for the clock, so the clock must run")]
    pub(crate) fn run(&self) {
        self.0.lock().unwrap_or_else(|e| e.into_inner()).running_since = Some(Instant::now());
    }

    /// Somebody sets the clock on the wall.
    pub(crate) fn set_wall(&self, wall: i64) {
        self.0.lock().unwrap_or_else(|e| e.into_inner()).wall = wall;
    }

    /// The operating system starts again.
    pub(crate) fn reboot(&self) {
        let mut state = self.0.lock().unwrap_or_else(|e| e.into_inner());
        state.boot += 1;
        state.monotonic = 1_000;
    }

    /// Whoever reads the clock now panics.
    pub(crate) fn set_broken(&self, broken: bool) {
        self.0.lock().unwrap_or_else(|e| e.into_inner()).broken = broken;
    }
}

impl Clock for Hands {
    fn wall(&self) -> UtcMillis {
        let state = self.0.lock().unwrap_or_else(|e| e.into_inner());
        assert!(!state.broken, "the test broke the clock");
        UtcMillis(state.wall + i64::try_from(state.ran_ms()).unwrap())
    }
    fn monotonic_ms(&self) -> u64 {
        let state = self.0.lock().unwrap_or_else(|e| e.into_inner());
        state.monotonic + state.ran_ms()
    }
    fn boot(&self) -> BootId {
        BootId::from_bytes([self.0.lock().unwrap_or_else(|e| e.into_inner()).boot; 16])
    }
}

/// Randomness that is the same in every run.
pub(crate) struct Seeded(Mutex<ChaCha20Rng>);

impl Seeded {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Mutex::new(ChaCha20Rng::seed_from_u64(seed)))
    }
}

impl Entropy for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap_or_else(|e| e.into_inner()).fill_bytes(bytes);
    }
}
