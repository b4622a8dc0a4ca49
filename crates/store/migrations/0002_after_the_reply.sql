-- What is done after a save has been answered, and lost by nobody should the process end before it.

-- How far the projections are put: the place in the outbox of the last fact made here that they hold. What stands behind
-- that place was saved and not yet projected when the process ended; it is projected at the next opening. One row at most.
CREATE TABLE projected (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    position INTEGER NOT NULL CHECK (position >= 0)
) STRICT;

-- The audit of an act whose facts have been committed, whole but for its signature: it takes the next place in the
-- device's chain, before anything else does. One row at most.
CREATE TABLE unsigned (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    fact BLOB NOT NULL
) STRICT;
