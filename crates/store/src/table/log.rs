//! Each scope's log as read from the server: sequence and hash, with or without the fact.

use crate::{
    ChainHash, EntryHash, StoreError,
    columns::{Col, get, get_opt, seq},
    table::{
        cursors::{Cursors, CursorsMut},
        handles,
        outbox::OutboxMut,
        quarantine::QuarantineMut,
    },
};
use clinical::{FactId, ScopeId, UtcMillis};
use rusqlite::{Row, params};

handles! {
    /// Reads logs, for comparing chains.
    Log,
    /// Appends verified pages.
    LogMut
}

/// One entry of a scope's log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogEntry {
    /// The hash of the entry.
    pub hash: EntryHash,
    /// The fact, when the page carried it; `None` came as a hash only.
    pub fact: Option<FactId>,
}

/// A page of a scope's log. The caller has verified its chain; its facts are inserted in the same transaction.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// Whose log.
    pub scope: &'a ScopeId,
    /// The sequence of the first entry, from 1.
    pub first: u64,
    /// The entries in order; their sequences are dense.
    pub entries: &'a [LogEntry],
    /// The chain after the last of them.
    pub chain: &'a ChainHash,
    /// The newest sequence that the server has.
    pub head: u64,
    /// When the page came, by this device's clock.
    pub now: UtcMillis,
}

const FROM_ROW: fn(&Row<'_>) -> rusqlite::Result<(u64, LogEntry)> =
    |row| Ok((get(row, 0)?, LogEntry { hash: get(row, 1)?, fact: get_opt(row, 2)? }));

impl Log<'_> {
    /// Up to `limit` entries after a sequence, in order.
    pub fn after(&self, scope: &ScopeId, after: u64, limit: u32) -> Result<Vec<(u64, LogEntry)>, StoreError> {
        self.sql.all(
            "SELECT seq, hash, fact FROM log WHERE scope = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
            params![Col(scope), seq(after), limit],
            FROM_ROW,
        )
    }

    /// The entry at a sequence, if it is held.
    pub fn at(&self, scope: &ScopeId, at: u64) -> Result<Option<LogEntry>, StoreError> {
        let found = self.sql.one(
            "SELECT seq, hash, fact FROM log WHERE scope = ?1 AND seq = ?2",
            params![Col(scope), seq(at)],
            FROM_ROW,
        )?;
        Ok(found.map(|(_, entry)| entry))
    }

    /// The first entry of a scope's log that came as a hash only and is not held otherwise. What came whole and was set
    /// aside looks the same.
    pub fn first_lacking(&self, scope: &ScopeId) -> Result<Option<u64>, StoreError> {
        self.sql.one(
            "SELECT seq FROM log WHERE scope = ?1 AND fact IS NULL \
             AND NOT EXISTS (SELECT 1 FROM facts WHERE facts.scope = ?1 AND facts.hash = log.hash) \
             ORDER BY seq LIMIT 1",
            [Col(scope)],
            |row| get(row, 0),
        )
    }
}

impl LogMut<'_> {
    /// Appends a page whose chain verifies: its entries join the log, those of them that waited in the outbox leave
    /// it, what was parked because the server had refused them is settled, and the cursor moves on. This is the only way out of the outbox. Answers the facts that came back.
    ///
    /// A page must begin right after the last entry held, else [`StoreError::PageOutOfOrder`]. A scope that was not
    /// followed is followed from here on, if the page is its first.
    pub fn append(&self, page: &Page<'_>) -> Result<Vec<FactId>, StoreError> {
        let held = Cursors::over(self.sql).get(page.scope)?;
        let (held_seq, held_head) = held.map_or((0, 0), |cursor| (cursor.seq, cursor.head));
        if held_seq.checked_add(1) != Some(page.first) {
            let scope = page.scope.clone();
            return Err(StoreError::PageOutOfOrder { scope, first: page.first, held: held_seq });
        }
        let outbox = OutboxMut::over(self.sql);
        let mut came_back = Vec::new();
        let mut last = held_seq;
        for (at, entry) in (page.first..).zip(page.entries) {
            let echoed = outbox.came_back(page.scope, &entry.hash)?;
            if let Some((fact, Some(code))) = &echoed {
                QuarantineMut::over(self.sql).settle_fact(fact, code, page.now)?;
            }
            let echoed = echoed.map(|(fact, _)| fact);
            self.add(page.scope, at, &LogEntry { hash: entry.hash, fact: entry.fact.or(echoed) })?;
            came_back.extend(echoed);
            last = at;
        }
        let head = page.head.max(held_head).max(last);
        CursorsMut::over(self.sql).put(page.scope, last, page.chain, head, page.now)?;
        Ok(came_back)
    }

    fn add(&self, scope: &ScopeId, at: u64, entry: &LogEntry) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO log (scope, seq, hash, fact) VALUES (?1, ?2, ?3, ?4)",
            params![Col(scope), seq(at), Col(&entry.hash), entry.fact.as_ref().map(Col)],
        )?;
        Ok(())
    }
}
