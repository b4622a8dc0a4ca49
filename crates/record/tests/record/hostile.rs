//! Bytes from anywhere: refused with a reason, never with a panic, and never with two readings.

use crate::samples::{complete_set, device_key, every_kind, signed, small, stay_scope};
use clinical::entry::EntryBody;
use proptest::prelude::*;
use record::{BadCbor, BadFact, Limits, SignedFact, limits::MAX_FACT_BYTES};

fn unsigned(bytes: Vec<u8>) -> SignedFact {
    SignedFact { bytes, signature: [0; 64] }
}

fn refused(bytes: impl AsRef<[u8]>) -> BadFact {
    unsigned(bytes.as_ref().to_vec()).decode().unwrap_err()
}

fn hexed(text: &str) -> Vec<u8> {
    hex::decode(text).unwrap()
}

#[test]
fn a_fact_of_ten_megabytes_is_refused_by_its_size_alone() {
    let huge = unsigned(vec![0xa0; 10_000_000]);
    assert_eq!(huge.decode(), Err(BadFact::TooBig { bytes: 10_000_000 }));
    assert!(huge.decode().unwrap_err().to_string().contains("16384"));
    let edge = unsigned(vec![0; MAX_FACT_BYTES + 1]);
    assert_eq!(edge.decode(), Err(BadFact::TooBig { bytes: MAX_FACT_BYTES + 1 }));
    assert_eq!(Limits::default().fact_bytes, MAX_FACT_BYTES);
}

#[test]
fn a_flipped_bit_breaks_the_signature_wherever_it_is() {
    let fact = signed(5, stay_scope(1), EntryBody::Observations(Box::new(complete_set())));
    let key = device_key().verifying_key();
    for at in 0..fact.bytes.len() {
        let mut flipped = fact.clone();
        flipped.bytes[at] ^= 1 << (at % 8);
        assert!(flipped.verify(&key).is_err(), "byte {at}");
        assert_ne!(flipped.hash(), fact.hash(), "byte {at}");
    }
    for at in 0..64 {
        let mut flipped = fact.clone();
        flipped.signature[at] ^= 1 << (at % 8);
        assert!(flipped.verify(&key).is_err(), "signature byte {at}");
    }
}

#[test]
fn a_value_has_one_form_only() {
    for (what, bytes, bad) in [
        ("nothing", "", BadCbor::Ends),
        ("a text cut short", "6361", BadCbor::Ends),
        ("a length beyond the end", "5bffffffffffffffff", BadCbor::Ends),
        ("an array of 2^64 - 1", "9bffffffffffffffff", BadCbor::Ends),
        ("two values", "a0a0", BadCbor::Trailing { at: 1 }),
        ("0 in two bytes", "1800", BadCbor::Form { at: 0 }),
        ("255 in three bytes", "1900ff", BadCbor::Form { at: 0 }),
        ("65,535 in five bytes", "1a0000ffff", BadCbor::Form { at: 0 }),
        ("2^32 - 1 in nine bytes", "1b00000000ffffffff", BadCbor::Form { at: 0 }),
        ("an open array", "9fff", BadCbor::Form { at: 0 }),
        ("an open map", "bfff", BadCbor::Form { at: 0 }),
        ("an open text", "7f6161ff", BadCbor::Form { at: 0 }),
        ("a text that is not UTF-8", "61ff", BadCbor::Form { at: 0 }),
        ("a reserved length", "1c", BadCbor::Form { at: 0 }),
        ("a lone break", "ff", BadCbor::Form { at: 0 }),
        ("a key twice", "a201000100", BadCbor::Keys { at: 3 }),
        ("keys out of order", "a202000100", BadCbor::Keys { at: 3 }),
    ] {
        assert_eq!(refused(hexed(bytes)), BadFact::Cbor(bad), "{what}");
    }
}

#[test]
fn values_nest_only_so_deep() {
    let nested = |depth: usize| [vec![0x81; depth], vec![0x00]].concat();
    assert_eq!(refused(nested(15)), BadFact::Header("shape"), "deep enough to be read, and no fact");
    assert_eq!(refused(nested(16)), BadFact::Cbor(BadCbor::Deep { at: 16 }));
    assert!(matches!(refused(nested(10_000)), BadFact::Cbor(BadCbor::Deep { .. })));
}

#[test]
fn a_fact_without_one_of_its_parts_names_what_is_missing() {
    assert_eq!(refused(hexed("a0")), BadFact::Header("version"));
    assert_eq!(refused(hexed("a10001")), BadFact::Header("scope"));
    assert_eq!(refused(hexed("00")), BadFact::Header("shape"));
    assert_eq!(unsigned(hexed("a0")).id(), None);
}

#[test]
fn texts_are_never_quoted_in_an_error() {
    let mut bytes = small(1).bytes;
    let place = bytes.windows(5).position(|part| part == b"stay/").unwrap();
    bytes[place..place + 5].copy_from_slice(b"SMITH");
    assert_eq!(unsigned(bytes).decode().unwrap_err().to_string(), "the entry's scope is missing or damaged");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let fact = unsigned(bytes);
        let _ = (fact.decode(), fact.id(), fact.hash(), record::fact_json(&fact));
    }

    /// A fact of any kind with a few bytes changed: an error or another fact, and then one whose bytes say so.
    #[test]
    fn changed_facts_never_panic(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let kinds = every_kind();
        let (_, scope, body) = kinds[which.index(kinds.len())].clone();
        let mut fact = signed(1, scope, body);
        for (place, byte) in changes {
            let at = place.index(fact.bytes.len());
            fact.bytes[at] = byte;
        }
        let _ = (fact.decode(), fact.hash(), record::fact_json(&fact));
        let mut chart = record::Chart::new().unwrap();
        let applied = chart.apply([&fact]).unwrap();
        prop_assert_eq!(applied.added + applied.left_out.len(), 1);
    }
}
