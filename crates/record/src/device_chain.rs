//! A device's own chain over all scopes: what is missing, and whether there are two of it.

use crate::{EntryHash, Header};
use clinical::{DeviceId, Incarnation};
use std::collections::{BTreeMap, BTreeSet};

/// One fact's place in its device's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// The device.
    pub device: DeviceId,
    /// The life of its database.
    pub incarnation: Incarnation,
    /// From 1.
    pub seq: u64,
    /// The entry before it.
    pub previous: EntryHash,
    /// This entry.
    pub hash: EntryHash,
}

impl Link {
    /// The link of a fact whose hash is known.
    pub fn of(header: &Header, hash: EntryHash) -> Self {
        Self {
            device: header.device,
            incarnation: header.incarnation,
            seq: header.device_seq,
            previous: header.previous,
            hash,
        }
    }
}

/// What is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The device wrote entries that are not here.
    Gap {
        /// The device.
        device: DeviceId,
        /// The life of its database.
        incarnation: Incarnation,
        /// First missing sequence.
        from: u64,
        /// Last missing sequence.
        to: u64,
    },
    /// Two entries at one sequence: a copied or restored database went on writing.
    Fork {
        /// The device.
        device: DeviceId,
        /// The life of its database.
        incarnation: Incarnation,
        /// The sequence.
        seq: u64,
    },
    /// An entry names another one as its previous than the one that is there.
    Broken {
        /// The device.
        device: DeviceId,
        /// The life of its database.
        incarnation: Incarnation,
        /// The sequence of the entry that names it.
        seq: u64,
    },
}

/// Looks through links in any order, of any number of devices, and says what is missing and what does not fit. The same
/// link twice is one link. What lies beyond the last link of a device, nobody can know.
pub fn inspect(links: impl IntoIterator<Item = Link>) -> Vec<Finding> {
    let mut chains: BTreeMap<(DeviceId, Incarnation), BTreeMap<u64, BTreeSet<Link>>> = BTreeMap::new();
    for link in links {
        let chain = chains.entry((link.device, link.incarnation)).or_default();
        chain.entry(link.seq).or_default().insert(link);
    }
    chains
        .iter()
        .flat_map(|((device, incarnation), chain)| inspect_one(*device, *incarnation, chain))
        .collect()
}

fn inspect_one(
    device: DeviceId,
    incarnation: Incarnation,
    chain: &BTreeMap<u64, BTreeSet<Link>>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut before = (0, BTreeSet::from([EntryHash::NONE]));
    for (&seq, links) in chain {
        let next = before.0 + 1;
        if seq > next {
            findings.push(Finding::Gap { device, incarnation, from: next, to: seq - 1 });
        }
        if links.len() > 1 {
            findings.push(Finding::Fork { device, incarnation, seq });
        }
        // Behind a gap nobody can say which entry it should have named.
        if seq == next && links.iter().any(|link| !before.1.contains(&link.previous)) {
            findings.push(Finding::Broken { device, incarnation, seq });
        }
        before = (seq, links.iter().map(|link| link.hash).collect());
    }
    findings
}
