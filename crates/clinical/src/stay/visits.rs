//! A stay's visits: what was planned, begun and ended, and what happened to the patient meanwhile.
//!
//! A visit is everything that names one another: plans and their changes, beginnings, ends. Two people may move, call off,
//! begin or end one visit without knowing of each other; both stand. What was taken back stays a name of the visit and says
//! nothing else of it. Nothing here depends on the order in which entries arrive.

use super::groups::Groups;
use crate::{
    FactId, StaffId, UtcMillis,
    entry::{Discharge, EntryBody},
    leaves::{Graph, Leaf, Written},
    note::NoteOpened,
    visit::{Goal, VisitCalledOff, VisitEnd, VisitEnding, VisitPlan, VisitStart},
    ward::Place,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Moves and discharges that a visit shows, the latest; and deaths. A patient is moved that often in no visit, and a device
/// that says so of thousands of visits makes none of them slow.
pub const MOST_MEANWHILE: usize = 32;

/// One visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Everything of this visit: plans and their changes, beginnings, what was taken back of them too. A note, an end or a
    /// screen may name any of them.
    pub names: BTreeSet<FactId>,
    /// The plans that stand; two when two people changed it differently.
    pub plans: Vec<Leaf<VisitPlan>>,
    /// Who called it off, where nobody has planned it anew since; beside a plan that stands when one person called it off and
    /// another, not knowing, moved it.
    pub called_off: Vec<Leaf<VisitCalledOff>>,
    /// The plans that were moved or called off, the first first.
    pub earlier: Vec<Leaf<VisitPlan>>,
    /// Its beginnings, earliest first.
    pub starts: Vec<Leaf<VisitStart>>,
    /// Its ends, earliest first.
    pub ends: Vec<Leaf<VisitEnd>>,
    /// What happened to the patient while it was open, and their death whenever it was before its end.
    pub meanwhile: Vec<Meanwhile>,
}

/// What happened to the patient while somebody was with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meanwhile {
    /// When, as far as is known.
    pub at: Option<UtcMillis>,
    /// Who wrote it down, and when.
    pub by: Written,
    /// What.
    pub what: Happened,
}

/// See [`Meanwhile`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// Moved to another place.
    Moved(Place),
    /// Left.
    Left,
    /// Died.
    Died,
}

/// How far a visit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitStage {
    /// Still to come.
    Planned,
    /// Not begun, and the patient has died: nobody is to go (safety rule 18).
    Stopped,
    /// Somebody is with the patient.
    Open,
    /// Ended, and the patient was seen.
    Seen,
    /// Ended, and the patient was not seen.
    NotSeen,
    /// Ended twice, and differently.
    Disputed,
    /// Called off before it began.
    CalledOff,
}

impl Visit {
    /// What it is called: the first of its names, by identifier.
    pub fn id(&self) -> FactId {
        self.names.first().copied().unwrap_or(FactId::from_bytes([0; 16]))
    }

    /// How far it is.
    pub fn stage(&self) -> VisitStage {
        let seen = |end: &Leaf<VisitEnd>| end.value.how == VisitEnding::Seen;
        let died = self.meanwhile.iter().any(|of| of.what == Happened::Died);
        match (self.ends.is_empty(), self.starts.is_empty()) {
            (true, false) => VisitStage::Open,
            (true, true) if self.plans.is_empty() && !self.called_off.is_empty() => VisitStage::CalledOff,
            (true, true) if died => VisitStage::Stopped,
            (true, true) => VisitStage::Planned,
            (false, _) if self.ends.iter().all(seen) => VisitStage::Seen,
            (false, _) if self.ends.iter().any(seen) => VisitStage::Disputed,
            (false, _) => VisitStage::NotSeen,
        }
    }

    /// When it began, as far as is known.
    pub fn began(&self) -> Option<UtcMillis> {
        self.starts.first().and_then(|start| start.by.at())
    }

    /// When it ended, as far as is known.
    pub fn ended(&self) -> Option<UtcMillis> {
        self.ends.last().and_then(|end| end.by.at())
    }

    /// When it is to be: the earliest, while two plans stand. Called off, when it was to be.
    pub fn planned_at(&self) -> Option<UtcMillis> {
        let standing = self.plans.iter().map(|plan| plan.value.at).min();
        standing.or_else(|| self.earlier.last().map(|plan| plan.value.at))
    }

    /// When it was first to be, where every plan that stands says otherwise.
    pub fn moved_from(&self) -> Option<UtcMillis> {
        let first = self.earlier.first()?.value.at;
        let moved = !self.plans.is_empty() && self.plans.iter().all(|plan| plan.value.at != first);
        moved.then_some(first)
    }

    /// Whether people moved it or called it off differently without knowing of each other, and nobody has settled it. Until
    /// then somebody comes, and at the earliest of the times.
    pub fn plan_is_disputed(&self) -> bool {
        let differ = self.plans.windows(2).any(|pair| pair[0].value != pair[1].value);
        differ || (!self.plans.is_empty() && !self.called_off.is_empty())
    }

    /// Whether it was entered once it was over: its beginning was written down after its end.
    pub fn is_entered_later(&self) -> bool {
        let Some(ended) = self.ended().filter(|_| !self.starts.is_empty()) else { return false };
        self.starts.iter().all(|start| start.by.recorded() >= ended && start.by.at() < Some(ended))
    }

    /// Who visits: who planned to, who began, who ended it.
    pub fn is_of(&self, staff: StaffId) -> bool {
        let planned = self.plans.iter().any(|plan| plan.value.staff == staff);
        let was_planned =
            !self.called_off.is_empty() && self.earlier.iter().any(|plan| plan.value.staff == staff);
        planned
            || was_planned
            || self.starts.iter().any(|start| start.by.author == staff)
            || self.ends.iter().any(|end| end.by.author == staff)
    }
}

/// All visits of a stay, those that were or are to be first, first.
pub(super) fn visits(graph: &Graph<'_>) -> Vec<Visit> {
    let mut groups = Groups::default();
    let standing = || graph.entries().filter(|entry| graph.withdrawn_by(entry.id).is_none());
    // What was taken back still joins what came before it to what came after.
    for entry in graph.entries() {
        match &entry.body {
            EntryBody::VisitPlan(_) | EntryBody::VisitCalledOff(_) => {
                groups.add(entry.id);
                entry.supersedes.iter().for_each(|old| groups.join(entry.id, *old));
            }
            EntryBody::VisitStart(start) => {
                groups.add(entry.id);
                start.plan.iter().for_each(|plan| groups.join(entry.id, *plan));
            }
            EntryBody::VisitEnd(end) => drop(groups.add(end.visit)),
            _ => {}
        }
    }
    let mut visits: BTreeMap<usize, Visit> = BTreeMap::new();
    for (id, group) in groups.all() {
        visits.entry(group).or_insert_with(Visit::empty).names.insert(id);
    }
    for entry in standing() {
        let by = || Written::from(entry);
        let named = match &entry.body {
            EntryBody::VisitEnd(end) => end.visit,
            _ => entry.id,
        };
        let Some(visit) = groups.group(named).and_then(|group| visits.get_mut(&group)) else { continue };
        match &entry.body {
            EntryBody::VisitPlan(plan) => {
                let leaf = Leaf { by: by(), value: plan.clone() };
                let plans = if graph.is_current(entry.id) { &mut visit.plans } else { &mut visit.earlier };
                plans.push(leaf);
            }
            EntryBody::VisitCalledOff(off) if graph.is_current(entry.id) => {
                visit.called_off.push(Leaf { by: by(), value: off.clone() });
            }
            EntryBody::VisitStart(start) => visit.starts.push(Leaf { by: by(), value: start.clone() }),
            EntryBody::VisitEnd(end) if graph.is_current(entry.id) => {
                visit.ends.push(Leaf { by: by(), value: end.clone() });
            }
            _ => {}
        }
    }
    let happened = happened(graph);
    let died: Vec<&Meanwhile> = happened.iter().filter(|of| of.what == Happened::Died).collect();
    let mut visits: Vec<Visit> = visits.into_values().filter(|visit| !visit.is_nothing()).collect();
    for visit in &mut visits {
        visit.settle(&happened, &died);
    }
    visits.sort_by_key(|visit| (visit.began().or(visit.planned_at()), visit.id()));
    visits
}

impl Visit {
    fn empty() -> Self {
        Self {
            names: BTreeSet::new(),
            plans: Vec::new(),
            called_off: Vec::new(),
            earlier: Vec::new(),
            starts: Vec::new(),
            ends: Vec::new(),
            meanwhile: Vec::new(),
        }
    }

    /// All that was said of it was taken back.
    fn is_nothing(&self) -> bool {
        self.plans.is_empty() && self.called_off.is_empty() && self.starts.is_empty() && self.ends.is_empty()
    }

    fn settle(&mut self, happened: &[Meanwhile], died: &[&Meanwhile]) {
        fn in_order<T>(leaves: &mut [Leaf<T>]) {
            leaves.sort_by_key(|leaf| (leaf.by.at(), leaf.by.recorded(), leaf.by.id));
        }
        in_order(&mut self.plans);
        in_order(&mut self.called_off);
        in_order(&mut self.earlier);
        in_order(&mut self.starts);
        in_order(&mut self.ends);
        let (began, ended) = (self.began(), self.ended());
        // Both are in the order of their times, those without one first: what a visit has of them is a run of each.
        let before_the_end = |of: &Meanwhile| ended.is_none_or(|ended| of.at.is_none_or(|at| at <= ended));
        let until = happened.partition_point(before_the_end);
        let untimed = happened.partition_point(|of| of.at.is_none());
        let from =
            began.map_or(until, |began| happened.partition_point(|of| of.at.is_none_or(|at| at < began)));
        let open = if began.is_some() { &happened[..untimed] } else { &[] };
        let timed = happened.get(from..until).unwrap_or_default();
        let alive = |of: &&Meanwhile| of.what != Happened::Died;
        let latest = open.iter().chain(timed).rev().filter(alive).take(MOST_MEANWHILE);
        let died = died.iter().copied().take_while(|of| before_the_end(of)).take(MOST_MEANWHILE);
        let mut meanwhile: Vec<&Meanwhile> = latest.chain(died).collect();
        meanwhile.sort_by_key(|of| (of.at, of.by.id));
        self.meanwhile = meanwhile.into_iter().cloned().collect();
    }
}

/// Moves, discharges and deaths, each with its time. A first placement is no move.
fn happened(graph: &Graph<'_>) -> Vec<Meanwhile> {
    let standing = graph.entries().filter(|entry| graph.withdrawn_by(entry.id).is_none());
    let mut happened: Vec<Meanwhile> = standing
        .filter_map(|entry| {
            let what = match &entry.body {
                EntryBody::Placement(place) if !entry.supersedes.is_empty() => Happened::Moved(place.clone()),
                EntryBody::Discharge(Discharge::Died) if graph.is_current(entry.id) => Happened::Died,
                EntryBody::Discharge(Discharge::Discharged) if graph.is_current(entry.id) => Happened::Left,
                _ => return None,
            };
            let by = Written::from(entry);
            Some(Meanwhile { at: by.at(), by, what })
        })
        .collect();
    happened.sort_by_key(|of| (of.at, of.by.id));
    happened
}

/// Goals that stand, oldest first; two versions of one where two people changed it at once.
pub(super) fn goals(graph: &Graph<'_>) -> Vec<Leaf<Goal>> {
    let standing = graph.entries().filter(|entry| graph.is_current(entry.id));
    let mut goals: Vec<Leaf<Goal>> = standing
        .filter_map(|entry| match &entry.body {
            EntryBody::Goal(goal) => Some(Leaf { by: Written::from(entry), value: goal.clone() }),
            _ => None,
        })
        .collect();
    goals.sort_by_key(|leaf| (leaf.by.at(), leaf.by.id));
    goals
}

/// On whose caseload the patient is. Somebody whom one entry takes on and another, not knowing, takes off, still has them.
pub(super) fn caseload_of(graph: &Graph<'_>) -> BTreeSet<StaffId> {
    let standing = graph.entries().filter(|entry| graph.is_current(entry.id));
    standing
        .filter_map(|entry| match &entry.body {
            EntryBody::Caseload(of) if of.on => Some(of.staff),
            _ => None,
        })
        .collect()
}

/// A note of a stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StayNote {
    /// Who opened it and when, and for which visit.
    pub opened: Leaf<NoteOpened>,
    /// Who took it back, when and why: it was opened for the wrong patient. Its words stay readable, struck through.
    pub withdrawn: Option<Written>,
}

/// Notes that were opened, those taken back too, oldest first.
pub(super) fn notes(graph: &Graph<'_>) -> Vec<StayNote> {
    let mut notes: Vec<StayNote> = graph
        .entries()
        .filter_map(|entry| match &entry.body {
            EntryBody::Note(opened) => Some(StayNote {
                opened: Leaf { by: Written::from(entry), value: *opened },
                withdrawn: graph.withdrawn_by(entry.id).map(Written::from),
            }),
            _ => None,
        })
        .collect();
    notes.sort_by_key(|note| (note.opened.by.at(), note.opened.by.id));
    notes
}
