//! What saving costs beside the least that a durable commit can cost, and what the board and a patient's page read.
//!
//! Saves and bare commits take turns in one run on one disk, so that whatever else the machine does meets both.
//! Prints medians, 99th percentiles and the ratio; the targets stand beside them.
#![expect(clippy::disallowed_methods, reason = "a benchmark measures durations")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first failure")]

use clinical::{DeviceId, FactId, Incarnation, ScopeId, StaffId, StayId, UtcMillis, WardId};
use rusqlite::Connection;
use std::time::{Duration, Instant};
use store::{
    BoardRow, EntryHash, FactHash, Identity, NewFact, OpenOptions, Secret, Source, Store, StoreError,
};

const ROUNDS: u64 = 1_500;
const PATIENTS: u8 = 30;
const SETS_A_STAY: u64 = 300;
/// One set of observations as signed bytes, with a remark.
const SET_BYTES: usize = 320;
/// One line of the audit.
const AUDIT_BYTES: usize = 160;
/// A stay's folded state and its board row, as encoded.
const STATE_BYTES: usize = 1_500;
const ROW_BYTES: usize = 400;

fn main() {
    let folder = tempfile::tempdir_in(std::env::var("BENCH_DIR").unwrap_or_else(|_| ".".into())).unwrap();
    let store = Store::open(&folder.path().join("ours"), &OpenOptions::new(Incarnation::from_bytes([1; 16])))
        .unwrap();
    store
        .write(|tx| {
            tx.device().identify(&Identity { device: device(), secret: Secret([0; 32]) })?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    chart_two_weeks(&store);

    let bare = bare_database(&folder.path().join("bare.db"));
    let mut ours = Vec::new();
    let mut least = Vec::new();
    for round in 0..ROUNDS {
        let n = 1_000_000 + round;
        ours.push(timed(|| save(&store, patient(n), n)));
        least.push(timed(|| commit_bare(&bare, n)));
    }
    let (ours, least) = (Spread::of(ours), Spread::of(least));
    println!("save (fact, audit, outbox, projections, chain; one commit)   {ours}");
    println!("bare SQLite commit of the same bytes (WAL, synchronous=FULL) {least}");
    println!(
        "ratio of medians {:.2}, of means {:.2} (target: at most 1.50)",
        ratio(ours.median, least.median),
        ratio(ours.mean, least.mean)
    );

    let ward: WardId = "bluebell".parse().unwrap();
    let board = Spread::of((0..500).map(|_| timed(|| assert_eq!(read_board(&store, &ward), 30))).collect());
    println!("board of 30 patients                                         {board} (target: under 5 ms)");
    let page = Spread::of((0..200).map(|_| timed(|| assert!(read_stay(&store, &stay(3)) >= 300))).collect());
    println!(
        "all facts of one stay of 300 sets and more                   {page} (target: under 100 ms to chart)"
    );
    drop(store);
    let opening = Spread::of((0..10).map(|n| timed(|| reopen(&folder.path().join("ours"), n))).collect());
    println!("open, check every page, read the board (14 days)             {opening} (target: under 1 s)");
}

/// Thirty patients, three hundred sets each, in bulk.
fn chart_two_weeks(store: &Store) {
    for bed in 0..PATIENTS {
        store
            .write(|tx| {
                for n in 0..SETS_A_STAY {
                    write_set(tx, stay(bed), u64::from(bed) * SETS_A_STAY + n, bed)?;
                }
                Ok::<_, StoreError>(())
            })
            .unwrap();
    }
}

fn save(store: &Store, bed: u8, n: u64) {
    store.write(|tx| write_set(tx, stay(bed), n, bed)).unwrap();
}

/// What the application writes when a nurse saves a set.
fn write_set(tx: &store::WriteTx<'_>, stay: StayId, n: u64, bed: u8) -> Result<(), StoreError> {
    add_fact(tx, &ScopeId::Stay(stay), n * 2, SET_BYTES)?;
    add_fact(tx, &ScopeId::Audit(device()), n * 2 + 1, AUDIT_BYTES)?;
    let ward: WardId = "bluebell".parse().unwrap();
    tx.stays().put(&stay, Some(&ward), &noise(n, STATE_BYTES))?;
    let row = BoardRow {
        stay,
        ward,
        bed: format!("A{bed}"),
        due_at: Some(UtcMillis(n as i64)),
        row: noise(n, ROW_BYTES),
    };
    tx.board().put(&stay, &[row])
}

fn add_fact(tx: &store::WriteTx<'_>, scope: &ScopeId, n: u64, len: usize) -> Result<(), StoreError> {
    let link = tx.device().link()?;
    let hash = hash(n);
    let fact = NewFact {
        scope,
        id: FactId::mint(UtcMillis(n as i64), &[bytes(n)[0]; 10]),
        hash: EntryHash(hash),
        kind: 5,
        taken_at: Some(UtcMillis(n as i64)),
        recorded_at: UtcMillis(n as i64),
        arrived_at: UtcMillis(n as i64),
        author: StaffId::from_bytes([4; 16]),
        device: device(),
        incarnation: link.incarnation,
        sequence: link.sequence,
        signature: &[7; 64],
        bytes: &noise(n, len),
    };
    assert_eq!(tx.facts().insert(&fact, Source::Here)?, store::Inserted::New, "each round makes new facts");
    tx.device().advance(link, &FactHash(hash))
}

fn read_board(store: &Store, ward: &WardId) -> usize {
    store.read(|tx| tx.board().of_ward(ward)).map(|rows| rows.len()).unwrap()
}

fn read_stay(store: &Store, stay: &StayId) -> usize {
    store.read(|tx| tx.facts().of_scope(&ScopeId::Stay(*stay))).map(|facts| facts.len()).unwrap()
}

fn reopen(folder: &std::path::Path, n: u8) {
    let store = Store::open(folder, &OpenOptions::new(Incarnation::from_bytes([n; 16]))).unwrap();
    assert_eq!(read_board(&store, &"bluebell".parse().unwrap()), 30);
}

fn bare_database(file: &std::path::Path) -> Connection {
    let bare = Connection::open(file).unwrap();
    bare.pragma_update(None, "journal_mode", "WAL").unwrap();
    bare.pragma_update(None, "synchronous", "FULL").unwrap();
    bare.execute_batch("CREATE TABLE entries (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT")
        .unwrap();
    bare
}

/// The bytes that a save hands over, signatures and hashes included, as one row.
fn commit_bare(bare: &Connection, n: u64) {
    let payload = noise(n, SET_BYTES + AUDIT_BYTES + 2 * (64 + 32) + STATE_BYTES + ROW_BYTES);
    let mut insert = bare.prepare_cached("INSERT INTO entries (number, bytes) VALUES (?1, ?2)").unwrap();
    insert.execute(rusqlite::params![n as i64, payload]).unwrap();
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Median, 99th percentile and mean.
struct Spread {
    median: Duration,
    p99: Duration,
    mean: Duration,
}

impl Spread {
    fn of(mut all: Vec<Duration>) -> Self {
        all.sort_unstable();
        let at = |percent: usize| all[(all.len() - 1) * percent / 100];
        Self { median: at(50), p99: at(99), mean: all.iter().sum::<Duration>() / all.len() as u32 }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let us = |d: Duration| d.as_micros();
        write!(
            f,
            "median {:>6} us  p99 {:>6} us  mean {:>6} us",
            us(self.median),
            us(self.p99),
            us(self.mean)
        )
    }
}

fn ratio(ours: Duration, least: Duration) -> f64 {
    ours.as_secs_f64() / least.as_secs_f64()
}

fn patient(n: u64) -> u8 {
    (n % u64::from(PATIENTS)) as u8
}

fn stay(bed: u8) -> StayId {
    StayId::from_bytes([bed + 1; 16])
}

fn device() -> DeviceId {
    DeviceId::from_bytes([9; 16])
}

fn hash(n: u64) -> [u8; 32] {
    noise(n, 32).try_into().unwrap()
}

fn bytes(n: u64) -> [u8; 8] {
    n.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes()
}

/// Bytes that differ from round to round and do not compress.
fn noise(n: u64, len: usize) -> Vec<u8> {
    (0_u64..).flat_map(|block| bytes(n ^ (block << 40))).take(len).collect()
}
