//! One stay from the front door on: who came, where they lie, what was decided and what was charted.

use crate::{
    calendar::{self, stamp},
    chance::Chance,
    charting,
    course::Archetype,
    identity::identity,
    people::{Asked, EMPTY_BED, Person, SWAPPED_BEDS, TRANSFERRED},
    planned::{PlannedFact, Stay},
    scene::Scene,
};
use clinical::{
    FactId, StaffId, StayId, TakenAt, UtcMillis,
    entry::{Allergies, Allocation, Discharge, EntryBody, ScaleDecision},
    news2::Scale,
    patient::Identity,
    ward::Place,
};

/// The minutes before somebody leaves in which nothing is charted.
const AT_THE_DOOR: i64 = 25;

/// How long ago a patient was sent to the next ward, in minutes.
const SENT_AGO: i64 = 130;

/// How long ago the two women changed beds, in minutes.
const SWAPPED_AGO: i64 = 29 * 60;

/// A bed on the list of patients that is in no ward.
#[derive(Debug, thiserror::Error)]
#[error("a patient in {0}, which is in no ward")]
pub struct NoSuchBed(&'static str);

/// Writes the facts of one stay, each with its times and its author.
pub(crate) struct Pen<'a> {
    pub(crate) scene: &'a Scene,
    pub(crate) person: &'a Person,
    pub(crate) stay: StayId,
    pub(crate) came: UtcMillis,
    /// When charting ends: now, or when the patient left.
    pub(crate) until: UtcMillis,
    pub(crate) identity: Identity,
    pub(crate) chance: Chance,
    pub(crate) facts: Vec<PlannedFact>,
}

/// The stay of the patient `number` places down the list. `left` is when they left and whether they died. Fails only when
/// the bed on the list is in no ward.
pub(crate) fn stay(
    scene: &Scene,
    number: u32,
    person: &Person,
    left: Option<(UtcMillis, bool)>,
) -> Result<Stay, NoSuchBed> {
    let place = scene.directory.place(person.bed).ok_or(NoSuchBed(person.bed))?;
    let mut chance = Chance::new(scene.seed, u64::from(number) + 1);
    let hours = chance.between(person.came.0, person.came.1);
    let came = scene.now.plus_minutes(-i64::from(hours) * calendar::HOUR - i64::from(chance.between(0, 25)));
    let identity = identity(person, number, scene.seed, scene.now, &mut chance);
    // Nobody takes a set at the door; one in the minute of a discharge would keep the patient on the board.
    let until = left.map_or(scene.now, |(at, _)| at.plus_minutes(-AT_THE_DOOR));
    let id = chance.id(came, StayId::mint);
    let mut pen = Pen { scene, person, stay: id, came, until, identity, chance, facts: Vec::new() };
    pen.opening();
    charting::chart(&mut pen);
    match left {
        Some((at, died)) => pen.leave(at, died),
        None => pen.looked_after(),
    }
    let mut stay = Stay {
        id,
        bed: person.bed,
        ward: place.ward,
        archetype: person.archetype,
        came,
        left: left.map(|(at, _)| at),
        facts: pen.facts,
        notes: Vec::new(),
    };
    stay.sort();
    Ok(stay)
}

impl Pen<'_> {
    /// Writes a fact of the stay that was true at `taken` and took so many seconds to write down.
    pub(crate) fn write(
        &mut self,
        taken: UtcMillis,
        seconds: i32,
        author: StaffId,
        body: EntryBody,
    ) -> FactId {
        let recorded = UtcMillis(taken.0 + i64::from(seconds) * 1000).min(self.scene.now);
        self.write_late(taken, recorded, author, body)
    }

    /// Writes a fact of the stay that was true at `taken` and written down at `recorded`.
    pub(crate) fn write_late(
        &mut self,
        taken: UtcMillis,
        recorded: UtcMillis,
        author: StaffId,
        body: EntryBody,
    ) -> FactId {
        let opened = UtcMillis(recorded.0 - 40_000).max(taken).min(recorded);
        let id = self.chance.id(opened, FactId::mint);
        self.facts.push(PlannedFact {
            stay: self.stay,
            id,
            taken_at: TakenAt::At(stamp(taken)),
            recorded_at: stamp(recorded),
            author,
            supersedes: Vec::new(),
            reason: String::new(),
            body,
        });
        id
    }

    /// What the last fact written replaces, and why.
    pub(crate) fn instead_of(&mut self, supersedes: FactId, reason: &str) {
        if let Some(fact) = self.facts.last_mut() {
            fact.supersedes.push(supersedes);
            reason.clone_into(&mut fact.reason);
        }
    }

    /// Admission, bed, allergies and whatever decides how the patient is scored.
    fn opening(&mut self) {
        let nurse = self.scene.rota.nurse(self.person.bed, self.came);
        self.write(self.came, 240, nurse, EntryBody::Admission(self.identity.clone()));
        self.placed(nurse);
        let asked = match self.person.allergies {
            Asked::NotYet => None,
            Asked::None => Some(Allergies::NoneKnown),
            Asked::To(list) => Some(Allergies::Known(list.iter().map(|what| (*what).to_owned()).collect())),
        };
        if let Some(allergies) = asked {
            let at = self.came.plus_minutes(self.chance.between(12, 50).into());
            self.write(at, 20, nurse, EntryBody::Allergies(allergies));
        }
        if self.person.archetype == Archetype::Pregnant {
            self.write(self.came.plus_minutes(5), 15, nurse, EntryBody::Pregnancy(true));
        }
        if self.person.archetype.has_scale_two() {
            let at = self.scale_since();
            let doctor = self.scene.rota.doctor(0, at);
            let decision = ScaleDecision { scale: Scale::Two, target: Some((88, 92)) };
            self.write(at, 30, doctor, EntryBody::SpO2Scale(decision));
            if let Some(fact) = self.facts.last_mut() {
                fact.reason = "Hypercapnic on blood gas, this admission and last".to_owned();
            }
        }
    }

    /// When scale 2 was decided, for those who have it.
    pub(crate) fn scale_since(&self) -> UtcMillis {
        self.came.plus_minutes(3 * calendar::HOUR)
    }

    /// Into the bed. Two patients lay in each other's beds at first.
    fn placed(&mut self, nurse: StaffId) {
        let swapped = match SWAPPED_BEDS.iter().position(|bed| *bed == self.person.bed) {
            Some(n) => SWAPPED_BEDS[1 - n],
            None => self.person.bed,
        };
        let swapped = if swapped == TRANSFERRED.1 { TRANSFERRED.0 } else { swapped };
        let Some(first) = self.scene.directory.place(swapped) else { return };
        let placed = self.write(self.came, 260, nurse, EntryBody::Placement(first));
        if swapped != self.person.bed
            && let Some(place) = self.scene.directory.place(self.person.bed)
        {
            if self.person.bed == TRANSFERRED.1 {
                self.transferred(placed, place);
                return;
            }
            let at = self.scene.now.plus_minutes(-SWAPPED_AGO);
            let nurse = self.scene.rota.in_charge(at);
            self.write(at, 25, nurse, EntryBody::Placement(place));
            self.instead_of(placed, "Nearer to the nurses' station");
        }
    }

    /// Sent to another ward, and received there.
    fn transferred(&mut self, before: FactId, place: Place) {
        let sent_at = self.scene.now.plus_minutes(-SENT_AGO);
        let (in_charge, nurse) =
            (self.scene.rota.in_charge(sent_at), self.scene.rota.nurse(self.person.bed, sent_at));
        let sent = self.write(sent_at, 30, in_charge, EntryBody::Placement(place.clone()));
        self.instead_of(before, "Monitored bed on Foxglove Ward");
        self.write(sent_at.plus_minutes(24), 40, nurse, EntryBody::Arrival(place));
        self.instead_of(sent, "");
    }

    /// The present shift's nurse and healthcare assistant take the patient on.
    fn looked_after(&mut self) {
        let now = self.scene.now;
        let rota = &self.scene.rota;
        let mut team = vec![rota.nurse(self.person.bed, now), rota.assistant(self.person.bed, now)];
        team.dedup();
        let began = calendar::shift_began(now).max(self.came);
        for staff in team {
            let taken_on = EntryBody::Allocation(Allocation { staff, looking_after: true });
            let seconds = self.chance.between(60, 900);
            self.write(began, seconds, staff, taken_on);
        }
    }

    fn leave(&mut self, at: UtcMillis, died: bool) {
        let nurse = self.scene.rota.nurse(EMPTY_BED, at);
        let how = if died { Discharge::Died } else { Discharge::Discharged };
        self.write(at, 600, nurse, EntryBody::Discharge(how));
    }
}
