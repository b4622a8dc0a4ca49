//! Whatever happens in whatever order, every fact is in the outbox or in the log, and none is anywhere twice.

use crate::support::*;
use proptest::{prelude::*, test_runner::RngSeed};
use std::collections::{BTreeMap, BTreeSet};
use store::{ChainHash, LogEntry, Source, Standing, Store, StoreError};

/// Something that happens to one of two scopes.
#[derive(Debug, Clone)]
enum Happening {
    /// A fact is charted here.
    Chart,
    /// A page of so many entries comes: facts of ours that wait, as hashes or whole, and one from elsewhere.
    Page { ours: usize, hash_only: bool },
    /// The server acknowledges, or refuses, the n-th entry of the outbox.
    Answer { nth: usize, refused: bool },
    /// The server has another log now.
    Reset,
    /// What was refused is tried again.
    PushAgain,
    /// The process is started again.
    Restart,
}

fn happening() -> impl Strategy<Value = (u8, Happening)> {
    let what = prop_oneof![
        4 => Just(Happening::Chart),
        3 => (0..4_usize, any::<bool>()).prop_map(|(ours, hash_only)| Happening::Page { ours, hash_only }),
        2 => (0..5_usize, any::<bool>()).prop_map(|(nth, refused)| Happening::Answer { nth, refused }),
        1 => Just(Happening::Reset),
        1 => Just(Happening::PushAgain),
        1 => Just(Happening::Restart),
    ];
    (1..=2_u8, what)
}

/// What ought to be so of one scope.
#[derive(Debug, Default)]
struct Expected {
    held: BTreeSet<u64>,
    waiting: Vec<(u64, Standing)>,
    log: Vec<u64>,
}

/// Does one thing to the store and to what is expected of it.
fn happen(store: &Store, next: &mut u64, patient: u8, expected: &mut Expected, what: &Happening) {
    let scope = scope(patient);
    match what {
        Happening::Chart => {
            chart(store, &scope, *next);
            expected.held.insert(*next);
            expected.waiting.push((*next, Standing::OnDevice));
            *next += 1;
        }
        Happening::Page { ours, hash_only } => {
            let back: Vec<u64> = expected.waiting.iter().rev().take(*ours).map(|(n, _)| *n).collect();
            pull(store, patient, expected, &back, *hash_only, *next);
            expected.held.insert(*next);
            expected.log.extend(back.iter().copied().chain([*next]));
            expected.waiting.retain(|(n, _)| !back.contains(n));
            *next += 1;
        }
        Happening::Answer { nth, refused } => {
            let Some((n, standing)) = expected.waiting.get_mut(*nth) else { return };
            *standing = if *refused { Standing::SetAside } else { Standing::OnServer };
            store
                .write(|tx| match refused {
                    true => tx.outbox().refused(&scope, &entry_hash(*n), "too_large"),
                    false => tx.outbox().acknowledged(&scope, &entry_hash(*n)),
                })
                .unwrap();
        }
        Happening::Reset => {
            store.write(|tx| tx.cursors().reset(&scope, &EMPTY_LOG, NOW)).unwrap();
            expected.log.clear();
            expected.waiting = expected.held.iter().map(|n| (*n, Standing::OnDevice)).collect();
        }
        Happening::PushAgain => {
            store.write(|tx| tx.outbox().push_again()).unwrap();
        }
        Happening::Restart => {}
    }
}

/// Ingests a page with some of our entries and one from elsewhere.
fn pull(store: &Store, patient: u8, expected: &Expected, back: &[u64], hash_only: bool, theirs: u64) {
    let scope = scope(patient);
    let mut entries: Vec<LogEntry> = back
        .iter()
        .map(|n| LogEntry { hash: entry_hash(*n), fact: (!hash_only).then(|| fact_id(*n)) })
        .collect();
    entries.push(LogEntry { hash: entry_hash(theirs), fact: Some(fact_id(theirs)) });
    let first = expected.log.len() as u64 + 1;
    store
        .write_if_room(|tx| {
            insert(tx, &scope, theirs, Source::Server)?;
            tx.log().append(&page(&scope, first, &entries, &ChainHash([7; 32]))).map(drop)
        })
        .unwrap();
}

/// The store agrees with what is expected of a scope.
fn agrees(store: &Store, patient: u8, expected: &Expected) {
    let scope = scope(patient);
    let (held, log, waiting, seq) = store
        .read(|tx| {
            Ok::<_, StoreError>((
                tx.facts().hashes(&scope)?,
                tx.log().after(&scope, 0, 1_000)?,
                tx.outbox().of_scope(&scope)?,
                tx.cursors().get(&scope)?.map_or(0, |cursor| cursor.seq),
            ))
        })
        .unwrap();
    let facts: BTreeMap<_, _> = expected.held.iter().map(|n| (fact_id(*n), entry_hash(*n))).collect();
    assert_eq!(held.into_iter().collect::<BTreeMap<_, _>>(), facts, "every fact is held, once");
    let hashes: Vec<_> = log.iter().map(|(_, entry)| (entry.hash, entry.fact)).collect();
    let logged: Vec<_> = expected.log.iter().map(|n| (entry_hash(*n), Some(fact_id(*n)))).collect();
    assert_eq!(hashes, logged, "the log is as pulled, and ours are recognised in it");
    assert_eq!(seq, expected.log.len() as u64, "the cursor stands at its end");
    let queue: Vec<_> = waiting.iter().map(|queued| (queued.fact, queued.standing)).collect();
    let expected_queue: Vec<_> =
        expected.waiting.iter().map(|(n, standing)| (fact_id(*n), *standing)).collect();
    assert_eq!(queue, expected_queue, "what has not come back waits, in order");
    let accounted: BTreeSet<u64> =
        expected.log.iter().copied().chain(expected.waiting.iter().map(|(n, _)| *n)).collect();
    assert_eq!(accounted, expected.held, "each is in the log or in the outbox");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0x5EED),
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_fact_is_in_the_outbox_or_in_the_log_whatever_happens(
        happenings in prop::collection::vec(happening(), 1..40)
    ) {
        let folder = folder();
        let mut store = open(folder.path());
        let mut expected: [Expected; 2] = Default::default();
        let mut next = 1;
        for (patient, what) in &happenings {
            if let Happening::Restart = what {
                drop(store);
                store = open(folder.path());
            }
            if let Happening::PushAgain = what {
                let all = expected.iter_mut().flat_map(|scope| &mut scope.waiting);
                all.for_each(|(_, standing)| *standing = Standing::OnDevice);
            }
            happen(&store, &mut next, *patient, &mut expected[usize::from(*patient) - 1], what);
            agrees(&store, 1, &expected[0]);
            agrees(&store, 2, &expected[1]);
        }
        prop_assert_eq!(store.write(|tx| tx.outbox().take_up_strays()).unwrap(), 0, "none is astray");
    }
}
