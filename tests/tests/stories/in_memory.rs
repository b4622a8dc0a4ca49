//! Nurses chart on three tablets while the network comes and goes. At the end everybody knows everything, once.

use crate::{
    faults::Faults,
    people::PIN,
    world::{START, World},
};
use app::{PinAuthority, PinVerdict};
use clinical::{
    FactId, StaffId, StayId,
    patient::{Gender, Identity},
    vitals::{Consciousness, DeciCelsius, Diastolic, Oxygen, Pulse, RespRate, Spo2, Systolic, Vitals},
    ward::Place,
};
use contract::{
    Admit, BoardView, Code, Connection, EntrySync, Pin, RecordObservations, Reply, Request, SetView,
    SyncView, TakenChoice,
};
use std::{collections::BTreeSet, sync::Arc};

/// Says what the server would say of a PIN, without a socket.
pub(crate) struct KnowsPin;

impl PinAuthority for KnowsPin {
    fn check(&self, _: StaffId, pin: &str) -> PinVerdict {
        if pin == PIN { PinVerdict::Right } else { PinVerdict::Wrong }
    }
}

/// One set that a tablet said was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Charted {
    stay: StayId,
    fact: FactId,
}

pub(crate) struct Story {
    pub(crate) world: World,
    pub(crate) stays: Vec<StayId>,
    pub(crate) charted: Vec<Charted>,
}

impl Story {
    pub(crate) fn begin(seed: u64, clocks_off_ms: &[i64]) -> Self {
        let mut world = World::new(seed, clocks_off_ms);
        for n in 0..clocks_off_ms.len() {
            world.devices[n].app.set_pin_authority(Some(Arc::new(KnowsPin)));
            let Ok(Reply::Staff(people)) = world.ask(n, Request::StaffChoices) else {
                panic!("nobody to choose")
            };
            let staff = people[n % people.len()].id;
            world.ask(n, Request::SignIn { staff, pin: Pin(PIN.into()) }).expect("the right PIN opens");
        }
        Self { world, stays: Vec::new(), charted: Vec::new() }
    }

    fn place(&mut self) -> Place {
        let bed = ["A1", "A2", "A3", "A4"][self.world.dice.below(4) as usize];
        Place { ward: "bluebell".parse().unwrap(), bay: "Bay A".into(), bed: bed.into() }
    }

    pub(crate) fn admit(&mut self, n: usize) {
        let identity = Identity {
            family: format!("Person{}", self.stays.len()),
            given: "Test".into(),
            title: String::new(),
            preferred: String::new(),
            born: chrono::NaiveDate::from_ymd_opt(1950, 1, 1),
            gender: Gender::NotKnown,
            nhs_number: None,
            hospital_number: String::new(),
        };
        let place = self.place();
        let Ok(Reply::Admitted { stay }) =
            self.world.ask(n, Request::Admit(Box::new(Admit { identity, place })))
        else {
            panic!("an admission is never refused")
        };
        self.stays.push(stay);
    }

    /// The nurse picks the tablet up: reading has locked while it lay there.
    fn at_the_glass(&mut self, n: usize) {
        self.world.ask(n, Request::Unlock { pin: Pin(PIN.into()) }).expect("the right PIN unlocks");
    }

    /// A stay that this tablet knows of, if any.
    fn some_stay(&mut self, n: usize) -> Option<StayId> {
        if self.stays.is_empty() {
            return None;
        }
        let stay = self.stays[self.world.dice.below(self.stays.len() as u64) as usize];
        self.at_the_glass(n);
        self.world.ask(n, Request::Patient { stay }).is_ok().then_some(stay)
    }

    fn vitals(&self) -> Vitals {
        let dice = &self.world.dice;
        let within = |low: i64, span: u64| low + dice.below(span) as i64;
        let systolic = within(80, 120);
        Vitals {
            respiration: RespRate::new(within(8, 24)),
            spo2: Spo2::new(within(85, 16)),
            oxygen: Some(Oxygen::Air),
            systolic: Systolic::new(systolic),
            diastolic: Diastolic::new(systolic - within(20, 30)),
            pulse: Pulse::new(within(45, 90)),
            consciousness: Some(if dice.chance(10) {
                Consciousness::Confusion
            } else {
                Consciousness::Alert
            }),
            temperature: DeciCelsius::new(within(350, 45)),
            unable: Default::default(),
        }
    }

    pub(crate) fn chart(&mut self, n: usize, stay: StayId, amends: Option<FactId>) {
        let Ok(Reply::Form(form)) = self.world.ask(n, Request::OpenForm { stay, amends, rechecks: None })
        else {
            return;
        };
        let vitals = self.vitals();
        let taken = if amends.is_some() { TakenChoice::AsBefore } else { TakenChoice::At(form.now) };
        let record = RecordObservations {
            form: form.form,
            stay,
            bed_shown: form.bed.clone(),
            bed_confirmed: true,
            identified: None,
            counted: None,
            rechecks: None,
            vitals,
            taken,
            confirmed: Vec::new(),
            remark: String::new(),
            amends,
            reason: if amends.is_some() { "mis-keyed".into() } else { String::new() },
        };
        let saved = self.world.ask(n, Request::Record(Box::new(record.clone())));
        let Ok(Reply::Saved(saved)) = saved else { panic!("recording was refused: {saved:?}") };
        if self.world.dice.chance(10) {
            let again = self.world.ask(n, Request::Record(Box::new(record)));
            assert!(matches!(again, Ok(Reply::Saved(_))), "a second press stores nothing and is no error");
        }
        self.charted.push(Charted { stay, fact: saved.fact });
    }

    fn sets(&mut self, n: usize, stay: StayId) -> Option<Vec<SetView>> {
        self.at_the_glass(n);
        match self.world.ask(n, Request::Chart { stay, hours: None }) {
            Ok(Reply::Chart(chart)) => Some(chart.sets.clone()),
            _ => None,
        }
    }

    /// One thing that somebody does.
    fn act(&mut self, n: usize) {
        if self.stays.len() < 3 {
            return self.admit(n);
        }
        let Some(stay) = self.some_stay(n) else { return };
        match self.world.dice.below(10) {
            0..=5 => self.chart(n, stay, None),
            6 => {
                let standing = self.sets(n, stay).unwrap_or_default();
                let known =
                    standing.iter().find(|set| set.mark == contract::Mark::Current).map(|set| set.fact);
                if let Some(amends) = known {
                    self.chart(n, stay, Some(amends));
                }
            }
            7 => {
                let standing = self.sets(n, stay).unwrap_or_default();
                if let Some(set) = standing.iter().find(|set| set.mark == contract::Mark::Current) {
                    let request = Request::EnterInError { fact: set.fact, stay, reason: "duplicate".into() };
                    let marked = self.world.ask(n, request);
                    let allowed = marked.as_ref().err().is_none_or(|error| error.code == Code::NotAllowed);
                    assert!(allowed, "a standing entry can be marked, if not by an assistant: {marked:?}");
                }
            }
            8 => {
                let to = self.place();
                self.world.ask(n, Request::MoveBed { stay, to }).expect("a patient can be moved");
            }
            _ => {
                let on = self.world.dice.chance(50);
                self.world.ask(n, Request::LookAfter { stay, on }).expect("a nurse may take a patient on");
            }
        }
    }

    /// One thing that the network does.
    fn trouble(&mut self, n: usize) {
        match self.world.dice.below(20) {
            0..=1 => {
                self.world.devices[n].in_range = false;
                self.world.cut(n);
            }
            2..=4 => self.world.devices[n].in_range = true,
            5 => self.world.cut(n),
            6 if self.world.dice.chance(20) => self.world.restart_server(),
            7..=8 => self.world.lose_answers(n),
            _ => {
                for _ in 0..self.world.dice.below(6) {
                    self.world.deliver_up(n, true);
                    self.world.deliver_down(n, true);
                }
            }
        }
    }

    fn run(&mut self, steps: usize) {
        for _ in 0..steps {
            let n = self.world.dice.below(self.world.devices.len() as u64) as usize;
            if self.world.dice.chance(45) {
                self.act(n);
            } else {
                self.trouble(n);
            }
            let ms = self.world.dice.below(20_000) as i64;
            self.world.pass_ms(ms);
        }
        self.world.settle();
    }

    /// The board as everybody must see it: without what is each device's own.
    fn board(&mut self, n: usize) -> BoardView {
        self.at_the_glass(n);
        let board = self.world.ask(n, Request::Board { ward: "bluebell".parse().unwrap() });
        let Ok(Reply::Board(mut board)) = board else { panic!("no board: {board:?}") };
        // Looking is itself charted in the audit; what waits was asked before anybody looked.
        board.sync =
            SyncView { heard_at: None, unsent: 0, unverified: 0, clock_offset_ms: None, ..board.sync };
        board.devices.clear();
        board.now = START;
        for row in &mut board.rows {
            row.mine = false;
            row.heard_at = None;
        }
        *board
    }

    pub(crate) fn check(&mut self) {
        for n in 0..self.world.devices.len() {
            let Ok(Reply::Sync(sync)) = self.world.ask(n, Request::SyncState) else {
                panic!("tablet {n} cannot say")
            };
            assert_eq!(sync.connection, Connection::Online, "everybody is in range");
            assert_eq!(
                (sync.unsent, sync.unverified, sync.set_aside),
                (0, 0, 0),
                "tablet {n}: something waits"
            );
        }
        let everything: BTreeSet<Charted> = self.charted.iter().copied().collect();
        assert!(!everything.is_empty(), "a story in which nothing was charted proves nothing");
        let board = self.board(0);
        for n in 0..self.world.devices.len() {
            let rows = self.board(n).rows;
            assert_eq!(rows.len(), board.rows.len(), "tablet {n} shows as many beds as tablet 0");
            for (row, row_0) in rows.iter().zip(&board.rows) {
                assert_eq!(row, row_0, "tablet {n} shows another row than tablet 0");
            }
            let mut known = Vec::new();
            for stay in self.stays.clone() {
                let sets = self.sets(n, stay).unwrap_or_else(|| panic!("tablet {n} does not know a stay"));
                known.extend(sets.iter().map(|set| Charted { stay, fact: set.fact }));
                assert!(
                    sets.iter().all(|set| set.sync == EntrySync::Verified),
                    "tablet {n}: unverified at rest"
                );
            }
            assert_eq!(known.len(), everything.len(), "tablet {n} holds every set exactly once");
            assert_eq!(known.into_iter().collect::<BTreeSet<_>>(), everything, "tablet {n} holds other sets");
        }
    }
}

/// As many seeds as `WARDLIGHT_STORY_SEEDS` says, 12 without it.
fn seeds() -> u64 {
    std::env::var("WARDLIGHT_STORY_SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(12)
}

#[test]
fn whatever_the_network_does_every_tablet_ends_up_with_every_set_once() {
    let mut faults = Faults::default();
    for seed in 0..seeds() {
        let mut story = Story::begin(seed, &[0, 1_500, -700]);
        story.run(120);
        story.check();
        println!(
            "seed {seed}: {} stays, {} sets on 3 tablets; {:?}",
            story.stays.len(),
            story.charted.len(),
            story.world.faults
        );
        faults = faults.and(story.world.faults);
    }
    println!("all seeds: {faults:?}");
    if seeds() >= 12 {
        faults.all_happened();
    }
}

#[test]
fn a_tablet_whose_clock_is_three_days_out_loses_nothing_and_says_so() {
    let three_days = 3 * 24 * 3_600_000;
    for (seed, off) in [(100, three_days), (101, -three_days)] {
        let mut story = Story::begin(seed, &[0, off, 0]);
        story.run(80);
        story.check();
        let Ok(Reply::Sync(sync)) = story.world.ask(1, Request::SyncState) else { panic!("it cannot say") };
        let said = sync.clock_offset_ms.expect("it says how far its clock is off");
        assert!((said.abs() - three_days).abs() < 60_000, "{said} ms");
    }
}

#[test]
fn the_same_seed_tells_the_same_story() {
    let trace = |seed| {
        let mut story = Story::begin(seed, &[0, 0, 0]);
        story.run(60);
        (story.world.trace, story.charted)
    };
    assert_eq!(trace(7), trace(7), "a seed that fails must fail again");
}
