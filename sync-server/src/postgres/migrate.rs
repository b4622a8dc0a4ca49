//! Bringing a PostgreSQL database to the newest shape, by whichever node comes first; and refusing one that could lose what
//! was acknowledged.

use super::Failed;
use crate::database::{OpenError, StoreError};
use deadpool_postgres::{Client, Transaction};
use tokio_postgres::error::SqlState;

const MIGRATIONS: [&str; 4] = [
    include_str!("../../migrations/postgres/0001_log.sql"),
    include_str!("../../migrations/postgres/0002_doors.sql"),
    include_str!("../../migrations/postgres/0003_append_only.sql"),
    include_str!("../../migrations/postgres/0004_heard.sql"),
];

/// How often a node tries when others migrate at the same moment.
const TRIES: u32 = 10;

/// Checks and migrates. A node whose user may not make tables is content when there is nothing to make.
pub(super) async fn bring_up(client: &mut Client) -> Result<(), OpenError> {
    refuse_what_loses_writes(client).await?;
    for _ in 0..TRIES {
        match try_to(client).await {
            Ok(()) => return Ok(()),
            Err(Tried::Again) => {}
            Err(Tried::Over(error)) => return Err(error),
        }
    }
    Err(StoreError::Busy.into())
}

async fn refuse_what_loses_writes(client: &Client) -> Result<(), OpenError> {
    let row = client
        .query_one("SELECT pg_is_in_recovery(), current_setting('fsync', true) = 'off'", &[])
        .await
        .map_err(StoreError::from)?;
    if row.get(0) {
        return Err(OpenError::Standby);
    }
    if row.get::<_, Option<bool>>(1) == Some(true) {
        return Err(OpenError::NoFsync);
    }
    Ok(())
}

/// Why a try came to nothing.
enum Tried {
    /// Another node was at it.
    Again,
    Over(OpenError),
}

impl From<tokio_postgres::Error> for Tried {
    fn from(error: tokio_postgres::Error) -> Self {
        match error.code() {
            // Two that make one table at the same moment: the one that comes second is told so by the catalogue's own rules.
            Some(
                &SqlState::UNIQUE_VIOLATION | &SqlState::DUPLICATE_TABLE | &SqlState::DUPLICATE_FUNCTION,
            ) => Self::Again,
            _ => match error.into() {
                Failed::Again => Self::Again,
                Failed::Over(error) => Self::Over(error.into()),
            },
        }
    }
}

async fn try_to(client: &mut Client) -> Result<(), Tried> {
    let there: bool = client.query_one("SELECT to_regclass('meta') IS NOT NULL", &[]).await?.get(0);
    if there
        && shape(client.query_opt("SELECT value FROM meta WHERE name = 'shape'", &[]).await?)?
            == MIGRATIONS.len()
    {
        return Ok(());
    }
    let transaction = client.transaction().await?;
    if !there {
        transaction
            .batch_execute("CREATE TABLE IF NOT EXISTS meta (name text PRIMARY KEY, value bytea NOT NULL)")
            .await?;
    }
    transaction
        .execute(
            "INSERT INTO meta (name, value) VALUES ('shape', $1) ON CONFLICT (name) DO NOTHING",
            &[&&[0_u8][..]],
        )
        .await?;
    migrate(&transaction).await?;
    transaction.commit().await?;
    Ok(())
}

/// Makes what is missing while this node holds the row that says what is there.
async fn migrate(transaction: &Transaction<'_>) -> Result<(), Tried> {
    let locked = transaction.query_opt("SELECT value FROM meta WHERE name = 'shape' FOR UPDATE", &[]).await?;
    for migration in MIGRATIONS.iter().skip(shape(locked)?) {
        transaction.batch_execute(migration).await?;
    }
    let now = [u8::try_from(MIGRATIONS.len()).unwrap_or(u8::MAX)];
    transaction.execute("UPDATE meta SET value = $1 WHERE name = 'shape'", &[&&now[..]]).await?;
    Ok(())
}

/// How many migrations a database has had, by its row.
fn shape(row: Option<tokio_postgres::Row>) -> Result<usize, Tried> {
    let Some(row) = row else { return Ok(0) };
    let found = usize::from(row.get::<_, Vec<u8>>(0).first().copied().unwrap_or_default());
    if found > MIGRATIONS.len() {
        let known = MIGRATIONS.len();
        return Err(Tried::Over(OpenError::Newer { path: "PostgreSQL".into(), found, known }));
    }
    Ok(found)
}
