//! Judging one entry that was brought: may it enter this log, and what has the log to remember of it?

use crate::{
    change_log::{Arrival, Candidate, Placing, PlacingKind},
    directory::Snapshot,
    quarantine::Reason,
};
use clinical::{NoteId, ScopeId, entry::EntryBody};
use record::{Fact, Limits, SignedFact, vet};
use replication::Entry;

/// Judges an entry for a scope by the directory (SRV 4, SRV 5, SRV 9).
pub(super) fn judge(entry: Entry, scope: &ScopeId, directory: &Snapshot) -> Arrival {
    match entry {
        Entry::Fact { bytes, signature } => judge_fact(SignedFact { bytes, signature }, scope, directory),
        // A note's edits are facts. Raw changes are kept as they came, without a place for a signature of their own.
        Entry::NoteChange(bytes) => refused(SignedFact { bytes, signature: [0; 64] }, Reason::Note),
        Entry::HashOnly(hash) => {
            refused(SignedFact { bytes: hash.to_vec(), signature: [0; 64] }, Reason::Note)
        }
    }
}

pub(super) fn judge_fact(signed: SignedFact, scope: &ScopeId, directory: &Snapshot) -> Arrival {
    match vet(&signed, scope, directory, &Limits::default()) {
        Err(refusal) => refused(signed, Reason::Vetting(refusal)),
        Ok(vetted) => {
            let hash = signed.hash().0;
            let header = &vetted.fact.header;
            Arrival::Vetted(Box::new(Candidate {
                hash,
                id: header.id,
                device: header.device,
                incarnation: header.incarnation,
                device_seq: header.device_seq,
                placing: placing(&vetted.fact),
                opens: opens(&vetted.fact),
                flags: vetted.flags,
                signed,
            }))
        }
    }
}

fn refused(signed: SignedFact, reason: Reason) -> Arrival {
    let hash = signed.hash().0;
    Arrival::Refused { signed, hash, reason }
}

/// The note that a fact opens in its stay.
fn opens(fact: &Fact) -> Option<NoteId> {
    match (&fact.body, &fact.header.scope) {
        (EntryBody::Note(_), ScopeId::Stay(stay)) => Some(NoteId::of(stay, &fact.header.id)),
        _ => None,
    }
}

/// What a fact says about who may read its stay. The server reads no further into what facts say.
pub(crate) fn placing(fact: &Fact) -> Option<Placing> {
    let kind = match &fact.body {
        EntryBody::Admission(_) => PlacingKind::Admitted,
        EntryBody::Placement(place) => PlacingKind::Placed(place.ward.clone()),
        EntryBody::Arrival(place) => PlacingKind::Arrived(place.ward.clone()),
        EntryBody::Withdrawal(_) => PlacingKind::Withdrew,
        _ => return None,
    };
    let header = &fact.header;
    Some(Placing { id: header.id, device: header.device, kind, supersedes: header.supersedes.clone() })
}
