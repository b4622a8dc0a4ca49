//! `cargo xtask hostile`: the whole corpus against a real server and a real device, with counts and figures.

use anyhow::{Context as _, Result, bail, ensure};
use clap::{Parser, Subcommand};
use hostile::{
    campaign::{self, Report},
    corpus::{self, Hands},
    flood,
    fuzz::Target,
    memory::MOST_GROWTH,
    process::{House, serve},
    tablet::{Tablet, Told},
};
use std::{
    io::{Write as _, stdout},
    path::PathBuf,
    time::Duration,
};

/// Hostile input.
#[derive(Parser)]
#[command(name = "hostile")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The corpus, and more of it altered by chance, against a server and a device.
    Run {
        /// Where chance begins.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// So many entries altered by chance.
        #[arg(long, default_value_t = 5_000)]
        altered: u64,
        /// Also measure what a flood costs the others.
        #[arg(long)]
        flood: bool,
        /// The address of an empty PostgreSQL database for the server; without it, SQLite.
        #[arg(long)]
        postgres: Option<String>,
    },
    /// Every reader of what comes from outside, handed what chance makes of good input.
    Fuzz {
        /// One of fact, change, page, message, bundle, import; all of them one after the other without it.
        #[arg(long)]
        target: Option<String>,
        /// Minutes for all of them together.
        #[arg(long, default_value_t = 1)]
        minutes: u64,
        /// The first seed.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// So many seeds for each, and no more.
        #[arg(long, default_value_t = u64::MAX)]
        seeds: u64,
    },
    /// A server in a process of its own; run by the other command.
    #[command(hide = true)]
    Serve {
        /// Its folder.
        folder: PathBuf,
        /// The address of its PostgreSQL database.
        #[arg(long)]
        postgres: Option<String>,
    },
}

#[tokio::main]
async fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Run { seed, altered, flood, postgres } => run(seed, altered, flood, postgres).await,
        Command::Fuzz { target, minutes, seed, seeds } => fuzz(target.as_deref(), minutes, seed, seeds),
        Command::Serve { folder, postgres } => serve(&folder, postgres.as_deref()).await,
    }
}

async fn run(seed: u64, altered: u64, flooded: bool, postgres: Option<String>) -> Result<()> {
    let mut hands = Hands::new();
    let cases = corpus::all(&mut hands)?;
    let house = House::new(postgres)?;
    house.admit(&hands)?;
    let process = house.start(&std::env::current_exe()?)?;
    let memory = process.memory();
    let mut report = Report::default();
    campaign::cases(&process, &hands, &cases, &mut report).await?;
    campaign::garbage(&process, &mut hands, &mut report).await?;
    campaign::altered(&process, &mut hands, seed, altered.div_ceil(20), &mut report).await?;
    report.growth = memory.growth();
    writeln!(stdout(), "A server, seed {seed}:\n{report}")?;
    small(report.growth).context("the server")?;
    if flooded {
        for connections in [1, 4] {
            let cost = flood::measure(&process, &mut hands, connections).await?;
            writeln!(stdout(), "A colleague's save beside a flood on {connections} connections:\n{cost}")?;
        }
    }
    process.stop()?;
    let by_hand = tokio::task::spawn_blocking(move || -> Result<(Told, Told)> {
        let mut hands = Hands::new();
        let mut tablet = Tablet::new(&mut hands)?;
        let by_hand = tablet.face(&mut hands, &cases)?;
        let by_chance = tablet.face_altered(&mut hands, seed, usize::try_from(altered / 5)?)?;
        Ok((by_hand, by_chance))
    });
    let (by_hand, by_chance) = by_hand.await??;
    for (name, told) in [("made by hand", by_hand), ("altered by chance", by_chance)] {
        let Told { entries, parked, charted, growth } = told;
        let growth =
            growth.map_or("nobody here says by how much".to_owned(), |bytes| format!("{} KiB", bytes / 1024));
        writeln!(
            stdout(),
            "A device, {name}: {entries} entries; {parked} set aside in all, {charted} good sets among them charted; \
             memory grew by {growth}"
        )?;
        small(told.growth).context("the device")?;
    }
    Ok(())
}

fn fuzz(target: Option<&str>, minutes: u64, seed: u64, seeds: u64) -> Result<()> {
    let asked: Vec<Target> =
        Target::ALL.into_iter().filter(|one| target.is_none_or(|name| name == one.name())).collect();
    ensure!(!asked.is_empty(), "there is no such target");
    let within = Duration::from_secs(minutes.saturating_mul(60)) / u32::try_from(asked.len())?;
    for one in asked {
        let found = one.run(seed, seeds, Some(within))?;
        writeln!(
            stdout(),
            "{}: {} seeds from {seed}, {} taken as good",
            one.name(),
            found.tried,
            found.taken
        )?;
        if let Some((seed, what)) = found.broken {
            bail!(
                "{} breaks on seed {seed}: {what}\n  again: cargo xtask fuzz --target {} --seed {seed} --seeds 1",
                one.name(),
                one.name()
            );
        }
    }
    Ok(())
}

fn small(growth: Option<u64>) -> Result<()> {
    ensure!(
        growth.is_none_or(|bytes| bytes < MOST_GROWTH),
        "its memory grew by {growth:?} bytes, more than 64 MiB"
    );
    Ok(())
}
