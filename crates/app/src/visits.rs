//! What a therapist does about a visit: plan, begin, end, goals, and what is left for the ward.
//!
//! Recording is never refused for a role or a lock (safety rule 3): whoever may not read is answered without a page.

mod caseload;
mod changes;
mod check;
mod finish;
mod later;
mod page;
mod plans;

use crate::{
    App, Session,
    audit::what,
    clock::Now,
    commit::{Desk, NewFact, Plan, act},
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
    visit::{CaseloadEntry, Goal, TherapyHandover, VisitEnd, VisitPlan, VisitStart},
};
use contract::{CallError, Reply, VisitAct, VisitAsked};

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
        check::check(wanted, &now)?;
        self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            let pen = Pen { app: self, desk, now: &now, person: &person, stay: *stay, folded: &folded };
            let Some((mut facts, code)) = pen.said(wanted)? else {
                return Ok(Plan { facts: Vec::new(), drops: None, answer: () });
            };
            facts.push(act(self, &now, (person.staff, person.auth), code, Some(*stay), ""));
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        match self.reader(session, Action::Read) {
            Ok(reader) => self.visit_page(session, &now, &reader, *stay),
            Err(_) => Ok(Reply::Done),
        }
    }
}

/// What is to be written, and the audit's word for it; nothing when it stands already.
type Said = Option<(Vec<NewFact>, &'static str)>;

/// Somebody who writes about a visit, on the state of the transaction that it is written in.
struct Pen<'p, 'd, 'c> {
    app: &'p App,
    desk: &'p Desk<'d, 'c>,
    now: &'p Now,
    person: &'p Person,
    stay: StayId,
    folded: &'p Folded,
}

impl Pen<'_, '_, '_> {
    fn said(&self, wanted: &VisitAct) -> Result<Said, Fail> {
        let (person, state) = (self.person, &self.folded.state);
        Ok(match wanted.clone() {
            VisitAct::Look => None,
            VisitAct::Caseload(on) => {
                let body = EntryBody::Caseload(CaseloadEntry { staff: person.staff, on });
                let changes = state.caseload_of.contains(&person.staff) != on;
                self.one(changes, caseload_before(self.folded, person.staff), body, what::CASELOAD)
            }
            VisitAct::Plan { visit, at, purpose } => {
                let plan = VisitPlan { staff: person.staff, at, purpose: purpose.trim().to_owned() };
                self.planned(visit, plan)?
            }
            VisitAct::Move { visit, shown, at, reason } => self.moved(&visit, &shown, at, &reason)?,
            VisitAct::CallOff { visit, shown, why } => self.called_off(&visit, &shown, why)?,
            VisitAct::Settle { visit, shown, plan } => self.settled(&visit, &shown, plan)?,
            VisitAct::TakeBack { fact } => self.taken_back(fact)?,
            VisitAct::Start { visit, identity, consent } => {
                let start = VisitStart { plan: visit, identity: identity.into_iter().collect(), consent };
                self.begun(start)?
            }
            VisitAct::WriteUp { visit, identity, consent, began, ended } => {
                let start = VisitStart { plan: visit, identity: identity.into_iter().collect(), consent };
                self.written_up(start, began, ended)?
            }
            VisitAct::End { visit, how, at } => self.ended(VisitEnd { visit, how }, at)?,
            VisitAct::Goal(goal) => {
                let same = state.goals.iter().any(|leaf| leaf.value == goal);
                self.one(!same, Vec::new(), EntryBody::Goal(goal), what::GOAL)
            }
            VisitAct::GoalStands { goal, standing } => {
                self.goal_changed(goal, |old| Goal { standing, ..old.clone() })?
            }
            VisitAct::GoalBy { goal, by } => self.goal_changed(goal, |old| Goal { by, ..old.clone() })?,
            VisitAct::Handover(lines) => {
                let same = state.therapy.values().eq([&lines]) && recent(self.now, &state.therapy);
                let body = EntryBody::TherapyHandover(lines);
                self.one(!same, standing(&state.therapy), body, what::THERAPY_HANDOVER)
            }
            VisitAct::Home(home) => {
                let same = state.home.values().eq([&home]);
                self.one(!same, standing(&state.home), EntryBody::Home(home), what::HOME)
            }
        })
    }

    /// A fact that is true now.
    fn fact(&self, supersedes: Vec<FactId>, reason: &str, body: EntryBody) -> NewFact {
        let Self { app, desk, now, person, stay, .. } = self;
        app.stay_fact(desk, now, person, *stay, supersedes, reason, body)
    }

    /// One fact, where it changes anything.
    fn one(&self, changes: bool, supersedes: Vec<FactId>, body: EntryBody, code: &'static str) -> Said {
        changes.then(|| (vec![self.fact(supersedes, "", body)], code))
    }

    fn goal_changed(&self, goal: FactId, change: impl Fn(&Goal) -> Goal) -> Result<Said, Fail> {
        let old = self.folded.state.goals.iter().find(|leaf| leaf.by.id == goal);
        let old = old.ok_or_else(words::goal_has_changed)?;
        let new = change(&old.value);
        Ok(self.one(old.value != new, vec![goal], EntryBody::Goal(new), what::GOAL))
    }

    /// A beginning, unless this is the second tap of one, or the patient has died.
    fn begun(&self, start: VisitStart) -> Result<Said, Fail> {
        let state = &self.folded.state;
        let by_me = |open: &Visit| open.stage() == VisitStage::Open && begun_by(open, self.person.staff);
        if state.visits.iter().any(by_me) {
            return Ok(None);
        }
        if state.ended.values().any(|how| *how == Discharge::Died) {
            return Err(words::patient_has_died().into());
        }
        let plan = self.name_of(start.plan)?;
        let body = EntryBody::VisitStart(VisitStart { plan, ..start });
        Ok(self.one(true, Vec::new(), body, what::BEGIN_VISIT))
    }

    /// What a visit is called in facts that name it.
    fn name_of(&self, visit: Option<FactId>) -> Result<Option<FactId>, CallError> {
        Ok(visit.map(|visit| visit_of(self.folded, &visit)).transpose()?.map(Visit::id))
    }
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
