//! Ours alone: a hospital's tablets come back at once, each with what it saved meanwhile, while some never were away and go on
//! saving. The server is the one that ships, in a process of its own; the tablets are sessions in this one, beside it on the
//! same processors.

use crate::{
    hand::{Hand, stay},
    house::House,
    process::{Used, load},
    run::{Serving, serving},
    tablet::{Held, Tablet, Told, Word},
};
use anyhow::{Context as _, Result, bail};
use clinical::ScopeId;
use record::SignedFact;
use std::{
    path::{Path, PathBuf},
    process::Command,
};
use sync_server::StorageAt;
use tokio::{
    sync::mpsc,
    time::{Duration, Instant, timeout_at},
};
use transport::ServerUrl;

mod live;
mod report;

use live::Live;
pub use report::Report;

/// Tablets of one ward.
const IN_WARD: u32 = 10;
/// Patients of one ward.
const PATIENTS: u32 = 20;
/// Of these a tablet charts so many.
const OWN: u32 = 5;
/// Tablets that never were away.
const LIVE: u32 = 20;
/// All of them together save a set this often: more than a hospital of three thousand tablets does.
const SAVED_EVERY: Duration = Duration::from_millis(25);
/// Sets saved before the others come, to compare with.
const CALM: usize = 200;
/// When it is given up.
const LIMIT: Duration = Duration::from_secs(600);

/// What is asked.
#[derive(Debug, Clone)]
pub struct Fleet {
    /// Tablets that come back.
    pub tablets: u32,
    /// Sets that each of them brings.
    pub queued: u32,
    /// The server's program.
    pub server: PathBuf,
    /// The address of its PostgreSQL database; without one, SQLite.
    pub database: Option<String>,
}

/// The stays that a tablet charts: some of its ward's, no two tablets the same.
fn charts(number: u32) -> impl Iterator<Item = u32> {
    let (ward, place) = (number / IN_WARD, number % IN_WARD);
    (0..OWN).map(move |nth| ward * PATIENTS + (place * PATIENTS / IN_WARD + nth) % PATIENTS)
}

impl Fleet {
    /// Sets up a hospital, and measures.
    ///
    /// # Errors
    /// When the server does not start, or refuses or loses something.
    pub async fn measure(self) -> Result<Report> {
        let asked = self.clone();
        let (house, held) = tokio::task::spawn_blocking(move || asked.hospital()).await??;
        let asked = self.clone();
        let away = tokio::task::spawn_blocking(move || asked.queued(&held)).await??;
        let server = self.serve(house.folder()).await?;
        let url: ServerUrl = format!("http://127.0.0.1:{}", server.port).parse()?;
        let used = Used::by(server.process());
        let live = Live::begin(url.clone(), house.key()?, away.live)?;
        let calm = live.calm.await.context("the tablets that never were away have ended")??;
        let cpu_before = used.cpu_ms()?;
        let (tell, words) = mpsc::unbounded_channel();
        let began = Instant::now();
        let mut orders = Vec::new();
        for (hand, held) in away.back {
            let tablet = Tablet::new(hand, (url.clone(), house.key()?), held, false, tell.clone());
            let (order, ordered) = mpsc::unbounded_channel::<(ScopeId, SignedFact)>();
            tokio::spawn(tablet.live(ordered));
            orders.push(order);
        }
        let mut storm = Storm::new(words, self.tablets, self.queued);
        storm.until(began, |storm| storm.done.len() == storm.left.len()).await?;
        drop(live.storm);
        let meanwhile = live.meanwhile.await.context("the tablets that never were away have ended")??;
        storm.until(began, |storm| storm.echoes == 0).await?;
        let report = Report {
            tablets: self.tablets,
            sets: self.tablets * self.queued,
            database: if self.database.is_some() { "PostgreSQL" } else { "SQLite" },
            on_server: sorted(storm.done),
            echoed: storm.last_echo - began,
            calm,
            meanwhile,
            lost: storm.lost,
            cpu_ms: used.cpu_ms()? - cpu_before,
            memory_kib: used.most_kib()?,
            load: load(),
        };
        drop(orders);
        server.kill()?;
        Ok(report)
    }

    fn wards(&self) -> u32 {
        (self.tablets + LIVE).div_ceil(IN_WARD)
    }

    /// Every tablet enrolled, every patient in bed, and what a tablet of each ward holds of that.
    fn hospital(&self) -> Result<(House, Vec<Held>)> {
        let storage = match &self.database {
            Some(address) => StorageAt::Postgres(address.parse()?),
            None => StorageAt::Folder,
        };
        let house = House::new(storage, self.wards())?;
        let stays: Vec<Vec<u32>> =
            (0..self.wards()).map(|ward| (ward * PATIENTS..(ward + 1) * PATIENTS).collect()).collect();
        let held = house.fill(self.tablets + LIVE, IN_WARD, &stays)?;
        Ok((house, held))
    }

    /// The tablets: those that were away with what they saved there, signed when it was saved.
    fn queued(&self, held: &[Held]) -> Result<Tablets> {
        let begin = |number: u32| -> Result<(Hand, Held)> {
            let held = held.get((number / IN_WARD) as usize).context("a tablet has a ward")?;
            Ok((Hand::new(number), held.clone()))
        };
        let mut back = Vec::new();
        for number in 0..self.tablets {
            let (mut hand, mut held) = begin(number)?;
            for (nth, stay_number) in
                (0..self.queued).zip(charts(number).collect::<Vec<_>>().into_iter().cycle())
            {
                let scope = stay(stay_number);
                let fact = hand.observations(&scope, nth)?;
                held.queued.push((scope, fact));
            }
            back.push((hand, held));
        }
        let live = (self.tablets..self.tablets + LIVE).map(begin).collect::<Result<_>>()?;
        Ok(Tablets { back, live })
    }

    async fn serve(&self, folder: &Path) -> Result<Serving> {
        let mut command = Command::new(&self.server);
        command.arg("serve").arg("--data").arg(folder).args(["--listen", "127.0.0.1:0"]);
        if let Some(address) = &self.database {
            command.env("WARDLIGHT_DATABASE", address);
        }
        serving(&mut command, None).await
    }
}

struct Tablets {
    back: Vec<(Hand, Held)>,
    live: Vec<(Hand, Held)>,
}

/// Those that come back, and what has become of what they bring.
struct Storm {
    words: mpsc::UnboundedReceiver<Word>,
    /// Of each tablet, sets that are not on the server yet.
    left: Vec<u32>,
    done: Vec<Duration>,
    echoes: u32,
    last_echo: Instant,
    lost: usize,
}

impl Storm {
    fn new(words: mpsc::UnboundedReceiver<Word>, tablets: u32, queued: u32) -> Self {
        let (left, echoes) = (vec![queued; tablets as usize], tablets * queued);
        Self { words, left, done: Vec::new(), echoes, last_echo: Instant::now(), lost: 0 }
    }

    async fn until(&mut self, began: Instant, over: impl Fn(&Self) -> bool) -> Result<()> {
        while !over(self) {
            let word = timeout_at(began + LIMIT, self.words.recv()).await;
            let (number, at, told) = word
                .context("given up: not all has come to the server")?
                .context("the tablets have ended")?;
            match told {
                Told::OnServer(_) => {
                    let left = self.left.get_mut(number as usize).context("a tablet that came back")?;
                    *left = left.saturating_sub(1);
                    self.done.extend((*left == 0).then(|| at - began));
                }
                Told::Echoed(_) => {
                    self.echoes = self.echoes.saturating_sub(1);
                    self.last_echo = self.last_echo.max(at);
                }
                Told::Refused(why) => bail!("the server refused a set of tablet {number}: {why:?}"),
                Told::Lost => self.lost += 1,
                Told::Quiet | Told::Holds(..) => {}
            }
        }
        Ok(())
    }
}

fn sorted(mut all: Vec<Duration>) -> Vec<Duration> {
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_tablet_charts_patients_of_its_own_ward_and_every_patient_is_somebodys() {
        let charted: BTreeSet<u32> = (IN_WARD..2 * IN_WARD).flat_map(charts).collect();
        assert_eq!(charted, (PATIENTS..2 * PATIENTS).collect());
    }
}
