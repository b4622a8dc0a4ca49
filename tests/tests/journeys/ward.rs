//! The ward of the journeys: a server on a port, the synthetic ward, and two devices behind the loopback shell.

use app::{App, Clock, Config, SystemClock};
use clinical::WardId;
use contract::{Reply, Request, SyncView};
use loopback::{Desk as Shell, HostName, Page, Token};
use std::{
    future::pending,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use sync_server::{Running, Server, admin::Desk};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// Names a page that counts what it allocates, in the place of the one that ships.
pub(crate) const COUNTING: &str = "WARDLIGHT_COUNTING";

/// The ward's seed.
const SEED: u64 = 11;

/// The folder of a server on which the ward has been charted.
static SEEDED: OnceCell<PathBuf> = OnceCell::const_new();

/// The system's clocks, which can be put on by hours: a device that has stood there so long.
pub(crate) struct Hours {
    system: SystemClock,
    ahead_ms: AtomicI64,
}

impl Hours {
    pub(crate) fn new() -> Arc<Self> {
        let boot = clinical::BootId::from_bytes([2; 16]);
        Arc::new(Self { system: SystemClock::new(boot), ahead_ms: AtomicI64::new(0) })
    }

    /// So many minutes go by.
    pub(crate) fn go_by(&self, minutes: i64) {
        self.ahead_ms.fetch_add(minutes * 60_000, Ordering::SeqCst);
    }
}

impl Clock for Hours {
    fn wall(&self) -> clinical::UtcMillis {
        clinical::UtcMillis(self.system.wall().0 + self.ahead_ms.load(Ordering::SeqCst))
    }

    fn monotonic_ms(&self) -> u64 {
        self.system.monotonic_ms() + self.ahead_ms.load(Ordering::SeqCst).unsigned_abs()
    }

    fn boot(&self) -> clinical::BootId {
        self.system.boot()
    }
}

/// A server that can be stopped and started again, and what it knows.
pub(crate) struct Ward {
    folder: TempDir,
    address: SocketAddr,
    running: Option<Running>,
    devices: Vec<TempDir>,
}

impl Ward {
    /// A server with the synthetic ward on it: fourteen days of charting, charted once for all journeys of a run.
    pub(crate) async fn begin() -> Self {
        let seeded = SEEDED.get_or_init(Self::charted).await;
        let folder = tempfile::tempdir().unwrap();
        copy(seeded, folder.path());
        Self::serve(folder).await
    }

    /// Charts the synthetic ward, and answers the folder of the server that has it all and has stopped.
    async fn charted() -> PathBuf {
        let files = tempfile::tempdir().unwrap();
        let clock = SystemClock::new(clinical::BootId::from_bytes([1; 16]));
        let plan = demo::Plan::new(SEED, clock.wall()).unwrap();
        plan.directory.write(files.path()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(&at_any_port(folder.path())).unwrap();
        desk.import_wards(std::fs::File::open(files.path().join("wards.json")).unwrap()).unwrap();
        desk.import_staff(std::fs::File::open(files.path().join("staff.csv")).unwrap()).unwrap();
        let mut ward = Self::serve(folder).await;
        let seeder = ward.app("Demo seed", &["bluebell"], None).await;
        let driven = tokio::spawn(app::driver::run(seeder.clone(), pending()));
        // A device that has not heard the server's time flags everything it writes.
        until(&seeder, |sync| sync.clock_offset_ms.is_some()).await;
        let seeding = seeder.clone();
        tokio::task::spawn_blocking(move || demo::seeding::seed(&seeding, &plan, |_| {}))
            .await
            .unwrap()
            .unwrap();
        until(&seeder, |sync| sync.unsent + sync.unverified == 0).await;
        driven.abort();
        ward.server_stops().await;
        let kept = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("journeys-ward");
        let _none_before = std::fs::remove_dir_all(&kept);
        copy(ward.folder.path(), &kept);
        kept
    }

    async fn serve(folder: TempDir) -> Self {
        let running = Server::start(at_any_port(folder.path())).await.unwrap();
        let address = running.address();
        Self { folder, address, running: Some(running), devices: Vec::new() }
    }

    /// A new, enrolled device of the ward, with the system's clock unless another one is given.
    async fn app(&mut self, label: &str, wards: &[&str], clock: Option<Arc<dyn Clock>>) -> Arc<App> {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::new(folder.path());
        config.demo = true;
        config.reserve_bytes = 0;
        config.clock = clock.unwrap_or(config.clock);
        let app = App::open(config).unwrap();
        self.devices.push(folder);
        let desk = Desk::open(&self.config()).unwrap();
        let wards: Vec<WardId> = wards.iter().map(|ward| ward.parse().unwrap()).collect();
        let code = desk.enrolment_code(label, &wards).unwrap();
        app::enrol::enrol(&app, &format!("http://{}", self.address), code.as_str(), label).await.unwrap();
        app
    }

    fn config(&self) -> sync_server::Config {
        sync_server::Config::new(self.folder.path(), self.address)
    }

    /// A new device behind the loopback shell. Answers the address that opens its page.
    pub(crate) async fn device(&mut self, label: &str, token: u8) -> String {
        self.device_of(&["bluebell"], label, token).await
    }

    /// The same, with a clock that can be put on.
    pub(crate) async fn device_with(&mut self, clock: Arc<Hours>, label: &str, token: u8) -> String {
        let app = self.app(label, &["bluebell"], Some(clock)).await;
        served(app, token).await
    }

    /// The same, of another ward.
    pub(crate) async fn device_of(&mut self, wards: &[&str], label: &str, token: u8) -> String {
        let app = self.app(label, wards, None).await;
        served(app, token).await
    }

    /// Where the server is, and a code with which a device of the ward enrols by itself.
    pub(crate) fn enrolment(&self, label: &str) -> (String, String) {
        let desk = Desk::open(&self.config()).unwrap();
        let code = desk.enrolment_code(label, &["bluebell".parse().unwrap()]).unwrap();
        (format!("http://{}", self.address), code.as_str().to_owned())
    }

    /// Amina Yusuf works here, or no longer does, as far as the server knows.
    pub(crate) fn employs_amina(&self, active: bool) {
        let line = format!("019b76da-a800-726c-b565-62656c6c0003,Amina Yusuf,nurse,bluebell,{active}");
        let file = format!("staff_id,name,role,wards,active\n{line}\n");
        Desk::open(&self.config()).unwrap().import_staff(file.as_bytes()).unwrap();
    }

    /// The page of what has come back to the server, as if it had been put back before anything was charted.
    pub(crate) fn what_came_back(&self) -> String {
        Desk::open(&self.config()).unwrap().refill_report(clinical::UtcMillis(0)).unwrap().page()
    }

    /// The server ends: nobody can be told anything.
    pub(crate) async fn server_stops(&mut self) {
        self.running.take().expect("it runs").stop().await;
    }

    /// The server is back, where it was.
    pub(crate) async fn server_returns(&mut self) {
        self.running = Some(Server::start(self.config()).await.unwrap());
    }
}

/// A device behind the loopback shell. Answers the address that opens its page.
async fn served(app: Arc<App>, token: u8) -> String {
    let dist = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../dist");
    // A page that counts stands elsewhere.
    let dist = std::env::var_os(COUNTING).map_or(dist, PathBuf::from);
    let page = Page::read(&dist).expect("the page is built; `cargo xtask page` builds it");
    let shell = Shell::open(0, &HostName::new([token; 16]), Token::new([token; 32])).await.unwrap();
    let address = shell.address();
    tokio::spawn(shell.serve(app.clone(), page, pending()));
    tokio::spawn(app::driver::run(app, pending()));
    address
}

fn at_any_port(folder: &Path) -> sync_server::Config {
    sync_server::Config::new(folder, "127.0.0.1:0".parse().unwrap())
}

/// Copies a server's folder that nobody has open.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to),
            false => drop(std::fs::copy(entry.path(), to).unwrap()),
        }
    }
}

/// Waits until the device stands so with the server.
async fn until(app: &Arc<App>, so: impl Fn(&SyncView) -> bool) {
    let session = app::Session::new();
    let waiting = async {
        loop {
            let Ok(Reply::Sync(sync)) = app.call(&session, Request::SyncState) else {
                panic!("the device cannot say how it stands")
            };
            if so(&sync) {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(120), waiting).await.expect("the server answers the device");
}
