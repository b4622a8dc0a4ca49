//! One thing that went in or came out, as it was charted: once, or differently by several people.

use super::{Amount, Direction, FluidEntry, FluidWindow, Volume};
use crate::FactId;

/// One thing that went in or came out, in every version that counts: one, unless people disagree. However many they are,
/// it happened once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FluidItem {
    versions: Vec<(FactId, Option<FluidEntry>)>,
}

impl FluidItem {
    /// An item in these versions. One whose time or direction nobody knows has no entry, and lies in no window.
    pub const fn new(versions: Vec<(FactId, Option<FluidEntry>)>) -> Self {
        Self { versions }
    }

    /// The facts of its versions.
    pub fn facts(&self) -> impl Iterator<Item = FactId> + '_ {
        self.versions.iter().map(|(id, _)| *id)
    }

    /// What its versions say.
    pub fn entries(&self) -> impl Iterator<Item = (FactId, &FluidEntry)> {
        self.versions.iter().filter_map(|(id, entry)| Some((*id, entry.as_ref()?)))
    }

    /// Whether some version of it lies in the window.
    pub fn touches(&self, window: FluidWindow) -> bool {
        self.entries().any(|(_, entry)| window.contains(entry.at.utc))
    }

    /// Whether something in the window was estimated.
    pub(super) fn is_estimated(&self, window: FluidWindow) -> bool {
        self.entries()
            .any(|(_, entry)| window.contains(entry.at.utc) && matches!(entry.volume, Volume::Estimated(_)))
    }

    /// What it adds to a window's sum: where versions differ it was the least of them or more, and where one of them says
    /// that it was not here at all, nobody knows how much.
    pub(super) fn share(&self, window: FluidWindow, direction: Direction) -> Amount {
        let here = |entry: &&FluidEntry| window.contains(entry.at.utc) && entry.direction == direction;
        let volumes: Vec<Volume> =
            self.entries().map(|(_, entry)| entry).filter(here).map(|entry| entry.volume).collect();
        let Some(first) = volumes.first() else { return Amount::NotRecorded };
        let least = volumes.iter().map(|volume| volume.at_least()).min().unwrap_or_default();
        if volumes.len() < self.versions.len() {
            Amount::AtLeast(0)
        } else if volumes.iter().all(|volume| volume.amount() == first.amount()) {
            first.amount()
        } else {
            Amount::AtLeast(u64::from(least))
        }
    }
}
