//! The world of a story: a server, devices with an `App` each, and the lines between them.

use crate::{
    clock::{DeviceClock, Dice, World as Time},
    faults::Faults,
};
use app::{App, Input, Session, SyncAction};
use clinical::UtcMillis;
use contract::{Reply, Request};
use replication::{
    Message,
    door::EnrolAnswer,
    wire::{decode, encode},
};
use std::{collections::VecDeque, path::Path, sync::Arc};
use sync_server::{Conn, Server, admin::Desk};
use tempfile::TempDir;

/// Noon in winter; GMT.
pub(crate) const START: UtcMillis = UtcMillis(1_796_040_000_000);

/// A line between a device and the server, with what is on its way.
struct Line {
    conn: Conn,
    to_server: VecDeque<Vec<u8>>,
    to_device: VecDeque<Vec<u8>>,
}

/// One tablet.
pub(crate) struct Device {
    pub(crate) app: Arc<App>,
    pub(crate) session: Session,
    clock: DeviceClock,
    _folder: TempDir,
    /// Whether the ward's network reaches it.
    pub(crate) in_range: bool,
    line: Option<Line>,
    /// A line that it had broke, and no other has been opened since.
    broken: bool,
    wake_at: Option<UtcMillis>,
}

/// Everything.
pub(crate) struct World {
    pub(crate) time: Time,
    pub(crate) dice: Arc<Dice>,
    pub(crate) server: Server,
    pub(crate) devices: Vec<Device>,
    server_folder: TempDir,
    seed: u64,
    /// The server's disk has no room for more than there is.
    pub(crate) disk_full: bool,
    /// What the network really did.
    pub(crate) faults: Faults,
    /// What happened, as a running hash: two runs of a seed must agree.
    pub(crate) trace: u64,
}

fn server_config(folder: &Path, time: &Time, seed: u64) -> sync_server::Config {
    let mut config = sync_server::Config::new(folder, "127.0.0.1:0".parse().unwrap());
    config.clock = Arc::new(time.clone());
    config.entropy = Dice::seeded(seed, 1_000);
    config
}

fn framed(message: &Message) -> Vec<u8> {
    encode(message).expect("the server says nothing that cannot be said")
}

impl World {
    /// A server with a ward and its staff, and so many enrolled devices that have heard of both.
    pub(crate) fn new(seed: u64, clocks_off_ms: &[i64]) -> Self {
        Self::on_wards(seed, &clocks_off_ms.iter().map(|off_ms| (*off_ms, "bluebell")).collect::<Vec<_>>())
    }

    /// The same, each device on a ward of its own: how far its clock is off, and which ward.
    pub(crate) fn on_wards(seed: u64, tablets: &[(i64, &str)]) -> Self {
        let time = Time::starting_at(START);
        let server_folder = tempfile::tempdir().unwrap();
        let config = server_config(server_folder.path(), &time, seed);
        let desk = Desk::open(&config).unwrap();
        desk.import_wards(crate::people::WARDS.as_bytes()).unwrap();
        desk.import_staff(crate::people::STAFF.as_bytes()).unwrap();
        let server = Server::open(config).unwrap();
        let mut world = Self {
            time,
            dice: Dice::seeded(seed, 0),
            server,
            devices: Vec::new(),
            server_folder,
            seed,
            disk_full: false,
            faults: Faults::default(),
            trace: 0xcbf2_9ce4_8422_2325,
        };
        for (n, (off_ms, ward)) in tablets.iter().enumerate() {
            let device = world.new_device(n, *off_ms, ward, &desk);
            world.devices.push(device);
        }
        world.settle();
        world
    }

    fn new_device(&self, n: usize, off_ms: i64, ward: &str, desk: &Desk) -> Device {
        let folder = tempfile::tempdir().unwrap();
        let app = self.open_app(n, off_ms, folder.path());
        let code = desk.enrolment_code(&format!("Tablet {n}"), &[ward.parse().unwrap()]).unwrap();
        let question = app.enrol_question(code.as_str(), "").unwrap();
        let EnrolAnswer::Enrolled(enrolled) = self.server.enrol(&question, self.time.now()).unwrap() else {
            panic!("a fresh code enrols")
        };
        app.enrolled("http://127.0.0.1:1", enrolled).unwrap();
        let clock = DeviceClock::new(self.time.clone(), off_ms, n as u8 + 1);
        Device {
            app,
            session: Session::new(),
            clock,
            _folder: folder,
            in_range: true,
            line: None,
            broken: false,
            wake_at: None,
        }
    }

    fn open_app(&self, n: usize, off_ms: i64, folder: &Path) -> Arc<App> {
        let mut config = app::Config::new(folder);
        config.clock = Arc::new(DeviceClock::new(self.time.clone(), off_ms, n as u8 + 1));
        config.entropy = Dice::seeded(self.seed, n as u64 + 1);
        config.pin_cost = app::PinCost { memory_kib: 8, passes: 1 };
        config.reserve_bytes = 0;
        App::open(config).unwrap()
    }

    /// The server's process ends and begins again over the same folder; every line breaks.
    pub(crate) fn restart_server(&mut self) {
        for n in 0..self.devices.len() {
            self.cut(n);
        }
        self.faults.restarts += 1;
        let mut config =
            server_config(self.server_folder.path(), &self.time, self.seed ^ self.time.now().0 as u64);
        config.most_bytes = self.disk_full.then_some(0);
        // The old one must let go of the database before the new one opens it.
        let elsewhere = tempfile::tempdir().unwrap();
        self.server = Server::open(server_config(elsewhere.path(), &self.time, 1)).unwrap();
        self.server = Server::open(config).unwrap();
    }

    /// A copy of the server's folder as it lies there.
    pub(crate) fn server_backup(&self) -> TempDir {
        let backup = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(self.server_folder.path()).unwrap() {
            let file = file.unwrap();
            // What several processes share in memory is nothing that a backup has.
            if !file.file_name().to_string_lossy().ends_with("-shm") {
                std::fs::copy(file.path(), backup.path().join(file.file_name())).unwrap();
            }
        }
        backup
    }

    /// The backup takes the place of the server's folder, and nobody notices.
    pub(crate) fn restore_server(&mut self, backup: TempDir) {
        let _replaced = std::mem::replace(&mut self.server_folder, backup);
        self.restart_server();
    }

    /// An administrator changes the staff list while the server runs.
    pub(crate) fn import_staff(&self, staff: &str) {
        let desk = Desk::open(self.server.config()).unwrap();
        let report = desk.import_staff(staff.as_bytes()).unwrap();
        assert_eq!(report.rejected, []);
        self.server.exchange().refresh(self.time.now()).unwrap();
    }

    /// Asks a device something as whoever is signed in there.
    pub(crate) fn ask(&mut self, n: usize, request: Request) -> Result<Reply, contract::CallError> {
        let device = &self.devices[n];
        let reply = device.app.call(&device.session, request);
        let actions = device.app.sync_pending();
        self.act(n, actions);
        reply
    }

    fn note(&mut self, what: &[u8]) {
        for byte in what {
            self.trace = (self.trace ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn feed(&mut self, n: usize, input: Input) {
        let actions = self.devices[n].app.sync(input);
        self.act(n, actions);
    }

    fn act(&mut self, n: usize, actions: Vec<SyncAction>) {
        let mut follow_up = Vec::new();
        for action in actions {
            match action {
                SyncAction::Open => follow_up.push(self.open_line(n)),
                SyncAction::Close => self.devices[n].line = None,
                SyncAction::Send(frame) => {
                    if let Some(line) = &mut self.devices[n].line {
                        line.to_server.push_back(frame);
                    }
                }
                SyncAction::WakeAt(at) => self.devices[n].wake_at = at,
            }
        }
        for input in follow_up {
            self.feed(n, input);
        }
    }

    fn open_line(&mut self, n: usize) -> Input {
        if !self.devices[n].in_range {
            return Input::Closed;
        }
        let (conn, challenge) = self.server.exchange().connect().unwrap();
        let to_device = VecDeque::from([framed(&challenge)]);
        self.faults.healed += u32::from(std::mem::take(&mut self.devices[n].broken));
        self.devices[n].line = Some(Line { conn, to_server: VecDeque::new(), to_device });
        Input::Opened
    }

    /// The line breaks: whatever was on its way, either way, is gone.
    pub(crate) fn cut(&mut self, n: usize) {
        if let Some(line) = self.devices[n].line.take() {
            self.faults.broke(&line.to_device);
            self.devices[n].broken = true;
            self.note(b"cut");
            self.feed(n, Input::Closed);
        }
    }

    /// Everything that a device has said arrives, and the line breaks before it hears any answer.
    pub(crate) fn lose_answers(&mut self, n: usize) {
        while self.deliver_up(n, true) {}
        self.cut(n);
    }

    /// Delivers one frame to the server, perhaps twice, perhaps out of turn. False when there was none.
    pub(crate) fn deliver_up(&mut self, n: usize, faults: bool) -> bool {
        let (twice, swap) = (faults && self.dice.chance(6), faults && self.dice.chance(6));
        let Some(line) = &mut self.devices[n].line else { return false };
        let swap = swap && line.to_server.len() > 1;
        if swap {
            line.to_server.swap(0, 1);
        }
        let Some(frame) = line.to_server.pop_front() else { return false };
        self.faults.delivered(twice, swap);
        for _ in 0..=usize::from(twice) {
            let answers = match decode(&frame) {
                Ok(message) => self.server.exchange().handle(&line.conn, self.time.now(), message),
                Err(_) => self.server.exchange().garbage(&line.conn),
            };
            line.to_device.extend(answers.iter().map(framed));
        }
        self.note(&[b'u', n as u8, twice.into(), swap.into()]);
        self.note(&(frame.len() as u32).to_be_bytes());
        true
    }

    /// Delivers one frame to the device. False when there was none.
    pub(crate) fn deliver_down(&mut self, n: usize, faults: bool) -> bool {
        let (twice, swap) = (faults && self.dice.chance(6), faults && self.dice.chance(6));
        let now = self.time.now();
        let Some(line) = &mut self.devices[n].line else { return false };
        let hints = self.server.exchange().notes(&line.conn, now);
        line.to_device.extend(hints.iter().map(framed));
        let swap = swap && line.to_device.len() > 1;
        if swap {
            line.to_device.swap(0, 1);
        }
        let Some(frame) = line.to_device.pop_front() else {
            let over = line.conn.is_closed();
            if over {
                self.cut(n);
            }
            return over;
        };
        self.faults.delivered(twice, swap);
        self.note(&[b'd', n as u8, twice.into(), swap.into()]);
        self.note(&(frame.len() as u32).to_be_bytes());
        for _ in 0..=usize::from(twice) {
            self.feed(n, Input::Frame(frame.clone()));
        }
        true
    }

    /// Lets so much time pass, and wakes whoever wanted to be woken in it.
    pub(crate) fn pass_ms(&mut self, ms: i64) {
        self.time.advance_ms(ms);
        for n in 0..self.devices.len() {
            let due = self.devices[n].wake_at.is_some_and(|at| at <= self.wall(n));
            if due {
                self.devices[n].wake_at = None;
                self.feed(n, Input::Wake);
            }
        }
    }

    fn wall(&self, n: usize) -> UtcMillis {
        app::Clock::wall(&self.devices[n].clock)
    }

    /// Faults end, everybody is in range, and the world runs until nobody has anything left to say.
    pub(crate) fn settle(&mut self) {
        for n in 0..self.devices.len() {
            self.devices[n].in_range = true;
            let actions = self.devices[n].app.sync_begin();
            self.act(n, actions);
            self.feed(n, Input::TryNow);
        }
        let mut still = 0;
        for _ in 0..20_000 {
            let mut moved = false;
            for n in 0..self.devices.len() {
                let actions = self.devices[n].app.sync_pending();
                moved |= !actions.is_empty();
                self.act(n, actions);
                moved |= self.deliver_up(n, false);
                moved |= self.deliver_down(n, false);
            }
            if moved {
                still = 0;
                continue;
            }
            if !self.devices.iter().all(|device| device.line.is_some() && device.app.sync_is_quiet()) {
                self.pass_ms(61_000);
                continue;
            }
            // A moment more than once: somebody may have been about to speak. Not long: chains are compared for ever.
            still += 1;
            if still > 2 {
                return;
            }
            self.pass_ms(1_000);
        }
        let lines = |d: &Device| {
            (d.line.is_some(), d.app.sync_is_quiet(), d.wake_at, d.app.call(&d.session, Request::SyncState))
        };
        let states: Vec<_> = self.devices.iter().map(lines).collect();
        panic!("seed {}: the world never came to rest: {states:?}", self.seed);
    }
}
