//! Time and chance of a ward: both come from the seed.

use crate::dice::Dice;
use clinical::{BootId, UtcMillis};
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicI64, AtomicU8, Ordering},
};

/// The true time, shared by all.
#[derive(Clone)]
pub(super) struct Time(Arc<AtomicI64>);

impl Time {
    pub(super) fn at(at: UtcMillis) -> Self {
        Self(Arc::new(AtomicI64::new(at.0)))
    }

    pub(super) fn now(&self) -> UtcMillis {
        UtcMillis(self.0.load(Ordering::SeqCst))
    }

    pub(super) fn advance_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl sync_server::clock::Clock for Time {
    fn now(&self) -> UtcMillis {
        self.now()
    }
}

/// A tablet's clocks: the true time and how far the wall clock is off.
pub(super) struct TabletClock {
    time: Time,
    off_ms: AtomicI64,
    started: i64,
    boot: AtomicU8,
}

impl TabletClock {
    pub(super) fn new(time: &Time, off_ms: i64, boot: u8) -> Arc<Self> {
        let started = time.now().0;
        Arc::new(Self {
            time: time.clone(),
            off_ms: AtomicI64::new(off_ms),
            started,
            boot: AtomicU8::new(boot),
        })
    }

    /// Somebody, or the operating system, sets the wall clock.
    pub(super) fn set_off(&self, ms: i64) {
        self.off_ms.store(ms, Ordering::SeqCst);
    }

    pub(super) fn off(&self) -> i64 {
        self.off_ms.load(Ordering::SeqCst)
    }
}

impl app::Clock for TabletClock {
    fn wall(&self) -> UtcMillis {
        UtcMillis(self.time.now().0 + self.off_ms.load(Ordering::SeqCst))
    }

    fn monotonic_ms(&self) -> u64 {
        u64::try_from(self.time.now().0 - self.started).unwrap_or_default()
    }

    fn boot(&self) -> BootId {
        BootId::from_bytes([self.boot.load(Ordering::SeqCst); 16])
    }
}

/// Chance for one party.
pub(super) struct Chance(Mutex<Dice>);

impl Chance {
    pub(super) fn seeded(seed: u64, party: u64) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Dice::seeded(seed, party))))
    }
}

impl app::Entropy for Chance {
    fn fill(&self, out: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill(out);
    }
}

impl sync_server::clock::Entropy for Chance {
    fn fill(&self, out: &mut [u8]) -> Result<(), sync_server::clock::NoEntropy> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill(out);
        Ok(())
    }
}
