//! What was refused of a stay is put where the stay's wards can see it (SRV 7): a log of its own for each ward, beside
//! their indexes. Whether it asks for help is not the server's to say; the devices look.
//!
//! An entry there is the bytes as they came. It is nobody's place in a chain and nobody's fact, whatever it claims: it may
//! be in there because it lies.

use super::Exchange;
use crate::{
    change_log::{Arrival, Candidate},
    database::StoreError,
    directory::Snapshot,
};
use clinical::{DeviceId, FactId, Incarnation, ScopeId, UtcMillis, WardId};
use planted::Fault;
use record::SignedFact;
use replication::{
    Hash,
    wire::{Fate, Refused},
};
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

/// What one device brought, and what became of each.
type Brought = (Vec<SignedFact>, Vec<(Hash, Fate)>);

/// How much of the quarantine is read at a time.
const TOLD_AT_ONCE: usize = 200;

/// Whether one of them, once it is in the log, may have another ward read the stay.
pub(super) fn places(arrivals: &[Arrival]) -> bool {
    arrivals.iter().any(|arrival| matches!(arrival, Arrival::Vetted(one) if one.placing.is_some()))
}

/// What was brought to a stay, to be found again when it is refused; nothing of other scopes.
pub(super) fn of_stay(scope: &ScopeId, arrivals: &[Arrival]) -> Vec<SignedFact> {
    if !matches!(scope, ScopeId::Stay(_)) {
        return Vec::new();
    }
    let signed = |arrival: &Arrival| match arrival {
        Arrival::Vetted(candidate) => candidate.signed.clone(),
        Arrival::Refused { signed, .. } => signed.clone(),
    };
    arrivals.iter().map(signed).collect()
}

impl Exchange {
    /// Puts what was refused, and is kept, before the wards that read the stay it names.
    ///
    /// # Errors
    /// When the database cannot. Then nothing may be acknowledged.
    pub(super) fn tell_wards(
        &self,
        brought_by: DeviceId,
        directory: &Snapshot,
        now: UtcMillis,
        brought: Vec<SignedFact>,
        fates: &[(Hash, Fate)],
    ) -> Result<(), StoreError> {
        let mut of_wards: BTreeMap<WardId, Vec<Arrival>> = BTreeMap::new();
        let mut told: BTreeMap<ScopeId, BTreeSet<WardId>> = BTreeMap::new();
        for (signed, (hash, fate)) in brought.into_iter().zip(fates) {
            // What the quarantine has no room for is kept nowhere here, so that no device can bring more than its share.
            if planted::is(Fault::RefusalUntold)
                || !matches!(fate, Fate::Refused(why) if *why != Refused::QuarantineFull)
            {
                continue;
            }
            // Bytes that are no fact say nothing about anybody.
            let Ok(fact) = signed.decode() else { continue };
            let candidate = Candidate { signed, ..nobodys(*hash, brought_by) };
            let wards = match told.entry(fact.header.scope) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(stay) => {
                    let wards = self.wards_told(stay.key(), &brought_by, directory)?;
                    stay.insert(wards)
                }
            };
            for ward in &*wards {
                of_wards.entry(ward.clone()).or_default().push(Arrival::Vetted(Box::new(candidate.clone())));
            }
        }
        for (ward, arrivals) in of_wards {
            let scope = ScopeId::Aside(ward);
            let appended = self.store(&scope, brought_by, now, arrivals)?;
            if appended.grew {
                self.hints.publish(&scope, appended.head);
            }
        }
        Ok(())
    }

    /// A stay has been placed: the wards that read it now, one that it has just come to among them, are told what was refused
    /// of it before. What a ward was told already is there once.
    ///
    /// # Errors
    /// When the database cannot. Then nothing may be acknowledged.
    pub(super) fn tell_of_before(
        &self,
        scope: &ScopeId,
        directory: &Snapshot,
        now: UtcMillis,
    ) -> Result<(), StoreError> {
        let mut after = [0; 32];
        loop {
            let page = self.log.set_aside_of(scope, after, TOLD_AT_ONCE)?;
            let Some((last, _)) = page.last() else { return Ok(()) };
            after = *last;
            let mut brought: BTreeMap<DeviceId, Brought> = BTreeMap::new();
            for (hash, aside) in page {
                let (signed, fates) = brought.entry(aside.brought_by).or_default();
                signed.push(aside.signed);
                fates.push((hash, Fate::Refused(aside.reason.code())));
            }
            for (by, (signed, fates)) in brought {
                self.tell_wards(by, directory, now, signed, &fates)?;
            }
        }
    }

    /// The wards that read the stay; those of the device that brought it when nobody has placed the stay yet.
    fn wards_told(
        &self,
        scope: &ScopeId,
        brought_by: &DeviceId,
        directory: &Snapshot,
    ) -> Result<BTreeSet<WardId>, StoreError> {
        if !matches!(scope, ScopeId::Stay(_)) {
            return Ok(BTreeSet::new());
        }
        let placings = self.log.standing(scope, brought_by)?.placings;
        let open = self.readers.open_wards(scope, &placings, directory);
        if open.is_empty() {
            use crate::access::Wards as _;
            return Ok(directory.wards_of(brought_by).iter().cloned().collect());
        }
        Ok((*open).clone())
    }
}

/// An entry by its hash alone.
fn nobodys(hash: Hash, brought_by: DeviceId) -> Candidate {
    let (front, _) = hash.split_at(16);
    let mut own = [0; 16];
    own.copy_from_slice(front);
    Candidate {
        signed: SignedFact { bytes: Vec::new(), signature: [0; 64] },
        hash,
        id: FactId::from_bytes(own),
        device: brought_by,
        incarnation: Incarnation::from_bytes(own),
        device_seq: 0,
        flags: BTreeSet::new(),
        placing: None,
        opens: None,
    }
}
