//! What a device that pushes without end costs the others: how long a colleague's entry takes to be acknowledged, without it
//! and beside it.

use crate::{
    corpus::{Hands, STAY},
    hand::entry,
    line::Line,
    process::Process,
};
use anyhow::{Context as _, Result, bail, ensure};
use clinical::{ScopeId, StayId};
use replication::{
    Entry, Message,
    wire::{Fate, encode},
};
use std::{fmt, time::Duration};
use tokio::time::{Instant, interval};

/// A colleague's entries in each half of the measurement.
const SAVES: usize = 200;
/// Between two of them.
const EVERY: Duration = Duration::from_millis(20);
/// Entries in one push of the flood.
const AT_ONCE: usize = 500;

/// What it cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// Without a flood, shortest first.
    pub calm: Vec<Duration>,
    /// Beside one, shortest first.
    pub beside: Vec<Duration>,
    /// Pushes of the flood that were answered.
    pub answered: usize,
    /// Pushes of the flood that it was told to bring later.
    pub put_off: usize,
}

impl Cost {
    /// How many times as long, at this share of all (0 to 100), in hundredths.
    pub fn ratio(&self, percent: usize) -> u128 {
        at(&self.beside, percent).as_micros() * 100 / at(&self.calm, percent).as_micros().max(1)
    }
}

fn at(sorted: &[Duration], percent: usize) -> Duration {
    let last = sorted.len().saturating_sub(1);
    sorted.get((sorted.len() * percent / 100).min(last)).copied().unwrap_or_default()
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, percent) in [("median", 50), ("95 of 100", 95), ("99 of 100", 99)] {
            let ratio = self.ratio(percent);
            writeln!(
                f,
                "  {name}: {:.1} ms alone, {:.1} ms beside the flood: {}.{:02} times",
                at(&self.calm, percent).as_secs_f64() * 1000.0,
                at(&self.beside, percent).as_secs_f64() * 1000.0,
                ratio / 100,
                ratio % 100
            )?;
        }
        write!(f, "  the flood: {} pushes answered, {} put off", self.answered, self.put_off)
    }
}

/// Measures a colleague's entries alone, then beside a device that pushes forged entries without end on so many connections.
///
/// # Errors
/// When a colleague's entry is not taken.
pub async fn measure(process: &Process, hands: &mut Hands, connections: usize) -> Result<Cost> {
    let frames = forged(hands)?;
    let mut line = Line::greeted(&process.url, &hands.other).await?;
    let calm = saves(&mut line, hands).await?;
    let mut flooding = Vec::new();
    let (stop, stopping) = tokio::sync::watch::channel(false);
    for _ in 0..connections {
        let (url, own, frames, stopping) =
            (process.url.clone(), hands.own.clone(), frames.clone(), stopping.clone());
        flooding.push(tokio::spawn(async move {
            let mut line = Line::greeted(&url, &own).await?;
            let mut told = (0, 0);
            for frame in frames.iter().cycle() {
                if *stopping.borrow() {
                    break;
                }
                line.send(frame.clone()).await?;
                match line.answer().await? {
                    Message::Ack { .. } => told.0 += 1,
                    Message::Busy { .. } => told.1 += 1,
                    other => bail!("a flood was answered by {other:?}"),
                }
            }
            anyhow::Ok(told)
        }));
    }
    let beside = saves(&mut line, hands).await?;
    stop.send_replace(true);
    let (mut answered, mut put_off) = (0, 0);
    for flood in flooding {
        let told = flood.await??;
        (answered, put_off) = (answered + told.0, put_off + told.1);
    }
    Ok(Cost { calm, beside, answered, put_off })
}

/// Pushes of entries with a signature that does not fit, as many as one push may have.
fn forged(hands: &mut Hands) -> Result<Vec<Vec<u8>>> {
    let scope = ScopeId::Stay(STAY);
    let mut frames = Vec::new();
    for _ in 0..8 {
        let mut entries: Vec<Entry> = Vec::with_capacity(AT_ONCE);
        for _ in 0..AT_ONCE {
            let mut forged = hands.own.good(&scope).context("a stay takes entries")?;
            forged.signature[5] ^= 4;
            entries.push(entry(&forged));
        }
        frames.push(encode(&Message::Push { scope: scope.clone(), entries })?);
    }
    Ok(frames)
}

/// How long each of a colleague's entries takes, from the push to its acknowledgement; shortest first.
async fn saves(line: &mut Line, hands: &mut Hands) -> Result<Vec<Duration>> {
    let scope = ScopeId::Stay(StayId::from_bytes([3; 16]));
    let mut took = Vec::with_capacity(SAVES);
    let mut ticks = interval(EVERY);
    for _ in 0..SAVES {
        ticks.tick().await;
        let good = hands.other.good(&scope).context("a stay takes entries")?;
        let asked = Instant::now();
        let fates = line.push(&scope, vec![entry(&good)]).await?;
        took.push(asked.elapsed());
        ensure!(matches!(fates[..], [(_, Fate::At(_))]), "a colleague's entry became {fates:?}");
    }
    took.sort();
    Ok(took)
}
