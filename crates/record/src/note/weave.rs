//! Every letter ever written in one part of a note, in its place, those taken out among them.
//!
//! The order is Automerge's: a letter stands after the one it was written after; of several written there, the one of
//! the higher number first, and of two of one number that of the higher identifier.

use super::{bits::Bits, change, history::History};
use clinical::note::{Letter, Section, Stroke};
use std::collections::BTreeMap;

/// One letter.
#[derive(Debug)]
pub(super) struct Woven {
    pub(super) name: Letter,
    pub(super) letter: char,
    /// The edit that wrote it.
    pub(super) written: usize,
    /// The edits that took it out; several when people did so at once.
    pub(super) taken_out: Vec<usize>,
}

impl Woven {
    /// Whether somebody who saw these edits sees this letter.
    pub(super) fn shows(&self, seen: &Bits) -> bool {
        seen.contains(self.written) && !self.taken_out.iter().any(|edit| seen.contains(*edit))
    }
}

pub(super) fn weave(history: &History, section: Section) -> Vec<Woven> {
    let mut following: BTreeMap<Option<Letter>, Vec<Letter>> = BTreeMap::new();
    let mut letters: BTreeMap<Letter, Woven> = BTreeMap::new();
    for (written, edit) in history.edits().iter().enumerate() {
        if edit.body.section != section {
            continue;
        }
        let mut number = edit.body.first;
        for stroke in &edit.body.strokes {
            match stroke {
                Stroke::Write { after, text } => {
                    let mut before = *after;
                    for letter in text.chars() {
                        let name = Letter { number, edit: edit.id };
                        following.entry(before).or_default().push(name);
                        letters.insert(name, Woven { name, letter, written, taken_out: Vec::new() });
                        before = Some(name);
                        number += 1;
                    }
                }
                Stroke::TakeOut { first, count } => {
                    for name in change::run(first, *count) {
                        letters.entry(name).and_modify(|letter| letter.taken_out.push(written));
                    }
                    number += u32::from(*count);
                }
            }
        }
    }
    in_order(following, letters)
}

/// Walks from the beginning: a letter, then all that follows it, the highest name first.
fn in_order(
    mut following: BTreeMap<Option<Letter>, Vec<Letter>>,
    mut letters: BTreeMap<Letter, Woven>,
) -> Vec<Woven> {
    let mut woven = Vec::with_capacity(letters.len());
    let mut next = following.remove(&None).unwrap_or_default();
    next.sort_unstable();
    while let Some(name) = next.pop() {
        woven.extend(letters.remove(&name));
        let mut after = following.remove(&Some(name)).unwrap_or_default();
        after.sort_unstable();
        next.extend(after);
    }
    woven
}

/// The text that somebody who saw these edits sees.
pub(super) fn text(woven: &[Woven], seen: &Bits) -> String {
    woven.iter().filter(|letter| letter.shows(seen)).map(|letter| letter.letter).collect()
}
