//! An entry leaves the outbox only when it has come back in a verified page; cursor and log move with it.

use crate::support::*;
use clinical::ScopeId;
use store::{ChainHash, LogEntry, OutboxCount, Source, Standing, StoreError, ToPark};

const CHAIN: ChainHash = ChainHash([3; 32]);

#[test]
fn an_acknowledgement_empties_nothing_and_the_echo_does() {
    let folder = folder();
    let store = open(folder.path());
    let scope = scope(1);
    chart(&store, &scope, 1);
    store.write(|tx| tx.outbox().acknowledged(&scope, &entry_hash(1))).unwrap();
    let count = read(&store, |tx| tx.outbox().count());
    assert_eq!(count, OutboxCount { on_server: 1, ..OutboxCount::default() }, "acknowledged, and still here");
    let again = read(&store, |tx| tx.outbox().next(0, 9));
    assert_eq!(again.len(), 1, "a later connection offers it again, for a server that lost it");
    let came_back = store.write(|tx| tx.log().append(&page(&scope, 1, &entries([1]), &CHAIN))).unwrap();
    assert_eq!(came_back, [fact_id(1)], "the page brought it back");
    assert_eq!(read(&store, |tx| tx.outbox().count()), OutboxCount::default(), "now it has left");
    let standing = read(&store, |tx| tx.outbox().standing(&scope, &fact_id(1)));
    assert_eq!(standing, Some(Standing::Verified), "and counts as verified");
    let absent = read(&store, |tx| tx.outbox().standing(&scope, &fact_id(2)));
    assert_eq!(absent, None, "a fact that is not here is not verified either");
}

#[test]
fn a_hash_only_entry_clears_the_outbox_and_is_known_by_its_fact() {
    let folder = folder();
    let store = open(folder.path());
    let audit = ScopeId::Audit(device());
    chart(&store, &audit, 1);
    let page_of_hashes =
        [LogEntry { hash: entry_hash(1), fact: None }, LogEntry { hash: entry_hash(99), fact: None }];
    store.write(|tx| tx.log().append(&page(&audit, 1, &page_of_hashes, &CHAIN))).map(drop).unwrap();
    assert_eq!(read(&store, |tx| tx.outbox().count()), OutboxCount::default(), "a hash is echo enough");
    let ours = read(&store, |tx| tx.log().at(&audit, 1)).expect("the log holds it");
    assert_eq!(ours.fact, Some(fact_id(1)), "the hash was recognised as ours");
    let theirs = read(&store, |tx| tx.log().at(&audit, 2)).expect("the log holds it");
    assert_eq!(theirs.fact, None, "another's stays a hash, which still verifies the chain");
}

#[test]
fn a_page_moves_cursor_log_and_outbox_together() {
    let folder = folder();
    let store = open(folder.path());
    let scope = scope(1);
    for n in 1..=4 {
        chart(&store, &scope, n);
    }
    store.write(|tx| tx.log().append(&page(&scope, 1, &entries([2, 1]), &CHAIN))).map(drop).unwrap();
    let cursor = read(&store, |tx| tx.cursors().get(&scope)).expect("followed from its first page");
    assert_eq!((cursor.seq, cursor.chain, cursor.head, cursor.heard_at), (2, CHAIN, 2, NOW));
    let log = read(&store, |tx| tx.log().after(&scope, 0, 10));
    assert_eq!(
        log.iter().map(|(at, entry)| (*at, entry.hash)).collect::<Vec<_>>(),
        [(1, entry_hash(2)), (2, entry_hash(1))]
    );
    let waiting = read(&store, |tx| tx.outbox().next(0, 9));
    assert_eq!(waiting.iter().map(|queued| queued.fact).collect::<Vec<_>>(), [fact_id(3), fact_id(4)]);
}

#[test]
fn a_page_that_leaves_a_gap_or_comes_twice_changes_nothing() {
    let folder = folder();
    let store = open(folder.path());
    let scope = scope(1);
    store.write(|tx| tx.log().append(&page(&scope, 1, &entries([1, 2]), &CHAIN))).map(drop).unwrap();
    chart(&store, &scope, 3);
    for first in [0, 1, 2, 4, u64::MAX] {
        let late = entries([3]);
        let wrong = store::Page { first, head: 9, ..page(&scope, 1, &late, &CHAIN) };
        let error = store.write(|tx| tx.log().append(&wrong)).unwrap_err();
        assert!(matches!(error, StoreError::PageOutOfOrder { held: 2, .. }), "page at {first}: {error}");
    }
    assert_eq!(
        read(&store, |tx| tx.cursors().get(&scope)).map(|cursor| cursor.seq),
        Some(2),
        "the cursor stood still"
    );
    assert_eq!(read(&store, |tx| tx.outbox().count()).on_device, 1, "the outbox kept what was in it");
}

#[test]
fn the_outbox_gives_entries_in_order_and_resumes_after_any_place() {
    let folder = folder();
    let store = open(folder.path());
    for n in [5, 3, 9, 1] {
        chart(&store, &scope(n as u8), n);
    }
    let all = read(&store, |tx| tx.outbox().next(0, 10));
    assert_eq!(
        all.iter().map(|q| q.fact).collect::<Vec<_>>(),
        [5, 3, 9, 1].map(fact_id),
        "the order of making"
    );
    let rest = read(&store, |tx| tx.outbox().next(all[1].position, 1));
    assert_eq!(rest.iter().map(|q| q.fact).collect::<Vec<_>>(), [fact_id(9)], "after the second, one");
}

#[test]
fn a_refused_entry_stays_and_blocks_nothing_behind_it() {
    let folder = folder();
    let store = open(folder.path());
    let scope = scope(1);
    for n in 1..=2 {
        chart(&store, &scope, n);
    }
    store.write(|tx| tx.outbox().refused(&scope, &entry_hash(1), "too_large")).unwrap();
    let waiting = read(&store, |tx| tx.outbox().next(0, 9));
    assert_eq!(waiting.iter().map(|q| q.fact).collect::<Vec<_>>(), [fact_id(2)], "the next one goes on");
    let standings = read(&store, |tx| tx.outbox().standings(&scope));
    assert_eq!(
        standings.get(&fact_id(1)),
        Some(&Standing::SetAside),
        "the refused one is set aside, not gone"
    );
    store.write(|tx| tx.outbox().push_again()).unwrap();
    assert_eq!(
        read(&store, |tx| tx.outbox().next(0, 9)).len(),
        2,
        "once the cause is mended it is pushed again"
    );
}

#[test]
fn what_was_refused_with_one_code_goes_once_more_behind_all_others_and_is_settled_when_it_comes_back() {
    let folder = folder();
    let store = open(folder.path());
    let scope = scope(1);
    for n in 1..=3 {
        chart(&store, &scope, n);
    }
    let park = |n: u64, code: &str| {
        let (fact, bytes) = (Some(fact_id(n)), &b"bytes"[..]);
        let (scope, signature, why, at, trigger) = (Some(&scope), None, "why", NOW, false);
        let parked = ToPark { scope, fact, bytes, signature, code, why, at, trigger };
        store
            .write(|tx| {
                tx.outbox().refused(scope.unwrap(), &entry_hash(n), code)?;
                tx.quarantine().park(&parked)
            })
            .unwrap();
    };
    park(1, "not_kept");
    park(2, "bad_shape");
    let last = read(&store, |tx| tx.outbox().next(0, 9))[0].position;
    assert_eq!(store.write(|tx| tx.outbox().push_refused_again("not_kept")).unwrap(), 1);
    assert_eq!(store.write(|tx| tx.outbox().push_refused_again("not_kept")).unwrap(), 0, "once");
    let behind = read(&store, |tx| tx.outbox().next(last, 9));
    assert_eq!(behind.iter().map(|q| q.fact).collect::<Vec<_>>(), [fact_id(1)]);
    assert_eq!(read(&store, |tx| tx.quarantine().count()), 2, "still in sight while it waits");
    store.write(|tx| tx.log().append(&page(&scope, 1, &entries([1]), &CHAIN)).map(drop)).unwrap();
    let open = read(&store, |tx| tx.quarantine().open());
    assert_eq!(open.iter().map(|parked| parked.fact).collect::<Vec<_>>(), [Some(fact_id(2))]);
}

#[test]
fn a_reset_keeps_every_fact_and_offers_all_of_them_to_the_server_whoever_wrote_them() {
    let folder = folder();
    let store = open(folder.path());
    let scope = scope(1);
    chart(&store, &scope, 1);
    store
        .write(|tx| {
            insert(tx, &scope, 2, Source::Server)?;
            tx.log().append(&page(&scope, 1, &entries([1, 2]), &CHAIN)).map(drop)
        })
        .unwrap();
    chart(&store, &scope, 3);
    store.write(|tx| tx.outbox().refused(&scope, &entry_hash(3), "bad_signature")).unwrap();
    let seen = read(&store, |tx| tx.outbox().of_scope(&scope))[0].position;
    store.write(|tx| tx.cursors().reset(&scope, &EMPTY_LOG, NOW)).unwrap();
    assert_eq!(read(&store, |tx| tx.facts().of_scope(&scope)).len(), 3, "facts stay");
    let waiting = read(&store, |tx| tx.outbox().next(seen, 9));
    let facts: Vec<_> = waiting.iter().map(|queued| queued.fact).collect();
    assert_eq!(facts, [fact_id(1), fact_id(2), fact_id(3)], "another's too, each in a new place");
    assert!(
        waiting.iter().all(|queued| queued.standing == Standing::OnDevice),
        "what was said before is void"
    );
    let cursor = read(&store, |tx| tx.cursors().get(&scope)).expect("still followed");
    assert_eq!((cursor.seq, cursor.chain), (0, EMPTY_LOG), "from the beginning");
    assert!(read(&store, |tx| tx.log().after(&scope, 0, 9)).is_empty(), "the old log means nothing any more");
    let again = entries([2, 3, 1]);
    store.write(|tx| tx.log().append(&page(&scope, 1, &again, &CHAIN))).map(drop).unwrap();
    assert_eq!(read(&store, |tx| tx.outbox().count()), OutboxCount::default(), "the new log brings all back");
}

#[test]
fn a_fact_that_fell_out_of_log_and_outbox_is_taken_up_again() {
    let folder = folder();
    let store = open(folder.path());
    store.write(|tx| insert(tx, &scope(1), 1, Source::Server)).unwrap();
    chart(&store, &scope(1), 2);
    assert_eq!(store.write(|tx| tx.outbox().take_up_strays()).unwrap(), 1, "one is nowhere");
    assert_eq!(read(&store, |tx| tx.outbox().count()).on_device, 2, "now both are on their way");
    assert_eq!(store.write(|tx| tx.outbox().take_up_strays()).unwrap(), 0, "and none astray");
}

#[test]
fn following_twice_keeps_the_cursor_and_a_hint_only_raises_the_head() {
    let folder = folder();
    let store = open(folder.path());
    let scope = scope(1);
    store.write(|tx| tx.log().append(&page(&scope, 1, &entries([1]), &CHAIN))).map(drop).unwrap();
    store
        .write(|tx| {
            tx.cursors().follow(&scope, &EMPTY_LOG, NOW)?;
            tx.cursors().heard(&scope, 7, NOW)?;
            tx.cursors().heard(&scope, 4, NOW)
        })
        .unwrap();
    let cursor = read(&store, |tx| tx.cursors().get(&scope)).expect("followed");
    assert_eq!((cursor.seq, cursor.head), (1, 7), "an old hint and a second follow change nothing");
    assert_eq!(read(&store, |tx| tx.cursors().all()).len(), 1, "one scope is followed");
}

#[test]
fn places_in_the_queue_are_never_used_twice() {
    let folder = folder();
    let store = open(folder.path());
    let scope = scope(1);
    chart(&store, &scope, 1);
    let first = read(&store, |tx| tx.outbox().next(0, 1))[0].position;
    store.write(|tx| tx.log().append(&page(&scope, 1, &entries([1]), &CHAIN))).map(drop).unwrap();
    chart(&store, &scope, 2);
    let second = read(&store, |tx| tx.outbox().next(0, 1))[0].position;
    assert!(second > first, "a driver that resumes after {first} must see the entry at {second}");
}
