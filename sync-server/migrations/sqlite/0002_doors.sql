-- What lets a device or a person in. None of it is ever in a log.

-- Enrolment codes, by their hash. One use, ten minutes.
CREATE TABLE enrolment_code (
    code_hash  BLOB    PRIMARY KEY CHECK (length(code_hash) = 32),
    label      TEXT    NOT NULL,
    wards      TEXT    NOT NULL,
    expires_at INTEGER NOT NULL,
    used_by    BLOB,
    used_at    INTEGER
) STRICT, WITHOUT ROWID;

-- One Argon2id verifier a person, in PHC form.
CREATE TABLE pin_verifier (
    staff  BLOB    PRIMARY KEY,
    phc    TEXT    NOT NULL,
    set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Attempts since the last right PIN, per person and device; written before the PIN is looked at.
CREATE TABLE pin_attempt (
    staff        BLOB    NOT NULL,
    device       BLOB    NOT NULL,
    attempts     INTEGER NOT NULL,
    paused_until INTEGER NOT NULL,
    PRIMARY KEY (staff, device)
) STRICT, WITHOUT ROWID;

-- Signed requests already answered, so that a recorded one cannot be sent again. The newest thousand a device.
CREATE TABLE request_nonce (
    id     INTEGER PRIMARY KEY,
    device BLOB NOT NULL,
    nonce  BLOB NOT NULL,
    UNIQUE (device, nonce)
) STRICT;
