//! From what somebody did to a fact with its place in the device's chain, and to the entry that the fold reads.

use crate::{App, clock::Now, commit::NewFact};
use clinical::{ClockTrust, Stamp, entry::Entry, news2::RULESET};
use record::{ClockFacts, EntryHash, Fact, Header, PolicyRevision};
use store::Link;

impl NewFact {
    /// When it was written down, and by what clock.
    fn written(&self, now: &Now) -> (Stamp, ClockTrust) {
        self.recorded.unwrap_or_else(|| (now.recorded(), now.trust))
    }
}

impl App {
    /// A fact for a place in the chain.
    pub(crate) fn made(&self, now: &Now, new: NewFact, link: &Link, policy: PolicyRevision) -> Fact {
        let (recorded_at, trust) = new.written(now);
        let header = Header {
            schema: record::fact::SCHEMA,
            scope: new.scope,
            id: new.id,
            taken_at: new.taken_at,
            recorded_at,
            clock: ClockFacts { monotonic_ms: now.monotonic_ms, boot: now.boot, trust },
            author: new.author,
            on_behalf_of: new.on_behalf_of,
            auth: new.auth,
            device: self.me.device,
            incarnation: link.incarnation,
            device_seq: link.sequence,
            previous: previous(link),
            signer: self.me.key_id,
            policy,
            ruleset: RULESET.to_owned(),
            supersedes: new.supersedes,
            reason: new.reason,
        };
        Fact { header, body: new.body }
    }

    /// What the fold reads of a fact that is to be made: [`Fact::entry`], before there is one.
    pub(crate) fn entry(&self, now: &Now, new: &NewFact) -> Entry {
        let (recorded_at, clock) = new.written(now);
        Entry {
            id: new.id,
            taken_at: new.taken_at,
            recorded_at,
            clock,
            author: new.author,
            on_behalf_of: new.on_behalf_of,
            auth: new.auth,
            device: self.me.device,
            supersedes: new.supersedes.clone(),
            reason: new.reason.clone(),
            body: new.body.clone(),
        }
    }
}

/// What a fact at this place names as the one before it.
pub(crate) fn previous(link: &Link) -> EntryHash {
    link.previous.as_ref().map_or(EntryHash::NONE, |hash| EntryHash(hash.0))
}
