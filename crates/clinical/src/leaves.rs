//! The graph of what supersedes what: which entries stand, which were replaced, and where people disagree.
//!
//! An entry replaces entries of its own family; a withdrawal takes back entries of any. One leaf is the current value.
//! Several are a conflict, kept and shown until an entry supersedes them all. Nothing here depends on the order in
//! which entries arrived, on an entry arriving twice, or on all of them having arrived.

use crate::{
    ClockTrust, DeviceId, FactId, StaffId, Stamp, TakenAt, UtcMillis,
    entry::{Entry, EntryBody, Withdrawal},
    staff::AuthLevel,
};
use std::collections::{BTreeMap, BTreeSet};

/// Who wrote an entry, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The entry.
    pub id: FactId,
    /// When it was true.
    pub taken_at: TakenAt,
    /// When it was written down, by the device's clock.
    pub recorded_at: Stamp,
    /// How far that clock could be trusted.
    pub clock: ClockTrust,
    /// Who wrote it.
    pub author: StaffId,
    /// For whom.
    pub on_behalf_of: Option<StaffId>,
    /// How it was known who wrote it.
    pub auth: AuthLevel,
    /// On which device.
    pub device: DeviceId,
    /// Why, in words; empty when no reason was given.
    pub reason: String,
}

impl From<&Entry> for Written {
    fn from(entry: &Entry) -> Self {
        Self {
            id: entry.id,
            taken_at: entry.taken_at,
            recorded_at: entry.recorded_at,
            clock: entry.clock,
            author: entry.author,
            on_behalf_of: entry.on_behalf_of,
            auth: entry.auth,
            device: entry.device,
            reason: entry.reason.clone(),
        }
    }
}

impl Written {
    /// When it was true, corrected with the proved offset of the clock that said so.
    pub fn at(&self) -> Option<UtcMillis> {
        self.taken_at.utc().map(|at| self.clock.corrected(at))
    }

    /// When it was written down, corrected likewise.
    pub const fn recorded(&self) -> UtcMillis {
        self.clock.corrected(self.recorded_at.utc)
    }
}

/// One current version and who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf<T> {
    /// Who, when, why.
    pub by: Written,
    /// What.
    pub value: T,
}

/// The current value of something that people change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaves<T> {
    /// Never recorded, or all withdrawn.
    None,
    /// One value, or several entries that say the same; then the latest of them.
    Settled(Leaf<T>),
    /// Several people recorded it differently: oldest first, all to be shown.
    Conflict(Vec<Leaf<T>>),
}

impl<T: PartialEq> Leaves<T> {
    /// Sorts leaves by time; equal ones are one opinion.
    pub fn from_versions(mut versions: Vec<Leaf<T>>) -> Self {
        versions.sort_by_key(|leaf| (leaf.by.at(), leaf.by.recorded(), leaf.by.id));
        let agreed = versions.windows(2).all(|pair| pair[0].value == pair[1].value);
        match versions.pop() {
            None => Self::None,
            Some(last) if agreed => Self::Settled(last),
            Some(last) => {
                versions.push(last);
                Self::Conflict(versions)
            }
        }
    }
}

impl<T> Leaves<T> {
    /// Every current version, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Leaf<T>> {
        match self {
            Self::None => &[],
            Self::Settled(leaf) => std::slice::from_ref(leaf),
            Self::Conflict(leaves) => leaves.as_slice(),
        }
        .iter()
    }

    /// Every current value, oldest first.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.iter().map(|leaf| &leaf.value)
    }

    /// The latest version, in dispute or not. For display only: what counts under dispute is each kind's own rule.
    pub fn latest(&self) -> Option<&Leaf<T>> {
        self.iter().next_back()
    }

    /// Whether people disagree.
    pub const fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict(_))
    }

    /// Whether there is none.
    pub const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

/// Kinds of entry that replace one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Admission and identity.
    Identity,
    /// Bed.
    Placement,
    /// Discharge or death.
    Discharge,
    /// Sets of vital signs.
    Observations,
    /// Withdrawals; they take back entries of any family.
    Withdrawal,
    /// SpO2 scale.
    Scale,
    /// Pregnancy.
    Pregnancy,
    /// Allergies.
    Allergies,
    /// Who looks after the patient.
    Allocation,
    /// Imported history.
    Historic,
    /// A ward's index.
    Index,
    /// Directory: staff.
    Staff,
    /// Directory: wards.
    Ward,
    /// Directory: devices.
    Device,
    /// Audit.
    Act,
    /// Made by a newer version: replaces nothing that this version knows.
    Newer(u16),
}

impl Family {
    /// The family of an entry.
    pub const fn of(body: &EntryBody) -> Self {
        match body {
            EntryBody::Admission(_) | EntryBody::Identity(_) => Self::Identity,
            EntryBody::Placement(_) => Self::Placement,
            EntryBody::Discharge(_) => Self::Discharge,
            EntryBody::Observations(_) => Self::Observations,
            EntryBody::Withdrawal(_) => Self::Withdrawal,
            EntryBody::SpO2Scale(_) => Self::Scale,
            EntryBody::Pregnancy(_) => Self::Pregnancy,
            EntryBody::Allergies(_) => Self::Allergies,
            EntryBody::Allocation(_) => Self::Allocation,
            EntryBody::Historic(_) => Self::Historic,
            EntryBody::IndexStay(_) => Self::Index,
            EntryBody::Staff(_) => Self::Staff,
            EntryBody::Ward(_) => Self::Ward,
            EntryBody::Device(_) => Self::Device,
            EntryBody::Act(_) => Self::Act,
            EntryBody::Newer { kind } => Self::Newer(*kind),
        }
    }
}

/// The supersedes graph of one scope.
#[derive(Debug, Clone)]
pub struct Graph<'a> {
    entries: BTreeMap<FactId, &'a Entry>,
    /// Target to those of its own family that replace it.
    replaced_by: BTreeMap<FactId, Vec<FactId>>,
    /// The same links the other way round.
    replaces: BTreeMap<FactId, Vec<FactId>>,
    /// Target to the withdrawal that took it back.
    withdrawn_by: BTreeMap<FactId, FactId>,
}

impl<'a> Graph<'a> {
    /// Builds the graph. Links to entries that have not arrived wait for them; links of a circle, which only a faulty
    /// device can make, count for nothing, so that all of its entries stay in sight.
    pub fn of(entries: &'a [Entry]) -> Self {
        let entries = distinct(entries);
        let (order, links) = acyclic(&entries);
        let mut replaced_by: BTreeMap<FactId, Vec<FactId>> = BTreeMap::new();
        let mut replaces: BTreeMap<FactId, Vec<FactId>> = BTreeMap::new();
        for (from, to) in &links {
            if Family::of(&entries[from].body) == Family::of(&entries[to].body) {
                replaced_by.entry(*to).or_default().push(*from);
                replaces.entry(*from).or_default().push(*to);
            }
        }
        let mut graph = Self { entries, replaced_by, replaces, withdrawn_by: BTreeMap::new() };
        graph.withdraw(&order, &links);
        graph
    }

    /// Follows the withdrawals, those that nothing supersedes first: a withdrawal that was itself taken back takes
    /// nothing back. "Entered in error" and "wrong patient" take every earlier version with them; undoing an amendment
    /// brings back what it amended.
    fn withdraw(&mut self, order: &[FactId], links: &BTreeSet<(FactId, FactId)>) {
        for id in order {
            let EntryBody::Withdrawal(withdrawal) = &self.entries[id].body else { continue };
            if self.withdrawn_by.contains_key(id) {
                continue;
            }
            let deep = *withdrawal != Withdrawal::Undone;
            let mut next: Vec<FactId> = targets_of(links, *id).collect();
            let mut seen: BTreeSet<FactId> = next.iter().copied().collect();
            while let Some(target) = next.pop() {
                self.withdrawn_by.entry(target).or_insert(*id);
                if deep && Family::of(&self.entries[&target].body) != Family::Withdrawal {
                    next.extend(targets_of(links, target).filter(|earlier| seen.insert(*earlier)));
                }
            }
        }
    }

    /// An entry by its id.
    pub fn get(&self, id: FactId) -> Option<&'a Entry> {
        self.entries.get(&id).copied()
    }

    /// Every entry once, by id.
    pub fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.entries.values().copied()
    }

    /// The withdrawal that took an entry back.
    pub fn withdrawn_by(&self, id: FactId) -> Option<&'a Entry> {
        self.get(*self.withdrawn_by.get(&id)?)
    }

    /// The entry that replaces an entry, by way of others or not; the latest written when there are several.
    pub fn replaced_by(&self, id: FactId) -> Option<&'a Entry> {
        let replacing = self.all_replacing(id).into_iter();
        replacing.max_by_key(|e| (e.clock.corrected(e.recorded_at.utc), e.id))
    }

    /// Every entry that replaces an entry, by way of others or not, and was not itself taken back.
    pub fn all_replacing(&self, id: FactId) -> Vec<&'a Entry> {
        let mut seen = BTreeSet::from([id]);
        let mut next = vec![id];
        let mut standing = Vec::new();
        while let Some(at) = next.pop() {
            for from in self.replaced_by.get(&at).into_iter().flatten() {
                if seen.insert(*from) {
                    next.push(*from);
                    standing.extend(self.get(*from).filter(|e| !self.withdrawn_by.contains_key(&e.id)));
                }
            }
        }
        standing
    }

    /// Every earlier version that an entry replaces, by way of others or not.
    pub fn all_replaced_by(&self, id: FactId) -> Vec<&'a Entry> {
        let mut seen = BTreeSet::from([id]);
        let mut next = vec![id];
        while let Some(at) = next.pop() {
            let earlier = self.replaces.get(&at).into_iter().flatten();
            next.extend(earlier.filter(|to| seen.insert(**to)));
        }
        seen.remove(&id);
        seen.into_iter().filter_map(|earlier| self.get(earlier)).collect()
    }

    /// Whether an entry stands: neither taken back nor replaced.
    pub fn is_current(&self, id: FactId) -> bool {
        !self.withdrawn_by.contains_key(&id) && self.replaced_by(id).is_none()
    }

    /// What stands of one family, picked by `value`.
    pub fn leaves<T: PartialEq>(&self, value: impl Fn(&EntryBody) -> Option<T>) -> Leaves<T> {
        let standing = self.entries().filter_map(|entry| Some((entry, value(&entry.body)?)));
        Leaves::from_versions(
            standing
                .filter(|(entry, _)| self.is_current(entry.id))
                .map(|(entry, value)| Leaf { by: Written::from(entry), value })
                .collect(),
        )
    }

    /// Groups the entries of a family that are versions of one thing: linked by replacement, directly or not.
    pub fn threads(&self, family: Family) -> Vec<Vec<&'a Entry>> {
        let members = self.entries().filter(|entry| Family::of(&entry.body) == family);
        let mut root: BTreeMap<FactId, FactId> = members.map(|entry| (entry.id, entry.id)).collect();
        for (to, froms) in &self.replaced_by {
            for from in froms {
                if root.contains_key(to) && root.contains_key(from) {
                    let (a, b) = (find(&root, *to), find(&root, *from));
                    root.insert(a.max(b), a.min(b));
                }
            }
        }
        let mut threads: BTreeMap<FactId, Vec<&'a Entry>> = BTreeMap::new();
        for id in root.keys() {
            threads.entry(find(&root, *id)).or_default().extend(self.get(*id));
        }
        threads.into_values().collect()
    }
}

fn find(root: &BTreeMap<FactId, FactId>, mut id: FactId) -> FactId {
    while let Some(up) = root.get(&id).filter(|up| **up != id) {
        id = *up;
    }
    id
}

fn targets_of(links: &BTreeSet<(FactId, FactId)>, from: FactId) -> impl Iterator<Item = FactId> + '_ {
    let lowest = FactId::from_bytes([0; 16]);
    links.range((from, lowest)..).take_while(move |(f, _)| *f == from).map(|(_, to)| *to)
}

/// One entry for each id. Two different entries of one id cannot enter a log; should it happen, the same one is chosen
/// everywhere.
fn distinct(entries: &[Entry]) -> BTreeMap<FactId, &Entry> {
    let mut distinct: BTreeMap<FactId, &Entry> = BTreeMap::new();
    for entry in entries {
        distinct
            .entry(entry.id)
            .and_modify(|kept| {
                if *kept != entry && format!("{entry:?}") < format!("{kept:?}") {
                    *kept = entry;
                }
            })
            .or_insert(entry);
    }
    distinct
}

/// The links (from, to) that count, without circles, and the entries so ordered that each comes after all that
/// supersede it.
fn acyclic(entries: &BTreeMap<FactId, &Entry>) -> (Vec<FactId>, BTreeSet<(FactId, FactId)>) {
    let mut links: BTreeSet<(FactId, FactId)> = BTreeSet::new();
    for entry in entries.values() {
        for to in entry.supersedes.iter().filter(|to| **to != entry.id) {
            let Some(target) = entries.get(to) else { continue };
            let family = Family::of(&entry.body);
            if family == Family::Withdrawal || family == Family::of(&target.body) {
                links.insert((entry.id, *to));
            }
        }
    }
    let forwards = peel(entries.keys(), &links);
    let reversed = links.iter().map(|(from, to)| (*to, *from)).collect();
    let backwards: BTreeSet<FactId> = peel(entries.keys(), &reversed).into_iter().collect();
    let sound: BTreeSet<FactId> = forwards.into_iter().chain(backwards).collect();
    // What neither peeling reaches lies on a circle, or between two.
    links.retain(|(from, to)| sound.contains(from) || sound.contains(to));
    (peel(entries.keys(), &links), links)
}

/// Takes away, again and again, what no link leads to.
fn peel<'i>(ids: impl Iterator<Item = &'i FactId>, links: &BTreeSet<(FactId, FactId)>) -> Vec<FactId> {
    let mut incoming: BTreeMap<FactId, usize> = ids.map(|id| (*id, 0)).collect();
    for (_, to) in links {
        *incoming.entry(*to).or_default() += 1;
    }
    let mut free: Vec<FactId> = incoming.iter().filter(|(_, n)| **n == 0).map(|(id, _)| *id).collect();
    let mut order = Vec::with_capacity(incoming.len());
    while let Some(id) = free.pop() {
        order.push(id);
        for to in targets_of(links, id) {
            if let Some(n) = incoming.get_mut(&to) {
                *n -= 1;
                if *n == 0 {
                    free.push(to);
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests;
