//! One tablet: the real application over a folder, and the line that it has.

use super::{
    clock::{Chance, TabletClock},
    disk::Look,
    people::PIN,
};
use app::{App, PinAuthority, PinVerdict, Session, UnknownKinds};
use clinical::{NoteId, StaffId, UtcMillis};
use contract::NoteView;
use std::{
    collections::{BTreeMap, VecDeque},
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};
use sync_server::Conn;

/// Lies in a folder in which an older application wrote. It stands for the version of the projections, by which the product
/// sees that they have to be made again.
const OLDER: &str = "written-by-an-older-version";

/// Says what the server would say of a PIN, without a socket.
struct KnowsPin;

impl PinAuthority for KnowsPin {
    fn check(&self, _: StaffId, pin: &str) -> PinVerdict {
        if pin == PIN { PinVerdict::Right } else { PinVerdict::Wrong }
    }
}

/// A line between a tablet and the server, with what is on its way.
pub(super) struct Line {
    pub(super) conn: Conn,
    pub(super) to_server: VecDeque<Vec<u8>>,
    pub(super) to_device: VecDeque<Vec<u8>>,
}

/// One tablet.
pub(super) struct Tablet {
    /// `None` only while it is being opened anew.
    pub(super) app: Option<Arc<App>>,
    pub(super) session: Session,
    pub(super) clock: Arc<TabletClock>,
    pub(super) folder: PathBuf,
    pub(super) look: Look,
    pub(super) ward: &'static str,
    pub(super) in_range: bool,
    pub(super) line: Option<Line>,
    pub(super) wake_at: Option<UtcMillis>,
    /// The name of whoever is signed in.
    pub(super) person: Option<&'static str>,
    /// Its folder as somebody once copied it.
    pub(super) backup: Option<PathBuf>,
    /// It has little room on its disk.
    pub(super) full: bool,
    pub(super) revoked: bool,
    /// Its application is from before there were notes.
    pub(super) older: bool,
    /// Starts, for fresh chance each time.
    pub(super) starts: u64,
    /// What its screen showed of notes when somebody last wrote in them.
    pub(super) pages: BTreeMap<NoteId, NoteView>,
}

/// How an application is opened.
#[derive(Debug, Clone, Copy)]
pub(super) struct How {
    pub(super) seed: u64,
    pub(super) party: u64,
    /// The most that its database may take, in bytes.
    pub(super) quota: Option<u64>,
    pub(super) older: bool,
}

impl Tablet {
    /// A tablet over a folder.
    pub(super) fn over(folder: PathBuf, ward: &'static str, clock: Arc<TabletClock>, how: How) -> Self {
        let app = open(&folder, &clock, how).expect("a tablet opens");
        let look = Look::at_tablet(&folder);
        Self {
            app: Some(app),
            session: Session::new(),
            clock,
            folder,
            look,
            ward,
            in_range: true,
            line: None,
            wake_at: None,
            person: None,
            backup: None,
            full: false,
            revoked: false,
            older: how.older,
            starts: 0,
            pages: BTreeMap::new(),
        }
    }

    pub(super) fn app(&self) -> &App {
        self.app.as_deref().expect("a tablet is open but for the moment in which it is opened anew")
    }
}

/// Opens the application of a folder. After an update everything that the screens read is made again.
pub(super) fn open(folder: &Path, clock: &Arc<TabletClock>, how: How) -> Result<Arc<App>, app::OpenError> {
    let mut config = app::Config::new(folder);
    config.clock = clock.clone();
    config.entropy = Chance::seeded(how.seed, how.party);
    config.pin_cost = app::PinCost { memory_kib: 8, passes: 1 };
    config.reserve_bytes = 64 * 1024;
    config.quota_bytes = how.quota;
    if how.older {
        config.unknown = UnknownKinds::SINCE_NOTES;
        fs::write(folder.join(OLDER), "").expect("a folder can be written in");
    }
    let app = App::open(config)?;
    if !how.older && folder.join(OLDER).exists() {
        app.rebuild_projections().map_err(app::OpenError::Read)?;
        fs::remove_file(folder.join(OLDER)).expect("a file can be removed");
    }
    app.set_pin_authority(Some(Arc::new(KnowsPin)));
    Ok(app)
}
