//! Pushing: everything a device brings is vetted, and stored either in the log or in quarantine.

use super::{Asked, Exchange, Limits, Stop, arrival, aside};
use crate::{
    change_log::{Appended, Arrival, Push, SetAside},
    database::StoreError,
    directory::Snapshot,
    quarantine::Reason,
};
use clinical::{DeviceId, ScopeId, UtcMillis};
use planted::Fault;
use replication::{
    Entry, Message,
    limits::MAX_FACT_BYTES,
    wire::{Fate, FaultCode},
};
use std::{collections::BTreeMap, sync::atomic::Ordering};

/// How much of a push is stored in one transaction, in rows. All who write wait for it, so this bounds what a save waits
/// behind one device's outbox. Fifty sets fit, so that an outbox is one transaction as a rule.
const ROWS_AT_ONCE: usize = 64;

/// How long a device waits when another process holds the database.
const BUSY_MS: u32 = 2_000;

/// What a refused entry counts for against its device's rate, in bytes: as much as four of the largest. Its signature was
/// checked like any other's, it is written into the quarantine and into the log of each ward that is told, and it may weigh
/// a hundred bytes: by its own size a device could keep a core and the disk busy with forgeries. So 1,024 of them pass at
/// once, and 64 a second after that.
const REFUSED_BYTES: u64 = 4 * MAX_FACT_BYTES as u64;

/// How much of the quarantine is looked at again at a time.
const SETTLED_AT_ONCE: usize = 200;

impl Exchange {
    pub(super) fn push(
        &self,
        Asked { device, directory, mailbox }: Asked<'_>,
        now: UtcMillis,
        scope: ScopeId,
        entries: Vec<Entry>,
    ) -> Result<Vec<Message>, Stop> {
        if entries.len() > usize::from(self.limits.push_entries)
            || entries.iter().any(|entry| matches!(entry, Entry::HashOnly(_)))
        {
            return Err(Stop::Fault(FaultCode::Malformed));
        }
        if let Err(retry_ms) = self.rates.take(*device, size(&entries), now) {
            return Ok(vec![Message::Busy { scope, retry_ms }]);
        }
        let arrivals: Vec<Arrival> =
            entries.into_iter().map(|entry| arrival::judge(entry, &scope, directory)).collect();
        let arrivals = if planted::is(Fault::BatchRefusedWhole) { all_or_none(arrivals) } else { arrivals };
        let (brought, places) = (aside::of_stay(&scope, &arrivals), aside::places(&arrivals));
        let appended = match self.store(&scope, *device, now, arrivals) {
            Err(StoreError::Busy) => return Ok(vec![Message::Busy { scope, retry_ms: BUSY_MS }]),
            appended => appended?,
        };
        report(&scope, device, &appended.fates);
        let refused = appended.fates.iter().filter(|(_, fate)| matches!(fate, Fate::Refused(_))).count();
        self.rates.charge(*device, REFUSED_BYTES.saturating_mul(refused as u64));
        // Before the answer: once a device has that, it does not bring these again.
        let told = self.tell_wards(*device, directory, now, brought, &appended.fates);
        match told.and_then(|()| if places { self.tell_of_before(&scope, directory, now) } else { Ok(()) }) {
            Err(StoreError::Busy) => return Ok(vec![Message::Busy { scope, retry_ms: BUSY_MS }]),
            told => told?,
        }
        self.hints.subscribe(&scope, mailbox);
        if appended.grew {
            self.hints.publish(&scope, appended.head);
            if scope == ScopeId::Dir {
                let directory = self.directory.now()?;
                self.settle(&directory, now)?;
            }
        }
        Ok(vec![Message::Ack { scope, fates: appended.fates }])
    }

    /// Looks again at what was refused because its device or author was not known, now that the directory has grown. So
    /// a server restored from before an enrolment loses nothing, in whatever order the fleet refills it.
    pub(super) fn settle(&self, directory: &Snapshot, now: UtcMillis) -> Result<(), StoreError> {
        for reason in Reason::UNTIL_KNOWN {
            let mut after = 0;
            loop {
                let page = self.log.set_aside(reason, after, SETTLED_AT_ONCE)?;
                let Some(last) = page.last() else { break };
                after = last.number;
                self.settle_page(page, directory, now)?;
            }
        }
        // Only now: what failed on the way is tried again the next time that anybody looks.
        self.settled_at.fetch_max(directory.head(), Ordering::Relaxed);
        Ok(())
    }

    fn settle_page(
        &self,
        page: Vec<SetAside>,
        directory: &Snapshot,
        now: UtcMillis,
    ) -> Result<(), StoreError> {
        let mut brought: BTreeMap<(ScopeId, DeviceId), Vec<Arrival>> = BTreeMap::new();
        for aside in page {
            let arrival = arrival::judge_fact(aside.signed, &aside.scope, directory);
            if matches!(arrival, Arrival::Vetted(_)) {
                brought.entry((aside.scope, aside.brought_by)).or_default().push(arrival);
            }
        }
        for ((scope, brought_by), arrivals) in brought {
            let places = aside::places(&arrivals);
            let appended = self.store(&scope, brought_by, now, arrivals)?;
            report(&scope, &brought_by, &appended.fates);
            if places {
                self.tell_of_before(&scope, directory, now)?;
            }
            if appended.grew {
                self.hints.publish(&scope, appended.head);
            }
        }
        Ok(())
    }

    /// Stores what was brought, some at a time, so that what others bring comes in between. When it fails on the way,
    /// what was stored by then stays, and is nothing new when the device brings all of it again.
    ///
    /// # Errors
    /// When the database cannot. Then none of it may be acknowledged.
    pub(super) fn store(
        &self,
        scope: &ScopeId,
        brought_by: DeviceId,
        now: UtcMillis,
        arrivals: Vec<Arrival>,
    ) -> Result<Appended, StoreError> {
        let mut arrivals = arrivals.into_iter();
        let mut all = self.log.append(self.bring(scope, brought_by, now, piece(&mut arrivals)))?;
        loop {
            let next = piece(&mut arrivals);
            if next.is_empty() {
                return Ok(all);
            }
            match self.log.append(self.bring(scope, brought_by, now, next)) {
                Ok(appended) => {
                    all.fates.extend(appended.fates);
                    (all.head, all.grew) = (appended.head, all.grew || appended.grew);
                }
                Err(error) => {
                    // Brought again it is nothing new, and nobody would be told then.
                    if all.grew {
                        self.hints.publish(scope, all.head);
                    }
                    return Err(error);
                }
            }
        }
    }

    fn bring(&self, scope: &ScopeId, brought_by: DeviceId, at: UtcMillis, arrivals: Vec<Arrival>) -> Push {
        let Limits { quota, aside, .. } = self.limits;
        Push { scope: scope.clone(), brought_by, at, arrivals, quota, aside }
    }
}

/// As many of them as one transaction takes. What is refused counts twice: it is a longer row with more indexes.
fn piece(arrivals: &mut impl Iterator<Item = Arrival>) -> Vec<Arrival> {
    let (mut taken, mut rows) = (Vec::new(), 0);
    while rows < ROWS_AT_ONCE
        && let Some(arrival) = arrivals.next()
    {
        rows += if matches!(arrival, Arrival::Refused { .. }) { 2 } else { 1 };
        taken.push(arrival);
    }
    taken
}

/// One bad entry has all of them refused.
fn all_or_none(arrivals: Vec<Arrival>) -> Vec<Arrival> {
    let reason = arrivals.iter().find_map(|arrival| match arrival {
        Arrival::Refused { reason, .. } => Some(*reason),
        Arrival::Vetted(_) => None,
    });
    let Some(reason) = reason else { return arrivals };
    let refused = |arrival| match arrival {
        Arrival::Vetted(good) => Arrival::Refused { hash: good.hash, signed: good.signed, reason },
        refused @ Arrival::Refused { .. } => refused,
    };
    arrivals.into_iter().map(refused).collect()
}

fn size(entries: &[Entry]) -> u64 {
    entries
        .iter()
        .map(|entry| match entry {
            Entry::HashOnly(hash) => hash.len(),
            Entry::Fact { bytes, signature } => bytes.len() + signature.len(),
            Entry::NoteChange(bytes) => bytes.len(),
        })
        .fold(0, |sum, bytes| sum.saturating_add(bytes as u64))
}

/// Tells the operator what is out of the ordinary. Identifiers only: what an entry says is nobody's business here.
fn report(scope: &ScopeId, device: &DeviceId, fates: &[(replication::Hash, Fate)]) {
    let refused = fates.iter().filter(|(_, fate)| matches!(fate, Fate::Refused(_))).count();
    if refused > 0 {
        tracing::warn!(%scope, %device, refused, "entries were set aside in quarantine");
    }
    if fates.iter().any(|(_, fate)| matches!(fate, Fate::Refused(replication::wire::Refused::Twin))) {
        tracing::error!(%scope, %device, "integrity alarm: two entries with one identifier and different bytes");
    }
    if fates.iter().any(|(_, fate)| matches!(fate, Fate::Forked(_))) {
        tracing::warn!(%scope, %device, "two entries have one place in a device's chain: its database was copied or restored");
    }
}
