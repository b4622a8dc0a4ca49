-- When the server last heard from other devices of this device's wards, by its clock, as it last said.
CREATE TABLE heard (
    device   BLOB    PRIMARY KEY CHECK (length(device) = 16),
    heard_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- When it said so, by this device's clock. One row at most; none where it never said.
CREATE TABLE heard_known (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    as_of INTEGER NOT NULL
) STRICT;
