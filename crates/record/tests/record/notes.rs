//! Edits of a note: real Automerge changes, rebuilt from facts, that no forger can make heavy or hide anything with.

use crate::samples::{device_key, fact, fact_id, forged, signed};
use automerge::{ReadDoc, transaction::Transactable};
use clinical::{
    DeviceId, FactId, NoteId, ScopeId, StaffId,
    entry::{Entry, EntryBody},
    note::{EditHash, Letter, MAX_LETTERS, NoteEdit, Section, Stroke},
};
use record::note::{
    CannotWrite, MAX_SPLICE, Note, Splice,
    change::{self, GENESIS_HASH},
};

pub(crate) fn note_id() -> NoteId {
    NoteId::from_bytes([4; 16])
}

pub(crate) fn scope() -> ScopeId {
    ScopeId::Note(note_id())
}

pub(crate) fn person(n: u8) -> StaffId {
    StaffId::from_bytes([n; 16])
}

/// The device at which everybody writes unless it is said otherwise.
pub(crate) fn device() -> DeviceId {
    fact(1, scope(), EntryBody::Pregnancy(true)).header.device
}

/// An entry of the note by somebody.
pub(crate) fn by(author: StaffId, id: FactId, body: EntryBody) -> Entry {
    let mut entry = fact(1, scope(), body).entry();
    (entry.id, entry.author) = (id, author);
    entry
}

pub(crate) fn edit(author: StaffId, id: FactId, edit: NoteEdit) -> Entry {
    by(author, id, EntryBody::NoteEdit(Box::new(edit)))
}

/// Writes into a note that holds these entries, as somebody who sees all of it, and answers the entries with it.
pub(crate) fn written(mut entries: Vec<Entry>, author: u8, first_id: u32, splice: &Splice) -> Vec<Entry> {
    let note = Note::read(note_id(), &entries);
    let mut next = first_id;
    let mint = || {
        next += 1;
        fact_id(next)
    };
    let edits = note.write(device(), &note.heads(), splice, mint).unwrap();
    entries.extend(edits.into_iter().map(|(id, body)| edit(person(author), id, body)));
    entries
}

pub(crate) fn insert(at: usize, text: &str) -> Splice {
    Splice { section: Section::Subjective, at, take_out: 0, write: text.to_owned() }
}

fn a_first(text: &str) -> NoteEdit {
    let strokes = vec![Stroke::Write { after: None, text: text.to_owned() }];
    NoteEdit { follows: Vec::new(), first: 6, section: Section::Plan, strokes }
}

#[test]
fn the_genesis_of_notes_is_the_same_bytes_for_ever() {
    assert_eq!(
        hex::encode(change::genesis().hash().0),
        hex::encode(GENESIS_HASH),
        "the genesis changed: no older note could be read"
    );
}

/// An edit is the very change that Automerge itself would make for it.
#[test]
fn an_edit_is_what_automerge_would_have_written() {
    let id = fact_id(9);
    let ours = change::change_of(&id, &a_first("Wälks 🚶")).unwrap();
    let mut document = automerge::AutoCommit::new().with_actor(automerge::ActorId::from(id.as_bytes()));
    document.apply_changes([change::genesis()]).unwrap();
    let (_, plan) = document.get(automerge::ROOT, "plan").unwrap().unwrap();
    document.splice_text(&plan, 0, 0, "Wälks 🚶").unwrap();
    document.commit_with(automerge::transaction::CommitOptions::default().with_time(0));
    let theirs = document.get_last_local_change().unwrap();
    assert_eq!(ours.hash(), theirs.hash());
    insta::assert_snapshot!(hex::encode(ours.raw_bytes()));
}

#[test]
fn what_is_written_reads_back_letter_by_letter() {
    let entries = written(Vec::new(), 1, 100, &insert(0, "Slept well.\r\nPain 3/10."));
    let entries = written(entries, 1, 200, &insert(5, " very"));
    let note = Note::read(note_id(), &entries);
    assert_eq!(note.text(Section::Subjective), "Slept very well.\nPain 3/10.");
    assert!(note.is_settled());
    let replace = Splice { section: Section::Subjective, at: 6, take_out: 4, write: "quite".into() };
    let note = Note::read(note_id(), &written(entries, 2, 300, &replace));
    assert_eq!(note.text(Section::Subjective), "Slept quite well.\nPain 3/10.");
    assert_eq!((note.waiting(), note.unsound(), note.edits()), (0, 0, 3));
}

#[test]
fn a_page_is_several_edits_and_each_is_small() {
    let page = "A long report of a long day. ".repeat(60);
    let entries = written(Vec::new(), 1, 100, &insert(0, &page));
    assert_eq!(entries.len(), page.len().div_ceil(MAX_LETTERS));
    for entry in &entries {
        let bytes = signed(1, scope(), entry.body.clone()).bytes.len();
        assert!(bytes < 1_000, "{bytes} bytes");
    }
    let note = Note::read(note_id(), &entries);
    assert_eq!(note.text(Section::Subjective), page);
    let everything =
        Splice { section: Section::Subjective, at: 0, take_out: page.len(), write: String::new() };
    let gone = Note::read(note_id(), &written(entries, 2, 500, &everything));
    assert_eq!(gone.text(Section::Subjective), "");
    assert!(gone.is_settled());
}

#[test]
fn a_change_outside_of_what_was_shown_is_refused() {
    let note = Note::read(note_id(), &written(Vec::new(), 1, 100, &insert(0, "Well.")));
    let beyond = |splice: &Splice| note.write(device(), &note.heads(), splice, || fact_id(1));
    assert_eq!(beyond(&insert(6, "x")), Err(CannotWrite::OutOfPlace));
    let far = Splice { take_out: usize::MAX, ..insert(1, "") };
    assert_eq!(beyond(&far), Err(CannotWrite::OutOfPlace));
    assert_eq!(beyond(&insert(0, &"x".repeat(MAX_SPLICE + 1))), Err(CannotWrite::TooLong));
    let unknown = note.write(device(), &[EditHash([9; 32])], &insert(0, "x"), || fact_id(1));
    assert_eq!(unknown, Err(CannotWrite::UnknownBase));
    assert_eq!(beyond(&insert(2, "")), Ok(Vec::new()), "nothing changed is nothing written");
}

/// F1, for notes: what follows a missing edit waits, is counted, and shows as soon as that has come.
#[test]
fn words_wait_for_those_they_follow_and_are_not_lost() {
    let entries = written(Vec::new(), 1, 100, &insert(0, "One. "));
    let entries = written(entries, 1, 200, &insert(5, "Two. "));
    let entries = written(entries, 1, 300, &insert(10, "Three."));
    let without = [entries[0].clone(), entries[2].clone()];
    let note = Note::read(note_id(), &without);
    assert_eq!((note.text(Section::Subjective).as_str(), note.waiting()), ("One. ", 1));
    let note = Note::read(note_id(), &entries);
    assert_eq!((note.text(Section::Subjective).as_str(), note.waiting()), ("One. Two. Three.", 0));
}

/// T7: an Automerge change of 104 bytes can hold 800,000 operations. An edit holds as many as it has letters, and a fact
/// that claims more is refused while it is decoded.
#[test]
fn no_edit_can_ask_for_more_work_than_it_has_letters() {
    let first = Letter { number: 6, edit: fact_id(1) };
    let bombs = [
        vec![Stroke::TakeOut { first, count: u16::MAX }],
        vec![Stroke::Write { after: None, text: "x".repeat(MAX_LETTERS + 1) }],
        vec![Stroke::TakeOut { first, count: 200 }, Stroke::Write { after: None, text: "x".repeat(57) }],
        Vec::new(),
        vec![Stroke::Write { after: None, text: String::new() }],
    ];
    for strokes in bombs {
        let bomb = NoteEdit { strokes, ..a_first("x") };
        assert!(change::change_of(&fact_id(2), &bomb).is_none());
        let fact = forged(2, scope(), EntryBody::NoteEdit(Box::new(bomb)));
        assert!(fact.decode().is_err());
    }
    let most = a_first(&"x".repeat(MAX_LETTERS));
    assert!(signed(2, scope(), EntryBody::NoteEdit(Box::new(most))).decode().is_ok());
}

/// F9: a counter pushed to its end would keep everybody from writing. A number has to be the next one.
#[test]
fn a_poisoned_counter_a_forged_letter_and_a_foreign_part_show_nothing_and_block_nobody() {
    let good = written(Vec::new(), 1, 100, &insert(0, "Well."));
    let note = Note::read(note_id(), &good);
    let follows = note.heads();
    let letter = Letter { number: 6, edit: good[0].id };
    let elsewhere = Letter { number: 6, edit: fact_id(900) };
    let write = |first, after| NoteEdit {
        follows: follows.clone(),
        first,
        section: Section::Subjective,
        strokes: vec![Stroke::Write { after, text: "x".into() }],
    };
    let forged = [
        write(400_000, Some(letter)),
        write(6, Some(letter)),
        write(11, Some(elsewhere)),
        NoteEdit { section: Section::Plan, ..write(11, Some(letter)) },
        NoteEdit { follows: Vec::new(), ..write(6, Some(letter)) },
    ];
    for (n, forged) in (700..).zip(forged) {
        let mut entries = good.clone();
        entries.push(edit(person(9), fact_id(n), forged));
        let entries = written(entries, 2, 800, &insert(5, " Tired."));
        let note = Note::read(note_id(), &entries);
        assert_eq!((note.text(Section::Subjective).as_str(), note.unsound()), ("Well. Tired.", 1));
        assert!(note.is_settled());
    }
    assert!(change::change_of(&fact_id(1), &NoteEdit { first: u32::MAX, ..a_first("x") }).is_none());
}

#[test]
fn letters_that_no_note_has_are_refused_in_a_fact_and_left_out_of_what_is_typed() {
    let turned = forged(1, scope(), EntryBody::NoteEdit(Box::new(a_first("a\u{202e}b"))));
    assert!(turned.decode().is_err());
    let typed = Note::read(note_id(), &written(Vec::new(), 1, 100, &insert(0, "a\u{202e}b\u{7}c")));
    assert_eq!(typed.text(Section::Subjective), "abc");
}

#[test]
fn an_edit_is_signed_for_its_note() {
    let fact = signed(1, scope(), EntryBody::NoteEdit(Box::new(a_first("x"))));
    fact.verify(&device_key().verifying_key()).unwrap();
    assert_eq!(fact.decode().unwrap().header.scope, scope(), "the note is among the signed bytes");
}
