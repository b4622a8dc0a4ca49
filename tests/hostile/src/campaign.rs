//! Everything hostile, brought to a real server: each is refused by itself and with its reason, its good neighbours land, and
//! the process is still there afterwards, no larger than it should be.

use crate::{
    altered,
    corpus::{Becomes, Case, Hands, Kind, garbage, note, scopes},
    dice::Dice,
    hand::entry,
    line::Line,
    process::Process,
};
use anyhow::{Context as _, Result, bail, ensure};
use clinical::ScopeId;
use replication::{
    Entry, Message,
    wire::{Fate, FaultCode, Refused, encode},
};
use std::{collections::BTreeMap, fmt};

/// What became of all that was brought.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Report {
    /// Cases made by hand, by what they try.
    pub cases: BTreeMap<Kind, usize>,
    /// Entries refused, by reason.
    pub refused: BTreeMap<String, usize>,
    /// Entries taken that break no rule.
    pub taken: usize,
    /// Good neighbours that landed: all of them.
    pub neighbours: usize,
    /// Frames that ended the connection which brought them, and no other.
    pub frames: usize,
    /// Entries and frames altered by chance.
    pub altered: usize,
    /// By how many bytes the server's memory grew; `None` where nobody says.
    pub growth: Option<u64>,
}

impl Report {
    fn count(&mut self, fate: Fate) {
        match fate {
            Fate::Refused(why) => *self.refused.entry(format!("{why:?}")).or_default() += 1,
            Fate::At(_) | Fate::Duplicate(_) | Fate::Forked(_) => self.taken += 1,
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |kind| self.cases.get(&kind).copied().unwrap_or(0);
        writeln!(
            f,
            "  {} bombs, {} forgeries, {} numbers at their ends; {} more altered by chance",
            of(Kind::Bomb),
            of(Kind::Forgery),
            of(Kind::End),
            self.altered
        )?;
        let refused: Vec<String> = self.refused.iter().map(|(why, times)| format!("{why} {times}")).collect();
        writeln!(
            f,
            "  refused, each by itself: {}; taken, since they break no rule: {}",
            refused.join(", "),
            self.taken
        )?;
        writeln!(f, "  {} good neighbours landed, all of them", self.neighbours)?;
        write!(f, "  {} frames ended the connection that brought them, and no other", self.frames)?;
        match self.growth {
            Some(bytes) => write!(f, "\n  the server's memory grew by {} KiB at the most", bytes / 1024),
            None => write!(f, "\n  nobody here says how much memory the server took"),
        }
    }
}

fn landed(fate: &Fate) -> bool {
    matches!(fate, Fate::At(_) | Fate::Forked(_))
}

/// The cases made by hand, each in a push of its own between good neighbours.
///
/// # Errors
/// With the first that became something else than it should.
pub async fn cases(process: &Process, hands: &Hands, cases: &[Case], report: &mut Report) -> Result<()> {
    let mut line = Line::greeted(&process.url, &hands.own).await?;
    for case in cases {
        let fates = line.push(&case.scope, case.entries()).await.with_context(|| case.name.clone())?;
        let fates: Vec<Fate> = fates.into_iter().map(|(_, fate)| fate).collect();
        let own = usize::from(case.before.is_some());
        ensure!(fates.len() == case.entries().len(), "{}: {} fates", case.name, fates.len());
        for (place, fate) in fates.into_iter().enumerate() {
            if place != own {
                ensure!(landed(&fate), "{} in {}: a good neighbour became {fate:?}", case.name, case.scope);
                report.neighbours += 1;
                continue;
            }
            let as_it_should = match case.becomes {
                Becomes::Refused(why) => fate == Fate::Refused(why),
                Becomes::Taken => landed(&fate),
            };
            ensure!(as_it_should, "{} in {}: {fate:?}, and not {:?}", case.name, case.scope, case.becomes);
            report.count(fate);
        }
        *report.cases.entry(case.kind).or_default() += 1;
    }
    Ok(())
}

/// Frames that are no messages, each on a connection of its own, beside somebody who goes on working.
///
/// # Errors
/// With the first that did not end its own connection, or that ended another.
pub async fn garbage(process: &Process, hands: &mut Hands, report: &mut Report) -> Result<()> {
    let mut beside = Line::greeted(&process.url, &hands.other).await?;
    for (name, frame) in garbage::all(&hands.own)? {
        let mut line = Line::greeted(&process.url, &hands.own).await?;
        line.send(frame).await.context(name)?;
        let answer = line.answer().await.context(name)?;
        ensure!(answer == Message::Fault { code: FaultCode::Malformed }, "{name}: {answer:?}");
        ensure!(line.hear().await.is_err(), "{name}: the connection stands");
        neighbour(&mut beside, hands, report).await.context(name)?;
        report.frames += 1;
    }
    Ok(())
}

/// Somebody charts beside all that.
async fn neighbour(beside: &mut Line, hands: &mut Hands, report: &mut Report) -> Result<()> {
    let scope = ScopeId::Stay(clinical::StayId::from_bytes([2; 16]));
    let good = hands.other.good(&scope).context("a stay takes entries")?;
    let fates = beside.push(&scope, vec![entry(&good)]).await?;
    ensure!(fates.iter().all(|(_, fate)| landed(fate)), "a colleague's entry became {fates:?}");
    report.neighbours += 1;
    Ok(())
}

/// Entries altered by chance, twenty in a push between good neighbours; raw changes altered by chance, in notes; and frames
/// altered by chance, each on a connection of its own.
///
/// # Errors
/// With the seed that became something else than it should.
pub async fn altered(
    process: &Process,
    hands: &mut Hands,
    seed: u64,
    rounds: u64,
    report: &mut Report,
) -> Result<()> {
    let mut line = Line::greeted(&process.url, &hands.own).await?;
    let mut beside = Line::greeted(&process.url, &hands.other).await?;
    let bodies = altered::bodies()?;
    let all = scopes(hands)?;
    let ScopeId::Note(of) = note() else { bail!("a note") };
    for round in 0..rounds {
        let seed = seed.wrapping_add(round);
        let mut dice = Dice::of(seed);
        let raw = dice.below(4) == 0;
        let scope = if raw { note() } else { all[dice.below(all.len())].clone() };
        let mut hostile = Vec::new();
        for _ in 0..20 {
            hostile.push(if raw {
                Entry::NoteChange(altered::change(&mut hands.own, of, &mut dice)?)
            } else {
                entry(&altered::fact(&mut hands.own, &scope, &bodies, &mut dice)?)
            });
        }
        surrounded(&mut line, hands, &scope, hostile, raw, report)
            .await
            .with_context(|| format!("seed {seed}"))?;
        if round % 4 == 0 {
            frame(process, hands, &scope, &mut dice, report)
                .await
                .with_context(|| format!("frame of seed {seed}"))?;
            neighbour(&mut beside, hands, report).await.with_context(|| format!("frame of seed {seed}"))?;
        }
    }
    Ok(())
}

async fn surrounded(
    line: &mut Line,
    hands: &mut Hands,
    scope: &ScopeId,
    hostile: Vec<Entry>,
    raw: bool,
    report: &mut Report,
) -> Result<()> {
    let count = hostile.len();
    let mut good = || hands.own.good(scope).as_ref().map(entry);
    let (before, after) = (good(), good());
    let first = usize::from(before.is_some());
    let entries = before.into_iter().chain(hostile).chain(after).collect();
    let fates = line.push(scope, entries).await?;
    for (place, (_, fate)) in fates.into_iter().enumerate() {
        if (first..first + count).contains(&place) {
            ensure!(!raw || fate == Fate::Refused(Refused::WrongKind), "a raw change became {fate:?}");
            report.count(fate);
            report.altered += 1;
        } else {
            ensure!(landed(&fate), "a good neighbour became {fate:?}");
            report.neighbours += 1;
        }
    }
    Ok(())
}

/// A whole push altered by chance: it is answered, or ends its connection.
async fn frame(
    process: &Process,
    hands: &mut Hands,
    scope: &ScopeId,
    dice: &mut Dice,
    report: &mut Report,
) -> Result<()> {
    let entries = hands.other.good(scope).iter().map(entry).collect();
    let mut frame = encode(&Message::Push { scope: scope.clone(), entries })?;
    altered::scatter(&mut frame, dice);
    let mut line = Line::greeted(&process.url, &hands.own).await?;
    line.send(frame).await?;
    // Whatever it is that it says now.
    let _answer = line.answer().await?;
    report.altered += 1;
    Ok(())
}
