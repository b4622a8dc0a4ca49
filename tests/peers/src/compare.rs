//! The comparison: every workload, every server, one run after the other on a fresh folder, and one table for each workload.

use crate::{
    peer::{Peer, Places, Prepared},
    process::{Used, load},
    relay::Relay,
    run::{Devices, Serving},
    table::{self, Figures, Lost},
    workload::{Said, Task, Workload},
};
use anyhow::{Context as _, Result};
use std::{collections::BTreeSet, io::Write};
use tokio::time::{Duration, Instant, sleep_until};

/// What a server does after the last device has all counts for so long: some write to their disks late.
const AFTERWARDS: Duration = Duration::from_secs(1);
/// A server has been brought everything when for so long
const STILL: Duration = Duration::from_secs(2);
/// fewer bytes than this came and went: those by which two ends show that they are there.
const OF_NO_ACCOUNT: u64 = 512;
/// A server is killed when so many of a hundred values have reached somebody else.
const KILLED_AT: u64 = 25;

/// What is to be compared.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Where programs are.
    pub places: Places,
    /// Which servers.
    pub peers: Vec<Peer>,
    /// Which workloads.
    pub workloads: Vec<Workload>,
    /// How often each; the middle figure is told.
    pub rounds: u32,
    /// When to give a run up, in milliseconds.
    pub limit_ms: u64,
}

impl Comparison {
    /// Runs everything, and writes each table as soon as it is there. A server that cannot be measured is named, and the
    /// others go on.
    ///
    /// # Errors
    /// When nothing can be written.
    pub async fn run(&self, out: &mut impl Write) -> Result<()> {
        for workload in &self.workloads {
            let table = match workload {
                Workload::Killed => self.killed(out).await?,
                workload => self.measured(*workload, out).await?,
            };
            writeln!(out, "{table}")?;
            out.flush()?;
        }
        Ok(())
    }

    async fn measured(&self, workload: Workload, out: &mut impl Write) -> Result<String> {
        let mut all = Vec::new();
        for peer in &self.peers {
            let mut runs = Vec::new();
            for _ in 0..self.rounds {
                match self.once(*peer, workload).await {
                    Ok(figures) => runs.push(figures),
                    Err(why) => writeln!(out, "{} was not measured: {why:#}", peer.name())?,
                }
            }
            all.extend(table::middle(&runs));
        }
        Ok(table::figures(workload.title(), &all))
    }

    async fn once(&self, peer: Peer, workload: Workload) -> Result<Figures> {
        let mut task = workload.task(self.limit_ms);
        let prepared = peer.house(&task)?;
        task.names = prepared.names()?;
        let serving = peer.serve(&self.places, prepared.folder()).await?;
        let relay = Relay::to(serving.port).await?;
        let port = relay.address.port();
        let (mut writers, names) = Devices::ready(peer.devices(&self.places, port, &task)?).await?;
        let mut readers = None;
        if workload == Workload::Cold {
            finished(&mut writers).await?;
            still(&relay).await;
            let fetched = task.fetched(names);
            readers = Some(Devices::ready(peer.devices(&self.places, port, &fetched)?).await?.0);
        }
        let used = Used::by(serving.process());
        let (cpu_before, bytes_before) = (used.cpu_ms()?, relay.bytes());
        let said = finished(readers.as_mut().unwrap_or(&mut writers)).await?;
        sleep_until(Instant::now() + AFTERWARDS).await;
        let took = if task.pause_ms > 0 { said.behind_ms } else { said.took_ms };
        let figures = Figures {
            peer,
            cpu_ms: used.cpu_ms()? - cpu_before,
            memory_kib: used.most_kib()?,
            took_ms: took.context("devices say how long they took")?,
            bytes: relay.bytes() - bytes_before,
            lacking: said.lacking.unwrap_or_default(),
            load: load(),
        };
        for devices in [Some(writers), readers].into_iter().flatten() {
            devices.stop().await?;
        }
        serving.kill()?;
        Ok(figures)
    }

    async fn killed(&self, out: &mut impl Write) -> Result<String> {
        let mut all = Vec::new();
        for peer in &self.peers {
            match self.killed_once(*peer).await {
                Ok(lost) => all.push(lost),
                Err(why) => writeln!(out, "{} was not measured: {why:#}", peer.name())?,
            }
        }
        Ok(table::lost(Workload::Killed.title(), &all))
    }

    async fn killed_once(&self, peer: Peer) -> Result<Lost> {
        let mut task = Workload::Killed.task(self.limit_ms);
        let prepared = peer.house(&task)?;
        task.names = prepared.names()?;
        let serving = peer.serve(&self.places, prepared.folder()).await?;
        let (mut devices, names) = Devices::ready(peer.devices(&self.places, serving.port, &task)?).await?;
        devices.tell("go")?;
        let enough = u64::from(task.expected) * KILLED_AT / 100;
        loop {
            let said = devices.said().await?;
            if said.took_ms.is_some() || said.shown.and_then(|shown| shown.as_u64()) >= Some(enough) {
                break;
            }
        }
        serving.kill()?;
        let last = devices.stop().await?;
        let again = peer.serve(&self.places, prepared.folder()).await?;
        let there = self.there(peer, &prepared, &again, &Task { names, ..task }).await?;
        again.kill()?;
        let lost = |values: &[u64]| values.iter().filter(|value| !there.contains(value)).count();
        let shown = last.shown.map(serde_json::from_value::<Vec<u64>>).transpose()?.unwrap_or_default();
        Ok(Lost {
            peer,
            acknowledged: last.acknowledged.map(|told| (told.len(), lost(&told))),
            shown: (shown.len(), lost(&shown)),
            load: load(),
        })
    }

    /// What a new device finds on a server that was started again. One that has lost the stay itself has nothing.
    async fn there(
        &self,
        peer: Peer,
        prepared: &Prepared,
        serving: &Serving,
        task: &Task,
    ) -> Result<BTreeSet<u64>> {
        let names = match prepared {
            Prepared::Filled(_) => prepared.names()?,
            Prepared::Empty(_) => task.names.clone(),
        };
        let counting = Task { count: true, ..task.fetched(names) };
        let (mut devices, _) = Devices::ready(peer.devices(&self.places, serving.port, &counting)?).await?;
        devices.tell("go")?;
        let limit = Instant::now() + Duration::from_millis(self.limit_ms);
        let there = loop {
            let Ok(said) = tokio::time::timeout_at(limit, devices.said()).await else {
                return Ok(BTreeSet::new());
            };
            if let Some(there) = said?.there {
                break there;
            }
        };
        devices.stop().await?;
        Ok(there.into_iter().collect())
    }
}

/// Until the one that wrote has brought all of it: it has its own values long before the server has them.
async fn still(relay: &Relay) {
    loop {
        let before = relay.bytes();
        sleep_until(Instant::now() + STILL).await;
        if relay.bytes() - before < OF_NO_ACCOUNT {
            return;
        }
    }
}

/// Lets devices do their task, and waits until they have.
async fn finished(devices: &mut Devices) -> Result<Said> {
    devices.tell("go")?;
    loop {
        let said = devices.said().await?;
        if said.took_ms.is_some() {
            return Ok(said);
        }
    }
}
