-- What lets a device or a person in. None of it is ever in a log.

-- Enrolment codes, by their hash. One use, ten minutes.
CREATE TABLE enrolment_code (
    code_hash  bytea  PRIMARY KEY CHECK (length(code_hash) = 32),
    label      text   NOT NULL,
    wards      text   NOT NULL,
    expires_at bigint NOT NULL,
    used_by    bytea,
    used_at    bigint
);

-- One Argon2id verifier a person, in PHC form.
CREATE TABLE pin_verifier (
    staff  bytea  PRIMARY KEY,
    phc    text   NOT NULL,
    set_at bigint NOT NULL
);

-- Attempts since the last right PIN, per person and device; written before the PIN is looked at.
CREATE TABLE pin_attempt (
    staff        bytea   NOT NULL,
    device       bytea   NOT NULL,
    attempts     integer NOT NULL,
    paused_until bigint  NOT NULL,
    PRIMARY KEY (staff, device)
);

-- Signed requests already answered, so that a recorded one cannot be sent again. The newest thousand a device, counted
-- under the lock of its row in `nonce_head`.
CREATE TABLE request_nonce (
    device bytea  NOT NULL,
    nonce  bytea  NOT NULL,
    number bigint NOT NULL,
    PRIMARY KEY (device, nonce)
);

CREATE TABLE nonce_head (
    device bytea  PRIMARY KEY,
    last   bigint NOT NULL
);
