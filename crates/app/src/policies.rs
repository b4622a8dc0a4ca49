//! Policies as they reach this device: facts of the directory, read over those that are shipped.
//!
//! One that cannot be read is kept and set aside in sight, and the one before stays in force. When another comes into
//! force, or a ward becomes another kind of place, the stays concerned are folded again in the very transaction that
//! brought the news, so that what is stored and what is in force never disagree.

use crate::{
    App,
    behind::{self, guarded},
    clock::Now,
    commit::Touched,
    directory::Directory,
    project::{Folded, Refolded},
    words::Fail,
};
use clinical::{
    ScopeId, StayId, UtcMillis, cui,
    entry::EntryBody,
    policy::{Policies, Policy, PublishedPolicy, Setting},
};
use record::{PolicyRevision, SignedFact};
use std::collections::{BTreeMap, BTreeSet};
use store::{ReadTx, StoredFact, WriteTx};

/// The code of a policy that this version cannot read, and what is said of it.
pub(crate) const UNREAD: (&str, &str) = (
    "policy",
    "A policy was published that this version of the application cannot read, so the one before stays in force. \
     Nothing was lost. Tell IT support: the application may have to be updated, or the policy corrected.",
);

/// The policies that the directory's facts publish, over those that are shipped.
pub(crate) fn published(tx: &ReadTx<'_>) -> Result<Policies, Fail> {
    let facts = tx.facts().of_kind(&ScopeId::Dir, record::POLICY)?;
    let all: Vec<(UtcMillis, PublishedPolicy)> = facts.into_iter().filter_map(read).collect();
    Ok(Policies::of(all.iter().map(|(at, policy)| (*at, policy))))
}

fn read(fact: StoredFact) -> Option<(UtcMillis, PublishedPolicy)> {
    let StoredFact { bytes, signature, .. } = fact;
    let fact = (SignedFact { bytes, signature }).decode().ok()?;
    match fact.body {
        EntryBody::Policy(policy) => Some((fact.header.recorded_at.utc, *policy)),
        _ => None,
    }
}

/// What was set aside and can be read now, or was replaced by a policy that can be, needs nobody any more.
pub(crate) fn settle(tx: &WriteTx<'_>, now: &Now) -> Result<(), Fail> {
    if tx.quarantine().count()? == 0 {
        return Ok(());
    }
    let unread = published(tx)?.unread().to_vec();
    for fact in tx.facts().of_kind(&ScopeId::Dir, record::POLICY)? {
        let id = fact.id;
        let Some((_, policy)) = read(fact) else { continue };
        let stands = unread.iter().any(|of| (of.setting, of.revision) == (policy.setting, policy.revision));
        if !stands {
            tx.quarantine().settle_fact(&id, UNREAD.0, now.at())?;
        }
    }
    Ok(())
}

/// By which revision of a policy each stay is charted.
pub(crate) struct Revisions {
    of_stays: BTreeMap<StayId, PolicyRevision>,
    elsewhere: PolicyRevision,
}

impl Revisions {
    /// That of a fact's scope.
    pub(crate) fn of(&self, scope: &ScopeId) -> PolicyRevision {
        let of_stay = match scope {
            ScopeId::Stay(stay) => self.of_stays.get(stay).copied(),
            _ => None,
        };
        of_stay.unwrap_or(self.elsewhere)
    }
}

impl App {
    /// By which revisions these stays are charted: that under which each is held.
    pub(crate) fn revisions<'s>(&self, stays: impl Iterator<Item = &'s StayId>) -> Revisions {
        let held = stays.filter_map(|stay| {
            let folded = self.stays.get(stay)?;
            Some((*stay, PolicyRevision(folded.policy.revision())))
        });
        let usual = self.policies();
        Revisions {
            of_stays: held.collect(),
            elsewhere: PolicyRevision(usual.in_force(Setting::AcuteWard).revision()),
        }
    }

    /// At the opening: what an older version of the application could not read. Where there is no room it stays in sight
    /// until the next opening.
    pub(crate) fn settle_policies(&self) {
        if matches!(self.store.read(|tx| tx.quarantine().count()), Ok(0)) {
            return;
        }
        let now = self.now();
        if let Err(fail) = self.store.write_if_room(|tx| {
            settle(tx, &now)?;
            crate::forms::settle(tx, &now)
        }) {
            let error = contract::CallError::from(fail).message;
            tracing::warn!(error, "policies that were set aside could not be looked at again");
        }
    }

    /// The directory has changed in this transaction: stays whose policy is another now are folded and projected again.
    pub(crate) fn refold(&self, tx: &WriteTx<'_>, touched: &mut Touched) -> Result<(), Fail> {
        let (before, now) = (self.directory(), Directory::read(tx)?);
        let mut concerned: BTreeSet<StayId> = BTreeSet::new();
        for ward in now.wards.keys().chain(before.wards.keys()) {
            if !now.policies.agree_on(&before.policies, ward) {
                concerned.extend(tx.board().of_ward(ward)?.into_iter().map(|row| row.stay));
                touched.wards.insert(ward.clone());
            }
        }
        for stay in concerned {
            let held = touched.stays.get(&stay).cloned().or_else(|| self.stays.get(&stay));
            let refolded = match held {
                Some(held) => {
                    guarded(&stay, || Refolded::anew(stay, Folded::new(held.entries.clone(), &now.policies)))
                }
                None => behind::from_facts(tx, &stay, &now.policies, self.unknown),
            };
            behind::put(tx, stay, refolded, touched)?;
        }
        Ok(())
    }
}

/// By which policy the page of a stay says what it says, and what is to be known of it, a sentence each.
pub(crate) fn lines(policy: &Policy, policies: &Policies) -> Vec<String> {
    let (id, revision, setting) = (policy.id(), policy.revision(), policy.setting());
    let mut lines = vec![format!("By the policy {id}, revision {revision}, for {}.", setting.label())];
    lines.extend(policies.unread_in(setting).map(|newer| {
        format!(
            "Revision {newer} was published, and this version of the application cannot read it: revision \
             {revision} stays in force. Tell IT support."
        )
    }));
    lines.extend(policy.overrides().iter().map(|leave| {
        let (name, reason, by) = (leave.response.name(), &leave.reason, &leave.signed_by);
        let on = cui::date(leave.signed_on);
        format!("{name}: observed less often than the Royal College asks for. {reason}. {by}, {on}.")
    }));
    lines
}
