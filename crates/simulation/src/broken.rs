//! What must hold, by name, and how a run says that it did not.

use std::fmt;

/// What the simulator watches. The numbers are those of the list in `docs/fault-evidence.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Invariant {
    /// What was said to be saved is durable on that device.
    Sim1,
    /// What is said to be on the server is there, byte for byte.
    Sim2,
    /// Nothing leaves the outbox, or the fleet, before the server has it.
    Sim3,
    /// All replicas come to rest, and at rest they are the same.
    Sim4,
    /// Each entry has its effect once.
    Sim5,
    /// A correction keeps what it corrects.
    Sim6,
    /// The author of an entry is whoever had unlocked the device.
    Sim7,
    /// Nobody reads after a lock, without the right, or after a revocation.
    Sim8,
    /// What was refused is before people's eyes.
    Sim9,
    /// Every view of a patient is in the audit.
    Sim10,
    /// What is sent and kept is bounded by what there is.
    Sim11,
    /// A displayed score is the reference's of the displayed inputs.
    Sim12,
    /// No two databases live one life at rest.
    Dev6,
    /// Nothing panics.
    NoPanic,
    /// A seed tells the same story each time.
    Deterministic,
}

impl fmt::Display for Invariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sim1 => "SIM-1 saved means durable on the device",
            Self::Sim2 => "SIM-2 on the server means there, byte for byte",
            Self::Sim3 => "SIM-3 nothing is given up before the server has it",
            Self::Sim4 => "SIM-4 all come to rest, and agree",
            Self::Sim5 => "SIM-5 each effect once",
            Self::Sim6 => "SIM-6 a correction keeps the original",
            Self::Sim7 => "SIM-7 the author is whoever had unlocked",
            Self::Sim8 => "SIM-8 no reading without the right",
            Self::Sim9 => "SIM-9 what is refused is seen",
            Self::Sim10 => "SIM-10 every view is audited",
            Self::Sim11 => "SIM-11 bounded by what there is",
            Self::Sim12 => "SIM-12 the score shown is the reference's",
            Self::Dev6 => "DEV-6 no two databases live one life",
            Self::NoPanic => "nothing panics",
            Self::Deterministic => "a seed tells one story",
        })
    }
}

/// A broken promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) invariant: Invariant,
    /// At which step of the run; the steps of the rest at the end follow those of the faults.
    pub(crate) step: usize,
    pub(crate) what: String,
}

/// Whether a promise was kept.
pub(crate) type Kept = Result<(), (Invariant, String)>;

/// Asks for a promise.
pub(crate) fn holds(kept: bool, invariant: Invariant, what: impl FnOnce() -> String) -> Kept {
    if kept { Ok(()) } else { Err((invariant, what())) }
}
