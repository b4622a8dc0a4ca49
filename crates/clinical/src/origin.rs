//! How something was charted before somebody moved it to the patient it belongs to (safety rule 13).
//!
//! The entry that stands with the right patient is the mover's: hers are its author and the way she was known. Who had
//! charted it, how that was known, and whose name already stood under it belong to another act and another person, so they
//! are kept apart.

use crate::{FactId, StaffId, Stamp, UtcMillis, staff::AuthLevel};
use serde::{Deserialize, Serialize};

/// How it was charted where it was moved away from. Who charted it is the person for whom the entry was written, or its
/// author, who then moved their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartedThere {
    /// How it was known who charted it.
    pub auth: AuthLevel,
    /// Their name as they typed it, where nobody's identity was checked and the directory had no such person; else empty.
    pub name: String,
    /// When it was moved. The entry's own times are those of the charting.
    pub moved_at: Stamp,
    /// The registered person whose name stood under it there, where one did.
    pub signed: Option<SignedThere>,
}

/// A name that was put under it before it was moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedThere {
    /// The countersignature, a fact of the other stay.
    pub fact: FactId,
    /// Whose.
    pub by: StaffId,
    /// When.
    pub at: UtcMillis,
}
