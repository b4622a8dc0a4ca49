//! Notes are served to whoever reads their stay.

use crate::{
    access::wards,
    house::{admission, entry, placement, stay},
};
use clinical::{
    NoteId, ScopeId,
    entry::EntryBody,
    note::{NoteEdit, NoteOpened, Section, Stroke},
};
use replication::{
    chain::Cursor,
    wire::{Fate, Standing},
};

fn edit(text: &str) -> EntryBody {
    EntryBody::NoteEdit(Box::new(NoteEdit {
        follows: Vec::new(),
        first: 6,
        section: Section::Plan,
        strokes: vec![Stroke::Write { after: None, text: text.to_owned() }],
    }))
}

/// SRV 9: a note is of the stay in which it was opened, and follows it from ward to ward.
#[test]
fn srv_9_a_note_is_read_by_whoever_reads_its_stay() {
    let mut wards = wards();
    let admitted = wards.patient(1);
    let ScopeId::Stay(of) = stay(1) else { unreachable!("a stay") };
    let opened = wards.bluebell.fact(&stay(1), EntryBody::Note(NoteOpened { visit: None }));
    let note = ScopeId::Note(NoteId::of(&of, &opened.id().unwrap()));
    let words = wards.bluebell.fact(&note, edit("Walks with one."));
    let mut talk = wards.bluebell.greet(&wards.server, &wards.house);
    assert_eq!(talk.push(&stay(1), &[&opened]), [Fate::At(4)]);
    assert_eq!(talk.push(&note, &[&words]), [Fate::At(1)]);
    let colleague = wards.house.tablet(&wards.server, 3, &["bluebell"]);
    let page = colleague.greet(&wards.server, &wards.house).pull(&note).unwrap();
    assert_eq!(page.entries, [entry(&words)]);
    let mut stranger = wards.daisy.greet(&wards.server, &wards.house);
    assert_eq!(stranger.pull(&note), None);
    assert_eq!(stranger.sync(&note, Cursor::START), Standing::Ok, "it looks like a note that nobody knows");
    // A stranger who claims the note for a stay of its own makes another note.
    let own = [wards.daisy.fact(&stay(9), admission()), wards.daisy.fact(&stay(9), placement("daisy"))];
    let mut header = wards.daisy.header(&stay(9), wards.house.now());
    header.id = opened.id().unwrap();
    let claim = wards.daisy.sign(header, EntryBody::Note(NoteOpened { visit: None }));
    let mut stranger = wards.daisy.greet(&wards.server, &wards.house);
    stranger.push(&stay(9), &[&own[0], &own[1], &claim]);
    assert_eq!(stranger.pull(&note), None);
    // The patient moves on, and the note with them.
    let moved = wards.bluebell.instead(&stay(1), placement("daisy"), &[&admitted[1]]);
    wards.bluebell.greet(&wards.server, &wards.house).push(&stay(1), &[&moved]);
    let page = wards.daisy.greet(&wards.server, &wards.house).pull(&note).unwrap();
    assert_eq!(page.entries, [entry(&words)]);
}
