//! What people were told and what they did, remembered beside the product, to be asked for at the end.

use clinical::{FactId, StayId, vitals::Vitals};
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

/// Everything that was promised.
#[derive(Debug, Default)]
pub(super) struct Promises {
    pub(super) stays: Vec<StayId>,
    /// Where a stay's patient was placed at some time.
    pub(super) wards_of: BTreeMap<StayId, BTreeSet<&'static str>>,
    pub(super) sets: Vec<Set>,
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

impl Promises {
    /// Only what lies on a disk can survive a restore: nobody can bring the rest back.
    pub(super) fn only_what_is_on(&mut self, there: &BTreeSet<(String, FactId)>) {
        self.sets.retain(|set| there.contains(&(scope_of(&set.stay), set.fact)));
        let scopes: BTreeSet<&str> = there.iter().map(|(scope, _)| scope.as_str()).collect();
        self.stays.retain(|stay| scopes.contains(scope_of(stay).as_str()));
    }

    /// A tablet's disk is what it was once: what it does not hold any more is others' to show.
    pub(super) fn restored(&mut self, tablet: usize, held: &BTreeSet<(String, FactId)>) {
        for set in self.sets.iter_mut().filter(|set| set.tablet == tablet) {
            set.before_restore |= !held.contains(&(scope_of(&set.stay), set.fact));
        }
    }

    /// What a tablet promised by itself is gone with its disk.
    pub(super) fn forget_views(&mut self, tablet: usize) {
        self.views.retain(|(of, ..)| *of != tablet);
    }
}

/// The scope of a stay, as databases name it.
pub(super) fn scope_of(stay: &StayId) -> String {
    clinical::ScopeId::Stay(*stay).to_string()
}
