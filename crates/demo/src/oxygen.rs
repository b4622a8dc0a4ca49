//! Who has oxygen prescribed, by whom, and who breathes it without.

use crate::{calendar::HOUR, chance::Chance, course::Archetype, hand::Hand, planned::Stay, scene::Scene};
use clinical::{
    entry::EntryBody,
    oxygen::{Amount, Given, OxygenOrder, Prescriber, Prescription, Span, Target},
    staff::Role,
    vitals::Fio2,
};

/// The stream of draws.
const STREAM: u64 = 65_000;

/// How long ago the nurse copied what the doctor had written for the patient who got worse.
const COPIED_AGO: i64 = 84;

/// Writes the prescriptions. The man who never says that he is short of breath has oxygen and none.
pub(crate) fn add(scene: &Scene, stays: &mut [Stay]) {
    let mut chance = Chance::new(scene.seed, STREAM);
    for stay in stays.iter_mut().filter(|stay| stay.left.is_none() && !scene.directory.is_home(stay.bed)) {
        prescribe(&mut Hand { scene, stay, chance: &mut chance });
        stay.sort();
    }
}

fn prescribe(hand: &mut Hand<'_>) {
    let (now, came) = (hand.scene.now, hand.stay.came);
    let (at, target, amount) = match hand.stay.archetype {
        Archetype::Copd | Archetype::ScaleDisputed => {
            let span = Fio2::new(24).zip(Fio2::new(28)).and_then(|(least, most)| Span::new(least, most));
            (came.plus_minutes(3 * HOUR + 6), Some(Target::HYPERCAPNIC), span.map(Amount::Percent))
        }
        Archetype::PostOperative | Archetype::SepsisRecovering | Archetype::Unidentified => {
            (came.plus_minutes(35), Target::new(94, 98), None)
        }
        Archetype::SepsisRising => (now.plus_minutes(-COPIED_AGO), Target::new(94, 98), None),
        _ => return,
    };
    let Some(target) = target else { return };
    let doctor = hand.doctor(at);
    let (author, by) = if hand.stay.archetype == Archetype::SepsisRising {
        let name = hand.scene.directory.name_of(doctor).to_owned();
        (hand.nurse(at), Prescriber::OnPaper(name))
    } else {
        (doctor, Prescriber::Signed(Role::Doctor))
    };
    let of = Prescription { target, device: None, amount, given: Given::AsNeeded, by, review_on: None };
    hand.write(at, author, EntryBody::Oxygen(OxygenOrder::Prescribed(Box::new(of))), "");
}
