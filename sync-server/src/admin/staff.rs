//! Staff from CSV: columns `staff_id` (optional), `name`, `role`, `wards` (separated by `;`), `pin` (optional), `active`
//! (optional). Good rows are imported in one transaction; bad ones are reported with their line and reason. Run again, the
//! same file changes nothing.
//!
//! A `staff_id` that is a UUID is taken as it is; any other, such as a payroll number, becomes the same identifier each
//! time; without one the name stands for the person, so two people of one name need theirs.

use super::{AdminError, Desk};
use crate::{
    directory::Snapshot,
    pin::{Pin, Pins, Verifier},
};
use clinical::{
    FactId, StaffId, WardId,
    entry::EntryBody,
    staff::{Role, Staff},
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, fmt, io::Read};

/// What a staff import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffReport {
    /// People who are new or have changed.
    pub written: usize,
    /// People who stand as the file says.
    pub unchanged: usize,
    /// PINs that were set.
    pub pins_set: usize,
    /// Rows that could not be taken. The others were.
    pub rejected: Vec<Rejected>,
}

/// A row that was not imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Its line in the file; the heading is line 1.
    pub line: u64,
    /// Why, in words. Never repeats a PIN.
    pub reason: String,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    staff_id: String,
    name: String,
    role: String,
    #[serde(default)]
    wards: String,
    #[serde(default)]
    pin: String,
    #[serde(default)]
    active: String,
}

/// One person as the file has them.
struct Person {
    staff: Staff,
    pin: Option<Pin>,
}

impl Desk {
    /// Imports staff.
    ///
    /// # Errors
    /// When the file has no usable heading or the database cannot be written; then nothing was imported. Bad rows are in
    /// the report.
    pub fn import_staff(&self, file: impl Read) -> Result<StaffReport, AdminError> {
        let directory = self.directory()?;
        let (mut people, rejected) = read(file, &directory)?;
        let mut report = StaffReport { written: 0, unchanged: 0, pins_set: 0, rejected };
        let (verifiers, now) = (self.verifiers(&people)?, self.now());
        let mut author = self.author()?;
        for person in &mut people {
            let listed = directory.member(&person.staff.id);
            let set_now = verifiers.iter().any(|(id, _)| *id == person.staff.id);
            let set_before = listed.and_then(|listed| listed.value.pin_set_at);
            // The directory says that the PIN is another one, so that devices forget how they checked the old one.
            person.staff.pin_set_at = if set_now { Some(now) } else { set_before };
            if listed.is_none_or(|listed| listed.value != person.staff) {
                let leaves: &[FactId] = listed.map_or(&[], |listed| &listed.leaves);
                author.write(EntryBody::Staff(person.staff.clone()), leaves)?;
            }
        }
        report.written = author.written();
        report.unchanged = people.len() - report.written;
        report.pins_set = verifiers.len();
        self.storage.doors.set_pins(author.finish(), verifiers)?;
        Ok(report)
    }

    /// New verifiers where the file has a PIN other than the one that stands.
    fn verifiers(&self, people: &[Person]) -> Result<Vec<(StaffId, Verifier)>, AdminError> {
        let pins = Pins::new(self.storage.doors.clone());
        let mut verifiers = Vec::new();
        for Person { staff, pin } in people {
            let Some(pin) = pin else { continue };
            if !pins.verifier(&staff.id)?.is_some_and(|verifier| verifier.fits(pin.as_str())) {
                let verifier = Verifier::make(pin, &*self.config.entropy)
                    .map_err(|error| AdminError::File(error.to_string()))?;
                verifiers.push((staff.id, verifier));
            }
        }
        Ok(verifiers)
    }
}

fn read(file: impl Read, directory: &Snapshot) -> Result<(Vec<Person>, Vec<Rejected>), AdminError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(file);
    let heading =
        reader.headers().map_err(|error| AdminError::File(format!("the file is not CSV ({error})")))?.clone();
    for needed in ["name", "role"] {
        if !heading.iter().any(|column| column == needed) {
            return Err(AdminError::File(format!("the file has no column {needed:?}")));
        }
    }
    let (mut people, mut rejected, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for record in reader.records() {
        let (line, parsed) = match &record {
            Err(error) => {
                (error.position().map_or(0, csv::Position::line), Err("the row is not CSV".to_owned()))
            }
            Ok(record) => (
                record.position().map_or(0, csv::Position::line),
                record
                    .deserialize::<Row>(Some(&heading))
                    .map_err(|_| "the row does not fit the heading".to_owned())
                    .and_then(|row| parse(&row, directory)),
            ),
        };
        let unique = parsed.and_then(|person| {
            if seen.insert(person.staff.id) {
                Ok(person)
            } else {
                Err("this person stands in the file already; two people of one name each need a staff_id"
                    .to_owned())
            }
        });
        match unique {
            Ok(person) => people.push(person),
            Err(reason) => rejected.push(Rejected { line, reason }),
        }
    }
    Ok((people, rejected))
}

fn parse(row: &Row, directory: &Snapshot) -> Result<Person, String> {
    let name = row.name.as_str();
    if name.is_empty() || name.len() > 120 || name.chars().any(char::is_control) {
        return Err("the name is missing, longer than 120 bytes or has control signs in it".to_owned());
    }
    let wards = row.wards.split(';').map(str::trim).filter(|ward| !ward.is_empty());
    let wards: Vec<WardId> = wards.map(|ward| known_ward(ward, directory)).collect::<Result<_, _>>()?;
    let pin = match row.pin.as_str() {
        "" => None,
        typed => Some(typed.parse::<Pin>().map_err(|error| error.to_string())?),
    };
    let active = match row.active.to_ascii_lowercase().as_str() {
        "" | "true" | "yes" | "1" => true,
        "false" | "no" | "0" => false,
        _ => return Err("active is neither true nor false".to_owned()),
    };
    let id = if row.staff_id.is_empty() { stable("name", name) } else { id_of(&row.staff_id) };
    let (name, role, pin_set_at) = (name.to_owned(), role(&row.role)?, None);
    Ok(Person { staff: Staff { id, name, role, wards, active, pin_set_at }, pin })
}

fn known_ward(text: &str, directory: &Snapshot) -> Result<WardId, String> {
    let ward: WardId =
        text.parse().map_err(|_| "a ward's short name has 1 to 32 of a-z, 0-9 and -".to_owned())?;
    if directory.ward(&ward).is_some() {
        Ok(ward)
    } else {
        Err(format!("there is no ward {ward}; import the wards first"))
    }
}

/// Roles by the names that the directory itself uses, such as `nurse_in_charge`; spaces and capitals do not matter.
fn role(text: &str) -> Result<Role, String> {
    let name = text.to_ascii_lowercase().replace([' ', '-'], "_");
    serde_json::from_value(serde_json::Value::String(name)).map_err(|_| {
        "the role is none of healthcare_assistant, student, nurse, nurse_in_charge, therapist, doctor, system".to_owned()
    })
}

fn id_of(text: &str) -> StaffId {
    text.parse().unwrap_or_else(|_| stable("number", text))
}

/// The same identifier for the same text, each time and on each server.
fn stable(what: &str, text: &str) -> StaffId {
    let digest: [u8; 32] = Sha256::new()
        .chain_update(b"wardlight/staff/v1\0")
        .chain_update(what)
        .chain_update([0])
        .chain_update(text.to_lowercase())
        .finalize()
        .into();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    // Marked as a UUID of version 8 (RFC 9562), so that it is not mistaken for a time-ordered one.
    id[6] = (id[6] & 0x0F) | 0x80;
    id[8] = (id[8] & 0x3F) | 0x80;
    StaffId::from_bytes(id)
}
