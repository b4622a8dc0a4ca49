//! From one ward to another: sent, received, fetched back. The places to choose from.

use crate::{
    App, Session,
    audit::what,
    clock::Now,
    commit::{Desk, NewFact, Plan, act},
    project::{Folded, RowFacts, stored},
    session::Person,
    words::{self, Fail},
};
use clinical::{
    StaffId, StayId, WardId,
    entry::{Allocation, EntryBody},
    leaves::Graph,
    staff::{Action, Role},
    ward::Place,
};
use contract::{BayBeds, Reply, WardBeds};
use std::collections::BTreeSet;

impl App {
    /// Receives a patient whom another ward sent, in the bed that they are in now. That ends the transfer, and with it
    /// the care of the ward that they left.
    pub(crate) fn receive(&self, session: &Session, stay: &StayId, at: &Place) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::MoveBed)?;
        self.check_place(at)?;
        self.check_receiver(&at.ward)?;
        self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            if folded.places() == [at.clone()] && folded.state.transfers.is_empty() {
                // The second tap, or somebody else was faster: the patient is where this says.
                return Ok(Plan { facts: Vec::new(), drops: None, answer: () });
            }
            if !folded.state.transfers.iter().any(|transfer| transfer.to.ward == at.ward) {
                return Err(words::not_on_the_way().into());
            }
            let before = folded.state.places.iter().map(|leaf| leaf.by.id).collect();
            let body = EntryBody::Arrival(at.clone());
            let mut facts = vec![self.stay_fact(desk, &now, &person, *stay, before, "", body)];
            let leaving = self.bedside(&folded).into_iter().filter(|staff| !self.works_on(staff, &at.ward));
            for staff in leaving.collect::<Vec<_>>() {
                facts.push(self.allocation(desk, &now, &person, *stay, &folded, staff, false));
            }
            facts.extend(self.index(desk, &now, &person, &at.ward, *stay)?);
            facts.push(act(self, &now, (person.staff, person.auth), what::RECEIVE, Some(*stay), ""));
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }

    /// At one of the ward's own tablets: beside the bed, not where the patient was sent from. The server judges an arrival
    /// by its device too, since it knows no persons.
    fn check_receiver(&self, ward: &WardId) -> Result<(), Fail> {
        if self.directory().lists(&self.me.device, ward) {
            Ok(())
        } else {
            Err(words::received_there().into())
        }
    }

    /// Whether a ward of this device has the patient: they lie there, or were sent from there and nobody has received them,
    /// or nobody but this device has placed them yet. As the server judges who opens a stay to a ward (`access::graph`).
    pub(crate) fn has_patient(&self, folded: &Folded) -> bool {
        let directory = self.directory();
        let Some(here) = directory.devices.get(&self.me.device) else { return true };
        let ours = |place: &Place| here.wards.contains(&place.ward);
        let places = folded.places();
        let mut placings = folded.entries.iter().filter(|entry| {
            matches!(entry.body, EntryBody::Admission(_) | EntryBody::Placement(_) | EntryBody::Arrival(_))
        });
        places.is_empty()
            || places.iter().any(ours)
            || folded.state.transfers.iter().any(|transfer| transfer.from.iter().any(ours))
            || placings.all(|entry| entry.device == self.me.device)
    }

    fn works_on(&self, staff: &StaffId, ward: &WardId) -> bool {
        self.directory().staff.get(staff).is_some_and(|person| person.wards.contains(ward))
    }

    /// Those of the bedside who look after a patient: not therapists and doctors, who have their own lists. Somebody whom
    /// the directory does not know is taken to be of the bedside.
    pub(crate) fn bedside(&self, folded: &Folded) -> BTreeSet<StaffId> {
        let directory = self.directory();
        let of_bedside = |staff: &&StaffId| directory.role(staff).is_none_or(is_bedside);
        folded.state.looked_after_by.iter().filter(of_bedside).copied().collect()
    }

    /// That somebody looks after a patient from now on, or no longer does.
    #[expect(clippy::too_many_arguments, reason = "one fact's parts, each of its own type")]
    pub(crate) fn allocation(
        &self,
        desk: &Desk<'_, '_>,
        now: &Now,
        person: &Person,
        stay: StayId,
        folded: &Folded,
        staff: StaffId,
        looking_after: bool,
    ) -> NewFact {
        let graph = Graph::of(&folded.entries);
        let theirs = folded
            .entries
            .iter()
            .filter(|entry| matches!(&entry.body, EntryBody::Allocation(of) if of.staff == staff));
        let before = theirs.map(|entry| entry.id).filter(|id| graph.is_current(*id)).collect();
        let body = EntryBody::Allocation(Allocation { staff, looking_after });
        self.stay_fact(desk, now, person, stay, before, "", body)
    }

    /// Every ward with its beds, and which of them are taken where this device knows that.
    pub(crate) fn places(&self, session: &Session) -> Result<Reply, Fail> {
        self.reader(session, Action::Read)?;
        let directory = self.directory();
        self.store.read(|tx| {
            let mut wards = Vec::new();
            for ward in directory.wards.values() {
                let here = directory.shows(&self.me.device, &ward.id);
                let taken: BTreeSet<String> = if here {
                    let rows = tx.board().of_ward(&ward.id)?.into_iter();
                    rows.filter(|row| stored::read::<RowFacts>(&row.row).is_some())
                        .map(|row| row.bed)
                        .collect()
                } else {
                    BTreeSet::new()
                };
                let bed = |bed: &String| (bed.clone(), here.then(|| taken.contains(bed)));
                let bays = ward
                    .bays
                    .iter()
                    .map(|bay| BayBeds { bay: bay.name.clone(), beds: bay.beds.iter().map(bed).collect() });
                wards.push(WardBeds { ward: ward.id.clone(), name: ward.name.clone(), bays: bays.collect() });
            }
            Ok(Reply::Places(wards))
        })
    }
}

/// Whether somebody of this role works at the bedside of one ward.
pub(crate) const fn is_bedside(role: Role) -> bool {
    match role {
        Role::HealthcareAssistant | Role::Student | Role::Nurse | Role::NurseInCharge => true,
        Role::Therapist | Role::Doctor | Role::System => false,
    }
}
