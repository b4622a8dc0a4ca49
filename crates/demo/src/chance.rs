//! Seeded chance in whole numbers, so that one seed gives one ward on every machine.

use clinical::UtcMillis;
use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};

/// A stream of draws. Each patient has a stream of its own, so that a change to one leaves the others as they were.
pub(crate) struct Chance(ChaCha12Rng);

impl Chance {
    /// Stream number `stream` of `seed`.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha12Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// 0 to `n` less one; 0 when `n` is 0.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        ((u64::from(self.0.next_u32()) * u64::from(n)) >> 32) as u32
    }

    /// `low` to `high`, both included; `low` when they are the wrong way round.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = (i64::from(high) - i64::from(low) + 1).clamp(1, i64::from(u32::MAX)) as u32;
        low.saturating_add_unsigned(self.below(width))
    }

    /// True so many times in a thousand.
    pub(crate) fn permille(&mut self, times: u32) -> bool {
        self.below(1000) < times
    }

    /// Near enough a normal deviate with mean 0 and this standard deviation: a sum of twelve uniform draws.
    pub(crate) fn bell(&mut self, deviation: i32) -> i32 {
        let half = deviation / 2;
        (0..12).map(|_| self.between(-half, half)).sum()
    }

    /// The ten random bytes of an identifier minted at `at`.
    pub(crate) fn id<Id>(&mut self, at: UtcMillis, mint: impl FnOnce(UtcMillis, &[u8; 10]) -> Id) -> Id {
        let mut random = [0; 10];
        self.0.fill_bytes(&mut random);
        mint(at, &random)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_and_stream_give_the_same_draws_and_another_stream_gives_others() {
        let draw = |seed, stream| {
            let mut chance = Chance::new(seed, stream);
            (0..8).map(|_| chance.below(1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7, 1), draw(7, 1));
        assert_ne!(draw(7, 1), draw(7, 2), "streams are apart");
        assert_ne!(draw(7, 1), draw(8, 1), "seeds are apart");
    }

    #[test]
    fn a_bell_has_about_the_mean_and_spread_that_it_was_asked_for() {
        let mut chance = Chance::new(1, 0);
        let draws: Vec<i64> = (0..20_000).map(|_| i64::from(chance.bell(400))).collect();
        let mean = draws.iter().sum::<i64>() / 20_000;
        let variance = draws.iter().map(|d| (d - mean).pow(2)).sum::<i64>() / 20_000;
        assert!(mean.abs() < 12, "mean {mean}");
        assert!((380 * 380..420 * 420).contains(&variance), "variance {variance}");
    }

    #[test]
    fn bounds_are_kept() {
        let mut chance = Chance::new(3, 0);
        assert!((0..1000).all(|_| (-2..=5).contains(&chance.between(-2, 5))));
        assert_eq!(chance.between(4, 4), 4);
        assert_eq!(chance.below(0), 0);
    }
}
