-- Facts: the truth. Clustered by scope, because they are read a stay at a time and minted in order of time.
-- The bytes stand last, so that reading hashes or links of a scope never touches them.
CREATE TABLE facts (
    scope       TEXT    NOT NULL,
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    hash        BLOB    NOT NULL CHECK (length(hash) = 32),
    kind        INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 65535),
    taken_at    INTEGER,
    recorded_at INTEGER NOT NULL,
    arrived_at  INTEGER NOT NULL,
    author      BLOB    NOT NULL CHECK (length(author) = 16),
    device      BLOB    NOT NULL CHECK (length(device) = 16),
    incarnation BLOB    NOT NULL CHECK (length(incarnation) = 16),
    sequence    INTEGER NOT NULL CHECK (sequence >= 1),
    signature   BLOB    NOT NULL CHECK (length(signature) = 64),
    bytes       BLOB    NOT NULL,
    PRIMARY KEY (scope, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX facts_by_device ON facts (device, recorded_at);

CREATE TRIGGER facts_are_never_changed BEFORE UPDATE ON facts
BEGIN SELECT RAISE(ABORT, 'a fact is never changed'); END;
CREATE TRIGGER facts_are_never_deleted BEFORE DELETE ON facts
BEGIN SELECT RAISE(ABORT, 'a fact is never deleted'); END;

-- What the server has not yet given back in a verified page, in the order in which it was made.
-- standing: 0 waiting, 1 acknowledged, 2 refused.
CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    scope    TEXT    NOT NULL,
    hash     BLOB    NOT NULL CHECK (length(hash) = 32),
    fact     BLOB    NOT NULL CHECK (length(fact) = 16),
    standing INTEGER NOT NULL DEFAULT 0 CHECK (standing IN (0, 1, 2)),
    code     TEXT,
    UNIQUE (scope, hash)
) STRICT;

-- How far each scope's log has been read and verified.
CREATE TABLE cursors (
    scope    TEXT    NOT NULL PRIMARY KEY,
    seq      INTEGER NOT NULL CHECK (seq >= 0),
    chain    BLOB    NOT NULL CHECK (length(chain) = 32),
    head     INTEGER NOT NULL CHECK (head >= 0),
    heard_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Each scope's log as read: the server's sequence and the entry's hash. Without a fact it came as a hash only.
CREATE TABLE log (
    scope TEXT    NOT NULL,
    seq   INTEGER NOT NULL CHECK (seq >= 1),
    hash  BLOB    NOT NULL CHECK (length(hash) = 32),
    fact  BLOB             CHECK (fact IS NULL OR length(fact) = 16),
    PRIMARY KEY (scope, seq)
) STRICT, WITHOUT ROWID;

-- What could not be accepted: kept, shown, exported.
CREATE TABLE quarantine (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    scope      TEXT,
    fact       BLOB             CHECK (fact IS NULL OR length(fact) = 16),
    bytes      BLOB    NOT NULL,
    signature  BLOB,
    code       TEXT    NOT NULL,
    why        TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    trigger    INTEGER NOT NULL CHECK (trigger IN (0, 1)),
    settled_at INTEGER
) STRICT;

CREATE INDEX quarantine_by_fact ON quarantine (fact);

CREATE TRIGGER parked_entries_are_never_changed
BEFORE UPDATE OF scope, fact, bytes, signature, code, why, at, trigger ON quarantine
BEGIN SELECT RAISE(ABORT, 'a parked entry is never changed'); END;
CREATE TRIGGER parked_entries_are_never_deleted BEFORE DELETE ON quarantine
BEGIN SELECT RAISE(ABORT, 'a parked entry is never deleted'); END;

-- Forms not yet saved.
CREATE TABLE drafts (
    form       BLOB    NOT NULL PRIMARY KEY CHECK (length(form) = 16),
    stay       BLOB    NOT NULL CHECK (length(stay) = 16),
    author     BLOB    NOT NULL CHECK (length(author) = 16),
    started_at INTEGER NOT NULL,
    kept_at    INTEGER NOT NULL,
    body       TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- Projections: made from facts, may be dropped and made again.
-- A stay's folded state; a rowid table, so that the growing blob stays out of the index.
CREATE TABLE stays (
    number INTEGER PRIMARY KEY,
    stay   BLOB NOT NULL UNIQUE CHECK (length(stay) = 16),
    ward   TEXT,
    state  BLOB NOT NULL
) STRICT;

CREATE INDEX stays_by_ward ON stays (ward) WHERE ward IS NOT NULL;

-- A ward's board. One stay may show in two beds while two people disagree.
CREATE TABLE board (
    stay   BLOB NOT NULL CHECK (length(stay) = 16),
    ward   TEXT NOT NULL,
    bed    TEXT NOT NULL,
    due_at INTEGER,
    row    BLOB NOT NULL,
    PRIMARY KEY (stay, ward, bed)
) STRICT, WITHOUT ROWID;

-- Which stays a ward's index names.
CREATE TABLE members (
    ward TEXT NOT NULL,
    stay BLOB NOT NULL CHECK (length(stay) = 16),
    PRIMARY KEY (ward, stay)
) STRICT, WITHOUT ROWID;

-- Who looks after whom now.
CREATE TABLE allocations (
    stay  BLOB NOT NULL CHECK (length(stay) = 16),
    staff BLOB NOT NULL CHECK (length(staff) = 16),
    PRIMARY KEY (stay, staff)
) STRICT, WITHOUT ROWID;

-- The directory as it stands: staff, wards, devices.
CREATE TABLE directory_staff (
    staff BLOB NOT NULL PRIMARY KEY CHECK (length(staff) = 16),
    body  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE directory_wards (
    ward TEXT NOT NULL PRIMARY KEY,
    body BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE directory_devices (
    device BLOB NOT NULL PRIMARY KEY CHECK (length(device) = 16),
    body   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- This device. One row at most.
CREATE TABLE device (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    device BLOB NOT NULL CHECK (length(device) = 16),
    secret BLOB NOT NULL
) STRICT;

-- Its lives, the last one current, and the end of each one's chain.
CREATE TABLE lives (
    number      INTEGER PRIMARY KEY,
    incarnation BLOB    NOT NULL UNIQUE CHECK (length(incarnation) = 16),
    sequence    INTEGER NOT NULL DEFAULT 1 CHECK (sequence >= 1),
    previous    BLOB             CHECK (previous IS NULL OR length(previous) = 32)
) STRICT;

-- The server it is enrolled with. One row at most.
CREATE TABLE server (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    url    TEXT NOT NULL,
    server BLOB NOT NULL,
    key    BLOB NOT NULL CHECK (length(key) = 32),
    label  TEXT NOT NULL,
    epoch  BLOB
) STRICT;

-- The server's clock as last proved. One row at most.
CREATE TABLE known_clock (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    boot      BLOB    NOT NULL CHECK (length(boot) = 16),
    offset_ms INTEGER NOT NULL,
    heard_at  INTEGER NOT NULL
) STRICT;

-- What is needed to check a PIN here, and the wrong ones counted.
CREATE TABLE pins (
    staff        BLOB    NOT NULL PRIMARY KEY CHECK (length(staff) = 16),
    verifier     TEXT,
    attempts     INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    paused_until INTEGER
) STRICT, WITHOUT ROWID;
