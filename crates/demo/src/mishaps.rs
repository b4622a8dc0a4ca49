//! What one stay cannot show by itself: a set charted for the wrong woman, and two people who recorded one thing
//! differently and have not settled it.

use crate::{
    answers::write,
    calendar::{HOUR, stamp},
    chance::Chance,
    course::Archetype,
    people::LIKE_NAMES,
    planned::{PlannedFact, Stay},
    scene::Scene,
};
use clinical::{
    FactId, TakenAt, UtcMillis,
    entry::{EntryBody, ScaleDecision, Withdrawal},
    escalation::{EscalationAct, Telling},
    news2::{Applicability, Scale, score},
    observation::ObservationSet,
    staff::Role,
    stay::StayState,
    vitals::{RespRate, Spo2},
};

/// Stream of the draws that belong to the whole ward.
const WARD: u64 = 0;

/// Bed of the patient with a set that two people corrected differently.
const TWICE_CORRECTED: &str = "D1";

/// Bed of the patient whose finger had slipped off the probe: an alarm in the night, and nothing behind it.
const FALSE_ALARM: &str = "D5";

/// Stream of the draws of the false alarm.
const ALARM: u64 = 40_000;

/// Adds the mishaps to a ward whose stays are otherwise done.
pub(crate) fn happen(scene: &Scene, stays: &mut [Stay]) {
    let mut chance = Chance::new(scene.seed, WARD);
    wrong_patient(scene, stays, &mut chance);
    for stay in stays {
        if stay.archetype == Archetype::ScaleDisputed {
            scale_disputed(scene, stay, &mut chance);
        }
        if stay.bed == TWICE_CORRECTED && stay.left.is_none() {
            corrected_twice(scene, stay, &mut chance);
        }
        stay.sort();
    }
}

/// A saturation of 67 that was 97: saved, the doctor told, seen to be wrong, corrected within minutes; the doctor told of that
/// too, and the alarm closed as a false one. It comes after all else was answered, in a night with nothing else open.
pub(crate) fn false_alarm(scene: &Scene, stays: &mut [Stay]) {
    let stay = stays.iter_mut().find(|stay| stay.bed == FALSE_ALARM && stay.left.is_none());
    let Some(stay) = stay else { return };
    let mut chance = Chance::new(scene.seed, ALARM);
    let Some((place, right, set)) = quiet_set(stay, scene) else { return };
    let mut wrong = set.clone();
    wrong.vitals.spo2 = Spo2::new(67);
    wrong.outcome = score(&wrong.vitals, set.scale, Applicability::Applies);
    let saved = right.recorded_at.utc;
    let corrected = UtcMillis(saved.plus_minutes(chance.between(6, 9).into()).0 + 10_000);
    stay.facts[place].body = EntryBody::Observations(Box::new(wrong));
    stay.facts.push(PlannedFact {
        id: chance.id(corrected, FactId::mint),
        recorded_at: stamp(corrected),
        supersedes: vec![right.id],
        reason: "67 keyed for 97: measured again at once".to_owned(),
        body: EntryBody::Observations(Box::new(set)),
        ..right.clone()
    });
    let (nurse, doctor) = (scene.rota.nurse(stay.bed, saved), scene.rota.doctor(0, saved));
    let told = |how| EscalationAct::Told {
        role: "registrar".to_owned(),
        who: scene.directory.name_of(doctor).to_owned(),
        how,
    };
    let closed = EscalationAct::Closed { reason: "false_alarm".to_owned() };
    let why = "Keyed wrongly. The doctor knows; looked at, well in himself";
    let after = |minutes: i64| saved.plus_minutes(minutes);
    for (at, act, words) in [
        (after(3), told(Telling::Bleep), ""),
        (after(12), told(Telling::Telephone), "Stood down: it was 97"),
        (after(16), closed, why),
    ] {
        write(scene, stay, (&[right.id], Role::Nurse, nurse), act, at, words, &mut chance);
    }
    stay.sort();
}

/// The latest calm set of the last day, or of the last days, that no other matter touches.
fn quiet_set(stay: &Stay, scene: &Scene) -> Option<(usize, PlannedFact, ObservationSet)> {
    let replaced = stay.replaced();
    let episodes = StayState::fold(&stay.entries(), &scene.policy).episodes(scene.now);
    let free = |at: UtcMillis| {
        episodes.iter().all(|episode| {
            let end = episode.closed.as_ref().map_or(scene.now, |closed| closed.at);
            at.plus_minutes(HOUR) < episode.raised_at || at > end
        })
    };
    let fits = |fact: &PlannedFact, set: &ObservationSet| {
        let at = fact.recorded_at.utc;
        let taken = fact.taken_at.utc().unwrap_or(at);
        let calm = set.outcome.floor().is_some_and(|(_, total)| total <= 2);
        let next = stay.sets().filter(|(next, _)| next.recorded_at.utc > at && next.id != fact.id);
        let alone =
            next.map(|(next, _)| next.recorded_at.utc.minutes_since(at)).min().is_none_or(|gap| gap > 40);
        let sure = fact.supersedes.is_empty() && !replaced.contains(&fact.id) && set.outcome.is_complete();
        sure && calm && alone && at.minutes_since(taken) < 10 && set.vitals.spo2.is_some() && free(taken)
    };
    let within = |hours: std::ops::Range<i64>| {
        stay.facts.iter().enumerate().rev().find_map(|(place, fact)| match &fact.body {
            EntryBody::Observations(set)
                if hours.contains(&(scene.now.minutes_since(fact.recorded_at.utc) / HOUR))
                    && fits(fact, set) =>
            {
                Some((place, fact.clone(), (**set).clone()))
            }
            _ => None,
        })
    };
    within(4..30).or_else(|| within(2..14 * 24))
}

/// A complete set that nothing has replaced, taken within these hours before now; the latest of them.
fn standing(
    stay: &Stay,
    scene: &Scene,
    hours: std::ops::Range<i64>,
) -> Option<(usize, PlannedFact, ObservationSet)> {
    let replaced = stay.replaced();
    stay.facts.iter().enumerate().rev().find_map(|(place, fact)| {
        let taken = fact.taken_at.utc()?;
        let fits = hours.contains(&(scene.now.minutes_since(taken) / HOUR))
            && fact.supersedes.is_empty()
            && !replaced.contains(&fact.id);
        match &fact.body {
            EntryBody::Observations(set) if fits && set.outcome.is_complete() => {
                Some((place, fact.clone(), (**set).clone()))
            }
            _ => None,
        }
    })
}

/// The second woman's set was charted for the first of the same name, found out, and moved to its own time and place.
fn wrong_patient(scene: &Scene, stays: &mut [Stay], chance: &mut Chance) {
    let at = |bed: &str| stays.iter().position(|stay| stay.bed == bed && stay.left.is_none());
    let [Some(charted_for), Some(belongs_to)] = LIKE_NAMES.map(at) else { return };
    let Some((place, original, mut set)) = standing(&stays[belongs_to], scene, 8..72) else { return };
    let found_out = original.recorded_at.utc.plus_minutes(i64::from(chance.between(14, 35)));
    let (first, second) = (stays[charted_for].id, stays[belongs_to].id);

    let mistaken = PlannedFact { stay: first, ..original.clone() };
    let withdrawal = PlannedFact {
        id: chance.id(found_out, FactId::mint),
        taken_at: TakenAt::At(stamp(found_out)),
        recorded_at: stamp(found_out),
        supersedes: vec![original.id],
        reason: "Charted for the other patient called Morgan".to_owned(),
        body: EntryBody::Withdrawal(Withdrawal::WrongPatient { moved_to: second }),
        ..mistaken.clone()
    };
    set.moved_from = Some((first, original.id));
    let moved = PlannedFact {
        id: chance.id(found_out, FactId::mint),
        recorded_at: stamp(UtcMillis(found_out.0 + 900)),
        reason: withdrawal.reason.clone(),
        body: EntryBody::Observations(Box::new(set)),
        ..original
    };
    stays[belongs_to].facts[place] = moved;
    stays[charted_for].facts.extend([mistaken, withdrawal]);
}

/// Two doctors, each out of the other's sight, replace the scale decision with opposite ones.
fn scale_disputed(scene: &Scene, stay: &mut Stay, chance: &mut Chance) {
    let decided = stay.facts.iter().find(|fact| matches!(fact.body, EntryBody::SpO2Scale(_)));
    let Some(decided) = decided.map(|fact| fact.id) else { return };
    let versions = [
        (
            53,
            1,
            ScaleDecision { scale: Scale::One, target: Some((94, 98)) },
            "Blood gas normal: no CO2 retention",
        ),
        (
            47,
            2,
            ScaleDecision { scale: Scale::Two, target: Some((88, 92)) },
            "Known retainer, keep to 88 to 92",
        ),
    ];
    for (minutes_ago, turn, decision, reason) in versions {
        let at = scene.now.plus_minutes(-minutes_ago);
        stay.facts.push(PlannedFact {
            stay: stay.id,
            id: chance.id(at, FactId::mint),
            taken_at: TakenAt::At(stamp(at)),
            recorded_at: stamp(at),
            author: scene.rota.doctor(turn, at),
            supersedes: vec![decided],
            reason: reason.to_owned(),
            body: EntryBody::SpO2Scale(decision),
        });
    }
}

/// Two people correct the breathing rate of one set, each differently, neither having seen the other's.
fn corrected_twice(scene: &Scene, stay: &mut Stay, chance: &mut Chance) {
    let Some((_, original, set)) = standing(stay, scene, 5..60) else { return };
    let Some(rate) = set.vitals.respiration else { return };
    let people = [scene.rota.nurse(stay.bed, scene.now), scene.rota.in_charge(scene.now)];
    for (n, author) in people.into_iter().enumerate() {
        let at = scene.now.plus_minutes(-90 + 11 * n as i64);
        let mut corrected = set.clone();
        corrected.vitals.respiration = RespRate::new(i64::from(rate.get()) + 1 + 2 * n as i64);
        corrected.outcome = score(&corrected.vitals, set.scale, Applicability::Applies);
        stay.facts.push(PlannedFact {
            id: chance.id(at, FactId::mint),
            recorded_at: stamp(at),
            author,
            supersedes: vec![original.id],
            reason: "Counted again from the handover sheet".to_owned(),
            body: EntryBody::Observations(Box::new(corrected)),
            ..original.clone()
        });
    }
}
