//! Randomness as an argument, so that a simulation can be replayed.

use clinical::UtcMillis;

/// A source of random bytes. In production the operating system's; in tests a seeded one.
pub trait Entropy: Send + Sync {
    /// Fills the slice.
    ///
    /// # Panics
    /// When the operating system has no randomness to give. No identifier and no key is ever made without it; a call
    /// that panics answers an error and keeps nothing.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::expect_used, reason = "without randomness no identifier may be made; see the trait")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives randomness");
    }
}

/// So many random bytes.
pub(crate) fn random<const N: usize>(entropy: &dyn Entropy) -> [u8; N] {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes);
    bytes
}

/// Mints an identifier with its `mint` function.
pub(crate) fn mint<T>(entropy: &dyn Entropy, now: UtcMillis, of: fn(UtcMillis, &[u8; 10]) -> T) -> T {
    of(now, &random(entropy))
}
