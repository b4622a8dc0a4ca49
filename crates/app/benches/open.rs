//! What the application costs: opening to the board, the board, a patient of 300 sets, and a save beside the least that
//! a durable commit can cost.
//!
//! Saves and bare commits take turns in one run on one disk, so that whatever else the machine does meets both; each save
//! is set against the commit before and the one after it. Prints one row a figure, its columns parted by tabs: what, ours,
//! the peer's or the target, the ratio, what it stands beside, and the most that the ratio may be, if there is a target.
//! `cargo xtask bench` makes a table of them.
#![expect(clippy::disallowed_methods, reason = "a benchmark measures durations")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first failure")]
#![allow(dead_code, unused_imports, reason = "the tests' ward has more in it than is measured")]

mod durable;
mod event;
#[path = "../tests/app/support/mod.rs"]
mod support;

use app::{
    App,
    authoring::{Authored, derived_fact, derived_stay},
};
use clinical::{
    ScopeId, StayId, UtcMillis,
    entry::EntryBody,
    news2::{Applicability, Scale, score},
    observation::ObservationSet,
    staff::{AuthLevel, Role},
    vitals::Vitals,
    ward::Place,
};
use contract::{Reply, Request};
use replication::wire::{Entry, Message, encode};
use rusqlite::Connection;
use std::time::{Duration, Instant};
use support::{Device, NOON, Server, bluebell, config, ill, person, well};

const PATIENTS: u16 = 30;
/// Six sets a day for 14 days.
const SETS: i64 = 84;
/// The one patient who is opened.
const MANY_SETS: i64 = 300;
const SAVES: usize = 400;

fn main() {
    let only = |what: &str| std::env::args().any(|word| word == what);
    if only("event") {
        return event::event();
    }
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    for bed in 0..PATIENTS {
        chart(&device, bed, if bed == 3 { MANY_SETS } else { SETS });
    }
    saves(&device);
    if only("saves") {
        return;
    }
    wire(&device);
    let (many, folder, clock) = (stay(3), device.folder.clone(), device.clock.clone());
    let board = Spread::of((0..200).map(|_| timed(|| drop(device.board()))).collect());
    row_of("board of 30 patients, by App::call", &board, 5);
    let held = Spread::of((0..50).map(|_| timed(|| drop(device.patient(many)))).collect());
    drop(device);
    let mut opening = Vec::new();
    let mut paging = Vec::new();
    for n in 0..10 {
        let start = Instant::now();
        let app = App::open(config(folder.path(), &clock, 100 + n)).unwrap();
        let opened = start.elapsed();
        let device = Device {
            app,
            clock: clock.clone(),
            session: app::Session::new(),
            folder: folder.clone(),
            seed: 1,
        };
        // Keying a PIN is the nurse's time, and what it costs is `PinCost`'s choice.
        device.sign_in(person(Role::Nurse));
        opening.push(opened + timed(|| assert!(device.board().rows.len() >= usize::from(PATIENTS))));
        paging.push(timed(|| drop(device.patient(many))));
    }
    row_of("open to board, 30 patients x 14 days", &Spread::of(opening), 1_000);
    row_of("page of 300 sets, read and folded", &Spread::of(paging), 100);
    row_of("page of 300 sets, held in memory", &held, 100);
    event::event();
}

/// What a save may cost on the disk, in bare commits of as many bytes.
const SAVE_AT_MOST: f64 = 1.5;

/// One row of the table, without a target.
fn row(what: &str, ours: &str, peer: &str, ratio: f64, beside: &str) {
    println!("{what}\t{ours}\t{peer}\t{ratio:.2}\t{beside}\t");
}

/// One row of the table, with the most that its ratio may be.
fn row_within(limit: f64, what: &str, ours: &str, peer: &str, ratio: f64, beside: &str) {
    println!("{what}\t{ours}\t{peer}\t{ratio:.2}\t{beside}\t{limit:.2}");
}

/// A duration and its target in milliseconds.
fn row_of(what: &str, spread: &Spread, target_ms: u64) {
    let ratio = spread.median.as_secs_f64() * 1_000.0 / target_ms as f64;
    row_within(1.0, what, &us(spread.median), &us(Duration::from_millis(target_ms)), ratio, "target; median");
}

fn us(duration: Duration) -> String {
    format!("{} us", duration.as_micros())
}

/// One set in a message by itself.
fn wire(device: &Device) {
    let database = Connection::open(device.folder.path().join("wardlight.db")).unwrap();
    let query = "SELECT bytes, signature FROM facts WHERE scope LIKE 'stay/%' ORDER BY arrived_at DESC, sequence DESC LIMIT 1";
    let (bytes, signature) = database.query_row(query, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let push =
        Message::Push { scope: ScopeId::Stay(stay(0)), entries: vec![Entry::Fact { bytes, signature }] };
    let len = encode(&push).unwrap().len();
    let ratio = len as f64 / 1_024.0;
    row_within(1.0, "one set on the wire", &format!("{len} bytes"), "1024 bytes", ratio, "target");
}

/// A bare database to commit to. The log of a grown one has its size already, as a database in use has: there a sync
/// has less to write.
fn bare(device: &Device, name: &str, grown: bool) -> Connection {
    let bare = Connection::open(device.folder.path().join(name)).unwrap();
    bare.pragma_update(None, "journal_mode", "WAL").unwrap();
    bare.pragma_update(None, "synchronous", "FULL").unwrap();
    bare.execute_batch("CREATE TABLE entries (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT")
        .unwrap();
    if grown {
        let filled = "INSERT INTO entries (bytes) \
                      WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 3000) \
                      SELECT randomblob(4000) FROM n";
        bare.execute(filled, []).unwrap();
        bare.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap_or(());
        bare.execute(filled, []).unwrap();
        bare.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).unwrap();
    }
    bare
}

/// Commits bytes that are as incompressible as signatures are, and others each time.
fn commit(bare: &Connection, n: usize, bytes: usize) -> Duration {
    let seed = (n as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let payload: Vec<u8> = (0_u64..)
        .flat_map(|block| (seed ^ block.wrapping_mul(0xD6E8_FEB8_6659_FD93)).to_be_bytes())
        .take(bytes)
        .collect();
    timed(|| {
        let mut insert = bare.prepare_cached("INSERT INTO entries (bytes) VALUES (?1)").unwrap();
        insert.execute([payload]).unwrap();
    })
}

/// Pages in a database's log.
fn pages(database: &Connection) -> i64 {
    database.query_row("PRAGMA wal_checkpoint(NOOP)", [], |row| row.get(1)).unwrap()
}

/// Saves by `App::call` and bare commits of the same bytes, taking turns. What is left to be done after an answer is done
/// between them, as a shell's driver does, and told by itself.
fn saves(device: &Device) {
    let (fresh, grown) = (bare(device, "bare.db", false), bare(device, "grown.db", true));
    let own = Connection::open(device.folder.path().join("wardlight.db")).unwrap();
    let [mut ours, mut to_disk, mut after, mut least, mut in_use] = [const { Vec::new() }; 5];
    let durable = durable::Durable::listen();
    let [mut our_pages, mut bare_pages] = [const { Vec::new() }; 2];
    let mut bytes = 0;
    for n in 0..=SAVES {
        let stay = stay((n % usize::from(PATIENTS)) as u16);
        let request = Device::filled(&device.form(stay), if n % 2 == 0 { ill() } else { well() });
        let request = Request::Record(Box::new(request));
        device.app.catch_up();
        let before = (pages(&own), pages(&fresh));
        let begun = Instant::now();
        let save = timed(|| drop(device.call(request).unwrap()));
        let on_disk = durable.take().unwrap().duration_since(begun);
        our_pages.push(pages(&own) - before.0);
        let rest = timed(|| device.app.catch_up());
        if n == 0 {
            // Measured for its size: the first one makes statements and pages that all others find made.
            bytes = bytes_of_a_save(device);
        } else {
            ours.push(save);
            to_disk.push(on_disk);
            after.push(rest);
            in_use.push(commit(&grown, n, bytes));
        }
        least.push(commit(&fresh, n, bytes));
        bare_pages.push(pages(&fresh) - before.1);
    }
    tell(ours, to_disk, after, least, in_use, bytes);
    let middle = |mut pages: Vec<i64>| {
        pages.sort_unstable();
        pages[pages.len() / 2]
    };
    let (ours, bare) = (middle(our_pages), middle(bare_pages));
    let (our_pages, bare_pages) = (format!("{ours} pages"), format!("{bare} pages"));
    row(
        "pages that a save writes to the log",
        &our_pages,
        &bare_pages,
        ours as f64 / bare as f64,
        "bare commit",
    );
}

/// The rows of the saves. A save is set against the commit before it and the one after it.
fn tell(
    ours: Vec<Duration>,
    to_disk: Vec<Duration>,
    after: Vec<Duration>,
    least: Vec<Duration>,
    in_use: Vec<Duration>,
    bytes: usize,
) {
    let seconds = |duration: &Duration| duration.as_secs_f64();
    let mut ratios: Vec<f64> = ours
        .iter()
        .zip(least.windows(2))
        .map(|(save, around)| 2.0 * seconds(save) / around.iter().map(seconds).sum::<f64>())
        .collect();
    ratios.sort_unstable_by(f64::total_cmp);
    let percentile = |percent: usize| ratios[(ratios.len() - 1) * percent / 100];
    let (ours, to_disk, after) = (Spread::of(ours), Spread::of(to_disk), Spread::of(after));
    let (least, in_use) = (Spread::of(least), Spread::of(in_use));
    let against = |what: &str, ours: Duration, peer: Duration, beside: &str| {
        row(what, &us(ours), &us(peer), seconds(&ours) / seconds(&peer), beside);
    };
    let beside = format!("bare SQLite commit of the same {bytes} bytes; target {SAVE_AT_MOST:.2}");
    for (what, ours, peer) in
        [("median", to_disk.median, least.median), ("95th percentile", to_disk.p95, least.p95)]
    {
        let (what, ratio) =
            (format!("save by App::call to the disk, {what}"), seconds(&ours) / seconds(&peer));
        row_within(SAVE_AT_MOST, &what, &us(ours), &us(peer), ratio, &beside);
    }
    let beside = "the same commit; no target: with what the nurse is told of the set";
    against("save by App::call to its reply, median", ours.median, least.median, beside);
    against("save by App::call to its reply, 95th percentile", ours.p95, least.p95, beside);
    let around = "each reply to the commits around it";
    row("save to its reply, median of the ratios", "", "", percentile(50), around);
    let whole = "as above; one stalled sync shows whole";
    row("save to its reply, 95th percentile of the ratios", "", "", percentile(95), whole);
    let grown = "the same commit where the log has its size already";
    against("save by App::call to the disk, median", to_disk.median, in_use.median, grown);
    against(
        "after the answer, median",
        after.median,
        least.median,
        "bare commit as above; nobody waits for this",
    );
}

/// The bytes that the last save handed to the disk before it answered: its set and its audit, and which each of them is.
fn bytes_of_a_save(device: &Device) -> usize {
    let database = Connection::open(device.folder.path().join("wardlight.db")).unwrap();
    let newest = |scopes: &str| {
        let query = "SELECT length(bytes) + length(id) + length(scope) FROM facts WHERE scope LIKE '";
        let query = format!("{query}{scopes}' ORDER BY sequence DESC LIMIT 1");
        let found: u32 = database.query_row(&query, [], |row| row.get(0)).unwrap();
        found as usize
    };
    newest("stay/%") + newest("audit/%")
}

/// A patient and their charting, every four hours up to now.
fn chart(device: &Device, bed: u16, sets: i64) {
    let stay = stay(bed);
    let fact = |part: &str, at: UtcMillis, body| Authored {
        stay,
        id: derived_fact("bench", &bed.to_string(), part),
        taken_at: Some(at),
        recorded_at: at,
        author: person(Role::Nurse),
        auth: AuthLevel::Pin,
        on_behalf_of: None,
        supersedes: Vec::new(),
        reason: String::new(),
        body,
    };
    let every = 14 * 24 * 60 / sets;
    let begin = UtcMillis(NOON).plus_minutes(-every * sets);
    let place = Place { ward: bluebell(), bay: "Bay A".into(), bed: format!("A{}", bed + 1) };
    let mut batch = vec![
        fact("who", begin, EntryBody::Admission(support::identity(&format!("Patient {bed}")))),
        fact("bed", begin, EntryBody::Placement(place)),
    ];
    for n in 0..sets {
        let signs: Vitals = if n % 9 == 0 { ill() } else { well() };
        let outcome = score(&signs, Scale::One, Applicability::Applies);
        let set = ObservationSet::new(signs, Scale::One, outcome);
        let at = begin.plus_minutes(every * n);
        batch.push(fact(&n.to_string(), at, EntryBody::Observations(Box::new(set))));
    }
    device.app.author("bench", &batch).unwrap();
}

fn stay(bed: u16) -> StayId {
    derived_stay("bench", &bed.to_string())
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Median and 95th percentile.
struct Spread {
    median: Duration,
    p95: Duration,
}

impl Spread {
    fn of(mut all: Vec<Duration>) -> Self {
        all.sort_unstable();
        let at = |percent: usize| all[(all.len() - 1) * percent / 100];
        Self { median: at(50), p95: at(95) }
    }
}
