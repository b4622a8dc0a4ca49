//! From a row to the facts of one historic stay. Identities follow from the source and the row alone, so that a second
//! run finds every fact already there.

use super::row::Row;
use clinical::{
    FactId, StaffId, Stamp, StayId, TakenAt,
    entry::{Discharge, EntryBody, Provenance},
    news2::Scale,
    observation::ObservationSet,
    patient::Identity,
};
use sha2::{Digest, Sha256};

use crate::planned::PlannedFact;

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
        let id = StayId::from_bytes(self.derived("stay", row.number));
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
            id: FactId::from_bytes(self.derived(part, row.number)),
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

    /// An identifier from the source, the row and the part of it, of UUID version 8: made by our own rule.
    fn derived(&self, part: &str, row: u64) -> [u8; 16] {
        let mut sha = Sha256::new();
        for text in ["wardlight import 1", self.name.as_str(), part] {
            // Lengths keep apart what would read alike when joined.
            sha.update((text.len() as u64).to_be_bytes());
            sha.update(text.as_bytes());
        }
        sha.update(row.to_be_bytes());
        let mut id = [0; 16];
        id.copy_from_slice(&sha.finalize()[..16]);
        id[6] = (id[6] & 0x0f) | 0x80;
        id[8] = (id[8] & 0x3f) | 0x80;
        id
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
