//! A device that floods a note crowds out its own words and nobody else's, and what that costs is bounded.

use crate::{
    notes::{edit, insert, note_id, person, written},
    notes_together::signed,
    samples::fact_id,
};
use clinical::{
    DeviceId,
    entry::{Entry, EntryBody},
    note::{NoteEdit, Section, Stroke},
};
use record::note::{MAX_EDITS_OF_DEVICE, MAX_LETTERS_OF_DEVICE, MAX_SIGNATURES_OF_DEVICE, Note, Standing};

const HOSTILE: DeviceId = DeviceId::from_bytes([0xee; 16]);

fn at_hostile(mut entry: Entry) -> Entry {
    entry.device = HOSTILE;
    entry
}

/// Edits of the hostile device that follow nothing, each of so many letters.
fn flood(count: usize, letters: usize) -> impl Iterator<Item = Entry> {
    (100_000..).take(count).map(move |n| {
        let strokes = vec![Stroke::Write { after: None, text: "x".repeat(letters) }];
        let body = NoteEdit { follows: Vec::new(), first: 6, section: Section::Objective, strokes };
        at_hostile(edit(person(9), fact_id(n), body))
    })
}

fn read(entries: &[Entry]) -> Note {
    Note::read(note_id(), entries)
}

#[test]
fn a_device_that_floods_a_note_crowds_out_its_own_words_and_nobody_elses() {
    let words = written(Vec::new(), 1, 100, &insert(0, "Walks well. "));
    // What the hostile device wrote before, and somebody has written on from.
    let words = written(words, 9, 200, &insert(12, "Ate. "));
    let (own, first) = (words[1].clone(), words[0].clone());
    let words = written(vec![first, at_hostile(own)], 1, 300, &insert(17, "Slept."));
    let beyond = 100;
    let all: Vec<Entry> = words.iter().cloned().chain(flood(MAX_EDITS_OF_DEVICE + beyond, 1)).collect();
    let note = read(&all);
    assert_eq!(note.text(Section::Subjective), "Walks well. Ate. Slept.");
    assert_eq!(
        note.edits(),
        2 + MAX_EDITS_OF_DEVICE,
        "all of the others', and no more than that of the flood"
    );
    assert_eq!((note.unsound(), note.waiting()), (beyond + 1, 0), "what does not count is counted");
    let more = written(all, 2, 400, &insert(23, " Tired."));
    assert_eq!(read(&more).text(Section::Subjective), "Walks well. Ate. Slept. Tired.");
}

#[test]
fn what_somebody_signed_elsewhere_is_not_crowded_out_by_the_device_that_wrote_it() {
    let words: Vec<Entry> =
        written(Vec::new(), 1, 100, &insert(0, "Walks well.")).into_iter().map(at_hostile).collect();
    let mut all = signed(words, 200, 1);
    all.extend(flood(MAX_EDITS_OF_DEVICE, 1));
    let note = read(&all);
    assert_eq!(note.text(Section::Subjective), "Walks well.");
    assert_eq!(note.reading().signed[0].standing, Standing::Counts);
}

/// What reading costs follows from these numbers alone: letters, edits and signatures, each of one device.
#[test]
fn what_counts_of_one_device_is_bounded_whatever_it_writes() {
    let long = 256;
    let note = read(&flood(MAX_LETTERS_OF_DEVICE / long + 10, long).collect::<Vec<_>>());
    assert_eq!(note.text(Section::Objective).len(), MAX_LETTERS_OF_DEVICE);
    assert_eq!(note.unsound(), 10);
    let words = signed(written(Vec::new(), 1, 100, &insert(0, "Walks well.")), 200, 1);
    let more = (300..).take(2 * MAX_SIGNATURES_OF_DEVICE).map(|n| {
        let EntryBody::NoteSignature(body) = &words[1].body else { panic!("the signature") };
        at_hostile(crate::notes::by(person(1), fact_id(n), EntryBody::NoteSignature(body.clone())))
    });
    let all: Vec<Entry> = words.iter().cloned().chain(more).collect();
    assert_eq!(read(&all).reading().signed.len(), 1 + MAX_SIGNATURES_OF_DEVICE);
}
