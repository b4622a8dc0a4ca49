//! How identifiers, scopes and times lie in columns.

use crate::{ChainHash, EntryHash, FactHash};
use clinical::{BootId, DeviceId, FactId, Incarnation, ScopeId, StaffId, StayId, UtcMillis, WardId};
use rusqlite::{
    Row,
    types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef},
};

/// A value as a column holds it. Foreign types cannot carry SQL traits, so this carries them.
pub(crate) struct Col<T>(pub(crate) T);

/// Reads column `index` of a row as one of our types.
pub(crate) fn get<T>(row: &Row<'_>, index: usize) -> rusqlite::Result<T>
where
    Col<T>: FromSql,
{
    row.get::<_, Col<T>>(index).map(|col| col.0)
}

/// Reads column `index` of a row as one of our types, or as absent.
pub(crate) fn get_opt<T>(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<T>>
where
    Col<T>: FromSql,
{
    Ok(row.get::<_, Option<Col<T>>>(index)?.map(|col| col.0))
}

macro_rules! bytes16 {
    ($($id:ident),*) => {$(
        impl FromSql for Col<$id> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                <[u8; 16]>::column_result(value).map(|bytes| Self($id::from_bytes(bytes)))
            }
        }
        impl ToSql for Col<&$id> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.0.as_bytes().as_slice()))
            }
        }
    )*};
}

macro_rules! bytes32 {
    ($($hash:ident),*) => {$(
        impl FromSql for Col<$hash> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                <[u8; 32]>::column_result(value).map(|bytes| Self($hash(bytes)))
            }
        }
        impl ToSql for Col<&$hash> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.0.0.as_slice()))
            }
        }
    )*};
}

bytes16!(BootId, DeviceId, FactId, Incarnation, StaffId, StayId);
bytes32!(ChainHash, EntryHash, FactHash);

impl FromSql for Col<ScopeId> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Self).map_err(FromSqlError::other)
    }
}

impl ToSql for Col<&ScopeId> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.to_string()))
    }
}

impl FromSql for Col<WardId> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Self).map_err(FromSqlError::other)
    }
}

impl ToSql for Col<&WardId> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.as_str()))
    }
}

impl FromSql for Col<UtcMillis> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(|ms| Self(UtcMillis(ms)))
    }
}

impl FromSql for Col<u64> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        u64::try_from(number).map(Self).map_err(|_| FromSqlError::OutOfRange(number))
    }
}

/// A sequence as a column holds it. Sequences are dense from 1, so none reaches the sign bit; saturating keeps a
/// hostile one from wrapping round to a small number.
pub(crate) fn seq(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
