//! What people were told and what they did, remembered beside the product, to be asked for at the end.

use clinical::{FactId, NoteId, ScopeId, StayId, note::Section, vitals::Vitals};
use std::collections::{BTreeMap, BTreeSet};

/// A set of observations that a tablet said was saved.
#[derive(Debug, Clone)]
pub(super) struct Set {
    pub(super) stay: StayId,
    pub(super) fact: FactId,
    pub(super) vitals: Vitals,
    pub(super) by: &'static str,
    /// The tablet that said so.
    pub(super) tablet: usize,
    /// That tablet's disk was put back since to what it was before the set. Others brought it to the server or hold it.
    pub(super) before_restore: bool,
    /// What it corrects.
    pub(super) amends: Option<FactId>,
    /// Charted by somebody whom the server may refuse.
    pub(super) by_leaver: bool,
}

/// What somebody did in a note, and that a tablet took.
#[derive(Debug, Clone)]
pub(super) struct Noted {
    pub(super) stay: StayId,
    pub(super) note: NoteId,
    pub(super) what: Did,
    /// The facts that it made, each with its scope.
    pub(super) facts: BTreeSet<(String, FactId)>,
    pub(super) by: &'static str,
    pub(super) tablet: usize,
    /// As [`Set::before_restore`].
    pub(super) before_restore: bool,
    /// As [`Set::by_leaver`].
    pub(super) by_leaver: bool,
}

/// What was done in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Did {
    Open,
    /// A sentence that stands in this run once.
    Write(Section, String),
    /// Somebody took a sentence out.
    TakeOut(String),
    Sign,
}

/// Everything that was promised.
#[derive(Debug, Default)]
pub(super) struct Promises {
    pub(super) stays: Vec<StayId>,
    /// Where a stay's patient was placed at some time.
    pub(super) wards_of: BTreeMap<StayId, BTreeSet<&'static str>>,
    pub(super) sets: Vec<Set>,
    pub(super) noted: Vec<Noted>,
    /// Who looked at whom, by the tablet.
    pub(super) views: BTreeSet<(usize, &'static str, StayId)>,
    /// The desk said that somebody has left.
    pub(super) has_left: bool,
}

impl Set {
    /// Whether it is this tablet that has to hold it and show it.
    pub(super) const fn is_kept_by(&self, tablet: usize) -> bool {
        self.tablet == tablet && !self.before_restore
    }
}

impl Noted {
    /// Whether it is this tablet that has to hold it and show it.
    pub(super) const fn is_kept_by(&self, tablet: usize) -> bool {
        self.tablet == tablet && !self.before_restore
    }
}

impl Promises {
    /// Notes that were opened and are on a disk, each with its stay.
    pub(super) fn notes(&self) -> Vec<(StayId, NoteId)> {
        let opened = self.noted.iter().filter(|noted| noted.what == Did::Open);
        opened.map(|noted| (noted.stay, noted.note)).collect()
    }

    /// Only what lies on a disk can survive a restore: nobody can bring the rest back.
    pub(super) fn only_what_is_on(&mut self, there: &BTreeSet<(String, FactId)>) {
        self.sets.retain(|set| there.contains(&(scope_of(&set.stay), set.fact)));
        self.noted.retain(|noted| noted.facts.is_subset(there));
        let scopes: BTreeSet<&str> = there.iter().map(|(scope, _)| scope.as_str()).collect();
        self.stays.retain(|stay| scopes.contains(scope_of(stay).as_str()));
    }

    /// A tablet's disk is what it was once: what it does not hold any more is others' to show.
    pub(super) fn restored(&mut self, tablet: usize, held: &BTreeSet<(String, FactId)>) {
        for set in self.sets.iter_mut().filter(|set| set.tablet == tablet) {
            set.before_restore |= !held.contains(&(scope_of(&set.stay), set.fact));
        }
        for noted in self.noted.iter_mut().filter(|noted| noted.tablet == tablet) {
            noted.before_restore |= !noted.facts.is_subset(held);
        }
    }

    /// What a tablet promised by itself is gone with its disk.
    pub(super) fn forget_views(&mut self, tablet: usize) {
        self.views.retain(|(of, ..)| *of != tablet);
    }
}

/// The scope of a stay, as databases name it.
pub(super) fn scope_of(stay: &StayId) -> String {
    ScopeId::Stay(*stay).to_string()
}

/// The scope of a note, as databases name it.
pub(super) fn scope_of_note(note: &NoteId) -> String {
    ScopeId::Note(*note).to_string()
}
