//! Signed fluid balances: which still say what is there, and what has reopened the others (safety rule 17).
//!
//! A signature names the entries that it covers. Whether it stands is a comparison of two sets, and no clock has a say in
//! it: an entry that was charted before the signature and arrives after it reopens the shift like one charted later.

use super::{ChartedAssessment, StayState};
use crate::{
    FactId, Stamp, TakenAt, UtcMillis,
    entry::{Entry, EntryBody, Withdrawal},
    form::fluid::{FORM, FluidEntry, FluidItem, FluidSignature, FluidTotals, FluidWindow, totals},
    leaves::{Graph, Written},
    staff::{Action, may},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A window of fluid with what is there and what was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FluidShift {
    /// Which.
    pub window: FluidWindow,
    /// What the entries come to that are here now.
    pub totals: FluidTotals,
    /// The entries that a signature would cover now.
    pub covers: BTreeSet<FactId>,
    /// Everything that was signed and not taken back, oldest first. What was signed again stays among them.
    pub signatures: Vec<FluidSigned>,
}

/// Somebody's signature under a window, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FluidSigned {
    /// Who, and when.
    pub by: Written,
    /// What they signed.
    pub signature: FluidSignature,
    /// It was signed again.
    pub replaced_by: Option<Written>,
    /// A registered person signed it, or has put their name under it.
    pub counts: bool,
    /// What is otherwise than it was signed, in the order in which it was written.
    pub changes: Vec<FluidChange>,
    /// Entries that it covers and that have not reached this device.
    pub missing: usize,
    /// What is there comes to what was signed.
    pub adds_up: bool,
}

/// Something that came to a window after it was signed, or that the signature did not know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FluidChange {
    /// What happened.
    pub kind: FluidChangeKind,
    /// The entry that it happened to: the one that is there now, or that was there before.
    pub entry: FactId,
    /// Who did it, and when.
    pub by: Written,
}

/// What can happen to a signed window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FluidChangeKind {
    /// An entry came that the signature does not name.
    Came,
    /// An entry was corrected.
    Corrected,
    /// An entry was taken back.
    TakenBack,
    /// An entry was another patient's.
    MovedAway,
    /// Another patient's entry was this one's.
    MovedHere,
    /// The signature names something that does not count here.
    NotCounted,
}

/// How a window stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FluidStanding {
    /// Nobody has signed it.
    Unsigned,
    /// Somebody has signed it for whom a registered colleague signs, and none has yet.
    Waiting,
    /// It was signed, and this device has not received every entry that the signature names.
    Incomplete,
    /// Somebody has signed what is there.
    Signed,
    /// It was signed, and something else is there now.
    Reopened,
}

impl FluidSigned {
    /// Whether it says what is there.
    pub fn fits(&self) -> bool {
        self.changes.is_empty() && self.missing == 0 && self.adds_up
    }

    /// Whether something has come to it. While entries are missing here nobody can add them up.
    pub fn is_reopened(&self) -> bool {
        !self.changes.is_empty() || (self.missing == 0 && !self.adds_up)
    }

    /// Whether it waits for a registered person's name.
    fn waits(&self) -> bool {
        !self.counts && self.replaced_by.is_none()
    }
}

impl FluidShift {
    /// Signatures that were not signed again, oldest first: several where people signed apart from one another.
    pub fn leaves(&self) -> impl DoubleEndedIterator<Item = &FluidSigned> {
        self.signatures.iter().filter(|signed| signed.replaced_by.is_none())
    }

    /// How it stands. One signature that counts and says what is there is enough.
    pub fn standing(&self) -> FluidStanding {
        let counting = || self.leaves().filter(|signed| signed.counts);
        if counting().any(FluidSigned::fits) {
            FluidStanding::Signed
        } else if counting().any(FluidSigned::is_reopened) {
            FluidStanding::Reopened
        } else if counting().next().is_some() {
            FluidStanding::Incomplete
        } else if self.leaves().any(FluidSigned::waits) {
            FluidStanding::Waiting
        } else {
            FluidStanding::Unsigned
        }
    }

    /// The last signature that counts and was reopened, where nobody has signed what is there.
    pub fn reopened(&self) -> Option<&FluidSigned> {
        let open = self.standing() == FluidStanding::Reopened;
        self.leaves().rev().find(|signed| open && signed.counts && signed.is_reopened())
    }
}

impl FluidChangeKind {
    /// In words, after "signed by …;".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Came => "an entry came later",
            Self::Corrected => "an entry was corrected",
            Self::TakenBack => "an entry was taken back",
            Self::MovedAway => "an entry was another patient's",
            Self::MovedHere => "an entry was moved here from another patient",
            Self::NotCounted => "an entry that was signed does not count here",
        }
    }
}

impl FluidSigned {
    /// What has come to it, in words.
    pub fn what_changed(&self) -> &'static str {
        let kinds: BTreeSet<FluidChangeKind> = self.changes.iter().map(|change| change.kind).collect();
        match (kinds.first(), kinds.len()) {
            (Some(kind), 1) => kind.words(),
            (Some(_), _) => "several entries have changed",
            (None, _) => "what was charted adds up to something else",
        }
    }

    /// Since when it has been open: the first change that was written, and never before it was signed.
    pub fn reopened_at(&self) -> UtcMillis {
        let signed = self.by.recorded();
        self.changes.iter().map(|change| change.by.recorded()).min().map_or(signed, |at| at.max(signed))
    }
}

impl StayState {
    /// A window of fluid, signed or not.
    pub fn fluid_shift(&self, window: FluidWindow) -> FluidShift {
        let signed = self.fluid_signed.iter().find(|shift| shift.window.ends() == window.ends());
        signed.cloned().unwrap_or_else(|| FluidShift::unsigned(&self.fluid, window))
    }
}

impl FluidShift {
    fn unsigned(items: &[FluidItem], window: FluidWindow) -> Self {
        let here = items.iter().filter(|item| item.touches(window));
        Self {
            window,
            totals: totals(items, window),
            covers: here.flat_map(FluidItem::facts).collect(),
            signatures: Vec::new(),
        }
    }
}

/// Everything that went in or came out, as it counts, by the time of its first version; and which thread of versions a
/// fact of fluid is of.
pub(super) struct Charted {
    pub(super) items: Vec<FluidItem>,
    thread_of: BTreeMap<FactId, usize>,
}

/// Reads the entries out of completed forms, one thread of versions after the other.
pub(super) fn charted(threads: &[Vec<ChartedAssessment>]) -> Charted {
    let fluid = threads.iter().filter(|thread| thread.iter().any(|made| made.made.pin.url == FORM));
    let (mut items, mut thread_of) = (Vec::new(), BTreeMap::new());
    for (place, thread) in fluid.enumerate() {
        thread_of.extend(thread.iter().map(|made| (made.by.id, place)));
        let counting = thread.iter().filter(|made| made.mark.counts());
        let versions: Vec<(FactId, Option<FluidEntry>)> =
            counting.map(|made| (made.by.id, entry_of(made))).collect();
        if !versions.is_empty() {
            items.push(FluidItem::new(versions));
        }
    }
    items.sort_by_key(|item| item.entries().map(|(id, entry)| (entry.at.utc, id)).min());
    Charted { items, thread_of }
}

fn entry_of(made: &ChartedAssessment) -> Option<FluidEntry> {
    let TakenAt::At(stamp) = made.by.taken_at else { return None };
    FluidEntry::of(&made.made, Stamp { utc: made.at?, ..stamp })
}

/// Every window that somebody signed, by its ends.
pub(super) fn signed(
    graph: &Graph<'_>,
    charted: &Charted,
    countersigned: &BTreeMap<FactId, Vec<Written>>,
) -> Vec<FluidShift> {
    let mut shifts: BTreeMap<(UtcMillis, UtcMillis), FluidShift> = BTreeMap::new();
    for entry in graph.entries().filter(|entry| graph.withdrawn_by(entry.id).is_none()) {
        let EntryBody::FluidSignature(signature) = &entry.body else { continue };
        let shift = shifts
            .entry(signature.window.ends())
            .or_insert_with(|| FluidShift::unsigned(&charted.items, signature.window));
        let signed = one(graph, charted, shift, entry, signature);
        let counts = counts(entry, signature, countersigned);
        shift.signatures.push(FluidSigned { counts, ..signed });
    }
    for shift in shifts.values_mut() {
        shift.signatures.sort_by_key(|signed| (signed.by.recorded(), signed.by.id));
        // Where two walls showed different offsets, it is shown as the first who signed it saw it.
        if let Some(first) = shift.signatures.first() {
            shift.window = first.signature.window;
        }
    }
    shifts.into_values().collect()
}

fn counts(entry: &Entry, signature: &FluidSignature, names: &BTreeMap<FactId, Vec<Written>>) -> bool {
    may(signature.role, entry.auth, Action::SignFluid) || names.contains_key(&entry.id)
}

fn one(
    graph: &Graph<'_>,
    charted: &Charted,
    shift: &FluidShift,
    entry: &Entry,
    signature: &FluidSignature,
) -> FluidSigned {
    let named = signature.covers.facts();
    let missing = named.iter().filter(|id| graph.get(**id).is_none()).count();
    FluidSigned {
        by: Written::from(entry),
        replaced_by: graph.replaced_by(entry.id).map(Written::from),
        counts: false,
        changes: changes(graph, charted, &shift.covers, named),
        missing,
        adds_up: shift.totals == signature.totals,
        signature: signature.clone(),
    }
}

/// What tells the entries that count now from those that were signed.
fn changes(
    graph: &Graph<'_>,
    charted: &Charted,
    here: &BTreeSet<FactId>,
    named: &BTreeSet<FactId>,
) -> Vec<FluidChange> {
    let thread = |id: &FactId| charted.thread_of.get(id);
    let named_threads: BTreeSet<usize> = named.iter().filter_map(thread).copied().collect();
    let new: Vec<&Entry> = here.difference(named).filter_map(|id| graph.get(*id)).collect();
    let new_threads: BTreeSet<usize> = new.iter().filter_map(|entry| thread(&entry.id)).copied().collect();
    let came = new.into_iter().map(|entry| {
        let moved = matches!(&entry.body, EntryBody::Assessment(made) if made.moved_from.is_some());
        let kind = match thread(&entry.id) {
            Some(of) if named_threads.contains(of) => FluidChangeKind::Corrected,
            _ if moved => FluidChangeKind::MovedHere,
            _ => FluidChangeKind::Came,
        };
        FluidChange { kind, entry: entry.id, by: entry.into() }
    });
    // An entry that was corrected is told by what is there in its place.
    let gone = named.difference(here).filter(|id| thread(id).is_none_or(|of| !new_threads.contains(of)));
    let gone = gone.filter_map(|id| graph.get(*id)).map(|entry| {
        let fluid = thread(&entry.id).is_some();
        let became = (graph.withdrawn_by(entry.id), graph.replaced_by(entry.id));
        let (kind, by) = match became {
            _ if !fluid => (FluidChangeKind::NotCounted, entry),
            (Some(by), _) => match by.body {
                EntryBody::Withdrawal(Withdrawal::WrongPatient { .. }) => (FluidChangeKind::MovedAway, by),
                _ => (FluidChangeKind::TakenBack, by),
            },
            (None, Some(by)) => (FluidChangeKind::Corrected, by),
            (None, None) => (FluidChangeKind::NotCounted, entry),
        };
        FluidChange { kind, entry: entry.id, by: by.into() }
    });
    let mut changes: Vec<FluidChange> = came.chain(gone).collect();
    changes.sort_by_key(|change| (change.by.recorded(), change.by.id, change.entry));
    changes
}
