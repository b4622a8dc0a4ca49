//! What a newcomer may try, one story for each role, as `cargo xtask run` tells them: `stories.json`, of which every bed is
//! checked against the synthetic ward.

use clinical::staff::Role;
use serde::Deserialize;

/// The stories as they are printed.
pub const FILE: &str = include_str!("../stories.json");

/// One story.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Whose it is.
    pub role: Role,
    /// What it says, line by line.
    pub lines: Vec<String>,
    /// The beds and addresses it names.
    pub beds: Vec<Told>,
}

/// A bed or an address that a story names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// The ward, by its slug.
    pub ward: String,
    /// The bed, or the address.
    pub bed: String,
    /// What the story rests on.
    pub is: Premise,
}

/// What a story takes for granted of a patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Premise {
    /// NEWS2 applies, so that a high set asks for somebody.
    Scored,
    /// Worse than before the night, with an alert open that nobody was told of.
    NobodyTold,
    /// Not on the therapist's caseload yet, and with no lines left for the ward.
    NotOnTheCaseload,
    /// On the caseload, with a visit planned.
    VisitPlanned,
}

/// The stories.
///
/// # Errors
/// When the file does not hold stories.
pub fn stories() -> serde_json::Result<Vec<Story>> {
    serde_json::from_str(FILE)
}
