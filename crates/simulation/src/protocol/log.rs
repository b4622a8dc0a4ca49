//! The server's disk: its logs, and what it remembers beside them.

use clinical::{DeviceId, Incarnation, ScopeId};
use replication::{
    Chain, Entry, Hash,
    chain::Cursor,
    serve::{Logged, ReadLog},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    convert::Infallible,
};

/// What lies on the server's disk; a clone is a backup.
#[derive(Debug, Clone, Default)]
pub(super) struct Disk {
    pub(super) logs: BTreeMap<ScopeId, Vec<Logged>>,
    pub(super) places: HashMap<(ScopeId, Hash), u64>,
    pub(super) chain_places: HashMap<(DeviceId, Incarnation, u64), Hash>,
    pub(super) quarantine: HashMap<(ScopeId, Hash), Entry>,
    /// Who was given hashes in place of entries, and has not begun again since.
    pub(super) holes: BTreeSet<(DeviceId, ScopeId)>,
    /// The life that a device named last.
    pub(super) lives: BTreeMap<DeviceId, Incarnation>,
}

/// A push whose transaction has drawn its numbers and is not committed.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) at: usize,
    pub(super) scope: ScopeId,
    pub(super) hash: Hash,
    pub(super) entry: Entry,
}

impl ReadLog for Disk {
    type Error = Infallible;

    fn head(&self, scope: &ScopeId) -> Result<Cursor, Infallible> {
        let log = self.logs.get(scope).map_or(&[][..], Vec::as_slice);
        let chain = log.last().map_or(Chain::EMPTY, |logged| logged.chain);
        Ok(Cursor { seq: log.len() as u64, chain })
    }

    fn chain_at(&self, scope: &ScopeId, seq: u64) -> Result<Option<Chain>, Infallible> {
        let log = self.logs.get(scope).map_or(&[][..], Vec::as_slice);
        Ok(match seq.checked_sub(1) {
            None => Some(Chain::EMPTY),
            Some(place) => log.get(place as usize).map(|logged| logged.chain),
        })
    }

    fn read(&self, scope: &ScopeId, after: u64, max: usize) -> Result<Vec<Logged>, Infallible> {
        let log = self.logs.get(scope).map_or(&[][..], Vec::as_slice);
        Ok(log.iter().skip(after as usize).take(max).cloned().collect())
    }

    fn hashes(&self, scope: &ScopeId) -> Result<Vec<Hash>, Infallible> {
        Ok(self.logs.get(scope).into_iter().flatten().map(|logged| logged.hash).collect())
    }
}

impl Disk {
    pub(super) fn append(&mut self, scope: &ScopeId, hash: Hash, entry: Entry) -> u64 {
        let log = self.logs.entry(scope.clone()).or_default();
        let chain = log.last().map_or(Chain::EMPTY, |logged| logged.chain).extend(&hash);
        log.push(Logged { hash, chain, entry });
        let seq = log.len() as u64;
        self.places.insert((scope.clone(), hash), seq);
        seq
    }

    /// Puts an entry where its number was drawn, before those that were seen meanwhile.
    pub(super) fn append_late(&mut self, open: Open) {
        let log = self.logs.entry(open.scope.clone()).or_default();
        let at = open.at.min(log.len());
        let chain = match at.checked_sub(1) {
            None => Chain::EMPTY,
            Some(before) => log[before].chain,
        };
        log.insert(at, Logged { hash: open.hash, chain: chain.extend(&open.hash), entry: open.entry });
        for (seq, logged) in (at as u64 + 1..).zip(&log[at..]) {
            self.places.insert((open.scope.clone(), logged.hash), seq);
        }
    }

    pub(super) fn logged(&self, scope: &ScopeId, hash: &Hash) -> Option<&Logged> {
        let seq = *self.places.get(&(scope.clone(), *hash))?;
        self.logs.get(scope)?.get(seq as usize - 1)
    }
}
