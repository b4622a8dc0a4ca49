-- How much of what was refused one device has brought, and what to look at again for a reason, a page at a time.
CREATE INDEX quarantine_by_bringer ON quarantine (brought_by) WHERE settled_at IS NULL;
CREATE INDEX quarantine_by_reason ON quarantine (reason, id) WHERE settled_at IS NULL;
