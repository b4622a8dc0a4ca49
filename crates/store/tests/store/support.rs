//! Facts and folders to test with. Everything is made from a number, so every test can be replayed.

use clinical::{DeviceId, FactId, Incarnation, ScopeId, StaffId, StayId, UtcMillis, WardId};
use std::path::Path;
use store::{
    ChainHash, EntryHash, FactHash, Inserted, LogEntry, NewFact, OpenOptions, Page, Source, Store,
    StoreError, WriteTx,
};
use tempfile::TempDir;

pub(crate) const NOW: UtcMillis = UtcMillis(1_795_000_000_000);
pub(crate) const EMPTY_LOG: ChainHash = ChainHash([0; 32]);

pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

pub(crate) fn life(n: u8) -> Incarnation {
    Incarnation::from_bytes([n; 16])
}

/// Opens with a small reserve, so that tests do not each write 16 MiB.
pub(crate) fn options(n: u8) -> OpenOptions {
    OpenOptions { reserve_bytes: 64 * 1024, ..OpenOptions::new(life(n)) }
}

pub(crate) fn open(folder: &Path) -> Store {
    Store::open(folder, &options(1)).unwrap()
}

pub(crate) fn stay(n: u8) -> StayId {
    StayId::from_bytes([n; 16])
}

pub(crate) fn scope(n: u8) -> ScopeId {
    ScopeId::Stay(stay(n))
}

pub(crate) fn ward() -> WardId {
    "bluebell".parse().unwrap()
}

pub(crate) fn device() -> DeviceId {
    DeviceId::from_bytes([0xde; 16])
}

pub(crate) fn nurse() -> StaffId {
    StaffId::from_bytes([0x5a; 16])
}

pub(crate) fn fact_id(n: u64) -> FactId {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&n.to_be_bytes());
    FactId::from_bytes(bytes)
}

/// Thirty-two bytes that differ from number to number.
pub(crate) fn spread(n: u64) -> [u8; 32] {
    let mut bytes = [0xa5; 32];
    bytes[..8].copy_from_slice(&n.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
    bytes
}

pub(crate) fn entry_hash(n: u64) -> EntryHash {
    EntryHash(spread(n))
}

/// The bytes of the fact with this number.
pub(crate) fn body(n: u64) -> Vec<u8> {
    format!("signed bytes of fact {n}").into_bytes()
}

/// The fact with this number.
pub(crate) fn fact<'a>(scope: &'a ScopeId, n: u64, bytes: &'a [u8]) -> NewFact<'a> {
    NewFact {
        scope,
        id: fact_id(n),
        hash: entry_hash(n),
        kind: 5,
        taken_at: Some(UtcMillis(NOW.0 - 60_000)),
        recorded_at: UtcMillis(NOW.0 + n as i64),
        arrived_at: UtcMillis(NOW.0 + n as i64),
        author: nurse(),
        device: device(),
        incarnation: life(1),
        sequence: n,
        signature: &[0x51; 64],
        bytes,
    }
}

/// Inserts the fact with this number, which is not here yet.
pub(crate) fn insert(tx: &WriteTx<'_>, scope: &ScopeId, n: u64, source: Source) -> Result<(), StoreError> {
    assert_eq!(tx.facts().insert(&fact(scope, n, &body(n)), source)?, Inserted::New, "fact {n} is new");
    Ok(())
}

/// Charts the fact with this number, which is not here yet, in a transaction of its own.
pub(crate) fn chart(store: &Store, scope: &ScopeId, n: u64) {
    store.write(|tx| insert(tx, scope, n, Source::Here)).unwrap();
}

/// Charts the fact with this number, which may be here already.
pub(crate) fn chart_again(store: &Store, scope: &ScopeId, n: u64) -> Inserted {
    store.write(|tx| tx.facts().insert(&fact(scope, n, &body(n)), Source::Here)).unwrap()
}

/// What the application writes for one set: fact, audit, chain, projections.
pub(crate) fn save_whole(tx: &WriteTx<'_>, patient: u8) -> Result<u64, StoreError> {
    let saved = chain_fact(tx, &scope(patient))?;
    chain_fact(tx, &ScopeId::Audit(device()))?;
    tx.stays().put(&stay(patient), Some(&ward()), &saved.to_be_bytes())?;
    let row = store::BoardRow {
        stay: stay(patient),
        ward: ward(),
        bed: format!("A{patient}"),
        due_at: Some(NOW),
        row: saved.to_be_bytes().to_vec(),
    };
    tx.board().put(&stay(patient), &[row])?;
    Ok(saved)
}

/// Takes the next link of the device's chain for a fact whose number is its sequence.
pub(crate) fn chain_fact(tx: &WriteTx<'_>, scope: &ScopeId) -> Result<u64, StoreError> {
    let link = tx.device().link()?;
    let n = link.sequence;
    insert(tx, scope, n, Source::Here)?;
    tx.device().advance(link, &FactHash(spread(n)))?;
    Ok(n)
}

/// Reads something in a snapshot.
pub(crate) fn read<T>(store: &Store, work: impl FnOnce(&store::ReadTx<'_>) -> Result<T, StoreError>) -> T {
    store.read(work).unwrap()
}

/// Log entries for facts with these numbers.
pub(crate) fn entries(numbers: impl IntoIterator<Item = u64>) -> Vec<LogEntry> {
    numbers.into_iter().map(|n| LogEntry { hash: entry_hash(n), fact: Some(fact_id(n)) }).collect()
}

/// A page of a scope's log.
pub(crate) fn page<'a>(
    scope: &'a ScopeId,
    first: u64,
    entries: &'a [LogEntry],
    chain: &'a ChainHash,
) -> Page<'a> {
    Page { scope, first, entries, chain, head: first + entries.len() as u64 - 1, now: NOW }
}
