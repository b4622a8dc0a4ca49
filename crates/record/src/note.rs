//! A note's text: what its edits come to, whose each sentence is, and what may be signed.
//!
//! An edit is a fact like any other, so nothing about its way here is special: it is signed, chained, vetted, ordered
//! and echoed as facts are. It says what it wrote and took out in letters that have names ([`clinical::note`]), and the
//! Automerge change that it is ([`change`]) is a pure function of it. So no Automerge bytes of anybody are ever parsed,
//! and no edit can hold more work than it has letters.
//!
//! Automerge merges the text. Who wrote what, and what two people changed, is read here, from the same edits; should
//! the two ever disagree about the text, nothing may be signed ([`Note::is_settled`]).

mod bits;
pub mod change;
mod history;
mod reading;
mod signing;
mod users;
mod weave;
mod writing;

pub use reading::{Reading, Sentence};
pub use signing::{CannotSignNote, Signed, SignedSentence, Signing, Standing};
pub use writing::{CannotWrite, MAX_SPLICE, Splice};

use bits::Bits;
use clinical::{
    NoteId,
    entry::Entry,
    note::{EditHash, Section},
};
use history::History;
use signing::Signature;
use weave::Woven;

/// Edits of one device that count in a note: some hours of typing. What else it writes shows nothing, and crowds out
/// nobody else's; the application asks for another note before.
pub const MAX_EDITS_OF_DEVICE: usize = 2_048;
/// Letters of one device that count in a note, written and taken out: ten pages. With [`MAX_EDITS_OF_DEVICE`] it bounds what
/// a note costs to read, whatever its edits follow.
pub const MAX_LETTERS_OF_DEVICE: usize = 32_768;
/// Signatures of one device that count in a note, the earliest first. Each of them is checked against the words it signs.
pub const MAX_SIGNATURES_OF_DEVICE: usize = 64;

/// A note, read from its entries. The order and repetition of those make no difference.
#[derive(Debug)]
pub struct Note {
    id: NoteId,
    history: History,
    woven: [Vec<Woven>; Section::ALL.len()],
    signatures: Vec<Signature>,
    settled: bool,
}

impl Note {
    /// Reads a note.
    pub fn read(id: NoteId, entries: &[Entry]) -> Self {
        let history = History::of(entries);
        let woven = Section::ALL.map(|section| weave::weave(&history, section));
        let settled = change::texts(&history).is_some_and(|texts| {
            let ours = woven.each_ref().map(|letters| weave::text(letters, &history.all()));
            texts == ours
        });
        let signatures = signing::signatures(entries);
        Self { id, history, woven, signatures, settled }
    }

    /// Which note this is.
    pub const fn id(&self) -> NoteId {
        self.id
    }

    /// The latest edits, in rising order: what somebody who sees all of it has seen.
    pub fn heads(&self) -> Vec<EditHash> {
        self.history.heads(&self.history.all())
    }

    /// How many edits there are.
    pub fn edits(&self) -> usize {
        self.history.len()
    }

    /// How many edits follow others that are not here yet. Their words show when those have come.
    pub fn waiting(&self) -> usize {
        self.history.waiting()
    }

    /// How many edits are not what an edit may be, and show nothing. Only a faulty device makes one.
    pub fn unsound(&self) -> usize {
        self.history.unsound()
    }

    /// Whether Automerge merges the edits to the very text that is read here. While it does not, nothing may be signed.
    pub const fn is_settled(&self) -> bool {
        self.settled
    }

    /// The text of a part.
    pub fn text(&self, section: Section) -> String {
        weave::text(self.letters(section), &self.history.all())
    }

    /// The text of a part as it was at these heads; `None` when not all of that is here.
    pub fn text_at(&self, section: Section, heads: &[EditHash]) -> Option<String> {
        Some(weave::text(self.letters(section), &self.history.upto(heads)?))
    }

    /// Every sentence, whose it is, and what stands signed.
    pub fn reading(&self) -> Reading {
        reading::reading(self)
    }

    fn letters(&self, section: Section) -> &[Woven] {
        &self.woven[section as usize]
    }

    fn sentences(&self, seen: &Bits) -> Vec<Sentence> {
        reading::sentences(self, seen)
    }
}
