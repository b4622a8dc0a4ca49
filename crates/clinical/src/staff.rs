//! Who is on the ward, and what each may do.

use crate::{StaffId, WardId};
use serde::{Deserialize, Serialize};

/// A member of staff as the directory describes them. Never carries a PIN verifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Identifier, stable over a career.
    pub id: StaffId,
    /// The name as shown and as it signs, such as "Amina Yusuf".
    pub name: String,
    /// The role, which decides what they may do.
    pub role: Role,
    /// Wards and teams they work on.
    pub wards: Vec<WardId>,
    /// False once they have left; kept, because what they charted stays theirs.
    pub active: bool,
}

/// Roles that the first wards use. Recording is allowed to all of them (safety rule 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Healthcare assistant.
    HealthcareAssistant,
    /// Student, supervised.
    Student,
    /// Registered nurse.
    Nurse,
    /// Ward sister, charge nurse, or the nurse in charge of the shift.
    NurseInCharge,
    /// Physiotherapist, occupational or speech and language therapist.
    Therapist,
    /// Doctor, advanced clinical practitioner.
    Doctor,
    /// Hospital systems acting for themselves: an import, an interface.
    System,
}

/// How it was known who was acting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthLevel {
    /// The person's PIN was checked on this device.
    Pin,
    /// A name was typed in an emergency and nothing was checked: write-only, to be countersigned.
    Emergency,
    /// A system with its own device key.
    System,
}
