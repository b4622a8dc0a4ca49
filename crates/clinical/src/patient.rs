//! Who the patient is, as told or as the hospital's other systems said.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Identity in one stay, as known when it was written. A later one supersedes it; none is erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Family name; "UNKNOWN" for a person whose name nobody knows yet.
    pub family: String,
    /// Given names.
    pub given: String,
    /// Title, such as "Mrs"; empty when not given.
    pub title: String,
    /// What they like to be called; empty when not given.
    pub preferred: String,
    /// Date of birth. `None` is unknown, and then the score is not applicable (safety rule 1).
    pub born: Option<NaiveDate>,
    /// Gender in words, as the person states it.
    pub gender: Gender,
    /// NHS number, checked by its modulus 11 digit.
    pub nhs_number: Option<NhsNumber>,
    /// The hospital's own number; empty when there is none.
    pub hospital_number: String,
}

/// Stated gender, the NHS data dictionary's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Male.
    Male,
    /// Female.
    Female,
    /// Other specific.
    Other,
    /// Not known: not recorded.
    NotKnown,
    /// Not specified: unable or unwilling to say.
    NotSpecified,
}

/// An NHS number: ten digits of which the last is the modulus 11 check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NhsNumber(u64);
impl TryFrom<String> for NhsNumber {
    type Error = String;
    fn try_from(_: String) -> Result<Self, String> { Err("to be written".into()) }
}
impl From<NhsNumber> for String { fn from(n: NhsNumber) -> String { format!("{:010}", n.0) } }
