//! What PostgreSQL says when it cannot, in this server's words. Its own words may repeat values, and are never passed on:
//! its code, the table and the rule say enough.

use crate::database::StoreError;
use tokio_postgres::{Error, error::SqlState};

/// Why a transaction did not happen.
#[derive(Debug)]
pub(crate) enum Failed {
    /// The database gave it up for another one's sake: done again from the beginning, it may succeed.
    Again,
    /// It cannot.
    Over(StoreError),
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::Over(error)
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        match error.code() {
            Some(&SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED) => Self::Again,
            _ => Self::Over(error.into()),
        }
    }
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        let Some(database) = error.as_db_error() else { return without_a_code(&error) };
        let code = database.code();
        match *code {
            SqlState::DISK_FULL => Self::Full,
            SqlState::T_R_SERIALIZATION_FAILURE
            | SqlState::T_R_DEADLOCK_DETECTED
            | SqlState::LOCK_NOT_AVAILABLE
            | SqlState::QUERY_CANCELED
            | SqlState::TOO_MANY_CONNECTIONS => Self::Busy,
            SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => {
                Self::Damaged(format!("PostgreSQL says {}", code.code()))
            }
            SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN | SqlState::CANNOT_CONNECT_NOW => {
                Self::Unreachable("it is stopping or starting; it will be asked again".into())
            }
            SqlState::READ_ONLY_SQL_TRANSACTION => Self::Unreachable(
                "it takes no writes: this is a standby, and the primary's address is needed".into(),
            ),
            SqlState::INVALID_PASSWORD | SqlState::INVALID_AUTHORIZATION_SPECIFICATION => Self::Unreachable(
                "it does not let this user in; check the user, the password and pg_hba.conf".into(),
            ),
            SqlState::INVALID_CATALOG_NAME => {
                Self::Unreachable("it has no database of that name; make it with createdb".into())
            }
            SqlState::INSUFFICIENT_PRIVILEGE => Self::Postgres(format!(
                "this user may not do that{}; docs/deploy has the rights that a node needs",
                place(database.table())
            )),
            _ => Self::Postgres(format!(
                "SQLSTATE {}{}{}",
                code.code(),
                place(database.table()),
                database.constraint().map(|rule| format!(" (rule {rule})")).unwrap_or_default()
            )),
        }
    }
}

fn place(table: Option<&str>) -> String {
    table.map(|table| format!(" in the table {table}")).unwrap_or_default()
}

/// What went wrong on the way there, or with what came back.
fn without_a_code(error: &Error) -> StoreError {
    use std::error::Error as _;
    let io = error.source().and_then(|source| source.downcast_ref::<std::io::Error>());
    match io {
        Some(io) => StoreError::Unreachable(format!(
            "{}; start it, or check its address (--database) and the network between",
            io.kind()
        )),
        None if error.is_closed() => {
            StoreError::Unreachable("the connection was lost; it will be asked again".into())
        }
        // The kinds of this library's own errors name parameters and columns by number.
        None => StoreError::Postgres(error.to_string()),
    }
}
