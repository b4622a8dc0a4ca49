//! Facts that name one another, in groups, at a cost that no shape of them drives up.

use crate::FactId;
use std::collections::BTreeMap;

/// Facts that name one another, in groups. A smaller group goes under a larger one, so that no fact is further from its
/// group's root than the logarithm of their number, in whatever shape a faulty device names them.
#[derive(Default)]
pub(super) struct Groups {
    places: BTreeMap<FactId, usize>,
    /// What each is under, itself where it is a root; and how many are under it.
    up: Vec<(usize, usize)>,
}

impl Groups {
    pub(super) fn add(&mut self, id: FactId) -> usize {
        let next = self.up.len();
        let place = *self.places.entry(id).or_insert(next);
        if place == next {
            self.up.push((next, 1));
        }
        place
    }

    pub(super) fn join(&mut self, a: FactId, b: FactId) {
        let (a, b) = (self.add(a), self.add(b));
        let (a, b) = (self.top(a).0, self.top(b).0);
        if a != b {
            let (small, large) = if self.up[a].1 < self.up[b].1 { (a, b) } else { (b, a) };
            self.up[large].1 += self.up[small].1;
            self.up[small].0 = large;
        }
    }

    /// The root above a place, and how many steps away that is.
    fn top(&self, mut place: usize) -> (usize, u32) {
        let mut steps = 0;
        while self.up[place].0 != place {
            place = self.up[place].0;
            steps += 1;
        }
        (place, steps)
    }

    /// The group of a fact; `None` when nothing names it.
    pub(super) fn group(&self, id: FactId) -> Option<usize> {
        self.places.get(&id).map(|place| self.top(*place).0)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (FactId, usize)> + '_ {
        self.places.iter().map(|(id, place)| (*id, self.top(*place).0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(n: u32) -> FactId {
        let mut id = [0; 16];
        id[12..].copy_from_slice(&n.to_be_bytes());
        FactId::from_bytes(id)
    }

    /// Each joined to the one before, the last to the first, and each to one far away: the shapes that made chains.
    #[test]
    fn no_shape_of_visits_puts_a_fact_further_from_its_group_than_the_logarithm_of_their_number() {
        let most = 16_384;
        let shapes: [fn(u32) -> (u32, u32); 4] = [
            |n| (n + 1, n),
            |n| (n, n + 1),
            |n| (16_384 - n, 16_383 - n),
            |n| (n, n.wrapping_mul(2_654_435_761) % 16_384),
        ];
        for shape in shapes {
            let mut groups = Groups::default();
            for (a, b) in (0..most).map(shape) {
                groups.join(fact(a), fact(b));
            }
            let furthest = (0..groups.up.len()).map(|place| groups.top(place).1).max();
            assert!(furthest.is_some_and(|steps| steps <= most.ilog2() + 1), "{furthest:?}");
        }
    }
}
