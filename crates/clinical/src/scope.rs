//! Scopes: one scope is one Automerge document and one server log.

use crate::{DeviceId, NoteId, StayId, WardId, ids::BadId};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What a fact belongs to. The text form is the wire form: `stay/<uuid>`, `ward/<id>/<n>`, `note/<uuid>`,
/// `audit/<device>`, `dir`, `aside/<ward>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum ScopeId {
    /// Everything charted in one stay.
    Stay(StayId),
    /// The index of a ward or a community team: who is placed here. Rolled to the next number at 3,000 facts.
    Ward(WardId, u32),
    /// A text that two people may write at once.
    Note(NoteId),
    /// Views and acts on one device.
    Audit(DeviceId),
    /// Staff, devices and wards; authored by the server.
    Dir,
    /// What the server refused of the stays of this ward, for whoever reads them. Devices write nothing here.
    Aside(WardId),
}

impl fmt::Display for ScopeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stay(id) => write!(f, "stay/{id}"),
            Self::Ward(id, n) => write!(f, "ward/{id}/{n}"),
            Self::Note(id) => write!(f, "note/{id}"),
            Self::Audit(id) => write!(f, "audit/{id}"),
            Self::Dir => f.write_str("dir"),
            Self::Aside(id) => write!(f, "aside/{id}"),
        }
    }
}

impl FromStr for ScopeId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId(text.chars().take(64).collect());
        if text == "dir" {
            return Ok(Self::Dir);
        }
        let (kind, rest) = text.split_once('/').ok_or_else(bad)?;
        let scope = match kind {
            "stay" => Self::Stay(rest.parse()?),
            "note" => Self::Note(rest.parse()?),
            "audit" => Self::Audit(rest.parse()?),
            "aside" => Self::Aside(rest.parse()?),
            "ward" => {
                let (id, n) = rest.split_once('/').ok_or_else(bad)?;
                Self::Ward(id.parse()?, n.parse().map_err(|_| bad())?)
            }
            _ => return Err(bad()),
        };
        // One scope has one text: `STAY/..`, `ward/a/01` and upper-case hex are other texts, hence refused.
        if scope.to_string() == text { Ok(scope) } else { Err(bad()) }
    }
}

impl TryFrom<String> for ScopeId {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<ScopeId> for String {
    fn from(scope: ScopeId) -> Self {
        scope.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// These texts are on disks, in signatures and on the wire.
    #[test]
    fn every_kind_of_scope_has_one_text() {
        let id = "00000000-0000-4000-8000-000000000001";
        let texts = [
            format!("stay/{id}"),
            "ward/bluebell/3".into(),
            format!("note/{id}"),
            format!("audit/{id}"),
            "dir".into(),
            "aside/bluebell".into(),
        ];
        for text in texts {
            let scope: ScopeId = text.parse().unwrap();
            assert_eq!(scope.to_string(), text);
        }
        for other in
            ["aside", "aside/", "Aside/bluebell", "aside/bluebell/0", "ward/bluebell/03", "dir/", "xyz"]
        {
            assert!(other.parse::<ScopeId>().is_err(), "{other}");
        }
    }
}
