-- When each device was last heard, by the server's clock: written down once a minute, so that a ward can see which of its
-- devices nothing comes from. Nothing is decided by it.
CREATE TABLE heard (
    device   BLOB    PRIMARY KEY CHECK (length(device) = 16),
    heard_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
