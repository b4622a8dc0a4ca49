-- Everything that a save makes is signed after it has been answered, not its audit alone. In the order of the device's
-- chain: whoever is here takes the next places in it before anything else does. Scope and fact are named so that readers
-- find what is not among the facts yet; the audit that the table before this one held has neither.
ALTER TABLE unsigned RENAME TO unsigned_act;
CREATE TABLE unsigned (
    number INTEGER PRIMARY KEY,
    scope  TEXT,
    fact   BLOB          CHECK (fact IS NULL OR length(fact) = 16),
    bytes  BLOB NOT NULL
) STRICT;
INSERT INTO unsigned (bytes) SELECT fact FROM unsigned_act;
DROP TABLE unsigned_act;
