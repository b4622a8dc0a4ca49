//! Flipped bits: damage is said in words, a damaged file is left as it is, and nothing panics.

use crate::support::*;
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use store::{OpenError, Store, StoreError};

fn database(folder: &Path) -> PathBuf {
    folder.join("wardlight.db")
}

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

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// SQLite's check sees a page's structure, not the bytes in its cells: those are guarded by each fact's own
    /// signature. So either the opening is refused, or the facts read are as many as were kept, or reading says why
    /// not; and a refused file is as it was.
    #[test]
    fn one_flipped_bit_anywhere_is_refused_or_harmless_to_every_other_fact(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let folder = folder();
        charted(folder.path());
        let file = database(folder.path());
        let mut bytes = std::fs::read(&file).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        std::fs::write(&file, &bytes).unwrap();
        match Store::open(folder.path(), &options(2)) {
            Err(error) => {
                prop_assert!(!error.to_string().is_empty());
                prop_assert_eq!(std::fs::read(&file).unwrap(), bytes, "a refused file is left as it is: {}", error);
            }
            Ok(store) => {
                let mut changed = 0;
                for patient in 1..=6 {
                    let Ok(facts) = store.read(|tx| tx.facts().of_scope(&scope(patient))) else {
                        changed += 1;
                        continue;
                    };
                    changed += facts.iter().filter(|fact| fact.bytes != body(fact.sequence)).count();
                    changed += 10_usize.saturating_sub(facts.len());
                }
                prop_assert!(changed <= 1, "one bit touched {changed} facts");
            }
        }
    }
}
