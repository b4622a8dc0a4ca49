//! What is kept and what is not: going over the logs, the quarantine's list, and SRV 11.

use crate::house::{House, admission, placement, stay};
use clinical::{ScopeId, StayId, WardId, entry::EntryBody};
use std::path::Path;
use sync_server::{
    admin::AdminError,
    audit::{Flaw, Unseen},
    database::FILE,
};

/// A house with a stay of ten entries, closed.
fn house() -> House {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let mut facts = vec![tablet.fact(&stay(1), admission()), tablet.fact(&stay(1), placement("bluebell"))];
    facts.extend((0..8).map(|_| tablet.any(&stay(1))));
    tablet.greet(&server, &house).push(&stay(1), &facts.iter().collect::<Vec<_>>());
    house
}

/// Changes the database as a disk or a hand would: without asking its triggers.
fn tamper(house: &House, statement: &str) {
    let connection = rusqlite::Connection::open(house.folder.path().join(FILE)).unwrap();
    for trigger in ["entry_is_never_changed", "entry_is_never_removed", "entry_comes_after_all_others"] {
        connection.execute_batch(&format!("DROP TRIGGER IF EXISTS {trigger}")).unwrap();
    }
    assert!(connection.execute(statement, []).unwrap() > 0, "{statement} changed nothing");
}

#[test]
fn logs_as_they_were_appended_pass() {
    let audit = house().desk().audit().unwrap();
    assert_eq!((audit.scopes, audit.entries, audit.findings), (2, 14, vec![]));
}

/// A stay is found by its ward's index: where that does not name it, a patient is in a bed and on no tablet.
#[test]
fn a_patient_whom_no_tablet_of_the_ward_shows_is_told_of() {
    let one = StayId::from_bytes([1; 16]);
    let bluebell: WardId = "bluebell".parse().unwrap();
    let house = house();
    let unseen = || house.desk().audit().unwrap().unseen;
    let told = unseen();
    assert_eq!(told, [Unseen { stay: one, ward: bluebell.clone() }]);
    let words = told[0].to_string();
    assert!(words.contains("bluebell") && words.contains("admit the patient again"), "{words}");

    let server = house.open();
    let mut tablet = house.tablet(&server, 2, &["bluebell"]);
    for (ward, left) in [("cedar", 1), ("bluebell", 0)] {
        let index = ScopeId::Ward(ward.parse().unwrap(), 0);
        let pointer = tablet.fact(&index, EntryBody::IndexStay(one));
        tablet.greet(&server, &house).push(&index, &[&pointer]);
        assert_eq!(unseen().len(), left, "{ward}'s index names the stay");
    }
}

#[test]
fn every_change_behind_the_servers_back_is_found() {
    let of_stay = "scope = (SELECT id FROM scope WHERE name LIKE 'stay/%')";
    for (change, flaw) in [
        ("UPDATE entry SET fact = CAST(fact || x'00' AS BLOB) WHERE seq = 4 AND", Flaw::Bytes),
        ("UPDATE entry SET signature = zeroblob(64) WHERE seq = 4 AND", Flaw::Bytes),
        ("UPDATE entry SET hash = zeroblob(32) WHERE seq = 4 AND", Flaw::Chain),
        ("UPDATE entry SET chain = zeroblob(32) WHERE seq = 10 AND", Flaw::Chain),
        ("UPDATE entry SET chain = zeroblob(32) WHERE seq = 10 AND", Flaw::Head),
        ("DELETE FROM entry WHERE seq = 4 AND", Flaw::Gap),
        ("DELETE FROM entry WHERE seq = 10 AND", Flaw::Head),
        ("UPDATE entry SET seq = seq + 100 WHERE seq IN (4) AND", Flaw::Gap),
    ] {
        let house = house();
        tamper(&house, &format!("{change} {of_stay}"));
        let audit = house.desk().audit().unwrap();
        let found = audit.findings.iter().any(|finding| finding.flaw == flaw);
        assert!(found, "{change}: {flaw:?} is not among {:?}", audit.findings);
        assert!(audit.findings.iter().all(|finding| finding.scope.starts_with("stay/")), "{change}");
    }
    let house = house();
    tamper(&house, "UPDATE scope SET head = 3 WHERE name LIKE 'stay/%'");
    assert_eq!(house.desk().audit().unwrap().findings.len(), 1);
}

/// A flipped bit in a page of the file, wherever it falls: found, or in a place where it changes nothing.
#[test]
fn a_flipped_bit_in_the_database_file_is_found_before_anybody_is_served_by_it() {
    let house = house();
    let path = house.folder.path().join(FILE);
    let whole = std::fs::read(&path).unwrap();
    let marker = house.nurse.as_bytes();
    let places = whole.windows(16).enumerate().filter(|(_, part)| part == marker).map(|(place, _)| place);
    let mut tried = 0;
    for place in places {
        let mut flipped = whole.clone();
        flipped[place] ^= 0x10;
        std::fs::write(&path, &flipped).unwrap();
        let in_a_fact = house.desk().audit().map_or(true, |audit| !audit.findings.is_empty());
        // The nurse stands in the facts, and once in the table of PIN verifiers.
        tried += usize::from(in_a_fact);
    }
    assert!(tried >= 10, "{tried}");
}

#[test]
fn the_quarantine_can_be_listed_by_identifiers() {
    let house = house();
    let server = house.open();
    let mut tablet = house.tablet(&server, 2, &["bluebell"]);
    let mut spoiled = tablet.any(&stay(1));
    spoiled.signature[0] ^= 1;
    for _ in 0..3 {
        tablet.greet(&server, &house).push(&stay(1), &[&spoiled]);
    }
    let mut list = Vec::new();
    let listed = house.desk().quarantine(|aside| {
        list.push(aside);
        Ok::<_, AdminError>(())
    });
    listed.unwrap();
    let [aside] = list.as_slice() else { panic!("{}", list.len()) };
    assert_eq!((aside.reason.name(), aside.brought_by, aside.times), ("bad_signature", tablet.id, 3));
    assert_eq!(aside.signed, spoiled);
}

/// SRV 11: the server holds no documents. It names neither Automerge nor the record's charts anywhere.
#[test]
fn srv_11_the_server_opens_no_document() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    for never in ["automerge", "contract", "\napp", "store"] {
        assert!(!manifest.contains(&format!("{never}.workspace")), "{never} is among the dependencies");
    }
    let mut folders = vec![root.join("src")];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                read += 1;
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
                let names = code.filter(|line| {
                    line.contains("automerge") || line.contains("Chart") || line.contains("island")
                });
                assert_eq!(names.count(), 0, "{} opens documents", path.display());
            }
        }
    }
    assert!(read > 20, "{read} files were read");
}
