//! Handovers of a stay: those that stand, and who has read what.

use crate::{
    FactId, StaffId, UtcMillis,
    entry::EntryBody,
    handover::Handover,
    leaves::{Graph, Leaf, Written},
};
use std::collections::BTreeSet;

/// Somebody's last receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Who, and when.
    pub by: Written,
    /// The facts behind what they read.
    pub read: BTreeSet<FactId>,
}

/// The handovers that stand, newest first.
pub(super) fn handovers(graph: &Graph<'_>) -> Vec<Leaf<Handover>> {
    let mut standing: Vec<Leaf<Handover>> = graph
        .entries()
        .filter(|entry| graph.is_current(entry.id))
        .filter_map(|entry| match &entry.body {
            EntryBody::Handover(value) if !value.note.is_empty() => {
                Some(Leaf { by: Written::from(entry), value: value.clone() })
            }
            _ => None,
        })
        .collect();
    standing.sort_by_key(|leaf| std::cmp::Reverse((leaf.by.at(), leaf.by.recorded(), leaf.by.id)));
    standing
}

/// The last receipt of everybody, newest first.
pub(super) fn receipts(graph: &Graph<'_>) -> Vec<Receipt> {
    let standing = graph.entries().filter(|entry| graph.withdrawn_by(entry.id).is_none());
    let mut all: Vec<Receipt> = standing
        .filter_map(|entry| match &entry.body {
            EntryBody::HandoverRead(of) => {
                Some(Receipt { by: Written::from(entry), read: of.read.iter().collect() })
            }
            _ => None,
        })
        .collect();
    all.sort_by_key(|receipt| std::cmp::Reverse((receipt.by.recorded(), receipt.by.id)));
    let mut seen: BTreeSet<StaffId> = BTreeSet::new();
    all.retain(|receipt| seen.insert(receipt.by.author));
    all
}

impl Receipt {
    /// When it was given.
    pub fn at(&self) -> UtcMillis {
        self.by.at().unwrap_or_else(|| self.by.recorded())
    }
}
