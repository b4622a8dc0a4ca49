//! What the synthetic ward is made of: facts with their author and their times, before any device has signed them.

use crate::{
    course::Archetype,
    ward::{BLUEBELL, Directory},
};
use clinical::{
    ClockTrust, DeviceId, FactId, StaffId, Stamp, StayId, TakenAt, UtcMillis, WardId,
    entry::{Entry, EntryBody},
    note::Section,
    observation::ObservationSet,
    staff::AuthLevel,
};

/// A whole ward as of one moment, worked out from a seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The seed.
    pub seed: u64,
    /// As of when: nothing in it is recorded later.
    pub now: UtcMillis,
    /// Wards and staff; the same for every seed.
    pub directory: Directory,
    /// Those in the beds of Bluebell Ward by bed, then those who have left, then those on the ward next door and at home.
    pub stays: Vec<Stay>,
}

/// One stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// Its identifier.
    pub id: StayId,
    /// The bed the patient lies in now, or lay in last; at home, the address.
    pub bed: &'static str,
    /// Whose patient it is.
    pub ward: WardId,
    /// What happens to the patient.
    pub archetype: Archetype,
    /// When they came.
    pub came: UtcMillis,
    /// When they left, if they have.
    pub left: Option<UtcMillis>,
    /// What was charted, in the order in which it was recorded.
    pub facts: Vec<PlannedFact>,
    /// The words of its notes, each signed.
    pub notes: Vec<PlannedNote>,
}

/// The words of a note that a fact of its stay opened, signed by whoever wrote them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedNote {
    /// The fact that opened it.
    pub opened: FactId,
    /// By whom.
    pub author: StaffId,
    /// By part, each with the identifier of its first edit.
    pub parts: Vec<(Section, FactId, String)>,
    /// When they were written.
    pub written_at: UtcMillis,
    /// When they were signed.
    pub signed_at: UtcMillis,
}

/// One fact to be authored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFact {
    /// Whose chart it stands in.
    pub stay: StayId,
    /// Its identity, minted when the form was opened.
    pub id: FactId,
    /// When it was true.
    pub taken_at: TakenAt,
    /// When it was written down.
    pub recorded_at: Stamp,
    /// By whom.
    pub author: StaffId,
    /// What it replaces.
    pub supersedes: Vec<FactId>,
    /// Why, in words; empty when there is nothing to explain.
    pub reason: String,
    /// What it says.
    pub body: EntryBody,
}

impl Plan {
    /// Every fact in the order in which the ward recorded it; of two in one instant, the stay's order.
    pub fn facts(&self) -> Vec<&PlannedFact> {
        let mut facts: Vec<_> = self.stays.iter().flat_map(|stay| &stay.facts).collect();
        facts.sort_by_key(|fact| fact.recorded_at.utc);
        facts
    }

    /// The patients in the beds of Bluebell Ward.
    pub fn in_beds(&self) -> impl Iterator<Item = &Stay> {
        self.present(BLUEBELL)
    }

    /// The patients who are there now.
    pub fn present<'p>(&'p self, ward: &'p str) -> impl Iterator<Item = &'p Stay> {
        self.stays.iter().filter(move |stay| stay.left.is_none() && stay.ward.as_str() == ward)
    }

    /// Every set charted, corrected and withdrawn ones among them, in the order of the stays.
    pub fn sets(&self) -> impl Iterator<Item = (&PlannedFact, &ObservationSet)> {
        self.stays.iter().flat_map(Stay::sets)
    }
}

impl Stay {
    /// The sets of this stay, in the order in which they were recorded.
    pub fn sets(&self) -> impl Iterator<Item = (&PlannedFact, &ObservationSet)> {
        self.facts.iter().filter_map(|fact| match &fact.body {
            EntryBody::Observations(set) => Some((fact, &**set)),
            _ => None,
        })
    }

    /// The facts as a chart reads them: written on one device whose clock was checked, by people whose PIN was.
    pub fn entries(&self) -> Vec<Entry> {
        let entry = |fact: &PlannedFact| Entry {
            id: fact.id,
            taken_at: fact.taken_at,
            recorded_at: fact.recorded_at,
            clock: ClockTrust::Proved { offset_ms: 0 },
            author: fact.author,
            on_behalf_of: None,
            auth: AuthLevel::Pin,
            device: DeviceId::from_bytes([7; 16]),
            supersedes: fact.supersedes.clone(),
            reason: fact.reason.clone(),
            body: fact.body.clone(),
        };
        self.facts.iter().map(entry).collect()
    }

    /// Facts that another fact of the stay has replaced or withdrawn.
    pub fn replaced(&self) -> std::collections::BTreeSet<FactId> {
        self.facts.iter().flat_map(|fact| fact.supersedes.iter().copied()).collect()
    }

    /// Puts the facts back into the order in which they were recorded.
    pub(crate) fn sort(&mut self) {
        self.facts.sort_by_key(|fact| fact.recorded_at.utc);
    }
}
