//! What people decide about observing: how often, not at all for now, and that the patient is away.

use crate::{
    UtcMillis,
    news2::Response,
    staff::{Action, AuthLevel, Role, may},
};
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// How often to observe, decided by a person. Observing more often is anybody's decision; observing less often than the
/// score asks for is a registered nurse's or a doctor's (safety rule 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonitoringDecision {
    /// Minutes from one set to the next.
    pub every_minutes: NonZeroU32,
    /// It holds until then; afterwards the score's own interval holds again.
    pub until: UtcMillis,
    /// What the patient's condition asked for when this was decided. A condition that asks for more, whenever it became
    /// known, is not what was decided about.
    pub at_response: Response,
    /// The role in which the author decided.
    pub role: Role,
}

impl MonitoringDecision {
    /// Whether the author may observe less often than the score asks for.
    pub const fn may_relax(&self, auth: AuthLevel) -> bool {
        may(self.role, auth, Action::RelaxMonitoring)
    }
}

/// Observations are stopped or run again. A stop prevents no recording and silences no alert (safety rules 3 and 7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObservationsStop {
    /// No set is due from now on.
    Stopped {
        /// The policy's code of the reason; the words are the entry's reason.
        reason: String,
        /// The role in which the author decided.
        role: Role,
    },
    /// Sets are due again.
    Restarted,
}

impl ObservationsStop {
    /// Whether it stops anything: a stop by somebody who may not decide it is kept, shown, and stops nothing.
    pub const fn stops(&self, auth: AuthLevel) -> bool {
        match self {
            Self::Stopped { role, .. } => may(*role, auth, Action::StopObservations),
            Self::Restarted => false,
        }
    }
}

/// Off the ward for a scan, in theatre, at home for a day; or back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OffWard {
    /// Away.
    Away {
        /// Where, in words, such as "X-ray".
        place: String,
        /// When the patient is expected back, where that is known.
        back_by: Option<UtcMillis>,
    },
    /// Back on the ward.
    Back,
}
