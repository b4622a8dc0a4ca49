//! A chart: one fact scope's Automerge document. On a device it is a cache, rebuilt from the facts at any time.

use crate::{EntryHash, SignedFact, island};
use automerge::{ActorId, Automerge, ROOT, ReadDoc, ScalarValueRef, ValueRef};
use clinical::FactId;
use std::{
    collections::{BTreeMap, btree_map::Entry},
    panic::{AssertUnwindSafe, catch_unwind},
};

/// A fact scope's document.
#[derive(Debug, Clone)]
pub struct Chart {
    document: Automerge,
    held: BTreeMap<FactId, EntryHash>,
}

/// What became of a batch of facts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// Facts that are new in the document.
    pub added: usize,
    /// Facts that were there already.
    pub known: usize,
    /// Facts left out, each with its hash.
    pub left_out: Vec<(EntryHash, LeftOut)>,
}

/// Why a fact was left out of a document. Its bytes are the caller's to keep in quarantine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// Its bytes show no identifier.
    Unreadable,
    /// Another fact with the same identifier and other bytes is in the document: an integrity alarm.
    Twin,
}

/// Why a document could not be read or written to. No fact is lost by it: documents are rebuilt from facts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadChart {
    /// Automerge refused it or panicked.
    #[error("the document is damaged and has to be rebuilt from its entries")]
    Damaged,
    /// It holds something that is no island.
    #[error("the document holds changes that are not entries of this record")]
    Foreign,
}

impl Chart {
    /// A document without facts: the genesis alone.
    ///
    /// # Errors
    /// Never with the Automerge that this version is built with; a test holds it to that.
    pub fn new() -> Result<Self, BadChart> {
        let mut document = Automerge::new().with_actor(ActorId::from(island::GENESIS_ACTOR));
        document.apply_changes([island::genesis()]).map_err(|_| BadChart::Damaged)?;
        Ok(Self { document, held: BTreeMap::new() })
    }

    /// Puts facts into the document, as one batch, since one by one each would cost as much as the whole document.
    /// The order and repetition of facts make no difference, except between two of one identifier: there the first
    /// stays, and the other is left out and named.
    ///
    /// # Errors
    /// When Automerge refuses the batch: the document is then to be rebuilt with [`Chart::new`] from all facts.
    pub fn apply<'f>(
        &mut self,
        facts: impl IntoIterator<Item = &'f SignedFact>,
    ) -> Result<Applied, BadChart> {
        let mut applied = Applied::default();
        let mut changes = Vec::new();
        for fact in facts {
            let Some((id, change)) = island::of(fact) else {
                applied.left_out.push((fact.hash(), LeftOut::Unreadable));
                continue;
            };
            let hash = EntryHash(change.hash().0);
            match self.held.entry(id) {
                Entry::Vacant(place) => {
                    place.insert(hash);
                    changes.push(change);
                }
                Entry::Occupied(there) if *there.get() == hash => applied.known += 1,
                Entry::Occupied(_) => applied.left_out.push((hash, LeftOut::Twin)),
            }
        }
        applied.added = changes.len();
        self.document.apply_changes(changes).map_err(|_| BadChart::Damaged)?;
        Ok(applied)
    }

    /// The facts in the document, by identifier.
    pub fn facts(&self) -> Vec<SignedFact> {
        facts_of(&self.document)
    }

    /// How many facts the document holds.
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// The document's heads: the hash of every fact in it, or that of the genesis.
    pub fn heads(&self) -> Vec<EntryHash> {
        self.document.get_heads().into_iter().map(|hash| EntryHash(hash.0)).collect()
    }

    /// The document as an ordinary Automerge file, for export or as a cache.
    pub fn save(&self) -> Vec<u8> {
        self.document.save()
    }

    /// The document itself.
    pub(crate) fn into_document(self) -> Automerge {
        self.document
    }

    /// Reads a saved document, and checks that it is exactly what its facts make. Signatures are not checked here:
    /// whoever did not write the file themselves vets each of its [`Chart::facts`].
    ///
    /// # Errors
    /// When Automerge cannot read it, or it holds anything but islands.
    pub fn load(file: &[u8]) -> Result<Self, BadChart> {
        let read = || Automerge::load(file).ok().map(|document| (facts_of(&document), document.get_heads()));
        let (facts, heads) = catch_unwind(AssertUnwindSafe(read)).ok().flatten().ok_or(BadChart::Damaged)?;
        let mut chart = Self::new()?;
        let applied = chart.apply(&facts)?;
        let same = applied.left_out.is_empty() && chart.document.get_heads() == heads;
        if same { Ok(chart) } else { Err(BadChart::Foreign) }
    }
}

/// The facts that lie in a document, where it has a `facts` map.
fn facts_of(document: &Automerge) -> Vec<SignedFact> {
    let Some((_, facts)) = document.get(ROOT, island::FACTS).ok().flatten() else { return Vec::new() };
    document.map_range(&facts, ..).filter_map(|item| unpacked(&item.value)).collect()
}

fn unpacked(value: &ValueRef<'_>) -> Option<SignedFact> {
    match value {
        ValueRef::Scalar(ScalarValueRef::Bytes(packed)) => island::unpack(packed),
        _ => None,
    }
}
