//! A device that floods a note crowds out its own words and nobody else's, and what that costs is bounded.

use crate::{
    notes::{edit, insert, note_id, person, written},
    notes_together::signed,
    samples::fact_id,
};
use clinical::{
    DeviceId,
    entry::{Entry, EntryBody},
    note::{EditHash, NoteEdit, Section, Stroke},
};
use record::note::{
    MAX_EDITS_OF_DEVICE, MAX_LETTERS_OF_DEVICE, MAX_SIGNATURES_OF_DEVICE, Note, Splice, Standing, change,
};

const HOSTILE: DeviceId = DeviceId::from_bytes([0xee; 16]);

fn at_hostile(mut entry: Entry) -> Entry {
    entry.device = HOSTILE;
    entry
}

fn hash(entry: &Entry) -> EditHash {
    let EntryBody::NoteEdit(body) = &entry.body else { panic!("an edit") };
    change::hash_of(&entry.id, body).unwrap()
}

/// Edits of the hostile device that follow nothing, each of so many letters.
fn flood(letters: usize) -> impl Iterator<Item = Entry> {
    (100_000..).map(move |n| {
        let strokes = vec![Stroke::Write { after: None, text: "x".repeat(letters) }];
        let body = NoteEdit { follows: Vec::new(), first: 6, section: Section::Objective, strokes };
        at_hostile(edit(person(9), fact_id(n), body))
    })
}

/// So many of them, ground until each hash comes before that of some words.
fn ground(count: usize, words: EditHash) -> impl Iterator<Item = Entry> {
    flood(1).filter(move |edit| hash(edit) < words).take(count)
}

/// Writes at the hostile device, under an identifier whose hash comes late.
fn written_at_hostile(before: &[Entry], splice: &Splice) -> Vec<Entry> {
    let tries = (200..400).map(|n| {
        let mut all = written(before.to_vec(), 9, n, splice);
        let last = all.pop().unwrap();
        all.push(at_hostile(last));
        all
    });
    tries.max_by_key(|all| all.last().map(hash)).unwrap()
}

fn read(entries: &[Entry]) -> Note {
    Note::read(note_id(), entries)
}

#[test]
fn a_device_that_floods_a_note_crowds_out_its_own_words_and_nobody_elses() {
    let words = written(Vec::new(), 1, 100, &insert(0, "Walks well. "));
    // What the hostile device wrote before, and somebody has written on from.
    let words = written_at_hostile(&words, &insert(12, "Ate. "));
    let used = hash(&words[1]);
    let words = written(words, 1, 500, &insert(17, "Slept."));
    let beyond = 100;
    let all: Vec<Entry> = words.iter().cloned().chain(ground(MAX_EDITS_OF_DEVICE + beyond, used)).collect();
    let note = read(&all);
    assert_eq!(note.text(Section::Subjective), "Walks well. Ate. Slept.");
    assert_eq!(
        note.edits(),
        2 + MAX_EDITS_OF_DEVICE,
        "all of the others', and no more than that of the flood"
    );
    assert_eq!((note.unsound(), note.waiting()), (beyond + 1, 0), "what does not count is counted");
    let more = written(all, 2, 600, &insert(23, " Tired."));
    assert_eq!(read(&more).text(Section::Subjective), "Walks well. Ate. Slept. Tired.");
}

#[test]
fn what_somebody_signed_elsewhere_is_not_crowded_out_by_the_device_that_wrote_it() {
    let words = written_at_hostile(&[], &insert(0, "Walks well."));
    let used = hash(&words[0]);
    let mut all = signed(words, 500, 9);
    all.extend(ground(MAX_EDITS_OF_DEVICE, used));
    let note = read(&all);
    assert_eq!(note.text(Section::Subjective), "Walks well.");
    assert_eq!(note.reading().signed[0].standing, Standing::Counts);
}

/// What reading costs follows from these numbers alone: letters, edits and signatures, each of one device.
#[test]
fn what_counts_of_one_device_is_bounded_whatever_it_writes() {
    let long = 256;
    let note = read(&flood(long).take(MAX_LETTERS_OF_DEVICE / long + 10).collect::<Vec<_>>());
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
