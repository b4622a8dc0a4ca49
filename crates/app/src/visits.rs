//! What a therapist does about a visit: plan, begin, end, goals, and what is left for the ward.
//!
//! Recording is never refused for a role or a lock (safety rule 3): whoever may not read is answered without a page.

mod caseload;
mod finish;
mod page;

use crate::{
    App, Session,
    audit::what,
    clock::Now,
    commit::{NewFact, Plan, act},
    escalation::short,
    project::Folded,
    session::Person,
    words::{self, Fail},
};
use clinical::{
    FactId, StaffId, StayId,
    entry::{Discharge, EntryBody},
    leaves::{Graph, Leaves},
    staff::Action,
    stay::{Visit, VisitStage},
    visit::{
        CaseloadEntry, Goal, Home, IdentityCheck, TherapyHandover, VisitEnd, VisitEnding, VisitPlan,
        VisitStart,
    },
};
use contract::{CallError, Reply, VisitAct, VisitAsked};
use std::collections::BTreeSet;

/// Longest line of the three that are left for the ward, in characters: one has to be read across a bay.
const LONGEST_LINE: usize = 120;

/// The least that has to fit before a visit begins: two identifiers.
const IDENTIFIERS: usize = 2;

impl App {
    /// Looks at a visit's page, or does something and answers with the page as it is then.
    pub(crate) fn visit(&self, session: &Session, asked: &VisitAsked) -> Result<Reply, Fail> {
        let now = self.now();
        let VisitAsked { stay, act: wanted } = asked;
        if *wanted == VisitAct::Look {
            let person = self.reader(session, Action::Read)?;
            return self.visit_page(session, &now, &person, *stay);
        }
        let person = self.recorder(session)?;
        check(wanted)?;
        self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            let Some(Said { supersedes, body, code }) = self.said(&now, &folded, &person, wanted)? else {
                return Ok(Plan { facts: Vec::new(), drops: None, answer: () });
            };
            let facts: Vec<NewFact> = vec![
                self.stay_fact(desk, &now, &person, *stay, supersedes, "", body),
                act(self, &now, (person.staff, person.auth), code, Some(*stay), ""),
            ];
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        match self.reader(session, Action::Read) {
            Ok(reader) => self.visit_page(session, &now, &reader, *stay),
            Err(_) => Ok(Reply::Done),
        }
    }

    /// What is to be written; `None` when it stands already.
    fn said(
        &self,
        now: &Now,
        folded: &Folded,
        person: &Person,
        wanted: &VisitAct,
    ) -> Result<Option<Said>, CallError> {
        let state = &folded.state;
        Ok(match wanted.clone() {
            VisitAct::Look => None,
            VisitAct::Caseload(on) => (state.caseload_of.contains(&person.staff) != on).then(|| Said {
                supersedes: caseload_before(folded, person.staff),
                body: EntryBody::Caseload(CaseloadEntry { staff: person.staff, on }),
                code: what::CASELOAD,
            }),
            VisitAct::Plan { visit, at, purpose } => {
                let plan = VisitPlan { staff: person.staff, at, purpose: purpose.trim().to_owned() };
                Some(planned(folded, visit, plan)?)
            }
            VisitAct::Start { visit, identity, consent } => {
                let start = VisitStart { plan: visit, identity: identity.into_iter().collect(), consent };
                begun(folded, person.staff, start)?
            }
            VisitAct::End { visit, how } => ended(folded, person.staff, VisitEnd { visit, how })?,
            VisitAct::Goal(goal) => {
                let same = state.goals.iter().any(|leaf| leaf.value == goal);
                (!same).then_some(Said {
                    supersedes: Vec::new(),
                    body: EntryBody::Goal(goal),
                    code: what::GOAL,
                })
            }
            VisitAct::GoalStands { goal, standing } => {
                let old = state.goals.iter().find(|leaf| leaf.by.id == goal);
                let old = old.ok_or_else(words::goal_has_changed)?;
                let new = Goal { standing, ..old.value.clone() };
                let said = Said { supersedes: vec![goal], body: EntryBody::Goal(new), code: what::GOAL };
                (old.value.standing != standing).then_some(said)
            }
            VisitAct::Handover(lines) => {
                let same = state.therapy.values().eq([&lines]) && recent(now, &state.therapy);
                (!same).then(|| Said {
                    supersedes: standing(&state.therapy),
                    body: EntryBody::TherapyHandover(lines),
                    code: what::THERAPY_HANDOVER,
                })
            }
            VisitAct::Home(home) => (!state.home.values().eq([&home])).then(|| Said {
                supersedes: standing(&state.home),
                body: EntryBody::Home(home),
                code: what::HOME,
            }),
        })
    }
}

/// Something to be written.
struct Said {
    supersedes: Vec<FactId>,
    body: EntryBody,
    /// The audit's word for it.
    code: &'static str,
}

/// A plan, or another one for a visit that has not begun.
fn planned(folded: &Folded, visit: Option<FactId>, plan: VisitPlan) -> Result<Said, CallError> {
    let old = visit.map(|visit| visit_of(folded, &visit)).transpose()?;
    if old.is_some_and(|old| old.stage() != VisitStage::Planned) {
        return Err(words::visit_has_begun());
    }
    let supersedes = old.iter().flat_map(|old| &old.plans).map(|plan| plan.by.id).collect();
    Ok(Said { supersedes, body: EntryBody::VisitPlan(plan), code: what::PLAN_VISIT })
}

/// A beginning, unless this is the second tap of one, or the patient has died.
fn begun(folded: &Folded, staff: StaffId, start: VisitStart) -> Result<Option<Said>, CallError> {
    let state = &folded.state;
    if state.visits.iter().any(|open| open.stage() == VisitStage::Open && begun_by(open, staff)) {
        return Ok(None);
    }
    if state.ended.values().any(|how| *how == Discharge::Died) {
        return Err(words::patient_has_died());
    }
    let plan = start.plan.map(|visit| visit_of(folded, &visit)).transpose()?.map(Visit::id);
    let body = EntryBody::VisitStart(VisitStart { plan, ..start });
    Ok(Some(Said { supersedes: Vec::new(), body, code: what::BEGIN_VISIT }))
}

/// An end, unless the same person has said the same and nobody has said otherwise. It settles ends that differ.
fn ended(folded: &Folded, staff: StaffId, end: VisitEnd) -> Result<Option<Said>, CallError> {
    let visit = visit_of(folded, &end.visit)?;
    if visit.ends.len() == 1 && visit.ends[0].by.author == staff && visit.ends[0].value.how == end.how {
        return Ok(None);
    }
    let supersedes = visit.ends.iter().map(|end| end.by.id).collect();
    let named = visit.starts.first().map_or(end.visit, |start| start.by.id);
    let body = EntryBody::VisitEnd(VisitEnd { visit: named, ..end });
    Ok(Some(Said { supersedes, body, code: what::END_VISIT }))
}

/// The visit that goes by this name.
pub(crate) fn visit_of<'f>(folded: &'f Folded, id: &FactId) -> Result<&'f Visit, CallError> {
    let found = folded.state.visits.iter().find(|visit| visit.names.contains(id));
    found.ok_or_else(words::no_such_visit)
}

fn begun_by(visit: &Visit, staff: StaffId) -> bool {
    visit.starts.iter().any(|start| start.by.author == staff)
}

fn standing<T>(leaves: &Leaves<T>) -> Vec<FactId> {
    leaves.iter().map(|leaf| leaf.by.id).collect()
}

/// The same lines within a minute are the same tap; later they say that all is as it was.
fn recent(now: &Now, leaves: &Leaves<TherapyHandover>) -> bool {
    leaves.latest().is_some_and(|leaf| now.at().0.saturating_sub(leaf.by.recorded().0) < 60_000)
}

fn caseload_before(folded: &Folded, staff: StaffId) -> Vec<FactId> {
    let graph = Graph::of(&folded.entries);
    let mine =
        graph.entries().filter(|entry| matches!(&entry.body, EntryBody::Caseload(of) if of.staff == staff));
    mine.map(|entry| entry.id).filter(|id| graph.is_current(*id)).collect()
}

/// What cannot be, field by field.
fn check(wanted: &VisitAct) -> Result<(), CallError> {
    match wanted {
        VisitAct::Look | VisitAct::Caseload(_) | VisitAct::GoalStands { .. } => Ok(()),
        VisitAct::Plan { purpose, .. } => short("purpose", purpose),
        VisitAct::Start { identity, .. } if distinct(identity) < IDENTIFIERS => Err(words::invalid(
            "identity",
            "two",
            "Ask for two things that say who this is, and tick what fitted.",
        )),
        VisitAct::Start { .. } | VisitAct::End { how: VisitEnding::Seen, .. } => Ok(()),
        VisitAct::End { how: VisitEnding::NotSeen { reason, words }, .. } => {
            let known = clinical::visit::NOT_SEEN.iter().any(|(code, _)| code == reason);
            short("words", words)?;
            known
                .then_some(())
                .ok_or_else(|| words::invalid("reason", "unknown", "Choose a reason from the list."))
        }
        VisitAct::Goal(Goal { words, measure, .. }) => {
            short("measure", measure)?;
            needed("words", words, "Write the goal in the patient's own words.")
        }
        VisitAct::Handover(TherapyHandover { situation, watch, to_do }) => {
            for (field, line) in [("situation", situation), ("watch", watch), ("to_do", to_do)] {
                if line.chars().count() > LONGEST_LINE || line.chars().any(char::is_control) {
                    let message = format!("One line of up to {LONGEST_LINE} characters fits on the board.");
                    return Err(words::invalid(field, "too_long", &message));
                }
            }
            needed(
                "situation",
                &[situation.as_str(), watch, to_do].concat(),
                "Write at least one of the lines.",
            )
        }
        VisitAct::Home(Home { address, access }) => {
            short("access", access)?;
            short("address", address)?;
            needed("address", address, "Write the address.")
        }
    }
}

fn distinct(identity: &[IdentityCheck]) -> usize {
    identity.iter().collect::<BTreeSet<_>>().len()
}

fn needed(field: &str, text: &str, message: &str) -> Result<(), CallError> {
    short(field, text)?;
    if text.trim().is_empty() { Err(words::invalid(field, "missing", message)) } else { Ok(()) }
}

/// Whose visit of a stay matters now to somebody: the open one, one to come, the last one.
pub(crate) fn that_matters<'f>(folded: &'f Folded, person: &Person) -> Option<&'f Visit> {
    let visits = || folded.state.visits.iter();
    let mine = |visit: &&Visit| visit.is_of(person.staff);
    let open = visits().find(|visit| visit.stage() == VisitStage::Open && begun_by(visit, person.staff));
    let to_come = || {
        visits()
            .find(|visit| matches!(visit.stage(), VisitStage::Planned | VisitStage::Stopped) && mine(visit))
    };
    open.or_else(to_come).or_else(|| visits().rfind(mine)).or_else(|| visits().next_back())
}

/// The notes of a stay, by name, latest first; those that were taken back too.
pub(crate) fn notes_of(
    stay: StayId,
    folded: &Folded,
) -> impl Iterator<Item = (clinical::NoteId, &clinical::stay::StayNote)> {
    let notes = folded.state.notes.iter().rev();
    notes.map(move |note| (clinical::NoteId::of(&stay, &note.opened.by.id), note))
}
