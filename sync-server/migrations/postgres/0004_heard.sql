-- When each device was last heard, by the clock of the node that heard it: written down once a minute, so that a ward can
-- see which of its devices nothing comes from. Nothing is decided by it.
CREATE TABLE heard (
    device   bytea  PRIMARY KEY CHECK (length(device) = 16),
    heard_at bigint NOT NULL
);
