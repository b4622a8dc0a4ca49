//! Notes that two people may write at once: the shapes, reserved. Nothing merges yet.
//!
//! Unlike facts, a note's changes are real Automerge text changes that depend on one another. Each travels and is kept
//! with a detached signature of its device over the raw change. The second genesis, which makes the text, will be the
//! change of actor [`GENESIS_ACTOR`], sequence 1, time 0, one operation that makes a text under [`TEXT`] in the root.

use clinical::{DeviceId, NoteId};

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
