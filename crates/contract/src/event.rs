//! What the core tells the screens without being asked.

use crate::SyncView;
use clinical::{StayId, WardId};
use serde::{Deserialize, Serialize};

/// Something changed. A screen that shows it asks again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Facts were committed or arrived.
    Changed {
        /// Stays that changed.
        stays: Vec<StayId>,
        /// Wards whose boards changed.
        wards: Vec<WardId>,
    },
    /// The directory changed: staff, wards, devices.
    Directory,
    /// The line to the server, or what waits, changed.
    Sync(SyncView),
    /// Reading locked, or the session ended.
    Session,
}
