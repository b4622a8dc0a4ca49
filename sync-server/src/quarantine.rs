//! Why an entry is in quarantine: the reasons, their names on disk and their codes on the wire.

use record::Refusal;
use replication::wire::Refused;
use std::{fmt, str::FromStr};

/// Why an entry did not enter the log it was brought to. The bytes are kept whatever the reason (SRV 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It did not pass the vetting.
    Vetting(Refusal),
    /// Another entry with the same identifier and other bytes is in the log: an integrity alarm (SRV 2).
    Twin,
    /// The scope holds all that it may (SRV 5).
    QuotaFull,
    /// It is a raw change of a document, and none is taken: a note's edits are facts (SRV 9).
    Note,
}

/// Each reason and its name on disk. A name, once given, is never given to another.
const NAMES: [(Reason, &str); 12] = [
    (Reason::Vetting(Refusal::TooBig), "too_big"),
    (Reason::Vetting(Refusal::BadShape), "bad_shape"),
    (Reason::Vetting(Refusal::BadSignature), "bad_signature"),
    (Reason::Vetting(Refusal::WrongScope), "wrong_scope"),
    (Reason::Vetting(Refusal::WrongKind), "wrong_kind"),
    (Reason::Vetting(Refusal::UnknownDevice), "unknown_device"),
    (Reason::Vetting(Refusal::Revoked), "revoked"),
    (Reason::Vetting(Refusal::UnknownAuthor), "unknown_author"),
    (Reason::Vetting(Refusal::AuthorNotAllowed), "author_not_allowed"),
    (Reason::Twin, "twin"),
    (Reason::QuotaFull, "quota_full"),
    (Reason::Note, "note"),
];

impl Reason {
    /// The reasons that a grown directory can remove: they are looked at again when it grows.
    pub const UNTIL_KNOWN: [Self; 2] =
        [Self::Vetting(Refusal::UnknownDevice), Self::Vetting(Refusal::UnknownAuthor)];

    /// All reasons.
    pub fn all() -> [Self; 12] {
        NAMES.map(|(reason, _)| reason)
    }

    /// The name on disk and in the log lines.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(reason, _)| *reason == self).map_or("unnamed", |(_, name)| name)
    }

    /// The code on the wire.
    pub const fn code(self) -> Refused {
        match self {
            Self::Vetting(refusal) => match refusal {
                Refusal::TooBig => Refused::TooBig,
                Refusal::BadShape => Refused::BadShape,
                Refusal::BadSignature => Refused::BadSignature,
                Refusal::WrongScope => Refused::WrongScope,
                Refusal::WrongKind => Refused::WrongKind,
                Refusal::UnknownDevice => Refused::UnknownDevice,
                Refusal::Revoked => Refused::Revoked,
                Refusal::UnknownAuthor => Refused::UnknownAuthor,
                Refusal::AuthorNotAllowed => Refused::AuthorNotAllowed,
            },
            Self::Twin => Refused::Twin,
            Self::QuotaFull => Refused::QuotaFull,
            Self::Note => Refused::WrongKind,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name on disk that no reason has: the row is from a newer server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownReason;

impl FromStr for Reason {
    type Err = UnknownReason;

    fn from_str(name: &str) -> Result<Self, UnknownReason> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(reason, _)| *reason).ok_or(UnknownReason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_named_once_and_read_back() {
        for (reason, name) in NAMES {
            assert_eq!(reason.name(), name);
            assert_eq!(name.parse(), Ok(reason), "{name}");
        }
    }
}
