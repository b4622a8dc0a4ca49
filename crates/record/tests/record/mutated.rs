//! Automerge under hostile bytes: its panics end nothing, no document lives on after one, and what is stored makes the
//! same document anew. Bytes are altered by seed and given a checksum that fits, since a wrong one is found out at once.

use crate::{
    notes::{insert, note_id, scope, written},
    samples::{device_key, fact, small},
};
use automerge::Automerge;
use clinical::{entry::EntryBody, note::Section};
use record::{BadFact, Chart, SignedFact, chart::BadChart, island, note::Note};
use sha2::{Digest, Sha256};
use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// SplitMix64: the same numbers from a seed everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

/// Where a chunk of Automerge keeps its checksum, and where what that covers begins.
const CHECKSUM: usize = 4;
const COVERED: usize = 8;
/// Where its contents begin, when they are shorter than 128 bytes, and longer.
const CONTENTS: usize = 10;

thread_local! {
    static SILENT: Cell<bool> = const { Cell::new(false) };
}

/// What work answers, or `None` when it panics, without a word of it on the screen.
fn survived<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: std::sync::Once = std::sync::Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !SILENT.get() {
                usual(panic);
            }
        }));
    });
    SILENT.set(true);
    let done = catch_unwind(AssertUnwindSafe(work)).ok();
    SILENT.set(false);
    done
}

/// A few bytes of a chunk altered, and a checksum that fits.
fn altered(chunk: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut chunk = chunk.to_vec();
    for _ in 0..=dice.below(3) {
        let at = CONTENTS + dice.below(chunk.len() - CONTENTS);
        chunk[at] = dice.next() as u8;
    }
    let sum = Sha256::digest(&chunk[COVERED..]);
    chunk[CHECKSUM..COVERED].copy_from_slice(&sum[..COVERED - CHECKSUM]);
    chunk
}

fn chart_of(facts: &[SignedFact]) -> Chart {
    let mut chart = Chart::new().unwrap();
    chart.apply(facts).unwrap();
    chart
}

/// F10 and F11: some of these make Automerge panic. A chart is then damaged and nothing else, and its facts make it anew.
#[test]
fn a_panic_in_automerge_is_a_damaged_document_which_is_made_anew_from_its_facts() {
    let facts: Vec<SignedFact> = (0..6).map(small).collect();
    let whole = chart_of(&facts);
    let genesis = Chart::new().unwrap().save();
    let islands: Vec<Vec<u8>> =
        facts.iter().map(|fact| island::change_of(fact).unwrap().raw_bytes().to_vec()).collect();
    let document = Automerge::load(&whole.save()).unwrap().save_nocompress();
    let (mut panics, mut damaged, mut foreign, mut taken) = (0, 0, 0, 0);
    for seed in 0..1_500 {
        let mut dice = Dice(seed);
        let file = if seed % 4 == 0 {
            altered(&document, &mut dice)
        } else {
            let hit = dice.below(islands.len());
            let with = |(n, island): (usize, &Vec<u8>)| {
                if n == hit { altered(island, &mut Dice(seed ^ 0xabcd)) } else { island.clone() }
            };
            [genesis.clone(), islands.iter().enumerate().flat_map(with).collect()].concat()
        };
        let read = || Automerge::load(&file).map(|document| document.get_heads());
        panics += u32::from(survived(read).is_none());
        let loaded = survived(|| Chart::load(&file));
        match loaded.unwrap_or_else(|| panic!("seed {seed}: reading a document ended in a panic")) {
            Err(BadChart::Damaged) => damaged += 1,
            Err(BadChart::Foreign) => foreign += 1,
            Ok(chart) => {
                taken += 1;
                assert_eq!(
                    chart.heads(),
                    chart_of(&chart.facts()).heads(),
                    "seed {seed}: it is what its facts make"
                );
            }
        }
    }
    println!("Automerge panicked {panics} times; {damaged} damaged, {foreign} foreign, {taken} taken");
    assert!(panics > 0 && damaged > panics, "without a panic nothing of this is proved");
    assert_eq!(chart_of(&facts).heads(), whole.heads(), "and the facts make the same document as before");
}

/// F10 for notes, whose edits are merged by Automerge as they arrive: whatever the bytes of one say, the others are read,
/// and somebody can go on writing.
#[test]
fn an_edit_of_altered_bytes_never_ends_in_a_panic_and_keeps_nobody_from_writing() {
    use ed25519_dalek::Signer;
    let good = written(Vec::new(), 1, 100, &insert(0, "Walks with a stick. Slept well."));
    let next = written(good.clone(), 2, 200, &insert(31, " Eats again."));
    let last = next.last().unwrap();
    let EntryBody::NoteEdit(_) = &last.body else { panic!("the last entry is an edit") };
    let template = fact(200, scope(), last.body.clone()).sign(&device_key()).unwrap();
    let (mut read, mut refused) = (0, 0);
    for seed in 0..1_500 {
        let mut dice = Dice(seed);
        let mut bytes = template.bytes.clone();
        // In what it says, and not in its header, of which other tests alter every bit.
        let body = bytes.len() - 140.min(bytes.len());
        for _ in 0..=dice.below(3) {
            let at = body + dice.below(bytes.len() - body);
            bytes[at] = dice.next() as u8;
        }
        let signature = device_key().sign(&[b"wardlight/fact/v1\0", &bytes[..]].concat()).to_bytes();
        let Ok(fact) = (SignedFact { bytes, signature }).decode() else {
            refused += 1;
            continue;
        };
        let entry = fact.entry();
        read += u32::from(matches!(entry.body, EntryBody::NoteEdit(_)));
        let entries = [good.clone(), vec![entry]].concat();
        let goes_on = survived(|| {
            let note = Note::read(note_id(), &entries);
            let more = written(entries.clone(), 3, 300, &insert(0, "Seen. "));
            (note.is_settled(), Note::read(note_id(), &more).text(Section::Subjective))
        });
        let (settled, text) =
            goes_on.unwrap_or_else(|| panic!("seed {seed}: reading a note ended in a panic"));
        assert!(settled, "seed {seed}: Automerge and the letters agree");
        assert!(text.contains("Seen. "), "seed {seed}: nobody can write: {text}");
    }
    println!("{read} edits read, {refused} refused");
    assert!(read > 100 && refused > 100, "{read} read and {refused} refused are too few of one kind");
}

/// F9: a compressed change of a few kilobytes that Automerge would make megabytes of. In a fact's place it is no fact, and
/// is never handed to Automerge; as a file it is no chart.
#[test]
fn a_change_that_unpacks_to_megabytes_is_no_fact_and_no_chart() {
    use automerge::transaction::Transactable;
    let mut author = automerge::AutoCommit::new();
    author.put(automerge::ROOT, "zeros", vec![0_u8; 8 * 1024 * 1024]).unwrap();
    author.commit();
    let mut change = author.get_last_local_change().unwrap();
    let bomb = change.bytes().to_vec();
    assert!(
        bomb.len() < record::limits::MAX_FACT_BYTES && change.raw_bytes().len() > 500 * bomb.len(),
        "{}",
        bomb.len()
    );
    let refused = (SignedFact { bytes: bomb.clone(), signature: [0; 64] }).decode();
    assert!(matches!(refused, Err(BadFact::Cbor(_) | BadFact::Header(_))), "{refused:?}");
    assert_eq!(Chart::load(&bomb).unwrap_err(), BadChart::Foreign);
}
