-- No statement changes or removes an entry of a log, or what was refused. A node's own role has no right to (see
-- docs/deploy); these triggers say it to everybody else. A database that knows no triggers rests on the rights alone.

CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only: what is in it is never changed or removed';
END
$$;

CREATE FUNCTION quarantine_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was refused is kept as it came';
END
$$;

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OR DELETE ON entry
    FOR EACH ROW EXECUTE FUNCTION log_is_append_only();
CREATE TRIGGER entry_is_never_emptied BEFORE TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();
CREATE TRIGGER quarantine_keeps_the_bytes
    BEFORE UPDATE OF scope, hash, reason, number, fact, signature, brought_by, arrived_at OR DELETE ON quarantine
    FOR EACH ROW EXECUTE FUNCTION quarantine_is_kept();
CREATE TRIGGER quarantine_is_never_emptied BEFORE TRUNCATE ON quarantine
    FOR EACH STATEMENT EXECUTE FUNCTION quarantine_is_kept();
