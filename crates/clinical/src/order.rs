//! Short lists in order.

/// All of them in order, equal ones as they came. By insertion: a set has seven signs, and each use of the standard sort
/// adds four kilobytes to the page, which carries this crate to a ward's old tablets.
pub(crate) fn in_order<T: Ord>(all: Vec<T>) -> Vec<T> {
    let mut ordered: Vec<T> = Vec::with_capacity(all.len());
    for one in all {
        let place = ordered.iter().rposition(|other| *other <= one).map_or(0, |index| index + 1);
        ordered.insert(place, one);
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn a_list_is_put_in_order_and_equal_ones_stay_as_they_came() {
        let all = vec![(2, 'b'), (1, 'a'), (3, 'c'), (1, 'a'), (2, 'a')];
        assert_eq!(in_order(all), [(1, 'a'), (1, 'a'), (2, 'a'), (2, 'b'), (3, 'c')]);
        assert!(in_order(Vec::<u8>::new()).is_empty());
    }
}
