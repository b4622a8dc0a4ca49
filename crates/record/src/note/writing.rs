//! Writing in a note: from "at this place of what I was shown" to edits that mean the same whatever others write.

use super::{Note, bits::Bits, change, weave::Woven};
use clinical::{
    DeviceId, FactId,
    note::{
        EditHash, Letter, MAX_HEADS, MAX_LETTER_NUMBER, MAX_LETTERS, NoteEdit, Section, Stroke, is_letter,
    },
};

/// Letters that one splice may write and take out, together: a page or two. Becomes as many edits as it needs.
pub const MAX_SPLICE: usize = 4_000;

/// What somebody changed in one part of a note, by the places of what they were shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// The part.
    pub section: Section,
    /// Letters before the change.
    pub at: usize,
    /// Letters taken out there.
    pub take_out: usize,
    /// What was written there instead.
    pub write: String,
}

/// Why something cannot be written. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotWrite {
    /// What the writer was shown is not a state of this note.
    UnknownBase,
    /// The change lies outside of what the writer was shown.
    OutOfPlace,
    /// More than one change may be: see [`MAX_SPLICE`].
    TooLong,
    /// The note holds as much of this device as a note may: another one has to be opened.
    Full,
}

/// See [`Note::cover`].
pub(super) struct Covered {
    pub(super) edits: Vec<(FactId, NoteEdit)>,
    pub(super) heads: Vec<EditHash>,
}

/// A letter to take out, or one to write.
enum Act {
    TakeOut(Letter),
    Write(char),
}

impl Note {
    /// The edits that a splice is, for somebody at this device who was shown the note at these heads. `mint` gives each its fact's
    /// identifier. None for a splice that changes nothing.
    ///
    /// # Errors
    /// When the splice does not fit what was shown, or is too long for a note.
    pub fn write(
        &self,
        device: DeviceId,
        shown: &[EditHash],
        splice: &Splice,
        mut mint: impl FnMut() -> FactId,
    ) -> Result<Vec<(FactId, NoteEdit)>, CannotWrite> {
        let seen = self.history.upto(shown).ok_or(CannotWrite::UnknownBase)?;
        let (mut after, acts) = self.acts(&seen, splice)?;
        if acts.is_empty() {
            return Ok(Vec::new());
        }
        let Covered { mut edits, heads } = self.cover(&seen, &mut mint)?;
        let (mut follows, mut first) = (heads, self.history.next_number(&seen));
        for acts in acts.chunks(MAX_LETTERS) {
            let id = mint();
            let strokes = strokes(&mut after, acts, first, id);
            let edit = NoteEdit { follows, first, section: splice.section, strokes };
            let letters = u32::try_from(acts.len()).unwrap_or(u32::MAX);
            if first.saturating_add(letters) > MAX_LETTER_NUMBER {
                return Err(CannotWrite::Full);
            }
            follows = vec![change::hash_of(&id, &edit).ok_or(CannotWrite::OutOfPlace)?];
            first += letters;
            edits.push((id, edit));
        }
        if self.holds(&edits) || self.history.has_room(&device, edits.len(), acts.len()) {
            Ok(edits)
        } else {
            Err(CannotWrite::Full)
        }
    }

    /// Whether all of these edits are in the note already.
    pub fn holds(&self, edits: &[(FactId, NoteEdit)]) -> bool {
        edits.iter().all(|(id, edit)| change::hash_of(id, edit).is_some_and(|hash| self.history.has(&hash)))
    }

    /// No more heads than one edit or signature may name, for somebody who saw these edits: while there are more, an edit
    /// that changes nothing covers some of them.
    pub(super) fn cover(
        &self,
        seen: &Bits,
        mint: &mut impl FnMut() -> FactId,
    ) -> Result<Covered, CannotWrite> {
        let mut heads: Vec<(EditHash, u32)> = self.history.heads_and_numbers(seen);
        let mut edits = Vec::new();
        while heads.len() > MAX_HEADS {
            let under: Vec<(EditHash, u32)> = heads.drain(..MAX_HEADS).collect();
            let last = under.iter().map(|(_, last)| *last).max().unwrap_or_default();
            let follows = under.into_iter().map(|(hash, _)| hash).collect();
            let edit = NoteEdit { follows, first: last + 1, section: Section::Addendum, strokes: Vec::new() };
            let id = mint();
            heads.push((change::hash_of(&id, &edit).ok_or(CannotWrite::Full)?, last));
            heads.sort_unstable();
            edits.push((id, edit));
        }
        Ok(Covered { edits, heads: heads.into_iter().map(|(hash, _)| hash).collect() })
    }

    /// The letter before the change, and what is done after it.
    fn acts(&self, seen: &Bits, splice: &Splice) -> Result<(Option<Letter>, Vec<Act>), CannotWrite> {
        let shown: Vec<&Woven> =
            self.letters(splice.section).iter().filter(|letter| letter.shows(seen)).collect();
        let end = splice.at.checked_add(splice.take_out).filter(|end| *end <= shown.len());
        let end = end.ok_or(CannotWrite::OutOfPlace)?;
        let after = splice.at.checked_sub(1).map(|before| shown[before].name);
        let mut acts: Vec<Act> =
            shown[splice.at..end].iter().map(|letter| Act::TakeOut(letter.name)).collect();
        acts.extend(splice.write.chars().filter(|letter| is_letter(*letter)).map(Act::Write));
        if acts.len() > MAX_SPLICE { Err(CannotWrite::TooLong) } else { Ok((after, acts)) }
    }
}

/// Runs of acts as strokes; `after` moves on to the last letter written.
fn strokes(after: &mut Option<Letter>, acts: &[Act], first: u32, edit: FactId) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> = Vec::new();
    for (number, act) in (first..).zip(acts) {
        match (strokes.last_mut(), act) {
            (Some(Stroke::Write { text, .. }), Act::Write(letter)) => text.push(*letter),
            (_, Act::Write(letter)) => {
                strokes.push(Stroke::Write { after: *after, text: letter.to_string() })
            }
            (Some(Stroke::TakeOut { first, count }), Act::TakeOut(letter))
                if letter.edit == first.edit
                    && Some(letter.number) == first.number.checked_add(u32::from(*count)) =>
            {
                *count += 1;
            }
            (_, Act::TakeOut(letter)) => strokes.push(Stroke::TakeOut { first: *letter, count: 1 }),
        }
        if matches!(act, Act::Write(_)) {
            *after = Some(Letter { number, edit });
        }
    }
    strokes
}
