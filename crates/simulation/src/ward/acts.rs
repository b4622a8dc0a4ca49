//! What people do at the tablets. Recording is never refused; what is refused otherwise has a code that says so.

use super::{
    people::{LEAVER, names},
    promises::Set,
    world::World,
};
use crate::broken::{Invariant, holds};
use clinical::{
    FactId, StayId,
    patient::{Gender, Identity},
    vitals::{Consciousness, DeciCelsius, Diastolic, Oxygen, Pulse, RespRate, Spo2, Systolic, Vitals},
    ward::Place,
};
use contract::{Admit, Code, Mark, RecordObservations, Reply, Request, SetView, TakenChoice};

impl World {
    fn somebody(&mut self, n: usize) -> &'static str {
        let names = names(self.tablets[n].ward);
        names[self.dice.below(names.len())]
    }

    fn place(&mut self, ward: &'static str) -> Place {
        let (bay, beds): (&str, &[&str]) = match ward {
            "bluebell" => ("Bay A", &["A1", "A2", "A3", "A4"]),
            _ => ("Bay 1", &["A1", "A2"]),
        };
        let bed = beds[self.dice.below(beds.len())];
        Place { ward: ward.parse().expect("a ward's name"), bay: bay.into(), bed: bed.into() }
    }

    /// One thing that somebody does at a tablet.
    pub(super) fn act_of(&mut self, n: usize) {
        let moves = self.tablets[n].person.is_none() || self.dice.one_in(6);
        let name =
            if moves { self.somebody(n) } else { self.tablets[n].person.expect("somebody sits there") };
        if moves {
            self.struck("nurse at another tablet", n);
        }
        if !self.at_the_glass(n, name) {
            return;
        }
        if self.promises.stays.len() < 2 || (self.promises.stays.len() < 4 && self.dice.one_in(12)) {
            return self.admit(n);
        }
        let Some(stay) = self.known_stay(n, name) else { return };
        let older = self.tablets[n].older;
        if older {
            self.struck("older version", n);
        }
        match self.dice.below(if older { 16 } else { 22 }) {
            0..=8 => drop(self.chart(n, stay, None)),
            9..=10 => self.amend(n, stay),
            11 => self.enter_in_error(n, stay),
            12 => self.move_bed(n, stay),
            13 => self.transfer(n, stay),
            14 => self.receive(n, stay),
            15 => drop(self.ask(n, Request::LookAfter { stay, on: true })),
            16 => drop(self.state_again(n)),
            _ => self.work_on_a_note(n, stay),
        }
    }

    fn admit(&mut self, n: usize) {
        // Half of them are somebody who is here already: two admissions of one person.
        let same = !self.promises.stays.is_empty() && self.dice.one_in(3);
        let number = if same { 0 } else { self.promises.stays.len() };
        if same {
            self.struck("two admissions of one person", n);
        }
        let identity = Identity {
            family: format!("Person{number}"),
            given: "Test".into(),
            title: String::new(),
            preferred: String::new(),
            born: chrono::NaiveDate::from_ymd_opt(1950, 1, 1),
            gender: Gender::NotKnown,
            nhs_number: None,
            hospital_number: format!("H{number}"),
        };
        let ward = self.tablets[n].ward;
        let place = self.place(ward);
        let reply = self.ask(n, Request::Admit(Box::new(Admit { identity, place })));
        match reply {
            Ok(Reply::Admitted { stay }) => {
                self.trace.note(stay.as_bytes());
                self.promises.stays.push(stay);
                self.promises.wards_of.entry(stay).or_default().insert(ward);
            }
            Err(error) => self.refusal(n, "an admission", error.code),
            Ok(_) => {}
        }
    }

    /// States anew one admission or placement that the server refused, and all of its stay with it. Whether there was one.
    pub(super) fn state_again(&mut self, n: usize) -> bool {
        let Ok(Reply::Parked(parked)) = self.ask(n, Request::Parked) else { return false };
        let Some(fact) = parked.iter().find(|of| of.again.is_some()).and_then(|of| of.fact) else {
            return false;
        };
        self.struck("stated again", n);
        match self.ask(n, Request::StateAgain { fact }) {
            Ok(_) => true,
            Err(error) => {
                self.refusal(n, "what was stated again", error.code);
                false
            }
        }
    }

    /// A full disk may refuse what is recorded, in so many words; nothing else may.
    pub(super) fn refusal(&mut self, n: usize, what: &str, code: Code) {
        let full = self.tablets[n].full && matches!(code, Code::DiskFull | Code::Storage);
        self.fail(holds(full, Invariant::Sim1, || format!("tablet {n} refused {what}: {code:?}")));
    }

    /// A stay that this tablet shows to whoever has just unlocked it.
    fn known_stay(&mut self, n: usize, name: &'static str) -> Option<StayId> {
        let stay = self.promises.stays[self.dice.below(self.promises.stays.len())];
        let shown = self.ask(n, Request::Patient { stay }).is_ok();
        if shown {
            self.promises.views.insert((n, name, stay));
        }
        shown.then_some(stay)
    }

    fn vitals(&mut self) -> Vitals {
        let mut within = |low: i64, span: usize| low + self.dice.below(span) as i64;
        let systolic = within(80, 150);
        let diastolic = systolic - within(20, 30);
        let (respiration, spo2, pulse, temperature) =
            (within(6, 24), within(85, 16), within(35, 105), within(345, 50));
        Vitals {
            respiration: RespRate::new(respiration),
            spo2: Spo2::new(spo2),
            oxygen: Some(Oxygen::Air),
            systolic: Systolic::new(systolic),
            diastolic: Diastolic::new(diastolic),
            pulse: Pulse::new(pulse),
            consciousness: Some(if self.dice.one_in(10) {
                Consciousness::Confusion
            } else {
                Consciousness::Alert
            }),
            temperature: DeciCelsius::new(temperature),
            unable: Default::default(),
        }
    }

    pub(super) fn chart(&mut self, n: usize, stay: StayId, amends: Option<FactId>) -> Option<FactId> {
        let Ok(Reply::Form(form)) = self.ask(n, Request::OpenForm { stay, amends, rechecks: None }) else {
            return None;
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
            vitals: vitals.clone(),
            taken,
            confirmed: Vec::new(),
            remark: String::new(),
            amends,
            reason: if amends.is_some() { "mis-keyed".into() } else { String::new() },
        };
        let dies = self.dice.one_in(12);
        let request = Request::Record(Box::new(record.clone()));
        // One that dies has no time for anything after the answer.
        let answer = if dies { self.ask_only(n, request) } else { self.ask(n, request) };
        let saved = match answer {
            Ok(Reply::Saved(saved)) => saved,
            Err(error)
                if amends.is_some() && matches!(error.code, Code::NotAllowed | Code::AlreadyChanged) =>
            {
                return None;
            }
            Err(error) => {
                self.refusal(n, "a set", error.code);
                return None;
            }
            Ok(_) => return None,
        };
        if !dies && self.dice.one_in(6) {
            self.struck("second press", n);
            let again = self.ask(n, Request::Record(Box::new(record)));
            let same = matches!(&again, Ok(Reply::Saved(again)) if again.fact == saved.fact);
            let full = self.tablets[n].full;
            self.fail(holds(same || full, Invariant::Sim5, || {
                format!("a second press at tablet {n} was not the first one's save")
            }));
        }
        self.trace.note(saved.fact.as_bytes());
        let by = self.tablets[n].person.expect("somebody charted it");
        let by_leaver = by == LEAVER;
        let set =
            Set { stay, fact: saved.fact, vitals, by, tablet: n, before_restore: false, amends, by_leaver };
        self.promises.sets.push(set);
        if dies {
            self.struck("killed before signing", n);
            self.kill(n);
        }
        Some(saved.fact)
    }

    /// What a tablet shows of a stay.
    pub(super) fn sets(&mut self, n: usize, stay: StayId) -> Option<Vec<SetView>> {
        match self.ask(n, Request::Chart { stay, hours: None }) {
            Ok(Reply::Chart(chart)) => Some(chart.sets.clone()),
            _ => None,
        }
    }

    fn a_standing_set(&mut self, n: usize, stay: StayId) -> Option<FactId> {
        let sets = self.sets(n, stay)?;
        let standing: Vec<FactId> =
            sets.iter().filter(|set| set.mark == Mark::Current).map(|set| set.fact).collect();
        (!standing.is_empty()).then(|| standing[self.dice.below(standing.len())])
    }

    fn amend(&mut self, n: usize, stay: StayId) {
        if let Some(fact) = self.a_standing_set(n, stay) {
            let _ = self.chart(n, stay, Some(fact));
        }
    }

    fn enter_in_error(&mut self, n: usize, stay: StayId) {
        if let Some(fact) = self.a_standing_set(n, stay) {
            let _ = self.ask(n, Request::EnterInError { fact, stay, reason: "duplicate".into() });
        }
    }

    fn move_bed(&mut self, n: usize, stay: StayId) {
        let to = self.place(self.tablets[n].ward);
        let _ = self.ask(n, Request::MoveBed { stay, to });
    }

    fn transfer(&mut self, n: usize, stay: StayId) {
        let other = if self.tablets[n].ward == "bluebell" { "primrose" } else { "bluebell" };
        let to = self.place(other);
        self.struck("ward transfer", n);
        if self.ask(n, Request::MoveBed { stay, to }).is_ok() {
            self.promises.wards_of.entry(stay).or_default().insert(other);
        }
    }

    fn receive(&mut self, n: usize, stay: StayId) {
        let at = self.place(self.tablets[n].ward);
        let _ = self.ask(n, Request::Receive { stay, at });
    }
}
