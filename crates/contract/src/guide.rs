//! What a score asks for, by the policy of a ward: the answer to [`crate::Request::ScoreGuide`]. Nothing of any patient.

use clinical::news2::Response;
use serde::{Deserialize, Serialize};

/// What each score asks of a ward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreGuide {
    /// The ward's name.
    pub ward: String,
    /// From the most urgent score to the least.
    pub rows: Vec<GuideRow>,
    /// Whom to ring in an emergency.
    pub emergency_number: String,
    /// By which policy, and what is to be known of it, a sentence each.
    pub policy: Vec<String>,
}

/// What a score asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideRow {
    /// Which.
    pub response: Response,
    /// Its name on the Royal College's chart.
    pub name: String,
    /// How often to observe, in words.
    pub often: String,
    /// Who does what.
    pub act: String,
    /// Whom it is told to, one after the other while nobody answers. Empty where the score raises no alert.
    pub steps: Vec<GuideStep>,
}

/// Somebody who is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideStep {
    /// Who, such as "Medical registrar".
    pub who: String,
    /// What they are asked.
    pub ask: String,
    /// How they are reached; empty for those on the ward.
    pub number: String,
    /// The next one is told when there was no answer for so many minutes.
    pub answer_minutes: u32,
}
