//! Following logs: `SYNC`, `PULL`, `HAVE`. Who may read how much is decided anew for each.

use super::{Asked, Exchange, Following, Stop};
use crate::{
    change_log::{ChangeLog, Holding},
    database::StoreError,
};
use clinical::{DeviceId, ScopeId};
use replication::{
    Chain, Entry, Hash, Message,
    chain::Cursor,
    fingerprint::{Fingerprint, Key},
    serve::{self, Access, Logged, ReadLog},
    wire::{FaultCode, Page, Standing},
};
use std::collections::BTreeSet;

/// Entries that are sent with the word that a log has grown. A device that lacks more is pulling, or has just been told.
const MOST_NEWS: u64 = 4;

/// The sequence of the last entry of a page, or of the one before it where it brings none.
const fn end(page: &Page) -> u64 {
    page.first.saturating_sub(1).saturating_add(page.entries.len() as u64)
}

impl Exchange {
    pub(super) fn sync(
        &self,
        following: &mut Following,
        asked: Asked<'_>,
        cursors: &[(ScopeId, Cursor)],
    ) -> Result<Vec<Message>, Stop> {
        // One question for each log: named over and over, a stay would be worked out as often.
        if cursors.iter().map(|(scope, _)| scope).collect::<BTreeSet<_>>().len() < cursors.len() {
            return Err(Stop::Fault(FaultCode::Malformed));
        }
        let mut room = serve::sync_room(cursors.len());
        let mut standings = Vec::with_capacity(cursors.len());
        for (scope, cursor) in cursors {
            let mut follower = self.follower(following, asked, scope)?;
            follower.prove(following, cursor)?;
            self.hints.subscribe(scope, asked.mailbox);
            let standing = follower.standing(cursor, &mut room)?;
            let upto = match &standing {
                Standing::Ok => cursor.seq,
                Standing::More(page) => end(page),
                Standing::Reset | Standing::Denied => 0,
            };
            following.has(scope, upto);
            standings.push((scope.clone(), standing));
        }
        Ok(vec![Message::Synced { standings }])
    }

    pub(super) fn pull(
        &self,
        following: &mut Following,
        asked: Asked<'_>,
        scope: ScopeId,
        after: u64,
        max: u16,
    ) -> Result<Vec<Message>, Stop> {
        let follower = self.follower(following, asked, &scope)?;
        self.hints.subscribe(&scope, asked.mailbox);
        let answer = follower.pulled(after, max.min(self.limits.push_entries))?;
        if let Message::Page(page) = &answer {
            following.has(&scope, end(page));
        }
        Ok(vec![answer])
    }

    pub(super) fn have(
        &self,
        following: &Following,
        asked: Asked<'_>,
        scope: ScopeId,
        key: Key,
        fingerprints: &[Fingerprint],
    ) -> Result<Vec<Message>, Stop> {
        let follower = self.follower(following, asked, &scope)?;
        let indexes = serve::wanted(&follower.log, &scope, &key, fingerprints)?;
        // Whoever names an entry's fingerprint under a fresh key holds that entry, and may follow its log by hashes.
        if follower.access == Access::Denied && indexes.len() < fingerprints.len() {
            self.log.remember(&scope, asked.device, Holding::Something)?;
            asked.mailbox.put(&scope, follower.log.head.seq);
        }
        Ok(vec![Message::Want { scope, key, indexes }])
    }

    /// What a device is told of a log that has grown to `head`: by what, where it asked for that and lacks little; else only
    /// that it has. Nothing where it may not follow.
    pub(super) fn news(
        &self,
        following: &mut Following,
        asked: Asked<'_>,
        scope: ScopeId,
        head: u64,
    ) -> Result<Option<Message>, StoreError> {
        let follower = self.follower(following, asked, &scope)?;
        if follower.access == Access::Denied {
            return Ok(None);
        }
        let has = following.has.as_ref().and_then(|has| has.get(&scope)).copied();
        let lacks_little =
            has.filter(|upto| head.checked_sub(*upto).is_some_and(|lacks| (1..=MOST_NEWS).contains(&lacks)));
        if let Some(upto) = lacks_little
            && let Message::Page(page) = follower.pulled(upto, MOST_NEWS as u16)?
            && !page.entries.is_empty()
        {
            following.has(&scope, end(&page));
            return Ok(Some(Message::News(page)));
        }
        Ok(Some(Message::Note { scope, head }))
    }

    /// How a device stands towards a scope at this moment.
    fn follower<'f>(
        &'f self,
        following: &Following,
        Asked { device, directory, .. }: Asked<'f>,
        scope: &'f ScopeId,
    ) -> Result<Follower<'f>, StoreError> {
        let standing = self.log.standing(scope, device)?;
        let access = match self.readers.access(scope, device, &standing, directory) {
            Access::Denied if following.proved.contains(scope) => Access::HashesOnly,
            access => access,
        };
        let log = Upto { log: &*self.log, head: standing.head };
        Ok(Follower { scope, device, log, access, holes: standing.holes })
    }
}

/// One device and one scope, for the length of one answer.
struct Follower<'f> {
    scope: &'f ScopeId,
    device: &'f DeviceId,
    log: Upto<'f>,
    access: Access,
    /// The device holds hashes where it may now have entries.
    holes: bool,
}

impl Follower<'_> {
    /// A device that presents a cursor beyond the start followed this log once: it learns whether it still agrees, and
    /// may go on by hashes, whatever was moved since.
    fn prove(&mut self, following: &mut Following, cursor: &Cursor) -> Result<(), StoreError> {
        if self.access == Access::Denied && cursor.seq > 0 {
            self.access = Access::HashesOnly;
            if self.log.chain_at(self.scope, cursor.seq)? == Some(cursor.chain) {
                following.proved.insert(self.scope.clone());
            }
        }
        Ok(())
    }

    fn standing(&self, cursor: &Cursor, room: &mut usize) -> Result<Standing, StoreError> {
        if self.must_begin_again(cursor.seq) {
            return Ok(Standing::Reset);
        }
        // A stay or index that the device may not read looks empty to it: it may be about to push there, and it is told
        // when there is something for it. Saying "denied" would end its interest, and say that there is something.
        let may_change = matches!(self.scope, ScopeId::Stay(_) | ScopeId::Ward(..) | ScopeId::Note(_));
        if self.access == Access::Denied && may_change {
            return Ok(Standing::Ok);
        }
        let standing = serve::standing(&self.log, self.scope, cursor, self.access, room)?;
        if let Standing::More(page) = &standing {
            self.given(page)?;
        }
        Ok(standing)
    }

    fn pulled(&self, after: u64, max: u16) -> Result<Message, StoreError> {
        if self.must_begin_again(after) {
            return Ok(Message::Synced { standings: vec![(self.scope.clone(), Standing::Reset)] });
        }
        let answer = serve::pulled(&self.log, self.scope, after, usize::from(max), self.access)?;
        if let Message::Page(page) = &answer {
            self.given(page)?;
        }
        Ok(answer)
    }

    /// A patient who was elsewhere has come back, and this device followed the time between by hashes: it begins again,
    /// so that it has those entries too. Without that the stay would have a hole that nobody sees.
    const fn must_begin_again(&self, after: u64) -> bool {
        matches!(self.access, Access::Whole) && self.holes && after > 0
    }

    /// Remembers what a device was given in place of entries, and when it has begun again.
    fn given(&self, page: &Page) -> Result<(), StoreError> {
        if page.entries.is_empty() || matches!(self.scope, ScopeId::Audit(_)) {
            return Ok(());
        }
        match self.access {
            Access::HashesOnly | Access::UpTo(_)
                if !self.holes && page.entries.iter().any(|entry| matches!(entry, Entry::HashOnly(_))) =>
            {
                self.log.log.remember(self.scope, self.device, Holding::WithHoles)
            }
            Access::Whole if self.holes => self.log.log.remember(self.scope, self.device, Holding::Whole),
            _ => Ok(()),
        }
    }
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
