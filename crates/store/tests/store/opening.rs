//! What opening refuses, in words, and what it notices.

use crate::support::*;
use rusqlite::Connection;
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};
use store::{Disk, Life, OpenError, Store};

fn database(folder: &Path) -> std::path::PathBuf {
    folder.join("wardlight.db")
}

#[test]
fn a_second_opening_in_one_process_is_refused_in_words() {
    let folder = folder();
    let first = open(folder.path());
    let error = Store::open(folder.path(), &options(2)).err().expect("refused");
    assert!(matches!(error, OpenError::InUse { .. }), "{error}");
    assert!(error.to_string().contains("already running"), "a sentence for the nurse: {error}");
    chart(&first, &scope(1), 1);
    drop(first);
    assert_eq!(read(&open(folder.path()), |tx| tx.facts().count()), 1, "once closed it opens");
}

/// The other process of the next test; does nothing when run as a test of its own.
#[test]
fn child_that_holds_the_folder() {
    let Some(folder) = std::env::var_os("WARDLIGHT_HOLD") else { return };
    let _store = open(Path::new(&folder));
    println!("\nholding");
    let _ = std::io::stdin().read_line(&mut String::new());
}

#[test]
fn a_second_process_on_one_database_is_refused_and_changes_nothing() {
    let folder = folder();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "opening::child_that_holds_the_folder", "--nocapture"])
        .env("WARDLIGHT_HOLD", folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line == "holding"), "the other process opened it");
    let error = Store::open(folder.path(), &options(2)).err().expect("refused");
    assert!(matches!(error, OpenError::InUse { .. }), "{error}");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(
        open(folder.path()).life(),
        Life::Continued,
        "a dead process holds no lock, and the life goes on"
    );
}

#[test]
fn a_database_from_a_newer_version_is_refused_in_words_and_untouched() {
    let folder = folder();
    chart(&open(folder.path()), &scope(1), 1);
    Connection::open(database(folder.path())).unwrap().pragma_update(None, "user_version", 999).unwrap();
    let before = std::fs::read(database(folder.path())).unwrap();
    let error = Store::open(folder.path(), &options(2)).err().expect("refused");
    assert!(matches!(error, OpenError::Newer { found: 999, .. }), "{error}");
    assert!(error.to_string().contains("newer version"), "a sentence for the administrator: {error}");
    assert_eq!(std::fs::read(database(folder.path())).unwrap(), before, "not a byte was changed");
}

#[test]
fn a_refused_database_keeps_even_the_log_that_was_not_worked_in_yet() {
    let (running, crashed) = (folder(), folder());
    let store = open(running.path());
    chart(&store, &scope(1), 1);
    for file in ["wardlight.db", "wardlight.db-wal", "incarnation"] {
        std::fs::copy(running.path().join(file), crashed.path().join(file)).unwrap();
    }
    let newer = Connection::open(database(crashed.path())).unwrap();
    newer.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
    newer.pragma_update(None, "user_version", 999).unwrap();
    drop(newer);
    let files =
        || ["wardlight.db", "wardlight.db-wal"].map(|file| std::fs::read(crashed.path().join(file)).unwrap());
    let before = files();
    assert!(matches!(Store::open(crashed.path(), &options(2)), Err(OpenError::Newer { .. })), "refused");
    assert!(files() == before, "neither file was touched");
}

#[test]
fn another_programs_database_and_a_text_file_are_not_ours() {
    let folder = folder();
    Connection::open(database(folder.path())).unwrap().execute_batch("CREATE TABLE photos (n)").unwrap();
    let error = Store::open(folder.path(), &options(1)).err().expect("refused");
    assert!(matches!(error, OpenError::Foreign { .. }), "{error}");
    std::fs::write(database(folder.path()), "Dear Sister, this is no database. ".repeat(200)).unwrap();
    let error = Store::open(folder.path(), &options(1)).err().expect("refused");
    assert!(matches!(error, OpenError::Foreign { .. }), "{error}");
    let text = std::fs::read_to_string(database(folder.path())).unwrap();
    assert!(text.starts_with("Dear Sister"), "the file was left alone");
}

#[test]
fn a_folder_that_is_a_file_is_refused_in_words() {
    let folder = folder();
    let file = folder.path().join("data");
    std::fs::write(&file, "").unwrap();
    let error = Store::open(&file, &options(1)).err().expect("refused");
    assert!(matches!(error, OpenError::Folder { .. }), "{error}");
}

#[test]
fn a_first_opening_is_a_first_life_and_the_next_goes_on_with_it() {
    let folder = folder();
    assert_eq!(open(folder.path()).life(), Life::First);
    let again = Store::open(folder.path(), &options(2)).unwrap();
    assert_eq!(again.life(), Life::Continued);
    assert_eq!(read(&again, |tx| tx.device().incarnation()), life(1), "the fresh id was not needed");
    assert_eq!(again.disk(), Disk::Ample, "the reserve is whole");
}

#[test]
fn a_start_that_was_cut_off_before_its_first_transaction_begins_again() {
    let folder = folder();
    std::fs::write(database(folder.path()), "").unwrap();
    assert_eq!(open(folder.path()).life(), Life::First, "an empty file is no database yet");
}

#[test]
fn a_restored_backup_begins_a_new_life_with_a_chain_of_its_own() {
    let (tablet, backup) = (folder(), folder());
    let store = open(tablet.path());
    store.write(|tx| save_whole(tx, 1)).map(drop).unwrap();
    drop(store);
    std::fs::copy(database(tablet.path()), database(backup.path())).unwrap();
    // The tablet was forked and got a new life meanwhile; then yesterday's file is put back under it.
    open(tablet.path()).begin_new_life(&life(5)).unwrap();
    std::fs::copy(database(backup.path()), database(tablet.path())).unwrap();
    let restored = Store::open(tablet.path(), &options(6)).unwrap();
    assert_eq!(restored.life(), Life::Restored { previous: Some(life(1)) }, "the ids are at odds");
    let link = restored.write(|tx| tx.device().link()).unwrap();
    assert_eq!(
        (link.incarnation, link.sequence, link.previous),
        (life(6), 1, None),
        "no sequence is used twice"
    );
    assert_eq!(read(&restored, |tx| tx.facts().count()), 2, "and every fact is here");
}

#[test]
fn a_copied_database_without_its_life_file_is_noticed() {
    let (tablet, copy) = (folder(), folder());
    drop(open(tablet.path()));
    std::fs::copy(database(tablet.path()), database(copy.path())).unwrap();
    let store = Store::open(copy.path(), &options(3)).unwrap();
    assert_eq!(store.life(), Life::Restored { previous: Some(life(1)) });
    drop(store);
    let store = Store::open(copy.path(), &options(4)).unwrap();
    assert_eq!(store.life(), Life::Continued, "noticed once");
    assert!(read(&store, |tx| tx.device().is_copied()), "and known until somebody enrols it again");
    assert!(!read(&open(tablet.path()), |tx| tx.device().is_copied()), "which the first does not know");
}

#[test]
fn a_garbled_life_file_and_a_lost_database_each_begin_a_new_life() {
    let folder = folder();
    drop(open(folder.path()));
    std::fs::write(folder.path().join("incarnation"), b"\xff\xfe").unwrap();
    let store = Store::open(folder.path(), &options(2)).unwrap();
    assert_eq!(store.life(), Life::Restored { previous: Some(life(1)) }, "unreadable is as good as another");
    drop(store);
    std::fs::remove_file(database(folder.path())).unwrap();
    let store = Store::open(folder.path(), &options(3)).unwrap();
    assert_eq!(store.life(), Life::Restored { previous: None }, "the database is gone and it is said");
}

#[test]
fn a_new_life_on_the_servers_word_is_the_same_life_after_a_restart() {
    let folder = folder();
    let store = open(folder.path());
    store.write(|tx| save_whole(tx, 1)).map(drop).unwrap();
    store.begin_new_life(&life(7)).unwrap();
    let link = store.write(|tx| tx.device().link()).unwrap();
    assert_eq!((link.incarnation, link.sequence), (life(7), 1), "a chain of its own");
    drop(store);
    let store = Store::open(folder.path(), &options(8)).unwrap();
    assert_eq!((store.life(), read(&store, |tx| tx.device().incarnation())), (Life::Continued, life(7)));
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_machine_may_look_into_the_folder() {
    use std::os::unix::fs::PermissionsExt as _;
    let parent = folder();
    let folder = parent.path().join("data");
    let _store = open(&folder);
    let mode = std::fs::metadata(&folder).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700, "the folder holds charts and the key that signs them");
}
