//! Several people in one note: the same text and marks everywhere, and nothing that two changed is signed unread (H10).

use crate::{
    notes::{by, device, edit, insert, note_id, person, scope, written},
    samples::{device_key, fact, fact_id},
};
use clinical::staff::AuthLevel;
use clinical::{
    StaffId,
    entry::{Entry, EntryBody},
    note::{EditHash, MAX_HEADS, NoteSignature, Section, SentenceMark},
};
use proptest::prelude::*;
use record::note::{CannotSignNote, Note, Sentence, Splice, Standing};
use std::collections::BTreeSet;

fn read(entries: &[Entry]) -> Note {
    Note::read(note_id(), entries)
}

fn merged(sides: &[&[Entry]]) -> Vec<Entry> {
    sides.concat()
}

fn replace(at: usize, take_out: usize, write: &str) -> Splice {
    Splice { section: Section::Subjective, at, take_out, write: write.to_owned() }
}

/// Signs where no heads have to be covered.
fn sign(
    note: &Note,
    signer: StaffId,
    shown: &[EditHash],
    again: &BTreeSet<SentenceMark>,
) -> Result<NoteSignature, CannotSignNote> {
    let signing = note.sign((signer, device()), shown, again, || fact_id(1))?;
    assert_eq!(signing.covers, []);
    Ok(signing.signature)
}

fn signature(n: u32, author: u8, body: NoteSignature) -> Entry {
    by(person(author), fact_id(n), EntryBody::NoteSignature(Box::new(body)))
}

/// Signs as somebody who sees all of it and reads again whatever is asked.
pub(crate) fn signed(mut entries: Vec<Entry>, n: u32, author: u8) -> Vec<Entry> {
    let note = read(&entries);
    let again = note.reading().sentences.into_iter().map(|sentence| sentence.mark).collect();
    let body = sign(&note, person(author), &note.heads(), &again).unwrap();
    entries.push(signature(n, author, body));
    entries
}

fn of(entries: &[Entry], text: &str) -> Sentence {
    let reading = read(entries).reading();
    reading.sentences.into_iter().find(|sentence| sentence.text == text).unwrap()
}

#[test]
fn a_sentence_that_two_changed_at_once_is_marked_and_its_neighbours_are_not() {
    let both = written(Vec::new(), 1, 100, &insert(0, "Walks with one. Sleeps badly."));
    let one = written(both.clone(), 1, 200, &replace(11, 3, "two"));
    let other = written(both, 2, 300, &replace(6, 4, "using"));
    let all = merged(&[&one, &other]);
    let sentence = of(&all, "Walks using two.");
    assert!(sentence.by_two() && sentence.at_once);
    assert_eq!(sentence.people, [person(1), person(2)].into());
    assert!(!of(&all, "Sleeps badly.").by_two());
}

#[test]
fn a_sentence_that_one_changed_knowing_the_others_words_is_read_again_too() {
    let entries = written(Vec::new(), 1, 100, &insert(0, "Safe with one."));
    let entries = written(entries, 2, 200, &replace(10, 3, "two"));
    let sentence = of(&entries, "Safe with two.");
    assert!(sentence.by_two() && !sentence.at_once);
    let note = read(&entries);
    let refused = sign(&note, person(1), &note.heads(), &BTreeSet::new());
    assert_eq!(refused, Err(CannotSignNote::ReadAgain(vec![sentence.clone()])));
    assert!(sign(&note, person(1), &note.heads(), &[sentence.mark].into()).is_ok());
}

/// "Never Stand alone" must not become a signed "Stand alone" because the word taken out left no letter behind.
#[test]
fn a_word_taken_out_by_another_marks_what_it_stood_beside() {
    let entries = written(Vec::new(), 1, 100, &insert(0, "Tired. Never Stand alone."));
    let entries = written(entries, 2, 200, &replace(7, 6, ""));
    assert!(of(&entries, "Stand alone.").by_two());
}

#[test]
fn what_one_person_writes_takes_out_and_appends_is_nobody_elses() {
    let entries = written(Vec::new(), 1, 100, &insert(0, "Walks well."));
    let entries = written(entries, 1, 200, &replace(6, 4, "badly"));
    let entries = written(entries, 2, 300, &insert(12, " Goes home on Friday."));
    assert_eq!(of(&entries, "Walks badly.").people, [person(1)].into());
    assert_eq!(of(&entries, "Goes home on Friday.").people, [person(2)].into());
}

#[test]
fn each_signs_their_own_words_and_no_others() {
    let entries = written(Vec::new(), 1, 100, &insert(0, "Walks well."));
    let entries = signed(written(entries, 2, 200, &insert(11, " Eats badly.")), 300, 1);
    assert_eq!(of(&entries, "Walks well.").signed_by, [person(1)].into());
    assert!(of(&entries, "Eats badly.").signed_by.is_empty());
    assert!(!of(&entries, "Eats badly.").after_signing, "it was there when the other signed");
    let entries = signed(entries, 301, 2);
    assert_eq!(of(&entries, "Eats badly.").signed_by, [person(2)].into());
    let stranger = read(&entries);
    let nothing = sign(&stranger, person(3), &stranger.heads(), &BTreeSet::new());
    assert_eq!(nothing, Err(CannotSignNote::NothingOfTheirs));
}

/// A therapist's note signed on one device while it is edited on another.
#[test]
fn words_that_arrive_after_signing_are_an_unsigned_addendum_and_what_was_signed_is_kept() {
    let both = written(Vec::new(), 1, 100, &insert(0, "Walks with one. Sleeps badly."));
    let signed_here = signed(both.clone(), 200, 1);
    let edited_there = written(both, 2, 300, &replace(11, 3, "two"));
    let edited_there = written(edited_there, 2, 400, &insert(29, " Lives alone."));
    let all = merged(&[&signed_here, &edited_there]);
    let changed = of(&all, "Walks with two.");
    assert!(changed.after_signing && changed.signed_by.is_empty() && changed.by_two());
    let added = of(&all, "Lives alone.");
    assert!(added.after_signing && added.signed_by.is_empty());
    assert_eq!(of(&all, "Sleeps badly.").signed_by, [person(1)].into());
    let reading = read(&all).reading();
    assert!(reading.is_signed());
    let kept: Vec<_> = reading.signed[0].sentences.iter().map(|s| (s.text.as_str(), s.stands)).collect();
    assert_eq!(kept, [("Walks with one.", false), ("Sleeps badly.", true)]);
}

#[test]
fn nobody_signs_a_note_that_has_changed_since_they_read_it() {
    let entries = written(Vec::new(), 1, 100, &insert(0, "Walks well."));
    let shown = read(&entries).heads();
    let note = read(&written(entries, 2, 200, &insert(11, " Eats badly.")));
    assert_eq!(sign(&note, person(1), &shown, &BTreeSet::new()), Err(CannotSignNote::Changed));
}

#[test]
fn a_signature_that_does_not_fit_its_words_does_not_count() {
    let entries = written(Vec::new(), 1, 100, &insert(0, "Walks well."));
    let note = read(&entries);
    let good = sign(&note, person(1), &note.heads(), &BTreeSet::new()).unwrap();
    let standing = |body: NoteSignature, author| {
        let mut entries = entries.clone();
        entries.push(signature(300, author, body));
        let reading = read(&entries).reading();
        assert!(reading.is_signed() || reading.sentences.iter().all(|of| of.signed_by.is_empty()));
        reading.signed[0].standing
    };
    assert_eq!(standing(good.clone(), 1), Standing::Counts);
    assert_eq!(standing(good.clone(), 2), Standing::DoesNotFit, "another's words");
    assert_eq!(standing(NoteSignature { words: [7; 32], ..good.clone() }, 1), Standing::DoesNotFit);
    let ahead = NoteSignature { heads: vec![clinical::note::EditHash([9; 32])], ..good };
    assert_eq!(standing(ahead, 1), Standing::WordsMissing);
}

#[test]
fn signed_words_of_the_addendum_are_closed() {
    let addendum = |at, text: &str| Splice { section: Section::Addendum, ..insert(at, text) };
    let entries = signed(written(Vec::new(), 1, 100, &addendum(0, "Rang the ward.")), 200, 1);
    assert_eq!(read(&entries).reading().closed_addendum, 14);
    let entries = written(entries, 1, 300, &addendum(14, " They called back."));
    assert_eq!(read(&entries).reading().closed_addendum, 14, "what nobody signed is open");
}

#[test]
fn an_addendum_is_judged_by_what_its_writer_was_shown() {
    let addendum = |at, text: &str| Splice { section: Section::Addendum, ..insert(at, text) };
    let first = signed(written(Vec::new(), 1, 100, &insert(0, "Walks well.")), 200, 1);
    let shown = read(&first).heads();
    let note = read(&signed(written(first, 1, 300, &addendum(0, "Rang the ward.")), 400, 1));
    assert!(!note.is_closed(&shown, &addendum(0, "Saw the family.")), "they were shown nothing signed there");
    assert!(note.is_closed(&shown, &insert(0, "x")), "the note itself is closed");
    let now = note.heads();
    assert!(note.is_closed(&now, &addendum(13, "x")), "before a letter that stands signed");
    assert!(!note.is_closed(&now, &addendum(14, " Saw the family.")));
    let taken_out = Splice { take_out: 1, ..addendum(13, "") };
    assert!(note.is_closed(&now, &taken_out));
}

#[test]
fn addenda_written_side_by_side_are_each_their_writers_own() {
    let addendum = |at, text: &str| Splice { section: Section::Addendum, ..insert(at, text) };
    let first = signed(written(Vec::new(), 1, 100, &insert(0, "Walks well.")), 200, 1);
    let one = signed(written(first.clone(), 1, 300, &addendum(0, "Rang the ward.")), 400, 1);
    let other = written(written(first.clone(), 2, 500, &addendum(0, "Saw ")), 2, 600, &addendum(4, "them."));
    let all = merged(&[&one, &other]);
    assert_eq!(of(&all, "Rang the ward.").people, [person(1)].into());
    assert_eq!(of(&all, "Saw them.").people, [person(2)].into());
    let all = signed(all, 700, 2);
    let reading = read(&all).reading();
    assert!(reading.signed.iter().all(|signed| signed.sentences.iter().all(|sentence| sentence.stands)));
    // Within one sentence that both had before them, what both changed at once is one sentence as ever.
    let base = written(first, 1, 800, &addendum(0, "Walks with ."));
    let one = written(base.clone(), 1, 900, &addendum(11, "one"));
    let all = merged(&[&one, &written(base, 2, 1_000, &addendum(11, "two"))]);
    let reading = read(&all).reading();
    let marked: Vec<&Sentence> = reading.sentences.iter().filter(|sentence| sentence.by_two()).collect();
    assert_eq!(marked.len(), 1);
    assert!(marked[0].text.contains("one") && marked[0].text.contains("two") && marked[0].at_once);
}

#[test]
fn what_was_written_under_an_emergency_sign_in_is_marked_and_what_stands_beside_it_is_not() {
    let entries = written(Vec::new(), 1, 100, &insert(0, "Walks well. "));
    let mut entries = written(entries, 1, 200, &insert(12, "Slept badly."));
    entries[1].auth = AuthLevel::Emergency;
    assert!(of(&entries, "Slept badly.").unchecked && !of(&entries, "Walks well.").unchecked);
    let mut entries = signed(entries, 300, 1);
    entries[2].auth = AuthLevel::Emergency;
    assert_eq!(read(&entries).reading().signed[0].written.auth, AuthLevel::Emergency);
}

/// As many as write without having seen one another, and one more.
#[test]
fn a_note_of_seventeen_heads_is_signed_and_written_on_and_every_device_can_read_that() {
    let mut entries = Vec::new();
    for n in 0..=u32::try_from(MAX_HEADS).unwrap() {
        entries.extend(written(Vec::new(), 1, 100 * (n + 1), &insert(0, "A line.\n")));
    }
    let note = read(&entries);
    assert_eq!(note.heads().len(), MAX_HEADS + 1);
    let (mut next, text) = (5_000, note.text(Section::Subjective));
    let mint = || {
        next += 1;
        fact_id(next)
    };
    let signing = note.sign((person(1), device()), &note.heads(), &BTreeSet::new(), mint).unwrap();
    assert!(signing.signature.is_sound());
    let covers = signing.covers.into_iter().map(|(id, cover)| edit(person(1), id, cover));
    let mut signed: Vec<Entry> = entries.iter().cloned().chain(covers).collect();
    signed.push(signature(6_000, 1, signing.signature));
    let reading = read(&as_stored(&signed)).reading();
    assert_eq!(reading.signed[0].standing, Standing::Counts);
    assert!(reading.sentences.iter().all(|sentence| !sentence.signed_by.is_empty()));
    let longer = read(&as_stored(&written(entries, 1, 7_000, &insert(0, "One more. "))));
    assert_eq!((longer.text(Section::Subjective), longer.heads().len()), (format!("One more. {text}"), 1));
    assert!(longer.is_settled() && longer.unsound() == 0);
}

/// Through the bytes that another device reads.
fn as_stored(entries: &[Entry]) -> Vec<Entry> {
    let stored = |(n, entry): (u32, &Entry)| {
        let mut fact = fact(n, scope(), entry.body.clone());
        (fact.header.id, fact.header.author) = (entry.id, entry.author);
        fact.sign(&device_key()).unwrap().decode().unwrap().entry()
    };
    (1..).zip(entries).map(stored).collect()
}

#[test]
fn a_signature_that_no_device_could_read_is_never_signed() {
    let heads = (0..=u8::try_from(MAX_HEADS).unwrap()).map(|n| EditHash([n; 32])).collect();
    let body = NoteSignature { heads, words: [0; 32], sentences: 1, read_again: Vec::new() };
    let written = fact(1, scope(), EntryBody::NoteSignature(Box::new(body)));
    assert_eq!(written.sign(&device_key()), Err(record::CannotSign::Unreadable));
}

/// What one person does next.
#[derive(Debug, Clone)]
enum Step {
    Write { who: usize, place: prop::sample::Index, take_out: usize, words: usize },
    Sync { from: usize, to: usize },
    Sign { who: usize },
}

const PEOPLE: usize = 3;

/// Words of letters that nobody else uses, so that a text tells who wrote it.
const WORDS: [[&str; 5]; PEOPLE] = [
    ["aab ", "bca. ", "cab", " ab. A", "c\n"],
    ["mno ", "onm. ", "mno", " mn. M", "o\n"],
    ["xyz ", "zyx. ", "yxz", " xy. X", "z\n"],
];

fn writers(text: &str) -> BTreeSet<u8> {
    let of = |letter: char| match letter.to_ascii_lowercase() {
        'a'..='c' => Some(1),
        'm'..='o' => Some(2),
        'x'..='z' => Some(3),
        _ => None,
    };
    text.chars().filter_map(of).collect()
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (0..PEOPLE, any::<prop::sample::Index>(), 0..6usize, 0..6usize)
            .prop_map(|(who, place, take_out, words)| Step::Write { who, place, take_out, words }),
        3 => (0..PEOPLE, 0..PEOPLE).prop_map(|(from, to)| Step::Sync { from, to }),
        1 => (0..PEOPLE).prop_map(|who| Step::Sign { who }),
    ];
    prop::collection::vec(step, 1..24)
}

/// Lives the steps through, everybody on a device of their own.
fn lived(steps: &[Step]) -> Vec<Vec<Entry>> {
    let mut devices: Vec<Vec<Entry>> = vec![Vec::new(); PEOPLE];
    for (n, step) in (1u32..).zip(steps) {
        match step {
            Step::Write { who, place, take_out, words } => {
                let note = read(&devices[*who]);
                let text = note.text(Section::Subjective);
                let at = place.index(text.chars().count() + 1);
                let take_out = (*take_out).min(text.chars().count() - at);
                let write = WORDS[*who].get(*words).copied().unwrap_or_default();
                let splice = replace(at, take_out, write);
                devices[*who] = written(devices[*who].clone(), *who as u8 + 1, n * 1_000, &splice);
                let mut expected: Vec<char> = text.chars().collect();
                expected.splice(at..at + take_out, write.chars());
                let now = read(&devices[*who]).text(Section::Subjective);
                assert_eq!(now, expected.into_iter().collect::<String>(), "the writer sees what they wrote");
            }
            Step::Sync { from, to } => {
                let more = devices[*from].clone();
                devices[*to].extend(more);
            }
            Step::Sign { who } => {
                let note = read(&devices[*who]);
                let again = note.reading().sentences.into_iter().map(|sentence| sentence.mark).collect();
                if let Ok(body) = sign(&note, person(*who as u8 + 1), &note.heads(), &again) {
                    devices[*who].push(signature(n * 1_000, *who as u8 + 1, body));
                }
            }
        }
    }
    devices
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever order edits and signatures come in, and however often: one text, one set of marks, one reading, and the
    /// text is Automerge's.
    #[test]
    fn everybody_comes_to_the_same_text_and_the_same_marks(steps in steps(), seed in any::<u64>()) {
        let devices = lived(&steps);
        let all: Vec<Entry> = devices.concat();
        let mut shuffled = all.clone();
        shuffled.sort_by_key(|entry| {
            let mut id = seed;
            entry.id.as_bytes().iter().for_each(|byte| id = id.wrapping_mul(0x100_0000_01b3) ^ u64::from(*byte));
            id
        });
        let (one, other) = (read(&all), read(&shuffled));
        prop_assert!(one.is_settled(), "Automerge merges to the same text");
        prop_assert_eq!((one.waiting(), one.unsound()), (0, 0));
        prop_assert_eq!(one.text(Section::Subjective), other.text(Section::Subjective));
        prop_assert_eq!(one.heads(), other.heads());
        prop_assert_eq!(one.reading(), other.reading());
    }

    /// H10: a sentence with letters of two people is marked, and is signed by neither unless it was read again; and a
    /// device that signs it all the same is not believed.
    #[test]
    fn no_sentence_edited_by_two_is_signed_unread(
        steps in steps(), signer in 1u8..=3, read_some in prop::collection::vec(any::<bool>(), 0..8),
    ) {
        let entries = lived(&steps).concat();
        let note = read(&entries);
        let sentences = note.reading().sentences;
        for sentence in &sentences {
            let writers = writers(&sentence.text);
            if writers.len() > 1 {
                prop_assert!(sentence.by_two(), "{:?}", sentence.text);
            }
            let people: BTreeSet<_> = writers.into_iter().map(person).collect();
            prop_assert!(sentence.people.is_superset(&people));
        }
        let again: BTreeSet<_> = sentences
            .iter()
            .zip(read_some.iter().chain(std::iter::repeat(&false)))
            .filter_map(|(sentence, read)| read.then_some(sentence.mark))
            .collect();
        let unread = |signed: &Sentence| {
            signed.by_two() && signed.people.contains(&person(signer)) && !again.contains(&signed.mark)
        };
        let signed = sign(&note, person(signer), &note.heads(), &again);
        let passed_over = sentences.iter().any(unread);
        prop_assert!(!passed_over || signed.is_err());
        // A device that does not ask: the same words, nothing read again.
        let all = sentences.iter().map(|sentence| sentence.mark).collect();
        if let Ok(honest) = sign(&note, person(signer), &note.heads(), &all) {
            let careless = NoteSignature { read_again: Vec::new(), ..honest.clone() };
            let mut forged = entries.clone();
            forged.push(signature(999_000, signer, careless));
            let standing = read(&forged).reading().signed.into_iter().find(|of| of.fact == fact_id(999_000));
            let believed = standing.is_some_and(|signed| signed.standing == Standing::Counts);
            prop_assert_eq!(believed, honest.read_again.is_empty());
        }
    }
}

#[test]
fn an_entry_that_comes_twice_is_one_edit() {
    let entries = written(Vec::new(), 1, 100, &insert(0, "Well."));
    let twice = [entries.clone(), entries].concat();
    assert_eq!(read(&twice).text(Section::Subjective), "Well.");
    let again = edit(
        person(1),
        twice[0].id,
        match &twice[0].body {
            EntryBody::NoteEdit(body) => (**body).clone(),
            _ => unreachable!("an edit was written"),
        },
    );
    assert_eq!(read(&[twice[0].clone(), again]).edits(), 1);
}
