//! How far each scope's log has been read and verified.

use crate::{
    ChainHash, StoreError,
    columns::{Col, get, seq},
    table::{handles, outbox::OutboxMut},
};
use clinical::{ScopeId, UtcMillis};
use rusqlite::{Row, params};

handles! {
    /// Reads cursors.
    Cursors,
    /// Begins, hints and resets. A cursor moves on only by [`crate::LogMut::append`].
    CursorsMut
}

/// One scope's cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Whose log.
    pub scope: ScopeId,
    /// The last sequence read and verified; 0 before the first.
    pub seq: u64,
    /// The chain at that sequence.
    pub chain: ChainHash,
    /// The newest sequence the server is known to have.
    pub head: u64,
    /// When the server last spoke of this scope, by this device's clock.
    pub heard_at: UtcMillis,
}

const FROM_ROW: fn(&Row<'_>) -> rusqlite::Result<Cursor> = |row| {
    Ok(Cursor {
        scope: get(row, 0)?,
        seq: get(row, 1)?,
        chain: get(row, 2)?,
        head: get(row, 3)?,
        heard_at: get(row, 4)?,
    })
};

impl Cursors<'_> {
    /// One scope's cursor; `None` when the scope is not followed.
    pub fn get(&self, scope: &ScopeId) -> Result<Option<Cursor>, StoreError> {
        self.sql.one(
            "SELECT scope, seq, chain, head, heard_at FROM cursors WHERE scope = ?1",
            [Col(scope)],
            FROM_ROW,
        )
    }

    /// Every cursor, in the order of the scopes' texts.
    pub fn all(&self) -> Result<Vec<Cursor>, StoreError> {
        self.sql.all("SELECT scope, seq, chain, head, heard_at FROM cursors ORDER BY scope", [], FROM_ROW)
    }
}

impl CursorsMut<'_> {
    /// Follows a scope from its beginning, unless it is followed already. `chain` is the chain of an empty log.
    pub fn follow(&self, scope: &ScopeId, chain: &ChainHash, now: UtcMillis) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO cursors (scope, seq, chain, head, heard_at) VALUES (?1, 0, ?2, 0, ?3) \
             ON CONFLICT (scope) DO NOTHING",
            params![Col(scope), Col(chain), now.0],
        )?;
        Ok(())
    }

    /// The server spoke of a followed scope and named its newest sequence.
    pub fn heard(&self, scope: &ScopeId, head: u64, now: UtcMillis) -> Result<(), StoreError> {
        self.sql.run(
            "UPDATE cursors SET head = max(head, ?2), heard_at = ?3 WHERE scope = ?1",
            params![Col(scope), seq(head), now.0],
        )?;
        Ok(())
    }

    /// The server was asked about every followed scope, and this device has all that it said there is.
    pub fn all_level(&self, now: UtcMillis) -> Result<(), StoreError> {
        self.sql.run("UPDATE cursors SET heard_at = ?1 WHERE seq >= head", [now.0])?;
        Ok(())
    }

    /// Back to the beginning of a scope's log: the server's is another one now. Every fact of the scope, whoever
    /// wrote it, waits in the outbox again until it comes back; only the copy of the log goes, because the
    /// sequences in it mean nothing any more.
    pub fn reset(&self, scope: &ScopeId, chain: &ChainHash, now: UtcMillis) -> Result<(), StoreError> {
        self.sql.run("DELETE FROM log WHERE scope = ?1", [Col(scope)])?;
        OutboxMut::over(self.sql).requeue_all(scope)?;
        self.put(scope, 0, chain, 0, now)
    }

    /// Sets a cursor outright.
    pub(super) fn put(
        &self,
        scope: &ScopeId,
        at: u64,
        chain: &ChainHash,
        head: u64,
        now: UtcMillis,
    ) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO cursors (scope, seq, chain, head, heard_at) VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT (scope) DO UPDATE SET seq = ?2, chain = ?3, head = ?4, heard_at = ?5",
            params![Col(scope), seq(at), Col(chain), seq(head), now.0],
        )?;
        Ok(())
    }
}
