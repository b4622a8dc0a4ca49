//! Runs SQL inside one transaction. Statements are literals, prepared once per connection.

use crate::{StoreError, held::Held};
use rusqlite::{Connection, Params, Row};
use std::cell::{Cell, RefCell};

/// The one way to the database. It takes `&'static str`, so no statement is ever put together from data.
pub(crate) struct Sql<'c> {
    connection: &'c Connection,
    full: Cell<bool>,
    held: RefCell<Held>,
}

impl<'c> Sql<'c> {
    pub(crate) fn new(connection: &'c Connection, held: Held) -> Self {
        Self { connection, full: Cell::new(false), held: RefCell::new(held) }
    }

    /// The projections that stand in place of what the tables say.
    pub(crate) fn held(&self) -> Held {
        self.held.borrow().clone()
    }

    /// The tables say it all from here on; answers what was held.
    pub(crate) fn held_no_more(&self) -> Held {
        self.held.take()
    }

    /// Whether any statement has met a full disk, even if the caller went on regardless.
    pub(crate) fn met_full_disk(&self) -> bool {
        self.full.get()
    }

    /// Runs a statement that returns no rows; answers how many rows it changed.
    pub(crate) fn run(&self, text: &'static str, params: impl Params) -> Result<usize, StoreError> {
        self.goes_on()?;
        self.note(self.connection.prepare_cached(text).and_then(|mut statement| statement.execute(params)))
    }

    /// The first row, if there is one.
    pub(crate) fn one<T>(
        &self,
        text: &'static str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        self.goes_on()?;
        let found = self.connection.prepare_cached(text).and_then(|mut statement| {
            let mut rows = statement.query(params)?;
            rows.next()?.map(read).transpose()
        });
        self.note(found)
    }

    /// All rows, in the statement's order.
    pub(crate) fn all<T>(
        &self,
        text: &'static str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        self.goes_on()?;
        let found = self
            .connection
            .prepare_cached(text)
            .and_then(|mut statement| statement.query_map(params, read)?.collect());
        self.note(found)
    }

    /// A count; never absent, because `COUNT` always answers one row.
    pub(crate) fn count(&self, text: &'static str, params: impl Params) -> Result<u64, StoreError> {
        Ok(self.one(text, params, |row| crate::columns::get(row, 0))?.unwrap_or(0))
    }

    /// Refuses to go on after a full disk: SQLite may have undone the transaction by itself, and what ran now would be
    /// kept without the rest.
    fn goes_on(&self) -> Result<(), StoreError> {
        if self.full.get() { Err(StoreError::Full) } else { Ok(()) }
    }

    fn note<T>(&self, result: rusqlite::Result<T>) -> Result<T, StoreError> {
        result.map_err(|error| {
            let error = StoreError::sorted(error);
            if matches!(error, StoreError::Full) {
                self.full.set(true);
            }
            error
        })
    }
}
