//! From a row to the facts of one historic stay. Identities follow from the source and the row alone, so that a second
//! run finds every fact already there.

use super::row::Row;
use crate::planned::PlannedFact;
use app::authoring::{derived_fact, derived_stay};
use clinical::{
    StaffId, Stamp, StayId, TakenAt,
    entry::{Discharge, EntryBody, Provenance},
    news2::Scale,
    observation::ObservationSet,
    patient::Identity,
};

/// Whose history it is, and who brings it in when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The source system or file, by name. The same name means the same rows.
    pub name: String,
    /// The member of staff, of the role `System`, in whose name history is brought in.
    pub author: StaffId,
    /// When the import runs.
    pub recorded_at: Stamp,
}

/// One historic stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoricStay {
    /// The stay.
    pub id: StayId,
    /// The row that it came from.
    pub row: u64,
    /// Its facts: who, that it is history, the set, and the death where there was one.
    pub facts: Vec<PlannedFact>,
}

impl Source {
    /// The stay of a row.
    pub fn stay(&self, row: &Row) -> HistoricStay {
        let id = derived_stay(&self.name, &row.number.to_string());
        let mut facts = vec![
            self.fact(id, row, "admission", EntryBody::Admission(identity(row))),
            self.fact(id, row, "historic", EntryBody::Historic(self.provenance(row))),
            self.fact(id, row, "observations", EntryBody::Observations(Box::new(set(row)))),
        ];
        if row.died {
            facts.push(self.fact(id, row, "discharge", EntryBody::Discharge(Discharge::Died)));
        }
        HistoricStay { id, row: row.number, facts }
    }

    fn fact(&self, stay: StayId, row: &Row, part: &str, body: EntryBody) -> PlannedFact {
        PlannedFact {
            stay,
            id: derived_fact(&self.name, &row.number.to_string(), part),
            taken_at: TakenAt::NotRecorded,
            recorded_at: self.recorded_at,
            author: self.author,
            supersedes: Vec::new(),
            reason: String::new(),
            body,
        }
    }

    fn provenance(&self, row: &Row) -> Provenance {
        Provenance { source: self.name.clone(), row: row.number.to_string(), score_there: row.published }
    }
}

/// Nobody's name, no date of birth: the source has neither.
fn identity(row: &Row) -> Identity {
    Identity {
        family: "UNKNOWN".to_owned(),
        given: String::new(),
        title: String::new(),
        preferred: String::new(),
        born: None,
        gender: row.gender,
        nhs_number: None,
        hospital_number: String::new(),
    }
}

/// The set with the score of this program. The age that it rests on stands in the remark, as nowhere else holds it.
fn set(row: &Row) -> ObservationSet {
    let mut set = ObservationSet::new(row.vitals.clone(), Scale::One, row.outcome.clone());
    set.remark = match row.age {
        Some(age) => {
            format!("Scored at the age of {age} years that the source states; it has no date of birth.")
        }
        None => "The source states no age.".to_owned(),
    };
    set
}
