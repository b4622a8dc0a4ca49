//! What the ward did about everybody who got worse: told, accepted, attended, planned, closed. Fourteen days of rises that
//! nobody answered would be a ward without nurses.

use crate::{
    calendar::{HOUR, stamp},
    chance::Chance,
    course::Archetype,
    planned::{PlannedFact, Stay},
    scene::Scene,
};
use clinical::{
    FactId, StaffId, TakenAt, UtcMillis,
    entry::EntryBody,
    escalation::{Escalation, EscalationAct, Infection, MOST_NAMED, Named, Telling},
    news2::Response,
    observation::ObservationSet,
    staff::Role,
};

/// Streams of draws of their own, so that the charting stays as it is.
const STREAM: u64 = 10_000;

/// Calm sets in a row after which a nurse closes what was raised.
const CALM: u32 = 2;

/// A set that is replaced within so many minutes was a slip, and nobody is sent for.
const SLIP_MINUTES: i64 = 15;

/// Minutes for which a plan keeps the same score quiet; the policy allows no more.
const PLAN_MINUTES: i64 = 720;

/// A set in the order in which people came to know of it.
pub(crate) struct Known {
    id: FactId,
    pub(crate) recorded: UtcMillis,
    /// What it asks for, where it asks for somebody.
    asks: Option<Response>,
    /// It is complete, stands, and asks for nobody.
    pub(crate) calm: bool,
    /// It was soon found to be wrong, and then replaced.
    found_wrong: Option<UtcMillis>,
}

/// What was raised and not closed yet.
struct Open {
    triggers: Vec<FactId>,
    worst: Response,
    answered: UtcMillis,
    calm: u32,
}

/// Answers every rise of these stays, but for those that a newcomer is to find open.
pub(crate) fn given(scene: &Scene, stays: &mut [Stay]) {
    for (number, stay) in stays.iter_mut().enumerate() {
        let mut chance = Chance::new(scene.seed, STREAM + number as u64);
        answer(scene, stay, &mut chance);
        stay.sort();
    }
}

fn answer(scene: &Scene, stay: &mut Stay, chance: &mut Chance) {
    let mut open: Option<Open> = None;
    for known in known(stay) {
        if let (Some(wrong), None) = (known.found_wrong, &open) {
            let at = wrong.plus_minutes(chance.between(2, 6).into());
            close(scene, stay, &[known.id], at, "false_alarm", chance);
        } else if let Some(asks) = known.asks {
            let now = open.get_or_insert_with(|| Open {
                triggers: Vec::new(),
                worst: Response::Routine,
                answered: UtcMillis(i64::MIN),
                calm: 0,
            });
            now.triggers.push(known.id);
            now.calm = 0;
            let stale = known.recorded > now.answered.plus_minutes(PLAN_MINUTES);
            if asks > now.worst || stale {
                now.worst = now.worst.max(asks);
                now.answered = known.recorded;
                Answer { scene, stay, triggers: &now.triggers, asks }.write(known.recorded, chance);
            }
        } else if let Some(now) = open.as_mut() {
            // A rise that asks for nobody by itself still belongs to what is open, and is closed with it.
            now.triggers.push(known.id);
            if !known.calm {
                continue;
            }
            now.calm += 1;
            if now.calm >= CALM {
                let at = known.recorded.plus_minutes(chance.between(4, 15).into());
                close(scene, stay, &now.triggers, at, "improved", chance);
                open = None;
            }
        }
    }
    // What is high and steady has a plan that names all of it; what was raised just now is as it was left.
    if let Some(now) = open
        && scene.now.minutes_since(now.answered) > HOUR
        && !left_alone(stay.archetype)
        && stay.left.is_none()
    {
        let at = scene.now.plus_minutes(-i64::from(chance.between(20, 50)));
        let review = scene.now.plus_minutes(4 * HOUR);
        let plan = if scene.directory.is_home(stay.bed) {
            HOME_PLAN
        } else {
            "As expected after the doctors' round: hourly observations, call again if worse"
        };
        let plan = plan.to_owned();
        let by = scene.rota.nurse(stay.bed, at);
        let act = EscalationAct::Planned { plan, review_at: Some(review) };
        write(scene, stay, (&now.triggers, Role::Nurse, by), act, at, "", chance);
    } else if let Some(now) = open_at_the_end(stay, scene) {
        let last = stay.facts.iter().map(|fact| fact.recorded_at.utc).max().unwrap_or(scene.now);
        close(scene, stay, &now, last.plus_minutes(3), "reviewed", chance);
    }
}

/// Triggers of somebody who has left: what was raised was closed at the door.
fn open_at_the_end(stay: &Stay, scene: &Scene) -> Option<Vec<FactId>> {
    stay.left.filter(|left| *left <= scene.now)?;
    let triggers: Vec<FactId> = known(stay).into_iter().map(|k| k.id).collect();
    (!triggers.is_empty()).then_some(triggers)
}

/// Whom a newcomer is to find with nobody told: the silent deteriorator of the night.
pub(crate) const fn left_alone(archetype: Archetype) -> bool {
    matches!(archetype, Archetype::SilentHypoxia)
}

/// Every set of the stay, as people came to know of it.
pub(crate) fn known(stay: &Stay) -> Vec<Known> {
    let replaced = stay.replaced();
    let mut sets: Vec<Known> = stay
        .sets()
        .map(|(fact, set)| {
            let asks = asks(set).filter(|response| *response >= Response::UrgentWardBased);
            let stands = !replaced.contains(&fact.id);
            let calm = stands && asks.is_none() && set.outcome.is_complete();
            let replacing = stay.facts.iter().find(|other| other.supersedes.contains(&fact.id));
            let at_once = |other: &&PlannedFact| {
                other.recorded_at.utc.minutes_since(fact.recorded_at.utc) <= SLIP_MINUTES
            };
            let found_wrong = replacing.filter(at_once).map(|other| other.recorded_at.utc);
            Known {
                id: fact.id,
                recorded: fact.recorded_at.utc,
                asks,
                calm,
                found_wrong: asks.and(found_wrong),
            }
        })
        .collect();
    sets.sort_by_key(|known| (known.recorded, known.id));
    sets
}

fn asks(set: &ObservationSet) -> Option<Response> {
    if set.vitals.too_unwell() {
        return Some(Response::Emergency);
    }
    set.outcome.floor().map(|(risk, total)| Response::to(total, risk))
}

/// One rise and who came.
pub(crate) struct Answer<'a> {
    pub(crate) scene: &'a Scene,
    pub(crate) stay: &'a mut Stay,
    pub(crate) triggers: &'a [FactId],
    pub(crate) asks: Response,
}

impl Answer<'_> {
    /// Writes what was done from `at` on, as far as it has been done by now.
    pub(crate) fn write(self, at: UtcMillis, chance: &mut Chance) {
        let Self { scene, stay, triggers, asks } = self;
        if left_alone(stay.archetype) && scene.now.minutes_since(at) < 12 * HOUR {
            return;
        }
        let until = stay.left.unwrap_or(scene.now).min(scene.now);
        let nurse = scene.rota.nurse(stay.bed, at);
        // Nobody but the visiting nurse comes to a home; she asks those who can come fast.
        let home = scene.directory.is_home(stay.bed);
        let (senior, senior_role) =
            if home { (nurse, Role::Nurse) } else { (scene.rota.doctor(0, at), Role::Doctor) };
        let told = EscalationAct::Told {
            role: match asks {
                _ if home => "urgent_community_response",
                Response::Emergency => "registrar",
                _ => "ward_doctor",
            }
            .to_owned(),
            who: if home { String::new() } else { scene.directory.name_of(senior).to_owned() },
            how: if chance.permille(300) { Telling::InPerson } else { Telling::Bleep },
        };
        let plan = if home { HOME_PLAN } else { plan(stay.archetype) };
        let review_at = Some(at.plus_minutes(PLAN_MINUTES));
        let steps: [(i32, i32, Role, StaffId, EscalationAct); 5] = [
            (2, 7, Role::Nurse, nurse, told),
            (3, 6, senior_role, senior, EscalationAct::Accepted { who: String::new() }),
            (5, 19, senior_role, senior, EscalationAct::Attended { who: String::new() }),
            (2, 6, senior_role, senior, EscalationAct::Infection(infection(stay.archetype))),
            (1, 5, senior_role, senior, EscalationAct::Planned { plan: plan.to_owned(), review_at }),
        ];
        let mut when = at;
        for (soon, late, role, by, act) in steps {
            when = when.plus_minutes(chance.between(soon, late).into());
            if when > until {
                return;
            }
            write(scene, stay, (triggers, role, by), act, when, "", chance);
        }
    }
}

/// A nurse closes what these sets raised.
pub(crate) fn close(
    scene: &Scene,
    stay: &mut Stay,
    triggers: &[FactId],
    at: UtcMillis,
    reason: &str,
    chance: &mut Chance,
) {
    let at = at.min(scene.now);
    let nurse = scene.rota.nurse(stay.bed, at);
    for some in triggers.chunks(MOST_NAMED) {
        let act = EscalationAct::Closed { reason: reason.to_owned() };
        write(scene, stay, (some, Role::Nurse, nurse), act, at, "", chance);
    }
}

pub(crate) fn write(
    scene: &Scene,
    stay: &mut Stay,
    (triggers, role, author): (&[FactId], Role, StaffId),
    act: EscalationAct,
    at: UtcMillis,
    reason: &str,
    chance: &mut Chance,
) {
    let newest = triggers.iter().rev().take(MOST_NAMED).copied();
    let Some(triggers) = Named::new(newest) else { return };
    let at = at.min(scene.now);
    stay.facts.push(PlannedFact {
        stay: stay.id,
        id: chance.id(at, FactId::mint),
        taken_at: TakenAt::At(stamp(at)),
        recorded_at: stamp(at),
        author,
        supersedes: Vec::new(),
        reason: reason.to_owned(),
        body: EntryBody::Escalation(Box::new(Escalation { triggers, role, act })),
    });
}

const fn infection(archetype: Archetype) -> Infection {
    match archetype {
        Archetype::SepsisRising => Infection::Suspected,
        Archetype::SepsisRecovering => Infection::UnderTreatment,
        _ => Infection::Unlikely,
    }
}

/// At home nobody sends bloods or stands by: who comes fast has been, and the next visit is soon.
const HOME_PLAN: &str = "Seen with the urgent community response: at home with family, look again tomorrow, ring or call 999 if worse";

const fn plan(archetype: Archetype) -> &'static str {
    match archetype {
        Archetype::SepsisRising | Archetype::SepsisRecovering => {
            "Cultures, lactate, antibiotics within the hour, fluids, hourly observations"
        }
        Archetype::Bleeding => {
            "Bloods and cross-match, two cannulae, surgeons to see, 15-minute observations"
        }
        Archetype::Copd | Archetype::ScaleDisputed => {
            "Usual for these lungs: keep to the prescribed range, nebuliser, blood gas if drowsy"
        }
        Archetype::EndOfLife => "Comfort first: no further escalation, family are here",
        _ => "Examined, bloods sent, fluids, look again at the time given",
    }
}
