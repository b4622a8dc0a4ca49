//! Islands: how a fact lies in an Automerge document.
//!
//! Each fact is one change: it depends on the genesis alone, its actor is the fact's identifier, its sequence 1, its
//! first operation always the same, its time 0, and it puts the fact's bytes and signature under the fact's
//! identifier in the `facts` map. So the change is a pure function of the fact, and none ever depends on another.

use crate::{BadFact, EntryHash, SignedFact, cbor, hash::hex};
use automerge::{ActorId, Change, ChangeHash, ExpandedChange, ObjType, ScalarValue, legacy};
use clinical::FactId;
use planted::Fault;
use sha2::{Digest, Sha256};
use std::{
    num::NonZeroU64,
    sync::{Mutex, PoisonError},
};

/// The name of the map in which the facts lie.
pub const FACTS: &str = "facts";

/// The actor of the genesis of fact scopes.
pub(crate) const GENESIS_ACTOR: &[u8] = b"wardlight/facts/genesis/1";

/// The hash of the genesis of fact scopes. A constant of the format: a test rebuilds the change and compares.
pub const GENESIS_HASH: [u8; 32] = [
    0x9b, 0x22, 0x5c, 0x8b, 0x7b, 0x96, 0x8f, 0xe2, 0xa1, 0x6b, 0xc2, 0xbe, 0x72, 0x42, 0xfe, 0xd4, 0xd1,
    0xcb, 0x58, 0x3a, 0xf7, 0xe7, 0x6b, 0xb3, 0x81, 0x84, 0xad, 0x81, 0xce, 0xb7, 0x93, 0x33,
];

/// The genesis of every fact scope: makes the `facts` map. The same bytes everywhere; never sent.
pub(crate) fn genesis() -> Change {
    let make = legacy::Op {
        action: legacy::OpType::Make(ObjType::Map),
        obj: legacy::ObjectId::Root,
        key: FACTS.into(),
        pred: legacy::SortedVec::new(),
        insert: false,
    };
    change(ActorId::from(GENESIS_ACTOR), NonZeroU64::MIN, Vec::new(), vec![make])
}

/// The change that a fact is in its scope's document.
///
/// # Errors
/// When the bytes show no fact identifier.
pub fn change_of(fact: &SignedFact) -> Result<Change, BadFact> {
    of(fact).map(|(_, change)| change).ok_or(BadFact::Header("identifier"))
}

/// The fact's identifier and its change, where the bytes show an identifier.
pub(crate) fn of(fact: &SignedFact) -> Option<(FactId, Change)> {
    fact.id().map(|id| (id, island(id, fact)))
}

/// The hash of the fact's change; for bytes that show no identifier, a hash over bytes and signature.
pub(crate) fn hash_of(fact: &SignedFact) -> EntryHash {
    match fact.id() {
        Some(id) if planted::is(Fault::CausalDeps) => EntryHash(after_the_last(hash_of_island(id, fact))),
        Some(id) => EntryHash(hash_of_island(id, fact)),
        None => EntryHash(
            Sha256::new()
                .chain_update(b"wardlight/unreadable/v1\0")
                .chain_update(&fact.bytes)
                .chain_update(fact.signature)
                .finalize()
                .into(),
        ),
    }
}

/// What becomes of a hash when a change depends on the one that was made before it.
fn after_the_last(hash: [u8; 32]) -> [u8; 32] {
    static LAST: Mutex<[u8; 32]> = Mutex::new(GENESIS_HASH);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    *last = Sha256::new().chain_update(*last).chain_update(hash).finalize().into();
    *last
}

fn island(id: FactId, fact: &SignedFact) -> Change {
    let facts = legacy::ObjectId::Id(legacy::OpId::new(1, &ActorId::from(GENESIS_ACTOR)));
    let put = legacy::Op {
        action: legacy::OpType::Put(ScalarValue::Bytes(pack(fact))),
        obj: facts,
        key: hex(id.as_bytes()).into(),
        pred: legacy::SortedVec::new(),
        insert: false,
    };
    // One more than the genesis's only operation, as Automerge's own numbering would have it.
    change(
        ActorId::from(id.as_bytes()),
        NonZeroU64::MIN.saturating_add(1),
        vec![ChangeHash(GENESIS_HASH)],
        vec![put],
    )
}

/// The change of these operations: the first and only one of its actor, at no time.
pub(crate) fn change(
    actor: ActorId,
    start_op: NonZeroU64,
    deps: Vec<ChangeHash>,
    operations: Vec<legacy::Op>,
) -> Change {
    Change::from(ExpandedChange {
        operations,
        actor_id: actor,
        hash: None,
        seq: 1,
        start_op,
        time: 0,
        message: None,
        deps,
        extra_bytes: Vec::new(),
        author: None,
    })
}

/// What lies under a fact's identifier: `[fact, signature]`, so that the document alone can be verified.
pub(crate) fn pack(fact: &SignedFact) -> Vec<u8> {
    cbor::written(|e| e.array(2)?.bytes(&fact.bytes)?.bytes(&fact.signature)?.ok())
}

/// The fact in what lies under an identifier; `None` when it is not `[fact, signature]`.
pub(crate) fn unpack(packed: &[u8]) -> Option<SignedFact> {
    let mut d = minicbor::Decoder::new(packed);
    if d.array().ok()? != Some(2) {
        return None;
    }
    let bytes = d.bytes().ok()?.to_vec();
    let signature = d.bytes().ok()?.try_into().ok()?;
    (d.position() == packed.len()).then_some(SignedFact { bytes, signature })
}

/// The hash of an island, written down straight away. Making the change to hash it costs more than all else of a hash;
/// a test holds the two to each other for every length that a fact can have.
fn hash_of_island(id: FactId, fact: &SignedFact) -> [u8; 32] {
    let packed = pack(fact);
    let key = hex(id.as_bytes());
    let mut value_meta = vec![ONE];
    leb(&mut value_meta, packed.len() << 4 | BYTES);
    let mut data = Vec::with_capacity(packed.len() + 192);
    data.push(1);
    data.extend(GENESIS_HASH);
    counted(&mut data, id.as_bytes());
    // Sequence, first operation, time, message; then the only other actor.
    data.extend([1, 2, 0, 0, 1]);
    counted(&mut data, GENESIS_ACTOR);
    // The columns and their lengths: object (actor, number), key, insert, action, value (kind, bytes), predecessors.
    data.extend([8, 0x01, 2, 0x02, 2, 0x15]);
    leb(&mut data, 2 + key.len());
    data.extend([0x34, 1, 0x42, 2, 0x56]);
    leb(&mut data, value_meta.len());
    data.push(0x57);
    leb(&mut data, packed.len());
    data.extend([0x70, 2]);
    // What is in them, one operation each.
    data.extend([ONE, 1, ONE, 1, ONE]);
    counted(&mut data, key.as_bytes());
    data.extend([1, ONE, 1]);
    data.extend(value_meta);
    data.extend(packed);
    data.extend([ONE, 0]);
    let mut kind_and_length = vec![CHANGE];
    leb(&mut kind_and_length, data.len());
    Sha256::new().chain_update(kind_and_length).chain_update(data).finalize().into()
}

/// Automerge's number for a chunk that holds a change.
const CHANGE: u8 = 1;
/// Its number for a value that is bytes.
const BYTES: usize = 7;
/// One value follows, in a column: -1 as a signed LEB128.
const ONE: u8 = 0x7f;

/// Writes an unsigned LEB128.
fn leb(to: &mut Vec<u8>, mut number: usize) {
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            to.push(low);
            return;
        }
        to.push(low | 0x80);
    }
}

/// Writes bytes after their number.
fn counted(to: &mut Vec<u8>, bytes: &[u8]) {
    leb(to, bytes.len());
    to.extend(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::MAX_FACT_BYTES;

    #[test]
    fn the_hash_written_down_is_the_hash_of_the_change_at_every_length() {
        let short = 0..600;
        let at_bounds = [7, 10, 14, 16].into_iter().flat_map(|bits: u32| {
            let bound = 1_usize << bits;
            bound.saturating_sub(300)..bound + 300
        });
        let lengths = short.chain(at_bounds).chain([MAX_FACT_BYTES - 1, MAX_FACT_BYTES]);
        for (n, length) in lengths.filter(|length| *length <= MAX_FACT_BYTES).enumerate() {
            let fact = SignedFact { bytes: vec![n as u8; length], signature: [!(n as u8); 64] };
            let id = FactId::from_bytes([(n * 7) as u8; 16]);
            assert_eq!(hash_of_island(id, &fact), island(id, &fact).hash().0, "{length} bytes");
        }
    }
}
