//! A ward: the real server logic, tablets with a real application over SQLite each, and the lines between them.

use super::{
    clock::{Chance, TabletClock, Time},
    disk::Look,
    folder::{self, Folders},
    people::{PIN, STAFF, TABLETS, WARDS},
    promises::Promises,
    tablet::{How, Tablet, open},
};
use crate::{
    broken::{Broken, Invariant, Kept},
    coverage::Coverage,
    dice::Dice,
    trace::Trace,
};
use app::Session;
use clinical::UtcMillis;
use contract::{Pin, Reply, Request};
use replication::door::EnrolAnswer;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};
use sync_server::{Server, admin::Desk};

/// The day before the clocks go back in October 2026: when the wards are set up.
const SET_UP: UtcMillis = UtcMillis(1_792_800_000_000);

/// Everything.
pub(super) struct World {
    pub(super) time: Time,
    pub(super) dice: Dice,
    server: Option<Server>,
    pub(super) server_folder: PathBuf,
    pub(super) server_look: Look,
    pub(super) server_backup: Option<PathBuf>,
    server_starts: u64,
    pub(super) server_full: bool,
    pub(super) page_entries: u16,
    pub(super) tablets: Vec<Tablet>,
    pub(super) folders: Folders,
    seed: u64,
    pub(super) promises: Promises,
    pub(super) coverage: Coverage,
    pub(super) trace: Trace,
    pub(super) step: usize,
    pub(super) talked: u64,
    broken: Option<(Invariant, String)>,
}

/// Wards as they are set up: made once, copied for each run.
struct Template {
    folder: tempfile::TempDir,
}

fn template() -> &'static Template {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let folder = folder::for_run();
        let time = Time::at(SET_UP);
        let at = |name: &str| folder.path().join(name);
        let config = server_config(&at("server"), &time, 0, 0);
        let desk = Desk::open(&config).expect("a desk opens");
        desk.import_wards(WARDS.as_bytes()).expect("the wards are listed");
        desk.import_staff(STAFF.as_bytes()).expect("the staff are listed");
        let server = Server::open(config).expect("a server opens");
        for (n, ward) in TABLETS.iter().enumerate() {
            let clock = TabletClock::new(&time, 0, 1);
            let how = How { seed: 0, party: n as u64 + 1, quota: None, older: false };
            let app = open(&at(&n.to_string()), &clock, how).expect("a tablet opens");
            let ward = ward.parse().expect("a ward's name");
            let code = desk.enrolment_code(&format!("Tablet {n}"), &[ward]).expect("a code is given");
            let question = app.enrol_question(code.as_str(), "").expect("a tablet asks");
            let answer = server.enrol(&question, time.now()).expect("the door answers");
            let EnrolAnswer::Enrolled(enrolled) = answer else { panic!("a fresh code enrols") };
            app.enrolled("http://127.0.0.1:1", enrolled).expect("a tablet is enrolled");
        }
        Template { folder }
    })
}

/// Makes what all runs begin from, before any mistake is chosen.
pub(crate) fn set_up() {
    template();
}

fn server_config(folder: &Path, time: &Time, seed: u64, start: u64) -> sync_server::Config {
    let listen = "127.0.0.1:0".parse().expect("an address");
    let mut config = sync_server::Config::new(folder, listen);
    config.clock = Arc::new(time.clone());
    config.entropy = Chance::seeded(seed, 1_000 + start);
    config
}

impl World {
    pub(super) fn new(seed: u64, start: UtcMillis) -> Self {
        let template = template().folder.path();
        let time = Time::at(start);
        let mut folders = Folders::new();
        let server_folder = folders.fresh();
        folder::image(&template.join("server"), &server_folder);
        let server = Server::open(server_config(&server_folder, &time, seed, 0)).expect("a server opens");
        let server_look = Look::at_server(&server_folder);
        let mut world = Self {
            time,
            dice: Dice::seeded(seed, 0),
            server: Some(server),
            server_folder,
            server_look,
            server_backup: None,
            server_starts: 0,
            server_full: false,
            page_entries: 500,
            tablets: Vec::new(),
            folders,
            seed,
            promises: Promises::default(),
            coverage: Coverage::default(),
            trace: Trace::new(),
            step: 0,
            talked: 0,
            broken: None,
        };
        // In half of the runs one of them is of an older version until somebody updates it.
        let older = world.dice.below(2 * TABLETS.len());
        for (n, ward) in TABLETS.iter().enumerate() {
            let folder = world.folders.fresh();
            folder::image(&template.join(n.to_string()), &folder);
            let tablet = world.tablet(n, folder, ward, n == older);
            world.tablets.push(tablet);
        }
        world.settle();
        world
    }

    /// A tablet over a folder.
    pub(super) fn tablet(&self, n: usize, folder: PathBuf, ward: &'static str, older: bool) -> Tablet {
        let clock = TabletClock::new(&self.time, 0, n as u8 + 1);
        Tablet::over(folder, ward, clock, self.how(n, 0, older))
    }

    const fn how(&self, n: usize, starts: u64, older: bool) -> How {
        How { seed: self.seed, party: n as u64 * 100 + 1 + starts, quota: None, older }
    }

    pub(super) fn server(&self) -> &Server {
        self.server.as_ref().expect("a server is open but for the moment in which it is opened anew")
    }

    /// A tablet's process is gone, and begins again over this folder, which may be another one.
    pub(super) fn reopen(&mut self, n: usize, folder: PathBuf) {
        self.tablets[n].line = None;
        let how = self.how(n, self.tablets[n].starts + 1, self.tablets[n].older);
        let tablet = &mut self.tablets[n];
        // What it does on its way out is done in a folder that nobody looks at any more, where that is not the same.
        tablet.app = None;
        tablet.starts += 1;
        // The operating system may have started again: the monotonic clock begins anew.
        tablet.clock =
            TabletClock::new(&self.time, tablet.clock.off(), n as u8 + 1 + 16 * (tablet.starts % 8) as u8);
        let size = |name: &str| std::fs::metadata(folder.join(name)).map_or(0, |file| file.len());
        let quota = tablet.full.then(|| size("wardlight.db") + 32 * 1024);
        match open(&folder, &tablet.clock, How { quota, ..how }) {
            Ok(app) => tablet.app = Some(app),
            Err(_) if tablet.full => {
                // Not even the opening has room: somebody has to make some first.
                tablet.full = false;
                let app = open(&folder, &tablet.clock, how);
                tablet.app = Some(app.expect("with room a tablet opens"));
            }
            Err(error) => self.fail(Err((Invariant::Sim1, format!("tablet {n} does not open: {error}")))),
        }
        let tablet = &mut self.tablets[n];
        tablet.look = Look::at_tablet(&folder);
        tablet.folder = folder;
        tablet.pages.clear();
        (tablet.session, tablet.person, tablet.wake_at) = (Session::new(), None, None);
        if self.tablets[n].app.is_some() {
            let actions = self.tablets[n].app().sync_begin();
            self.act(n, actions);
        }
    }

    /// The server's process is gone, and begins again over this folder, which may be another one.
    pub(super) fn reopen_server(&mut self, folder: PathBuf) {
        for n in 0..self.tablets.len() {
            self.cut(n);
        }
        self.server = None;
        self.server_starts += 1;
        let mut config = server_config(&folder, &self.time, self.seed, self.server_starts);
        config.most_bytes = self.server_full.then_some(0);
        config.limits.push_entries = self.page_entries;
        self.server = Some(Server::open(config).expect("a server opens"));
        self.server_look = Look::at_server(&folder);
        self.server_folder = folder;
    }

    /// An administrator at the desk, while the server runs.
    pub(super) fn desk(&self) -> Desk {
        Desk::open(self.server().config()).expect("a desk opens")
    }

    /// Asks a tablet something as whoever is signed in there.
    pub(super) fn ask(&mut self, n: usize, request: Request) -> Result<Reply, contract::CallError> {
        let reply = self.ask_only(n, request);
        let actions = self.tablets[n].app().sync_pending();
        self.act(n, actions);
        reply
    }

    /// Asks, and leaves undone what the application does after its answers.
    pub(super) fn ask_only(&self, n: usize, request: Request) -> Result<Reply, contract::CallError> {
        let tablet = &self.tablets[n];
        tablet.app().call(&tablet.session, request)
    }

    /// Somebody takes the tablet up, and is signed in and unlocked.
    pub(super) fn at_the_glass(&mut self, n: usize, name: &'static str) -> bool {
        let pin = || Pin(PIN.into());
        if self.tablets[n].person == Some(name) && self.ask(n, Request::Unlock { pin: pin() }).is_ok() {
            return true;
        }
        let Ok(Reply::Staff(people)) = self.ask(n, Request::StaffChoices) else { return false };
        let Some(staff) = people.iter().find(|tile| tile.name == name).map(|tile| tile.id) else {
            return false;
        };
        let done = self.ask(n, Request::SignIn { staff, pin: pin() }).is_ok();
        if done {
            self.tablets[n].person = Some(name);
        }
        done
    }

    /// What a tablet is doing, for the coverage.
    pub(super) fn state(&self, n: usize) -> &'static str {
        let tablet = &self.tablets[n];
        let waits = !tablet.look.outbox().is_empty();
        match &tablet.line {
            None if waits => "off+queue",
            None => "offline",
            Some(line) if line.conn.device().is_none() => "greeting",
            Some(_) if tablet.app().sync_is_quiet() => "quiet",
            Some(_) if waits => "pushing",
            Some(_) => "pulling",
        }
    }

    pub(super) fn struck(&mut self, fault: &'static str, n: usize) {
        let state = self.state(n);
        self.coverage.met(fault, state);
        if crate::run::telling() {
            crate::say(&format!("step {}: {fault}, tablet {n}, {state}", self.step));
        }
        self.trace.note(fault.as_bytes());
        self.trace.number(n as u64);
    }

    pub(super) fn struck_all(&mut self, fault: &'static str) {
        (0..self.tablets.len()).for_each(|n| self.struck(fault, n));
    }

    pub(super) fn fail(&mut self, kept: Kept) {
        if let Err(broken) = kept {
            self.broken.get_or_insert(broken);
        }
    }

    pub(super) const fn has_failed(&self) -> bool {
        self.broken.is_some()
    }

    pub(super) fn verdict(&mut self) -> Result<(), Broken> {
        let step = self.step;
        match self.broken.take() {
            Some((invariant, what)) => Err(Broken { invariant, step, what }),
            None => Ok(()),
        }
    }
}
