//! A log taken elsewhere is verified from the server's public key alone, and whatever was changed in it is found.

use crate::house::{House, admission, placement, stay};
use clinical::{
    NoteId, ScopeId, StayId,
    entry::EntryBody,
    note::{NoteEdit, NoteOpened, Section, Stroke},
};
use record::VerifyingKey;
use std::{path::Path, process::Command};
use sync_server::proof::{Proof, Tampered};

/// A stay of some entries with a note, by two tablets, taken elsewhere.
struct Taken {
    house: House,
    proof: Proof,
    root: VerifyingKey,
}

fn taken() -> Taken {
    let house = House::new();
    let server = house.open();
    let mut tablets = [house.tablet(&server, 1, &["bluebell"]), house.tablet(&server, 2, &["bluebell"])];
    let ScopeId::Stay(of) = stay(1) else { unreachable!("a stay") };
    let [first, second] = &mut tablets;
    let mut facts = vec![
        first.fact(&stay(1), admission()),
        first.fact(&stay(1), placement("bluebell")),
        first.fact(&stay(1), EntryBody::Note(NoteOpened { visit: None })),
    ];
    let note = ScopeId::Note(NoteId::of(&of, &facts[2].id().unwrap()));
    for n in 0..8 {
        facts.push(first.fact(&stay(1), EntryBody::Pregnancy(n % 2 == 0)));
    }
    let strokes = vec![Stroke::Write { after: None, text: "Walks with one.".to_owned() }];
    let edit = NoteEdit { follows: Vec::new(), first: 6, section: Section::Plan, strokes };
    let words = first.fact(&note, EntryBody::NoteEdit(Box::new(edit)));
    let others: Vec<_> = (0..4).map(|n| second.fact(&stay(1), EntryBody::Pregnancy(n % 2 == 1))).collect();
    let mut talk = first.greet(&server, &house);
    talk.push(&stay(1), &facts.iter().collect::<Vec<_>>());
    talk.push(&note, &[&words]);
    second.greet(&server, &house).push(&stay(1), &others.iter().collect::<Vec<_>>());
    drop(server);
    let (desk, file) = (house.desk(), house.folder.path().join("proof"));
    desk.prove(&stay(1), &file).unwrap();
    let root = VerifyingKey::from_bytes(&desk.root()).unwrap();
    let proof = Proof::read(&std::fs::read(&file).unwrap()).unwrap();
    Taken { house, proof, root }
}

/// Chance from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n.max(1) as u64) as usize
    }
}

/// The kinds of what a hand in the file could do.
const KINDS: [&str; 10] = [
    "bit flipped",
    "byte changed",
    "file cut",
    "bytes added",
    "row dropped",
    "row doubled",
    "rows swapped",
    "last rows cut off",
    "row moved to another log",
    "log dropped",
];

/// One change by a hand that knows the file: counts are put right, so that it is no matter of shape.
fn mutated(proof: &Proof, file: &[u8], kind: usize, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = file.to_vec();
    let mut changed = proof.clone();
    let log = dice.below(changed.logs.len());
    let rows = changed.logs[log].len();
    let (one, other) = (dice.below(rows), dice.below(rows));
    match kind {
        0 => bytes[dice.below(file.len())] ^= 1 << dice.below(8),
        1 => {
            let at = dice.below(file.len());
            bytes[at] = bytes[at].wrapping_add(1 + dice.below(255) as u8);
        }
        2 => bytes.truncate(dice.below(file.len())),
        3 => bytes.extend((0..=dice.below(200)).map(|n| n as u8)),
        4 => drop(changed.logs[log].remove(one)),
        5 => {
            let row = changed.logs[log][one].clone();
            changed.logs[log].insert(other, row);
        }
        6 => {
            let other = if one == other { (one + 1) % rows } else { other };
            changed.logs[log].swap(one, other);
        }
        7 => changed.logs[log].truncate(one),
        8 => {
            let row = changed.logs[log].remove(one);
            let to = (log + 1) % changed.logs.len();
            let at = dice.below(changed.logs[to].len() + 1);
            changed.logs[to].insert(at, row);
        }
        _ => {
            changed.logs.remove(log);
            changed.statement.heads.remove(log);
        }
    }
    if kind < 4 {
        return bytes;
    }
    for (head, rows) in changed.statement.heads.iter_mut().zip(&changed.logs) {
        head.seq = rows.len() as u64;
        // Half of them also work out the chain anew, as only the server's signature then tells.
        if dice.below(2) == 0 {
            let hashes: Vec<_> = rows.iter().map(|row| row.hash().0).collect();
            head.chain = replication::Chain::EMPTY.over(&hashes);
        }
    }
    changed.bytes()
}

#[test]
fn whatever_is_changed_in_a_log_taken_elsewhere_is_found_from_the_root_key_alone() {
    let Taken { proof, root, .. } = taken();
    let file = proof.bytes();
    let as_it_was = proof.verify(&root).unwrap();
    assert_eq!(as_it_was.logs.iter().map(|(_, rows)| *rows).collect::<Vec<_>>()[1..], [15, 1]);
    assert_eq!(as_it_was.devices, 2);
    let wanted = std::env::var("WARDLIGHT_MUTATIONS").map_or(3_000, |n| n.parse().unwrap());
    let seed = std::env::var("WARDLIGHT_SEED").map_or(4_071, |n| n.parse().unwrap());
    let mut dice = Dice(seed);
    let mut missed = Vec::new();
    let mut of_kind = [0_usize; KINDS.len()];
    let (mut tried, mut made) = (0_usize, 0_usize);
    while made < wanted {
        let kind = tried % KINDS.len();
        tried += 1;
        let changed = mutated(&proof, &file, kind, &mut dice);
        // Two alike rows swapped, for one, change nothing.
        if changed == file {
            continue;
        }
        made += 1;
        of_kind[kind] += 1;
        if Proof::read(&changed).and_then(|proof| proof.verify(&root)).is_ok() {
            missed.push(format!("{} (mutation {tried})", KINDS[kind]));
        }
    }
    let kinds: Vec<_> = KINDS.iter().zip(of_kind).collect();
    println!(
        "{made} mutations of a log of {} bytes, seed {seed}, {} not found; {kinds:?}",
        file.len(),
        missed.len()
    );
    assert!(missed.is_empty(), "not found: {missed:?}");
    assert!(of_kind.iter().all(|made| made * 20 > wanted), "each kind has its share: {kinds:?}");
}

/// Everybody's key but the root's is in the file, so no other key may do.
#[test]
fn another_key_verifies_nothing_and_a_file_re_signed_by_another_server_is_found() {
    let Taken { proof, .. } = taken();
    let other = record::SigningKey::from_bytes(&[9; 32]).verifying_key();
    assert_eq!(proof.verify(&other), Err(Tampered::Statement));
}

#[test]
fn the_command_needs_a_file_and_the_key_and_says_what_it_found() {
    let Taken { house, .. } = taken();
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wardlight-server"));
        let output = command.args(words).output().unwrap();
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    };
    let data = house.folder.path().to_str().unwrap().to_owned();
    let (_, root) = run(&["root", "--data", &data]);
    // Away from the house: the file and the key are all there is.
    let away = tempfile::tempdir().unwrap();
    let file: &Path = &away.path().join("log");
    let path = file.to_str().unwrap();
    let (made, said) = run(&["record", "prove", "--data", &data, &stay(1).to_string(), path]);
    assert!(made && said.contains("3 logs"), "{said}");
    let (whole, said) = run(&["verify", path, "--root", root.trim()]);
    assert!(whole && said.starts_with("as it was: 3 logs"), "{said}");
    let mut bytes = std::fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    std::fs::write(file, &bytes).unwrap();
    let (whole, said) = run(&["verify", path, "--root", root.trim()]);
    assert!(!whole && said.starts_with("NOT as it was: "), "{said}");
    let (all, said) = run(&["verify", "--data", &data]);
    assert!(!all && said.contains(" 0 findings") && said.contains("no tablet there shows it"), "{said}");
    let server = house.open();
    let mut tablet = house.tablet(&server, 7, &["bluebell"]);
    let index = ScopeId::Ward("bluebell".parse().unwrap(), 0);
    let pointer = tablet.fact(&index, EntryBody::IndexStay(StayId::from_bytes([1; 16])));
    tablet.greet(&server, &house).push(&index, &[&pointer]);
    drop(server);
    assert!(
        run(&["verify", "--data", &data]).0,
        "a data folder is gone over, and every patient is to be seen"
    );
}

#[test]
fn a_lost_tablets_report_names_what_it_made_and_never_brought() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let facts: Vec<_> = (0..7).map(|_| tablet.any(&stay(1))).collect();
    let mut refused = facts[4].clone();
    refused.signature[0] ^= 1;
    let brought = [&facts[0], &facts[1], &refused, &facts[6]];
    tablet.greet(&server, &house).push(&stay(1), &brought);
    drop(server);
    let desk = house.desk();
    let device = facts[0].decode().unwrap().header.device;
    let report = desk.device_report(device).unwrap();
    let [life] = report.lives.as_slice() else { panic!("{report:?}") };
    assert_eq!((life.received, life.refused, life.last), (3, 1, 7));
    assert_eq!(life.missing, [(3, 4), (6, 6)], "the refused one came");
    assert_eq!(life.never_received(), 3);
    let said = report.to_string();
    assert!(said.contains("3 entries were made there and never received"), "{said}");
    assert!(said.contains("numbers 3 to 4"), "{said}");
    assert!(said.ends_with("its chain does not tell."), "what nobody can know is said: {said}");
    assert!(desk.device_report(clinical::DeviceId::from_bytes([9; 16])).is_err());
}
