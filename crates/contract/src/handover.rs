//! The handover of a ward: what the next shift has to know of each patient, and who has read it.

use crate::BoardRow;
use clinical::{FactId, StayId, UtcMillis, WardId, handover::HandoverNote};
use serde::{Deserialize, Serialize};

/// The handover of a ward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverView {
    /// The ward.
    pub ward: WardId,
    /// Its name.
    pub title: String,
    /// Its patients by bay and bed.
    pub patients: Vec<HandoverPatient>,
    /// The core's clock.
    pub now: UtcMillis,
    /// Minutes east of UTC.
    pub offset_minutes: i16,
}

/// One patient in the handover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverPatient {
    /// Who, where, how they stand, flags, open episode, who looks after them.
    pub row: BoardRow,
    /// What is to be done, in words with the time it is due; overdue first.
    pub tasks: Vec<(String, UtcMillis)>,
    /// The handovers that stand, newest first: the nurses', the therapists'.
    pub lines: Vec<HandoverLines>,
    /// The last remarks, newest first, each with who and when in words.
    pub remarks: Vec<String>,
    /// Who has read it, newest first.
    pub read_by: Vec<ReadView>,
    /// What the page shows, for [`ReadHandover::read`].
    pub seen: Vec<FactId>,
}

/// One handover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverLines {
    /// The lines.
    pub note: HandoverNote,
    /// Who wrote it and when, in words.
    pub by: String,
}

/// "I have read this."
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadView {
    /// Who.
    pub name: String,
    /// When.
    pub at: UtcMillis,
    /// What has come or changed since, in words; empty when what they read still stands.
    pub changed: Vec<String>,
    /// The signed-in person.
    pub mine: bool,
}

/// Writes the handover of one patient. Replaces the one of the same profession.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteHandover {
    /// Which stay.
    pub stay: StayId,
    /// The lines.
    pub note: HandoverNote,
}

/// Says that one has read the handover of patients, as it was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadHandover {
    /// Each patient with [`HandoverPatient::seen`].
    pub read: Vec<(StayId, Vec<FactId>)>,
}
