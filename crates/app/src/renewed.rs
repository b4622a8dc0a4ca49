//! Projections made again from the facts: after an update, or by a person's command, which holds them against those that
//! were there.

use crate::{
    App, behind,
    commit::NEVER_HEARD,
    directory::Directory,
    project::{self, Folded, stored},
    visits::notes_of,
    words::Fail,
};
use clinical::{ScopeId, StayId};
use contract::CallError;
use replication::chain::Chain;
use std::collections::BTreeSet;
use store::{StoreError, WriteTx};

/// What making all projections again came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewed {
    /// Rows there are now.
    pub rows: usize,
    /// Rows that were there before and are not, or are others, by identifiers. Empty is as it should be; the new ones count.
    pub differing: BTreeSet<String>,
}

impl App {
    /// Makes every projection again from the facts, and says which rows were not byte for byte as they should have been.
    ///
    /// # Errors
    /// When the disk refuses; then the projections are as they were.
    pub fn renew_projections(&self) -> Result<Renewed, CallError> {
        // What was saved last may be projected in memory only until now.
        self.catch_up();
        let rows = || self.store.read(|tx| -> Result<_, Fail> { Ok(tx.projected().rows()?) });
        let before = rows()?;
        self.rebuild_projections()?;
        let after = rows()?;
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let differing = names.into_iter().filter(|name| before.get(*name) != after.get(*name)).cloned();
        Ok(Renewed { rows: after.len(), differing: differing.collect() })
    }

    /// Drops every projection and makes it again from the facts. A stay that cannot be folded is left without one, as it
    /// is anywhere else.
    ///
    /// # Errors
    /// When the disk refuses; then the projections are as they were.
    pub fn rebuild_projections(&self) -> Result<(), CallError> {
        let _turn = self.turn();
        self.stays.clear();
        let now = self.now();
        let rebuilt = self.store.write(|tx| -> Result<(), Fail> {
            self.sign_due(tx, &now)?;
            tx.drop_projections()?;
            // First who and where: the ward says under which policy a stay is folded.
            crate::directory::project(tx)?;
            let policies = Directory::read(tx)?.policies;
            for scope in tx.facts().scopes()? {
                match &scope {
                    ScopeId::Stay(stay) => match behind::from_facts(tx, stay, &policies, self.unknown) {
                        Err(Fail::Unfolded) => tx.leave_behind(stay)?,
                        refolded => {
                            let refolded = refolded?;
                            refolded.put(tx)?;
                            refolded.stays.iter().try_for_each(|(stay, folded)| follow(tx, stay, folded))?;
                        }
                    },
                    ScopeId::Ward(ward, _) => {
                        let facts = tx.facts().of_scope(&scope)?;
                        let entries: Vec<_> = facts.into_iter().filter_map(crate::stays::entry).collect();
                        project::indexed(&entries).try_for_each(|stay| tx.members().add(ward, &stay))?;
                    }
                    ScopeId::Dir | ScopeId::Audit(_) | ScopeId::Note(_) | ScopeId::Aside(_) => {}
                }
            }
            Ok(())
        });
        rebuilt.and_then(|()| self.read_directory()).map_err(CallError::from)
    }

    /// Whether the projections are another version's: then they are made again.
    pub(crate) fn projections_are_old(&self) -> Result<bool, Fail> {
        self.store.read(|tx| {
            let directory = tx.directory();
            let wards = directory.all_wards()?;
            let old = |bytes: &[u8]| bytes.first() != Some(&stored::VERSION);
            if wards.iter().any(|(_, body)| old(body)) {
                return Ok(true);
            }
            for (ward, _) in &wards {
                if tx.board().of_ward(ward)?.iter().any(|row| old(&row.row)) {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }
}

/// Follows the notes of a stay. An application that did not know notes yet has kept their openings and follows none.
fn follow(tx: &WriteTx<'_>, stay: &StayId, folded: &Folded) -> Result<(), StoreError> {
    notes_of(*stay, folded).try_for_each(|(note, _)| {
        let empty = store::ChainHash(Chain::EMPTY.0);
        tx.cursors().follow(&ScopeId::Note(note), &empty, NEVER_HEARD)
    })
}
