//! Where people are: wards, bays, beds.

use crate::{ids::BadId, policy::Setting};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A ward or a community team, as a short slug: 1 to 32 of `a-z`, `0-9` and `-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WardId(String);

impl WardId {
    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for WardId {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        let fits = (1..=32).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if fits { Ok(Self(text.to_owned())) } else { Err(BadId(text.chars().take(64).collect())) }
    }
}

impl TryFrom<String> for WardId {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<WardId> for String {
    fn from(id: WardId) -> Self {
        id.0
    }
}

/// A ward as the directory describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ward {
    /// Its slug.
    pub id: WardId,
    /// Its name as staff say it, such as "Bluebell Ward".
    pub name: String,
    /// Whom to ring when there is no server, such as "Nurse in charge, ext. 4312". Shown, never dialled.
    pub telephone: String,
    /// Its bays in order, each with its beds in order. A community team's rounds and addresses stand in their places.
    pub bays: Vec<Bay>,
    /// What kind of place it is, which decides the policy (safety rule 11). An acute ward where nothing is said.
    #[serde(default)]
    pub setting: Setting,
}

/// A bay (or a side room) and its beds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bay {
    /// Its name, such as "Bay A" or "Side room 1".
    pub name: String,
    /// Bed labels as written above the beds, such as "A1". Unique in the ward.
    pub beds: Vec<String>,
}

/// A place in a ward.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The ward.
    pub ward: WardId,
    /// The bay's name.
    pub bay: String,
    /// The bed's label.
    pub bed: String,
}
