-- The logs: one append-only, hash-chained log per scope. Nothing in `entry` is ever changed or removed.
--
-- Every table's key begins with the scope or the device that it is asked for by (or, where there is neither yet, with the
-- code, the person or the reason), and every other unique index with the same column: so Citus or YugabyteDB can spread it
-- by that column. There is no bigserial: numbers that order anything are given under a row's lock.

-- The head row of a scope. `chain` is H(chain before || hash), 32 bytes; 32 zeros before the first entry.
CREATE TABLE head (
    scope text COLLATE "C" PRIMARY KEY,
    seq   bigint NOT NULL,
    chain bytea  NOT NULL CHECK (length(chain) = 32),
    bytes bigint NOT NULL
);

CREATE TABLE entry (
    scope       text COLLATE "C" NOT NULL,
    seq         bigint NOT NULL CHECK (seq > 0),
    hash        bytea  NOT NULL CHECK (length(hash) = 32),
    chain       bytea  NOT NULL CHECK (length(chain) = 32),
    fact_id     bytea  NOT NULL CHECK (length(fact_id) = 16),
    fact        bytea  NOT NULL,
    signature   bytea  NOT NULL CHECK (length(signature) = 64),
    device      bytea  NOT NULL,
    incarnation bytea  NOT NULL,
    device_seq  bigint NOT NULL,
    flags       bigint NOT NULL,
    brought_by  bytea  NOT NULL,
    arrived_at  bigint NOT NULL,
    PRIMARY KEY (scope, seq),
    UNIQUE (scope, hash),
    UNIQUE (scope, fact_id)
);

-- Who signed or brought something to a scope, or holds something of it: they may follow its hashes, whatever else they may
-- read. `holes` is true for a device that was given hashes in place of entries and has not begun again since.
CREATE TABLE contributor (
    scope  text COLLATE "C" NOT NULL,
    device bytea   NOT NULL,
    holes  boolean NOT NULL DEFAULT false,
    PRIMARY KEY (scope, device)
);

-- What of a stay's entries decides who may read it ("placing" is a word of SQL). kind: 0 admission, 1 placement (in `ward`), 2 withdrawal, 3 arrival
-- (in `ward`). `supersedes` holds 16-byte identifiers, one after another.
CREATE TABLE placement (
    scope      text COLLATE "C" NOT NULL,
    seq        bigint   NOT NULL,
    fact_id    bytea    NOT NULL CHECK (length(fact_id) = 16),
    device     bytea    NOT NULL,
    kind       smallint NOT NULL CHECK (kind IN (0, 1, 2, 3)),
    ward       text CHECK ((kind IN (1, 3)) = (ward IS NOT NULL)),
    supersedes bytea    NOT NULL CHECK (length(supersedes) % 16 = 0),
    PRIMARY KEY (scope, seq)
);

-- Which stay a note is of: whoever reads the stay reads the note.
CREATE TABLE note_of (
    note text COLLATE "C" PRIMARY KEY,
    stay text COLLATE "C" NOT NULL
);

-- The entry that took a place in a device's chain first, whichever scope it lies in. Who comes to a taken place with another
-- hash is a fork: the key makes that exact, however many nodes append at once.
CREATE TABLE device_place (
    device      bytea  NOT NULL,
    incarnation bytea  NOT NULL,
    device_seq  bigint NOT NULL,
    hash        bytea  NOT NULL,
    PRIMARY KEY (device, incarnation, device_seq)
);

-- One device sequence, two entries: a copied or restored database went on writing. Both entries are in the log.
CREATE TABLE fork (
    device      bytea  NOT NULL,
    incarnation bytea  NOT NULL,
    device_seq  bigint NOT NULL,
    hash        bytea  NOT NULL,
    seen_at     bigint NOT NULL,
    PRIMARY KEY (device, incarnation, device_seq, hash)
);

-- What was refused: bytes, reason, who brought it. The same bytes for the same reason are one row and a count. `number`
-- counts within the reason, from 1 and without a gap, under the lock of that reason's row in `quarantine_head`.
CREATE TABLE quarantine (
    scope      text COLLATE "C" NOT NULL,
    hash       bytea   NOT NULL,
    reason     text COLLATE "C" NOT NULL,
    number     bigint  NOT NULL,
    fact       bytea   NOT NULL,
    signature  bytea   NOT NULL,
    brought_by bytea   NOT NULL,
    arrived_at bigint  NOT NULL,
    times      integer NOT NULL DEFAULT 1,
    settled_at bigint,
    PRIMARY KEY (scope, hash, reason)
);

CREATE INDEX quarantine_by_bringer ON quarantine (brought_by) WHERE settled_at IS NULL;
CREATE INDEX quarantine_by_reason ON quarantine (reason, number) WHERE settled_at IS NULL;

-- A dozen rows, on every node of a spread database.
CREATE TABLE quarantine_head (
    reason text COLLATE "C" PRIMARY KEY,
    last   bigint NOT NULL
);

-- Held while what a device brought is counted, so that two nodes do not each find room for the same last entry.
CREATE TABLE bringer (
    device bytea PRIMARY KEY
);
