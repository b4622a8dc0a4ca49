//! Facts come out as they went in, once, and are never changed.

use crate::support::*;
use clinical::{DeviceId, ScopeId, UtcMillis};
use rusqlite::Connection;
use store::{Inserted, NewFact, Source, Standing};

#[test]
fn a_fact_comes_out_byte_for_byte_as_it_went_in() {
    let folder = folder();
    let store = open(folder.path());
    let scope = scope(1);
    let bytes: Vec<u8> = (0..=255).collect();
    let fact = NewFact { taken_at: None, kind: u16::MAX, ..fact(&scope, 7, &bytes) };
    let inserted = store.write(|tx| tx.facts().insert(&fact, Source::Here)).unwrap();
    assert_eq!(inserted, Inserted::New, "the first under its id");
    let kept = read(&store, |tx| tx.facts().get(&scope, &fact_id(7))).expect("the fact is here");
    assert_eq!((&kept.bytes, &kept.signature), (&bytes, fact.signature), "verbatim, or its signature breaks");
    assert_eq!(
        (kept.kind, kept.taken_at),
        (u16::MAX, None),
        "an unknown kind and a missing time stay as they are"
    );
    assert_eq!(
        (kept.hash, kept.sequence, kept.author),
        (fact.hash, fact.sequence, fact.author),
        "links survive"
    );
    assert!(!format!("{kept:?}").contains("signed bytes"), "a debug print never says what a fact says");
}

#[test]
fn the_same_fact_ten_times_is_one_fact_and_one_outbox_entry() {
    let folder = folder();
    let store = open(folder.path());
    assert_eq!(chart_again(&store, &scope(1), 1), Inserted::New, "the first time it is new");
    for _ in 0..9 {
        assert_eq!(chart_again(&store, &scope(1), 1), Inserted::Same, "every other time it is the same");
    }
    assert_eq!(read(&store, |tx| tx.facts().count()), 1, "one fact");
    assert_eq!(read(&store, |tx| tx.outbox().count()).on_device, 1, "one entry to push");
    assert_eq!(read(&store, |tx| tx.quarantine().count()), 0, "a repetition is no alarm");
}

#[test]
fn other_bytes_under_one_id_are_parked_as_an_alarm_and_the_first_stays() {
    let folder = folder();
    let store = open(folder.path());
    let scope = scope(1);
    chart(&store, &scope, 1);
    for _ in 0..3 {
        let forged = NewFact { bytes: b"something else", ..fact(&scope, 1, b"") };
        let inserted = store.write(|tx| tx.facts().insert(&forged, Source::Server)).unwrap();
        assert_eq!(inserted, Inserted::OtherBytes, "it is told apart from a repetition");
    }
    let kept = read(&store, |tx| tx.facts().get(&scope, &fact_id(1))).expect("the first is still here");
    assert_eq!(kept.bytes, body(1), "the first keeps its place");
    let parked = read(&store, |tx| tx.quarantine().open());
    assert_eq!(parked.len(), 1, "the same intruder three times is one alarm");
    assert_eq!(
        (parked[0].code.as_str(), parked[0].bytes.as_slice()),
        (store::OTHER_BYTES, &b"something else"[..])
    );
}

#[test]
fn another_signature_under_one_id_is_an_alarm_too() {
    let folder = folder();
    let store = open(folder.path());
    let scope = scope(1);
    chart(&store, &scope, 1);
    let bytes = body(1);
    let resigned = NewFact { signature: &[0x52; 64], ..fact(&scope, 1, &bytes) };
    let inserted = store.write(|tx| tx.facts().insert(&resigned, Source::Server)).unwrap();
    assert_eq!(inserted, Inserted::OtherBytes, "bytes and signature are one thing");
}

#[test]
fn one_id_in_two_scopes_is_two_facts() {
    let folder = folder();
    let store = open(folder.path());
    chart(&store, &scope(1), 1);
    assert_eq!(chart_again(&store, &scope(2), 1), Inserted::New, "identity is scope and id together");
    assert_eq!(read(&store, |tx| tx.facts().of_scope(&scope(1))).len(), 1, "each stay shows its own only");
}

#[test]
fn the_database_itself_refuses_to_change_or_delete_a_fact() {
    let folder = folder();
    let store = open(folder.path());
    let stay = scope(1);
    chart(&store, &stay, 1);
    let intruder = NewFact { bytes: b"other", ..fact(&stay, 1, b"") };
    assert_eq!(store.write(|tx| tx.facts().insert(&intruder, Source::Server)).unwrap(), Inserted::OtherBytes);
    drop(store);
    let raw = Connection::open(folder.path().join("wardlight.db")).unwrap();
    raw.pragma_update(None, "recursive_triggers", true).unwrap();
    for attack in [
        "UPDATE facts SET bytes = x'00'",
        "UPDATE facts SET arrived_at = 0",
        "DELETE FROM facts",
        "INSERT OR REPLACE INTO facts SELECT scope, id, hash, kind, taken_at, recorded_at, arrived_at, author, device, \
         incarnation, sequence, signature, x'00' FROM facts",
        "UPDATE OR IGNORE facts SET sequence = 99",
        "DELETE FROM quarantine",
        "UPDATE quarantine SET why = ''",
    ] {
        let error = raw.execute(attack, []).unwrap_err();
        assert!(error.to_string().contains("never"), "{attack} fails by the trigger: {error}");
    }
    drop(raw);
    let kept = read(&open(folder.path()), |tx| tx.facts().of_scope(&scope(1)));
    assert_eq!(
        (kept.len(), kept[0].bytes.clone(), kept[0].sequence),
        (1, body(1), 1),
        "the fact stands as it was"
    );
}

#[test]
fn every_scope_that_holds_a_fact_is_listed_once() {
    let folder = folder();
    let store = open(folder.path());
    assert!(read(&store, |tx| tx.facts().scopes()).is_empty(), "none at first");
    let mut scopes =
        vec![ScopeId::Dir, ScopeId::Audit(device()), ScopeId::Ward(ward(), 1), scope(1), scope(2)];
    for (n, scope) in (1..).zip(&scopes) {
        chart(&store, scope, n);
        chart(&store, scope, n + 100);
    }
    scopes.sort_by_key(ToString::to_string);
    assert_eq!(read(&store, |tx| tx.facts().scopes()), scopes, "each once, in the order of texts");
}

#[test]
fn a_fact_made_here_waits_for_the_server_and_a_pulled_one_does_not() {
    let folder = folder();
    let store = open(folder.path());
    chart(&store, &scope(1), 1);
    store.write(|tx| insert(tx, &scope(1), 2, Source::Server)).unwrap();
    let waiting = read(&store, |tx| tx.outbox().next(0, 10));
    assert_eq!(
        waiting.iter().map(|queued| queued.fact).collect::<Vec<_>>(),
        [fact_id(1)],
        "only the one made here"
    );
    let standing = read(&store, |tx| tx.outbox().standing(&scope(1), &fact_id(1)));
    assert_eq!(standing, Some(Standing::OnDevice), "it is on this device only");
}

#[test]
fn a_devices_newest_facts_come_first_and_its_last_time_is_known() {
    let folder = folder();
    let store = open(folder.path());
    let other = DeviceId::from_bytes([0xee; 16]);
    assert_eq!(read(&store, |tx| tx.facts().last_by_device(&other)), None, "never is not a time");
    for n in 1..=5 {
        chart(&store, &scope(1), n);
    }
    let newest: Vec<u64> =
        read(&store, |tx| tx.facts().by_device(&device(), 3)).iter().map(|fact| fact.sequence).collect();
    assert_eq!(newest, [5, 4, 3], "newest first, no more than asked");
    assert_eq!(read(&store, |tx| tx.facts().last_by_device(&device())), Some(UtcMillis(NOW.0 + 5)));
    assert!(read(&store, |tx| tx.facts().by_device(&other, 3)).is_empty(), "another device made none");
}

#[test]
fn hashes_of_a_scope_name_every_fact_in_it() {
    let folder = folder();
    let store = open(folder.path());
    for n in 1..=3 {
        chart(&store, &scope(1), n);
    }
    chart(&store, &scope(2), 4);
    let hashes = read(&store, |tx| tx.facts().hashes(&scope(1)));
    assert_eq!(hashes, (1..=3).map(|n| (fact_id(n), entry_hash(n))).collect::<Vec<_>>());
}
