//! A patient goes from one ward to another and back while the tablets of both come and go.

use crate::{in_memory::KnowsPin, people::PIN, world::World};
use app::PinAuthority;
use clinical::{
    StayId,
    entry::Discharge,
    patient::{Gender, Identity},
    vitals::{Consciousness, DeciCelsius, Diastolic, Oxygen, Pulse, RespRate, Spo2, Systolic, Vitals},
    ward::Place,
};
use contract::{
    Admit, BoardRow, BoardView, CallError, Code, EndStay, FormView, Gone, HandoverView, PatientView, Pin,
    RecordObservations, Reply, Request, Saved, TakenChoice, TasksView,
};
use std::sync::Arc;

/// Two tablets of Bluebell, one of Primrose.
pub(crate) const BLUEBELL: usize = 0;
pub(crate) const SECOND: usize = 1;
pub(crate) const PRIMROSE: usize = 2;

fn bed(ward: &str, bed: &str) -> Place {
    let bay = if ward == "bluebell" { "Bay A" } else { "Bay 1" };
    Place { ward: ward.parse().unwrap(), bay: bay.into(), bed: bed.into() }
}

fn vitals(respiration: i64) -> Vitals {
    Vitals {
        respiration: RespRate::new(respiration),
        spo2: Spo2::new(97),
        oxygen: Some(Oxygen::Air),
        systolic: Systolic::new(122),
        diastolic: Diastolic::new(74),
        pulse: Pulse::new(72),
        consciousness: Some(Consciousness::Alert),
        temperature: DeciCelsius::new(368),
        unable: Default::default(),
    }
}

/// The wards, with a patient in bed A1 of Bluebell whom everybody there knows.
pub(crate) struct Wards {
    pub(crate) world: World,
    stay: StayId,
}

impl Wards {
    pub(crate) fn begin(seed: u64) -> Self {
        let mut world = World::on_wards(seed, &[(0, "bluebell"), (1_500, "bluebell"), (-700, "primrose")]);
        for (n, name) in [(BLUEBELL, "Amina Yusuf"), (SECOND, "Bryn Pritchard"), (PRIMROSE, "Efe Adeyemi")] {
            let authority: Arc<dyn PinAuthority> = Arc::new(KnowsPin);
            world.devices[n].app.set_pin_authority(Some(authority));
            let Ok(Reply::Staff(people)) = world.ask(n, Request::StaffChoices) else { panic!("nobody") };
            let staff = people.iter().find(|tile| tile.name == name).expect("works here").id;
            world.ask(n, Request::SignIn { staff, pin: Pin(PIN.into()) }).expect("the right PIN opens");
        }
        let identity = Identity {
            family: "Rahman".into(),
            given: "Tomasz".into(),
            title: String::new(),
            preferred: String::new(),
            born: chrono::NaiveDate::from_ymd_opt(1950, 1, 1),
            gender: Gender::Male,
            nhs_number: None,
            hospital_number: String::new(),
        };
        let admit = Admit { identity, place: bed("bluebell", "A1") };
        let reply = world.ask(BLUEBELL, Request::Admit(Box::new(admit)));
        let Ok(Reply::Admitted { stay }) = reply else { panic!("{reply:?}") };
        world.settle();
        Self { world, stay }
    }

    pub(crate) fn ask(&mut self, n: usize, request: Request) -> Result<Reply, CallError> {
        self.world.ask(n, Request::Unlock { pin: Pin(PIN.into()) }).expect("the right PIN unlocks");
        self.world.ask(n, request)
    }

    fn done(&mut self, n: usize, request: Request) {
        assert_eq!(self.ask(n, request), Ok(Reply::Done));
    }

    pub(crate) fn offline(&mut self, n: usize) {
        self.world.devices[n].in_range = false;
        self.world.cut(n);
    }

    /// Everybody who is in range learns what there is to learn; the others stay where they are.
    pub(crate) fn settle_but(&mut self, away: usize) {
        for _ in 0..4_000 {
            self.world.pass_ms(5);
            for n in (0..3).filter(|n| *n != away) {
                self.world.deliver_up(n, false);
                self.world.deliver_down(n, false);
            }
        }
    }

    fn form(&mut self, n: usize) -> FormView {
        match self.ask(n, Request::OpenForm { stay: self.stay, amends: None, rechecks: None }) {
            Ok(Reply::Form(form)) => *form,
            other => panic!("{other:?}"),
        }
    }

    fn save(
        &mut self,
        n: usize,
        form: &FormView,
        respiration: i64,
        bed_confirmed: bool,
    ) -> Result<Saved, CallError> {
        let set = RecordObservations {
            form: form.form,
            stay: self.stay,
            bed_shown: form.bed.clone(),
            bed_confirmed,
            identified: None,
            counted: None,
            rechecks: None,
            vitals: vitals(respiration),
            taken: TakenChoice::At(form.now),
            confirmed: Vec::new(),
            remark: String::new(),
            amends: None,
            reason: String::new(),
        };
        match self.ask(n, Request::Record(Box::new(set)))? {
            Reply::Saved(saved) => Ok(saved),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn chart(&mut self, n: usize, respiration: i64) {
        let form = self.form(n);
        self.save(n, &form, respiration, false).expect("a set is never refused");
    }

    fn board(&mut self, n: usize) -> BoardView {
        let ward = if n == PRIMROSE { "primrose" } else { "bluebell" };
        match self.ask(n, Request::Board { ward: ward.parse().unwrap() }) {
            Ok(Reply::Board(board)) => *board,
            other => panic!("{other:?}"),
        }
    }

    /// The patient's rows on the board of a tablet's own ward.
    pub(crate) fn rows(&mut self, n: usize) -> Vec<BoardRow> {
        let stay = self.stay;
        let mine = |row: &BoardRow| row.banner.as_ref().is_some_and(|banner| banner.stay == stay);
        self.board(n).rows.into_iter().filter(mine).collect()
    }

    pub(crate) fn patient(&mut self, n: usize) -> PatientView {
        match self.ask(n, Request::Patient { stay: self.stay }) {
            Ok(Reply::Patient(page)) => *page,
            other => panic!("{other:?}"),
        }
    }

    fn tasks(&mut self, n: usize) -> TasksView {
        match self.ask(n, Request::Tasks) {
            Ok(Reply::Tasks(tasks)) => tasks,
            other => panic!("{other:?}"),
        }
    }

    /// Where a tablet shows the patient: bed, and whether leaving, coming, or neither.
    fn shown(&mut self, n: usize) -> Vec<(String, Option<bool>)> {
        let told = |row: BoardRow| (row.place.bed, row.transfer.map(|transfer| transfer.leaving));
        self.rows(n).into_iter().map(told).collect()
    }
}

#[test]
fn a_patient_on_the_way_is_on_both_boards_until_received_and_the_open_episode_goes_along() {
    let mut wards = Wards::begin(1);
    let stay = wards.stay;
    wards.chart(BLUEBELL, 26);
    wards.done(BLUEBELL, Request::LookAfter { stay, on: true });
    // The same label as the bed that the patient had: only the ward tells them apart.
    wards.done(BLUEBELL, Request::MoveBed { stay, to: bed("primrose", "A1") });
    wards.world.settle();
    for n in [BLUEBELL, SECOND] {
        assert_eq!(wards.shown(n), [("A1".to_owned(), Some(true))], "going to Primrose, not yet received");
    }
    assert_eq!(wards.shown(PRIMROSE), [("A1".to_owned(), Some(false))], "coming from Bluebell");
    let transfer = wards.rows(PRIMROSE)[0].transfer.clone().unwrap();
    assert_eq!((transfer.from_ward.as_str(), transfer.by.as_str()), ("Bluebell Ward", "Amina Yusuf"));
    assert!(wards.rows(PRIMROSE)[0].alert.is_some(), "with what was open");
    assert!(wards.tasks(PRIMROSE).tasks.iter().any(|task| task.stay == stay));

    wards.chart(SECOND, 22);
    wards.world.settle();
    assert_eq!(wards.patient(PRIMROSE).sets.len(), 2, "both wards have the patient meanwhile");

    let refused = wards.ask(SECOND, Request::Receive { stay, at: bed("primrose", "A2") }).unwrap_err();
    assert_eq!(refused.code, Code::NotAllowed, "whoever sent the patient does not receive them");
    wards.done(PRIMROSE, Request::Receive { stay, at: bed("primrose", "A2") });
    wards.done(PRIMROSE, Request::Receive { stay, at: bed("primrose", "A2") });
    wards.world.settle();
    assert_eq!(wards.shown(PRIMROSE), [("A2".to_owned(), None)]);
    assert_eq!(
        wards.rows(PRIMROSE)[0].looked_after_by,
        Vec::<String>::new(),
        "the care of Bluebell has ended"
    );
    for n in [BLUEBELL, SECOND] {
        assert_eq!(wards.shown(n), []);
        let gone = wards.board(n).gone;
        assert_eq!(gone.len(), 1);
        assert_eq!((gone[0].stay, &gone[0].how), (stay, &Gone::Moved("Primrose Ward".into())));
        assert!(!gone[0].left_open, "the alert is Primrose's now");
        assert!(wards.tasks(n).tasks.iter().all(|task| task.stay != stay), "and the tasks with it");
    }
    wards.chart(PRIMROSE, 16);
    wards.world.settle();
    assert_eq!(wards.patient(BLUEBELL).sets.len(), 2, "Bluebell keeps what it had, and reads no further");
}

/// At another ward's tablet the server would not let the arrival count, and the ward that came next would see nothing.
#[test]
fn a_person_of_the_receiving_ward_receives_at_its_own_tablet_and_the_next_ward_sees_the_patient() {
    let mut wards = Wards::begin(7);
    let stay = wards.stay;
    wards.done(BLUEBELL, Request::MoveBed { stay, to: bed("primrose", "A1") });
    wards.world.settle();
    let Ok(Reply::Staff(people)) = wards.world.ask(PRIMROSE, Request::StaffChoices) else { panic!("nobody") };
    let staff = people.iter().find(|tile| tile.name == "Efe Adeyemi").expect("works here").id;
    wards.world.ask(SECOND, Request::SignIn { staff, pin: Pin(PIN.into()) }).expect("signs in anywhere");
    let receive = || Request::Receive { stay, at: bed("primrose", "A1") };
    let refused = wards.ask(SECOND, receive()).unwrap_err();
    assert_eq!(refused.code, Code::NotAllowed);
    wards.world.settle();
    assert_eq!(wards.shown(PRIMROSE), [("A1".to_owned(), Some(false))], "still on the way");
    wards.done(PRIMROSE, receive());
    wards.world.settle();
    assert_eq!(wards.shown(PRIMROSE), [("A1".to_owned(), None)]);
}

/// The server opens no stay to a ward whose tablet fetches a patient that the ward does not have, so that tablet alone would
/// show them there.
#[test]
fn a_ward_that_the_patient_has_left_fetches_nobody_and_is_told_whom_to_ask() {
    let mut wards = Wards::begin(10);
    let stay = wards.stay;
    wards.done(BLUEBELL, Request::MoveBed { stay, to: bed("primrose", "A1") });
    wards.world.settle();
    wards.done(PRIMROSE, Request::MoveBed { stay, to: bed("primrose", "A2") });
    wards.world.settle();
    wards.done(SECOND, Request::MoveBed { stay, to: bed("bluebell", "A3") });
    wards.world.settle();
    for n in [BLUEBELL, SECOND] {
        assert_eq!(
            wards.shown(n),
            [("A3".to_owned(), None)],
            "until somebody received them both wards have them"
        );
    }
    wards.done(BLUEBELL, Request::MoveBed { stay, to: bed("primrose", "A1") });
    wards.world.settle();
    wards.done(PRIMROSE, Request::Receive { stay, at: bed("primrose", "A1") });
    wards.world.settle();
    let refused = wards.ask(SECOND, Request::MoveBed { stay, to: bed("bluebell", "A3") }).unwrap_err();
    assert_eq!(refused.code, Code::NotAllowed);
    assert!(refused.message.contains("Ask that ward to send the patient"), "{}", refused.message);
    wards.world.settle();
    assert_eq!(wards.shown(SECOND), []);
    assert_eq!(wards.shown(PRIMROSE), [("A1".to_owned(), None)]);
    wards.done(PRIMROSE, Request::MoveBed { stay, to: bed("bluebell", "A3") });
    wards.world.settle();
    wards.done(SECOND, Request::Receive { stay, at: bed("bluebell", "A3") });
    wards.world.settle();
    for n in [BLUEBELL, SECOND] {
        assert_eq!(wards.shown(n), [("A3".to_owned(), None)]);
    }
}

#[test]
fn a_patient_who_comes_back_brings_what_was_charted_in_between() {
    let mut wards = Wards::begin(2);
    let stay = wards.stay;
    wards.done(BLUEBELL, Request::MoveBed { stay, to: bed("primrose", "A1") });
    wards.world.settle();
    wards.done(PRIMROSE, Request::Receive { stay, at: bed("primrose", "A1") });
    wards.chart(PRIMROSE, 24);
    wards.world.settle();
    wards.done(PRIMROSE, Request::MoveBed { stay, to: bed("bluebell", "A3") });
    wards.world.settle();
    assert_eq!(wards.shown(BLUEBELL), [("A3".to_owned(), Some(false))]);
    assert_eq!(wards.shown(PRIMROSE), [("A1".to_owned(), Some(true))]);
    wards.done(SECOND, Request::Receive { stay, at: bed("bluebell", "A3") });
    wards.world.settle();
    for n in [BLUEBELL, SECOND] {
        assert_eq!(wards.shown(n), [("A3".to_owned(), None)]);
        assert_eq!(wards.patient(n).sets.len(), 1, "charted on Primrose");
        assert_eq!(wards.board(n).gone, []);
    }
    assert_eq!(wards.shown(PRIMROSE), []);
}

/// The restored server does not know that it gave hashes out; the tablets that hold them do.
#[test]
fn a_patient_who_comes_back_is_read_whole_after_the_server_was_restored_from_before_they_left() {
    let mut wards = Wards::begin(9);
    let stay = wards.stay;
    wards.done(BLUEBELL, Request::MoveBed { stay, to: bed("primrose", "A1") });
    wards.world.settle();
    wards.done(PRIMROSE, Request::Receive { stay, at: bed("primrose", "A1") });
    wards.world.settle();
    wards.offline(BLUEBELL);
    wards.offline(SECOND);
    wards.chart(PRIMROSE, 24);
    wards.settle_but(BLUEBELL);
    let backup = wards.world.server_backup();
    // Now Bluebell's tablets are given hashes, which the backup does not know of.
    wards.world.settle();
    wards.world.restore_server(backup);
    wards.world.settle();
    wards.done(PRIMROSE, Request::MoveBed { stay, to: bed("bluebell", "A3") });
    wards.world.settle();
    wards.done(SECOND, Request::Receive { stay, at: bed("bluebell", "A3") });
    wards.world.settle();
    for n in [BLUEBELL, SECOND] {
        assert_eq!(wards.patient(n).sets.len(), 1, "charted on Primrose, and read on tablet {n}");
    }
}

#[test]
fn a_wrong_transfer_is_taken_back_before_anybody_received_the_patient() {
    let mut wards = Wards::begin(3);
    let stay = wards.stay;
    wards.done(BLUEBELL, Request::MoveBed { stay, to: bed("primrose", "A1") });
    wards.world.settle();
    let offered = wards.patient(SECOND).take_back;
    assert!(offered[0].words.starts_with("Moved to bed A1, Primrose Ward. Amina Yusuf"), "{offered:?}");
    let (fact, reason) = (offered[0].fact, "it was the patient in A2".to_owned());
    wards.done(SECOND, Request::TakeBack { stay, fact, reason });
    wards.world.settle();
    for n in [BLUEBELL, SECOND] {
        assert_eq!(wards.shown(n), [("A1".to_owned(), None)]);
    }
    assert_eq!(wards.shown(PRIMROSE), []);
    assert_eq!(wards.board(PRIMROSE).gone, [], "who never came has not left");
    // Nothing is left to take back, and nobody to receive.
    assert_eq!(wards.patient(SECOND).take_back, []);
    let late = wards.ask(PRIMROSE, Request::Receive { stay, at: bed("primrose", "A1") }).unwrap_err();
    assert_eq!(late.code, Code::AlreadyChanged);
}

#[test]
fn a_transfer_comes_through_whichever_tablet_was_out_of_range_meanwhile() {
    for (seed, away) in [(4, BLUEBELL), (5, SECOND), (6, PRIMROSE)] {
        let mut wards = Wards::begin(seed);
        let stay = wards.stay;
        wards.offline(away);
        let sender = if away == BLUEBELL { SECOND } else { BLUEBELL };
        wards.chart(away.min(SECOND), 20);
        wards.done(sender, Request::MoveBed { stay, to: bed("primrose", "A2") });
        wards.settle_but(away);
        if away != PRIMROSE {
            wards.done(PRIMROSE, Request::Receive { stay, at: bed("primrose", "A2") });
            wards.settle_but(away);
        }
        // The tablet that was away has charted under the old bed; nothing of that is lost.
        wards.world.settle();
        if away == PRIMROSE {
            wards.done(PRIMROSE, Request::Receive { stay, at: bed("primrose", "A2") });
            wards.world.settle();
        }
        assert_eq!(wards.shown(PRIMROSE), [("A2".to_owned(), None)], "away: {away}");
        assert_eq!((wards.shown(BLUEBELL), wards.shown(SECOND)), (vec![], vec![]), "away: {away}");
        assert_eq!(wards.patient(PRIMROSE).sets.len(), 1, "away: {away}");
        let Ok(Reply::Handover(handover)) =
            wards.ask(PRIMROSE, Request::Handover { ward: "primrose".parse().unwrap() })
        else {
            panic!("no handover")
        };
        let HandoverView { patients, .. } = *handover;
        assert_eq!(patients.len(), 1);
    }
}

#[test]
fn a_form_that_was_open_when_the_patient_moved_ward_says_so_before_it_saves() {
    let mut wards = Wards::begin(7);
    let stay = wards.stay;
    let form = wards.form(BLUEBELL);
    assert_eq!(form.bed, "A1");
    wards.done(SECOND, Request::MoveBed { stay, to: bed("primrose", "A1") });
    wards.world.settle();
    let told = wards.save(BLUEBELL, &form, 18, false).unwrap_err();
    assert_eq!(told.code, Code::BedChanged, "bed A1 of another ward is another bed");
    assert_eq!(wards.form(BLUEBELL).bed, "A1, Bluebell Ward, going to A1, Primrose Ward");
    wards.save(BLUEBELL, &form, 18, true).expect("seen and confirmed");
    wards.world.settle();
    assert_eq!(wards.patient(PRIMROSE).sets.len(), 1);
}

#[test]
fn a_set_taken_in_the_minute_of_a_discharge_on_another_tablet_keeps_the_patient_until_somebody_settles_it() {
    let mut wards = Wards::begin(8);
    let stay = wards.stay;
    wards.offline(SECOND);
    let form = wards.form(SECOND);
    wards.save(SECOND, &form, 17, false).expect("a set is never refused");
    let end = |seen| {
        let how = Discharge::Discharged;
        Request::End(Box::new(EndStay { stay, how, seen, reason: String::new() }))
    };
    wards.done(BLUEBELL, end(Vec::new()));
    assert_eq!(wards.shown(BLUEBELL), [], "as far as Bluebell's first tablet knows");
    wards.world.settle();
    for n in [BLUEBELL, SECOND] {
        assert_eq!(wards.shown(n), [("A1".to_owned(), None)]);
        let about: Vec<String> = wards.rows(n)[0].conflicts.iter().map(|of| of.about.clone()).collect();
        assert_eq!(about, ["Charted after the stay ended"]);
    }
    // A click that has not seen the set settles nothing.
    assert_eq!(wards.ask(SECOND, end(Vec::new())).unwrap_err().code, Code::AlreadyChanged);
    let ending = wards.patient(SECOND).ending.expect("it ended, and is contradicted");
    assert!(ending.contradicted);
    wards.done(SECOND, end(ending.seen));
    wards.world.settle();
    for n in [BLUEBELL, SECOND] {
        assert_eq!(wards.shown(n), []);
        assert_eq!(wards.board(n).gone[0].how, Gone::Discharged);
        assert_eq!(wards.patient(n).sets.len(), 1, "both are kept");
    }
}
