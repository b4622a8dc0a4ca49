//! Notes that two people may write at once: the shapes, reserved. Nothing merges yet.
//!
//! Unlike facts, a note's changes are real Automerge text changes that depend on one another. Each travels and is kept
//! with a detached signature of its device over the raw change. The second genesis, which makes the text, will be the
//! change of actor [`GENESIS_ACTOR`], sequence 1, time 0, one operation that makes a text under [`TEXT`] in the root.

use crate::{BadSignature, cbor, limits::MAX_NOTE_CHANGE_BYTES};
use clinical::{DeviceId, NoteId, ScopeId};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use minicbor::{Decoder, data::Type};

/// The actor of the genesis of notes.
pub const GENESIS_ACTOR: &[u8] = b"wardlight/note/genesis/1";
/// The name of the text in a note's document.
pub const TEXT: &str = "text";

/// One change of a note, with its detached signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteChange {
    /// The note; its scope is `note/<uuid>`.
    pub note: NoteId,
    /// The raw, uncompressed Automerge change; at most 64 KiB.
    pub change: Vec<u8>,
    /// The device that made and signed it.
    pub device: DeviceId,
    /// Ed25519 over a domain tag, the scope and the raw change.
    pub signature: [u8; 64],
}

/// Why bytes are not a note change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadNoteChange {
    /// Larger than a note change may be.
    #[error("the change to the note is too large")]
    TooBig,
    /// Not the shape of a note change, or not an uncompressed Automerge change.
    #[error("the change to the note is damaged")]
    Malformed,
}

/// Byte 8 of an Automerge chunk says what it is; 1 is an uncompressed change. Only that is taken, since a compressed one
/// of 65 kB can unpack to 64 MiB before any limit is seen.
const UNCOMPRESSED_CHANGE: u8 = 1;
const AUTOMERGE_MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];

impl NoteChange {
    /// Signs a raw change of a note.
    pub fn sign(note: NoteId, change: Vec<u8>, device: DeviceId, key: &SigningKey) -> Self {
        let signature = key.sign(&tagged(&note, &change)).to_bytes();
        Self { note, change, device, signature }
    }

    /// Checks the detached signature.
    ///
    /// # Errors
    /// When it is not that key's over this change of this note.
    pub fn verify(&self, key: &VerifyingKey) -> Result<(), BadSignature> {
        key.verify_strict(&tagged(&self.note, &self.change), &Signature::from_bytes(&self.signature))
            .map_err(|_| BadSignature)
    }

    /// As it travels and as it is kept: a CBOR map `{0: note, 1: change, 2: device, 3: signature}`.
    pub fn encode(&self) -> Vec<u8> {
        cbor::written(|e| {
            e.map(4)?.u8(0)?.bytes(self.note.as_bytes())?.u8(1)?.bytes(&self.change)?;
            e.u8(2)?.bytes(self.device.as_bytes())?.u8(3)?.bytes(&self.signature)?.ok()
        })
    }

    /// Reads what [`NoteChange::encode`] wrote. The change itself is not parsed.
    ///
    /// # Errors
    /// When the bytes are too many or are not that.
    pub fn decode(bytes: &[u8]) -> Result<Self, BadNoteChange> {
        if bytes.len() > MAX_NOTE_CHANGE_BYTES + 128 {
            return Err(BadNoteChange::TooBig);
        }
        cbor::check(bytes, 2).map_err(|_| BadNoteChange::Malformed)?;
        let read = Self::read(&mut Decoder::new(bytes)).map_err(|_| BadNoteChange::Malformed)?;
        if read.change.len() > MAX_NOTE_CHANGE_BYTES {
            return Err(BadNoteChange::TooBig);
        }
        let whole =
            read.change.starts_with(&AUTOMERGE_MAGIC) && read.change.get(8) == Some(&UNCOMPRESSED_CHANGE);
        if whole { Ok(read) } else { Err(BadNoteChange::Malformed) }
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, minicbor::decode::Error> {
        let bad = || minicbor::decode::Error::type_mismatch(Type::Unknown(0));
        if d.map()? != Some(4) {
            return Err(bad());
        }
        let mut part = |key: u8| if d.u8()? == key { d.bytes() } else { Err(bad()) };
        let (note, change, device, signature) = (part(0)?, part(1)?, part(2)?, part(3)?);
        Ok(Self {
            note: NoteId::from_bytes(note.try_into().map_err(|_| bad())?),
            change: change.to_vec(),
            device: DeviceId::from_bytes(device.try_into().map_err(|_| bad())?),
            signature: signature.try_into().map_err(|_| bad())?,
        })
    }
}

fn tagged(note: &NoteId, change: &[u8]) -> Vec<u8> {
    [b"wardlight/note-change/v1\0", ScopeId::Note(*note).to_string().as_bytes(), b"\0", change].concat()
}
