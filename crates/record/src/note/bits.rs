//! Sets of a note's edits, by their places in its history.

/// A set of small numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// All numbers below `count`.
    pub(super) fn below(count: usize) -> Self {
        let mut bits = Self::default();
        (0..count).for_each(|n| bits.insert(n));
        bits
    }

    pub(super) fn insert(&mut self, n: usize) {
        let word = n / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (n % 64);
    }

    pub(super) fn contains(&self, n: usize) -> bool {
        self.0.get(n / 64).is_some_and(|word| word & (1 << (n % 64)) != 0)
    }

    pub(super) fn extend(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    /// Whether there is anything in this that is in neither of those.
    pub(super) fn is_beyond(&self, one: &Self, other: &Self) -> bool {
        let word = |of: &Self, at: usize| of.0.get(at).copied().unwrap_or_default();
        self.0.iter().enumerate().any(|(at, bits)| bits & !word(one, at) & !word(other, at) != 0)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            (0..64).filter(move |bit| word & (1 << bit) != 0).map(move |bit| at * 64 + bit)
        })
    }
}
