//! A power cut: the write-ahead log may end at any byte, its last sectors torn. What was synced is there, and what is
//! there is whole.
//!
//! SQLite syncs the log before a commit returns, so everything up to the length that the log had then is durable;
//! anything beyond may be there or not, or be garbage. That is acted out here byte by byte on copies of the files.

use crate::support::*;
use std::{fs, path::Path};
use store::Store;

const SAVES: u64 = 12;
const SECTOR: usize = 512;

/// Copies a data folder as the power cut left it: everything synced, and the log as far as given.
fn after_the_cut(from: &Path, log: &[u8]) -> tempfile::TempDir {
    let to = folder();
    for file in ["wardlight.db", "incarnation"] {
        fs::copy(from.join(file), to.path().join(file)).unwrap();
    }
    fs::write(to.path().join("wardlight.db-wal"), log).unwrap();
    to
}

/// How many whole saves a folder holds; fails on half a one.
fn whole_saves(folder: &Path) -> u64 {
    let store = Store::open(folder, &options(2)).unwrap();
    assert!(store.check().is_ok(), "the file is sound");
    let facts = read(&store, |tx| tx.facts().count());
    assert_eq!(facts % 2, 0, "a fact and its audit line come together");
    assert_eq!(read(&store, |tx| tx.outbox().count()).on_device, facts, "so do their outbox entries");
    assert_eq!(store.write(|tx| tx.device().link()).unwrap().sequence, facts + 1, "so does the chain");
    facts / 2
}

#[test]
fn a_power_cut_at_any_byte_of_the_log_leaves_whole_saves_and_every_one_that_was_synced() {
    let folder = folder();
    let store = open(folder.path());
    let log_file = folder.path().join("wardlight.db-wal");
    let mut synced = vec![];
    for _ in 0..SAVES {
        store.write(|tx| save_whole(tx, 1)).map(drop).unwrap();
        synced.push(fs::metadata(&log_file).unwrap().len() as usize);
    }
    let log = fs::read(&log_file).unwrap();
    // A stride that is no multiple of a sector or a page cuts headers, frames and commits alike.
    for cut in (synced[0]..=log.len()).step_by(1_789) {
        let torn = cut.next_multiple_of(SECTOR).min(log.len());
        let mut left = log[..cut].to_vec();
        left.resize(torn, 0xa7);
        let kept = whole_saves(after_the_cut(folder.path(), &left).path());
        let durable = synced.iter().filter(|length| **length <= cut).count() as u64;
        assert!(kept >= durable, "cut at {cut}: {durable} saves were synced and {kept} are there");
    }
}
