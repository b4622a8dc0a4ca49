//! Signatures under a note: each author's, under their own words.
//!
//! A signature is a fact of the note. It names the edits its signer had seen, the sentences signed, and those that two
//! people had changed and the signer read again. Whoever reads it works all of that out anew: one that does not fit its
//! words, or passes over a sentence that two had changed, does not count, whichever device made it (hazard H10).

use super::{MAX_SIGNATURES_OF_DEVICE, Note, bits::Bits, reading::Sentence, writing::Covered};
use clinical::{
    DeviceId, FactId, NoteId, StaffId,
    entry::{Entry, EntryBody},
    leaves::Written,
    note::{EditHash, MAX_READ_AGAIN, NoteEdit, NoteSignature, Section, SentenceMark},
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A signature as it was written.
#[derive(Debug)]
pub(super) struct Signature {
    by: Written,
    body: NoteSignature,
}

/// A signature, and what it is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The fact.
    pub fact: FactId,
    /// Whose.
    pub by: StaffId,
    /// When, as that device's clock said.
    pub written: Written,
    /// What it is worth.
    pub standing: Standing,
    /// The sentences signed, as they read then; none unless it counts.
    pub sentences: Vec<SignedSentence>,
}

/// A sentence as it was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedSentence {
    /// Its part of the note.
    pub section: Section,
    /// What it said.
    pub text: String,
    /// Whether the note still says so. What was signed is kept, whatever became of it since.
    pub stands: bool,
}

/// What a signature is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It stands.
    Counts,
    /// Some of what its signer saw has not come yet: it cannot be checked.
    WordsMissing,
    /// A sentence that two people had changed was not read again: it does not count.
    NotReadAgain,
    /// It does not fit the words that its signer saw: it does not count.
    DoesNotFit,
}

/// What is written when somebody signs: all of it, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// Edits that change no word, under which the heads are few enough to be named; mostly none.
    pub covers: Vec<(FactId, NoteEdit)>,
    /// The signature.
    pub signature: NoteSignature,
}

/// Why somebody cannot sign now. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotSignNote {
    /// The note has changed since what the signer was shown.
    Changed,
    /// Nothing of the note is the signer's.
    NothingOfTheirs,
    /// These sentences were changed by two people and have to be read again.
    ReadAgain(Vec<Sentence>),
    /// More was changed by several people than one signature can name, or the device has filled the note.
    TooMany,
    /// The text is not settled: see [`Note::is_settled`].
    Unsettled,
}

pub(super) fn signatures(entries: &[Entry]) -> Vec<Signature> {
    let mut ids = BTreeSet::new();
    let mut signatures: Vec<Signature> = entries
        .iter()
        .filter_map(|entry| match &entry.body {
            EntryBody::NoteSignature(body) if ids.insert(entry.id) => {
                Some(Signature { by: Written::from(entry), body: (**body).clone() })
            }
            _ => None,
        })
        .collect();
    signatures.sort_by_key(|signature| (signature.by.recorded(), signature.by.id));
    let mut of_device: BTreeMap<DeviceId, usize> = BTreeMap::new();
    signatures.retain(|signature| {
        let before = of_device.entry(signature.by.device).or_default();
        *before += 1;
        *before <= MAX_SIGNATURES_OF_DEVICE
    });
    signatures
}

impl Note {
    /// What somebody signs who was shown the note at these heads and read these sentences again. More heads than one
    /// signature may name are covered by edits first; `mint` gives each of those its fact's identifier.
    ///
    /// # Errors
    /// When the note has changed since, or a sentence that two people changed was not read again.
    pub fn sign(
        &self,
        (signer, device): (StaffId, DeviceId),
        shown: &[EditHash],
        read_again: &BTreeSet<SentenceMark>,
        mut mint: impl FnMut() -> FactId,
    ) -> Result<Signing, CannotSignNote> {
        if !self.settled {
            return Err(CannotSignNote::Unsettled);
        }
        if shown != self.heads() {
            return Err(CannotSignNote::Changed);
        }
        let own = self.own(signer, &self.history.all());
        if own.is_empty() {
            return Err(CannotSignNote::NothingOfTheirs);
        }
        let by_two = || own.iter().filter(|sentence| sentence.by_two());
        let unread: Vec<Sentence> =
            by_two().filter(|sentence| !read_again.contains(&sentence.mark)).cloned().collect();
        if !unread.is_empty() {
            return Err(CannotSignNote::ReadAgain(unread));
        }
        let read_again: BTreeSet<SentenceMark> = by_two().map(|sentence| sentence.mark).collect();
        let signed = self.signatures.iter().filter(|signature| signature.by.device == device).count();
        if read_again.len() > MAX_READ_AGAIN || signed >= MAX_SIGNATURES_OF_DEVICE {
            return Err(CannotSignNote::TooMany);
        }
        let Covered { edits, heads } =
            self.cover(&self.history.all(), &mut mint).map_err(|_| CannotSignNote::TooMany)?;
        if !self.history.has_room(&device, edits.len(), 0) {
            return Err(CannotSignNote::TooMany);
        }
        let signature = NoteSignature {
            heads,
            words: digest(&self.id, &own),
            sentences: u16::try_from(own.len()).unwrap_or(u16::MAX),
            read_again: read_again.into_iter().collect(),
        };
        Ok(Signing { covers: edits, signature })
    }

    /// What a signature is worth, and the edits its signer had seen.
    pub(super) fn look_at(&self, signature: &Signature) -> (Signed, Bits) {
        let Signature { by, body } = signature;
        let seen = self.history.upto(&body.heads);
        let own = seen.as_ref().map(|seen| self.own(by.author, seen));
        let standing = match &own {
            None => Standing::WordsMissing,
            Some(own) if own.is_empty() || digest(&self.id, own) != body.words => Standing::DoesNotFit,
            Some(own) => {
                let read = |sentence: &Sentence| body.read_again.contains(&sentence.mark);
                let all = own.iter().all(|sentence| !sentence.by_two() || read(sentence));
                if all { Standing::Counts } else { Standing::NotReadAgain }
            }
        };
        let sentences = own.filter(|_| standing == Standing::Counts).unwrap_or_default();
        let sentences = sentences
            .into_iter()
            .map(|Sentence { section, text, .. }| SignedSentence { section, text, stands: false })
            .collect();
        let signed = Signed { fact: by.id, by: by.author, written: by.clone(), standing, sentences };
        (signed, seen.unwrap_or_default())
    }

    /// The sentences that are somebody's, to somebody who saw these edits.
    fn own(&self, of: StaffId, seen: &Bits) -> Vec<Sentence> {
        self.sentences(seen).into_iter().filter(|sentence| sentence.people.contains(&of)).collect()
    }
}

fn digest(note: &NoteId, sentences: &[Sentence]) -> [u8; 32] {
    let mut digest = Sha256::new().chain_update(b"wardlight/signed-words/v1\0").chain_update(note.as_bytes());
    for sentence in sentences {
        digest.update([sentence.section as u8]);
        digest.update((sentence.text.len() as u64).to_be_bytes());
        digest.update(&sentence.text);
    }
    digest.finalize().into()
}
