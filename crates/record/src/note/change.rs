//! The Automerge change that an edit of a note is: a pure function of the edit and its fact's identifier.
//!
//! Each edit is one change: its actor is the fact's identifier, its sequence 1, its time 0, and it depends on the edits
//! that its author saw. So there is no actor to reuse after a restore and no sequence to wedge, and what an edit can cost
//! is bounded by the letters in it.

use super::history::History;
use crate::island::change as expand;
use automerge::{ActorId, Automerge, Change, ChangeHash, ObjType, ROOT, ReadDoc, ScalarValue, legacy};
use clinical::{
    FactId,
    note::{EditHash, FIRST_LETTER, Letter, NoteEdit, Section, Stroke},
};
use std::{
    num::NonZeroU64,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// The actor of the genesis of notes.
const GENESIS_ACTOR: &[u8] = b"wardlight/note/genesis/1";

/// The hash of the genesis of notes. A constant of the format: a test rebuilds the change and compares.
pub const GENESIS_HASH: [u8; 32] = [
    0x76, 0x9d, 0x5b, 0x0b, 0x09, 0xb3, 0x36, 0x14, 0xf6, 0x8b, 0x9b, 0x0b, 0x32, 0x43, 0xa6, 0x71, 0x7c,
    0x2c, 0xc0, 0x36, 0x01, 0x67, 0x09, 0xde, 0x58, 0x3b, 0xc5, 0xae, 0x42, 0x22, 0xcd, 0xf1,
];

/// The genesis of every note: makes the texts of its parts. The same bytes everywhere; never sent.
pub fn genesis() -> Change {
    let make = |section: Section| legacy::Op {
        action: legacy::OpType::Make(ObjType::Text),
        obj: legacy::ObjectId::Root,
        key: name(section).into(),
        pred: legacy::SortedVec::new(),
        insert: false,
    };
    let makes = by_name().map(make).to_vec();
    expand(ActorId::from(GENESIS_ACTOR), NonZeroU64::MIN, Vec::new(), makes)
}

/// The change of an edit. `None` when the edit is not one that may be ([`NoteEdit::is_sound`]).
pub fn change_of(id: &FactId, edit: &NoteEdit) -> Option<Change> {
    if !edit.is_sound() {
        return None;
    }
    let text = legacy::ObjectId::Id(legacy::OpId::new(number(edit.section), &ActorId::from(GENESIS_ACTOR)));
    let op = |action, key, pred, insert| legacy::Op { action, obj: text.clone(), key, pred, insert };
    let mut ops = Vec::with_capacity(edit.letters());
    let mut next = Letter { number: edit.first, edit: *id };
    for stroke in &edit.strokes {
        match stroke {
            Stroke::Write { after, text } => {
                let mut before = after.as_ref().map_or(legacy::ElementId::Head, element);
                for letter in text.chars() {
                    let put = legacy::OpType::Put(ScalarValue::Str(letter.to_string().into()));
                    ops.push(op(put, before.into_key(), legacy::SortedVec::new(), true));
                    before = element(&next);
                    next.number += 1;
                }
            }
            Stroke::TakeOut { first, count } => {
                for letter in run(first, *count) {
                    let key = element(&letter).into_key();
                    ops.push(op(legacy::OpType::Delete, key, vec![op_id(&letter)].into(), false));
                    next.number += 1;
                }
            }
        }
    }
    let follows = match edit.follows.as_slice() {
        [] => vec![ChangeHash(GENESIS_HASH)],
        follows => follows.iter().map(|hash| ChangeHash(hash.0)).collect(),
    };
    let first = NonZeroU64::new(u64::from(edit.first))?;
    Some(expand(ActorId::from(id.as_bytes()), first, follows, ops))
}

/// The hash by which other edits name this one.
pub fn hash_of(id: &FactId, edit: &NoteEdit) -> Option<EditHash> {
    change_of(id, edit).map(|change| EditHash(change.hash().0))
}

/// The letters of one run.
pub(super) fn run(first: &Letter, count: u16) -> impl Iterator<Item = Letter> + use<> {
    let first = *first;
    (0..u32::from(count)).map(move |n| Letter { number: first.number.saturating_add(n), ..first })
}

/// What Automerge merges the edits of a history to, part by part. `None` when it refuses, or panics: then the document
/// is thrown away, and the edits are what there is.
pub(super) fn texts(history: &History) -> Option<[String; Section::ALL.len()]> {
    let merged = catch_unwind(AssertUnwindSafe(|| {
        let document = document(history.changes())?;
        let text = |section: Section| {
            let (_, text) = document.get(ROOT, name(section)).ok()??;
            document.text(&text).ok()
        };
        let texts: Vec<String> = Section::ALL.into_iter().map(text).collect::<Option<_>>()?;
        texts.try_into().ok()
    }));
    merged.ok().flatten()
}

/// The document of these changes, each of which must come after all that it follows.
pub(super) fn document<'c>(changes: impl Iterator<Item = &'c Change>) -> Option<Automerge> {
    let mut document = Automerge::new().with_actor(ActorId::from(GENESIS_ACTOR));
    let all: Vec<Change> = std::iter::once(genesis()).chain(changes.cloned()).collect();
    document.apply_changes(all).ok()?;
    Some(document)
}

fn element(letter: &Letter) -> legacy::ElementId {
    legacy::ElementId::Id(op_id(letter))
}

fn op_id(letter: &Letter) -> legacy::OpId {
    legacy::OpId::new(u64::from(letter.number), &ActorId::from(letter.edit.as_bytes()))
}

/// The parts as Automerge orders what one change puts under a root: by name.
const fn by_name() -> [Section; Section::ALL.len()] {
    [Section::Addendum, Section::Assessment, Section::Objective, Section::Plan, Section::Subjective]
}

/// The number of the operation that makes a part's text.
fn number(section: Section) -> u64 {
    let place = by_name().iter().position(|part| *part == section).unwrap_or_default();
    debug_assert!(place < FIRST_LETTER as usize);
    place as u64 + 1
}

const fn name(section: Section) -> &'static str {
    match section {
        Section::Subjective => "subjective",
        Section::Objective => "objective",
        Section::Assessment => "assessment",
        Section::Plan => "plan",
        Section::Addendum => "addendum",
    }
}
