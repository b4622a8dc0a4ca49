//! Plans of visits: made, moved, called off; and a move, a calling off or an end taken back.
//!
//! Nothing is overwritten: each of them is a fact that replaces what its author was shown, and taking one back brings back
//! what it replaced. Whoever was shown something else than what stands is refused, so that nobody undoes a colleague's
//! change without having seen it.

use super::{Pen, Said, visit_of};
use crate::{
    audit::what,
    corrections::a_reason,
    project::Folded,
    session::Person,
    words::{self, Fail},
};
use clinical::{
    FactId, StaffId, UtcMillis,
    entry::{EntryBody, Withdrawal},
    leaves::{Graph, Leaf, Written},
    stay::{Visit, VisitStage},
    visit::{VisitCalledOff, VisitEnd, VisitPlan},
};
use std::collections::BTreeSet;

impl Pen<'_, '_, '_> {
    /// A plan, or another one for a visit that has not begun.
    pub(super) fn planned(&self, visit: Option<FactId>, plan: VisitPlan) -> Result<Said, Fail> {
        let old = visit.map(|visit| visit_of(self.folded, &visit)).transpose()?;
        if old.is_some_and(|old| old.stage() != VisitStage::Planned) {
            return Err(words::visit_has_begun().into());
        }
        let supersedes = old.iter().flat_map(|old| &old.plans).map(|plan| plan.by.id).collect();
        Ok(self.one(true, supersedes, EntryBody::VisitPlan(plan), what::PLAN_VISIT))
    }

    /// The same visit at another time. It stays with whoever was to come, and settles what two people planned for it.
    pub(super) fn moved(
        &self,
        visit: &FactId,
        shown: &[FactId],
        at: UtcMillis,
        reason: &str,
    ) -> Result<Said, Fail> {
        let reason = a_reason(reason)?;
        let visit = self.to_be_changed(visit)?;
        let mine = |plan: &Leaf<VisitPlan>| {
            plan.value.at == at && plan.by.author == self.person.staff && plan.by.reason == reason
        };
        let standing = standing(visit);
        if standing.len() == 1 && visit.plans.iter().any(mine) {
            // The second tap of one move.
            return Ok(None);
        }
        as_shown(&standing, shown)?;
        // Of two people who planned it differently, the one whose time it is now comes.
        let kept = visit.plans.iter().find(|plan| plan.value.at == at).or(visit.plans.first());
        let kept = kept.ok_or_else(words::visit_has_begun)?.value.clone();
        if standing.len() == 1 && kept.at == at {
            let message = "The visit is planned for that time already.";
            return Err(words::invalid("at", "same", message).into());
        }
        let body = EntryBody::VisitPlan(VisitPlan { at, ..kept });
        Ok(Some((vec![self.fact(standing.into_iter().collect(), reason, body)], what::MOVE_VISIT)))
    }

    /// A visit that nobody is to make.
    pub(super) fn called_off(
        &self,
        visit: &FactId,
        shown: &[FactId],
        why: VisitCalledOff,
    ) -> Result<Said, Fail> {
        let found = visit_of(self.folded, visit)?;
        let mine = |off: &Leaf<VisitCalledOff>| off.by.author == self.person.staff;
        if found.stage() == VisitStage::CalledOff && found.called_off.iter().any(mine) {
            return Ok(None);
        }
        if !matches!(found.stage(), VisitStage::Planned | VisitStage::Stopped) {
            return Err(words::visit_has_begun().into());
        }
        let standing = standing(found);
        as_shown(&standing, shown)?;
        let why = VisitCalledOff { words: why.words.trim().to_owned(), ..why };
        let body = EntryBody::VisitCalledOff(why);
        Ok(self.one(true, standing.into_iter().collect(), body, what::CALL_OFF_VISIT))
    }

    /// Of what people said who did not know of each other, one is said again, over all of it.
    pub(super) fn settled(&self, visit: &FactId, shown: &[FactId], chosen: FactId) -> Result<Said, Fail> {
        let visit = self.to_be_changed(visit)?;
        let body = self.folded.entry(&chosen).map(|entry| entry.body.clone());
        let body = body.filter(|_| visit.names.contains(&chosen)).ok_or_else(words::plan_has_changed)?;
        let standing = standing(visit);
        as_shown(&standing, shown)?;
        if !standing.contains(&chosen) {
            return Err(words::plan_has_changed().into());
        }
        let disputed = visit.plan_is_disputed();
        Ok(self.one(disputed, standing.into_iter().collect(), body, what::MOVE_VISIT))
    }

    fn to_be_changed(&self, visit: &FactId) -> Result<&Visit, Fail> {
        let visit = visit_of(self.folded, visit)?;
        match visit.stage() {
            VisitStage::Planned => Ok(visit),
            VisitStage::Stopped => Err(words::patient_has_died().into()),
            VisitStage::CalledOff => Err(words::plan_has_changed().into()),
            _ => Err(words::visit_has_begun().into()),
        }
    }

    /// An end, unless the same person has said the same and nobody has said otherwise. It settles ends that differ.
    pub(super) fn ended(&self, end: VisitEnd, at: Option<UtcMillis>) -> Result<Said, Fail> {
        let visit = visit_of(self.folded, &end.visit)?;
        let staff = self.person.staff;
        if visit.ends.len() == 1 && visit.ends[0].by.author == staff && visit.ends[0].value.how == end.how {
            return Ok(None);
        }
        let supersedes = visit.ends.iter().map(|end| end.by.id).collect();
        let named = visit.starts.first().map_or(end.visit, |start| start.by.id);
        let body = EntryBody::VisitEnd(VisitEnd { visit: named, ..end });
        let fact = self.fact(supersedes, "", body);
        let fact = match at {
            None => fact,
            Some(at) => self.at(self.took_place("at", visit.began(), at)?, fact),
        };
        Ok(Some((vec![fact], what::END_VISIT)))
    }

    /// What was said last of a visit no longer holds; what it replaced stands again.
    pub(super) fn taken_back(&self, fact: FactId) -> Result<Said, Fail> {
        let visits = &self.folded.state.visits;
        let graph = Graph::of(&self.folded.entries);
        if graph.withdrawn_by(fact).is_some_and(|by| by.author == self.person.staff) {
            return Ok(None);
        }
        let found = visits.iter().find(|visit| last_said(visit).iter().any(|by| by.id == fact));
        let visit = found.ok_or_else(words::nothing_to_take_back)?;
        if !may_take_back(self.folded, visit, self.person.staff, fact) {
            return Err(words::not_yours_to_take_back().into());
        }
        let (app, how) = (self.app, Withdrawal::Undone);
        let undo = |fact| {
            app.withdrawal(self.desk, self.now, self.person, self.stay, fact, how.clone(), "taken back")
        };
        let mut facts = vec![undo(fact)];
        // A visit that was entered once it was over was entered by mistake altogether: nobody is with the patient.
        let end = visit.ends.iter().find(|end| end.by.id == fact);
        let with_it = |start: &&Leaf<_>| {
            end.is_some_and(|end| {
                start.by.author == end.by.author && start.by.recorded_at == end.by.recorded_at
            })
        };
        facts.extend(visit.starts.iter().filter(with_it).map(|start| undo(start.by.id)));
        Ok(Some((facts, what::TAKE_BACK_VISIT)))
    }
}

/// What stands of a plan: plans, and what calls them off.
pub(super) fn standing(visit: &Visit) -> BTreeSet<FactId> {
    let plans = visit.plans.iter().map(|plan| plan.by.id);
    plans.chain(visit.called_off.iter().map(|off| off.by.id)).collect()
}

fn as_shown(standing: &BTreeSet<FactId>, shown: &[FactId]) -> Result<(), Fail> {
    let shown: BTreeSet<FactId> = shown.iter().copied().collect();
    if *standing == shown { Ok(()) } else { Err(words::plan_has_changed().into()) }
}

/// What can be taken back of a visit as it stands, the latest first: its ends; before it began, a calling off and moves.
fn last_said(visit: &Visit) -> Vec<&Written> {
    let mut said: Vec<&Written> = match visit.stage() {
        VisitStage::Open => Vec::new(),
        VisitStage::Planned | VisitStage::Stopped | VisitStage::CalledOff => {
            // The first plan replaces nothing: it is called off, and not taken back.
            let moves = visit.plans.iter().filter(|_| !visit.earlier.is_empty()).map(|plan| &plan.by);
            moves.chain(visit.called_off.iter().map(|off| &off.by)).collect()
        }
        VisitStage::Seen | VisitStage::NotSeen | VisitStage::Disputed => {
            visit.ends.iter().map(|end| &end.by).collect()
        }
    };
    said.sort_by_key(|by| std::cmp::Reverse((by.recorded(), by.id)));
    said
}

/// Whoever wrote it, and whoever has the patient on their caseload, may take it back.
fn may_take_back(folded: &Folded, visit: &Visit, staff: StaffId, fact: FactId) -> bool {
    folded.state.caseload_of.contains(&staff)
        || last_said(visit).iter().any(|by| by.id == fact && by.author == staff)
}

/// What somebody is offered to take back of a visit.
pub(super) fn can_take_back(folded: &Folded, visit: &Visit, person: &Person) -> Option<FactId> {
    let said = last_said(visit);
    let may = |by: &&&Written| may_take_back(folded, visit, person.staff, by.id);
    said.iter().find(may).map(|by| by.id)
}
