//! A device's own chain over all scopes.

use crate::samples::{device, header, stay_scope};
use clinical::{DeviceId, Incarnation};
use proptest::prelude::*;
use record::{
    EntryHash,
    device_chain::{Finding, Link, inspect},
};

fn life(n: u8) -> Incarnation {
    Incarnation::from_bytes([n; 16])
}

fn hash(n: u64) -> EntryHash {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&n.to_be_bytes());
    EntryHash(bytes)
}

/// A whole chain of one life, each link naming the one before.
fn chain(life: Incarnation, length: u64) -> Vec<Link> {
    let before = |seq: u64| if seq == 1 { EntryHash::NONE } else { hash(seq - 1) };
    let link =
        |seq| Link { device: device(), incarnation: life, seq, previous: before(seq), hash: hash(seq) };
    (1..=length).map(link).collect()
}

fn gap(from: u64, to: u64) -> Finding {
    Finding::Gap { device: device(), incarnation: life(1), from, to }
}

#[test]
fn a_link_says_what_the_header_says() {
    let header = header(4, stay_scope(1));
    let link = Link::of(&header, hash(9));
    assert_eq!((link.device, link.incarnation), (header.device, header.incarnation));
    assert_eq!((link.seq, link.previous, link.hash), (header.device_seq, header.previous, hash(9)));
}

#[test]
fn a_whole_chain_of_several_lives_has_no_findings() {
    let two_lives = chain(life(1), 5).into_iter().chain(chain(life(2), 3));
    let other_device =
        chain(life(1), 4).into_iter().map(|link| Link { device: DeviceId::from_bytes([2; 16]), ..link });
    assert_eq!(inspect(two_lives.chain(other_device)), []);
    assert_eq!(inspect([]), []);
}

#[test]
fn what_is_missing_is_named() {
    let links: Vec<_> =
        chain(life(1), 9).into_iter().filter(|link| ![1, 4, 5, 6].contains(&link.seq)).collect();
    assert_eq!(inspect(links), [gap(1, 1), gap(4, 6)]);
}

#[test]
fn two_facts_at_one_place_are_a_fork_and_both_may_be_followed() {
    let mut links = chain(life(1), 4);
    links.push(Link { hash: hash(33), ..links[2] });
    let fork = Finding::Fork { device: device(), incarnation: life(1), seq: 3 };
    assert_eq!(inspect(links.clone()), std::slice::from_ref(&fork));
    links.push(Link { seq: 5, previous: hash(4), hash: hash(5), ..links[0] });
    links[3].previous = hash(33);
    assert_eq!(inspect(links), [fork]);
}

#[test]
fn a_link_that_names_another_before_it_is_broken() {
    let mut links = chain(life(1), 4);
    links[2].previous = hash(77);
    assert_eq!(inspect(links), [Finding::Broken { device: device(), incarnation: life(1), seq: 3 }]);
    let mut first = chain(life(1), 1);
    first[0].previous = hash(77);
    assert_eq!(inspect(first), [Finding::Broken { device: device(), incarnation: life(1), seq: 1 }]);
}

#[test]
fn the_last_sequence_there_is_does_not_overflow() {
    let last = Link { seq: u64::MAX, ..chain(life(1), 1)[0] };
    assert_eq!(inspect([last]), [gap(1, u64::MAX - 1)]);
}

proptest! {
    #[test]
    fn order_and_repetition_make_no_difference(
        shuffled in Just(chain(life(1), 12)).prop_shuffle(),
        missing in 0_usize..12,
        again in 0_usize..12,
    ) {
        let mut links = shuffled;
        let gone = links.remove(missing);
        links.push(links[again % links.len()]);
        let expected = if gone.seq == 12 { vec![] } else { vec![gap(gone.seq, gone.seq)] };
        prop_assert_eq!(inspect(links), expected);
    }
}
