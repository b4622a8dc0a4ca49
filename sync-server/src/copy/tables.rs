//! What is copied: each table of PostgreSQL with its columns, and where the same lies in SQLite.

/// A table, in PostgreSQL's words and in SQLite's.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [(&'static str, Kind)],
    /// The order in which it is read from PostgreSQL.
    pub(super) order: &'static str,
    /// The same columns from SQLite.
    pub(super) from_sqlite: &'static str,
    /// The same columns into SQLite; nothing where SQLite works it out.
    pub(super) into_sqlite: Option<&'static str>,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    YesNo,
    Text,
    Bytes,
}

use Kind::{Bytes, Number, Text, YesNo};

/// In an order in which everything stands before what names it.
pub(super) const TABLES: [Table; 15] = [
    Table {
        name: "head",
        columns: &[("scope", Text), ("seq", Number), ("chain", Bytes), ("bytes", Number)],
        order: "scope",
        from_sqlite: "SELECT name, head, chain, bytes FROM scope ORDER BY name",
        into_sqlite: Some("INSERT INTO scope (name, head, chain, bytes) VALUES (?1, ?2, ?3, ?4)"),
    },
    Table {
        name: "entry",
        columns: &[
            ("scope", Text),
            ("seq", Number),
            ("hash", Bytes),
            ("chain", Bytes),
            ("fact_id", Bytes),
            ("fact", Bytes),
            ("signature", Bytes),
            ("device", Bytes),
            ("incarnation", Bytes),
            ("device_seq", Number),
            ("flags", Number),
            ("brought_by", Bytes),
            ("arrived_at", Number),
        ],
        order: "scope, seq",
        from_sqlite: "SELECT name, seq, hash, entry.chain, fact_id, fact, signature, device, incarnation, device_seq, \
                      flags, brought_by, arrived_at FROM scope CROSS JOIN entry ON entry.scope = scope.id \
                      ORDER BY name, seq",
        into_sqlite: Some(
            "INSERT INTO entry (scope, seq, hash, chain, fact_id, fact, signature, device, incarnation, device_seq, \
             flags, brought_by, arrived_at) \
             SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 FROM scope WHERE name = ?1",
        ),
    },
    Table {
        name: "contributor",
        columns: &[("scope", Text), ("device", Bytes), ("holes", YesNo)],
        order: "scope, device",
        from_sqlite: "SELECT name, device, holes FROM contributor JOIN scope ON scope.id = contributor.scope \
                      ORDER BY name, device",
        into_sqlite: Some(
            "INSERT INTO contributor (scope, device, holes) SELECT id, ?2, ?3 FROM scope WHERE name = ?1",
        ),
    },
    Table {
        name: "placement",
        columns: &[
            ("scope", Text),
            ("seq", Number),
            ("fact_id", Bytes),
            ("device", Bytes),
            ("kind", Number),
            ("ward", Text),
            ("supersedes", Bytes),
        ],
        order: "scope, seq",
        from_sqlite: "SELECT name, seq, fact_id, device, kind, ward, supersedes \
                      FROM placing JOIN scope ON scope.id = placing.scope ORDER BY name, seq",
        into_sqlite: Some(
            "INSERT INTO placing (scope, seq, fact_id, device, kind, ward, supersedes) \
             SELECT id, ?2, ?3, ?4, ?5, ?6, ?7 FROM scope WHERE name = ?1",
        ),
    },
    Table {
        name: "note_of",
        columns: &[("note", Text), ("stay", Text)],
        order: "note",
        from_sqlite: "SELECT note, name FROM note_of JOIN scope ON scope.id = note_of.stay ORDER BY note",
        into_sqlite: Some("INSERT INTO note_of (note, stay) SELECT ?1, id FROM scope WHERE name = ?2"),
    },
    Table {
        name: "device_place",
        columns: &[("device", Bytes), ("incarnation", Bytes), ("device_seq", Number), ("hash", Bytes)],
        order: "device, incarnation, device_seq",
        // Of several in one place, the one that came first.
        from_sqlite: "SELECT device, incarnation, device_seq, hash FROM (SELECT device, incarnation, device_seq, hash, \
                      min(rowid) FROM entry GROUP BY device, incarnation, device_seq) ORDER BY 1, 2, 3",
        into_sqlite: None,
    },
    Table {
        name: "fork",
        columns: &[
            ("device", Bytes),
            ("incarnation", Bytes),
            ("device_seq", Number),
            ("hash", Bytes),
            ("seen_at", Number),
        ],
        order: "device, incarnation, device_seq, hash",
        from_sqlite: "SELECT device, incarnation, device_seq, hash, seen_at FROM fork ORDER BY 1, 2, 3, 4",
        into_sqlite: Some(
            "INSERT INTO fork (device, incarnation, device_seq, hash, seen_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        ),
    },
    Table {
        name: "quarantine",
        columns: &[
            ("scope", Text),
            ("hash", Bytes),
            ("reason", Text),
            ("number", Number),
            ("fact", Bytes),
            ("signature", Bytes),
            ("brought_by", Bytes),
            ("arrived_at", Number),
            ("times", Number),
            ("settled_at", Number),
        ],
        order: "reason, number",
        from_sqlite: "SELECT scope, hash, reason, row_number() OVER (PARTITION BY reason ORDER BY id), fact, signature, \
                      brought_by, arrived_at, times, settled_at FROM quarantine ORDER BY reason, id",
        into_sqlite: Some(
            "INSERT INTO quarantine (scope, hash, reason, fact, signature, brought_by, arrived_at, times, settled_at) \
             SELECT ?1, ?2, ?3, ?5, ?6, ?7, ?8, ?9, ?10 WHERE ?4 > 0",
        ),
    },
    Table {
        name: "quarantine_head",
        columns: &[("reason", Text), ("last", Number)],
        order: "reason",
        from_sqlite: "SELECT reason, count(*) FROM quarantine GROUP BY reason ORDER BY reason",
        into_sqlite: None,
    },
    Table {
        name: "enrolment_code",
        columns: &[
            ("code_hash", Bytes),
            ("label", Text),
            ("wards", Text),
            ("expires_at", Number),
            ("used_by", Bytes),
            ("used_at", Number),
        ],
        order: "code_hash",
        from_sqlite: "SELECT code_hash, label, wards, expires_at, used_by, used_at FROM enrolment_code ORDER BY 1",
        into_sqlite: Some(
            "INSERT INTO enrolment_code (code_hash, label, wards, expires_at, used_by, used_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        ),
    },
    Table {
        name: "pin_verifier",
        columns: &[("staff", Bytes), ("phc", Text), ("set_at", Number)],
        order: "staff",
        from_sqlite: "SELECT staff, phc, set_at FROM pin_verifier ORDER BY staff",
        into_sqlite: Some("INSERT INTO pin_verifier (staff, phc, set_at) VALUES (?1, ?2, ?3)"),
    },
    Table {
        name: "pin_attempt",
        columns: &[("staff", Bytes), ("device", Bytes), ("attempts", Number), ("paused_until", Number)],
        order: "staff, device",
        from_sqlite: "SELECT staff, device, attempts, paused_until FROM pin_attempt ORDER BY staff, device",
        into_sqlite: Some(
            "INSERT INTO pin_attempt (staff, device, attempts, paused_until) VALUES (?1, ?2, ?3, ?4)",
        ),
    },
    Table {
        name: "request_nonce",
        columns: &[("device", Bytes), ("nonce", Bytes), ("number", Number)],
        order: "device, number",
        from_sqlite: "SELECT device, nonce, row_number() OVER (PARTITION BY device ORDER BY id) FROM request_nonce \
                      ORDER BY device, id",
        into_sqlite: Some("INSERT INTO request_nonce (device, nonce) SELECT ?1, ?2 WHERE ?3 > 0"),
    },
    Table {
        name: "nonce_head",
        columns: &[("device", Bytes), ("last", Number)],
        order: "device",
        from_sqlite: "SELECT device, count(*) FROM request_nonce GROUP BY device ORDER BY device",
        into_sqlite: None,
    },
    Table {
        name: "heard",
        columns: &[("device", Bytes), ("heard_at", Number)],
        order: "device",
        from_sqlite: "SELECT device, heard_at FROM heard ORDER BY device",
        into_sqlite: Some("INSERT INTO heard (device, heard_at) VALUES (?1, ?2)"),
    },
];

/// Names are this file's own; values are bound.
impl Table {
    /// Reads all of it from PostgreSQL.
    pub(super) fn select(&self) -> String {
        let column = |(name, kind): &(&str, Kind)| match kind {
            Kind::YesNo => [name, "::int::bigint"].concat(),
            Kind::Number => [name, "::bigint"].concat(),
            Kind::Text | Kind::Bytes => (*name).to_owned(),
        };
        let columns: Vec<String> = self.columns.iter().map(column).collect();
        ["SELECT ", &columns.join(", "), " FROM ", self.name, " ORDER BY ", self.order].concat()
    }

    /// Puts one row into PostgreSQL.
    pub(super) fn insert(&self) -> String {
        let value = |((_, kind), place): (&(&str, Kind), u32)| match kind {
            Kind::YesNo => format!("${place}::bigint <> 0"),
            Kind::Number => format!("${place}::bigint"),
            Kind::Text => format!("${place}::text"),
            Kind::Bytes => format!("${place}::bytea"),
        };
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        let values: Vec<String> = self.columns.iter().zip(1..).map(value).collect();
        ["INSERT INTO ", self.name, " (", &names.join(", "), ") VALUES (", &values.join(", "), ")"].concat()
    }
}
