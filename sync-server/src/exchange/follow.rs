//! Following logs: `SYNC`, `PULL`, `HAVE`. Who may read how much is decided anew for each.

use super::{Conn, Exchange, Stop};
use crate::{access::access, change_log::ChangeLog, database::StoreError, directory::Snapshot};
use clinical::{DeviceId, ScopeId};
use replication::{
    Chain, Hash, Message,
    chain::Cursor,
    fingerprint::{Fingerprint, Key},
    serve::{self, Access, Logged, ReadLog},
};

impl Exchange {
    pub(super) fn sync(
        &self,
        conn: &mut Conn,
        device: &DeviceId,
        directory: &Snapshot,
        cursors: &[(ScopeId, Cursor)],
    ) -> Result<Vec<Message>, Stop> {
        let mut room = serve::sync_room(cursors.len());
        let mut standings = Vec::with_capacity(cursors.len());
        for (scope, cursor) in cursors {
            let (head, access) = self.stands(conn, device, directory, scope)?;
            let log = Upto { log: &*self.log, head };
            let access = proved(conn, &log, scope, cursor, access)?;
            // A denied device hears of the scope too: when it is placed with it, it is told, and asks again.
            self.hints.subscribe(scope, &conn.mailbox);
            standings.push((scope.clone(), serve::standing(&log, scope, cursor, access, &mut room)?));
        }
        Ok(vec![Message::Synced { standings }])
    }

    pub(super) fn pull(
        &self,
        conn: &mut Conn,
        device: &DeviceId,
        directory: &Snapshot,
        scope: ScopeId,
        after: u64,
        max: u16,
    ) -> Result<Vec<Message>, Stop> {
        let (head, access) = self.stands(conn, device, directory, &scope)?;
        self.hints.subscribe(&scope, &conn.mailbox);
        let max = usize::from(max.min(self.limits.push_entries));
        Ok(vec![serve::pulled(&Upto { log: &*self.log, head }, &scope, after, max, access)?])
    }

    pub(super) fn have(
        &self,
        conn: &mut Conn,
        device: &DeviceId,
        directory: &Snapshot,
        scope: ScopeId,
        key: Key,
        fingerprints: &[Fingerprint],
    ) -> Result<Vec<Message>, Stop> {
        let (head, access) = self.stands(conn, device, directory, &scope)?;
        let indexes = serve::wanted(&Upto { log: &*self.log, head }, &scope, &key, fingerprints)?;
        // Whoever names an entry's fingerprint under a fresh key holds that entry, and may follow its log by hashes.
        if access == Access::Denied && indexes.len() < fingerprints.len() {
            self.log.remember(&scope, device)?;
        }
        Ok(vec![Message::Want { scope, key, indexes }])
    }

    pub(super) fn may_follow(
        &self,
        conn: &Conn,
        device: &DeviceId,
        directory: &Snapshot,
        scope: &ScopeId,
    ) -> Result<bool, StoreError> {
        Ok(self.stands(conn, device, directory, scope)?.1 != Access::Denied)
    }

    /// Where a scope's log ends, and how much of it a device may see.
    fn stands(
        &self,
        conn: &Conn,
        device: &DeviceId,
        directory: &Snapshot,
        scope: &ScopeId,
    ) -> Result<(Cursor, Access), StoreError> {
        let standing = self.log.standing(scope, device)?;
        let access = match access(scope, device, &standing, directory) {
            Access::Denied if conn.proved.contains(scope) => Access::HashesOnly,
            // There is nothing to be denied yet, and whoever asks is about to push.
            Access::Denied if standing.head.seq == 0 => Access::HashesOnly,
            access => access,
        };
        Ok((standing.head, access))
    }
}

/// A device that presents a cursor beyond the start followed this log once: it learns whether it still agrees, and may go
/// on by hashes, whatever was moved since.
fn proved(
    conn: &mut Conn,
    log: &Upto<'_>,
    scope: &ScopeId,
    cursor: &Cursor,
    access: Access,
) -> Result<Access, StoreError> {
    if access != Access::Denied || cursor.seq == 0 {
        return Ok(access);
    }
    if log.chain_at(scope, cursor.seq)? == Some(cursor.chain) {
        conn.proved.insert(scope.clone());
    }
    Ok(Access::HashesOnly)
}

/// A log up to the head that this answer began with, so that what arrives meanwhile is in the next one.
struct Upto<'l> {
    log: &'l dyn ChangeLog,
    head: Cursor,
}

impl ReadLog for Upto<'_> {
    type Error = StoreError;

    fn head(&self, _scope: &ScopeId) -> Result<Cursor, StoreError> {
        Ok(self.head)
    }

    fn chain_at(&self, scope: &ScopeId, seq: u64) -> Result<Option<Chain>, StoreError> {
        if seq > self.head.seq { Ok(None) } else { self.log.chain_at(scope, seq) }
    }

    fn read(&self, scope: &ScopeId, after: u64, max: usize) -> Result<Vec<Logged>, StoreError> {
        let left = usize::try_from(self.head.seq.saturating_sub(after)).unwrap_or(usize::MAX);
        if left == 0 { Ok(Vec::new()) } else { self.log.read(scope, after, max.min(left)) }
    }

    fn hashes(&self, scope: &ScopeId) -> Result<Vec<Hash>, StoreError> {
        self.log.hashes(scope)
    }
}
