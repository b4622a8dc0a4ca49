//! Chance that can be thrown again: from its seed, or from bytes that somebody chose.

/// A generator (splitmix64): small, and the same on every machine. Bytes that it was given are thrown first.
#[derive(Debug, Clone)]
pub struct Dice {
    state: u64,
    given: Vec<u8>,
    thrown: usize,
}

impl Dice {
    /// The dice of a seed.
    pub const fn of(seed: u64) -> Self {
        Self { state: seed, given: Vec::new(), thrown: 0 }
    }

    /// Throws these bytes, eight at a time, and goes on as the seed of what is left of them. So a fuzzer that changes a byte
    /// changes one throw, and the throws before it stay as they were.
    pub fn loaded(bytes: &[u8]) -> Self {
        let (whole, left) = bytes.as_chunks::<8>();
        let seed = left.iter().fold(0, |seed, byte| seed << 8 | u64::from(*byte));
        Self { state: seed, given: whole.as_flattened().to_vec(), thrown: 0 }
    }

    /// Any number.
    pub fn throw(&mut self) -> u64 {
        let given = self.given.get(self.thrown..).and_then(|rest| rest.first_chunk::<8>());
        if let Some(given) = given {
            self.thrown += 8;
            return u64::from_be_bytes(*given);
        }
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 where there is none.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.throw() % (n.max(1) as u64)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_thrown_as_they_are_and_what_is_left_of_them_is_a_seed() {
        let mut dice = Dice::loaded(&[0, 0, 0, 0, 0, 0, 0, 7, 1, 2]);
        assert_eq!(dice.throw(), 7);
        assert_eq!(dice.throw(), Dice::of(0x0102).throw());
        assert_eq!(Dice::loaded(&[]).throw(), Dice::of(0).throw());
    }
}
