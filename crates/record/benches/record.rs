//! What the record costs: `cargo bench -p record`. Medians, in microseconds on one core.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench measures, prints, and may panic"
)]

use clinical::{
    BootId, ClockTrust, DeviceId, FactId, Incarnation, ScopeId, StaffId, Stamp, StayId, TakenAt, UtcMillis,
    entry::EntryBody,
    news2::{Outcome, Risk, Scale},
    observation::ObservationSet,
    staff::AuthLevel,
    vitals::{Pulse, RespRate, Sign, Vitals},
};
use record::{
    Chart, ClockFacts, EntryHash, Fact, Header, KeyId, PolicyRevision, SignedFact, SigningKey, fact::SCHEMA,
    island,
};
use std::{hint::black_box, time::Instant};

fn set(key: &SigningKey, n: u32) -> Fact {
    let mut random = [0; 10];
    random[6..].copy_from_slice(&n.to_be_bytes());
    let at = Stamp { utc: UtcMillis(1_795_348_800_000), offset_minutes: 0 };
    let header = Header {
        schema: SCHEMA,
        scope: ScopeId::Stay(StayId::from_bytes([1; 16])),
        id: FactId::mint(at.utc, &random),
        taken_at: TakenAt::At(at),
        recorded_at: at,
        clock: ClockFacts {
            monotonic_ms: 1,
            boot: BootId::from_bytes([2; 16]),
            trust: ClockTrust::Proved { offset_ms: 5 },
        },
        author: StaffId::from_bytes([3; 16]),
        on_behalf_of: None,
        auth: AuthLevel::Pin,
        device: DeviceId::from_bytes([4; 16]),
        incarnation: Incarnation::from_bytes([5; 16]),
        device_seq: u64::from(n) + 1,
        previous: EntryHash([6; 32]),
        signer: KeyId::of(&key.verifying_key()),
        policy: PolicyRevision(1),
        ruleset: "rcp-news2-2017".to_owned(),
        supersedes: Vec::new(),
        reason: String::new(),
    };
    let vitals = Vitals { respiration: RespRate::new(18), pulse: Pulse::new(80), ..Vitals::default() };
    let outcome = Outcome::Complete {
        parts: Sign::ALL.into_iter().map(|sign| (sign, 0)).collect(),
        total: 0,
        risk: Risk::Low,
    };
    Fact { header, body: EntryBody::Observations(Box::new(ObservationSet::new(vitals, Scale::One, outcome))) }
}

/// Microseconds that this thread has had on a core, so that others on the machine do not count; wall time elsewhere than
/// on Linux.
fn spent(start: Instant) -> f64 {
    let on_core = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = on_core.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| start.elapsed().as_secs_f64() * 1e6, |nanoseconds| nanoseconds / 1e3)
}

/// Median microseconds of one call, over rounds of `calls`.
fn median<T>(calls: u32, mut call: impl FnMut() -> T) -> f64 {
    let start = Instant::now();
    let mut times: Vec<f64> = (0..9)
        .map(|_| {
            let before = spent(start);
            for _ in 0..calls {
                black_box(call());
            }
            (spent(start) - before) / f64::from(calls)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    let key = SigningKey::from_bytes(&[7; 32]);
    let public = key.verifying_key();
    let fact = set(&key, 0);
    let signed = fact.sign(&key).unwrap();
    println!("one set: {} bytes and a signature of 64", signed.bytes.len());
    println!("sign            {:8.1}", median(500, || fact.sign(&key)));
    println!("verify          {:8.1}", median(500, || signed.verify(&public)));
    println!("decode          {:8.1}", median(5_000, || signed.decode()));
    println!("hash            {:8.1}", median(5_000, || signed.hash()));
    println!("rebuild change  {:8.1}", median(5_000, || island::change_of(&signed)));
    for count in [300, 3_000] {
        let facts: Vec<SignedFact> = (0..count).map(|n| set(&key, n).sign(&key).unwrap()).collect();
        let mut chart = Chart::new().unwrap();
        chart.apply(&facts).unwrap();
        let file = chart.save();
        let last = set(&key, count).sign(&key).unwrap();
        let bytes: usize = facts.iter().map(|fact| fact.bytes.len() + 64).sum();
        println!("{count} facts: {bytes} bytes signed, {} bytes saved", file.len());
        println!("  apply as a batch {:9.0}", median(6, || Chart::new().unwrap().apply(&facts)));
        println!("  load and check   {:9.0}", median(6, || Chart::load(&file)));
        println!("  apply one more   {:9.0}", median(20, || chart.clone().apply([&last])));
        println!("  (clone alone)    {:9.0}", median(20, || chart.clone()));
    }
}
