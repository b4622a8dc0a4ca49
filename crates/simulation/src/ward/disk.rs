//! What lies on the disks, read beside the programs: only what is committed is seen.

use clinical::{
    DeviceId, FactId, ScopeId, StaffId, StayId,
    entry::{Act, EntryBody},
};
use record::{Fact, SignedFact};
use rusqlite::{Connection, OpenFlags};
use std::{collections::BTreeSet, path::Path};

/// Scope and hash of an entry.
pub(super) type Named = (String, [u8; 32]);

/// A database, looked at from outside.
pub(super) struct Look(Connection);

/// Runs a statement on a tablet's database behind its back; answers whether that changed anything.
pub(super) fn damage(folder: &Path, sql: &str) -> bool {
    let connection = Connection::open(folder.join("wardlight.db")).expect("the database is there");
    connection.execute(sql, []).is_ok_and(|rows| rows > 0)
}

impl Look {
    /// Logs of a tablet of which an entry is missing.
    pub(super) fn logs_with_gaps(&self) -> BTreeSet<String> {
        let sql = "SELECT scope FROM cursors WHERE seq <> (SELECT count(*) FROM log WHERE log.scope = cursors.scope)";
        let mut statement = self.0.prepare_cached(sql).expect("the tables are as they were");
        let rows = statement.query_map([], |row| row.get(0)).expect("it can be read");
        rows.map(|row| row.expect("it can be read")).collect()
    }

    pub(super) fn at_tablet(folder: &Path) -> Self {
        Self::at(&folder.join("wardlight.db"))
    }

    pub(super) fn at_server(folder: &Path) -> Self {
        Self::at(&folder.join("wardlight-server.sqlite3"))
    }

    fn at(file: &Path) -> Self {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self(Connection::open_with_flags(file, flags).expect("the database is there"))
    }

    fn named(&self, sql: &str) -> BTreeSet<Named> {
        let mut statement = self.0.prepare_cached(sql).expect("the tables are as they were");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("it can be read");
        rows.map(|row| row.expect("it can be read")).collect()
    }

    /// What waits in a tablet's outbox, the refused among it.
    pub(super) fn outbox(&self) -> BTreeSet<Named> {
        self.named("SELECT scope, hash FROM outbox")
    }

    /// Every entry of the server's logs.
    pub(super) fn logged(&self) -> BTreeSet<Named> {
        self.named("SELECT name, entry.hash FROM entry JOIN scope ON scope.id = entry.scope")
    }

    /// Whether the server's log of a scope has an entry.
    pub(super) fn has(&self, scope: &str, hash: &[u8; 32]) -> bool {
        let sql =
            "SELECT 1 FROM entry JOIN scope ON scope.id = entry.scope WHERE name = ?1 AND entry.hash = ?2";
        let mut statement = self.0.prepare_cached(sql).expect("the tables are as they were");
        statement.exists((scope, hash)).expect("it can be read")
    }

    /// Bytes and signature of every entry that lies both on a tablet and on the server, as one side has it.
    pub(super) fn bytes(&self, server: bool) -> BTreeSet<(Named, Vec<u8>)> {
        let sql = if server {
            "SELECT name, entry.hash, fact FROM entry JOIN scope ON scope.id = entry.scope"
        } else {
            "SELECT scope, hash, bytes FROM facts"
        };
        let mut statement = self.0.prepare_cached(sql).expect("the tables are as they were");
        let rows = statement
            .query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))
            .expect("it can be read");
        rows.map(|row| row.expect("it can be read")).collect()
    }

    /// Sequence and chain of each scope: a tablet's cursors, or the server's heads.
    pub(super) fn heads(&self, server: bool) -> BTreeSet<(String, u64, Vec<u8>)> {
        let sql = if server {
            "SELECT name, head, chain FROM scope WHERE head > 0"
        } else {
            "SELECT scope, seq, chain FROM cursors WHERE seq > 0"
        };
        let mut statement = self.0.prepare_cached(sql).expect("the tables are as they were");
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs(), row.get(2)?)))
            .expect("it can be read");
        rows.map(|row| row.expect("it can be read")).collect()
    }

    /// What the screens of a tablet read, as it is stored.
    pub(super) fn projections(&self) -> Vec<Vec<u8>> {
        let board = "SELECT stay, ward || '/' || bed, row FROM board ORDER BY stay, ward, bed";
        let stays = "SELECT stay, ifnull(ward, ''), state FROM stays ORDER BY stay";
        let mut all = Vec::new();
        for sql in [board, stays] {
            let mut statement = self.0.prepare_cached(sql).expect("the tables are as they were");
            let whole = |row: &rusqlite::Row<'_>| {
                let (stay, place, state): (Vec<u8>, String, Vec<u8>) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok([stay, place.into_bytes(), state].concat())
            };
            let rows = statement.query_map([], whole).expect("it can be read");
            all.extend(rows.map(|row| row.expect("it can be read")));
        }
        all
    }

    /// The facts that a tablet holds, or is still to sign.
    pub(super) fn fact_ids(&self) -> BTreeSet<(String, FactId)> {
        self.ids("SELECT scope, id FROM facts UNION SELECT scope, fact FROM unsigned WHERE fact IS NOT NULL")
    }

    /// The kind of each fact that a tablet holds of a scope.
    pub(super) fn kinds_of(&self, scope: &str) -> Vec<u16> {
        let sql = "SELECT kind FROM facts WHERE scope = ?1";
        let mut statement = self.0.prepare_cached(sql).expect("the tables are as they were");
        let rows = statement.query_map([scope], |row| row.get(0)).expect("it can be read");
        rows.map(|row| row.expect("it can be read")).collect()
    }

    /// The facts of the server's logs.
    pub(super) fn logged_ids(&self) -> BTreeSet<(String, FactId)> {
        self.ids("SELECT name, fact_id FROM entry JOIN scope ON scope.id = entry.scope")
    }

    /// The stays that a ward finds on the server: placed there, and named by a ward's index.
    pub(super) fn found(&self) -> BTreeSet<StayId> {
        let sql = "SELECT fact, signature FROM entry JOIN scope ON scope.id = entry.scope WHERE name LIKE 'stay/%' OR name LIKE 'ward/%'";
        let mut statement = self.0.prepare_cached(sql).expect("the tables are as they were");
        let rows =
            statement.query_map([], |row| Ok(SignedFact { bytes: row.get(0)?, signature: row.get(1)? }));
        let (mut placed, mut named) = (BTreeSet::new(), BTreeSet::new());
        for row in rows.expect("it can be read") {
            let fact = row.expect("it can be read").decode().expect("an entry of the log is a fact");
            match (fact.header.scope, fact.body) {
                (ScopeId::Stay(stay), EntryBody::Placement(_)) => drop(placed.insert(stay)),
                (_, EntryBody::IndexStay(stay)) => drop(named.insert(stay)),
                _ => {}
            }
        }
        placed.intersection(&named).copied().collect()
    }

    fn ids(&self, sql: &str) -> BTreeSet<(String, FactId)> {
        let mut statement = self.0.prepare_cached(sql).expect("the tables are as they were");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, FactId::from_bytes(row.get(1)?))));
        rows.expect("it can be read").map(|row| row.expect("it can be read")).collect()
    }

    /// Who, by what device, looked at whom, as the audit on the server has it.
    pub(super) fn audited(&self) -> BTreeSet<(DeviceId, StaffId, StayId)> {
        let sql = "SELECT fact, signature FROM entry JOIN scope ON scope.id = entry.scope WHERE name LIKE 'audit/%'";
        let mut statement = self.0.prepare_cached(sql).expect("the tables are as they were");
        let rows =
            statement.query_map([], |row| Ok(SignedFact { bytes: row.get(0)?, signature: row.get(1)? }));
        let facts = rows.expect("it can be read").map(|row| row.expect("it can be read").decode());
        let looked = |fact: Fact| match fact.body {
            EntryBody::Act(Act { what, stay: Some(stay) }) if what == "view_patient" => {
                Some((fact.header.device, fact.header.author, stay))
            }
            _ => None,
        };
        facts.filter_map(|fact| looked(fact.expect("an entry of the log is a fact"))).collect()
    }

    /// The scopes of which something was refused and not taken since.
    pub(super) fn refused_scopes(&self) -> BTreeSet<String> {
        let sql = "SELECT DISTINCT scope FROM quarantine WHERE settled_at IS NULL";
        let mut statement = self.0.prepare_cached(sql).expect("the tables are as they were");
        let rows = statement.query_map([], |row| row.get(0)).expect("it can be read");
        rows.map(|row| row.expect("it can be read")).collect()
    }

    /// Which device brought which fact that the server refused and has not taken since.
    pub(super) fn refused(&self) -> BTreeSet<([u8; 16], Vec<u8>)> {
        let sql = "SELECT brought_by, fact FROM quarantine WHERE settled_at IS NULL";
        let mut statement = self.0.prepare_cached(sql).expect("the tables are as they were");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("it can be read");
        rows.map(|row| row.expect("it can be read")).collect()
    }
}
