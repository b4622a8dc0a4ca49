//! The chain over a log: what proves that a page is the next part of it, and nothing else is.

use proptest::prelude::*;
use replication::{
    BadPage, Chain,
    chain::{Cursor, verify_page},
    fingerprint::fingerprint,
};
use sha2::{Digest, Sha256};

fn hashes(count: u8) -> Vec<[u8; 32]> {
    (0..count).map(|n| [n; 32]).collect()
}

/// A page of `count` after the cursor, as the server would claim it.
fn claimed(cursor: &Cursor, hashes: &[[u8; 32]]) -> Chain {
    cursor.chain.over(hashes)
}

fn at(seq: u8) -> Cursor {
    Cursor { seq: u64::from(seq), chain: Chain::EMPTY.over(&hashes(seq)) }
}

#[test]
fn the_chain_is_the_hash_of_the_chain_before_and_the_entry() {
    let expected: [u8; 32] = Sha256::digest([[0_u8; 32], [7; 32]].concat()).into();
    assert_eq!(Chain::EMPTY.extend(&[7; 32]).0, expected);
    assert_eq!(Cursor::START, Cursor { seq: 0, chain: Chain([0; 32]) });
}

#[test]
fn a_page_that_follows_leads_to_its_end() {
    let page = &hashes(9)[4..];
    assert_eq!(verify_page(&at(4), 5, page, &claimed(&at(4), page), 9), Ok(at(9)));
    assert_eq!(verify_page(&at(4), 5, &[], &at(4).chain, 4), Ok(at(4)), "an empty page leads nowhere");
}

#[test]
fn a_page_from_elsewhere_is_refused() {
    let page = &hashes(9)[4..];
    for first in [0, 4, 6, u64::MAX] {
        let verdict = verify_page(&at(4), first, page, &claimed(&at(4), page), 9);
        assert_eq!(verdict, Err(BadPage::Elsewhere { first, expected: 5 }));
    }
}

#[test]
fn a_head_before_the_pages_own_end_is_refused() {
    let page = &hashes(9)[4..];
    assert_eq!(verify_page(&at(4), 5, page, &claimed(&at(4), page), 8), Err(BadPage::Head));
}

#[test]
fn a_flipped_bit_anywhere_in_a_page_or_a_chain_is_noticed() {
    let (cursor, page) = (at(3), hashes(6)[3..].to_vec());
    let chain = claimed(&cursor, &page);
    for bit in 0..256 {
        let flip = |bytes: &mut [u8; 32]| bytes[bit / 8] ^= 1 << (bit % 8);
        for entry in 0..page.len() {
            let mut damaged = page.clone();
            flip(&mut damaged[entry]);
            assert_eq!(verify_page(&cursor, 4, &damaged, &chain, 6), Err(BadPage::Chain));
        }
        let (mut wrong_claim, mut wrong_start) = (chain, cursor);
        flip(&mut wrong_claim.0);
        flip(&mut wrong_start.chain.0);
        assert_eq!(verify_page(&cursor, 4, &page, &wrong_claim, 6), Err(BadPage::Chain));
        assert_eq!(verify_page(&wrong_start, 4, &page, &chain, 6), Err(BadPage::Chain));
    }
}

#[test]
fn fingerprints_differ_by_key_and_by_entry() {
    let print = |key: u8, hash: u8| fingerprint(&[key; 16], &[hash; 32]);
    assert_eq!(print(1, 1), print(1, 1));
    assert_ne!(print(1, 1), print(2, 1));
    assert_ne!(print(1, 1), print(1, 2));
    insta::assert_snapshot!(hex::encode(print(1, 1)));
}

proptest! {
    /// An entry left out, put in, or swapped with another is noticed, wherever the log is cut into pages.
    #[test]
    fn no_other_entries_lead_to_the_same_chain(length in 2_u8..30, cut in 0_u8..30, a in 0_usize..30, b in 0_usize..30) {
        let cut = cut % length;
        let page = hashes(length)[usize::from(cut)..].to_vec();
        let chain = claimed(&at(cut), &page);
        let (a, b) = (a % page.len(), b % page.len());
        let mut swapped = page.clone();
        swapped.swap(a, b);
        let mut without = page.clone();
        without.remove(a);
        let mut with = page.clone();
        with.insert(b, [0xee; 32]);
        for other in [&swapped, &without, &with] {
            let verdict = verify_page(&at(cut), u64::from(cut) + 1, other, &chain, 100);
            prop_assert_eq!(verdict.is_ok(), *other == page);
        }
    }
}
