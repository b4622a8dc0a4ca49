//! What became of a visit's plan, in words: moved, called off, taken back, entered later.

use super::page::how;
use crate::{project::Folded, views::Views};
use clinical::{
    ClockTrust, FactId, UtcMillis,
    cui::date_time,
    entry::{Entry, EntryBody},
    leaves::{Graph, Leaf, Written},
    stay::{Visit, VisitStage},
    visit::{VisitCalledOff, called_off_label},
};
use contract::PlanView;

/// Changes that a page shows, the latest: nobody reads more, and a faulty device may send thousands.
const MOST_CHANGES: usize = 12;

/// What was written down so long after it was true was entered later, in milliseconds.
const LATER_MS: i64 = 60_000;

impl Views<'_> {
    /// What stands of the plan of a visit that has not begun, the earliest first, and last that it was called off.
    pub(super) fn plans(&self, folded: &Folded, visit: &Visit) -> Vec<PlanView> {
        if !matches!(visit.stage(), VisitStage::Planned | VisitStage::Stopped) {
            return Vec::new();
        }
        let planned = visit.plans.iter().map(|plan| (plan.by.id, Some(plan.value.at)));
        let off = visit.called_off.iter().map(|off| (off.by.id, None));
        let view = |(id, at): (FactId, Option<UtcMillis>)| {
            let words = folded.entry(&id).and_then(|entry| self.change(entry)).unwrap_or_default();
            PlanView { id, at, words }
        };
        let mut plans: Vec<PlanView> = planned.chain(off).map(view).collect();
        plans.sort_by_key(|plan| (plan.at.is_none(), plan.at, plan.id));
        plans
    }

    /// All that was said of when it is to be, and what of that was taken back, earliest first. Nothing where there is only the
    /// plan.
    pub(super) fn changes(&self, folded: &Folded, visit: &Visit) -> Vec<String> {
        let graph = Graph::of(&folded.entries);
        let of_it = |entry: &&Entry| match &entry.body {
            EntryBody::VisitPlan(_) => visit.names.contains(&entry.id),
            // That it stands called off is said as how it came out.
            EntryBody::VisitCalledOff(_) => {
                let stands = visit.called_off.iter().any(|off| off.by.id == entry.id);
                visit.names.contains(&entry.id) && !(stands && visit.stage() == VisitStage::CalledOff)
            }
            EntryBody::VisitEnd(end) => {
                visit.names.contains(&end.visit) && graph.withdrawn_by(entry.id).is_some()
            }
            _ => false,
        };
        let mut said: Vec<&Entry> = graph.entries().filter(of_it).collect();
        if said.len() < 2 && said.iter().all(|entry| graph.withdrawn_by(entry.id).is_none()) {
            return Vec::new();
        }
        said.sort_by_key(|entry| (Written::from(*entry).recorded(), entry.id));
        let left_out = said.len().saturating_sub(MOST_CHANGES);
        let line = |entry: &Entry| {
            let words = self.change(entry)?;
            Some(match graph.withdrawn_by(entry.id) {
                Some(by) => format!("{words}. Taken back: {}", self.who_and_when(&Written::from(by))),
                None => words,
            })
        };
        said.into_iter().skip(left_out).filter_map(line).collect()
    }

    /// "Moved to 23-Nov-2026 11:00: asked for the morning. Ana Silva, 22-Nov-2026 16:10".
    fn change(&self, entry: &Entry) -> Option<String> {
        let by = Written::from(entry);
        let because = if by.reason.is_empty() { String::new() } else { format!(": {}", by.reason) };
        let what = match &entry.body {
            EntryBody::VisitPlan(plan) => {
                let to = if entry.supersedes.is_empty() { "Planned for" } else { "Moved to" };
                format!("{to} {}{because}", date_time(self.now.local(plan.at)))
            }
            EntryBody::VisitCalledOff(off) => off_words(off),
            EntryBody::VisitEnd(end) => how(&end.how),
            _ => return None,
        };
        Some(format!("{what}. {}", self.who_and_when(&by)))
    }

    /// Who called a visit off, when and why; each of them.
    pub(super) fn called_off(&self, visit: &Visit) -> Vec<String> {
        let line =
            |off: &Leaf<VisitCalledOff>| format!("{}. {}", off_words(&off.value), self.who_and_when(&off.by));
        visit.called_off.iter().map(line).collect()
    }

    /// That a visit, or its end, was written down after it had taken place.
    pub(super) fn entered(&self, visit: &Visit) -> String {
        let late = |by: &Written| {
            by.at().is_some_and(|at| by.recorded().0.saturating_sub(at.0).saturating_abs() >= LATER_MS)
        };
        let of = |what: &str, by: &Written| {
            let unproved = by.clock == ClockTrust::Unproved;
            let clock = if unproved { ", by a clock that nobody checked" } else { "" };
            let when = date_time(self.now.local(by.recorded()));
            format!("{what}: {}, {when}{clock}", self.directory.author(by))
        };
        let start = visit.starts.iter().map(|start| &start.by).find(|by| late(by));
        let end = visit.ends.iter().map(|end| &end.by).find(|by| late(by));
        match (start, end) {
            (Some(by), _) => of("Entered later", by),
            (None, Some(by)) => of("Its end was entered later", by),
            (None, None) => String::new(),
        }
    }
}

/// "Called off: The patient or family asked: at her sister's".
fn off_words(VisitCalledOff { reason, words }: &VisitCalledOff) -> String {
    let more = if words.is_empty() { String::new() } else { format!(": {words}") };
    format!("Called off: {}{more}", called_off_label(reason))
}
