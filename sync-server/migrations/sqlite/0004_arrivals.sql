-- Kind 3: somebody of the ward has received the patient. A CHECK cannot be changed, so the table is made anew.
CREATE TABLE placing_with_arrivals (
    scope      INTEGER NOT NULL REFERENCES scope (id),
    seq        INTEGER NOT NULL,
    fact_id    BLOB    NOT NULL CHECK (length(fact_id) = 16),
    device     BLOB    NOT NULL,
    kind       INTEGER NOT NULL CHECK (kind IN (0, 1, 2, 3)),
    ward       TEXT CHECK ((kind IN (1, 3)) = (ward IS NOT NULL)),
    supersedes BLOB    NOT NULL CHECK (length(supersedes) % 16 = 0),
    PRIMARY KEY (scope, seq)
) STRICT, WITHOUT ROWID;

INSERT INTO placing_with_arrivals SELECT scope, seq, fact_id, device, kind, ward, supersedes FROM placing;
DROP TABLE placing;
ALTER TABLE placing_with_arrivals RENAME TO placing;
