//! The program behind `cargo xtask bench --peers` and `--tablets`.

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use ed25519_dalek::VerifyingKey;
use peers::{
    compare::Comparison,
    drive,
    fleet::Fleet,
    peer::{Peer, Places},
    run::lines_of,
    workload::{Said, Task, Workload},
};
use std::{
    io::{Write as _, stdin, stdout},
    path::PathBuf,
};
use tokio::{sync::mpsc, time::Instant};

#[cfg(unix)]
#[path = "../../../sync-server/tests/cluster/mod.rs"]
mod cluster;

/// Sets that each tablet brings: those of a shift without the network.
const QUEUED: u32 = 50;

/// Ours beside its peers, and alone.
#[derive(Parser)]
#[command(name = "peers")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Every workload on every server.
    Compare {
        /// Our server.
        #[arg(long)]
        server: PathBuf,
        /// The peers' servers and clients, with their packages.
        #[arg(long)]
        js: PathBuf,
        /// samod's server.
        #[arg(long)]
        samod: PathBuf,
        /// Only these servers.
        #[arg(long, value_enum, value_delimiter = ',')]
        only: Vec<Peer>,
        /// Only these workloads.
        #[arg(long, value_enum, value_delimiter = ',')]
        workloads: Vec<Workload>,
        /// How often each; the middle figure is told.
        #[arg(long, default_value_t = 1)]
        rounds: u32,
        /// When a run is given up, in seconds.
        #[arg(long, default_value_t = 180)]
        limit: u64,
    },
    /// A hospital's tablets come back at once.
    Tablets {
        /// So many.
        tablets: u32,
        /// Our server.
        #[arg(long)]
        server: PathBuf,
        /// On a private PostgreSQL, made for this and removed again, instead of SQLite.
        #[arg(long)]
        postgres: bool,
    },
    /// Our tablets in one workload; run by the other command.
    #[command(hide = true)]
    Drive {
        /// The server.
        address: String,
        /// What to do.
        task: String,
    },
}

#[tokio::main]
async fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Compare { server, js, samod, only, workloads, rounds, limit } => {
            let places = Places { own: std::env::current_exe()?, server, js, samod };
            let peers = if only.is_empty() { Peer::ALL.to_vec() } else { only };
            let workloads = if workloads.is_empty() { Workload::ALL.to_vec() } else { workloads };
            let limit_ms = limit.saturating_mul(1_000);
            Comparison { places, peers, workloads, rounds, limit_ms }.run(&mut stdout()).await
        }
        Command::Tablets { tablets, server, postgres } => {
            let database = if postgres { Some(database()?) } else { None };
            let report = Fleet { tablets, queued: QUEUED, server, database }.measure().await?;
            Ok(writeln!(stdout(), "{report}")?)
        }
        Command::Drive { address, task } => driven(&address, &serde_json::from_str(&task)?).await,
    }
}

#[cfg(unix)]
fn database() -> Result<String> {
    let cluster = cluster::cluster("tablets on PostgreSQL").context("PostgreSQL does not start")?;
    Ok(cluster.database())
}

#[cfg(not(unix))]
fn database() -> Result<String> {
    anyhow::bail!("a private PostgreSQL is made on Unix only")
}

async fn driven(address: &str, task: &Task) -> Result<()> {
    let key: [u8; 32] = hex::decode(task.names.first().context("the server's key")?)?
        .try_into()
        .map_err(|_| anyhow::anyhow!("the server's key is 32 bytes"))?;
    let key = VerifyingKey::from_bytes(&key)?;
    let mut orders = lines_of(stdin());
    let open = || drive::Devices::open(address, key, task);
    let mut early = if task.cold { None } else { Some(open()?) };
    if let Some(devices) = &mut early {
        devices.quiet().await?;
    }
    say(&Said { names: Some(task.names.clone()), ..Said::default() })?;
    told(&mut orders, "go").await?;
    let began = Instant::now();
    let mut devices = early.map_or_else(open, Ok)?;
    let running = async {
        if task.count {
            return devices.count().await;
        }
        let progress = |shown: usize| say(&Said { shown: Some(shown.into()), ..Said::default() });
        devices.run(began, progress).await
    };
    // A server that was killed is waited for in vain.
    let stopped = tokio::select! {
        said = running => { say(&said?)?; false }
        stop = told(&mut orders, "stop") => { stop?; true }
    };
    if !stopped {
        told(&mut orders, "stop").await?;
    }
    say(&devices.end())
}

async fn told(orders: &mut mpsc::UnboundedReceiver<String>, word: &str) -> Result<()> {
    while orders.recv().await.context("nobody gives orders")? != word {}
    Ok(())
}

fn say(said: &Said) -> Result<()> {
    let mut out = stdout().lock();
    writeln!(out, "{}", serde_json::to_string(said)?)?;
    Ok(out.flush()?)
}
