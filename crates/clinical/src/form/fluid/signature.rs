//! What somebody signed of a fluid balance.

use super::{FluidTotals, FluidWindow};
use crate::{FactId, staff::Role};
use serde::Serialize;
use std::collections::BTreeSet;

/// Entries that one signature may cover.
pub const MOST_COVERED: usize = 512;

/// The entries that a signature covers: at most [`MOST_COVERED`]. A shift in which nothing was charted has none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Covered(BTreeSet<FactId>);

impl Covered {
    /// These entries, each once; `None` when there are too many.
    pub fn new(facts: impl IntoIterator<Item = FactId>) -> Option<Self> {
        let facts: BTreeSet<FactId> = facts.into_iter().collect();
        (facts.len() <= MOST_COVERED).then_some(Self(facts))
    }

    /// The entries, by identifier.
    pub const fn facts(&self) -> &BTreeSet<FactId> {
        &self.0
    }
}

/// Somebody signs the balance of a shift or a day: these entries, which came to this. An entry of the window that is not
/// among them reopens it, whenever it was written (safety rule 17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FluidSignature {
    /// Of which stretch of time.
    pub window: FluidWindow,
    /// What was there.
    pub covers: Covered,
    /// What that came to, as it was shown.
    pub totals: FluidTotals,
    /// The role in which it was signed.
    pub role: Role,
}
