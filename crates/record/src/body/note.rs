//! The stored shapes of notes: what opens one, what is written in it, and signatures under it.

use super::{BadBody, code::Coded};
use clinical::note::Section;
use clinical::{
    FactId,
    note::{EditHash, Letter, NoteEdit, NoteOpened, NoteSignature, SentenceMark, Stroke},
};
use minicbor::{Decode, Encode, bytes::ByteArray};

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredNoteV1 {
    #[n(0)]
    visit: Option<ByteArray<16>>,
}

impl From<&NoteOpened> for StoredNoteV1 {
    fn from(NoteOpened { visit }: &NoteOpened) -> Self {
        Self { visit: visit.map(|visit| (*visit.as_bytes()).into()) }
    }
}

impl From<StoredNoteV1> for NoteOpened {
    fn from(StoredNoteV1 { visit }: StoredNoteV1) -> Self {
        Self { visit: visit.map(|visit| FactId::from_bytes(*visit)) }
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredNoteEditV1 {
    #[n(0)]
    follows: Vec<ByteArray<32>>,
    #[n(1)]
    first: u32,
    #[n(2)]
    section: u16,
    #[n(3)]
    strokes: Vec<StoredStrokeV1>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct StoredStrokeV1 {
    /// 0 written, 1 taken out.
    #[n(0)]
    what: u16,
    /// The letter written after, or the first one taken out: its edit and its number.
    #[n(1)]
    edit: Option<ByteArray<16>>,
    #[n(2)]
    number: Option<u32>,
    #[cbor(n(3), default, skip_if = "String::is_empty")]
    text: String,
    #[n(4)]
    count: Option<u16>,
}

impl From<&NoteEdit> for StoredNoteEditV1 {
    fn from(NoteEdit { follows, first, section, strokes }: &NoteEdit) -> Self {
        Self {
            follows: follows.iter().map(|hash| hash.0.into()).collect(),
            first: *first,
            section: section.code(),
            strokes: strokes.iter().map(StoredStrokeV1::from).collect(),
        }
    }
}

impl From<&Stroke> for StoredStrokeV1 {
    fn from(stroke: &Stroke) -> Self {
        let (what, letter, text, count) = match stroke {
            Stroke::Write { after, text } => (0, *after, text.clone(), None),
            Stroke::TakeOut { first, count } => (1, Some(*first), String::new(), Some(*count)),
        };
        Self {
            what,
            edit: letter.map(|letter| (*letter.edit.as_bytes()).into()),
            number: letter.map(|letter| letter.number),
            text,
            count,
        }
    }
}

impl TryFrom<StoredNoteEditV1> for NoteEdit {
    type Error = BadBody;
    fn try_from(stored: StoredNoteEditV1) -> Result<Self, BadBody> {
        let StoredNoteEditV1 { follows, first, section, strokes } = stored;
        let edit = Self {
            follows: follows.into_iter().map(|hash| EditHash(*hash)).collect(),
            first,
            section: Section::from_code(section)?,
            strokes: strokes.into_iter().map(Stroke::try_from).collect::<Result<_, _>>()?,
        };
        if edit.is_sound() { Ok(edit) } else { Err(BadBody::Bad) }
    }
}

impl TryFrom<StoredStrokeV1> for Stroke {
    type Error = BadBody;
    fn try_from(stored: StoredStrokeV1) -> Result<Self, BadBody> {
        let StoredStrokeV1 { what, edit, number, text, count } = stored;
        let letter = match (edit, number) {
            (Some(edit), Some(number)) => Some(Letter { number, edit: FactId::from_bytes(*edit) }),
            (None, None) => None,
            _ => return Err(BadBody::Bad),
        };
        match (what, letter, count) {
            (0, after, None) => Ok(Self::Write { after, text }),
            (1, Some(first), Some(count)) if text.is_empty() => Ok(Self::TakeOut { first, count }),
            (0 | 1, ..) => Err(BadBody::Bad),
            _ => Err(BadBody::Newer),
        }
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredNoteSignatureV1 {
    #[n(0)]
    heads: Vec<ByteArray<32>>,
    #[n(1)]
    words: ByteArray<32>,
    #[n(2)]
    sentences: u16,
    #[n(3)]
    read_again: Vec<ByteArray<16>>,
}

impl From<&NoteSignature> for StoredNoteSignatureV1 {
    fn from(NoteSignature { heads, words, sentences, read_again }: &NoteSignature) -> Self {
        Self {
            heads: heads.iter().map(|hash| hash.0.into()).collect(),
            words: (*words).into(),
            sentences: *sentences,
            read_again: read_again.iter().map(|mark| mark.0.into()).collect(),
        }
    }
}

impl TryFrom<StoredNoteSignatureV1> for NoteSignature {
    type Error = BadBody;
    fn try_from(stored: StoredNoteSignatureV1) -> Result<Self, BadBody> {
        let StoredNoteSignatureV1 { heads, words, sentences, read_again } = stored;
        let signature = Self {
            heads: heads.into_iter().map(|hash| EditHash(*hash)).collect(),
            words: *words,
            sentences,
            read_again: read_again.into_iter().map(|mark| SentenceMark(*mark)).collect(),
        };
        if signature.is_sound() { Ok(signature) } else { Err(BadBody::Bad) }
    }
}
