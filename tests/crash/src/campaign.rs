//! Many cuts: records workloads, cuts them everywhere, and opens what each cut could have left.

use crate::{
    check::{self, ServerSeen, TabletSeen, Told},
    dice::Dice,
    disk::{Disk, Fate, Image},
    plain::{self, PLAIN, Synchronous},
    recorder::{Recorder, scratch},
    trace::Event,
    ward::{SERVER, tablet_folder},
};
use anyhow::{Context as _, Result};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt, fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// What writes while the power goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Workload {
    /// A ward: two tablets and their server.
    Ward,
    /// Plain SQLite.
    Plain(Synchronous),
}

/// A fault planted in the disk, to see whether it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Planted {
    /// None: the disk keeps its word.
    Nothing,
    /// No sync does anything, as with `synchronous=OFF` or a drive that lies.
    NoSync,
    /// The log is synced only before it is worked in, as with `synchronous=NORMAL`.
    SyncAtCheckpoint,
    /// The names in a folder are never synced.
    NoFolderSync,
}

/// What to do.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    /// What writes.
    pub workload: Workload,
    /// What is wrong with the disk.
    pub planted: Planted,
    /// So many distinct images at most.
    pub images: u64,
    /// So long at most.
    pub within: Option<Duration>,
    /// Where chance begins.
    pub seed: u64,
    /// How many at a time.
    pub threads: usize,
}

/// A promise that a cut broke.
#[derive(Debug, Clone)]
pub struct Broken {
    /// The images looked at until then, this one counted.
    pub after: u64,
    /// The pass: its workload has the seed plus this.
    pub pass: u64,
    /// The cut came before this event.
    pub cut: usize,
    /// How the volatile part fared.
    pub fate: Fate,
    /// Whose promise.
    pub party: String,
    /// What is wrong.
    pub what: String,
    /// Where the image as it was left is kept.
    pub kept: PathBuf,
}

/// What was done.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Distinct images that were opened and looked at.
    pub images: u64,
    /// Images alike to one that was looked at before.
    pub alike: u64,
    /// Moments at which the power was cut.
    pub cuts: u64,
    /// Recorded workloads.
    pub workloads: u64,
    /// Entries called saved or acknowledged in the workloads.
    pub told: u64,
    /// Images by the fate of the volatile part.
    pub fates: BTreeMap<Fate, u64>,
    /// What was found, if anything: the first of it ends all.
    pub broken: Option<Broken>,
}

/// A campaign under way.
#[derive(Debug)]
pub struct Campaign<'r> {
    order: Order,
    recorder: &'r Recorder,
    passes: AtomicU64,
    images: AtomicU64,
    over: AtomicBool,
    until: Option<Instant>,
    report: Mutex<Report>,
}

impl<'r> Campaign<'r> {
    /// Sets out.
    #[expect(clippy::disallowed_methods, reason = "a budget of time for whoever waits")]
    pub fn new(order: Order, recorder: &'r Recorder) -> Self {
        Self {
            order,
            recorder,
            passes: AtomicU64::new(0),
            images: AtomicU64::new(0),
            over: AtomicBool::new(false),
            until: order.within.map(|within| Instant::now() + within),
            report: Mutex::default(),
        }
    }

    /// Images looked at until now.
    pub fn images(&self) -> u64 {
        self.images.load(Ordering::Relaxed)
    }

    /// Runs to its end, or to the first broken promise.
    ///
    /// # Errors
    /// When a workload cannot be recorded or an image not be laid out.
    pub fn run(&self) -> Result<Report> {
        std::thread::scope(|threads| {
            let working: Vec<_> =
                (0..self.order.threads.max(1)).map(|_| threads.spawn(|| self.work())).collect();
            for thread in working {
                match thread.join() {
                    Ok(done) => done?,
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            anyhow::Ok(())
        })?;
        let mut report = self.lock().clone();
        report.images = self.images();
        Ok(report)
    }

    fn work(&self) -> Result<()> {
        let mut bench = Bench::new()?;
        while !self.is_over() {
            let pass = self.passes.fetch_add(1, Ordering::Relaxed);
            let done = self.pass(pass, &mut bench);
            if done.is_err() {
                self.over.store(true, Ordering::Relaxed);
            }
            done?;
        }
        Ok(())
    }

    #[expect(clippy::disallowed_methods, reason = "a budget of time for whoever waits")]
    fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
            || self.images() >= self.order.images
            || self.until.is_some_and(|until| Instant::now() >= until)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Report> {
        self.report.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records one workload, and cuts it at each of its moments.
    fn pass(&self, pass: u64, bench: &mut Bench) -> Result<()> {
        let seed = self.order.seed.wrapping_add(pass);
        let text = seed.to_string();
        let name = format!("pass-{pass}");
        let (events, notes) = match self.order.workload {
            Workload::Ward => self.recorder.record(&name, &["ward", &text, "60"])?,
            Workload::Plain(synchronous) => {
                self.recorder.record(&name, &["plain", synchronous.name(), "60"])?
            }
        };
        fs::remove_file(notes)?;
        let events = spoilt(events, self.order.planted);
        let mut disk = Disk::default();
        let mut told: HashMap<String, Vec<Told>> = HashMap::new();
        let mut dice = Dice::of(seed, 4);
        let mut cuts = 0;
        for (at, event) in events.iter().enumerate() {
            if let Event::Mark(mark) = event {
                let (party, told_now) = Told::of(mark).context("a mark that says nothing")?;
                told.entry(party).or_default().push(told_now);
                continue;
            }
            disk.take(event);
            // Something like a hundred images a pass for each fate, wherever they fall.
            if !dice.chance(PERCENT_OF_MOMENTS) {
                continue;
            }
            if self.is_over() {
                break;
            }
            cuts += 1;
            for fate in Fate::ALL {
                let image = disk.cut(fate, &mut dice);
                if let Some((party, what, kept)) = self.look(bench, &image, &told, fate)? {
                    let after = self.images();
                    let broken = Broken { after, pass, cut: at, fate, party, what, kept };
                    self.lock().broken.get_or_insert(broken);
                    self.over.store(true, Ordering::Relaxed);
                    return Ok(());
                }
            }
        }
        let mut report = self.lock();
        report.cuts += cuts;
        report.workloads += 1;
        report.told += told.values().map(|told| told.len() as u64).sum::<u64>();
        Ok(())
    }

    /// Opens what a cut left of each party, and holds them against one another.
    fn look(
        &self,
        bench: &mut Bench,
        image: &Image,
        told: &HashMap<String, Vec<Told>>,
        fate: Fate,
    ) -> Result<Option<(String, String, PathBuf)>> {
        let parties = match self.order.workload {
            Workload::Ward => vec![SERVER.to_owned(), tablet_folder(0), tablet_folder(1)],
            Workload::Plain(_) => vec![PLAIN.to_owned()],
        };
        let mut seen = Vec::new();
        for party in &parties {
            let left = image.of(party);
            let told = told.get(party).map_or(&[][..], Vec::as_slice);
            let key = (party.clone(), left.print(), told.len());
            if !bench.met.insert(key.clone()) {
                self.lock().alike += 1;
                seen.extend(bench.seen.get(&key).cloned());
                continue;
            }
            bench.lay(&left)?;
            self.images.fetch_add(1, Ordering::Relaxed);
            *self.lock().fates.entry(fate).or_default() += 1;
            match bench.check(party, told) {
                Ok(found) => {
                    if bench.seen.len() > KEPT {
                        bench.seen.clear();
                    }
                    bench.seen.insert(key, found.clone());
                    seen.push(found);
                }
                Err(what) => return Ok(Some((party.clone(), what, bench.keep(&left)?))),
            }
        }
        let Some(Seen::Server(server)) = seen.first() else { return Ok(None) };
        for found in &seen {
            let Seen::Tablet(tablet) = found else { continue };
            if let Err(what) = check::together(tablet, server) {
                return Ok(Some(("the ward".into(), what, bench.keep(image)?)));
            }
        }
        Ok(None)
    }
}

/// How many of a workload's moments are cut in one pass.
const PERCENT_OF_MOMENTS: usize = 12;

/// Looks of folders that are remembered, for holding them against others.
const KEPT: usize = 256;

#[derive(Debug, Clone)]
enum Seen {
    Server(Arc<ServerSeen>),
    Tablet(Arc<TabletSeen>),
    Plain,
}

/// Where one thread lays images out.
#[derive(Debug)]
struct Bench {
    folder: tempfile::TempDir,
    met: HashSet<(String, u64, usize)>,
    seen: HashMap<(String, u64, usize), Seen>,
}

impl Bench {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir_in(scratch())?;
        Ok(Self { folder, met: HashSet::new(), seen: HashMap::new() })
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Lays an image out as files.
    fn lay(&self, image: &Image) -> Result<()> {
        let data = self.data();
        if data.exists() {
            fs::remove_dir_all(&data)?;
        }
        lay_at(&data, image)
    }

    fn check(&self, party: &str, told: &[Told]) -> Result<Seen, String> {
        let data = self.data();
        match party {
            SERVER => check::server(&data, told).map(|seen| Seen::Server(Arc::new(seen))),
            PLAIN => {
                let most = told.iter().map(|told| if let Told::Committed(n) = told { *n } else { 0 }).max();
                plain::check(&data, most.unwrap_or(0)).map(|()| Seen::Plain)
            }
            _ => check::tablet(&data, told).map(|seen| Seen::Tablet(Arc::new(seen))),
        }
    }

    /// Keeps an image for whoever looks into it.
    fn keep(&self, image: &Image) -> Result<PathBuf> {
        let kept = tempfile::Builder::new().prefix("wardlight-cut-").tempdir()?.keep();
        lay_at(&kept, image)?;
        Ok(kept)
    }
}

fn lay_at(folder: &Path, image: &Image) -> Result<()> {
    fs::create_dir_all(folder)?;
    for (path, bytes) in &image.0 {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// What happened, as it would have on a disk with this fault.
fn spoilt(events: Vec<Event>, planted: Planted) -> Vec<Event> {
    if planted == Planted::Nothing {
        return events;
    }
    let mut paths: HashMap<u64, String> = HashMap::new();
    let mut kept: Vec<Event> = Vec::new();
    for (at, event) in events.iter().enumerate() {
        if let Event::Create { file, path } = event {
            paths.insert(*file, path.clone());
        }
        let lost = match (planted, event) {
            (Planted::NoSync, Event::Sync { .. } | Event::SyncFolder { .. })
            | (Planted::NoFolderSync, Event::SyncFolder { .. }) => true,
            (Planted::SyncAtCheckpoint, Event::Sync { file }) => {
                let log = paths.get(file).filter(|path| path.ends_with("-wal"));
                log.is_some_and(|log| !worked_in_next(&events[at + 1..], log, &paths))
            }
            _ => false,
        };
        if !lost {
            kept.push(event.clone());
        }
    }
    kept
}

/// Whether the next write in this log's folder goes to the database that the log is of.
fn worked_in_next(after: &[Event], log: &str, paths: &HashMap<u64, String>) -> bool {
    let database = log.trim_end_matches("-wal");
    let next = after.iter().find_map(|event| match event {
        Event::Write { file, .. } => {
            paths.get(file).filter(|path| path.as_str() == log || path.as_str() == database)
        }
        _ => None,
    });
    next.is_some_and(|path| path == database)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { images, alike, cuts, workloads, told, fates, .. } = self;
        write!(
            f,
            "{images} distinct images of {cuts} cuts in {workloads} recorded workloads, {alike} alike to one of them; \
             {told} entries called saved; {fates:?}"
        )
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { after, pass, cut, fate, party, what, kept } = self;
        write!(
            f,
            "{party}: {what}\n(image {after}; pass {pass}, cut before event {cut}, {fate:?}; kept in {})",
            kept.display()
        )
    }
}
