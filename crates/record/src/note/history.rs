//! A note's edits in an order in which each comes after all that it follows, and which of them count.
//!
//! The same edits give the same history everywhere, whatever order they came in: an edit counts when everything that it
//! follows counts, it names only letters that its author can have seen, and its device has not filled the note. What
//! does not count of a device that fills it is that device's own: words that somebody wrote or signed on another device,
//! and all that those follow, are taken in first.

use super::{MAX_EDITS_OF_DEVICE, MAX_LETTERS_OF_DEVICE, bits::Bits, change, users::built_on};
use automerge::Change;
use clinical::{
    DeviceId, FactId, StaffId, UtcMillis,
    entry::{Entry, EntryBody},
    leaves::Written,
    note::{EditHash, FIRST_LETTER, Letter, NoteEdit, Section, Stroke},
    staff::AuthLevel,
};
use std::collections::{BTreeMap, BTreeSet};

/// One edit that counts.
#[derive(Debug)]
pub(super) struct Edit {
    pub(super) id: FactId,
    pub(super) author: StaffId,
    pub(super) at: UtcMillis,
    /// How it was known who wrote it.
    pub(super) auth: AuthLevel,
    pub(super) body: NoteEdit,
    hash: EditHash,
    change: Change,
    /// The edits before it, and itself.
    pub(super) seen: Bits,
    /// The highest number of any letter in them.
    last: u32,
}

/// The edits of a note.
#[derive(Debug, Default)]
pub(super) struct History {
    edits: Vec<Edit>,
    places: BTreeMap<EditHash, usize>,
    /// Which part each letter is of, and which edit wrote it.
    letters: BTreeMap<Letter, (Section, usize)>,
    /// What counts of each device: edits, and letters written and taken out.
    of_device: BTreeMap<DeviceId, (usize, usize)>,
    waiting: usize,
    unsound: usize,
}

/// An edit that has not been looked at.
pub(super) struct Pending<'e> {
    pub(super) entry: &'e Entry,
    pub(super) body: &'e NoteEdit,
    change: Change,
}

impl History {
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut history = Self::default();
        let mut pending: BTreeMap<EditHash, Pending<'_>> = BTreeMap::new();
        let mut ids = BTreeSet::new();
        for entry in entries {
            let EntryBody::NoteEdit(body) = &entry.body else { continue };
            if !ids.insert(entry.id) {
                continue;
            }
            match change::change_of(&entry.id, body) {
                Some(change) => {
                    pending.insert(EditHash(change.hash().0), Pending { entry, body, change });
                }
                None => history.unsound += 1,
            }
        }
        let built_on = built_on(&pending, entries);
        history.take_in(pending, &built_on);
        history
    }

    /// Takes edits in as soon as everything that they follow is there: those first that other devices have built on, and
    /// of those and the others each the lower hashes first.
    fn take_in(&mut self, mut pending: BTreeMap<EditHash, Pending<'_>>, built_on: &BTreeSet<EditHash>) {
        let turn = |hash: EditHash| (!built_on.contains(&hash), hash);
        let mut missing: BTreeMap<EditHash, usize> = BTreeMap::new();
        let mut next_of: BTreeMap<EditHash, Vec<EditHash>> = BTreeMap::new();
        let mut ready = BTreeSet::new();
        for (hash, edit) in &pending {
            missing.insert(*hash, edit.body.follows.len());
            for before in &edit.body.follows {
                next_of.entry(*before).or_default().push(*hash);
            }
            if edit.body.follows.is_empty() {
                ready.insert(turn(*hash));
            }
        }
        while let Some((_, hash)) = ready.pop_first() {
            let Some(edit) = pending.remove(&hash) else { continue };
            if !self.has_room(&edit.entry.device, 1, edit.body.letters()) || !self.admit(hash, edit) {
                self.unsound += 1;
                continue;
            }
            for next in next_of.remove(&hash).unwrap_or_default() {
                if let Some(left) = missing.get_mut(&next) {
                    *left -= 1;
                    if *left == 0 {
                        ready.insert(turn(next));
                    }
                }
            }
        }
        self.waiting = pending.len();
    }

    /// Whether so much more of a device counts.
    pub(super) fn has_room(&self, device: &DeviceId, edits: usize, letters: usize) -> bool {
        let (counted, written) = self.of_device.get(device).copied().unwrap_or_default();
        counted + edits <= MAX_EDITS_OF_DEVICE && written + letters <= MAX_LETTERS_OF_DEVICE
    }

    /// Takes in one edit, unless it names what its author cannot have seen.
    fn admit(&mut self, hash: EditHash, pending: Pending<'_>) -> bool {
        let Pending { entry, body, change } = pending;
        let mut seen = Bits::default();
        let mut last = FIRST_LETTER;
        for before in body.follows.iter().filter_map(|hash| self.place(hash)) {
            seen.extend(&self.edits[before].seen);
            last = last.max(self.edits[before].last);
        }
        if body.first != last + 1 || !self.names_only_what_was_there(body, &seen) {
            return false;
        }
        let place = self.edits.len();
        let mut number = body.first;
        for stroke in &body.strokes {
            match stroke {
                Stroke::Write { text, .. } => {
                    for _ in text.chars() {
                        self.letters.insert(Letter { number, edit: entry.id }, (body.section, place));
                        number += 1;
                    }
                }
                Stroke::TakeOut { count, .. } => number += u32::from(*count),
            }
        }
        seen.insert(place);
        let of_device = self.of_device.entry(entry.device).or_default();
        *of_device = (of_device.0 + 1, of_device.1 + body.letters());
        let at = Written::from(entry).recorded();
        let (id, author, auth) = (entry.id, entry.author, entry.auth);
        self.edits.push(Edit {
            id,
            author,
            auth,
            at,
            body: body.clone(),
            hash,
            change,
            seen,
            last: number - 1,
        });
        self.places.insert(hash, place);
        true
    }

    fn names_only_what_was_there(&self, body: &NoteEdit, seen: &Bits) -> bool {
        let there = |letter: &Letter| {
            self.letters
                .get(letter)
                .is_some_and(|(section, edit)| *section == body.section && seen.contains(*edit))
        };
        body.strokes.iter().all(|stroke| match stroke {
            Stroke::Write { after, .. } => after.as_ref().is_none_or(there),
            Stroke::TakeOut { first, count } => change::run(first, *count).all(|letter| there(&letter)),
        })
    }

    fn place(&self, hash: &EditHash) -> Option<usize> {
        self.places.get(hash).copied()
    }

    pub(super) fn has(&self, hash: &EditHash) -> bool {
        self.places.contains_key(hash)
    }

    pub(super) fn edits(&self) -> &[Edit] {
        &self.edits
    }

    pub(super) fn changes(&self) -> impl Iterator<Item = &Change> {
        self.edits.iter().map(|edit| &edit.change)
    }

    pub(super) const fn len(&self) -> usize {
        self.edits.len()
    }

    pub(super) const fn waiting(&self) -> usize {
        self.waiting
    }

    pub(super) const fn unsound(&self) -> usize {
        self.unsound
    }

    /// All edits that count.
    pub(super) fn all(&self) -> Bits {
        Bits::below(self.edits.len())
    }

    /// These edits and everything before them; `None` when one of them is not here.
    pub(super) fn upto(&self, heads: &[EditHash]) -> Option<Bits> {
        let mut seen = Bits::default();
        for head in heads {
            seen.extend(&self.edits[self.place(head)?].seen);
        }
        Some(seen)
    }

    /// The edits of a set that no other of it follows, in rising order.
    pub(super) fn heads(&self, seen: &Bits) -> Vec<EditHash> {
        let mut heads: BTreeSet<EditHash> = seen.iter().map(|edit| self.edits[edit].hash).collect();
        for edit in seen.iter() {
            for before in &self.edits[edit].body.follows {
                heads.remove(before);
            }
        }
        heads.into_iter().collect()
    }

    /// Those heads, each with the highest number of any letter up to it.
    pub(super) fn heads_and_numbers(&self, seen: &Bits) -> Vec<(EditHash, u32)> {
        let number = |hash: &EditHash| self.place(hash).map_or(FIRST_LETTER, |place| self.edits[place].last);
        self.heads(seen).into_iter().map(|hash| (hash, number(&hash))).collect()
    }

    /// The number that the next letter of somebody who saw these has.
    pub(super) fn next_number(&self, seen: &Bits) -> u32 {
        seen.iter().map(|edit| self.edits[edit].last).max().unwrap_or(FIRST_LETTER) + 1
    }

    /// Whether two of these edits are of two people and neither had seen the other.
    pub(super) fn any_at_once(&self, edits: &BTreeSet<usize>) -> bool {
        let (mut before, mut of) = (Bits::default(), BTreeMap::<StaffId, Bits>::new());
        edits.iter().any(|at| {
            // No edit comes before what it follows, so the earlier of two cannot have seen the later.
            let Edit { author, seen, .. } = &self.edits[*at];
            let own = of.entry(*author).or_default();
            let found = before.is_beyond(seen, own);
            before.insert(*at);
            own.insert(*at);
            found
        })
    }

    /// Whether neither of two edits was written by somebody who had seen the other.
    pub(super) fn at_once(&self, a: usize, b: usize) -> bool {
        !self.edits[a].seen.contains(b) && !self.edits[b].seen.contains(a)
    }
}
