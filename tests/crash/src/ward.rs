//! A ward to cut the power of: real tablets and a real server over folders, a clock and chance of their own, and the line
//! between them. What anybody is told is marked, in the order in which it happens.

use crate::{dice::Dice, recorder::Control};
use anyhow::{Context as _, Result, bail};
use app::{App, Input, PinAuthority, PinCost, PinVerdict, Session, SyncAction};
use clinical::{
    BootId, FactId, StaffId, StayId, UtcMillis,
    patient::{Gender, Identity},
    vitals::{Breathing, Consciousness, Draft, parse},
    ward::Place,
};
use contract::{Admit, CallError, Pin, RecordObservations, Reply, Request, TakenChoice};
use replication::{
    Message,
    door::EnrolAnswer,
    wire::{Fate, decode, encode},
};
use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};
use sync_server::{Conn, Server, admin::Desk};

/// Noon in winter; GMT.
const START: i64 = 1_796_040_000_000;

const PIN: &str = "204060";

const WARDS: &str = r#"[{ "id": "bluebell", "name": "Bluebell Ward", "telephone": "ext. 4312",
    "bays": [{ "name": "Bay A", "beds": ["A1", "A2", "A3", "A4"] }] }]"#;

const STAFF: &str = "staff_id,name,role,wards,pin\nn0,Amina Yusuf,nurse,bluebell,204060\n";

/// The folder of the server.
pub const SERVER: &str = "server";

/// The folder of a tablet.
pub fn tablet_folder(n: usize) -> String {
    format!("tablet-{n}")
}

/// The ward's time: it passes when somebody says so.
#[derive(Debug, Clone)]
pub(crate) struct Time(Arc<AtomicI64>);

impl Time {
    pub(crate) fn begin() -> Self {
        Self(Arc::new(AtomicI64::new(START)))
    }

    pub(crate) fn pass_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    fn at(&self) -> UtcMillis {
        UtcMillis(self.0.load(Ordering::SeqCst))
    }
}

impl sync_server::clock::Clock for Time {
    fn now(&self) -> UtcMillis {
        self.at()
    }
}

impl app::Clock for Time {
    fn wall(&self) -> UtcMillis {
        self.at()
    }
    fn monotonic_ms(&self) -> u64 {
        u64::try_from(self.at().0 - START).unwrap_or(0)
    }
    fn boot(&self) -> BootId {
        BootId::from_bytes([1; 16])
    }
}

/// One party's chance.
pub(crate) struct Chance(Mutex<Dice>);

impl Chance {
    pub(crate) fn of(seed: u64, party: u64) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Dice::of(seed, party))))
    }

    fn bytes(&self, out: &mut [u8]) {
        let mut dice = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        out.iter_mut().for_each(|byte| *byte = dice.throw().to_be_bytes()[0]);
    }
}

impl app::Entropy for Chance {
    fn fill(&self, bytes: &mut [u8]) {
        self.bytes(bytes);
    }
}

impl sync_server::clock::Entropy for Chance {
    fn fill(&self, out: &mut [u8]) -> Result<(), sync_server::clock::NoEntropy> {
        self.bytes(out);
        Ok(())
    }
}

/// Says what the server would say of a PIN, without a socket.
struct KnowsPin;

impl PinAuthority for KnowsPin {
    fn check(&self, _: StaffId, pin: &str) -> PinVerdict {
        if pin == PIN { PinVerdict::Right } else { PinVerdict::Wrong }
    }
}

/// How a tablet over this folder is opened.
pub(crate) fn tablet_config(folder: &Path, time: &Time, chance: Arc<Chance>) -> app::Config {
    app::Config {
        clock: Arc::new(time.clone()),
        entropy: chance,
        pin_cost: PinCost { memory_kib: 8, passes: 1 },
        reserve_bytes: 0,
        ..app::Config::new(folder)
    }
}

/// How the server over this folder is opened.
pub(crate) fn server_config(folder: &Path, time: &Time, chance: Arc<Chance>) -> Result<sync_server::Config> {
    let mut config = sync_server::Config::new(folder, "127.0.0.1:0".parse()?);
    config.clock = Arc::new(time.clone());
    config.entropy = chance;
    Ok(config)
}

/// A tablet at which a nurse is signed in.
pub(crate) struct Tablet {
    pub(crate) app: Arc<App>,
    session: Session,
    name: String,
    folder: PathBuf,
}

impl Tablet {
    /// Opens a tablet's folder. Nobody is signed in.
    pub(crate) fn open(folder: &Path, name: &str, time: &Time, seed: u64) -> Result<Self> {
        let app = App::open(tablet_config(folder, time, Chance::of(seed, 77)))?;
        app.set_pin_authority(Some(Arc::new(KnowsPin)));
        Ok(Self { app, session: Session::new(), name: name.into(), folder: folder.into() })
    }

    /// The process ends in good order and begins again.
    pub(crate) fn restarted(self, time: &Time, seed: u64) -> Result<Self> {
        let Self { app, session: _, name, folder } = self;
        drop(app);
        let again = Self::open(&folder, &name, time, seed)?;
        again.sign_in()?;
        Ok(again)
    }

    fn call(&self, request: Request) -> Result<Reply, CallError> {
        self.app.call(&self.session, request)
    }

    pub(crate) fn sign_in(&self) -> Result<()> {
        let Reply::Staff(people) = self.call(Request::StaffChoices)? else { bail!("nobody to choose") };
        let staff = people.first().context("the directory has no staff")?.id;
        self.call(Request::SignIn { staff, pin: Pin(PIN.into()) })?;
        Ok(())
    }

    pub(crate) fn admit(&self, n: usize, say: &Control) -> Result<StayId> {
        let identity = Identity {
            family: format!("Person{n}"),
            given: "Test".into(),
            title: String::new(),
            preferred: String::new(),
            born: chrono::NaiveDate::from_ymd_opt(1950, 1, 1),
            gender: Gender::NotKnown,
            nhs_number: None,
            hospital_number: String::new(),
        };
        let bed = format!("A{}", n % 4 + 1);
        let place = Place { ward: "bluebell".parse()?, bay: "Bay A".into(), bed };
        let reply = self.call(Request::Admit(Box::new(Admit { identity, place })))?;
        let Reply::Admitted { stay } = reply else { bail!("an admission was answered by something else") };
        say.mark(&format!("{} admitted {stay}", self.name))?;
        Ok(stay)
    }

    /// Charts a set.
    pub(crate) fn chart(&self, stay: StayId, pulse: usize, say: &Control) -> Result<FactId> {
        let Reply::Form(form) = self.call(Request::OpenForm { stay, amends: None, rechecks: None })? else {
            bail!("a form was asked for")
        };
        let keyed = Draft {
            respiration: "16".into(),
            spo2: "97".into(),
            oxygen: Some(Breathing::Air),
            systolic: "122".into(),
            diastolic: "74".into(),
            pulse: pulse.to_string(),
            consciousness: Some(Consciousness::Alert),
            temperature: "36.8".into(),
            ..Draft::default()
        };
        let Ok(vitals) = parse(&keyed) else { bail!("the signs of this workload are plain") };
        let set = RecordObservations {
            form: form.form,
            stay,
            bed_shown: form.bed.clone(),
            bed_confirmed: false,
            identified: None,
            counted: None,
            rechecks: None,
            vitals,
            taken: TakenChoice::At(form.now),
            confirmed: Vec::new(),
            remark: String::new(),
            amends: None,
            reason: String::new(),
        };
        let fact = set.form;
        match self.call(Request::Record(Box::new(set)))? {
            Reply::Saved(_) => {
                say.mark(&format!("{} saved {stay} {fact}", self.name))?;
                Ok(fact)
            }
            other => bail!("a set was answered by {other:?}"),
        }
    }

    /// Speaks with the server until neither has anything to say, or until so many frames went up. Then the line breaks.
    pub(crate) fn exchange(&self, server: &Server, time: &Time, frames: usize, say: &Control) -> Result<()> {
        let mut actions: VecDeque<SyncAction> = self.app.sync_begin().into();
        actions.extend(self.app.sync(Input::TryNow));
        let mut conn = None;
        let mut sent = 0;
        for _ in 0..10_000 {
            let Some(action) = actions.pop_front() else {
                let more = self.app.sync_pending();
                if more.iter().all(|action| matches!(action, SyncAction::WakeAt(_))) {
                    break;
                }
                actions.extend(more);
                continue;
            };
            match action {
                SyncAction::Open => {
                    let (opened, challenge) = server.exchange().connect()?;
                    conn = Some(opened);
                    actions.extend(self.app.sync(Input::Opened));
                    actions.extend(self.app.sync(Input::Frame(encode(&challenge)?)));
                }
                SyncAction::Close => conn = None,
                SyncAction::Send(frame) if sent < frames => {
                    let Some(conn) = &conn else { continue };
                    sent += 1;
                    for answer in answered(server, conn, time, &frame, say)? {
                        actions.extend(self.app.sync(Input::Frame(answer)));
                    }
                }
                SyncAction::Send(_) | SyncAction::WakeAt(_) => {}
            }
        }
        let _over = self.app.sync(Input::Closed);
        Ok(())
    }
}

/// What the server answers to a frame. What it acknowledges is marked before the device hears of it.
fn answered(server: &Server, conn: &Conn, time: &Time, frame: &[u8], say: &Control) -> Result<Vec<Vec<u8>>> {
    let mut answers = server.exchange().handle(conn, time.at(), decode(frame)?);
    answers.extend(server.exchange().notes(conn, time.at()));
    for answer in &answers {
        let Message::Ack { scope, fates } = answer else { continue };
        for (hash, fate) in fates {
            if matches!(fate, Fate::At(_) | Fate::Duplicate(_) | Fate::Forked(_)) {
                say.mark(&format!("{SERVER} acknowledged {scope} {}", record::EntryHash(*hash)))?;
            }
        }
    }
    Ok(answers.iter().map(encode).collect::<Result<_, _>>()?)
}

/// Makes a server with a ward and its staff in a folder, and enrols a tablet in another one.
pub(crate) fn enrolled(base: &Path, tablets: usize, time: &Time, seed: u64) -> Result<(Server, Vec<Tablet>)> {
    let config = server_config(&base.join(SERVER), time, Chance::of(seed, 1))?;
    let desk = Desk::open(&config)?;
    desk.import_wards(WARDS.as_bytes())?;
    desk.import_staff(STAFF.as_bytes())?;
    let server = Server::open(config)?;
    let mut enrolled = Vec::new();
    for n in 0..tablets {
        let name = tablet_folder(n);
        let tablet = Tablet::open(&base.join(&name), &name, time, seed.wrapping_add(n as u64 + 2))?;
        let code = desk.enrolment_code(&name, &["bluebell".parse()?])?;
        let question = tablet.app.enrol_question(code.as_str(), "")?;
        let EnrolAnswer::Enrolled(answer) = server.enrol(&question, time.at())? else {
            bail!("a fresh code enrols")
        };
        tablet.app.enrolled("http://127.0.0.1:1", answer)?;
        enrolled.push(tablet);
    }
    Ok((server, enrolled))
}

/// A morning on the ward: two tablets chart while the network comes and goes, processes end and begin again.
pub(crate) fn morning(base: &Path, seed: u64, rounds: usize) -> Result<()> {
    let say = Control::over(base)?;
    let time = Time::begin();
    let mut dice = Dice::of(seed, 9);
    let (server, mut tablets) = enrolled(base, 2, &time, seed)?;
    for tablet in &tablets {
        tablet.exchange(&server, &time, usize::MAX, &say)?;
        tablet.sign_in()?;
    }
    let mut stays = Vec::new();
    for round in 0..rounds {
        time.pass_ms(60_000);
        let n = dice.below(tablets.len());
        match dice.below(12) {
            0 | 1 => stays.push((n, tablets[n].admit(stays.len(), &say)?)),
            2 => tablets[n].exchange(&server, &time, dice.below(12), &say)?,
            3 => tablets[n].exchange(&server, &time, usize::MAX, &say)?,
            4 => {
                let seed = seed.wrapping_add(1_000 + round as u64);
                let old = tablets.remove(n);
                tablets.insert(n, old.restarted(&time, seed)?);
            }
            5 => tablets[n].app.catch_up(),
            _ if stays.is_empty() => stays.push((n, tablets[n].admit(0, &say)?)),
            _ => {
                let (at, stay) = stays[dice.below(stays.len())];
                tablets[at].chart(stay, 50 + dice.below(90), &say)?;
            }
        }
    }
    for tablet in &tablets {
        tablet.exchange(&server, &time, usize::MAX, &say)?;
    }
    Ok(())
}
