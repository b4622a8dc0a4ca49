//! What one shift tells the next about a patient, in three lines, and who has read it.

use crate::{escalation::Named, staff::Role};
use serde::{Deserialize, Serialize};

/// Longest line, in characters.
pub const LONGEST_LINE: usize = 240;

/// Three lines: how it is, what to look out for, what is to be done. A line may be empty, not all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct HandoverNote {
    /// How it is.
    pub situation: String,
    /// What to look out for.
    pub watch: String,
    /// What is to be done.
    pub to_do: String,
}

impl HandoverNote {
    /// The lines in order.
    pub const fn lines(&self) -> [&String; 3] {
        [&self.situation, &self.watch, &self.to_do]
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.lines().iter().all(|line| line.trim().is_empty())
    }

    /// Whether every line is one line, and short enough to be read at a bedside.
    pub fn fits(&self) -> bool {
        let fits =
            |line: &&String| line.chars().count() <= LONGEST_LINE && !line.chars().any(char::is_control);
        self.lines().iter().all(fits)
    }
}

/// A handover, with the role of whoever wrote it: a therapist's stands beside a nurse's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// The lines.
    pub note: HandoverNote,
    /// The role in which it was written.
    pub role: Role,
}

/// Somebody has read the handover of a patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverRead {
    /// The facts behind what they read. What is not among them came later.
    pub read: Named,
}
