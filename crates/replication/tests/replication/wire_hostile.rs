//! Frames from anywhere: read or refused, never a panic, never more memory than the frame's own size allows.

use crate::wire_shapes::every_message;
use proptest::prelude::*;
use replication::{
    Entry, Message,
    limits::{MAX_ENTRIES, MAX_FACT_BYTES, MAX_FINGERPRINTS, MAX_MESSAGE_BYTES},
    wire::{BadMessage, decode, encode},
};

fn refused(frame: &str) -> &'static str {
    match decode(&hex::decode(frame).unwrap()) {
        Err(BadMessage::Malformed(why)) => why,
        other => panic!("{frame} gave {other:?}"),
    }
}

fn scope() -> String {
    hex::encode([&[0x63][..], b"dir"].concat())
}

#[test]
fn a_frame_beyond_the_limit_is_not_read() {
    let frame = vec![0; MAX_MESSAGE_BYTES + 1];
    assert_eq!(decode(&frame), Err(BadMessage::TooBig { bytes: MAX_MESSAGE_BYTES + 1 }));
}

#[test]
fn what_is_no_message_says_what_is_wrong() {
    assert_eq!(refused(""), "array");
    assert_eq!(refused("a0"), "array");
    assert_eq!(refused("9fff"), "a list has no length");
    assert_eq!(refused("8118ff"), "its number is not known");
    assert_eq!(refused("810d"), "it has too many or too few parts");
    assert_eq!(refused("82004100"), "nonce");
    assert_eq!(refused(&format!("830d{}00ff", scope())), "bytes follow it");
    assert_eq!(refused("830d64444f4f5200"), "a scope is not known");
    assert_eq!(refused(&format!("830d7841{}00", "61".repeat(65))), "a scope is too long");
}

#[test]
fn a_list_that_claims_more_than_it_may_hold_is_refused_at_once() {
    // A push that claims 2^32 entries and holds none; one that claims 501.
    assert_eq!(refused(&format!("8305{}9b0000000100000000", scope())), "a list is too long");
    assert_eq!(refused(&format!("8305{}1901f5", scope()).replace("1901f5", "9901f5")), "a list is too long");
    // One that claims 500 and ends.
    assert_eq!(refused(&format!("8305{}9901f4", scope())), "array");
    assert_eq!(MAX_ENTRIES, 500);
}

#[test]
fn an_entry_larger_than_a_fact_is_refused() {
    let entries = |size| Message::Push {
        scope: clinical::ScopeId::Dir,
        entries: vec![Entry::Fact { bytes: vec![0; size], signature: [0; 64] }],
    };
    assert!(decode(&encode(&entries(MAX_FACT_BYTES)).unwrap()).is_ok());
    let frame = encode(&entries(MAX_FACT_BYTES + 1)).unwrap();
    assert_eq!(decode(&frame), Err(BadMessage::Malformed("a part is too long")));
}

#[test]
fn fingerprints_come_whole_and_not_too_many() {
    let have = |bytes: usize| {
        let key = "50".to_owned() + &"00".repeat(16);
        let length = format!("5a{bytes:08x}");
        format!("840b{}{key}{length}{}", scope(), "00".repeat(bytes))
    };
    assert!(decode(&hex::decode(have(16)).unwrap()).is_ok());
    assert_eq!(refused(&have(15)), "a fingerprint is cut short");
    assert_eq!(refused(&have((MAX_FINGERPRINTS + 1) * 8)), "a part is too long");
}

#[test]
fn a_message_cut_short_anywhere_is_refused() {
    for (name, message) in every_message() {
        let frame = encode(&message).unwrap();
        for length in 0..frame.len() {
            assert!(decode(&frame[..length]).is_err(), "{name} cut to {length}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn arbitrary_frames_never_panic(frame in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = decode(&frame);
    }

    #[test]
    fn changed_frames_never_panic(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..5),
    ) {
        let messages = every_message();
        let mut frame = encode(&messages[which.index(messages.len())].1).unwrap();
        for (place, byte) in changes {
            let at = place.index(frame.len());
            frame[at] = byte;
        }
        if let Ok(message) = decode(&frame) {
            prop_assert!(encode(&message).is_ok());
        }
    }
}
