//! One family's worry, taken seriously: written down by the nurse, answered by a doctor, closed when it was looked into.

use crate::{
    answers::{Answer, close},
    calendar::{DAY, HOUR},
    chance::Chance,
    hand::Hand,
    planned::Stay,
    scene::Scene,
};
use clinical::{
    entry::EntryBody,
    escalation::{Concern, ConcernFrom},
    news2::Response,
};
use std::collections::BTreeSet;

/// The stream of draws.
const STREAM: u64 = 80_000;

/// The patient whose sister was worried, and how many minutes ago.
const WORRIED: (&str, i64) = ("B4", DAY + 2 * HOUR);

/// Writes the worry, and what was done about it.
pub(crate) fn add(scene: &Scene, stays: &mut [Stay]) {
    let mut chance = Chance::new(scene.seed, STREAM);
    let Some(stay) = stays.iter_mut().find(|stay| stay.bed == WORRIED.0 && stay.left.is_none()) else {
        return;
    };
    let at = scene.now.plus_minutes(-WORRIED.1);
    let mut hand = Hand { scene, stay, chance: &mut chance };
    let words = "Her sister: she is not herself, too quiet, and her calf hurts".to_owned();
    let concern = Concern { from: ConcernFrom::Family, words, signs: BTreeSet::new() };
    let nurse = hand.nurse(at);
    let trigger = hand.write(at, nurse, EntryBody::Concern(concern), "");
    Answer { scene, stay, triggers: &[trigger], asks: Response::Urgent }.write(at, &mut chance);
    let after = at.plus_minutes(2 * HOUR);
    close(scene, stay, &[trigger], after, "reviewed", &mut chance);
    stay.sort();
}
