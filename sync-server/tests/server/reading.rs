//! The administrator reads the record: any fact as JSON, a stay as a file, and not a word of it anywhere else.

use crate::house::{House, Tablet, admission, placement, stay};
use clinical::{
    FactId, NoteId, ScopeId, StayId,
    entry::EntryBody,
    note::{NoteEdit, NoteOpened, Section, Stroke},
};
use ed25519_dalek::Signer as _;
use record::{SignedFact, fact_json, stay_file};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    path::Path,
    process::{Command, Output},
};
use sync_server::admin::{
    AdminError,
    reading::{Found, Lies},
};

/// A house with one stay, a note in it, a fact of a newer version, and one in quarantine.
struct Ward {
    house: House,
    /// The stay's facts in the log's order, then the note's.
    facts: Vec<SignedFact>,
    refused: SignedFact,
}

/// A fact of a kind that nobody knows yet: one of a known kind (8) under the number 200.
fn newer(tablet: &mut Tablet) -> SignedFact {
    let header = tablet.header(&stay(1), crate::house::NINE);
    let known = hex_of(&record::Fact { header, body: EntryBody::Pregnancy(true) }.bytes());
    assert_eq!(known.matches("03080482").count(), 1);
    let bytes = bytes_of(&known.replacen("03080482", "0318c80482", 1));
    let signature = tablet.key.sign(&[b"wardlight/fact/v1\0", &bytes[..]].concat()).to_bytes();
    let signed = SignedFact { bytes, signature };
    tablet.previous = signed.hash();
    signed
}

fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes_of(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

fn ward() -> Ward {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let ScopeId::Stay(of) = stay(1) else { unreachable!("a stay") };
    let admitted = tablet.fact(&stay(1), admission());
    let placed = tablet.fact(&stay(1), placement("bluebell"));
    let opened = tablet.fact(&stay(1), EntryBody::Note(NoteOpened { visit: None }));
    let later = newer(&mut tablet);
    let note = ScopeId::Note(NoteId::of(&of, &opened.id().unwrap()));
    let strokes = vec![Stroke::Write { after: None, text: "Walks with one.".to_owned() }];
    let edit = NoteEdit { follows: Vec::new(), first: 6, section: Section::Plan, strokes };
    let words = tablet.fact(&note, EntryBody::NoteEdit(Box::new(edit)));
    let mut refused = tablet.any(&stay(1));
    refused.signature[0] ^= 1;
    let mut talk = tablet.greet(&server, &house);
    talk.push(&stay(1), &[&admitted, &placed, &opened, &later, &refused]);
    talk.push(&note, &[&words]);
    Ward { house, facts: vec![admitted, placed, opened, later, words], refused }
}

fn run(ward: &Ward, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wardlight-server"));
    // Whatever is logged at all would be heard.
    command.env("RUST_LOG", "trace").arg("record").args(words);
    command.arg("--data").arg(ward.house.folder.path()).output().unwrap()
}

fn said(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn shown(ward: &Ward, what: &str) -> Vec<Value> {
    let output = run(ward, &["show", what]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_str(said(&output)).unwrap()
}

fn json(fact: &SignedFact) -> Value {
    serde_json::from_str(&fact_json(fact)).unwrap()
}

#[test]
fn a_log_is_shown_as_json_fact_by_fact_in_its_order() {
    let ward = ward();
    let list = shown(&ward, &stay(1).to_string());
    assert_eq!(list.len(), 4);
    for (n, (shown, fact)) in list.iter().zip(&ward.facts).enumerate() {
        assert_eq!(shown["fact"], json(fact));
        assert_eq!(shown["lies"], format!("{} entry {}", stay(1), n + 1));
    }
    assert_eq!(list[0]["fact"]["body"]["family"], "SYNTHETIC");
}

#[test]
fn a_fact_is_found_by_its_identifier_in_whichever_log_it_lies() {
    let ward = ward();
    for fact in &ward.facts {
        let found = shown(&ward, &fact.id().unwrap().to_string());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["fact"], json(fact));
    }
    let nobody = run(&ward, &["show", &FactId::from_bytes([9; 16]).to_string()]);
    assert!(!nobody.status.success() && said(&nobody).is_empty());
    assert!(String::from_utf8_lossy(&nobody.stderr).contains("nothing of that name"));
}

#[test]
fn what_was_refused_is_shown_with_its_reason() {
    let ward = ward();
    let found = ward.house.desk().fact(ward.refused.id().unwrap()).unwrap();
    let [Found { lies: Lies::SetAside { scope, reason }, signed }] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!((scope.as_str(), reason.name()), (stay(1).to_string().as_str(), "bad_signature"));
    assert_eq!(*signed, ward.refused);
    let shown = shown(&ward, &ward.refused.id().unwrap().to_string());
    assert_eq!(shown[0]["lies"], format!("in quarantine, brought to {}: bad_signature", stay(1)));
}

#[test]
fn a_kind_of_a_newer_version_is_shown_as_such_with_its_bytes() {
    let ward = ward();
    let later = &ward.facts[3];
    let found = shown(&ward, &later.id().unwrap().to_string());
    let fact = &found[0]["fact"];
    assert_eq!(
        (fact["kind"].as_u64(), fact["kind_name"].as_str()),
        (Some(200), Some("made by a newer version"))
    );
    assert_eq!(fact["bytes"].as_str(), Some(hex_of(&later.bytes).as_str()));
    assert_eq!(fact["body"], serde_json::json!({ "0": true }), "what can be read of it");
}

#[test]
fn a_stay_is_exported_with_its_notes_to_a_file_that_is_nobody_elses() {
    let ward = ward();
    let ScopeId::Stay(of) = stay(1) else { unreachable!("a stay") };
    let file = ward.house.folder.path().join("stay.automerge");
    let output = run(&ward, &["export", &of.to_string(), file.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(said(&output).starts_with("5 facts and 1 notes written to "), "{}", said(&output));
    let expected = stay_file(&ward.facts).unwrap().file;
    assert!(std::fs::read(&file).unwrap() == expected, "the file of these facts, byte for byte");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_file_that_is_there_is_left_alone_and_a_stay_that_is_not_makes_none() {
    let ward = ward();
    let ScopeId::Stay(of) = stay(1) else { unreachable!("a stay") };
    let file = ward.house.folder.path().join("theirs");
    std::fs::write(&file, "theirs").unwrap();
    let refused = ward.house.desk().export_stay(of, &file).unwrap_err();
    assert!(matches!(refused, AdminError::Unwritable { .. }), "{refused}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "theirs");
    let nowhere = ward.house.folder.path().join("nothing");
    let refused = ward.house.desk().export_stay(StayId::from_bytes([9; 16]), &nowhere).unwrap_err();
    assert!(matches!(refused, AdminError::UnknownStay(_)) && !nowhere.exists(), "{refused}");
}

/// Names and sizes of what lies in a folder.
fn listing(folder: &Path) -> BTreeMap<String, u64> {
    let files = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    files
        .map(|file| (file.file_name().to_string_lossy().into_owned(), file.metadata().unwrap().len()))
        .collect()
}

#[test]
fn nothing_that_is_shown_is_logged_or_kept_and_nothing_changes() {
    let ward = ward();
    let state = |ward: &Ward| (ward.house.desk().audit().unwrap(), listing(ward.house.folder.path()));
    let before = state(&ward);
    for what in [stay(1).to_string(), ward.facts[0].id().unwrap().to_string()] {
        let output = run(&ward, &["show", &what]);
        assert!(output.status.success() && said(&output).contains("SYNTHETIC"));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "not one line in a log");
    }
    let list = run(&ward, &["list"]);
    assert!(list.status.success() && list.stderr.is_empty());
    assert!(said(&list).contains(&format!("{}\t4 entries\t", stay(1))), "{}", said(&list));
    assert!(!said(&list).contains("SYNTHETIC") && !said(&list).contains("Amina"), "identifiers only");
    assert_eq!(state(&ward), before, "the data folder is as it was");
}

#[test]
fn the_help_says_that_patients_data_is_given_out() {
    let help =
        Command::new(env!("CARGO_BIN_EXE_wardlight-server")).args(["record", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    assert!(
        help.contains("patients' data because you ask for it") && help.contains("None of it is logged"),
        "{help}"
    );
    assert_eq!(help.matches("PATIENTS' DATA").count(), 3, "at each command that does: {help}");
}
