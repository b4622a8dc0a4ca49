//! The reserved shapes of notes.

use crate::samples::{device, device_key};
use automerge::{AutoCommit, ObjType, transaction::Transactable};
use clinical::NoteId;
use proptest::prelude::*;
use record::{
    limits::MAX_NOTE_CHANGE_BYTES,
    note::{BadNoteChange, NoteChange},
};

fn note(n: u8) -> NoteId {
    NoteId::from_bytes([n; 16])
}

fn raw_change() -> Vec<u8> {
    let mut document = AutoCommit::new().with_actor(automerge::ActorId::from([3; 16]));
    document.put_object(automerge::ROOT, "text", ObjType::Text).unwrap();
    document.commit_with(automerge::transaction::CommitOptions::default().with_time(0));
    document.get_last_local_change().unwrap().raw_bytes().to_vec()
}

fn change() -> NoteChange {
    NoteChange::sign(note(1), raw_change(), device(), &device_key())
}

#[test]
fn a_note_change_keeps_its_shape_and_verifies() {
    let written = change();
    let read = NoteChange::decode(&written.encode()).unwrap();
    assert_eq!(read, written);
    read.verify(&device_key().verifying_key()).unwrap();
    insta::assert_snapshot!(hex::encode(written.encode()));
}

#[test]
fn a_change_is_bound_to_its_note() {
    let moved = NoteChange { note: note(2), ..change() };
    assert!(moved.verify(&device_key().verifying_key()).is_err());
}

/// F9: 65 kB of compressed change unpacked to 64 MiB before any limit was seen.
#[test]
fn a_compressed_change_is_not_taken() {
    let mut compressed = change();
    compressed.change[8] = 2;
    assert_eq!(NoteChange::decode(&compressed.encode()), Err(BadNoteChange::Malformed));
}

#[test]
fn a_change_beyond_the_limit_is_not_taken() {
    for bytes in [MAX_NOTE_CHANGE_BYTES + 1, MAX_NOTE_CHANGE_BYTES + 4_096] {
        let mut large = change();
        large.change.resize(bytes, 0);
        assert_eq!(NoteChange::decode(&large.encode()), Err(BadNoteChange::TooBig));
    }
    let mut edge = change();
    edge.change.resize(MAX_NOTE_CHANGE_BYTES, 0);
    assert!(NoteChange::decode(&edge.encode()).is_ok());
}

proptest! {
    #[test]
    fn changed_bytes_never_panic(place in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = change().encode();
        let at = place.index(bytes.len());
        bytes[at] = byte;
        let _ = NoteChange::decode(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        prop_assert!(NoteChange::decode(&bytes).is_err());
    }
}
