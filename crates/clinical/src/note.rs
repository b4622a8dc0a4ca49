//! Notes: a text that two people may write at once, what it is made of, and who signs which words.
//!
//! A note has five parts, each a run of letters. Every letter keeps the name that its writing gave it, so an edit says
//! "after that letter" or "these letters", never "at position 12": it means the same whatever others wrote meanwhile.
//! What the letters come to, and whose they are, is worked out in `record`; here are the shapes, and what a sentence is.

use crate::{FactId, NoteId, StayId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::ops::Range;

/// Letters that one edit may write and take out, together. A longer one is written as several.
pub const MAX_LETTERS: usize = 256;
/// Edits that one edit may follow at once: as many as write without having seen one another.
pub const MAX_HEADS: usize = 16;
/// The highest number that a letter may have: a note of half a million strokes. Keeps anybody from using up the counter.
pub const MAX_LETTER_NUMBER: u32 = 500_000;
/// Sentences that one signature may say were read again.
pub const MAX_READ_AGAIN: usize = 256;

/// A note is opened in a stay; its text lies in a record of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteOpened {
    /// The visit it is about: its plan, or its beginning where nobody had planned it.
    pub visit: Option<FactId>,
}

/// The parts of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// What the patient says: report, pain, home, how they managed before.
    Subjective,
    /// What was seen and measured.
    Objective,
    /// What that means: problems, reasoning, risk.
    Assessment,
    /// What was done, and what is to be done.
    Plan,
    /// Words after somebody signed.
    Addendum,
}

/// The hash of an edit, as those that follow it name it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EditHash(pub [u8; 32]);

/// One letter of a note: written by that edit, under that number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Letter {
    /// Its number in the note. First, so that letters order as the note orders them.
    pub number: u32,
    /// The edit that wrote it.
    pub edit: FactId,
}

/// A part of an edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stroke {
    /// Letters written one after another.
    Write {
        /// The letter they follow; `None` at the beginning.
        after: Option<Letter>,
        /// The letters; never empty.
        text: String,
    },
    /// Letters taken out: those of one edit, with numbers one after another.
    TakeOut {
        /// The first of them.
        first: Letter,
        /// How many; at least one.
        count: u16,
    },
}

/// What one person changed between two pauses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteEdit {
    /// The latest edits that its author saw, in rising order; none for the first.
    pub follows: Vec<EditHash>,
    /// The number of its first letter: one more than any its author saw.
    pub first: u32,
    /// Which part of the note.
    pub section: Section,
    /// What was written and taken out, in order. None of it only where several edits are followed: then it covers them,
    /// so that what comes next has one to follow.
    pub strokes: Vec<Stroke>,
}

/// Somebody signs their own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteSignature {
    /// The latest edits that the signer saw, in rising order.
    pub heads: Vec<EditHash>,
    /// Over the sentences signed, as they read then.
    pub words: [u8; 32],
    /// How many sentences those are.
    pub sentences: u16,
    /// Sentences of others and the signer that the signer read again before signing.
    pub read_again: Vec<SentenceMark>,
}

/// A sentence, by what it says and where.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SentenceMark(pub [u8; 16]);

impl NoteId {
    /// The note that this fact of that stay opened. Its name follows from both, so that no device can claim another's
    /// note for a stay of its own.
    pub fn of(stay: &StayId, opened: &FactId) -> Self {
        let digest = Sha256::new()
            .chain_update(b"wardlight/note-of/v1\0")
            .chain_update(stay.as_bytes())
            .chain_update(opened.as_bytes());
        Self::from_bytes(half(digest))
    }
}

impl Section {
    /// All, in the order of the page.
    pub const ALL: [Self; 5] =
        [Self::Subjective, Self::Objective, Self::Assessment, Self::Plan, Self::Addendum];

    /// As the screen says it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Subjective => "Subjective",
            Self::Objective => "Objective",
            Self::Assessment => "Assessment",
            Self::Plan => "Plan",
            Self::Addendum => "Addendum",
        }
    }
}

impl NoteEdit {
    /// The identifier of the n-th edit that one piece of writing becomes, of which the first has this one. The same
    /// writing, asked for twice, is the same edits.
    pub fn nth_id(first: FactId, n: u32) -> FactId {
        if n == 0 {
            return first;
        }
        let digest = Sha256::new()
            .chain_update(b"wardlight/note-write/v1\0")
            .chain_update(first.as_bytes())
            .chain_update(n.to_be_bytes());
        FactId::from_bytes(half(digest))
    }

    /// Letters written and taken out.
    pub fn letters(&self) -> usize {
        let of = |stroke: &Stroke| match stroke {
            Stroke::Write { text, .. } => text.chars().count(),
            Stroke::TakeOut { count, .. } => usize::from(*count),
        };
        self.strokes.iter().map(of).sum()
    }

    /// Whether this is an edit that may be: within the limits above, and of letters that a note may have.
    pub fn is_sound(&self) -> bool {
        let letters = self.letters();
        let strokes = self.strokes.iter().all(|stroke| match stroke {
            Stroke::Write { text, .. } => !text.is_empty() && text.chars().all(is_letter),
            Stroke::TakeOut { count, .. } => *count > 0,
        });
        let last = usize::try_from(self.first).unwrap_or(usize::MAX).saturating_add(letters);
        let covers = self.strokes.is_empty() && self.follows.len() > 1;
        strokes
            && (covers || (1..=MAX_LETTERS).contains(&letters))
            && self.first > FIRST_LETTER
            && last <= MAX_LETTER_NUMBER as usize
            && rising(&self.follows)
    }
}

impl NoteSignature {
    /// Whether this is a signature that may be.
    pub fn is_sound(&self) -> bool {
        rising(&self.heads)
            && !self.heads.is_empty()
            && self.read_again.len() <= MAX_READ_AGAIN
            && self.read_again.is_sorted_by(|a, b| a < b)
    }
}

impl SentenceMark {
    /// The mark of a sentence of a note.
    pub fn of(note: &NoteId, section: Section, words: &str) -> Self {
        let digest = Sha256::new()
            .chain_update(b"wardlight/sentence/v1\0")
            .chain_update(note.as_bytes())
            .chain_update([section as u8])
            .chain_update(words);
        Self(half(digest))
    }
}

/// The number that the first letter of a note comes after: its five parts have the numbers before.
pub const FIRST_LETTER: u32 = 5;

/// Letters that a note may have. No control characters but the ends of lines, and none that turn the reading order of
/// what stands around them.
pub fn is_letter(letter: char) -> bool {
    let turns = matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    letter == '\n' || !(letter.is_control() || turns)
}

fn rising(edits: &[EditHash]) -> bool {
    edits.len() <= MAX_HEADS && edits.is_sorted_by(|a, b| a < b)
}

fn half(digest: Sha256) -> [u8; 16] {
    let digest: [u8; 32] = digest.finalize().into();
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    half
}

/// The sentences of a text, by positions of their letters; the space around them belongs to none.
///
/// A sentence ends at the end of a line, and after `.`, `!` or `?` (and what closes a quotation) where space follows and
/// what comes next is neither a small letter nor a digit: "approx. 5 m" and "e.g. a frame" are not cut. Cut too seldom
/// is the safe side: then more is read again, never less.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..letters.len() {
        if ends_after(&letters, at) {
            found.extend(trimmed(&letters, start..at + 1));
            start = at + 1;
        }
    }
    found.extend(trimmed(&letters, start..letters.len()));
    found
}

fn ends_after(letters: &[char], at: usize) -> bool {
    if letters[at] == '\n' {
        return true;
    }
    let closes = |letter: &char| matches!(letter, '"' | '\'' | ')' | ']' | '\u{2019}' | '\u{201d}');
    let spoken = letters[..=at].iter().rposition(|letter| !closes(letter));
    let full_stop = spoken.is_some_and(|last| matches!(letters[last], '.' | '!' | '?'));
    let mut rest = letters[at + 1..].iter();
    let space = rest.next().is_some_and(|next| next.is_whitespace());
    let next = letters[at + 1..].iter().find(|letter| !letter.is_whitespace());
    full_stop && space && next.is_none_or(|next| !next.is_lowercase() && !next.is_numeric())
}

fn trimmed(letters: &[char], range: Range<usize>) -> Option<Range<usize>> {
    let within = &letters[range.clone()];
    let first = within.iter().position(|letter| !letter.is_whitespace())?;
    let last = within.iter().rposition(|letter| !letter.is_whitespace())?;
    Some(range.start + first..range.start + last + 1)
}

macro_rules! shown_short {
    ($name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let [a, b, c, d, ..] = self.0;
                write!(f, "{}({a:02x}{b:02x}{c:02x}{d:02x}..)", stringify!($name))
            }
        }
    };
}

shown_short!(EditHash);
shown_short!(SentenceMark);

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let letters: Vec<char> = text.chars().collect();
        sentences(text).into_iter().map(|range| letters[range].iter().collect()).collect()
    }

    #[test]
    fn sentences_end_at_stops_and_lines_and_hold_no_space_around_them() {
        assert_eq!(
            cut("Slept well.  Pain 3/10 at rest. \nWalks"),
            ["Slept well.", "Pain 3/10 at rest.", "Walks"]
        );
        assert_eq!(cut("“Not again!” Declined. "), ["“Not again!”", "Declined."]);
        assert_eq!(cut(" \n\n "), [""; 0]);
    }

    #[test]
    fn an_abbreviation_or_a_number_ends_no_sentence() {
        assert_eq!(
            cut("Walked approx. 5 m, 1.5 with e.g. a frame. Tired."),
            ["Walked approx. 5 m, 1.5 with e.g. a frame.", "Tired."]
        );
    }

    #[test]
    fn letters_that_turn_the_reading_order_are_none_of_a_notes() {
        assert!(is_letter('é') && is_letter('\n') && is_letter('🚶'));
        assert!(!is_letter('\u{202e}') && !is_letter('\u{7}') && !is_letter('\r'));
    }

    #[test]
    fn a_note_belongs_to_the_stay_and_the_fact_that_opened_it() {
        let (stay, fact) = (StayId::from_bytes([1; 16]), FactId::from_bytes([2; 16]));
        let note = NoteId::of(&stay, &fact);
        assert_eq!(note, NoteId::of(&stay, &fact));
        assert_ne!(note, NoteId::of(&StayId::from_bytes([3; 16]), &fact));
        assert_ne!(note, NoteId::of(&stay, &FactId::from_bytes([3; 16])));
    }
}
