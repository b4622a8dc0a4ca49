//! One stay that cannot be folded: the others go on, it says so at its place, and it is shown as soon as it can be.

use crate::{
    App, Clock, Config, PinAuthority, PinCost, PinVerdict, Session,
    commit::{NewFact, Plan},
    project::breaking::{
        self,
        Step::{Fold, Project},
    },
};
use clinical::{
    BootId, FactId, ScopeId, StaffId, StayId, TakenAt, UtcMillis, WardId,
    entry::{Allergies, EnrolledDevice, EntryBody},
    patient::{Gender, Identity},
    policy::Setting,
    staff::{AuthLevel, Role, Staff},
    visit::{Consent, IdentityCheck},
    vitals::{Breathing, Consciousness, Draft, Vitals, parse},
    ward::{Bay, Place, Ward},
};
use contract::{
    Admit, BoardRow, CallError, Code, FlagKind, Pin, RecordObservations, Reply, Request, Saved, ScoreView,
    TakenChoice, VisitAct, VisitAsked,
};
use replication::{
    chain::{Chain, Cursor},
    session::VerifiedPage,
    wire::Entry,
};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

const FOR_EVER: usize = usize::MAX;
const NURSE: StaffId = StaffId::from_bytes([9; 16]);

/// A clock that moves when it is told to.
struct Hands(AtomicU64);

impl Hands {
    fn pass(&self, ms: u64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for Hands {
    fn wall(&self) -> UtcMillis {
        UtcMillis(1_795_348_800_000 + i64::try_from(self.monotonic_ms()).unwrap())
    }
    fn monotonic_ms(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
    fn boot(&self) -> BootId {
        BootId::from_bytes([5; 16])
    }
}

/// Everybody's PIN is right.
struct Right;

impl PinAuthority for Right {
    fn check(&self, _: StaffId, _: &str) -> PinVerdict {
        PinVerdict::Right
    }
}

/// One tablet with a nurse at it.
struct Device {
    app: Arc<App>,
    clock: Arc<Hands>,
    session: Session,
    folder: tempfile::TempDir,
}

fn bluebell() -> WardId {
    "bluebell".parse().unwrap()
}

impl Device {
    fn open(folder: tempfile::TempDir, clock: &Arc<Hands>) -> Self {
        let config = Config {
            clock: clock.clone(),
            pin_cost: PinCost { memory_kib: 8, passes: 1 },
            reserve_bytes: 64 * 1024,
            ..Config::new(folder.path())
        };
        let app = App::open(config).unwrap();
        app.set_pin_authority(Some(Arc::new(Right)));
        Self { app, clock: clock.clone(), session: Session::new(), folder }
    }

    fn call(&self, request: Request) -> Result<Reply, CallError> {
        self.app.call(&self.session, request)
    }

    fn sign_in(&self) {
        self.call(Request::SignIn { staff: NURSE, pin: Pin("204060".into()) }).unwrap();
    }

    /// The ward, its nurse and this device, as the directory has them.
    fn directory(&self) {
        let bay = Bay { name: "Bay A".into(), beds: vec!["A1".into(), "A2".into()] };
        let ward = Ward {
            id: bluebell(),
            name: "Bluebell Ward".into(),
            telephone: "4312".into(),
            bays: vec![bay],
            setting: Setting::AcuteWard,
        };
        let nurse = Staff {
            id: NURSE,
            name: "Nurse Okafor".into(),
            role: Role::Nurse,
            wards: vec![bluebell()],
            active: true,
            pin_set_at: None,
        };
        let device = EnrolledDevice {
            id: self.app.device(),
            label: "Tablet".into(),
            key: self.app.public_key(),
            wards: vec![bluebell()],
            revoked_at: None,
        };
        let now = self.app.now();
        let fact = |body: &EntryBody| NewFact {
            scope: ScopeId::Dir,
            id: self.app.mint(&now),
            taken_at: TakenAt::At(now.recorded()),
            recorded: None,
            author: NURSE,
            auth: AuthLevel::System,
            on_behalf_of: None,
            supersedes: Vec::new(),
            reason: String::new(),
            body: body.clone(),
        };
        let bodies = [EntryBody::Ward(ward), EntryBody::Staff(nurse), EntryBody::Device(device)];
        let facts = || bodies.iter().map(fact).collect();
        assert!(self.app.commit(&now, |_| Ok(Plan { facts: facts(), drops: None, answer: () })).is_ok());
    }

    fn admit(&self, family: &str, bed: &str) -> StayId {
        let identity = Identity {
            family: family.into(),
            given: "Mary".into(),
            title: "Mrs".into(),
            preferred: String::new(),
            born: chrono::NaiveDate::from_ymd_opt(1944, 3, 14),
            gender: Gender::Female,
            nhs_number: None,
            hospital_number: "H1234".into(),
        };
        let place = Place { ward: bluebell(), bay: "Bay A".into(), bed: bed.into() };
        match self.call(Request::Admit(Box::new(Admit { identity, place }))).unwrap() {
            Reply::Admitted { stay } => stay,
            other => panic!("{other:?}"),
        }
    }

    /// A filled form of a set.
    fn filled(&self, stay: StayId, vitals: Vitals) -> RecordObservations {
        let Reply::Form(form) = self.call(Request::OpenForm { stay, amends: None, rechecks: None }).unwrap()
        else {
            panic!()
        };
        RecordObservations {
            form: form.form,
            stay,
            bed_shown: form.bed,
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

    fn record(&self, set: &RecordObservations) -> Result<Saved, CallError> {
        match self.call(Request::Record(Box::new(set.clone())))? {
            Reply::Saved(saved) => Ok(saved),
            other => panic!("{other:?}"),
        }
    }
}

/// NEWS2 0, or 3 with this respiration rate of 25.
fn vitals(respiration: &str) -> Vitals {
    parse(&Draft {
        respiration: respiration.into(),
        spo2: "97".into(),
        oxygen: Some(Breathing::Air),
        systolic: "122".into(),
        diastolic: "74".into(),
        pulse: "72".into(),
        consciousness: Some(Consciousness::Alert),
        temperature: "36.8".into(),
        ..Draft::default()
    })
    .unwrap()
}

fn well() -> Vitals {
    vitals("16")
}

fn ill() -> Vitals {
    vitals("25")
}

/// A nurse's device with two patients.
fn ward_of_two() -> (Device, StayId, StayId) {
    let clock = Arc::new(Hands(AtomicU64::new(1_000)));
    let device = Device::open(tempfile::tempdir().unwrap(), &clock);
    device.directory();
    device.sign_in();
    let (one, two) = (device.admit("Adeyemi", "A1"), device.admit("Brown", "A2"));
    device.record(&device.filled(one, well())).unwrap();
    device.app.catch_up();
    device.clock.pass(60_000);
    (device, one, two)
}

/// The device that begins with what lies in the folder at this moment: what a process that is killed now leaves behind.
fn begun_again(device: &Device) -> Device {
    let folder = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(device.folder.path()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    let again = Device::open(folder, &device.clock);
    again.sign_in();
    again
}

fn row(device: &Device, stay: StayId) -> BoardRow {
    let Reply::Board(board) = device.call(Request::Board { ward: bluebell() }).unwrap() else { panic!() };
    let of = |row: &BoardRow| row.banner.as_ref().is_some_and(|banner| banner.stay == stay);
    board.rows.into_iter().find(of).unwrap()
}

fn total(device: &Device, stay: StayId) -> Option<u8> {
    match row(device, stay).status?.score {
        ScoreView::Complete { total, .. } => Some(total),
        _ => None,
    }
}

/// Whether the stay says at its bed that it is not shown, and nothing of how the patient was before.
fn says_so(device: &Device, stay: StayId, bed: &str) -> bool {
    let row = row(device, stay);
    let says_so = row.flags.iter().any(|flag| flag.kind == FlagKind::NotShown && !flag.settled);
    assert_eq!(says_so, row.status.is_none(), "an earlier score is not how they are");
    says_so && row.place.bed == bed && row.banner.is_some_and(|banner| banner.family == "Adeyemi")
}

/// A filled form, whose set breaks the next so many folds.
fn breaking_set(device: &Device, stay: StayId, times: usize) -> RecordObservations {
    let set = device.filled(stay, ill());
    breaking::at(Fold, set.form, times);
    set
}

/// Saves a set that no fold gets past.
fn saved_and_broken(device: &Device, stay: StayId) -> RecordObservations {
    let set = breaking_set(device, stay, FOR_EVER);
    let error = device.record(&set).unwrap_err();
    assert_eq!(error.code, Code::Internal);
    assert!(error.message.contains("This is saved and will be sent"), "{}", error.message);
    set
}

#[test]
fn one_stay_that_cannot_be_folded_at_the_opening_leaves_all_others_shown_and_charted() {
    let (device, one, two) = ward_of_two();
    let begun = VisitAct::Start {
        visit: None,
        identity: vec![IdentityCheck::Name, IdentityCheck::BornOn],
        consent: Consent::Given,
    };
    device.call(Request::Visit(Box::new(VisitAsked { stay: one, act: begun }))).unwrap();
    let set = saved_and_broken(&device, one);
    let again = begun_again(&device);
    assert!(says_so(&again, one, "A1"));
    let refused = again.call(Request::Patient { stay: one }).unwrap_err();
    assert!(refused.message.contains("cannot be put together") && refused.message.contains("Nothing"));
    again.record(&again.filled(two, ill())).unwrap();
    assert_eq!(total(&again, two), Some(3), "the other patient is charted as ever");
    assert!(matches!(again.call(Request::Tasks).unwrap(), Reply::Tasks(_)));
    let Reply::Finish(left) = again.call(Request::FinishDay).unwrap() else { panic!() };
    assert_eq!(left.open.iter().map(|end| end.stay).collect::<Vec<_>>(), [one], "and is not passed over");
    assert!(left.open[0].words.contains("another device"), "{}", left.open[0].words);
    assert!(matches!(again.call(Request::Handover { ward: bluebell() }).unwrap(), Reply::Handover(_)));
    // What the other left to be done is put, and with it that this one is behind.
    again.app.catch_up();
    let third = begun_again(&again);
    assert!(says_so(&third, one, "A1"), "every opening knows of it");
    breaking::at(Fold, set.form, 0);
    let fourth = begun_again(&third);
    assert_eq!(total(&fourth, one), Some(3), "and shows it once it can be folded");
    assert!(fourth.app.store.behind().is_empty());
}

#[test]
fn a_fold_that_fails_beside_a_save_is_made_from_the_facts_before_the_answer() {
    let (device, one, _) = ward_of_two();
    let set = breaking_set(&device, one, 1);
    let saved: Saved = device.record(&set).unwrap();
    assert_eq!(total(&device, one), Some(3));
    let Reply::Patient(page) = device.call(Request::Patient { stay: one }).unwrap() else { panic!() };
    assert_eq!(page.sets[0].fact, saved.fact);
}

#[test]
fn a_set_whose_stay_cannot_be_folded_is_said_to_be_saved_and_shown_as_soon_as_it_can_be() {
    let (device, one, two) = ward_of_two();
    let set = saved_and_broken(&device, one);
    assert!(says_so(&device, one, "A1"), "not the score of before");
    assert!(!row(&device, two).flags.iter().any(|flag| flag.kind == FlagKind::NotShown));
    let refused = device.record(&set).unwrap_err();
    assert!(refused.message.contains("Nothing that was charted is lost"), "{}", refused.message);
    breaking::at(Fold, set.form, 0);
    let saved = device.record(&set).unwrap();
    assert_eq!(saved.fact, set.form);
    assert_eq!(total(&device, one), Some(3), "saved again is shown");
}

#[test]
fn what_the_boards_show_is_worked_out_once_more_when_that_failed_after_the_answer() {
    let (device, one, _) = ward_of_two();
    let set = device.filled(one, ill());
    breaking::at(Project, set.form, 1);
    device.record(&set).unwrap();
    assert_eq!(total(&device, one), Some(3));
    assert!(device.app.store.behind().is_empty());
}

#[test]
fn a_set_that_was_answered_and_cannot_be_put_on_the_board_is_said_so_there() {
    let (device, one, _) = ward_of_two();
    let set = device.filled(one, ill());
    breaking::at(Project, set.form, FOR_EVER);
    device.record(&set).unwrap();
    assert!(says_so(&device, one, "A1"));
    assert!(says_so(&begun_again(&device), one, "A1"));
    breaking::at(Project, set.form, 0);
    device.clock.pass(1_000);
    assert_eq!(total(&device, one), Some(3));
}

#[test]
fn an_alert_that_nobody_has_closed_is_not_hidden_by_a_record_that_cannot_be_put_together() {
    let (device, one, _) = ward_of_two();
    device.record(&device.filled(one, vitals("30"))).unwrap();
    assert!(row(&device, one).alert.is_some());
    device.clock.pass(60_000);
    saved_and_broken(&device, one);
    let row = row(&device, one);
    assert_eq!((row.flags.len(), row.unsent > 0), (1, true));
    assert_eq!(row.flags[0].short, "Not shown, alert");
}

#[test]
fn whoever_only_looks_sees_the_set_as_soon_as_its_stay_can_be_folded() {
    let (device, one, _) = ward_of_two();
    let set = saved_and_broken(&device, one);
    assert!(says_so(&device, one, "A1"));
    breaking::at(Fold, set.form, 0);
    device.clock.pass(1_000);
    assert_eq!(total(&device, one), Some(3));
    device.app.catch_up();
    assert_eq!(total(&begun_again(&device), one), Some(3));
}

#[test]
fn projections_made_anew_leave_out_one_stay_and_still_say_who_it_is_and_where() {
    let (device, one, two) = ward_of_two();
    let set = saved_and_broken(&device, one);
    device.record(&device.filled(two, ill())).unwrap();
    device.app.rebuild_projections().unwrap();
    assert!(says_so(&device, one, "A1"), "nobody vanishes from the board");
    assert_eq!(total(&device, two), Some(3));
    let again = begun_again(&device);
    assert!(says_so(&again, one, "A1"));
    breaking::at(Fold, set.form, 0);
    device.app.rebuild_projections().unwrap();
    assert_eq!(total(&device, one), Some(3));
}

/// A stay's log as the server gives it, whole or as hashes only.
fn page(device: &Device, stay: StayId, entry: impl Fn(&store::StoredFact) -> Entry) -> VerifiedPage {
    let scope = ScopeId::Stay(stay);
    device.app.catch_up();
    let facts = device.app.store.read(|tx| tx.facts().of_scope(&scope)).unwrap();
    let entries: Vec<_> = facts.iter().map(|fact| (fact.hash.0, entry(fact))).collect();
    let chain = entries.iter().fold(Chain::EMPTY, |chain, (hash, _)| chain.extend(hash));
    let head = entries.len() as u64;
    VerifiedPage { scope, first: 1, entries, cursor: Cursor { seq: head, chain }, head }
}

fn unsent(device: &Device) -> u32 {
    let Reply::Sync(view) = device.call(Request::SyncState).unwrap() else { panic!() };
    view.unsent
}

#[test]
fn a_page_of_a_stay_that_cannot_be_folded_is_taken_and_the_stay_stays_behind() {
    let (device, one, _) = ward_of_two();
    let set = saved_and_broken(&device, one);
    let before = unsent(&device);
    let whole =
        |fact: &store::StoredFact| Entry::Fact { bytes: fact.bytes.clone(), signature: fact.signature };
    device.app.ingest(&device.app.now(), &page(&device, one, whole)).unwrap();
    assert!(unsent(&device) < before, "what came back has left the outbox");
    assert!(says_so(&device, one, "A1"));
    let again = begun_again(&device);
    assert!(says_so(&again, one, "A1"), "and the next opening knows of it all the same");
    breaking::at(Fold, set.form, 0);
    again.clock.pass(1_000);
    assert_eq!(total(&again, one), Some(3));
}

#[test]
fn hashes_that_empty_the_outbox_do_not_make_a_stay_look_up_to_date() {
    let (device, one, _) = ward_of_two();
    let set = saved_and_broken(&device, one);
    device.app.ingest(&device.app.now(), &page(&device, one, |fact| Entry::HashOnly(fact.hash.0))).unwrap();
    let left: Vec<FactId> = device
        .app
        .store
        .read(|tx| tx.outbox().of_scope(&ScopeId::Stay(one)))
        .unwrap()
        .into_iter()
        .map(|queued| queued.fact)
        .collect();
    assert_eq!(left, []);
    let again = begun_again(&device);
    assert!(says_so(&again, one, "A1"));
    breaking::at(Fold, set.form, 0);
    assert_eq!(total(&begun_again(&again), one), Some(3));
}

#[test]
fn what_a_plan_without_an_act_changed_is_shown_to_whoever_asks_next() {
    let (device, _, two) = ward_of_two();
    let allergy = |row: BoardRow| row.flags.iter().any(|flag| flag.kind == FlagKind::Allergy);
    // Looked at before, so that asking again writes nothing: a writer would wait for what is being worked out anyway.
    assert!(!allergy(row(&device, two)));
    device.app.catch_up();
    let now = device.app.now();
    let fact = |scope: &ScopeId, body: &EntryBody| NewFact {
        scope: scope.clone(),
        id: device.app.mint(&now),
        taken_at: TakenAt::At(now.recorded()),
        recorded: None,
        author: NURSE,
        auth: AuthLevel::Pin,
        on_behalf_of: None,
        supersedes: Vec::new(),
        reason: String::new(),
        body: body.clone(),
    };
    let known = EntryBody::Allergies(Allergies::Known(vec!["Penicillin".into()]));
    let (stay, index) = (ScopeId::Stay(two), ScopeId::Ward(bluebell(), 0));
    let facts = || vec![fact(&stay, &known), fact(&index, &EntryBody::IndexStay(two))];
    assert!(device.app.commit(&now, |_| Ok(Plan { facts: facts(), drops: None, answer: () })).is_ok());
    assert!(allergy(row(&device, two)));
}
