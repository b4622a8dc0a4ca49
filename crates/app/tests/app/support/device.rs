//! One tablet: a data folder, a clock, one screen's session.

use super::{Hands, NOON, PIN, Seeded, Server, bluebell, identity, place};
use app::{App, Config, PinAuthority, PinCost, PinVerdict, Session};
use clinical::{FactId, StaffId, StayId, UtcMillis, staff::Role, stay::TaskKind, vitals::Vitals};
use contract::{
    Admit, BoardRow, BoardView, CallError, ChartView, FormView, PatientView, Pin, RecordObservations, Reply,
    Request, Saved, SyncView, TakenChoice,
};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// A server's word on PINs: everybody's is the same.
#[derive(Default)]
pub(crate) struct Pins {
    pub(crate) asked: AtomicUsize,
}

impl PinAuthority for Pins {
    fn check(&self, _staff: StaffId, pin: &str) -> PinVerdict {
        self.asked.fetch_add(1, Ordering::SeqCst);
        if pin == PIN { PinVerdict::Right } else { PinVerdict::Wrong }
    }
}

pub(crate) struct Device {
    pub(crate) app: Arc<App>,
    pub(crate) clock: Arc<Hands>,
    pub(crate) session: Session,
    pub(crate) folder: Arc<tempfile::TempDir>,
    pub(crate) seed: u64,
}

pub(crate) fn config(folder: &std::path::Path, clock: &Arc<Hands>, seed: u64) -> Config {
    Config {
        clock: clock.clone(),
        entropy: Arc::new(Seeded::new(seed)),
        pin_cost: PinCost { memory_kib: 8, passes: 1 },
        reserve_bytes: 64 * 1024,
        ..Config::new(folder)
    }
}

impl Device {
    /// Puts the signed-in person's name under an entry.
    pub(crate) fn countersign(&self, stay: StayId, fact: FactId) -> Result<Reply, CallError> {
        self.call(Request::Countersign { stay, fact })
    }

    /// What the signed-in person's list asks them to countersign.
    pub(crate) fn to_sign(&self) -> Vec<FactId> {
        let Reply::Tasks(view) = self.call(Request::Tasks).unwrap() else { panic!("tasks were asked for") };
        let to_sign = view.tasks.into_iter().filter(|task| task.id.kind == TaskKind::Countersign);
        to_sign.map(|task| task.id.about).collect()
    }

    /// A device that no server knows.
    pub(crate) fn alone(seed: u64) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let clock = Arc::new(Hands::at(NOON));
        let app = App::open(config(folder.path(), &clock, seed)).unwrap();
        Self { app, clock, session: Session::new(), folder, seed }
    }

    /// A device of the ward, with its directory, and no connection any more.
    pub(crate) fn enrolled(server: &Server, seed: u64) -> Self {
        let device = Self::alone(seed);
        server.enrol(&device.app, &format!("Tablet {seed}"));
        server.sync(&device.app);
        server.cut(&device.app);
        device
    }

    /// A device of the ward at which a nurse is signed in.
    pub(crate) fn with_nurse(server: &Server, seed: u64) -> Self {
        let device = Self::enrolled(server, seed);
        device.sign_in(super::person(Role::Nurse));
        device
    }

    /// The process dies and begins again.
    pub(crate) fn restarted(self) -> Self {
        let Self { app, clock, session: _, folder, seed } = self;
        drop(app);
        let seed = seed + 1_000;
        let app = App::open(config(folder.path(), &clock, seed)).unwrap();
        Self { app, clock, session: Session::new(), folder, seed }
    }

    /// The process dies and begins again, and the nurse signs in.
    pub(crate) fn restarted_with_nurse(self) -> Self {
        let device = self.restarted();
        device.sign_in(super::person(Role::Nurse));
        device
    }

    pub(crate) fn call(&self, request: Request) -> Result<Reply, CallError> {
        self.app.call(&self.session, request)
    }

    pub(crate) fn done(&self, request: Request) {
        let reply = self.call(request).unwrap();
        assert_eq!(reply, Reply::Done);
    }

    /// Signs in with the server's word.
    pub(crate) fn sign_in(&self, staff: StaffId) {
        self.app.set_pin_authority(Some(Arc::new(Pins::default())));
        self.sign_in_with(staff, PIN).unwrap();
        self.app.set_pin_authority(None);
    }

    pub(crate) fn sign_in_with(&self, staff: StaffId, pin: &str) -> Result<Reply, CallError> {
        self.call(Request::SignIn { staff, pin: Pin(pin.into()) })
    }

    pub(crate) fn admit(&self, family: &str, bed: &str) -> StayId {
        let admit = Admit { identity: identity(family), place: place(bed) };
        match self.call(Request::Admit(Box::new(admit))).unwrap() {
            Reply::Admitted { stay } => stay,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn form(&self, stay: StayId) -> FormView {
        self.form_for(stay, None).unwrap()
    }

    pub(crate) fn form_for(&self, stay: StayId, amends: Option<FactId>) -> Result<FormView, CallError> {
        match self.call(Request::OpenForm { stay, amends, rechecks: None })? {
            Reply::Form(form) => Ok(*form),
            other => panic!("{other:?}"),
        }
    }

    /// What the screen sends for a form.
    pub(crate) fn filled(form: &FormView, vitals: Vitals) -> RecordObservations {
        RecordObservations {
            form: form.form,
            stay: form.banner.stay,
            bed_shown: form.bed.clone(),
            bed_confirmed: false,
            vitals,
            taken: TakenChoice::At(form.now),
            confirmed: Vec::new(),
            remark: String::new(),
            amends: None,
            reason: String::new(),
            identified: None,
            counted: None,
            rechecks: None,
        }
    }

    pub(crate) fn try_record(&self, request: RecordObservations) -> Result<Saved, CallError> {
        match self.call(Request::Record(Box::new(request)))? {
            Reply::Saved(saved) => Ok(saved),
            other => panic!("{other:?}"),
        }
    }

    /// Charts a set taken now.
    pub(crate) fn record(&self, stay: StayId, vitals: Vitals) -> Saved {
        let form = self.form(stay);
        self.try_record(Self::filled(&form, vitals)).unwrap()
    }

    /// Charts a set taken so many minutes ago.
    pub(crate) fn record_taken(&self, stay: StayId, vitals: Vitals, minutes_ago: i64) -> Saved {
        let form = self.form(stay);
        let taken = TakenChoice::At(form.now.plus_minutes(-minutes_ago));
        self.try_record(RecordObservations { taken, ..Self::filled(&form, vitals) }).unwrap()
    }

    /// Corrects a set.
    pub(crate) fn amend(&self, stay: StayId, fact: FactId, vitals: Vitals) -> Result<Saved, CallError> {
        let form = self.form_for(stay, Some(fact))?;
        self.try_record(RecordObservations {
            taken: TakenChoice::AsBefore,
            amends: Some(fact),
            reason: "mis-keyed".into(),
            ..Self::filled(&form, vitals)
        })
    }

    pub(crate) fn board(&self) -> BoardView {
        match self.call(Request::Board { ward: bluebell() }).unwrap() {
            Reply::Board(board) => *board,
            other => panic!("{other:?}"),
        }
    }

    /// The rows of one patient.
    pub(crate) fn rows(&self, stay: StayId) -> Vec<BoardRow> {
        let of = |row: &BoardRow| row.banner.as_ref().is_some_and(|banner| banner.stay == stay);
        self.board().rows.into_iter().filter(of).collect()
    }

    pub(crate) fn patient(&self, stay: StayId) -> PatientView {
        match self.call(Request::Patient { stay }).unwrap() {
            Reply::Patient(page) => *page,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn chart(&self, stay: StayId) -> ChartView {
        match self.call(Request::Chart { stay, hours: None }).unwrap() {
            Reply::Chart(chart) => *chart,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn sync_state(&self) -> SyncView {
        match self.call(Request::SyncState).unwrap() {
            Reply::Sync(view) => view,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn parked(&self) -> Vec<contract::ParkedView> {
        match self.call(Request::Parked).unwrap() {
            Reply::Parked(parked) => parked,
            other => panic!("{other:?}"),
        }
    }

    /// The audit as it stands on this device's disk: what, and about which stay.
    pub(crate) fn audit(&self) -> Vec<(String, Option<StayId>)> {
        self.app.catch_up();
        let database = rusqlite::Connection::open(self.folder.path().join("wardlight.db")).unwrap();
        let mut statement = database
            .prepare("SELECT bytes, signature FROM facts WHERE scope LIKE 'audit/%' ORDER BY sequence")
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(|row| {
            let (bytes, signature) = row.unwrap();
            let fact = record::SignedFact { bytes, signature }.decode().unwrap();
            match fact.body {
                clinical::entry::EntryBody::Act(act) => (act.what, act.stay),
                other => panic!("{other:?}"),
            }
        })
        .collect()
    }

    pub(crate) fn now(&self) -> UtcMillis {
        app::Clock::wall(&*self.clock)
    }
}
