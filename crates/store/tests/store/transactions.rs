//! Whole transactions or none; snapshots; readers that never wait.

use crate::support::*;
use std::sync::{Barrier, mpsc};
use store::{Source, StoreError};

/// An error of a caller, as the application has its own.
#[derive(Debug)]
enum CallerError {
    Store,
    Own,
}

impl From<StoreError> for CallerError {
    fn from(_: StoreError) -> Self {
        Self::Store
    }
}

#[test]
fn a_closure_that_fails_leaves_nothing_behind_and_its_own_error_comes_out() {
    let folder = folder();
    let store = open(folder.path());
    let failed: Result<(), CallerError> = store.write(|tx| {
        let _ = save_whole(tx, 1)?;
        Err(CallerError::Own)
    });
    assert!(matches!(failed, Err(CallerError::Own)), "the caller's error is untouched");
    assert_eq!(read(&store, |tx| tx.facts().count()), 0, "no fact");
    assert_eq!(read(&store, |tx| tx.stays().count()), 0, "no projection");
    let link = store.write(|tx| tx.device().link()).unwrap();
    assert_eq!(link.sequence, 1, "and no hole in the chain");
}

#[test]
fn a_closure_that_panics_leaves_nothing_behind_and_the_store_lives_on() {
    let folder = folder();
    let store = open(folder.path());
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.write(|tx| -> Result<(), StoreError> {
            save_whole(tx, 1)?;
            panic!("a fault of ours in one call");
        })
    }));
    assert!(panicked.is_err(), "the panic came through");
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.read(|_| -> Result<(), StoreError> { panic!("a fault of ours in one read") })
    }));
    assert!(panicked.is_err(), "the panic came through");
    assert_eq!(read(&store, |tx| tx.facts().count()), 0, "nothing of it was kept");
    store.write(|tx| save_whole(tx, 1)).map(drop).unwrap();
    assert_eq!(read(&store, |tx| tx.facts().count()), 2, "the next call works as ever");
}

#[test]
fn a_reader_never_waits_for_the_writer_and_sees_one_moment() {
    let folder = folder();
    let store = open(folder.path());
    chart(&store, &scope(1), 1);
    let (writing, done) = (Barrier::new(2), Barrier::new(2));
    std::thread::scope(|threads| {
        threads.spawn(|| {
            store
                .write(|tx| {
                    insert(tx, &scope(1), 2, Source::Here)?;
                    writing.wait();
                    done.wait();
                    Ok::<_, StoreError>(())
                })
                .unwrap();
        });
        writing.wait();
        // The writer holds its transaction open until this thread lets it go, so a read that waited would hang here.
        assert_eq!(read(&store, |tx| tx.facts().count()), 1, "what is not committed does not show");
        done.wait();
    });
    assert_eq!(read(&store, |tx| tx.facts().count()), 2, "now it does");
}

#[test]
fn a_snapshot_does_not_move_while_others_write() {
    let folder = folder();
    let store = open(folder.path());
    chart(&store, &scope(1), 1);
    let counts = store
        .read(|tx| {
            let before = tx.facts().count()?;
            chart(&store, &scope(1), 2);
            Ok::<_, StoreError>((before, tx.facts().count()?))
        })
        .unwrap();
    assert_eq!(counts, (1, 1), "two looks in one snapshot agree");
    assert_eq!(read(&store, |tx| tx.facts().count()), 2, "the next snapshot has the new fact");
}

#[test]
fn reading_cannot_write_and_many_may_read_at_once() {
    let folder = folder();
    let store = open(folder.path());
    chart(&store, &scope(1), 1);
    let (sender, receiver) = mpsc::channel();
    let together = Barrier::new(8);
    std::thread::scope(|threads| {
        for _ in 0..8 {
            let (sender, store, together) = (sender.clone(), &store, &together);
            threads.spawn(move || {
                let count = store.read(|tx| {
                    together.wait();
                    tx.facts().count()
                });
                sender.send(count.unwrap()).unwrap();
            });
        }
    });
    drop(sender);
    assert_eq!(receiver.iter().collect::<Vec<_>>(), [1; 8], "eight readers inside their snapshots at once");
}

#[test]
fn writers_take_turns_and_none_is_lost() {
    let folder = folder();
    let store = open(folder.path());
    std::thread::scope(|threads| {
        for patient in 1..=4 {
            let store = &store;
            threads.spawn(move || {
                for _ in 0..10 {
                    store.write(|tx| save_whole(tx, patient)).map(drop).unwrap();
                }
            });
        }
    });
    assert_eq!(read(&store, |tx| tx.facts().count()), 80, "four people, ten sets, two facts each");
    assert_eq!(store.write(|tx| tx.device().link()).unwrap().sequence, 81, "one dense chain");
}
