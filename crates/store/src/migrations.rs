//! The schema, one step a file. Steps are only ever added: a step that has shipped is never edited or taken out.

use crate::StoreError;
use rusqlite::{Connection, Transaction, TransactionBehavior};

/// Marks a database as ours, in SQLite's header: "WARD".
pub(crate) const APPLICATION_ID: i32 = 0x5741_5244;

/// Each step's SQL. The schema version is the number of steps taken.
const STEPS: &[&str] = &[
    include_str!("../migrations/0001_first_tables.sql"),
    include_str!("../migrations/0002_after_the_reply.sql"),
    include_str!("../migrations/0003_signed_after_the_reply.sql"),
    include_str!("../migrations/0004_copied.sql"),
    include_str!("../migrations/0005_heard.sql"),
];

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

/// Whether a database has exactly the tables, indexes and triggers that the steps up to its version make. A flipped
/// bit in a table's declaration, or a trigger taken away, is no damage to SQLite; to us it is.
pub(crate) fn is_as_made(connection: &Connection, taken: u32) -> rusqlite::Result<bool> {
    let made = Connection::open_in_memory()?;
    for step in STEPS.iter().take(taken as usize) {
        made.execute_batch(step)?;
    }
    Ok(schema(&made)? == schema(connection)?)
}

/// The declarations of a database, our own only.
fn schema(connection: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement = connection.prepare(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// The schema version of a database; 0 has no tables yet.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_version(taken: usize) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        bring_up_to(&connection, &STEPS[..taken]).unwrap();
        assert_eq!(version(&connection).unwrap() as usize, taken, "made as that version left it");
        connection
    }

    #[test]
    fn a_database_of_every_earlier_version_is_brought_up_to_date() {
        for taken in 0..=STEPS.len() {
            let connection = at_version(taken);
            bring_up_to_date(&connection).unwrap();
            assert_eq!(version(&connection).unwrap(), KNOWN, "from version {taken}");
        }
    }

    #[test]
    fn an_act_that_waits_for_its_signature_waits_on_under_the_newer_schema() {
        let connection = at_version(2);
        connection.execute("INSERT INTO unsigned (one, fact) VALUES (1, x'a1b2')", []).unwrap();
        bring_up_to_date(&connection).unwrap();
        let waiting: Vec<u8> =
            connection.query_row("SELECT bytes FROM unsigned", [], |row| row.get(0)).unwrap();
        assert_eq!(waiting, [0xa1, 0xb2]);
    }

    #[test]
    fn a_step_that_fails_halfway_leaves_the_version_before_it() {
        let connection = at_version(STEPS.len());
        let broken = "CREATE TABLE half (n INTEGER) STRICT; INSERT INTO nowhere VALUES (1);";
        let steps: Vec<&str> = STEPS.iter().copied().chain([broken]).collect();
        assert!(bring_up_to(&connection, &steps).is_err(), "the step fails");
        assert_eq!(version(&connection).unwrap(), KNOWN, "the version stands");
        assert!(connection.prepare("SELECT n FROM half").is_err(), "nothing of the step is there");
        let mended = "CREATE TABLE whole (n INTEGER) STRICT;";
        let steps: Vec<&str> = STEPS.iter().copied().chain([mended]).collect();
        bring_up_to(&connection, &steps).unwrap();
        assert_eq!(version(&connection).unwrap(), KNOWN + 1, "a mended step is taken");
    }

    #[test]
    fn every_table_is_strict() {
        let connection = at_version(STEPS.len());
        let loose: i64 = connection
            .query_row(
                "SELECT count(*) FROM pragma_table_list WHERE strict = 0 AND name NOT LIKE 'sqlite_%'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(loose, 0, "a column takes what it is declared to take");
    }

    /// A shipped step that is edited shows here: add a step instead.
    #[test]
    fn the_schema_is_the_one_that_was_agreed() {
        let connection = at_version(STEPS.len());
        let mut statement =
            connection.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").unwrap();
        let sql: Vec<String> =
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        insta::assert_snapshot!(sql.join("\n\n"));
    }
}
