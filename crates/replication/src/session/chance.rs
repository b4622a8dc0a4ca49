//! Chance, drawn from the seed that the host gave: fingerprint keys and the jitter of waits.

use crate::fingerprint::Key;
use sha2::{Digest, Sha256};

#[derive(Debug)]
pub(super) struct Chance {
    seed: [u8; 32],
    drawn: u64,
}

impl Chance {
    pub(super) const fn new(seed: [u8; 32]) -> Self {
        Self { seed, drawn: 0 }
    }

    fn draw(&mut self) -> [u8; 32] {
        self.drawn = self.drawn.wrapping_add(1);
        Sha256::new()
            .chain_update(b"wardlight/session/chance")
            .chain_update(self.seed)
            .chain_update(self.drawn.to_be_bytes())
            .finalize()
            .into()
    }

    pub(super) fn key(&mut self) -> Key {
        let mut key = Key::default();
        key.copy_from_slice(&self.draw()[..16]);
        key
    }

    /// Somewhere between half of `wait` and all of it, so that a ward of tablets does not come back at one moment.
    pub(super) fn jittered(&mut self, wait: i64) -> i64 {
        let half = (wait / 2).max(0);
        let [a, b, c, d, ..] = self.draw();
        let part = i64::from(u32::from_be_bytes([a, b, c, d]));
        wait - half + part % (half + 1)
    }
}
