//! Projections made again from the facts by a person's command, and held against those that were there.

use crate::{App, words::Fail};
use contract::CallError;
use std::collections::BTreeSet;

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
}
