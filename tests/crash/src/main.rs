//! The commands: cut the power of a ward many times, or fail every call to the disk in turn.

use anyhow::{Result, bail, ensure};
use clap::{Parser, Subcommand};
use crash::{
    campaign::{Campaign, Order, Planted, Report, Workload},
    child,
    plain::Synchronous,
    recorder::Recorder,
};
use std::{
    io::{Write as _, stderr, stdout},
    path::PathBuf,
    sync::mpsc,
    time::Duration,
};

/// Power cuts and failing disks.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Cuts the power of a ward at any moment, and opens what each cut could have left.
    Images {
        /// Stop after so many distinct images.
        #[arg(long, default_value_t = 2_000)]
        images: u64,
        /// Stop after so many seconds.
        #[arg(long)]
        seconds: Option<u64>,
        /// Where chance begins.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Fail when there were fewer than so many.
        #[arg(long, default_value_t = 0)]
        at_least: u64,
        /// How many at a time.
        #[arg(long, default_value_t = 2)]
        threads: usize,
    },
    /// Fails the Nth call to the disk for every N, until a run passes untouched.
    Calls {
        /// Every so many calls only, beginning with the first.
        #[arg(long, default_value_t = 1)]
        every: u64,
    },
    /// What is recorded; run by the other commands with the recorder under it.
    #[command(hide = true)]
    Child {
        /// The recorded folder.
        folder: PathBuf,
        #[command(subcommand)]
        work: Work,
    },
}

#[derive(Subcommand)]
enum Work {
    Ward { seed: u64, rounds: usize },
    Plain { synchronous: Synchronous, rows: usize },
    Calls { every: u64 },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Images { images, seconds, seed, at_least, threads } => {
            let recorder = Recorder::make(std::env::current_exe()?)?;
            let order = Order {
                workload: Workload::Ward,
                planted: Planted::Nothing,
                images,
                within: seconds.map(Duration::from_secs),
                seed,
                threads,
            };
            let report = watched(&Campaign::new(order, &recorder), images)?;
            conclude(&order, &report)?;
            ensure!(report.images >= at_least, "{at_least} images were to be looked at");
            Ok(())
        }
        Command::Calls { every } => {
            let recorder = Recorder::make(std::env::current_exe()?)?;
            let every = every.to_string();
            recorder.without_notes(&["calls", &every])
        }
        Command::Child { folder, work } => match work {
            Work::Ward { seed, rounds } => child::ward(&folder, seed, rounds),
            Work::Plain { synchronous, rows } => child::plain(&folder, synchronous, rows),
            Work::Calls { every } => child::calls(&folder, every),
        },
    }
}

/// Says how far it is every few seconds.
fn watched(campaign: &Campaign<'_>, images: u64) -> Result<Report> {
    std::thread::scope(|threads| {
        let (done, waiting) = mpsc::channel();
        threads.spawn(move || {
            let _gone = done.send(campaign.run());
        });
        loop {
            match waiting.recv_timeout(Duration::from_secs(5)) {
                Ok(report) => return report,
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    writeln!(stderr(), "{} of {images} images", campaign.images())?;
                }
                Err(mpsc::RecvTimeoutError::Disconnected) => bail!("the campaign ended without a report"),
            }
        }
    })
}

fn conclude(order: &Order, report: &Report) -> Result<()> {
    writeln!(stdout(), "{report}; seed {}", order.seed)?;
    match &report.broken {
        None => Ok(()),
        Some(broken) => bail!("{broken}"),
    }
}
