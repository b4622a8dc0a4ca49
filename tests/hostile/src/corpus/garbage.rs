//! Frames that are no message, or one out of turn: the connection that brings them ends, and no other.

use crate::hand::{Hand, NINE};
use anyhow::Result;
use clinical::ScopeId;
use replication::{
    Entry, Message,
    limits::{MAX_ENTRIES, MAX_FACT_BYTES, MAX_FINGERPRINTS, MAX_MESSAGE_BYTES, MAX_SCOPES},
    wire::{Fate, encode},
};

/// Each frame and what it is. Sent on a connection that has been greeted.
///
/// # Errors
/// When a message cannot be encoded.
pub fn all(hand: &Hand) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let dir = || ScopeId::Dir;
    let whole = encode(&Message::Note { scope: dir(), head: 1 })?;
    let too_large = Entry::Fact { bytes: vec![0; MAX_FACT_BYTES + 1], signature: [0; 64] };
    let claims =
        |number: u8, count: [u8; 8]| [&[0x83, number, 0x63, b'd', b'i', b'r', 0x9b][..], &count[..]].concat();
    Ok(vec![
        ("nothing", Vec::new()),
        ("bytes that are no CBOR", vec![0xff; 64]),
        ("a megabyte of zeros", vec![0; MAX_MESSAGE_BYTES]),
        ("a megabyte of open arrays", vec![0x81; MAX_MESSAGE_BYTES]),
        ("half a message", whole[..whole.len() / 2].to_vec()),
        ("a message and a byte", [whole.clone(), vec![0]].concat()),
        ("a push that claims 2^64 - 1 entries", claims(5, [0xff; 8])),
        ("a push that claims one entry too many", claims(5, (MAX_ENTRIES as u64 + 1).to_be_bytes())),
        ("an entry larger than a fact", encode(&Message::Push { scope: dir(), entries: vec![too_large] })?),
        (
            "a push of a hash",
            encode(&Message::Push { scope: dir(), entries: vec![Entry::HashOnly([0; 32])] })?,
        ),
        ("a question about one scope twice", encode(&twice())?),
        (
            "a question about too many scopes",
            [&[0x82, 3, 0x99][..], &(MAX_SCOPES as u16 + 1).to_be_bytes()].concat(),
        ),
        ("too many fingerprints", fingerprints(MAX_FINGERPRINTS + 1)),
        ("a second greeting", encode(&Message::Hello(hand.hello(&[0; 32], NINE)))?),
        ("the server's own challenge", encode(&Message::Challenge { nonce: [0; 32] })?),
        ("the server's own hint", whole),
        (
            "the server's own acknowledgement",
            encode(&Message::Ack { scope: dir(), fates: vec![([0; 32], Fate::At(1))] })?,
        ),
    ])
}

fn twice() -> Message {
    let cursor = (ScopeId::Dir, replication::chain::Cursor::START);
    Message::Sync { cursors: vec![cursor.clone(), cursor] }
}

fn fingerprints(count: usize) -> Vec<u8> {
    let bytes = count * 8;
    let head =
        [&[0x84, 11, 0x63, b'd', b'i', b'r', 0x50][..], &[0; 16], &[0x5a], &(bytes as u32).to_be_bytes()]
            .concat();
    [head, vec![0; bytes]].concat()
}
