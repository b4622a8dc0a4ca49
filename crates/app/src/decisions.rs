//! Decisions about one patient that answer no episode: how often to observe, whether at all, where the patient is, how
//! far treatment goes, what to be careful of, allergies and pregnancy.

mod allergies;

use crate::{
    App, Session,
    audit::what,
    commit::{Plan, act},
    corrections::a_reason,
    escalation::short,
    oxygen,
    project::Folded,
    session::Person,
    words::{self, Fail},
};
use clinical::{
    FactId, UtcMillis,
    care::{Leg, Precaution, PrecautionKind},
    entry::EntryBody,
    leaves::{Graph, Leaf, Leaves},
    monitoring::{MonitoringDecision, ObservationsStop, OffWard},
    news2::Response,
    policy::Policy,
    staff::Action,
    stay::Status,
};
use contract::{CallError, Decide, Decision, Reply};

impl App {
    /// Writes a decision down. It replaces those of its kind that stand, and so settles them where people disagreed.
    pub(crate) fn decide(&self, session: &Session, asked: &Decide) -> Result<Reply, Fail> {
        let now = self.now();
        let Decide { stay, decision, reason } = asked;
        let person = self.decider(session, decision)?;
        check_decision(decision, now.at())?;
        let reason = match decision {
            Decision::StopObservations { .. } => a_reason(reason)?,
            Decision::Allergies(asked) if !asked.removed().is_empty() => a_reason(reason)?,
            _ => {
                short("reason", reason)?;
                reason.trim()
            }
        };
        self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            a_known_stop(decision, &folded.policy)?;
            let status = folded.state.at(now.at());
            if let Decision::Monitoring { every_minutes, .. } = decision {
                relaxing(&status, every_minutes.get(), &person)?;
            }
            let bodies = bodies(decision, &person, &status, &folded)?;
            let both = bodies.len() > 1;
            let fact = |body| {
                let before = before(&folded, &body, both);
                self.stay_fact(desk, &now, &person, *stay, before, reason, body)
            };
            let mut facts: Vec<_> = bodies.into_iter().map(fact).collect();
            facts.push(act(self, &now, (person.staff, person.auth), code(decision), Some(*stay), ""));
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }

    /// What anybody may write down is recording, and asks for no more than a name.
    fn decider(&self, session: &Session, decision: &Decision) -> Result<Person, Fail> {
        match decision {
            Decision::Monitoring { .. } => self.reader(session, Action::TightenMonitoring),
            Decision::StopObservations { .. } => self.reader(session, Action::StopObservations),
            Decision::Resuscitation(_) | Decision::Ceiling(_) => {
                self.reader(session, Action::RecordTreatmentDecision)
            }
            // Whose signature prescribes is the policy's to say, once it is known which holds.
            Decision::Oxygen(_) => self.reader(session, Action::Read),
            Decision::Allergies(asked) if !asked.removed().is_empty() => {
                self.reader(session, Action::CorrectOwn)
            }
            Decision::RestartObservations
            | Decision::OffWard(_)
            | Decision::Precaution(_)
            | Decision::BothLegs(_)
            | Decision::Pregnancy(_)
            | Decision::Allergies(_) => self.recorder(session),
        }
    }
}

fn check_decision(decision: &Decision, now: UtcMillis) -> Result<(), CallError> {
    match decision {
        Decision::Monitoring { until, .. } if *until <= now => {
            Err(words::invalid("until", "past", "The decision holds until a time that is still to come."))
        }
        Decision::OffWard(OffWard::Away { place, .. }) => short("place", place),
        Decision::Resuscitation(of) => short("decided_by", &of.decided_by),
        Decision::Ceiling(of) => short("words", &of.words).and_then(|()| short("decided_by", &of.decided_by)),
        Decision::Precaution(Precaution::Limb { words, .. } | Precaution::Ward { label: words, .. }) => {
            short("words", words)
        }
        Decision::Allergies(asked) => allergies::check(asked),
        Decision::Oxygen(asked) => oxygen::check(asked),
        _ => Ok(()),
    }
}

/// A reason for stopping is one of the policy's.
fn a_known_stop(decision: &Decision, policy: &Policy) -> Result<(), CallError> {
    let Decision::StopObservations { reason } = decision else { return Ok(()) };
    let known = policy.stop_reasons().iter().any(|listed| listed.code == *reason);
    let unknown = || words::invalid("reason", "unknown", "Choose a reason from the list.");
    known.then_some(()).ok_or_else(unknown)
}

/// Observing less often than the score asks for is a registered person's decision (safety rule 5).
fn relaxing(status: &Status, every_minutes: u32, person: &Person) -> Result<(), CallError> {
    let asked = status.interval.map_or(u32::MAX, |interval| interval.due_minutes);
    if every_minutes > asked { crate::escalation::allowed(person, Action::RelaxMonitoring) } else { Ok(()) }
}

/// What a decision says: one thing, or one of each leg.
fn bodies(
    decision: &Decision,
    person: &Person,
    status: &Status,
    folded: &Folded,
) -> Result<Vec<EntryBody>, Fail> {
    Ok(vec![match decision.clone() {
        Decision::Monitoring { every_minutes, until } => EntryBody::Monitoring(MonitoringDecision {
            every_minutes,
            until,
            at_response: status.response.unwrap_or(Response::Routine),
            role: person.role,
        }),
        Decision::StopObservations { reason } => {
            EntryBody::ObservationsStop(ObservationsStop::Stopped { reason, role: person.role })
        }
        Decision::RestartObservations => EntryBody::ObservationsStop(ObservationsStop::Restarted),
        Decision::OffWard(of) => EntryBody::OffWard(of),
        Decision::Resuscitation(of) => EntryBody::Resuscitation(of),
        Decision::Ceiling(of) => EntryBody::Ceiling(of),
        Decision::Precaution(of) => EntryBody::Precaution(of),
        Decision::BothLegs(bearing) => {
            let of = |leg| EntryBody::Precaution(Precaution::LegBearing { leg, bearing });
            return Ok(Leg::ALL.map(of).into());
        }
        Decision::Pregnancy(yes) => EntryBody::Pregnancy(yes),
        Decision::Allergies(asked) => EntryBody::Allergies(allergies::list(&asked, folded, person)?),
        Decision::Oxygen(asked) => oxygen::body(&asked, person, folded)?,
    }])
}

/// The decisions of this kind that stand now. `both` legs are being said at once.
fn before(folded: &Folded, body: &EntryBody, both: bool) -> Vec<FactId> {
    fn of<T>(leaves: &Leaves<T>) -> Vec<FactId> {
        leaves.iter().map(|leaf| leaf.by.id).collect()
    }
    let state = &folded.state;
    match body {
        EntryBody::Monitoring(_) => {
            let graph = Graph::of(&folded.entries);
            let standing = graph.entries().filter(|entry| graph.is_current(entry.id));
            standing
                .filter(|entry| matches!(entry.body, EntryBody::Monitoring(_)))
                .map(|entry| entry.id)
                .collect()
        }
        EntryBody::ObservationsStop(_) => of(&state.observations_stop),
        EntryBody::OffWard(_) => of(&state.whereabouts),
        EntryBody::Resuscitation(_) => of(&state.resuscitation),
        EntryBody::Ceiling(_) => of(&state.ceiling),
        EntryBody::Oxygen(_) => of(&state.oxygen),
        EntryBody::Pregnancy(_) => of(&state.pregnancy),
        EntryBody::Allergies(_) => of(&state.allergies_recorded),
        EntryBody::Precaution(new) => {
            let recorded = &state.precautions_recorded;
            let replaced = |kind| {
                kind == new.kind()
                    || (kind == PrecautionKind::WeightBearing && names_both(recorded, new, both))
            };
            recorded.iter().filter(|leaf| replaced(leaf.value.kind())).map(|leaf| leaf.by.id).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether each leg is known once this is written: then what named no leg says nothing more. Until then it stands beside the one
/// that is known, since it may be of the other.
fn names_both(recorded: &[Leaf<Precaution>], new: &Precaution, both: bool) -> bool {
    let Precaution::LegBearing { leg, .. } = new else { return false };
    let other = |leaf: &Leaf<Precaution>| match leaf.value {
        Precaution::LegBearing { leg: known, .. } => known != *leg,
        _ => false,
    };
    both || recorded.iter().any(other)
}

const fn code(decision: &Decision) -> &'static str {
    match decision {
        Decision::Monitoring { .. } => what::MONITORING,
        Decision::StopObservations { .. } => what::STOP_OBSERVATIONS,
        Decision::RestartObservations => what::RESTART_OBSERVATIONS,
        Decision::OffWard(_) => what::OFF_WARD,
        Decision::Resuscitation(_) | Decision::Ceiling(_) => what::TREATMENT,
        Decision::Precaution(_) | Decision::BothLegs(_) => what::PRECAUTION,
        Decision::Pregnancy(_) => what::PREGNANCY,
        Decision::Allergies(_) => what::ALLERGIES,
        Decision::Oxygen(_) => what::OXYGEN,
    }
}
