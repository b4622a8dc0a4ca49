//! Who the patient is, as told or as the hospital's other systems said.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

mod nhs_number;

pub use nhs_number::{BadNhsNumber, NhsNumber};

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

impl Identity {
    /// The name as the banner shows it: `FAMILY, Given (Title)`.
    pub fn banner_name(&self) -> String {
        let mut name = self.family.to_uppercase();
        if !self.given.is_empty() {
            name.push_str(", ");
            name.push_str(&self.given);
        }
        if !self.title.is_empty() {
            name.push_str(" (");
            name.push_str(&self.title);
            name.push(')');
        }
        name
    }
}

impl Gender {
    /// The word on the banner; never abbreviated, never a code.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Male => "Male",
            Self::Female => "Female",
            Self::Other => "Other Specific",
            Self::NotKnown => "Not Known",
            Self::NotSpecified => "Not Specified",
        }
    }
}

/// Completed years of age on `on`; `None` when that day is before the birth.
pub fn age_in_years(born: NaiveDate, on: NaiveDate) -> Option<u32> {
    on.years_since(born)
}
