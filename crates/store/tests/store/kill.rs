//! kill -9 at any moment: what was called saved is there, and everything there is whole.
//!
//! This finds faults of logic. That a commit is on the disk when the power goes is SQLite's with synchronous=FULL,
//! which a test beside the opening code holds.

use crate::support::*;
use clinical::ScopeId;
use std::{
    io::{BufRead, BufReader, Write as _},
    path::Path,
    process::{Command, Stdio},
};
use store::{Life, Standing, Store};

const KILLS: u64 = 15;

/// The process that is killed: saves sets and says each number once it is called saved. Does nothing when run as a
/// test of its own.
#[test]
fn child_that_saves_until_killed() {
    let Some(folder) = std::env::var_os("WARDLIGHT_SAVE") else { return };
    let store = open(Path::new(&folder));
    let mut out = std::io::stdout();
    for round in 0_u64.. {
        let saved = store.write(|tx| save_whole(tx, (round % 6) as u8 + 1)).unwrap();
        // A parent that is gone ends the child too.
        if writeln!(out, "\nsaved {saved}").and_then(|()| out.flush()).is_err() {
            return;
        }
    }
}

/// Runs the child until it has called so many sets saved, kills it, and answers every number it called saved.
fn run_and_kill(folder: &Path, after: usize) -> Vec<u64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::child_that_saves_until_killed", "--nocapture"])
        .env("WARDLIGHT_SAVE", folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let number = |line: String| line.strip_prefix("saved ").and_then(|n| n.parse().ok());
    let mut saved: Vec<u64> = lines.by_ref().filter_map(number).take(after).collect();
    child.kill().unwrap();
    child.wait().unwrap();
    saved.extend(lines.filter_map(number));
    saved
}

/// Every set named is here with its audit line, outbox entries and chain; answers how many facts there are.
fn assert_whole(store: &Store, saved: &[u64]) -> u64 {
    let facts = read(store, |tx| tx.facts().count());
    let mut sequences = Vec::new();
    for scope in read(store, |tx| tx.facts().scopes()) {
        for fact in read(store, |tx| tx.facts().of_scope(&scope)) {
            assert_eq!(fact.bytes, body(fact.sequence), "fact {} is whole", fact.sequence);
            let standing = read(store, |tx| tx.outbox().standing(&scope, &fact.id));
            assert_eq!(standing, Some(Standing::OnDevice), "fact {} is on its way", fact.sequence);
            sequences.push(fact.sequence);
        }
    }
    sequences.sort_unstable();
    assert_eq!(sequences, (1..=facts).collect::<Vec<_>>(), "one dense chain, no half of a save");
    assert_eq!(read(store, |tx| tx.facts().of_scope(&ScopeId::Audit(device()))).len() as u64 * 2, facts);
    for n in saved {
        assert!(sequences.binary_search(n).is_ok(), "fact {n} was called saved");
    }
    assert_eq!(
        store.write(|tx| tx.device().link()).unwrap().sequence,
        facts + 1,
        "the chain ends with the last fact"
    );
    assert!(store.check().is_ok(), "the file is sound");
    facts
}

#[test]
fn killed_again_and_again_it_loses_nothing_that_it_called_saved() {
    let folder = folder();
    let mut saved = Vec::new();
    let mut facts = 0;
    for kill in 0..KILLS {
        // Killed after 1 to 13 sets, so that starting, saving and checkpointing are all cut short.
        let now = run_and_kill(folder.path(), 1 + (kill * 7 % 13) as usize);
        assert!(!now.is_empty(), "run {kill} saved something before it was killed");
        saved.extend(now);
        let store = open(folder.path());
        assert!(matches!(store.life(), Life::Continued), "a killed process is no restored database");
        let found = assert_whole(&store, &saved);
        assert!(found > facts, "run {kill} added to what was there");
        facts = found;
    }
}
