-- How much the quarantine holds of what each device brought and nobody has settled, kept by the rows themselves: a push is
-- held to its bound in one look, however much lies there. All who write wait while it looks.
CREATE TABLE aside_of (
    device  BLOB    PRIMARY KEY,
    entries INTEGER NOT NULL,
    bytes   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO aside_of (device, entries, bytes)
SELECT brought_by, count(*), sum(length(fact) + length(signature)) FROM quarantine
WHERE settled_at IS NULL GROUP BY brought_by;

CREATE TRIGGER aside_grows AFTER INSERT ON quarantine WHEN NEW.settled_at IS NULL
BEGIN
    INSERT INTO aside_of (device, entries, bytes)
    VALUES (NEW.brought_by, 1, length(NEW.fact) + length(NEW.signature))
    ON CONFLICT (device) DO UPDATE SET entries = entries + 1, bytes = bytes + excluded.bytes;
END;

CREATE TRIGGER aside_shrinks AFTER UPDATE OF settled_at ON quarantine
WHEN OLD.settled_at IS NULL AND NEW.settled_at IS NOT NULL
BEGIN
    UPDATE aside_of SET entries = entries - 1, bytes = bytes - length(NEW.fact) - length(NEW.signature)
    WHERE device = NEW.brought_by;
END;

-- Nothing asks by it any more.
DROP INDEX quarantine_by_bringer;
