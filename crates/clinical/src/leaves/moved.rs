//! Who charted what somebody has moved here: another person than the mover, and known in another way.

use super::Written;
use crate::{
    FactId, StaffId, Stamp, StayId,
    entry::{Entry, EntryBody},
    origin::{ChartedThere, SignedThere},
    staff::AuthLevel,
};
use serde::{Deserialize, Serialize};

/// Who charted something first, and how that was known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charter {
    /// Who.
    pub staff: StaffId,
    /// How that was known.
    pub auth: AuthLevel,
    /// Their name as they typed it, where only that is known; else empty.
    pub name: String,
}

/// Where something was moved from, and what was known of it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The stay and the fact that it was moved from.
    pub from: (StayId, FactId),
    /// Who had charted it.
    pub charter: Charter,
    /// When it was moved; unknown of what earlier versions moved.
    pub at: Option<Stamp>,
    /// Whose name stood under it already.
    pub signed: Option<SignedThere>,
}

/// What an entry says of where it was moved from.
pub(super) fn of(entry: &Entry) -> Option<Moved> {
    let (from, there) = match &entry.body {
        EntryBody::Observations(set) => (set.moved_from?, set.charted_there.as_ref()),
        EntryBody::Assessment(made) => (made.moved_from?, made.charted_there.as_ref()),
        _ => return None,
    };
    let staff = entry.on_behalf_of.unwrap_or(entry.author);
    Some(match there {
        Some(ChartedThere { auth, name, moved_at, signed }) => Moved {
            from,
            charter: Charter { staff, auth: *auth, name: name.clone() },
            at: Some(*moved_at),
            signed: *signed,
        },
        // Earlier versions wrote the doubt about the charting as one about the mover: who is meant cannot be told.
        None => Moved {
            from,
            charter: Charter { staff, auth: entry.auth, name: String::new() },
            at: None,
            signed: None,
        },
    })
}

impl Written {
    /// Who charted it, and how that was known: the author, but of what the author moved here whoever had charted it.
    pub fn charter(&self) -> (StaffId, AuthLevel) {
        match &self.moved {
            Some(moved) => (moved.charter.staff, moved.charter.auth),
            None => (self.author, self.auth),
        }
    }

    /// Whether it stands under a name that nobody checked: that of whoever wrote it, or of whoever had charted it.
    pub fn is_doubtful(&self) -> bool {
        self.auth == AuthLevel::Emergency || self.charter().1 == AuthLevel::Emergency
    }
}
