//! Flipped bits: damage is said in words, a damaged file is left as it is, and nothing panics.

use crate::support::*;
use std::path::{Path, PathBuf};
use store::{OpenError, Store, StoreError};

fn database(folder: &Path) -> PathBuf {
    folder.join("wardlight.db")
}

/// How many bits are flipped, one at a time.
const FLIPS: usize = 600;

/// A closed database with some charting in it.
fn charted(folder: &Path) {
    let store = open(folder);
    for n in 0..60 {
        store.write(|tx| save_whole(tx, (n % 6) as u8 + 1)).map(drop).unwrap();
    }
}

#[test]
fn a_torn_up_page_is_damage_in_words_and_the_file_is_left_as_it_is() {
    let folder = folder();
    charted(folder.path());
    let mut bytes = std::fs::read(database(folder.path())).unwrap();
    let page = bytes.len() / 2 / 4096 * 4096;
    bytes[page..page + 64].fill(0xff);
    std::fs::write(database(folder.path()), &bytes).unwrap();
    let error = Store::open(folder.path(), &options(2)).err().expect("refused");
    assert!(matches!(error, OpenError::Damaged { .. }), "{error}");
    let words = error.to_string();
    assert!(
        words.contains("left exactly as it is") && words.contains("another one"),
        "what happened, what to do: {words}"
    );
    assert_eq!(std::fs::read(database(folder.path())).unwrap(), bytes, "nothing was overwritten");
}

#[test]
fn a_file_cut_short_is_damage_too() {
    let folder = folder();
    charted(folder.path());
    let bytes = std::fs::read(database(folder.path())).unwrap();
    let half = &bytes[..bytes.len() / 2 / 4096 * 4096];
    std::fs::write(database(folder.path()), half).unwrap();
    let error = Store::open(folder.path(), &options(2)).err().expect("refused");
    assert!(matches!(error, OpenError::Damaged { .. }), "{error}");
    assert_eq!(std::fs::read(database(folder.path())).unwrap(), half, "nothing was overwritten");
}

#[test]
fn a_database_whose_guards_were_taken_away_is_refused() {
    for tampering in [
        "DROP TRIGGER facts_are_never_deleted",
        "DROP INDEX facts_by_device",
        "CREATE TABLE extra (n INTEGER)",
    ] {
        let folder = folder();
        charted(folder.path());
        rusqlite::Connection::open(database(folder.path())).unwrap().execute_batch(tampering).unwrap();
        let error = Store::open(folder.path(), &options(2)).err().expect("refused");
        assert!(matches!(error, OpenError::Damaged { .. }), "{tampering}: {error}");
    }
}

#[test]
fn damage_that_comes_while_running_is_an_error_and_never_a_wrong_answer() {
    let folder = folder();
    charted(folder.path());
    let store = open(folder.path());
    assert!(store.check().is_ok(), "sound at first");
    let mut bytes = std::fs::read(database(folder.path())).unwrap();
    bytes[4096..].chunks_mut(4096).for_each(|page| page[..64].fill(0xff));
    std::fs::write(database(folder.path()), &bytes).unwrap();
    let error = store.read(|tx| tx.facts().of_scope(&scope(1))).unwrap_err();
    assert!(matches!(error, StoreError::Damaged(_)), "{error}");
    assert!(
        matches!(store.check(), Err(StoreError::Faulty { .. } | StoreError::Damaged(_))),
        "the check says so too"
    );
}

/// How many of a patient's ten facts are not as they were kept: gone, changed, or refused with an error.
fn touched(store: &Store, patient: u8) -> usize {
    match store.read(|tx| tx.facts().of_scope(&scope(patient))) {
        Err(_) => 10,
        Ok(facts) => 10 - facts.iter().filter(|fact| fact.bytes == body(fact.sequence)).count().min(10),
    }
}

/// SQLite's check sees the structure of pages, the order of keys and the shapes of columns, not every byte in them:
/// those are guarded by each fact's own signature. So one flipped bit is refused at opening, or touches one fact.
#[test]
fn one_flipped_bit_anywhere_is_refused_or_touches_one_fact_and_never_hides_others() {
    let (sound, flipped) = (folder(), folder());
    charted(sound.path());
    let bytes = std::fs::read(database(sound.path())).unwrap();
    std::fs::copy(sound.path().join("incarnation"), flipped.path().join("incarnation")).unwrap();
    let mut refused = 0;
    for flip in 0..FLIPS {
        // A stride without a common divisor with the page visits pages, offsets and bits of every kind.
        let (at, bit) = (flip * 102_947 % bytes.len(), flip % 8);
        let mut bytes = bytes.clone();
        bytes[at] ^= 1 << bit;
        std::fs::write(database(flipped.path()), &bytes).unwrap();
        match Store::open(flipped.path(), &options(2)) {
            Err(error) => {
                refused += 1;
                assert!(!error.to_string().is_empty(), "in words");
                let left = std::fs::read(database(flipped.path())).unwrap();
                assert!(left == bytes, "refused for byte {at} bit {bit}, and left as it is: {error}");
            }
            Ok(store) => {
                let touched: usize = (1..=6).map(|patient| touched(&store, patient)).sum();
                assert!(touched <= 1, "byte {at} bit {bit} touched {touched} facts");
            }
        }
    }
    assert!(refused > FLIPS / 10, "the check sees damage: {refused} of {FLIPS}");
}
