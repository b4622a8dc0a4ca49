//! What cannot be accepted is kept with its reason, once, and can be settled but never lost.

use crate::support::*;
use store::{StoreError, ToPark};

fn garbage(bytes: &[u8]) -> ToPark<'_> {
    ToPark {
        scope: None,
        fact: None,
        bytes,
        signature: None,
        code: "unreadable",
        why: "It is not an entry.",
        at: NOW,
        trigger: false,
    }
}

#[test]
fn bytes_that_are_no_fact_at_all_are_kept_with_their_reason() {
    let folder = folder();
    let store = open(folder.path());
    for _ in 0..10 {
        store.write(|tx| tx.quarantine().park(&garbage(b"\xff\x00 not cbor"))).map(drop).unwrap();
    }
    let parked = read(&store, |tx| tx.quarantine().open());
    assert_eq!(parked.len(), 1, "ten times the same is one entry");
    assert_eq!(parked[0].bytes, b"\xff\x00 not cbor", "kept verbatim");
    assert!(!format!("{:?}", parked[0]).contains("not cbor"), "a debug print never shows contents");
    store.write(|tx| tx.quarantine().park(&garbage(b"other"))).map(drop).unwrap();
    assert_eq!(read(&store, |tx| tx.quarantine().count()), 2, "something else is another entry");
}

#[test]
fn a_settled_entry_leaves_the_list_and_stays_readable() {
    let folder = folder();
    let store = open(folder.path());
    let number = store.write(|tx| tx.quarantine().park(&garbage(b"x"))).unwrap();
    store.write(|tx| tx.quarantine().settle(number, NOW)).unwrap();
    assert_eq!(read(&store, |tx| tx.quarantine().count()), 0, "nothing is open");
    let all = read(&store, |tx| tx.quarantine().all());
    assert_eq!((all.len(), all[0].settled_at), (1, Some(NOW)), "it is still there to be read");
    let error = store.write(|tx| tx.quarantine().settle(number, NOW)).unwrap_err();
    assert!(matches!(error, StoreError::Absent { .. }), "settling twice is said: {error}");
}

#[test]
fn a_refusal_that_the_server_takes_back_settles_what_was_parked_for_it() {
    let folder = folder();
    let store = open(folder.path());
    let scope = scope(1);
    let refused = ToPark {
        scope: Some(&scope),
        fact: Some(fact_id(1)),
        code: "author_not_allowed",
        trigger: true,
        ..garbage(b"f")
    };
    store.write(|tx| tx.quarantine().park(&refused)).map(drop).unwrap();
    assert!(read(&store, |tx| tx.quarantine().open())[0].trigger, "it may carry a score that asks for help");
    store.write(|tx| tx.quarantine().settle_fact(&fact_id(1), "bad_signature", NOW)).unwrap();
    assert_eq!(read(&store, |tx| tx.quarantine().count()), 1, "another reason stays open");
    store.write(|tx| tx.quarantine().settle_fact(&fact_id(1), "author_not_allowed", NOW)).unwrap();
    assert_eq!(read(&store, |tx| tx.quarantine().count()), 0, "this reason is settled");
}

#[test]
fn what_is_parked_again_after_it_was_settled_is_open_again() {
    let folder = folder();
    let store = open(folder.path());
    let number = store.write(|tx| tx.quarantine().park(&garbage(b"x"))).unwrap();
    store.write(|tx| tx.quarantine().settle(number, NOW)).unwrap();
    let later = ToPark { at: NOW.plus_minutes(5), ..garbage(b"x") };
    assert_eq!(store.write(|tx| tx.quarantine().park(&later)).unwrap(), number, "still one entry");
    let open = read(&store, |tx| tx.quarantine().open());
    assert_eq!((open.len(), open[0].settled_at, open[0].at), (1, None, NOW), "since it was parked first");
}
