//! What the screens at a bedside take from a policy: which values are asked about again, when a draft is old, what reasons
//! and devices are called. It travels with what is shown, so that no screen has a policy of its own.

use super::{Interval, OxygenDevice, ReasonLabel, Usual};
use crate::{news2::Response, vitals::UnableReason};
use serde::{Deserialize, Serialize};

/// The bedside's part of a policy that was checked as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bedside {
    /// How often to observe at each response, in rising order of urgency.
    pub intervals: [Interval; 5],
    /// How often to observe a patient whom NEWS2 does not score.
    pub not_scored: Interval,
    /// A set entered more than so many minutes after it was taken is late, and is asked for a reason.
    pub late_after_minutes: u32,
    /// After so many minutes a draft's values are offered as a partial set, never mixed with new ones.
    pub draft_minutes: u32,
    /// The number for a cardiac arrest.
    pub emergency_number: String,
    /// Ways of giving oxygen, in the order of the list.
    pub oxygen_devices: Vec<OxygenDevice>,
    /// Reasons for a missing sign, in the order of the list.
    pub unable_reasons: Vec<ReasonLabel>,
    /// Values outside which a nurse is asked again.
    pub usual: Usual,
}

impl Bedside {
    /// How often to observe at this response.
    pub const fn interval(&self, response: Response) -> Interval {
        self.intervals[response as usize]
    }

    /// The device with this code.
    pub fn oxygen_device(&self, code: &str) -> Option<&OxygenDevice> {
        self.oxygen_devices.iter().find(|device| device.code == code)
    }

    /// A reason in words.
    pub fn reason_label<'a>(&'a self, reason: &'a UnableReason) -> &'a str {
        label_of(&self.unable_reasons, reason)
    }
}

/// A reason in the words of a list.
pub fn label_of<'a>(reasons: &'a [ReasonLabel], reason: &'a UnableReason) -> &'a str {
    match reason {
        UnableReason::Other(words) => words,
        known => match reasons.iter().find(|label| label.reason == *known) {
            Some(found) => &found.label,
            None => known.default_label(),
        },
    }
}
