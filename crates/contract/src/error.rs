//! Why a request was not met.

use clinical::Said;
use serde::{Deserialize, Serialize};

/// An error a screen can act on. `message` says what happened, whether anything was lost, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallError {
    /// What kind; the screen branches on this, never on words.
    pub code: Code,
    /// For the person at the screen. Carries no patient data.
    pub message: String,
    /// Every field that has a problem, not the first only.
    pub fields: Vec<FieldProblem>,
    /// Which sentence the message is, for a screen in another language.
    #[serde(default, skip_serializing_if = "Said::is_nameless")]
    pub said: Said,
}

impl CallError {
    /// An error without field problems.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), fields: Vec::new(), said: Said::default() }
    }

    /// The same error, whose sentence has this name.
    #[must_use]
    pub fn said(mut self, name: &str, with: &[&str]) -> Self {
        self.said = Said::new(name, with);
        self
    }

    /// The shell could not read the request. What was wrong with it is not repeated: it may be a patient's data.
    pub fn unreadable() -> Self {
        Self::new(
            Code::Invalid,
            "The page asked for something that this version of Wardlight does not know. Nothing was saved. Reload the \
             page.",
        )
        .said("unreadable", &[])
    }

    /// The core failed inside while it answered.
    pub fn failed() -> Self {
        Self::new(
            Code::Internal,
            "Wardlight failed while doing that. What was saved before is safe. Look whether this is there before you do \
             it again.",
        )
        .said("failed", &[])
    }
}

impl std::fmt::Display for CallError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for CallError {}

/// A kind of error. A variant exists only while some screen does something for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Nobody is signed in.
    NotSignedIn,
    /// Reading is locked; unlock with the PIN.
    Locked,
    /// The PIN was wrong.
    WrongPin,
    /// Too many wrong PINs for this person on this device; others are not affected.
    PinPaused,
    /// The first sign-in of this person on this device needs the server.
    NeedsServer,
    /// This person may not do that.
    NotAllowed,
    /// There is no such patient, entry or ward on this device.
    NotFound,
    /// Something in the request cannot be right; see the fields.
    Invalid,
    /// The patient's bed changed since the form was opened; look and confirm.
    BedChanged,
    /// Somebody changed this entry meanwhile; look at it again.
    AlreadyChanged,
    /// The disk is full. The message says what was saved.
    DiskFull,
    /// The device's disk or database failed.
    Storage,
    /// The core failed. Nothing was half-saved.
    Internal,
    /// The core cannot be reached: the page has lost its shell.
    Unreachable,
}

/// A problem with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// The field's name, as `clinical::vitals` names it.
    pub field: String,
    /// A short code.
    pub code: String,
    /// In words.
    pub message: String,
    /// Which sentence that is.
    #[serde(default, skip_serializing_if = "Said::is_nameless")]
    pub said: Said,
}
