-- The logs: one append-only, hash-chained log per scope. Nothing in `entry` is ever changed or removed.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

-- The head row of a scope. `chain` is H(chain before || hash), 32 bytes; 32 zeros before the first entry.
CREATE TABLE scope (
    id    INTEGER PRIMARY KEY,
    name  TEXT    NOT NULL UNIQUE,
    head  INTEGER NOT NULL,
    chain BLOB    NOT NULL,
    bytes INTEGER NOT NULL
) STRICT;

CREATE TABLE entry (
    scope       INTEGER NOT NULL REFERENCES scope (id),
    seq         INTEGER NOT NULL CHECK (seq > 0),
    hash        BLOB    NOT NULL CHECK (length(hash) = 32),
    chain       BLOB    NOT NULL CHECK (length(chain) = 32),
    fact_id     BLOB    NOT NULL CHECK (length(fact_id) = 16),
    fact        BLOB    NOT NULL,
    signature   BLOB    NOT NULL CHECK (length(signature) = 64),
    device      BLOB    NOT NULL,
    incarnation BLOB    NOT NULL,
    device_seq  INTEGER NOT NULL,
    flags       INTEGER NOT NULL,
    brought_by  BLOB    NOT NULL,
    arrived_at  INTEGER NOT NULL,
    UNIQUE (scope, seq),
    UNIQUE (scope, hash),
    UNIQUE (scope, fact_id)
) STRICT;

CREATE INDEX entry_by_device ON entry (device, incarnation, device_seq);

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN
    SELECT RAISE(ABORT, 'the log is append-only: an entry is never changed');
END;

CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
BEGIN
    SELECT RAISE(ABORT, 'the log is append-only: an entry is never removed');
END;

-- REPLACE removes what is in its way without asking the trigger above: so nothing may be in the way.
CREATE TRIGGER entry_comes_after_all_others BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE scope = NEW.scope AND seq >= NEW.seq)
    OR EXISTS (SELECT 1 FROM entry WHERE scope = NEW.scope AND fact_id = NEW.fact_id)
    OR EXISTS (SELECT 1 FROM entry WHERE scope = NEW.scope AND hash = NEW.hash)
BEGIN
    SELECT RAISE(ABORT, 'the log is append-only: an entry comes after all others');
END;

-- Who signed or brought something to a scope, or holds something of it: they may follow its hashes, whatever else they
-- may read. `holes` is 1 for a device that was given hashes in place of entries and has not begun again since.
CREATE TABLE contributor (
    scope  INTEGER NOT NULL REFERENCES scope (id),
    device BLOB    NOT NULL,
    holes  INTEGER NOT NULL DEFAULT 0 CHECK (holes IN (0, 1)),
    PRIMARY KEY (scope, device)
) STRICT, WITHOUT ROWID;

-- What of a stay's entries decides who may read it. kind: 0 admission, 1 placement (in `ward`), 2 withdrawal.
-- `supersedes` holds 16-byte identifiers, one after another.
CREATE TABLE placing (
    scope      INTEGER NOT NULL REFERENCES scope (id),
    seq        INTEGER NOT NULL,
    fact_id    BLOB    NOT NULL CHECK (length(fact_id) = 16),
    device     BLOB    NOT NULL,
    kind       INTEGER NOT NULL CHECK (kind IN (0, 1, 2)),
    ward       TEXT CHECK ((kind = 1) = (ward IS NOT NULL)),
    supersedes BLOB    NOT NULL CHECK (length(supersedes) % 16 = 0),
    PRIMARY KEY (scope, seq)
) STRICT, WITHOUT ROWID;

-- One device sequence, two entries: a copied or restored database went on writing. Both entries are in the log.
CREATE TABLE fork (
    device      BLOB    NOT NULL,
    incarnation BLOB    NOT NULL,
    device_seq  INTEGER NOT NULL,
    hash        BLOB    NOT NULL,
    seen_at     INTEGER NOT NULL,
    PRIMARY KEY (device, incarnation, device_seq, hash)
) STRICT, WITHOUT ROWID;

-- What was refused: bytes, reason, who brought it. The same bytes for the same reason are one row and a count.
CREATE TABLE quarantine (
    id         INTEGER PRIMARY KEY,
    scope      TEXT    NOT NULL,
    hash       BLOB    NOT NULL,
    fact       BLOB    NOT NULL,
    signature  BLOB    NOT NULL,
    reason     TEXT    NOT NULL,
    brought_by BLOB    NOT NULL,
    arrived_at INTEGER NOT NULL,
    times      INTEGER NOT NULL DEFAULT 1,
    settled_at INTEGER,
    UNIQUE (scope, hash, reason)
) STRICT;

CREATE TRIGGER quarantine_keeps_the_bytes BEFORE UPDATE OF scope, hash, fact, signature, reason, brought_by, arrived_at
ON quarantine
BEGIN
    SELECT RAISE(ABORT, 'what was refused is kept as it came');
END;

CREATE TRIGGER quarantine_is_never_emptied BEFORE DELETE ON quarantine
BEGIN
    SELECT RAISE(ABORT, 'what was refused is kept');
END;
