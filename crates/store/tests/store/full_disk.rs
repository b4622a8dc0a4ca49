//! A full disk: what is being charted is still saved, it is said, what can wait waits, and nothing is lost.

use crate::support::*;
use clinical::ScopeId;
use std::{
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};
use store::{Disk, Inserted, NewFact, OpenOptions, Source, Store, StoreError};

const BIG: usize = 8 * 1024;

/// Charts a fact of 8 KiB.
fn chart_big(store: &Store, n: u64) -> Result<Inserted, StoreError> {
    let (scope, bytes) = (scope(1), vec![n as u8; BIG]);
    store.write(|tx| tx.facts().insert(&fact(&scope, n, &bytes), Source::Here))
}

/// Charts until the reserve is touched; answers the number of the fact that needed it.
fn chart_until_full(store: &Store, from: u64) -> u64 {
    for n in from.. {
        assert_eq!(chart_big(store, n).unwrap(), Inserted::New, "fact {n} is saved, reserve or not");
        if store.disk() == Disk::OnReserve {
            return n;
        }
    }
    unreachable!("the disk is finite")
}

/// Everything from 1 up to `last` is here.
fn assert_all_here(store: &Store, last: u64) {
    let facts = read(store, |tx| tx.facts().of_scope(&scope(1)));
    assert_eq!(facts.len() as u64, last, "every acknowledged fact is here");
    assert!(facts.iter().all(|fact| fact.bytes.len() == BIG), "and whole");
}

#[test]
fn at_the_quota_the_reserve_lets_charting_go_on_while_pages_wait() {
    let folder = folder();
    let options = OpenOptions { quota_bytes: Some(1024 * 1024), ..options(1) };
    let store = Store::open(folder.path(), &options).unwrap();
    let mut last = chart_until_full(&store, 1);
    assert!(last > 50, "most of the quota was used first, not {last} facts");
    let page = store.write_if_room(|tx| {
        let bytes = body(9_000);
        tx.facts().insert(&NewFact { ..fact(&scope(2), 9_000, &bytes) }, Source::Server)
    });
    assert!(matches!(page, Err(StoreError::Full)), "what can be asked for again leaves the reserve alone");
    let error = loop {
        match chart_big(&store, last + 1) {
            Ok(_) => last += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(error, StoreError::Full), "{error}");
    assert!(error.to_string().contains("was not saved"), "the nurse is told that it was not saved: {error}");
    assert_all_here(&store, last);
    assert!(store.check().is_ok(), "a full disk damages nothing");
    drop(store);
    let store = Store::open(folder.path(), &OpenOptions { quota_bytes: None, ..options }).unwrap();
    assert_eq!(store.disk(), Disk::Ample, "with room again the reserve is whole again");
    assert_all_here(&store, last);
    let _ = chart_big(&store, last + 1).unwrap();
    assert_all_here(&store, last + 1);
}

#[test]
fn what_can_wait_never_takes_the_reserve() {
    let folder = folder();
    let options = OpenOptions { quota_bytes: Some(512 * 1024), ..options(1) };
    let store = Store::open(folder.path(), &options).unwrap();
    let (from_server, bytes) = (ScopeId::Dir, vec![0; BIG]);
    let error = (1..)
        .find_map(|n| {
            store.write_if_room(|tx| tx.facts().insert(&fact(&from_server, n, &bytes), Source::Server)).err()
        })
        .expect("the quota is finite");
    assert!(matches!(error, StoreError::Full), "{error}");
    assert_eq!(store.disk(), Disk::Ample, "the reserve is whole");
    let _ = chart_big(&store, 1).unwrap();
    assert_eq!(store.disk(), Disk::OnReserve, "and there for what is charted");
}

#[test]
fn a_caller_that_goes_on_after_a_full_disk_is_not_told_saved() {
    let folder = folder();
    let options = OpenOptions { quota_bytes: Some(512 * 1024), reserve_bytes: 4096, ..options(1) };
    let store = Store::open(folder.path(), &options).unwrap();
    let (scope, bytes) = (scope(1), vec![0; BIG]);
    let refused = (1..)
        .find(|n| {
            let saved = store.write(|tx| {
                // Swallows the error, as a careless caller would.
                let _ = tx.facts().insert(&fact(&scope, *n, &bytes), Source::Here);
                let _ = tx.pins().count_attempt(&nurse());
                Ok::<_, StoreError>(())
            });
            saved.is_err()
        })
        .expect("the quota is finite");
    let kept = read(&store, |tx| tx.facts().get(&scope, &fact_id(refused)));
    assert_eq!(kept, None, "not saved, and it was not called saved");
    let attempts = read(&store, |tx| tx.pins().get(&nurse())).map(|row| u64::from(row.attempts));
    assert_eq!(attempts, Some(refused - 1), "nothing that came after the full disk was kept by itself");
}

/// A small file system in memory, unmounted when dropped.
struct SmallDisk {
    at: tempfile::TempDir,
}

impl SmallDisk {
    /// Mounts one, or says aloud why not.
    fn mount(megabytes: u32) -> Option<Self> {
        let at = folder();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={megabytes}m"), "tmpfs"])
            .arg(at.path())
            .output();
        match mounted {
            Ok(output) if output.status.success() => Some(Self { at }),
            Ok(output) => skipped(String::from_utf8_lossy(&output.stderr).trim()),
            Err(error) => skipped(&error.to_string()),
        }
    }

    fn data(&self) -> PathBuf {
        self.at.path().join("data")
    }

    /// Takes up what room there is, to the last block.
    fn fill(&self) -> PathBuf {
        let ballast = self.at.path().join("ballast");
        let mut file = File::create(&ballast).unwrap();
        while file.write_all(&[0; 4096]).is_ok() {}
        ballast
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.at.path()).status();
    }
}

fn skipped<T>(why: &str) -> Option<T> {
    eprintln!("skipped: no small file system could be mounted ({why})");
    None
}

#[test]
fn the_reserve_is_held_back_again_only_when_twice_as_much_is_free() {
    let Some(disk) = SmallDisk::mount(16) else { return };
    let options = OpenOptions { reserve_bytes: 4 * 1024 * 1024, ..options(1) };
    let store = Store::open(&disk.data(), &options).unwrap();
    let ballast = disk.fill();
    chart_until_full(&store, 1);
    let short = File::options().write(true).open(&ballast).unwrap();
    short.set_len(short.metadata().unwrap().len() - 2 * 1024 * 1024).unwrap();
    assert_eq!(store.tend_reserve().unwrap(), Disk::OnReserve, "or the next save would spend it again");
    short.set_len(0).unwrap();
    assert_eq!(store.tend_reserve().unwrap(), Disk::Ample, "now it is");
}

fn reserve_is_there(data: &Path) -> bool {
    data.join("reserve").exists()
}

#[test]
fn on_a_disk_that_is_really_full_the_current_set_is_saved_and_it_is_said() {
    let Some(disk) = SmallDisk::mount(32) else { return };
    let options = OpenOptions { reserve_bytes: 2 * 1024 * 1024, ..options(1) };
    let store = Store::open(&disk.data(), &options).unwrap();
    let _ = chart_big(&store, 1).unwrap();
    let ballast = disk.fill();
    let mut last = chart_until_full(&store, 2);
    assert!(!reserve_is_there(&disk.data()), "the reserve was given free");
    assert!(matches!(store.write_if_room(|tx| tx.drop_projections()), Err(StoreError::Full)), "pages wait");
    assert_eq!(store.tend_reserve().unwrap(), Disk::OnReserve, "there is no room to hold it back again");
    while chart_big(&store, last + 1).is_ok() {
        last += 1;
    }
    assert_all_here(&store, last);
    assert!(store.check().is_ok(), "a full disk damages nothing");
    std::fs::remove_file(ballast).unwrap();
    assert_eq!(store.tend_reserve().unwrap(), Disk::Ample, "room again: it is held back again");
    assert!(reserve_is_there(&disk.data()), "as a file");
    let _ = chart_big(&store, last + 1).unwrap();
    drop(store);
    assert_all_here(&Store::open(&disk.data(), &options).unwrap(), last + 1);
}

#[test]
fn a_database_opens_on_a_disk_that_is_really_full() {
    let Some(disk) = SmallDisk::mount(16) else { return };
    let options = OpenOptions { reserve_bytes: 1024 * 1024, ..options(1) };
    let store = Store::open(&disk.data(), &options).unwrap();
    let _ = chart_big(&store, 1).unwrap();
    drop(store);
    let _ballast = disk.fill();
    let store = Store::open(&disk.data(), &options).unwrap();
    assert_eq!(store.disk(), Disk::OnReserve, "opening took it, and it is said");
    let _ = chart_big(&store, 2).unwrap();
    assert_all_here(&store, 2);
}
