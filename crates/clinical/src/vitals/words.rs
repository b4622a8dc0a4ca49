//! Signs and reasons in words, and their codes in files.

use super::{Consciousness, Sign, UnableReason};

impl Sign {
    /// The chart's name for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Respiration => "Respirations",
            Self::Spo2 => "SpO₂",
            Self::Oxygen => "Air or oxygen",
            Self::BloodPressure => "Blood pressure",
            Self::Pulse => "Pulse",
            Self::Consciousness => "Consciousness",
            Self::Temperature => "Temperature",
        }
    }

    /// Its unit; empty when it has none.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Respiration | Self::Pulse => "/min",
            Self::Spo2 => "%",
            Self::BloodPressure => "mmHg",
            Self::Temperature => "°C",
            Self::Oxygen | Self::Consciousness => "",
        }
    }
}

impl Consciousness {
    /// All five, as the chart lists them.
    pub const ALL: [Self; 5] = [Self::Alert, Self::Confusion, Self::Voice, Self::Pain, Self::Unresponsive];

    /// `A`, `C`, `V`, `P` or `U`.
    pub const fn letter(self) -> char {
        match self {
            Self::Alert => 'A',
            Self::Confusion => 'C',
            Self::Voice => 'V',
            Self::Pain => 'P',
            Self::Unresponsive => 'U',
        }
    }

    /// In words. C is new confusion only: chronic, unchanged confusion is charted as alert.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Alert => "Alert",
            Self::Confusion => "New confusion",
            Self::Voice => "Responds to voice",
            Self::Pain => "Responds to pain",
            Self::Unresponsive => "Unresponsive",
        }
    }

    /// The level with this letter.
    pub fn from_letter(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.letter() == letter)
    }
}

impl UnableReason {
    /// Its code in files.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Asleep => "asleep",
            Self::Declined => "declined",
            Self::OffWard => "off_ward",
            Self::UnableToObtain => "unable_to_obtain",
            Self::TooUnwell => "too_unwell",
            Self::Equipment => "equipment",
            Self::EndOfLife => "end_of_life",
            Self::ClinicianRequest => "clinician_request",
            Self::Emergency => "emergency",
            Self::Other(_) => "other",
        }
    }

    /// In words, where the policy in force has no label for it: a reason charted under another policy.
    pub const fn default_label(&self) -> &'static str {
        match self {
            Self::Asleep => "Asleep",
            Self::Declined => "Declined",
            Self::OffWard => "Off the ward",
            Self::UnableToObtain => "Unable to obtain",
            Self::TooUnwell => "Too unwell to measure",
            Self::Equipment => "Equipment missing or faulty",
            Self::EndOfLife => "End-of-life plan",
            Self::ClinicianRequest => "Clinician asked not to",
            Self::Emergency => "Emergency in progress",
            Self::Other(_) => "Other",
        }
    }
}
