//! The schema, one step a file. Steps are only ever added: a step that has shipped is never edited or taken out.

use crate::StoreError;
use rusqlite::{Connection, Transaction, TransactionBehavior};

/// Marks a database as ours, in SQLite's header: "WARD".
pub(crate) const APPLICATION_ID: i32 = 0x5741_5244;

/// Each step's SQL. The schema version is the number of steps taken.
const STEPS: &[&str] = &[include_str!("../migrations/0001_first_tables.sql")];

/// The newest schema version that this application knows.
pub(crate) const KNOWN: u32 = STEPS.len() as u32;

/// Takes the steps that a database has not taken yet, each in a transaction of its own.
pub(crate) fn bring_up_to_date(connection: &Connection) -> Result<(), StoreError> {
    bring_up_to(connection, STEPS)
}

fn bring_up_to(connection: &Connection, steps: &[&str]) -> Result<(), StoreError> {
    let taken = version(connection).map_err(StoreError::sorted)?;
    for (number, step) in (1_u32..).zip(steps).skip(taken as usize) {
        take(connection, number, step).map_err(StoreError::sorted)?;
    }
    Ok(())
}

fn take(connection: &Connection, number: u32, step: &str) -> rusqlite::Result<()> {
    let tx = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    tx.execute_batch(step)?;
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", number)?;
    tx.commit()
}

/// The schema version of a database; 0 has no tables yet.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
