//! Somebody's hand on a chart that is otherwise done: one more fact, within the stay.

use crate::{
    calendar::stamp,
    chance::Chance,
    planned::{PlannedFact, Stay},
    scene::Scene,
};
use clinical::{FactId, StaffId, TakenAt, UtcMillis, entry::EntryBody};

/// Writes facts into one stay.
pub(crate) struct Hand<'a> {
    pub(crate) scene: &'a Scene,
    pub(crate) stay: &'a mut Stay,
    pub(crate) chance: &'a mut Chance,
}

impl Hand<'_> {
    /// Writes a fact as of `at`, or of the nearest time within the stay, with the words why.
    pub(crate) fn write(&mut self, at: UtcMillis, author: StaffId, body: EntryBody, why: &str) -> FactId {
        let until = self.stay.left.unwrap_or(self.scene.now).min(self.scene.now);
        let at = at.max(self.stay.came).min(until);
        let id = self.chance.id(at, FactId::mint);
        self.stay.facts.push(PlannedFact {
            stay: self.stay.id,
            id,
            taken_at: TakenAt::At(stamp(at)),
            recorded_at: stamp(at),
            author,
            supersedes: Vec::new(),
            reason: why.to_owned(),
            body,
        });
        id
    }

    /// The nurse of the bed then.
    pub(crate) fn nurse(&self, at: UtcMillis) -> StaffId {
        self.scene.rota.nurse(self.stay.bed, at)
    }

    /// The doctor who was about then.
    pub(crate) fn doctor(&self, at: UtcMillis) -> StaffId {
        self.scene.rota.doctor(0, at)
    }
}
