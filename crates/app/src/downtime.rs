//! Keeps the downtime packs up to date: a PDF for each ward that this device follows, in a folder of the hospital's choice.
//!
//! A pack is written beside the one before it and put in its place when it is whole and on the disk, so that whoever opens
//! it, at whatever moment, has a whole one. What a pack leaves on that disk is in `docs/deploy/downtime.md`.

mod files;

use crate::{
    App, Downtime, chart,
    clock::Now,
    countersign,
    driver::{Never, pause},
    entropy::random,
    patient, printing,
    session::Person,
    views::Views,
    ward::Ordered,
    words::Fail,
};
use clinical::{
    StaffId, UtcMillis, WardId,
    staff::{AuthLevel, Role},
    ward::Ward,
};
use contract::{BoardRow, Event};
use paper::{Pack, PackBed, PackPatient};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::broadcast::error::RecvError;

/// After a pack so long goes by before the next, in milliseconds: a minute of a busy ward is one pack.
const REST_MS: i64 = 60_000;
/// After a change so long, in milliseconds, for what belongs to it to come as well.
const SETTLE_MS: i64 = 1_500;
/// A pack is written anew after so long without a change, in milliseconds, so that its time says that the device is alive.
const STALE_MS: i64 = 15 * 60_000;
/// The newest sets told with every value.
const NEWEST: usize = 3;
/// What is due within so many minutes is on the pack: a day.
const TASK_MINUTES: i64 = 24 * 60;

/// Where packs go, and for which wards the hospital's program ran when.
pub(crate) struct Packs {
    to: Downtime,
    ran: Mutex<BTreeMap<WardId, UtcMillis>>,
}

impl Packs {
    pub(crate) fn new(to: Downtime) -> Self {
        Self { to, ran: Mutex::default() }
    }

    /// Whether the program is to run for a ward now; notes that it does.
    fn runs(&self, ward: &WardId, now: UtcMillis) -> bool {
        let mut ran = self.ran.lock().unwrap_or_else(PoisonError::into_inner);
        let every = i64::from(self.to.run_every_minutes);
        // A clock that was put back has not run it in the future.
        let lately = ran.get(ward).is_some_and(|last| (0..every).contains(&now.minutes_since(*last)));
        if !lately {
            ran.insert(ward.clone(), now);
        }
        !lately
    }
}

/// Why there is no new pack. The one before it is as it was.
#[derive(Debug, thiserror::Error)]
pub enum NoPack {
    /// The record could not be read.
    #[error("the record could not be read")]
    Record,
    /// The pages could not be made.
    #[error(transparent)]
    Paper(#[from] paper::PaperError),
    /// The folder refuses.
    #[error("the folder of the downtime pack refuses: {0}")]
    Folder(#[from] std::io::Error),
}

impl From<Fail> for NoPack {
    fn from(_: Fail) -> Self {
        Self::Record
    }
}

impl From<store::StoreError> for NoPack {
    fn from(_: store::StoreError) -> Self {
        Self::Record
    }
}

/// Writes packs as things change, for ever. Without a folder it does nothing.
pub(crate) async fn keep(app: &Arc<App>) -> Never {
    if app.downtime.is_none() {
        return std::future::pending().await;
    }
    let mut events = app.subscribe();
    loop {
        write(app).await;
        pause(REST_MS).await;
        let changed = async {
            loop {
                match events.recv().await {
                    Ok(Event::Changed { .. } | Event::Directory) | Err(RecvError::Lagged(_)) => return,
                    Ok(_) => {}
                    Err(RecvError::Closed) => std::future::pending().await,
                }
            }
        };
        tokio::select! {
            () = changed => pause(SETTLE_MS).await,
            () = pause(STALE_MS) => {}
        }
        // What came up to here is in the pack that is written now.
        events = events.resubscribe();
    }
}

async fn write(app: &Arc<App>) {
    let writing = Arc::clone(app);
    let written = tokio::task::spawn_blocking(move || writing.write_packs()).await;
    let failed = match written {
        Ok(Ok(packs)) => {
            tracing::debug!(packs, "the downtime packs are written");
            false
        }
        Ok(Err(problem)) => {
            tracing::error!(%problem, "the downtime pack could not be written");
            true
        }
        Err(_) => {
            tracing::error!("writing the downtime pack failed inside");
            true
        }
    };
    let before = std::mem::replace(&mut app.line().no_pack, failed);
    if before != failed {
        app.tell_sync();
    }
}

impl App {
    /// Writes the pack of every ward that this device follows, and takes away those of wards that it follows no more.
    /// Gives how many; none where no folder was chosen.
    ///
    /// # Errors
    /// When the record cannot be read, or the folder refuses. Each pack there is whole, if old.
    pub fn write_packs(&self) -> Result<usize, NoPack> {
        let Some(packs) = &self.downtime else { return Ok(0) };
        let directory = self.directory();
        let wards =
            directory.devices.get(&self.me.device).map(|device| device.wards.clone()).unwrap_or_default();
        files::prepare(&packs.to.folder)?;
        let mut kept = Vec::new();
        for id in &wards {
            let Ok(ward) = directory.ward(id) else { continue };
            let now = self.now();
            let pdf = self.pack(&now, ward)?;
            let pdf = match &packs.to.password {
                Some(password) => paper::lock(&pdf, password, &random(&*self.entropy))?,
                None => pdf,
            };
            let name = files::name(id);
            let path = files::replace(&packs.to.folder, &name, &pdf)?;
            kept.push(name);
            if !packs.to.run.is_empty() && packs.runs(id, now.at()) {
                run(&packs.to.run, &path);
            }
        }
        files::clear(&packs.to.folder, &kept)?;
        Ok(kept.len())
    }

    /// The pack of a ward, in the clear.
    fn pack(&self, now: &Now, ward: &Ward) -> Result<Vec<u8>, NoPack> {
        let nobody = nobody();
        let Ordered { rows, folded } = self.ordered(now, &nobody, ward)?;
        let record = printing::version(folded.values().flat_map(|stay| stay.all().map(|entry| entry.id)));
        let heard = rows.iter().filter(|row| row.banner.is_some()).map(|row| row.heard_at).min().flatten();
        let directory = self.directory();
        let views = Views { app: self, now: *now, directory: &directory };
        let mut beds = Vec::new();
        for row in rows {
            let stay = row.banner.as_ref().map(|banner| banner.stay);
            let known = stay.and_then(|stay| folded.get(&stay));
            let patient = known.map(|known| self.store.read(|tx| in_pack(&views, tx, &row, known, &nobody)));
            beds.push(PackBed { patient: patient.transpose()?, row });
        }
        let local = |at| now.local(at);
        let by = "by this device itself, for when nothing works".to_owned();
        let source = self.source(now, &local, by, record, heard)?;
        let pack = Pack { ward: ward.name.clone(), telephone: ward.telephone.clone(), beds };
        Ok(paper::pack(&pack, &source)?)
    }
}

/// The device itself: it reads what its ward may read, and looks after nobody.
fn nobody() -> Person {
    Person {
        staff: StaffId::from_bytes([0; 16]),
        name: String::new(),
        role: Role::System,
        auth: AuthLevel::System,
    }
}

fn in_pack(
    views: &Views<'_>,
    tx: &store::ReadTx<'_>,
    row: &BoardRow,
    folded: &crate::project::Folded,
    nobody: &Person,
) -> Result<PackPatient, Fail> {
    let now = views.now.at();
    let Some(banner) = &row.banner else { return Err(Fail::Unfolded) };
    let page = patient::page(views, tx, banner.stay, folded, nobody)?;
    let mut chart = chart::view(views, tx, banner.stay, folded, Some(paper::PACK_HOURS))?;
    chart.banner = page.banner;
    let mut newest: Vec<_> = page.sets.into_iter().take(NEWEST).collect();
    newest.reverse();
    let open = folded.state.open_episodes(now);
    let tasks = countersign::tasks(views.directory, folded, now).into_iter();
    Ok(PackPatient {
        chart,
        newest,
        place: printing::place(views, folded),
        decisions: page.standing.decisions,
        episodes: open.iter().map(|episode| views.episode(folded, episode, nobody)).collect(),
        lines: page.handover,
        tasks: tasks
            .filter(|task| task.due_at.minutes_since(now) <= TASK_MINUTES)
            .map(|task| (task.words, task.due_at))
            .collect(),
        newer: page.newer,
    })
}

/// Runs the hospital's program on a new pack. What it does with it is the hospital's; that it failed is said in the log.
fn run(program: &[String], path: &Path) {
    let Some((name, arguments)) = program.split_first() else { return };
    let path: PathBuf = path.to_owned();
    let started = Command::new(name)
        .args(arguments)
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match started {
        Ok(mut child) => {
            // Nobody waits for a printer; the thread only takes note of how it ended.
            std::thread::spawn(move || {
                if !child.wait().is_ok_and(|status| status.success()) {
                    tracing::error!("the program for the downtime pack failed");
                }
            });
        }
        Err(problem) => tracing::error!(%problem, "the program for the downtime pack could not be started"),
    }
}
