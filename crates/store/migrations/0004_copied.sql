-- This data lives twice, or lived before: there until the device is enrolled again. One row at most.
CREATE TABLE copied (
    one INTEGER PRIMARY KEY CHECK (one = 1)
) STRICT;
