//! A stay as an Automerge file: opened here with plain Automerge, as somebody who has nothing else of ours would.

use crate::{
    notes::{note_id, scope as note_scope},
    samples::{every_kind, fact_id, signed, small, stay_scope},
};
use automerge::{AutoSerde, Automerge};
use clinical::{
    ScopeId,
    entry::EntryBody,
    note::{NoteEdit, Section, Stroke},
};
use record::{SignedFact, chart::LeftOut, fact_json, stay_file};
use serde_json::Value;

/// The file as plain Automerge and JSON have it.
fn opened(file: &[u8]) -> Value {
    serde_json::to_value(AutoSerde::from(&Automerge::load(file).unwrap())).unwrap()
}

/// The fact under an identifier of the `facts` map: CBOR, an array of bytes and signature.
fn kept(opened: &Value, key: &str) -> SignedFact {
    let packed = opened["facts"][key].as_array().unwrap();
    let packed: Vec<u8> = packed.iter().map(|byte| u8::try_from(byte.as_u64().unwrap()).unwrap()).collect();
    let mut d = minicbor::Decoder::new(&packed);
    assert_eq!(d.array().unwrap(), Some(2));
    let bytes = d.bytes().unwrap().to_vec();
    SignedFact { bytes, signature: d.bytes().unwrap().try_into().unwrap() }
}

fn key(fact: &SignedFact) -> String {
    hex::encode(fact.id().unwrap().as_bytes())
}

fn one_of_every_kind() -> Vec<SignedFact> {
    (0..).zip(every_kind()).map(|(n, (_, scope, body))| signed(n, scope, body)).collect()
}

#[test]
fn the_file_opens_with_plain_automerge_and_holds_every_field_and_every_signed_byte() {
    let facts = one_of_every_kind();
    let exported = stay_file(&facts).unwrap();
    let opened = opened(&exported.file);
    assert_eq!((exported.facts, exported.left_out.len()), (facts.len(), 0));
    assert_eq!(opened["facts"].as_object().unwrap().len(), facts.len());
    assert_eq!(opened["read"].as_object().unwrap().len(), facts.len());
    for fact in &facts {
        let as_json: Value = serde_json::from_str(&fact_json(fact)).unwrap();
        assert_eq!(opened["read"][key(fact)], as_json, "every field, as the fact by itself is shown");
        assert_eq!(kept(&opened, &key(fact)), *fact, "what was signed, to be verified");
    }
    assert!(record::Chart::load(&exported.file).is_err(), "nobody takes it for a device's own document");
}

#[test]
fn the_order_and_repetition_of_the_facts_make_no_difference_to_the_file() {
    let facts = one_of_every_kind();
    let mut others: Vec<SignedFact> = facts.iter().rev().cloned().collect();
    others.push(facts[3].clone());
    assert!(stay_file(&facts).unwrap() == stay_file(&others).unwrap(), "another order is another file");
}

#[test]
fn the_text_of_a_note_stands_in_the_file_as_its_edits_come_to() {
    let write = |n, first, follows, after, text: &str| {
        let strokes = vec![Stroke::Write { after, text: text.to_owned() }];
        let edit = NoteEdit { follows, first, section: Section::Plan, strokes };
        signed(n, note_scope(), EntryBody::NoteEdit(Box::new(edit)))
    };
    let facts = [small(1), write(2, 6, Vec::new(), None, "Walks with one.")];
    let exported = stay_file(&facts).unwrap();
    assert_eq!((exported.facts, exported.notes), (2, 1));
    let opened = opened(&exported.file);
    let note = &opened["notes"][note_id().to_string()];
    assert_eq!((note["plan"].as_str(), note["subjective"].as_str()), (Some("Walks with one."), Some("")));
}

#[test]
fn a_kind_that_only_a_newer_version_knows_is_in_the_file_as_such_with_its_bytes() {
    let kind = SignedFact {
        bytes: hex::decode(hex::encode(&small(1).bytes).replacen("03080482", "0318c80482", 1)).unwrap(),
        signature: [3; 64],
    };
    let exported = stay_file(std::slice::from_ref(&kind)).unwrap();
    let opened = opened(&exported.file);
    let read = &opened["read"][key(&kind)];
    assert_eq!(
        (read["kind"].as_u64(), read["kind_name"].as_str(), read["bytes"].as_str()),
        (Some(200), Some("made by a newer version"), Some(hex::encode(&kind.bytes).as_str()))
    );
    assert_eq!(kept(&opened, &key(&kind)), kind);
}

/// Automerge knows no empty key, and a newer version's map may have one: `{"": 1}` under key 40.
#[test]
fn a_newer_versions_empty_key_keeps_no_fact_out_of_the_file() {
    let mut newer = small(1);
    newer.bytes[0] += 1;
    newer.bytes.extend(hex::decode("1828a16001").unwrap());
    let exported = stay_file(std::slice::from_ref(&newer)).unwrap();
    assert_eq!(opened(&exported.file)["read"][key(&newer)]["unknown"]["40"]["\"\""], 1);
}

#[test]
fn what_no_document_can_hold_is_named_and_keeps_nothing_else_out() {
    let twin = signed(1, stay_scope(1), EntryBody::Pregnancy(true));
    assert_eq!(twin.id(), Some(fact_id(1)));
    let junk = SignedFact { bytes: vec![0xa0], signature: [1; 64] };
    let facts = [small(1), twin.clone(), junk.clone(), small(2)];
    let exported = stay_file(&facts).unwrap();
    assert_eq!(exported.facts, 2);
    assert_eq!(
        exported.left_out,
        [(junk.hash(), LeftOut::Unreadable), (twin.hash(), LeftOut::Twin)],
        "for whoever exports to look at"
    );
    assert!(matches!(small(1).decode().unwrap().header.scope, ScopeId::Stay(_)));
}
