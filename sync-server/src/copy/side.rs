//! One side of a copy: rows out of a database, and into one, whichever it is.

use super::tables::{Kind, Table};
use crate::{
    database::{Database, StoreError},
    postgres::{Postgres, unreached},
};
use rusqlite::types::Value;
use std::sync::Arc;
use tokio_postgres::{Row, types::ToSql};

/// How many rows are on their way at a time.
const BATCH: i32 = 500;

/// A row, in the order of its table's columns.
pub(super) type Values = Vec<Value>;

/// A database that is copied from or to.
pub(super) enum Side {
    Sqlite(Arc<Database>),
    Postgres(Arc<Postgres>),
}

impl Side {
    /// Reads a whole table, some rows at a time, and answers how many there were.
    pub(super) fn read(
        &self,
        table: &'static Table,
        mut each: impl FnMut(Vec<Values>) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        let mut rows = 0;
        let mut counted = |batch: Vec<Values>| {
            rows += batch.len() as u64;
            each(batch)
        };
        match self {
            Self::Sqlite(database) => from_sqlite(database, table, &mut counted)?,
            Self::Postgres(postgres) => from_postgres(postgres, table, &mut counted)?,
        }
        Ok(rows)
    }

    /// Writes rows, all of them or none.
    pub(super) fn write(&self, table: &'static Table, rows: Vec<Values>) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(database) => {
                let Some(insert) = table.into_sqlite else { return Ok(()) };
                database.write(move |connection| {
                    let mut statement = connection.prepare_cached(insert)?;
                    for row in rows {
                        statement.execute(rusqlite::params_from_iter(row))?;
                    }
                    Ok(())
                })
            }
            Self::Postgres(postgres) => {
                let rows = Arc::new(rows);
                postgres.transact(move |transaction| {
                    let rows = rows.clone();
                    Box::pin(async move {
                        let insert = transaction.prepare_cached(&table.insert()).await?;
                        for row in &*rows {
                            let given: Vec<Box<dyn ToSql + Sync + Send>> = row
                                .iter()
                                .zip(table.columns)
                                .map(|(value, (_, kind))| given(value, *kind))
                                .collect();
                            let given: Vec<&(dyn ToSql + Sync)> =
                                given.iter().map(|value| &**value as &(dyn ToSql + Sync)).collect();
                            transaction.execute(&insert, &given).await?;
                        }
                        Ok(())
                    })
                })
            }
        }
    }

    /// Marks a database as one that is being copied to, or as whole.
    pub(super) fn mark(&self, half: bool) -> Result<(), StoreError> {
        let sql = if half {
            "INSERT INTO meta (name, value) VALUES ('copying', '') ON CONFLICT (name) DO NOTHING"
        } else {
            "DELETE FROM meta WHERE name = 'copying'"
        };
        match self {
            Self::Sqlite(database) => database.write(move |connection| {
                // SQLite's column takes bytes alone.
                connection.execute(&sql.replace("''", "x''"), [])?;
                Ok(())
            }),
            Self::Postgres(postgres) => postgres.transact(move |transaction| {
                Box::pin(async move { Ok(transaction.execute(sql, &[]).await.map(drop)?) })
            }),
        }
    }
}

fn from_sqlite(
    database: &Database,
    table: &Table,
    each: &mut dyn FnMut(Vec<Values>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    database.read(|connection| {
        let mut statement = connection.prepare(table.from_sqlite)?;
        let mut rows = statement.query([])?;
        let mut batch = Vec::new();
        while let Some(row) = rows.next()? {
            batch.push((0..table.columns.len()).map(|place| row.get(place)).collect::<Result<Values, _>>()?);
            if batch.len() == BATCH as usize
                && let Err(error) = each(std::mem::take(&mut batch))
            {
                return Ok(Err(error));
            }
        }
        Ok(if batch.is_empty() { Ok(()) } else { each(batch) })
    })?
}

fn from_postgres(
    postgres: &Postgres,
    table: &'static Table,
    each: &mut dyn FnMut(Vec<Values>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let (give, given) = std::sync::mpsc::sync_channel::<Result<Vec<Values>, StoreError>>(2);
    let pool = postgres.pool();
    postgres.spawn(async move {
        let read = async {
            let mut client = pool.get().await.map_err(unreached)?;
            let transaction = client.transaction().await?;
            let portal = transaction.bind(&transaction.prepare(&table.select()).await?, &[]).await?;
            loop {
                let rows = transaction.query_portal(&portal, BATCH).await?;
                let batch = rows.iter().map(|row| values(row, table)).collect::<Result<Vec<_>, _>>()?;
                if batch.is_empty() || give.send(Ok(batch)).is_err() {
                    return Ok(());
                }
            }
        };
        if let Err(error) = read.await {
            let _nobody_takes = give.send(Err(error));
        }
    })?;
    given.into_iter().try_for_each(|batch| each(batch?))
}

fn values(row: &Row, table: &Table) -> Result<Values, StoreError> {
    let column = |(place, (_, kind)): (usize, &(&str, Kind))| -> Result<Value, StoreError> {
        Ok(match kind {
            Kind::Number | Kind::YesNo => row.try_get::<_, Option<i64>>(place)?.into(),
            Kind::Text => row.try_get::<_, Option<String>>(place)?.into(),
            Kind::Bytes => row.try_get::<_, Option<Vec<u8>>>(place)?.into(),
        })
    };
    table.columns.iter().enumerate().map(column).collect()
}

/// A value as PostgreSQL takes it.
fn given(value: &Value, kind: Kind) -> Box<dyn ToSql + Sync + Send> {
    match (value, kind) {
        (Value::Integer(number), _) => Box::new(*number),
        (Value::Text(text), _) => Box::new(text.clone()),
        (Value::Blob(bytes), _) => Box::new(bytes.clone()),
        (_, Kind::Number | Kind::YesNo) => Box::new(None::<i64>),
        (_, Kind::Text) => Box::new(None::<String>),
        (_, Kind::Bytes) => Box::new(None::<Vec<u8>>),
    }
}
