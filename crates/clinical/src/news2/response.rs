//! What a score asks of the ward, and of whom.
//!
//! The five triggers and their responses: Royal College of Physicians, NEWS2, London, 2017, charts 2 and 4, summarised
//! in our own words. How often to monitor is the policy's ([`crate::policy::Policy::interval`]).

use super::{Outcome, Risk};
use serde::{Deserialize, Serialize};

/// The response to a score, in rising order of urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// Total 0.
    Routine,
    /// Total 1 to 4 without a single 3.
    WardBased,
    /// A single sign scoring 3 with a total of 3 or 4.
    UrgentWardBased,
    /// Total 5 or 6.
    Urgent,
    /// Total 7 or more.
    Emergency,
}

impl Response {
    /// All five in rising order.
    pub const ALL: [Self; 5] =
        [Self::Routine, Self::WardBased, Self::UrgentWardBased, Self::Urgent, Self::Emergency];

    /// The response to a total (or the least a total can be) in its risk band.
    pub const fn to(total: u8, risk: Risk) -> Self {
        match (risk, total) {
            (Risk::Low, 0) => Self::Routine,
            (Risk::Low, _) => Self::WardBased,
            (Risk::LowMedium, _) => Self::UrgentWardBased,
            (Risk::Medium, _) => Self::Urgent,
            (Risk::High, _) => Self::Emergency,
        }
    }

    /// Its name on the chart.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Routine | Self::WardBased => "Ward-based response",
            Self::UrgentWardBased => "Urgent ward-based response",
            Self::Urgent => "Key threshold for urgent response",
            Self::Emergency => "Urgent or emergency response",
        }
    }

    /// Who does what, in our own words.
    pub const fn summary(self) -> &'static str {
        match self {
            Self::Routine => "Carry on with routine NEWS2 monitoring.",
            Self::WardBased => {
                "Tell the registered nurse, who assesses the patient and decides whether to observe more often or to \
                 escalate."
            }
            Self::UrgentWardBased => {
                "The registered nurse tells the medical team, who review the patient and decide whether to escalate."
            }
            Self::Urgent => {
                "The registered nurse tells the medical team at once and asks for an urgent assessment by a clinician \
                 or team competent in acute illness. Care for the patient where they can be monitored."
            }
            Self::Emergency => {
                "The registered nurse tells the medical team at once, at least at specialist registrar level. \
                 Emergency assessment by a team with critical-care and airway skills; consider a higher level of \
                 care; monitor continuously."
            }
        }
    }
}

impl Outcome {
    /// The response that the score, or the floor of an incomplete one, asks for.
    pub fn response(&self) -> Option<Response> {
        self.floor().map(|(risk, total)| Response::to(total, risk))
    }
}
