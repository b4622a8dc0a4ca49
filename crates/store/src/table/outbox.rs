//! The outbox: what the server has not yet given back in a verified page, in the order in which it was made.

use crate::{
    EntryHash, StoreError,
    columns::{Col, get},
    table::handles,
};
use clinical::{DeviceId, FactId, ScopeId, StaffId, UtcMillis};
use planted::Fault;
use rusqlite::{Row, params};
use std::collections::BTreeMap;

handles! {
    /// Reads what waits for the server.
    Outbox,
    /// Adds to the outbox and notes what the server said. Nothing is taken out here: an entry leaves only when
    /// [`crate::LogMut::append`] records that it came back.
    OutboxMut
}

/// How an entry stands with the server. An entry that is not in the outbox is verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// On this device only, as far as is known.
    OnDevice,
    /// The server says that it has it; it has not come back yet.
    OnServer,
    /// The server refused it and keeps it aside.
    SetAside,
    /// It has come back in a page whose chain verifies.
    Verified,
}

/// One entry of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    /// Its place in the queue; larger is later. Places are never used twice.
    pub position: u64,
    /// The scope to push it to.
    pub scope: ScopeId,
    /// The fact, to be read with [`crate::Facts::get`].
    pub fact: FactId,
    /// The hash of its log entry, by which the server answers.
    pub hash: EntryHash,
    /// How it stands.
    pub standing: Standing,
}

/// How many entries stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutboxCount {
    /// On this device only.
    pub on_device: u64,
    /// Acknowledged, not yet come back.
    pub on_server: u64,
    /// Refused by the server.
    pub set_aside: u64,
}

/// Where everything is that was made here in some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MadeHere {
    /// Came back in a verified page.
    pub verified: u64,
    /// Acknowledged, not yet come back.
    pub on_server: u64,
    /// On this device only.
    pub on_device: u64,
    /// Refused by the server.
    pub set_aside: u64,
}

fn standing(number: i64) -> Standing {
    match number {
        1 => Standing::OnServer,
        2 => Standing::SetAside,
        // The column's CHECK allows nothing else; "only here" is the reading that claims least.
        _ => Standing::OnDevice,
    }
}

const FROM_ROW: fn(&Row<'_>) -> rusqlite::Result<Queued> = |row| {
    Ok(Queued {
        position: get(row, 0)?,
        scope: get(row, 1)?,
        fact: get(row, 2)?,
        hash: get(row, 3)?,
        standing: standing(row.get(4)?),
    })
};

impl Outbox<'_> {
    /// The next entries to push, in order, after a place in the queue (0 is from the start): all but the refused. An
    /// acknowledged one is among them, because a server that lost it again must be given it again.
    pub fn next(&self, after: u64, limit: u32) -> Result<Vec<Queued>, StoreError> {
        if planted::is(Fault::QuarantineBlocks) && self.count()?.set_aside > 0 {
            return Ok(Vec::new());
        }
        self.sql.all(
            "SELECT position, scope, fact, hash, standing FROM outbox WHERE position > ?1 AND standing <> 2 \
             ORDER BY position LIMIT ?2",
            params![crate::columns::seq(after), limit],
            FROM_ROW,
        )
    }

    /// All entries of a scope, in order, whatever their standing.
    pub fn of_scope(&self, scope: &ScopeId) -> Result<Vec<Queued>, StoreError> {
        self.sql.all(
            "SELECT position, scope, fact, hash, standing FROM outbox WHERE scope = ?1 ORDER BY position",
            [Col(scope)],
            FROM_ROW,
        )
    }

    /// Every scope with something in the outbox, or still to be signed.
    pub fn scopes(&self) -> Result<Vec<ScopeId>, StoreError> {
        self.sql.all(
            "SELECT scope FROM outbox UNION SELECT scope FROM unsigned WHERE scope IS NOT NULL ORDER BY scope",
            [],
            |row| get(row, 0),
        )
    }

    /// How one fact stands; `None` when it is not here.
    pub fn standing(&self, scope: &ScopeId, fact: &FactId) -> Result<Option<Standing>, StoreError> {
        self.sql.one(
            "SELECT outbox.standing FROM facts LEFT JOIN outbox \
             ON outbox.scope = facts.scope AND outbox.hash = facts.hash WHERE facts.scope = ?1 AND facts.id = ?2 \
             UNION ALL SELECT 0 FROM unsigned WHERE scope = ?1 AND fact = ?2",
            params![Col(scope), Col(fact)],
            |row| Ok(row.get::<_, Option<i64>>(0)?.map_or(Standing::Verified, standing)),
        )
    }

    /// How the facts of a scope stand that are not verified. One that is held and not in the map is verified; one that
    /// is still to be signed is on this device only.
    pub fn standings(&self, scope: &ScopeId) -> Result<BTreeMap<FactId, Standing>, StoreError> {
        let standings = self.sql.all(
            "SELECT fact, standing FROM outbox WHERE scope = ?1 \
             UNION ALL SELECT fact, 0 FROM unsigned WHERE scope = ?1 AND fact IS NOT NULL",
            [Col(scope)],
            |row| Ok((get(row, 0)?, standing(row.get(1)?))),
        )?;
        Ok(standings.into_iter().collect())
    }

    /// How the facts stand that this device made since a time, of one author or of all. Those of the audit do not count;
    /// those still to be signed are no facts yet.
    pub fn made_here(
        &self,
        device: &DeviceId,
        author: Option<&StaffId>,
        since: UtcMillis,
    ) -> Result<MadeHere, StoreError> {
        let rows = self.sql.all(
            "SELECT outbox.standing, count(*) FROM facts LEFT JOIN outbox \
             ON outbox.scope = facts.scope AND outbox.hash = facts.hash \
             WHERE device = ?1 AND recorded_at >= ?2 AND (?3 IS NULL OR author = ?3) AND facts.scope NOT LIKE 'audit/%' \
             GROUP BY outbox.standing",
            params![Col(device), since.0, author.map(Col)],
            |row| {
                let standing = row.get::<_, Option<i64>>(0)?.map_or(Standing::Verified, standing);
                Ok((standing, get(row, 1)?))
            },
        )?;
        let mut made = MadeHere::default();
        for (standing, number) in rows {
            match standing {
                Standing::Verified => made.verified = number,
                Standing::OnServer => made.on_server = number,
                Standing::OnDevice => made.on_device = number,
                Standing::SetAside => made.set_aside = number,
            }
        }
        Ok(made)
    }

    /// How many entries stand how.
    pub fn count(&self) -> Result<OutboxCount, StoreError> {
        let unsigned = self.sql.count("SELECT count(*) FROM unsigned", [])?;
        let mut count = OutboxCount { on_device: unsigned, ..OutboxCount::default() };
        let rows = self.sql.all("SELECT standing, count(*) FROM outbox GROUP BY standing", [], |row| {
            Ok((standing(row.get(0)?), get(row, 1)?))
        })?;
        for (standing, number) in rows {
            match standing {
                Standing::OnDevice => count.on_device += number,
                Standing::OnServer => count.on_server = number,
                Standing::SetAside => count.set_aside = number,
                Standing::Verified => {}
            }
        }
        Ok(count)
    }
}

impl OutboxMut<'_> {
    /// Puts a fact at the end of the queue, unless it waits there already. [`crate::FactsMut::insert`] does this for
    /// every fact made here; call it for facts that a server has lost, whoever wrote them.
    pub fn push(&self, scope: &ScopeId, fact: &FactId, hash: &EntryHash) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO outbox (scope, hash, fact) VALUES (?1, ?2, ?3) ON CONFLICT (scope, hash) DO NOTHING",
            params![Col(scope), Col(hash), Col(fact)],
        )?;
        Ok(())
    }

    /// Notes that the server says it has an entry, for the screens. The entry stays until it comes back.
    pub fn acknowledged(&self, scope: &ScopeId, hash: &EntryHash) -> Result<(), StoreError> {
        if planted::is(Fault::EmptyOutboxOnAck) {
            let gone = "DELETE FROM outbox WHERE scope = ?1 AND hash = ?2";
            return self.sql.run(gone, params![Col(scope), Col(hash)]).map(drop);
        }
        self.sql.run(
            "UPDATE outbox SET standing = 1 WHERE scope = ?1 AND hash = ?2",
            params![Col(scope), Col(hash)],
        )?;
        Ok(())
    }

    /// Notes that the server refused an entry and why, as its typed code. The entry stays, is not pushed again by
    /// itself, and blocks nothing behind it.
    pub fn refused(&self, scope: &ScopeId, hash: &EntryHash, code: &str) -> Result<(), StoreError> {
        self.sql.run(
            "UPDATE outbox SET standing = 2, code = ?3 WHERE scope = ?1 AND hash = ?2",
            params![Col(scope), Col(hash), code],
        )?;
        Ok(())
    }

    /// Puts every fact of a scope at the end of the queue, whoever wrote it and whatever was said of it before. Their
    /// places are new ones, so that a driver which has passed the old ones meets them again.
    pub(super) fn requeue_all(&self, scope: &ScopeId) -> Result<(), StoreError> {
        if planted::is(Fault::RepushNothing) {
            return Ok(());
        }
        self.sql.run("DELETE FROM outbox WHERE scope = ?1", [Col(scope)])?;
        self.sql.run(
            "INSERT INTO outbox (scope, hash, fact) SELECT scope, hash, id FROM facts WHERE scope = ?1 ORDER BY id",
            [Col(scope)],
        )?;
        if planted::is(Fault::RepushOnlyOwn) {
            let others = "DELETE FROM outbox WHERE NOT EXISTS (SELECT 1 FROM facts JOIN device USING (device) \
                          WHERE facts.scope = outbox.scope AND facts.id = outbox.fact)";
            return self.sql.run(others, []).map(drop);
        }
        Ok(())
    }

    /// Takes up every fact that is in no log and not in the outbox either, which can only come of damage or of a
    /// fault of ours; answers how many. For the nightly check.
    pub fn take_up_strays(&self) -> Result<usize, StoreError> {
        self.sql.run(
            "INSERT INTO outbox (scope, hash, fact) \
             SELECT facts.scope, facts.hash, facts.id FROM facts JOIN ( \
                 SELECT scope, hash FROM facts EXCEPT SELECT scope, hash FROM log \
                 EXCEPT SELECT scope, hash FROM outbox \
             ) stray ON stray.scope = facts.scope AND stray.hash = facts.hash",
            [],
        )
    }

    /// What the server said of the entries counts no more, and the refused are to be pushed once more: its logs are
    /// other ones now, or somebody mended the cause. Why they were refused is remembered until they come back.
    pub fn push_again(&self) -> Result<(), StoreError> {
        self.sql.run("UPDATE outbox SET standing = 0 WHERE standing <> 0", []).map(drop)
    }

    /// The entries that were refused with this code are to be pushed once more, behind all others, so that a driver
    /// which has passed their old places meets them again. Answers how many.
    pub fn push_refused_again(&self, code: &str) -> Result<usize, StoreError> {
        self.sql.run(
            "INSERT OR REPLACE INTO outbox (scope, hash, fact, code) \
             SELECT scope, hash, fact, code FROM outbox WHERE standing = 2 AND code = ?1 ORDER BY position",
            [code],
        )
    }

    /// One entry that was refused is to be pushed once more, behind all others. Why it was refused is remembered until it comes
    /// back. Answers its hash, where it was refused.
    pub fn push_one_again(&self, scope: &ScopeId, fact: &FactId) -> Result<Option<EntryHash>, StoreError> {
        self.sql.one(
            "INSERT OR REPLACE INTO outbox (scope, hash, fact, code) \
             SELECT scope, hash, fact, code FROM outbox WHERE standing = 2 AND scope = ?1 AND fact = ?2 RETURNING hash",
            params![Col(scope), Col(fact)],
            |row| get(row, 0),
        )
    }

    /// An entry has come back in a verified page. Answers its fact, and the code with which it was last refused.
    pub(super) fn came_back(
        &self,
        scope: &ScopeId,
        hash: &EntryHash,
    ) -> Result<Option<(FactId, Option<String>)>, StoreError> {
        self.sql.one(
            "DELETE FROM outbox WHERE scope = ?1 AND hash = ?2 RETURNING fact, code",
            params![Col(scope), Col(hash)],
            |row| Ok((get(row, 0)?, row.get(1)?)),
        )
    }
}
