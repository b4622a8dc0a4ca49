//! Lists in order.

use std::cmp::Ordering;

/// All of them in order, equal ones as they came. By insertion: the lists of a screen are a ward long, and each use of
/// the standard sort would add four kilobytes to the page.
pub(crate) fn in_order<T>(all: impl Iterator<Item = T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let mut ordered: Vec<T> = Vec::new();
    for one in all {
        let before = |other: &T| compare(other, &one) != Ordering::Greater;
        let place = ordered.iter().rposition(before).map_or(0, |index| index + 1);
        ordered.insert(place, one);
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_put_in_order_and_equal_ones_stay_as_they_came() {
        let all = [(2, 'a'), (1, 'b'), (3, 'c'), (1, 'd'), (2, 'e'), (1, 'f')];
        let ordered = in_order(all.into_iter(), |a, b| a.0.cmp(&b.0));
        assert_eq!(ordered, [(1, 'b'), (1, 'd'), (1, 'f'), (2, 'a'), (2, 'e'), (3, 'c')]);
        assert!(in_order(std::iter::empty::<u8>(), u8::cmp).is_empty());
    }
}
