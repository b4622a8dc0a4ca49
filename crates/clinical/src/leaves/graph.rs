//! Which entry replaces or takes back which: links followed without circles, each entry once.

use super::{Family, Leaf, Leaves, Written};
use crate::{
    FactId,
    entry::{Entry, EntryBody, Withdrawal},
};
use std::{
    borrow::Borrow,
    collections::{BTreeMap, BTreeSet},
};

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
    pub fn of<E: Borrow<Entry>>(entries: &'a [E]) -> Self {
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
        if !self.replaced_by.contains_key(&id) {
            return Vec::new();
        }
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
        if !self.replaces.contains_key(&id) {
            return Vec::new();
        }
        let mut seen = BTreeSet::from([id]);
        let mut next = vec![id];
        while let Some(at) = next.pop() {
            let earlier = self.replaces.get(&at).into_iter().flatten();
            next.extend(earlier.filter(|to| seen.insert(**to)));
        }
        seen.remove(&id);
        seen.into_iter().filter_map(|earlier| self.get(earlier)).collect()
    }

    /// The earlier versions that an entry itself replaces.
    pub fn replaced_directly(&self, id: FactId) -> Vec<&'a Entry> {
        let earlier = self.replaces.get(&id).into_iter().flatten();
        earlier.filter_map(|to| self.get(*to)).collect()
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
        let members = || self.entries().filter(|entry| Family::of(&entry.body) == family);
        // Most entries are the only version of what they say.
        let linked = |id: &FactId| self.replaced_by.contains_key(id) || self.replaces.contains_key(id);
        let mut root: BTreeMap<FactId, FactId> =
            members().map(|entry| (entry.id, entry.id)).filter(|(id, _)| linked(id)).collect();
        for (to, froms) in &self.replaced_by {
            for from in froms {
                if root.contains_key(to) && root.contains_key(from) {
                    let (a, b) = (find(&root, *to), find(&root, *from));
                    root.insert(a.max(b), a.min(b));
                }
            }
        }
        let mut threads: BTreeMap<FactId, Vec<&'a Entry>> = BTreeMap::new();
        for entry in members() {
            threads.entry(find(&root, entry.id)).or_default().push(entry);
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
fn distinct<E: Borrow<Entry>>(entries: &[E]) -> BTreeMap<FactId, &Entry> {
    let mut distinct: BTreeMap<FactId, &Entry> = BTreeMap::new();
    for entry in entries.iter().map(Borrow::borrow) {
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
    if links.is_empty() {
        return (entries.keys().copied().collect(), links);
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
