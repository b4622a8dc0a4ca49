//! What another device brought and the server refused, as the ward's own log of it tells (ADR 0020): no entry of any record,
//! and an alert all the same.

use super::{Checked, asks_for_help, parked};
use crate::{App, clock::Now, syncing::REFUSED, words::Fail};
use clinical::{
    FactId, ScopeId,
    entry::{Entry, EntryBody},
    staff::Role,
};
use record::{Fact, SignedFact};
use std::collections::BTreeSet;
use store::WriteTx;

/// The code of what another device brought and the server refused.
pub(crate) const REFUSED_ELSEWHERE: &str = ELSEWHERE.0;
pub(super) const ELSEWHERE: (&str, &str) = (
    "refused_elsewhere",
    "The server refused this entry of another device, so it is not in the record and counts in no score here. Nothing is \
     lost: that device and the server keep it. Look at the patient now, and check it with whoever charted it.",
);

/// What another device brought to a stay and the server refused is no entry of that stay. If it asks for help it is set
/// aside here too, with the stay that it names, so that whoever is in charge there sees it.
pub(super) fn set_aside(tx: &WriteTx<'_>, now: &Now, signed: &SignedFact, fact: &Fact) -> Result<(), Fail> {
    let scope = &fact.header.scope;
    if !matches!(scope, ScopeId::Stay(_)) || !asks_for_help(&fact.body) {
        return Ok(());
    }
    let here = tx.facts().get(scope, &fact.header.id)?;
    if here.is_some_and(|here| here.bytes == signed.bytes) {
        // This device made it, or the log has it by now.
        return Ok(());
    }
    if is_dismissed(tx, scope, &fact.header.id)? {
        // The nurse in charge has looked at it, and her word came before it.
        return Ok(());
    }
    tx.quarantine().park(&parked(scope, fact.header.id, signed, ELSEWHERE, now, true))?;
    Ok(())
}

fn is_dismissed(tx: &WriteTx<'_>, scope: &ScopeId, of: &FactId) -> Result<bool, Fail> {
    let said = tx.facts().of_kind(scope, record::DISMISSAL)?;
    Ok(said.into_iter().filter_map(crate::stays::entry).any(|entry| dismissed(&entry) == Some(*of)))
}

/// The entry that somebody who was in charge has looked at.
fn dismissed(entry: &Entry) -> Option<FactId> {
    match &entry.body {
        EntryBody::Dismissal(said) if said.role == Role::NurseInCharge => Some(said.of),
        _ => None,
    }
}

/// What the nurse in charge has looked at, on whichever device, is settled here too: what others brought, and what this
/// device brought itself.
pub(super) fn settle_dismissed(
    tx: &WriteTx<'_>,
    now: &Now,
    entries: &[(ScopeId, Entry)],
) -> Result<(), Fail> {
    let said: BTreeSet<(&ScopeId, FactId)> =
        entries.iter().filter_map(|(scope, entry)| Some((scope, dismissed(entry)?))).collect();
    if said.is_empty() {
        return Ok(());
    }
    for parked in tx.quarantine().open()? {
        let refused = parked.code == REFUSED_ELSEWHERE || REFUSED.contains(&parked.code.as_str());
        if let (Some(scope), Some(fact), true) = (&parked.scope, parked.fact, refused)
            && said.contains(&(scope, fact))
        {
            tx.quarantine().settle(parked.number, now.at())?;
        }
    }
    Ok(())
}

/// What the server took after all is in the record, and settled here.
pub(super) fn settle(tx: &WriteTx<'_>, now: &Now, entries: &[(ScopeId, Entry)]) -> Result<(), Fail> {
    let here: BTreeSet<FactId> = entries.iter().map(|(_, entry)| entry.id).collect();
    for parked in tx.quarantine().open()?.into_iter().filter(|parked| parked.code == REFUSED_ELSEWHERE) {
        let (Some(scope), Some(fact)) = (&parked.scope, parked.fact.filter(|fact| here.contains(fact)))
        else {
            continue;
        };
        // Its twin is another entry, and says nothing of this one.
        if tx.facts().get(scope, &fact)?.is_some_and(|stands| stands.bytes == parked.bytes) {
            tx.quarantine().settle(parked.number, now.at())?;
        }
    }
    Ok(())
}

/// Tells the screens whose patients something was refused of.
pub(super) fn tell(app: &App, checked: &[Checked<'_>]) -> Result<(), Fail> {
    for checked in checked {
        if let Checked::Fact { fact, .. } = checked
            && let ScopeId::Stay(stay) = &fact.header.scope
        {
            app.tell_unverified(*stay)?;
        }
    }
    Ok(())
}
