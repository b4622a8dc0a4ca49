//! A therapist's caseload, and whether all of it is on this device.
//!
//! A patient is ready when this device has everything that the server said it had, of the stay and of its notes, when it
//! was last asked about all of them together.

use super::{notes_of, page::precautions, that_matters};
use crate::{
    App, Session,
    audit::{Of, what},
    project::{self, Folded, standing::StatusFacts},
    session::Person,
    views::{self, Views, count},
    words::Fail,
};
use clinical::{ScopeId, StayId, UtcMillis, cui::date, staff::Action, stay::VisitStage, visit::Goal};
use contract::{CaseloadRow, CaseloadView, Reply};
use std::sync::Arc;
use store::ReadTx;

impl App {
    /// The patients on the signed-in person's caseload, in the order of their visits.
    pub(crate) fn caseload(&self, session: &Session) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Read)?;
        self.audit_look(session, &now, &person, what::VIEW_CASELOAD, Of::Device)?;
        let directory = self.directory();
        let views = Views { app: self, now, directory: &directory };
        let mut rows = Vec::new();
        let mut ready_at: Option<Option<UtcMillis>> = None;
        for (stay, folded) in self.caseload_of(&person)? {
            let ready = self.store.read(|tx| ready(tx, stay, &folded))?;
            ready_at = Some(ready_at.map_or(ready, |before| before.zip(ready).map(|(a, b)| a.min(b))));
            rows.push(views.caseload_row(stay, &folded, &person, ready.is_some())?);
        }
        rows.sort_by_key(|row| {
            row.visit.as_ref().map_or((9, None), |visit| (order(visit.stage), visit.planned_at))
        });
        let waiting = self.waiting()?;
        let sync = self.store.read(|tx| views::sync(self, tx, &now, &waiting))?;
        Ok(Reply::Caseload(Box::new(CaseloadView {
            ready: count(rows.iter().filter(|row| row.ready).count()),
            ready_at: ready_at.flatten(),
            rows,
            sync,
            now: now.at(),
            offset_minutes: now.offset_at(now.at()),
        })))
    }

    /// The stays on somebody's caseload; those that are over stay on it until they take them off.
    pub(super) fn caseload_of(&self, person: &Person) -> Result<Vec<(StayId, Arc<Folded>)>, Fail> {
        let listed = self.store.read(|tx| tx.allocations().of_staff(&person.staff))?;
        let mut stays = Vec::with_capacity(listed.len());
        for stay in listed {
            let folded = self.stay(&stay)?;
            if folded.state.caseload_of.contains(&person.staff) {
                stays.push((stay, folded));
            }
        }
        Ok(stays)
    }
}

impl Views<'_> {
    fn caseload_row(
        &self,
        stay: StayId,
        folded: &Folded,
        person: &Person,
        ready: bool,
    ) -> Result<CaseloadRow, Fail> {
        let state = &folded.state;
        let banner = project::banner(stay, folded);
        let like_name = self.app.store.read(|tx| self.has_like_name(tx, stay, &banner))?;
        let visit = that_matters(folded, person).filter(|visit| visit.is_of(person.staff));
        Ok(CaseloadRow {
            banner: views::banner(banner, &self.now, like_name),
            home: said(state.home.values().map(|home| home.address.as_str())).into_iter().reduce(either),
            status: StatusFacts::of(state.at(self.now.at())).view(&folded.policy),
            precautions: precautions(folded),
            visit: visit.map(|visit| self.visit_line(stay, folded, visit, person)),
            ready,
            unsigned: self.app.unsigned_notes(stay, folded, person)?.next().is_some(),
            unsent: self.unsent_with_notes(stay, folded)?,
            access: said(state.home.values().map(|home| home.access.as_str())),
            overdue: state.goals.iter().filter_map(|leaf| self.overdue(&leaf.value)).collect(),
        })
    }

    /// A goal whose day is past, in words.
    fn overdue(&self, goal: &Goal) -> Option<String> {
        let by = goal.by.filter(|_| goal.is_overdue(self.today()))?;
        Some(format!("Goal overdue since {}: “{}”", date(by), goal.words))
    }
}

/// What people wrote, each once, where they wrote anything.
fn said<'s>(all: impl Iterator<Item = &'s str>) -> Vec<String> {
    let mut said: Vec<String> = all.filter(|words| !words.trim().is_empty()).map(str::to_owned).collect();
    said.dedup();
    said
}

/// While people disagree where home is, both are shown.
fn either(one: String, other: String) -> String {
    format!("{one} or {other}")
}

/// What has begun first, then what is to come, then what is done.
const fn order(stage: VisitStage) -> u8 {
    match stage {
        VisitStage::Open => 0,
        VisitStage::Planned | VisitStage::Stopped => 1,
        VisitStage::Disputed | VisitStage::Seen | VisitStage::NotSeen | VisitStage::CalledOff => 2,
    }
}

/// As of when everything of a stay and its notes is on this device; `None` when something is not.
fn ready(tx: &ReadTx<'_>, stay: StayId, folded: &Folded) -> Result<Option<UtcMillis>, Fail> {
    let notes = notes_of(stay, folded).map(|(note, _)| ScopeId::Note(note));
    let mut oldest = None;
    for scope in [ScopeId::Stay(stay)].into_iter().chain(notes) {
        let Some(cursor) = tx.cursors().get(&scope)?.filter(|cursor| cursor.seq >= cursor.head) else {
            return Ok(None);
        };
        let heard = (cursor.heard_at != crate::commit::NEVER_HEARD).then_some(cursor.heard_at);
        let Some(heard) = heard else { return Ok(None) };
        oldest = Some(oldest.map_or(heard, |before: UtcMillis| before.min(heard)));
    }
    Ok(oldest)
}
