//! Patients whom no tablet of their ward shows: a stay is found by its ward's index, and this one's does not name it.
//!
//! A tablet brings the index before the stay, so that this does not come about by itself. It does where a tablet whose disk lost
//! the index's entry is withdrawn before it notices, and where a device lies.

use crate::{access::Readers, change_log::Placing, directory::Snapshot, exchange::placing};
use clinical::{ScopeId, StayId, WardId, entry::EntryBody};
use record::Fact;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// A patient whom no tablet of this ward shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unseen {
    /// The stay.
    pub stay: StayId,
    /// The ward that the patient is in.
    pub ward: WardId,
}

impl fmt::Display for Unseen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "stay/{}: the patient is in {}, and no tablet there shows it, since the ward's index does not name this stay. \
             Nothing is lost: export the stay and admit the patient again",
            self.stay, self.ward
        )
    }
}

/// What going over the logs gathers.
#[derive(Default)]
pub(super) struct Seen {
    named: BTreeMap<WardId, BTreeSet<StayId>>,
    placings: BTreeMap<StayId, Vec<(u64, Placing)>>,
}

impl Seen {
    /// Another entry of a log, in the log's order.
    pub(super) fn note(&mut self, seq: u64, fact: &Fact) {
        match (&fact.header.scope, &fact.body) {
            (ScopeId::Ward(ward, _), EntryBody::IndexStay(stay)) => {
                self.named.entry(ward.clone()).or_default().insert(*stay);
            }
            (ScopeId::Stay(stay), _) => {
                if let Some(placing) = placing(fact) {
                    self.placings.entry(*stay).or_default().push((seq, placing));
                }
            }
            _ => {}
        }
    }

    /// Who is not to be seen, by what the directory says of the devices.
    pub(super) fn unseen(self, directory: &Snapshot) -> Vec<Unseen> {
        let readers = Readers::default();
        let named =
            |ward: &WardId, stay: &StayId| self.named.get(ward).is_some_and(|stays| stays.contains(stay));
        let mut unseen = Vec::new();
        for (stay, placings) in &self.placings {
            let wards = readers.open_wards(&ScopeId::Stay(*stay), placings, directory);
            let hidden = wards.iter().filter(|ward| !named(ward, stay));
            unseen.extend(hidden.map(|ward| Unseen { stay: *stay, ward: ward.clone() }));
        }
        unseen
    }
}
