//! A server put back to yesterday: the devices notice by the chain and refill it, in whatever order they come.

use crate::house::{House, Tablet, admission, cursor, entry, placement, push, stay};
use clinical::ScopeId;
use record::SignedFact;
use replication::{
    Entry, Message,
    chain::Cursor,
    fingerprint::fingerprint,
    wire::{Fate, FaultCode, Refused, Standing},
};
use std::path::Path;
use sync_server::{Server, database::FILE};

/// Copies a closed server's folder.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

/// Puts a backup in place of the server's folder.
fn restore(house: &House, backup: &Path) -> Server {
    for file in std::fs::read_dir(house.folder.path()).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    copy(backup, house.folder.path());
    house.open()
}

#[test]
fn a_restored_server_is_noticed_by_the_chain_and_refilled_by_whoever_holds_the_entries() {
    let house = House::new();
    let server = house.open();
    let mut author = house.tablet(&server, 1, &["bluebell"]);
    let reader = house.tablet(&server, 2, &["bluebell"]);
    let old = [author.fact(&stay(1), admission()), author.fact(&stay(1), placement("bluebell"))];
    author.greet(&server, &house).push(&stay(1), &old.each_ref());
    drop(server);
    let backup = tempfile::tempdir().unwrap();
    copy(house.folder.path(), backup.path());

    let server = house.open();
    let new = [author.any(&stay(1)), author.any(&stay(1))];
    author.greet(&server, &house).push(&stay(1), &new.each_ref());
    let held = reader.greet(&server, &house).pull(&stay(1)).unwrap();
    let followed = cursor(&held);
    drop(server);

    let server = restore(&house, backup.path());
    let mut talk = reader.greet(&server, &house);
    assert_eq!(
        talk.sync(&stay(1), followed),
        Standing::Reset,
        "the chain does not lead to where the device was"
    );
    let key = [4; 16];
    let fingerprints =
        [&old[0], &old[1], &new[0], &new[1]].map(|fact| fingerprint(&key, &fact.hash().0)).to_vec();
    let answer = talk.say(Message::Have { scope: stay(1), key, fingerprints });
    assert_eq!(answer, [Message::Want { scope: stay(1), key, indexes: vec![2, 3] }]);
    let fates = talk.push(&stay(1), &new.each_ref());
    assert_eq!(fates, [Fate::At(3), Fate::At(4)], "brought by the reader, not by the author");
    assert_eq!(talk.pull(&stay(1)).unwrap().entries, held.entries);
}

/// The time passes at the house's clock while the server is put back, so that what was written before can be told.
#[test]
fn an_administrator_sees_what_came_back_who_brought_it_and_what_is_known_to_be_away() {
    let house = House::new();
    let server = house.open();
    let mut author = house.tablet(&server, 1, &["bluebell"]);
    let reader = house.tablet(&server, 2, &["bluebell"]);
    house.tablet(&server, 3, &["bluebell"]);
    let first = author.fact(&stay(1), admission());
    author.greet(&server, &house).push(&stay(1), &[&first]);
    drop(server);
    let backup = tempfile::tempdir().unwrap();
    copy(house.folder.path(), backup.path());

    let server = house.open();
    let lost = [author.any(&stay(1)), author.any(&stay(1)), author.any(&stay(1))];
    author.greet(&server, &house).push(&stay(1), &lost.each_ref());
    drop(server);

    house.later(60_000);
    let since = house.now();
    let server = restore(&house, backup.path());
    // The reader held two of the three; the author's tablet is not back yet.
    reader.greet(&server, &house).push(&stay(1), &[&lost[0], &lost[2]]);
    drop(server);
    let report = house.desk().refill_report(since).unwrap();
    assert_eq!((report.brought_back, report.logs, report.new, report.away()), (2, 1, 0, 1), "{report}");
    let label = |device| report.devices.iter().find(|share| share.device == device).unwrap();
    assert_eq!(label(reader.id).brought_back, 2, "whoever brought it");
    assert_eq!((label(author.id).brought_back, label(author.id).away), (0, 1), "whose it is");
    assert_eq!(report.silent().count(), 2, "the author and the third");
    let page = report.page();
    assert!(page.contains("2</strong> entries were brought back into 1 logs"), "{page}");
    assert!(page.contains("1 entries are known to be away still"), "{page}");
    assert!(!page.contains("<script") && report.to_string().contains("Switch them on near the server"));

    let folder = house.folder.path().to_str().unwrap().to_owned();
    let (file, since) = (backup.path().join("page.html"), "2000-01-01T00:00:00Z");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_wardlight-server"));
    let said =
        command.args(["refill", "--data", &folder, "--since", since, "--page"]).arg(&file).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    assert!(std::fs::read_to_string(file).unwrap().starts_with("<!DOCTYPE html>"));
}

#[test]
fn a_pull_from_beyond_a_shortened_log_is_answered_with_reset() {
    let house = House::new();
    let server = house.open();
    let tablet = house.tablet(&server, 1, &["bluebell"]);
    let beyond =
        tablet.greet(&server, &house).say(Message::Pull { scope: ScopeId::Dir, after: 999, max: 10 });
    assert_eq!(beyond, [Message::Synced { standings: vec![(ScopeId::Dir, Standing::Reset)] }]);
}

/// A server restored from before a device was enrolled refuses what that device signed. Once the directory has come back
/// from the fleet, what lies in quarantine is looked at again: nothing is lost, and nobody has to push it twice.
#[test]
fn what_came_before_its_device_was_known_enters_the_log_when_the_directory_has_come_back() {
    let house = House::new();
    let server = house.open();
    let witness = house.tablet(&server, 1, &["bluebell"]);
    drop(server);
    let backup = tempfile::tempdir().unwrap();
    copy(house.folder.path(), backup.path());

    let server = house.open();
    let mut late = house.tablet(&server, 2, &["bluebell"]);
    let facts = [late.fact(&stay(1), admission()), late.fact(&stay(1), placement("bluebell"))];
    let dir = witness.greet(&server, &house).pull(&ScopeId::Dir).unwrap();
    drop(server);

    let server = restore(&house, backup.path());
    let mut talk = witness.greet(&server, &house);
    let fates = talk.push(&stay(1), &facts.each_ref());
    assert_eq!(fates, [Fate::Refused(Refused::UnknownDevice); 2]);
    let dir: Vec<SignedFact> = dir.entries.iter().map(signed).collect();
    let fates = talk.push(&ScopeId::Dir, &dir.iter().collect::<Vec<_>>());
    assert!(matches!(fates.last(), Some(Fate::At(_))), "any device brings the directory back: {fates:?}");
    assert_eq!(talk.pull(&stay(1)).unwrap().entries, facts.each_ref().map(entry), "and what waited is in");
    assert!(matches!(late.greet(&server, &house).sync(&stay(1), Cursor::START), Standing::More(_)));
}

/// More than is looked at in one go, so that what is looked at again is bounded in memory and still all of it.
#[test]
fn however_much_waits_in_quarantine_all_of_it_enters_the_log_once_its_author_is_known() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    tablet.author = clinical::StaffId::from_bytes([0xEE; 16]);
    let facts: Vec<SignedFact> = (0..450).map(|_| tablet.any(&stay(1))).collect();
    let facts: Vec<&SignedFact> = facts.iter().collect();
    let fates = tablet.greet(&server, &house).push(&stay(1), &facts);
    assert_eq!(fates, [Fate::Refused(Refused::UnknownAuthor); 450]);
    let staff = format!("staff_id,name,role\n{},Late Comer,nurse\n", tablet.author);
    house.desk().import_staff(staff.as_bytes()).unwrap();
    server.exchange().refresh(house.now()).unwrap();
    let page = tablet.greet(&server, &house).pull(&stay(1)).unwrap();
    assert_eq!(page.head, 450);
    let hashes: Vec<_> = page.entries.iter().map(crate::house::hash).collect();
    assert_eq!(
        hashes,
        facts.iter().map(|fact| fact.hash().0).collect::<Vec<_>>(),
        "in the order in which it came"
    );
}

/// SRV 5 and SRV 7: what one device may have in quarantine is bounded, and it is told what is not kept there.
#[test]
fn srv_5_a_device_whose_quarantine_is_full_keeps_the_rest_and_brings_it_when_its_author_is_known() {
    let mut house = House::new();
    house.config.limits.aside.entries = 2;
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    tablet.author = clinical::StaffId::from_bytes([0xEE; 16]);
    let facts: Vec<SignedFact> = (0..3).map(|_| tablet.any(&stay(1))).collect();
    let facts: Vec<&SignedFact> = facts.iter().collect();
    let mut talk = tablet.greet(&server, &house);
    let (kept, not_kept) = (Fate::Refused(Refused::UnknownAuthor), Fate::Refused(Refused::QuarantineFull));
    assert_eq!(talk.push(&stay(1), &facts), [kept, kept, not_kept]);
    let staff = format!("staff_id,name,role\n{},Late Comer,nurse\n", tablet.author);
    house.desk().import_staff(staff.as_bytes()).unwrap();
    server.exchange().refresh(house.now()).unwrap();
    assert_eq!(talk.push(&stay(1), &facts), [Fate::Duplicate(1), Fate::Duplicate(2), Fate::At(3)]);
}

/// The disk fails just while the directory comes back: what waits is not forgotten until the next change of the directory.
#[test]
fn what_waits_in_quarantine_is_looked_at_again_after_a_fault() {
    let house = House::new();
    let server = house.open();
    let witness = house.tablet(&server, 1, &["bluebell"]);
    drop(server);
    let backup = tempfile::tempdir().unwrap();
    copy(house.folder.path(), backup.path());
    let server = house.open();
    let mut late = house.tablet(&server, 2, &["bluebell"]);
    let facts = [late.fact(&stay(1), admission()), late.fact(&stay(1), placement("bluebell"))];
    let dir = witness.greet(&server, &house).pull(&ScopeId::Dir).unwrap();
    let dir: Vec<SignedFact> = dir.entries.iter().map(signed).collect();
    drop(server);

    let server = restore(&house, backup.path());
    witness.greet(&server, &house).push(&stay(1), &facts.each_ref());
    let beside = rusqlite::Connection::open(house.folder.path().join(FILE)).unwrap();
    beside
        .execute_batch(
            "CREATE TRIGGER fault BEFORE UPDATE ON quarantine BEGIN SELECT RAISE(ABORT, 'planted'); END",
        )
        .unwrap();
    let mut talk = witness.greet(&server, &house);
    let answer = talk.say(push(&ScopeId::Dir, &dir.iter().collect::<Vec<_>>()));
    assert_eq!(answer, [Message::Fault { code: FaultCode::Unavailable }]);
    assert!(server.exchange().refresh(house.now()).is_err(), "looked at again, and failed again");
    assert_eq!(witness.greet(&server, &house).pull(&stay(1)), None, "nothing half done");
    beside.execute_batch("DROP TRIGGER fault").unwrap();

    server.exchange().refresh(house.now()).unwrap();
    let pulled = witness.greet(&server, &house).pull(&stay(1)).unwrap();
    assert_eq!(pulled.entries, facts.each_ref().map(entry));
}

#[test]
fn a_restart_changes_nothing() {
    let house = House::new();
    let server = house.open();
    let mut tablet: Tablet = house.tablet(&server, 1, &["bluebell"]);
    let facts = [tablet.fact(&stay(1), admission()), tablet.fact(&stay(1), placement("bluebell"))];
    tablet.greet(&server, &house).push(&stay(1), &facts.each_ref());
    let before = (crate::house::welcome(&server, &house, &tablet).epoch, all(&server, &house, &tablet));
    drop(server);
    let server = house.open();
    assert_eq!(
        (crate::house::welcome(&server, &house, &tablet).epoch, all(&server, &house, &tablet)),
        before
    );
}

fn all(server: &Server, house: &House, tablet: &Tablet) -> Vec<Entry> {
    let mut talk = tablet.greet(server, house);
    [ScopeId::Dir, stay(1)].iter().flat_map(|scope| talk.pull(scope).unwrap().entries).collect()
}

fn signed(entry: &Entry) -> SignedFact {
    match entry {
        Entry::Fact { bytes, signature } => SignedFact { bytes: bytes.clone(), signature: *signature },
        other => panic!("not whole: {other:?}"),
    }
}
