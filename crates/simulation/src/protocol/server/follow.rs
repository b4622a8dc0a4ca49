//! Following logs: what a device is sent, how far it is then, and what is sent to it unasked.

use super::{Server, settled};
use clinical::{DeviceId, ScopeId};
use planted::Fault;
use replication::{
    Entry, Message,
    chain::Cursor,
    serve::{self, Access},
    wire::{FaultCode, Page, Standing},
};
use std::collections::BTreeMap;

impl Server {
    /// Answers a `SYNC`, and remembers how far the device is.
    pub(super) fn synced(
        &mut self,
        node: usize,
        slot: u8,
        device: DeviceId,
        cursors: &[(ScopeId, Cursor)],
    ) -> Message {
        let answer = self.sync(device, cursors);
        if let (Some(has), Message::Synced { standings }) = (self.told(node, slot), &answer) {
            let upto = |cursor: &Cursor, standing: &Standing| match standing {
                Standing::Ok => cursor.seq,
                Standing::More(page) => end(page),
                Standing::Reset | Standing::Denied => 0,
            };
            let both = cursors.iter().zip(standings);
            has.extend(both.map(|((scope, cursor), (_, standing))| (scope.clone(), upto(cursor, standing))));
        }
        answer
    }

    /// Answers a `PULL`, and remembers how far that brings the device.
    pub(super) fn pulled(
        &mut self,
        node: usize,
        slot: u8,
        device: DeviceId,
        scope: ScopeId,
        after: u64,
        max: u16,
    ) -> Message {
        let answer = self.pull(device, &scope, after, max);
        if let (Some(has), Message::Page(page)) = (self.told(node, slot), &answer) {
            has.insert(scope, end(page));
        }
        answer
    }

    pub(super) fn told(&mut self, node: usize, slot: u8) -> &mut Option<BTreeMap<ScopeId, u64>> {
        &mut self.nodes[node].get_mut(&slot).expect("it is connected").has
    }

    /// The word that a scope has grown, with what it has grown by for a device that asked for that and lacks little.
    pub(in crate::protocol) fn news(&mut self, node: usize, slot: u8, scope: ScopeId, head: u64) -> Message {
        let connection = self.nodes[node].get(&slot);
        let out =
            |device: DeviceId| self.revoked.contains(&device) && !planted::is(Fault::RevokedStillServed);
        if connection.and_then(|of| of.device).is_some_and(out) {
            return Message::Fault { code: FaultCode::Revoked };
        }
        let asked = connection.and_then(|of| Some((of.device?, *of.has.as_ref()?.get(&scope)?)));
        if let Some((device, upto)) =
            asked.filter(|(_, upto)| head.checked_sub(*upto).is_some_and(|lacks| lacks <= 4))
            && let Message::Page(page) = self.pull(device, &scope, upto, 4)
            && !page.entries.is_empty()
        {
            if let Some(has) = self.told(node, slot) {
                has.insert(scope, end(&page));
            }
            return Message::News(page);
        }
        Message::Note { scope, head }
    }

    /// A device that had hashes and may read now begins again.
    fn must_begin_again(&self, device: DeviceId, scope: &ScopeId, after: u64) -> bool {
        let holes = self.disk.holes.contains(&(device, scope.clone()));
        holes && after > 0 && self.access(device, scope) == Access::Whole && !planted::is(Fault::HolesStay)
    }

    fn given(&mut self, device: DeviceId, scope: &ScopeId, entries: &[Entry]) {
        let key = (device, scope.clone());
        if entries.iter().any(|entry| matches!(entry, Entry::HashOnly(_))) {
            self.disk.holes.insert(key);
        } else if !entries.is_empty() && self.access(device, scope) == Access::Whole {
            self.disk.holes.remove(&key);
        }
    }

    fn sync(&mut self, device: DeviceId, cursors: &[(ScopeId, Cursor)]) -> Message {
        let mut room = serve::sync_room(cursors.len());
        let mut standings = Vec::with_capacity(cursors.len());
        for (scope, cursor) in cursors {
            let access = self.access(device, scope);
            let standing = if self.must_begin_again(device, scope, cursor.seq) {
                Standing::Reset
            } else {
                settled(serve::standing(&self.disk, scope, cursor, access, &mut room))
            };
            if let Standing::More(page) = &standing {
                self.given(device, scope, &page.entries);
            }
            standings.push((scope.clone(), standing));
        }
        Message::Synced { standings }
    }

    fn pull(&mut self, device: DeviceId, scope: &ScopeId, after: u64, max: u16) -> Message {
        if self.must_begin_again(device, scope, after) {
            return Message::Synced { standings: vec![(scope.clone(), Standing::Reset)] };
        }
        let access = self.access(device, scope);
        let max = usize::from(max).min(self.page_entries);
        let answer = settled(serve::pulled(&self.disk, scope, after, max, access));
        if let Message::Page(page) = &answer {
            self.given(device, scope, &page.entries);
        }
        answer
    }
}

/// The sequence of the last entry of a page, or of the one before it where it brings none.
const fn end(page: &Page) -> u64 {
    page.first - 1 + page.entries.len() as u64
}
