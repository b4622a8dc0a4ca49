//! What stands over a stay beside its scores: how far treatment goes, that observations stop, who is away, what to be careful of,
//! and who is to be observed more often.

use crate::{
    calendar::{self, HOUR},
    chance::Chance,
    course::Archetype,
    hand::Hand,
    planned::Stay,
    rhythm::OBSERVED_UNTIL,
    scene::Scene,
};
use chrono::Days;
use clinical::{
    UtcMillis,
    care::{
        Assistance, Ceiling, CeilingLevel, Leg, Limb, Precaution, Resuscitation, Swallowing, WeightBearing,
    },
    entry::EntryBody,
    monitoring::{MonitoringDecision, ObservationsStop, OffWard},
    news2::Response,
    staff::Role,
};
use std::num::NonZeroU32;

/// The stream of draws.
const STREAM: u64 = 50_000;

/// How long ago the patient was taken to dialysis, in minutes: no set has been obtained since.
const TAKEN_AWAY: i64 = 4 * HOUR - 4;

/// In how many minutes that patient is expected back.
const BACK_IN: i64 = 40;

/// The bed of the patient whom the nurse observes more often than the score asks for, every so many minutes.
const OFTENER: (&str, u32) = ("A6", 15);

/// How long ago that was decided.
const OFTENER_AGO: i64 = 38;

/// Days from now until a decision is looked at again.
const REVIEWED_IN: u64 = 3;

/// Who says to be careful.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Nurse,
    Therapist,
}

/// A ward's own flag, or one of the kinds that every ward has.
enum Careful {
    Of(Precaution),
    Limb(Limb, &'static str),
    Flag(&'static str, &'static str),
}

use Careful::{Flag, Of};

/// On one leg.
const fn on(leg: Leg, bearing: WeightBearing) -> Precaution {
    Precaution::LegBearing { leg, bearing }
}

/// Bed, what, by whom.
const CAREFUL: &[(&str, Careful, By)] = &[
    ("A1", Of(on(Leg::Right, WeightBearing::AsTolerated)), By::Nurse),
    ("A1", Of(Precaution::Assistance(Assistance::One)), By::Nurse),
    ("A3", Of(Precaution::Falls(true)), By::Nurse),
    ("A3", Of(Precaution::Assistance(Assistance::Supervision)), By::Nurse),
    ("B2", Of(Precaution::Falls(true)), By::Nurse),
    ("B2", Of(Precaution::Swallowing(Swallowing::Modified)), By::Nurse),
    ("B2", Of(Precaution::Assistance(Assistance::Two)), By::Therapist),
    ("B4", Careful::Limb(Limb::LeftArm, "lymph nodes removed: no cuff, no needle"), By::Nurse),
    ("B5", Of(Precaution::Swallowing(Swallowing::NilByMouth)), By::Nurse),
    ("C3", Of(on(Leg::Left, WeightBearing::Partial)), By::Therapist),
    ("C3", Of(Precaution::Assistance(Assistance::One)), By::Therapist),
    ("C5", Of(Precaution::Falls(true)), By::Nurse),
    ("C5", Flag("dementia", "Dementia"), By::Nurse),
    ("C6", Careful::Limb(Limb::LeftArm, "fistula: no blood pressure, no needle"), By::Nurse),
    ("D1", Of(on(Leg::Right, WeightBearing::ToeTouch)), By::Therapist),
    ("D5", Of(Precaution::Falls(true)), By::Nurse),
    ("S1", Of(Precaution::Assistance(Assistance::BedRest)), By::Nurse),
    ("S3", Flag("isolation", "Isolation"), By::Nurse),
    ("F1", Of(Precaution::Falls(true)), By::Nurse),
];

/// Writes all of it.
pub(crate) fn add(scene: &Scene, stays: &mut [Stay]) {
    let mut chance = Chance::new(scene.seed, STREAM);
    for stay in stays {
        let mut hand = Hand { scene, stay, chance: &mut chance };
        if hand.stay.archetype == Archetype::EndOfLife {
            dying(&mut hand);
        }
        if hand.stay.left.is_none() {
            present(&mut hand);
        }
        stay.sort();
    }
}

/// Decided by a doctor with the family: no attempt at resuscitation, comfort first, and in the end no observations.
fn dying(hand: &mut Hand<'_>) {
    let end = hand.stay.left.unwrap_or(hand.scene.now);
    let stopped = end.plus_minutes(-OBSERVED_UNTIL);
    let decided = hand.stay.came.plus_minutes(26 * HOUR).min(stopped.plus_minutes(-2 * HOUR));
    let doctor = hand.doctor(decided);
    let decided_by = hand.scene.directory.name_of(doctor).to_owned();
    let today = calendar::local(end).date();
    let review_on = today.checked_add_days(Days::new(REVIEWED_IN));
    let not = Resuscitation { attempt: false, decided_by: decided_by.clone(), review_on };
    let why = "Dying; spoken about with the family. The signed form is in the notes";
    hand.write(decided, doctor, EntryBody::Resuscitation(not), why);
    let words = "No drips, no bloods; mouth care, medicines for comfort, family at any hour".to_owned();
    let ceiling = Ceiling { level: CeilingLevel::Comfort, words, decided_by, review_on };
    hand.write(decided.plus_minutes(3), doctor, EntryBody::Ceiling(ceiling), "");
    let by = hand.doctor(stopped);
    let stop = ObservationsStop::Stopped { reason: "end_of_life".to_owned(), role: Role::Doctor };
    hand.write(
        stopped,
        by,
        EntryBody::ObservationsStop(stop),
        "Comfort rounds in their place, agreed with the family",
    );
}

fn present(hand: &mut Hand<'_>) {
    let now = hand.scene.now;
    let therapist = hand.scene.directory.with_role(Role::Therapist).get(1).copied();
    let bed = hand.stay.bed;
    for (_, careful, by) in CAREFUL.iter().filter(|(of, ..)| *of == bed) {
        let minutes = hand.chance.between(50, 600).into();
        let at = hand.stay.came.plus_minutes(minutes).min(now.plus_minutes(-HOUR));
        let author = match by {
            By::Therapist => therapist.unwrap_or(hand.nurse(at)),
            By::Nurse => hand.nurse(at),
        };
        if let Some(precaution) = careful.precaution() {
            hand.write(at, author, EntryBody::Precaution(precaution), "");
        }
    }
    if hand.stay.archetype == Archetype::OffWard {
        let at = now.plus_minutes(-TAKEN_AWAY);
        let place = "Dialysis unit".to_owned();
        let away = OffWard::Away { place, back_by: Some(now.plus_minutes(BACK_IN)) };
        let author = hand.scene.rota.assistant(hand.stay.bed, at);
        hand.write(at, author, EntryBody::OffWard(away), "");
    }
    if hand.stay.bed == OFTENER.0 {
        oftener(hand, now.plus_minutes(-OFTENER_AGO));
    }
}

fn oftener(hand: &mut Hand<'_>, at: UtcMillis) {
    let Some(every_minutes) = NonZeroU32::new(OFTENER.1) else { return };
    let until = at.plus_minutes(6 * HOUR);
    let role = Role::Nurse;
    let decision = MonitoringDecision { every_minutes, until, at_response: Response::Emergency, role };
    let nurse = hand.nurse(at);
    hand.write(at, nurse, EntryBody::Monitoring(decision), "Until the antibiotics have worked");
}

impl Careful {
    fn precaution(&self) -> Option<Precaution> {
        match self {
            Self::Of(precaution) => Some(precaution.clone()),
            Self::Limb(limb, words) => {
                Some(Precaution::Limb { limb: *limb, words: (*words).to_owned(), spare: true })
            }
            Self::Flag(code, label) => {
                Some(Precaution::Ward { code: code.parse().ok()?, label: (*label).to_owned(), holds: true })
            }
        }
    }
}
