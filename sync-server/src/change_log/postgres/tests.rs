//! The PostgreSQL log: the contract of every log, and what only one with several nodes has to keep.

use super::*;
use crate::{
    change_log::contract::{AT, Opened, TABLET, candidate, contract_suite, fates_of, push, stay},
    cluster::cluster,
    database::OpenError,
};
use replication::wire::Fate;
use std::sync::{Barrier, mpsc};
use tokio::sync::oneshot;

fn node(address: &str) -> PostgresLog {
    let postgres = Postgres::open(address.parse().unwrap()).unwrap();
    PostgresLog::open(Arc::new(postgres), [1; 16]).unwrap()
}

fn open() -> Option<Opened> {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let address = cluster(&test)?.database();
    Some(Opened { log: Arc::new(node(&address)), _keep: Box::new(()) })
}

/// The address of a fresh database, for the test of this name.
fn fresh() -> Option<(&'static crate::cluster::Cluster, String)> {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let cluster = cluster(&test)?;
    Some((cluster, cluster.database()))
}

/// The name of the database in an address.
fn name_in(address: &str) -> &str {
    let rest = address.strip_prefix("postgres:///").unwrap_or(address);
    rest.split('?').next().unwrap_or(rest)
}

contract_suite!(open);

#[test]
fn srv_8_no_statement_changes_or_removes_an_entry_of_the_log() {
    let Some((cluster, address)) = fresh() else { return };
    let opened = Opened { log: Arc::new(node(&address)), _keep: Box::new(()) };
    crate::change_log::contract::srv_7_what_is_refused_is_kept_with_its_bytes_reason_and_bringer_and_blocks_nothing(&opened);
    for statement in [
        "UPDATE entry SET fact = ''",
        "UPDATE entry SET seq = seq + 1",
        "DELETE FROM entry",
        "TRUNCATE entry",
        "INSERT INTO entry SELECT * FROM entry ON CONFLICT (scope, seq) DO UPDATE SET fact = ''",
        "DELETE FROM quarantine",
        "TRUNCATE quarantine",
        "UPDATE quarantine SET fact = ''",
    ] {
        let words = cluster.psql(name_in(&address), statement).unwrap_err();
        assert!(words.contains("append-only") || words.contains("is kept"), "{statement}: {words}");
    }
}

#[test]
fn srv_6_a_commit_waits_for_the_disk_also_where_the_database_is_set_not_to() {
    let Some((cluster, address)) = fresh() else { return };
    let name = name_in(&address);
    cluster.psql("postgres", &format!("ALTER DATABASE {name} SET synchronous_commit = off")).unwrap();
    let log = node(&address);
    let rows = log.rows("SHOW synchronous_commit", Vec::new()).unwrap();
    assert_eq!(rows[0].get::<_, String>(0), "on");
    cluster
        .psql("postgres", &format!("ALTER DATABASE {name} SET synchronous_commit = remote_apply"))
        .unwrap();
    let log = node(&address);
    let rows = log.rows("SHOW synchronous_commit", Vec::new()).unwrap();
    assert_eq!(rows[0].get::<_, String>(0), "remote_apply", "a stronger one is left alone");
}

#[test]
fn the_epoch_is_drawn_once_for_a_database_and_is_another_ones_elsewhere() {
    let Some((cluster, address)) = fresh() else { return };
    let open = |address: &str, drawn| {
        let postgres = Arc::new(Postgres::open(address.parse().unwrap()).unwrap());
        PostgresLog::open(postgres, drawn).unwrap().epoch()
    };
    let first = open(&address, [1; 16]);
    assert_eq!(open(&address, [2; 16]), first);
    assert_ne!(open(&cluster.database(), [2; 16]), first);
}

#[test]
fn sequences_are_dense_when_two_nodes_append_to_the_same_logs() {
    let Some((_, address)) = fresh() else { return };
    let nodes = [node(&address), node(&address)];
    std::thread::scope(|threads| {
        for thread in 0..8_u64 {
            let log = &nodes[(thread % 2) as usize];
            threads.spawn(move || {
                for n in 0..15 {
                    let first = thread * 1_000 + n * 2;
                    let scope = stay((n % 2) as u8);
                    for fate in fates_of(log, push(scope, [first, first + 1].map(candidate))) {
                        assert!(matches!(fate, Fate::At(_)), "{fate:?}");
                    }
                }
            });
        }
    });
    for (scope, many) in [(stay(0), 8 * 8 * 2), (stay(1), 8 * 7 * 2)] {
        let logged = nodes[0].read(&scope, 0, 1_000).unwrap();
        assert_eq!(logged.len(), many);
        let hashes: Vec<Hash> = logged.iter().map(|entry| entry.hash).collect();
        let head = nodes[1].standing(&scope, &TABLET).unwrap().head;
        assert_eq!((head.seq, head.chain), (many as u64, Chain::EMPTY.over(&hashes)));
    }
}

/// The reader pages by its cursor, as devices do, while a transaction that came first has not committed. With a cursor over
/// numbers that are given before the commit it would pass over those entries for ever.
#[test]
fn a_transaction_that_is_held_open_is_never_passed_over_and_holds_up_no_other_log() {
    let Some((_, address)) = fresh() else { return };
    let (slow, quick) = (node(&address), node(&address));
    let (held, holding) = mpsc::channel();
    let (release, released) = oneshot::channel::<()>();
    let released = Arc::new(tokio::sync::Mutex::new(Some(released)));
    std::thread::scope(|threads| {
        let slow = &slow;
        threads.spawn(move || {
            let first = Arc::new(push(stay(1), [1, 2].map(candidate)));
            let fates = slow.postgres.transact(move |transaction| {
                let (first, held, released) = (first.clone(), held.clone(), released.clone());
                Box::pin(async move {
                    let appended = append_within(transaction, &first).await?;
                    let _heard = held.send(());
                    if let Some(released) = released.lock().await.take() {
                        let _released = released.await;
                    }
                    Ok(appended.fates)
                })
            });
            assert_eq!(fates.unwrap().len(), 2);
        });
        holding.recv().unwrap();
        let behind = threads.spawn(|| fates_of(&quick, push(stay(1), [3, 4].map(candidate))));
        let mut read = 0;
        for n in 100..150 {
            assert_eq!(fates_of(&quick, push(stay(2), [candidate(n)])), [Fate::At(n - 99)]);
            read += quick.read(&stay(2), read, 500).unwrap().len() as u64;
            assert!(quick.read(&stay(1), 0, 500).unwrap().is_empty(), "nothing of what is not committed");
        }
        assert_eq!(read, 50, "the other log goes on meanwhile, whoever waits for the first");
        release.send(()).unwrap();
        assert_eq!(behind.join().unwrap(), [Fate::At(3), Fate::At(4)]);
    });
    let read: Vec<Hash> = quick.read(&stay(1), 0, 500).unwrap().iter().map(|entry| entry.hash).collect();
    assert_eq!(read, [1, 2, 3, 4].map(|n| candidate(n).hash), "and nothing is skipped");
}

/// The database itself finds that two transactions wait for each other, and gives one up: that one is done again.
#[test]
fn what_the_database_gives_up_for_anothers_sake_is_done_again_until_it_is_done() {
    let Some((_, address)) = fresh() else { return };
    let log = node(&address);
    for n in [1, 2] {
        fates_of(&log, push(stay(n), [candidate(u64::from(n))]));
    }
    let (both, tries) = (Arc::new(Barrier::new(2)), Arc::new(std::sync::atomic::AtomicU32::new(0)));
    std::thread::scope(|threads| {
        for (first, then) in [(1, 2), (2, 1)] {
            let (both, tries, log) = (both.clone(), tries.clone(), &log);
            threads.spawn(move || {
                let met = Arc::new(std::sync::atomic::AtomicBool::new(false));
                let pushes = Arc::new(
                    [first, then]
                        .map(|n: u8| push(stay(n), [candidate(u64::from(first) * 10 + u64::from(n))])),
                );
                log.postgres
                    .transact(move |transaction| {
                        let (both, tries, met, pushes) =
                            (both.clone(), tries.clone(), met.clone(), pushes.clone());
                        Box::pin(async move {
                            tries.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                            append_within(transaction, &pushes[0]).await?;
                            if !met.swap(true, std::sync::atomic::Ordering::SeqCst) {
                                // Each holds one log when it asks for the other's.
                                tokio::task::block_in_place(|| both.wait());
                            }
                            append_within(transaction, &pushes[1]).await
                        })
                    })
                    .unwrap();
            });
        }
    });
    assert_eq!(tries.load(std::sync::atomic::Ordering::SeqCst), 3, "one of the two was done again");
    for n in [1, 2] {
        assert_eq!(log.standing(&stay(n), &TABLET).unwrap().head.seq, 3);
    }
}

/// Each of two nodes takes the same place in a device's chain for another entry, in another log, at the same moment.
#[test]
fn a_fork_is_seen_by_one_of_two_nodes_that_take_both_entries_at_once() {
    let Some((_, address)) = fresh() else { return };
    let nodes = [node(&address), node(&address)];
    for round in 0..10_u64 {
        let both = Barrier::new(2);
        let forked: usize = std::thread::scope(|threads| {
            let pushing: Vec<_> = [0, 1_u8]
                .into_iter()
                .map(|n| {
                    let (log, both) = (&nodes[usize::from(n)], &both);
                    threads.spawn(move || {
                        let number = 1_000 + round * 2 + u64::from(n);
                        let copy = crate::change_log::Candidate { device_seq: round, ..candidate(number) };
                        both.wait();
                        fates_of(log, push(stay(n), [copy]))
                    })
                })
                .collect();
            let fates = pushing.into_iter().flat_map(|thread| thread.join().unwrap());
            fates.filter(|fate| matches!(fate, Fate::Forked(_))).count()
        });
        assert_eq!(forked, 1, "both entries are kept, and exactly one is told");
    }
}

#[test]
fn what_nodes_set_aside_at_once_is_numbered_without_a_gap_and_within_the_devices_bound() {
    let Some((_, address)) = fresh() else { return };
    let nodes = [node(&address), node(&address)];
    let aside = crate::change_log::Quota { entries: 20, bytes: 1_000_000 };
    let reason = Reason::Twin;
    std::thread::scope(|threads| {
        for thread in 0..4_u64 {
            let log = &nodes[(thread % 2) as usize];
            threads.spawn(move || {
                for n in 0..10 {
                    let crate::change_log::Candidate { signed, hash, .. } = candidate(thread * 100 + n);
                    let arrivals = vec![crate::change_log::Arrival::Refused { signed, hash, reason }];
                    let push = Push { aside, arrivals, at: AT, ..push(stay(thread as u8), []) };
                    log.append(push).unwrap();
                }
            });
        }
    });
    let kept = nodes[0].set_aside(reason, 0, 100).unwrap();
    let numbers: Vec<i64> = kept.iter().map(|aside| aside.number).collect();
    assert_eq!(numbers, (1..=20).collect::<Vec<_>>());
}

#[test]
fn a_standby_a_missing_database_and_a_server_that_is_not_there_are_told_in_words_that_help() {
    let Some((cluster, _)) = fresh() else { return };
    for (address, words) in [
        (cluster.address("nobody_made_this"), "make it with createdb"),
        ("postgres://ward@127.0.0.1:1/ward".into(), "start it, or check its address"),
    ] {
        let Err(error) = Postgres::open(address.parse().unwrap()) else { panic!("opened {address}") };
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn a_database_of_a_newer_server_is_refused_and_left_alone() {
    let Some((cluster, address)) = fresh() else { return };
    drop(node(&address));
    cluster.psql(name_in(&address), "UPDATE meta SET value = '\\x63' WHERE name = 'shape'").unwrap();
    let Err(error) = Postgres::open(address.parse().unwrap()) else { panic!("opened a newer database") };
    assert!(matches!(error, OpenError::Newer { found: 99, .. }), "{error}");
    let left = cluster.psql(name_in(&address), "SELECT value FROM meta WHERE name = 'shape'");
    assert_eq!(left.as_deref(), Ok("\\x63"), "nothing was changed");
}

#[test]
fn nodes_that_start_at_once_on_an_empty_database_all_start() {
    let Some((_, address)) = fresh() else { return };
    let epochs: std::collections::BTreeSet<_> = std::thread::scope(|threads| {
        let starting: Vec<_> = (0..4).map(|_| threads.spawn(|| node(&address).epoch())).collect();
        starting.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(epochs.len(), 1);
}

#[test]
fn what_postgresql_says_of_a_value_is_never_passed_on() {
    let Some((_, address)) = fresh() else { return };
    let log = node(&address);
    for sql in ["SELECT 'SYNTHETIC Person'::bigint", "INSERT INTO note_of VALUES ('SYNTHETIC', NULL)"] {
        let words = log.rows(sql, Vec::new()).unwrap_err().to_string();
        assert!(words.contains("SQLSTATE 2"), "{words}");
        assert!(!words.contains("SYNTHETIC"), "{words}");
    }
}

/// Whoever listens to one log, for a test.
struct Ear {
    scope: ScopeId,
    heard: std::sync::Mutex<mpsc::Sender<(ScopeId, u64)>>,
}

impl Growth for Ear {
    fn listened_to(&self) -> Vec<ScopeId> {
        vec![self.scope.clone()]
    }

    fn grew(&self, scope: &ScopeId, head: u64) {
        let _nobody_hears = self.heard.lock().unwrap().send((scope.clone(), head));
    }
}

fn ear(scope: ScopeId) -> (Arc<Ear>, mpsc::Receiver<(ScopeId, u64)>) {
    let (hear, heard) = mpsc::channel();
    (Arc::new(Ear { scope, heard: std::sync::Mutex::new(hear) }), heard)
}

/// The second node's word is told of a log that nobody at the first is known to listen to, so no poll can have brought it.
#[test]
fn what_grows_at_one_node_is_told_at_the_other_by_a_word() {
    let Some((_, address)) = fresh() else { return };
    let (here, there) = (node(&address), node(&address));
    let ((listens, heard), (speaks, own)) = (ear(stay(9)), ear(stay(9)));
    // Until the first hears, words may pass before it listens: each brings the newest head.
    here.tell(listens);
    there.tell(speaks);
    let mut n = 0;
    let head = loop {
        n += 1;
        fates_of(&there, push(stay(1), [candidate(n)]));
        if let Ok((scope, head)) = heard.recv_timeout(std::time::Duration::from_millis(100)) {
            assert_eq!(scope, stay(1));
            break head;
        }
    };
    assert!((1..=n).contains(&head), "{head} of {n}");
    assert!(own.try_recv().is_err(), "nobody is told what they said themselves");
}

#[test]
fn what_grows_at_a_node_that_says_nothing_is_found_by_asking() {
    let Some((_, address)) = fresh() else { return };
    let (here, silent) = (node(&address), node(&address));
    let (listens, heard) = ear(stay(1));
    here.tell(listens);
    for n in 1..=2 {
        fates_of(&silent, push(stay(1), [candidate(n)]));
        assert_eq!(heard.recv().unwrap(), (stay(1), n));
    }
}

#[test]
fn a_node_whose_listening_connection_is_cut_connects_again_and_hears_on() {
    let Some((cluster, address)) = fresh() else { return };
    let (here, silent) = (node(&address), node(&address));
    let (listens, heard) = ear(stay(1));
    here.tell(listens);
    fates_of(&silent, push(stay(1), [candidate(1)]));
    assert_eq!(heard.recv().unwrap(), (stay(1), 1));
    let cut = format!(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{}' AND query LIKE '%ANY%'",
        name_in(&address)
    );
    cluster.psql("postgres", &cut).unwrap();
    let push = push(stay(1), [candidate(2)]);
    // The silent node's own connections may have been cut with it.
    while silent.append(push.clone()).is_err() {}
    assert_eq!(heard.recv().unwrap(), (stay(1), 2));
}

/// The rights that the deployment notes give a node, word for word: enough for all that it does, and none to touch a log.
#[test]
fn srv_8_a_node_with_the_documented_rights_does_everything_and_cannot_change_a_log() {
    let Some((cluster, address)) = fresh() else { return };
    let owners = node(&address).epoch();
    let notes = include_str!("../../../../docs/deploy/postgres.md");
    let grants = notes.split("```sql\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    cluster.psql(name_in(&address), grants).unwrap();
    let as_node = address.replace("user=ward", "user=wardlight_node");
    let postgres = Arc::new(Postgres::open(as_node.parse().unwrap()).unwrap());
    let log = Arc::new(PostgresLog::open(postgres.clone(), [9; 16]).unwrap());
    assert_eq!(log.epoch(), owners, "one database, one life, whoever asks");
    let opened = Opened { log: log.clone(), _keep: Box::new(()) };
    crate::change_log::contract::srv_7_what_is_refused_is_kept_with_its_bytes_reason_and_bringer_and_blocks_nothing(&opened);
    log.remember(&stay(1), &TABLET, Holding::WithHoles).unwrap();
    let doors = crate::doors::postgres::PostgresDoors::new(postgres.clone());
    crate::pin::tests::an_attempt_is_counted_and_forgiven(&doors);
    assert!(postgres.is_of([7; 32]).unwrap());
    for statement in
        ["UPDATE entry SET fact = ''", "DELETE FROM entry", "TRUNCATE quarantine", "DROP TABLE entry"]
    {
        let denied = log.postgres.transact(move |transaction| {
            Box::pin(async move { Ok(transaction.execute(statement, &[]).await.map(drop)?) })
        });
        let words = denied.unwrap_err().to_string();
        assert!(words.contains("this user may not do that"), "{statement}: {words}");
    }
}
