//! Bombs for notes: raw changes of Automerge that stand for a million operations or unpack to megabytes, edits beyond every
//! limit, and CBOR that claims more than it holds.

use super::{Becomes, Case, Hands, Kind, case, fact, note};
use crate::{chunk, hand::letters};
use anyhow::Result;
use clinical::{
    FactId,
    entry::EntryBody,
    note::{
        EditHash, Letter, MAX_HEADS, MAX_LETTER_NUMBER, MAX_LETTERS, NoteEdit, NoteSignature, Section, Stroke,
    },
};
use record::limits::MAX_FACT_BYTES;
use replication::{Entry, wire::Refused};

/// Zeros in the compressed change: as many as still pack into what a note's change may have.
const ZEROS: u64 = 60 * 1024 * 1024;

/// All bombs.
///
/// # Errors
/// When one cannot be made.
pub fn all(hands: &mut Hands) -> Result<Vec<Case>> {
    let mut cases = raw_changes(hands)?;
    cases.extend(cbor(hands));
    cases.extend(edits(hands));
    Ok(cases)
}

/// Changes as Automerge would read them. None is taken: a note's edits are facts.
fn raw_changes(hands: &mut Hands) -> Result<Vec<Case>> {
    let chunks = [
        ("a change of 800,001 operations in a hundred bytes", chunk::many_operations(800_001)),
        ("a change of a billion operations", chunk::many_operations(1_000_000_000)),
        ("a compressed change that unpacks to 60 MiB", chunk::many_zeros(ZEROS)?),
        ("an empty change", Vec::new()),
    ];
    let refused = Becomes::Refused(Refused::WrongKind);
    let mut cases = Vec::new();
    for (name, chunk) in chunks {
        cases.push(case(hands, Kind::Bomb, &note(), name, refused, |_| Entry::NoteChange(chunk.clone())));
        if chunk.len() <= MAX_FACT_BYTES {
            let name = format!("{name}, signed as a fact");
            let refused = Becomes::Refused(Refused::BadShape);
            cases.push(fact(hands, Kind::Bomb, &note(), &name, refused, |hands| hands.own.signed(chunk)));
        }
    }
    Ok(cases)
}

/// Signed bytes that would cost a careless reader memory, time or its stack.
fn cbor(hands: &mut Hands) -> Vec<Case> {
    let nested = |open: u8| [vec![open; MAX_FACT_BYTES - 1], vec![0]].concat();
    let bytes: [(&str, Vec<u8>); 8] = [
        ("arrays in arrays to the last byte", nested(0x81)),
        ("maps in maps to the last byte", nested(0xa1)),
        ("tags on tags to the last byte", nested(0xc1)),
        ("an array of 2^64 - 1", vec![0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
        ("a map of 2^64 - 1", vec![0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
        ("a text of 2^64 - 1", vec![0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
        ("one key 8,000 times", [vec![0xb9, 0x1f, 0x40], [0_u8, 0].repeat(8_000)].concat()),
        ("nothing", Vec::new()),
    ];
    let refused = Becomes::Refused(Refused::BadShape);
    bytes
        .into_iter()
        .map(|(name, bytes)| fact(hands, Kind::Bomb, &note(), name, refused, |hands| hands.own.signed(bytes)))
        .collect()
}

/// Edits and signatures of a note, beyond the limits and just within.
fn edits(hands: &mut Hands) -> Vec<Case> {
    let text = |letters: usize| vec![Stroke::Write { after: None, text: "a".repeat(letters) }];
    let edit = |follows: usize, first: u32, strokes: Vec<Stroke>| {
        let follows = (0..follows).map(|n| EditHash([n as u8; 32])).collect();
        EntryBody::NoteEdit(Box::new(NoteEdit { follows, first, section: Section::Plan, strokes }))
    };
    let nobodys = Letter { number: 7, edit: FactId::from_bytes([0xee; 16]) };
    let take = |count: u16| Stroke::TakeOut { first: nobodys, count };
    let one = |strokes: usize| (0..strokes).map(|_| take(1)).collect::<Vec<_>>();
    let last = MAX_LETTER_NUMBER - MAX_LETTERS as u32;
    let bad = Becomes::Refused(Refused::BadShape);
    let bodies = [
        ("one letter too many", edit(0, 6, text(MAX_LETTERS + 1)), bad),
        ("15,000 letters", edit(0, 6, text(15_000)), bad),
        ("65,535 letters taken out at once", edit(0, 6, vec![take(u16::MAX)]), bad),
        ("65,535 letters taken out, 50 times", edit(0, 6, (0..50).map(|_| take(u16::MAX)).collect()), bad),
        ("a first letter numbered 2^32 - 1", edit(0, u32::MAX, text(1)), bad),
        ("letters up to one beyond the last number", edit(0, last + 1, text(MAX_LETTERS)), bad),
        ("a first letter numbered 0", edit(0, 0, text(1)), bad),
        ("17 edits followed", edit(MAX_HEADS + 1, 6, text(1)), bad),
        ("nothing written and nothing covered", edit(1, 6, Vec::new()), bad),
        ("the last numbers that letters may have", edit(0, last, text(MAX_LETTERS)), Becomes::Taken),
        ("256 letters of nobody taken out one by one", edit(16, 6, one(MAX_LETTERS)), Becomes::Taken),
        ("16 edits followed that nobody has", edit(MAX_HEADS, 6, text(1)), Becomes::Taken),
        ("letters that turn the reading order", letters("\u{202e}ylno daer"), bad),
        ("a signature under nothing", signature(0, 1, 0), bad),
        ("a signature under 65,535 sentences", signature(1, u16::MAX, 256), Becomes::Taken),
    ];
    bodies
        .into_iter()
        .map(|(name, body, becomes)| {
            fact(hands, Kind::Bomb, &note(), name, becomes, |hands| hands.own.fact(&note(), body))
        })
        .collect()
}

fn signature(heads: u8, sentences: u16, read_again: u16) -> EntryBody {
    let heads = (0..heads).map(|n| EditHash([n; 32])).collect();
    let mark = |n: u16| {
        let mut mark = [0; 16];
        mark[..2].copy_from_slice(&n.to_be_bytes());
        clinical::note::SentenceMark(mark)
    };
    let read_again = (0..read_again).map(mark).collect();
    EntryBody::NoteSignature(Box::new(NoteSignature { heads, words: [0; 32], sentences, read_again }))
}
