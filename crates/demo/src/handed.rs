//! What the shift before told this one, bay by bay, in three lines a patient; and who has read it.

use crate::{calendar, chance::Chance, course::Archetype, hand::Hand, planned::Stay, scene::Scene};
use clinical::{
    FactId, UtcMillis,
    entry::EntryBody,
    escalation::{MOST_NAMED, Named},
    handover::{Handover, HandoverNote, HandoverRead},
    staff::Role,
};

/// The stream of draws.
const STREAM: u64 = 60_000;

/// The bays whose nurse has read what she was told, by the letter of their beds.
const READ: [char; 2] = ['A', 'C'];

/// Writes the handover of the shift before for everybody who was there, and the receipts.
pub(crate) fn add(scene: &Scene, stays: &mut [Stay]) {
    let mut chance = Chance::new(scene.seed, STREAM);
    let began = calendar::shift_began(scene.now);
    for stay in stays.iter_mut().filter(|stay| stay.left.is_none() && !scene.directory.is_home(stay.bed)) {
        let at = began.plus_minutes(-i64::from(chance.between(8, 35)));
        // Whoever came later is handed over by the next shift.
        if at < stay.came.plus_minutes(calendar::HOUR) {
            continue;
        }
        let mut hand = Hand { scene, stay, chance: &mut chance };
        let [situation, watch, to_do] = lines(hand.stay.archetype).map(str::to_owned);
        let note = HandoverNote { situation, watch, to_do };
        let author = hand.nurse(at);
        let told = hand.write(at, author, EntryBody::Handover(Handover { note, role: Role::Nurse }), "");
        let read_at = began.plus_minutes(hand.chance.between(4, 19).into());
        if hand.stay.bed.starts_with(READ) && read_at < scene.now {
            read(&mut hand, told, read_at);
        }
        stay.sort();
    }
}

/// The nurse who came on has read it, with whatever stood in the chart by then.
fn read(hand: &mut Hand<'_>, told: FactId, at: UtcMillis) {
    let by_then = || hand.stay.facts.iter().filter(|fact| fact.recorded_at.utc <= at);
    let replaced: Vec<FactId> = by_then().flat_map(|fact| fact.supersedes.iter().copied()).collect();
    let stands = |id: &FactId| !replaced.contains(id);
    let lasting = by_then().filter(|fact| {
        matches!(
            fact.body,
            EntryBody::Admission(_)
                | EntryBody::Placement(_)
                | EntryBody::Arrival(_)
                | EntryBody::Allergies(_)
                | EntryBody::SpO2Scale(_)
                | EntryBody::Resuscitation(_)
                | EntryBody::Ceiling(_)
                | EntryBody::Oxygen(_)
                | EntryBody::ObservationsStop(_)
                | EntryBody::OffWard(_)
                | EntryBody::Precaution(_)
        )
    });
    let sets = by_then().filter(|fact| matches!(fact.body, EntryBody::Observations(_)));
    let newest = sets.map(|fact| fact.id).rfind(stands);
    let seen = lasting.map(|fact| fact.id).filter(stands).chain(newest).chain([told]);
    let Some(read) = Named::new(seen.take(MOST_NAMED)) else { return };
    let nurse = hand.nurse(at);
    hand.write(at, nurse, EntryBody::HandoverRead(HandoverRead { read }), "");
}

/// How it is, what to look out for, what is to be done.
const fn lines(archetype: Archetype) -> [&'static str; 3] {
    match archetype {
        Archetype::PostOperative => [
            "After the operation: up to the chair, eating a little",
            "Wound and pain on moving",
            "Bloods back by noon; mobilise with the therapist",
        ],
        Archetype::Copd => [
            "COPD, known CO2 retainer: as usual for these lungs",
            "Target 88 to 92: no more oxygen than that",
            "Nebulisers as charted; inhaler technique",
        ],
        Archetype::ScaleDisputed => {
            ["COPD. Two views on the oxygen target", "Drowsiness", "Doctors to agree the scale"]
        }
        Archetype::SepsisRising => [
            "Urinary infection; ate and slept little",
            "Temperature, and passing less urine",
            "Urine culture result",
        ],
        Archetype::SepsisRecovering => [
            "Sepsis, better by the day; antibiotics by mouth",
            "A temperature that comes back",
            "Plan for going home",
        ],
        Archetype::SilentHypoxia => {
            ["Chest infection. Says he is fine, slept most of the shift", "", "Out to the chair for meals"]
        }
        Archetype::Bleeding => [
            "Black stool yesterday, steady since",
            "Pulse and pressure, any more black stool",
            "Endoscopy list; keep fasting",
        ],
        Archetype::Delirium => [
            "Clear by day, muddled in the evening and at night",
            "Climbing out of bed",
            "Glasses and hearing aid in; daughter rings at ten",
        ],
        Archetype::EndOfLife => [
            "Dying, comfortable. Family at the bedside",
            "Breathing that distresses, dry mouth",
            "Mouth care, turn for comfort, offer the family tea",
        ],
        Archetype::Frail => [
            "As usual. Waiting to go home",
            "Skin over heels and sacrum",
            "Home visit date from the therapists",
        ],
        Archetype::Refusing => [
            "Declines most things, politely. Has capacity",
            "Eating and drinking little",
            "Ask again each round; doctor knows",
        ],
        Archetype::OffWard => {
            ["Dialysis three times a week", "Fistula arm: nothing on it", "Weigh on coming back"]
        }
        Archetype::Unidentified => [
            "Came by night without a name. Warmer, still muddled",
            "Head injury not ruled out",
            "Police and site team to ring back",
        ],
        Archetype::Pregnant => [
            "Pregnant, here for a drip for sickness",
            "Midwives' chart, not ours",
            "Midwife comes each shift",
        ],
    }
}
