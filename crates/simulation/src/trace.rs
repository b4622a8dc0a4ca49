//! A run as one number: two runs of a seed must agree on it.

/// A running hash (FNV-1a) of everything that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Trace(u64);

impl Trace {
    pub(crate) const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(crate) fn note(&mut self, what: &[u8]) {
        for byte in what {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    pub(crate) fn number(&mut self, number: u64) {
        self.note(&number.to_be_bytes());
    }

    pub(crate) const fn value(self) -> u64 {
        self.0
    }
}
