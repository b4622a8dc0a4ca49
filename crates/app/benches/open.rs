//! What the application costs: opening to the board, the board, a patient of 300 sets, and a save beside the least that
//! a durable commit can cost.
//!
//! Saves and bare commits take turns in one run on one disk, so that whatever else the machine does meets both.
#![expect(clippy::disallowed_methods, reason = "a benchmark measures durations")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first failure")]
#![allow(dead_code, unused_imports, reason = "the tests' ward has more in it than is measured")]

#[path = "../tests/app/support/mod.rs"]
mod support;

use app::{
    App,
    authoring::{Authored, derived_fact, derived_stay},
};
use clinical::{
    StayId, UtcMillis,
    entry::EntryBody,
    news2::{Applicability, Scale, score},
    observation::ObservationSet,
    staff::{AuthLevel, Role},
    vitals::Vitals,
    ward::Place,
};
use contract::{Reply, Request};
use rusqlite::Connection;
use std::time::{Duration, Instant};
use support::{Device, NOON, Server, bluebell, config, ill, person, well};

const PATIENTS: u16 = 28;
/// Six sets a day for 14 days.
const SETS: i64 = 84;
/// The one patient who is opened.
const MANY_SETS: i64 = 300;
const SAVES: usize = 400;

fn main() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    for bed in 0..PATIENTS {
        chart(&device, bed, if bed == 3 { MANY_SETS } else { SETS });
    }
    saves(&device);
    let (many, folder, clock) = (stay(3), device.folder.clone(), device.clock.clone());
    let board = Spread::of((0..200).map(|_| timed(|| drop(device.board()))).collect());
    println!("board of 28 patients, by App::call                {board} (target: under 5 ms)");
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
        opening.push(opened + timed(|| assert!(device.board().rows.len() >= 28)));
        paging.push(timed(|| drop(device.patient(many))));
    }
    println!("open to board, 28 patients x 14 days              {} (target: under 1 s)", Spread::of(opening));
    println!(
        "patient page of {MANY_SETS} sets, read and folded         {} (target: under 100 ms)",
        Spread::of(paging)
    );
    println!("patient page of {MANY_SETS} sets, held in memory          {held}");
}

/// Saves by `App::call` and bare commits of the same bytes, taking turns.
fn saves(device: &Device) {
    let file = device.folder.path().join("bare.db");
    let bare = Connection::open(file).unwrap();
    bare.pragma_update(None, "journal_mode", "WAL").unwrap();
    bare.pragma_update(None, "synchronous", "FULL").unwrap();
    bare.execute_batch("CREATE TABLE entries (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT")
        .unwrap();
    let (mut ours, mut least) = (Vec::new(), Vec::new());
    let mut bytes = 0;
    for n in 0..SAVES {
        let stay = stay((n % usize::from(PATIENTS)) as u16);
        let request = Device::filled(&device.form(stay), if n % 2 == 0 { ill() } else { well() });
        let request = Request::Record(Box::new(request));
        ours.push(timed(|| drop(device.call(request).unwrap())));
        if n == 0 {
            bytes = bytes_of_a_save(device);
        }
        // As incompressible as signatures are, and other bytes each time.
        let seed = (n as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let payload: Vec<u8> = (0_u64..)
            .flat_map(|block| (seed ^ block.wrapping_mul(0xD6E8_FEB8_6659_FD93)).to_be_bytes())
            .take(bytes)
            .collect();
        least.push(timed(|| {
            let mut insert = bare.prepare_cached("INSERT INTO entries (bytes) VALUES (?1)").unwrap();
            insert.execute([payload]).unwrap();
        }));
    }
    let (ours, least) = (Spread::of(ours), Spread::of(least));
    println!("save to durable, by App::call                     {ours}");
    println!("bare SQLite commit of the same {bytes} bytes         {least}");
    let ratio = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
    println!(
        "ratio of medians {:.2}, of means {:.2} (target: at most 1.50)",
        ratio(ours.median, least.median),
        ratio(ours.mean, least.mean)
    );
}

/// The bytes that the last save handed to the disk: its two facts with their signatures, and the projections it put.
fn bytes_of_a_save(device: &Device) -> usize {
    let database = Connection::open(device.folder.path().join("wardlight.db")).unwrap();
    let one = |query: &str| {
        let found: u32 = database.query_row(query, [], |row| row.get(0)).unwrap();
        found as usize
    };
    let facts = one(
        "SELECT sum(length(bytes) + 64 + 32) FROM (SELECT bytes FROM facts ORDER BY sequence DESC LIMIT 2)",
    );
    let set = "(SELECT stay FROM board ORDER BY length(row) DESC LIMIT 1)";
    let row = one(&format!("SELECT length(row) FROM board WHERE stay = {set}"));
    let state = one(&format!("SELECT length(state) FROM stays WHERE stay = {set}"));
    facts + row + state
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
            "median {:>7} us  p99 {:>7} us  mean {:>7} us",
            us(self.median),
            us(self.p99),
            us(self.mean)
        )
    }
}
