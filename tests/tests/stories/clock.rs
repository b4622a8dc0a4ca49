//! Time and chance of a story: both come from its seed.

use clinical::{BootId, UtcMillis};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng as _, SeedableRng as _},
};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicI64, Ordering},
};

/// The story's true time, shared by all.
#[derive(Clone)]
pub(crate) struct World(Arc<AtomicI64>);

impl World {
    pub(crate) fn starting_at(at: UtcMillis) -> Self {
        Self(Arc::new(AtomicI64::new(at.0)))
    }

    pub(crate) fn now(&self) -> UtcMillis {
        UtcMillis(self.0.load(Ordering::SeqCst))
    }

    pub(crate) fn advance_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl sync_server::clock::Clock for World {
    fn now(&self) -> UtcMillis {
        self.now()
    }
}

/// A device's clocks: the true time and how far the wall clock is off.
pub(crate) struct DeviceClock {
    world: World,
    off_ms: i64,
    started: i64,
    boot: BootId,
}

impl DeviceClock {
    pub(crate) fn new(world: World, off_ms: i64, boot: u8) -> Self {
        let started = world.now().0;
        Self { world, off_ms, started, boot: BootId::from_bytes([boot; 16]) }
    }
}

impl app::Clock for DeviceClock {
    fn wall(&self) -> UtcMillis {
        UtcMillis(self.world.now().0 + self.off_ms)
    }

    fn monotonic_ms(&self) -> u64 {
        (self.world.now().0 - self.started) as u64
    }

    fn boot(&self) -> BootId {
        self.boot
    }
}

/// Chance for one party.
pub(crate) struct Dice(Mutex<ChaCha8Rng>);

impl Dice {
    pub(crate) fn seeded(seed: u64, party: u64) -> Arc<Self> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(party);
        Arc::new(Self(Mutex::new(rng)))
    }

    pub(crate) fn fill(&self, out: &mut [u8]) {
        self.0.lock().unwrap().fill_bytes(out);
    }

    /// A number below `n`.
    pub(crate) fn below(&self, n: u64) -> u64 {
        self.0.lock().unwrap().next_u64() % n
    }

    /// True `percent` times in a hundred.
    pub(crate) fn chance(&self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

impl app::Entropy for Dice {
    fn fill(&self, out: &mut [u8]) {
        Dice::fill(self, out);
    }
}

impl sync_server::clock::Entropy for Dice {
    fn fill(&self, out: &mut [u8]) -> Result<(), sync_server::clock::NoEntropy> {
        Dice::fill(self, out);
        Ok(())
    }
}
