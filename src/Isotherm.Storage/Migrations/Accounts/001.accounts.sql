-- Who may: accounts, sessions, keys, and the log of what was done with them. No token, key or code stands here, only its SHA-256.
-- Times are unix milliseconds.

CREATE TABLE account (
    id              TEXT    PRIMARY KEY,         -- CAIP-10: eip155:<chain>:<address with its EIP-55 checksum>
    is_admin        INTEGER NOT NULL CHECK (is_admin IN (0, 1)),
    created_at      INTEGER NOT NULL,
    last_sign_in_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE nonce (
    nonce      TEXT    PRIMARY KEY,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER                           -- set once; a row is dropped some time after it expired
) STRICT, WITHOUT ROWID;

CREATE INDEX nonce_expires ON nonce (expires_at);

CREATE TABLE session (
    id              TEXT    PRIMARY KEY,         -- 16 hex digits; says nothing about the token
    token_hash      BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    account         TEXT    NOT NULL REFERENCES account (id),
    created_at      INTEGER NOT NULL,
    last_seen_at    INTEGER NOT NULL,
    expires_at      INTEGER NOT NULL,            -- slides with use
    ends_at         INTEGER NOT NULL,            -- does not
    agent           TEXT    NOT NULL,            -- the browser's own words, cut
    proof_hash      BLOB,                        -- what a contract wallet signed, and its signature: it is asked again
    proof_signature BLOB,
    check_at        INTEGER,
    CHECK (expires_at <= ends_at),
    CHECK ((proof_hash IS NULL) = (proof_signature IS NULL) AND (proof_hash IS NULL) = (check_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX session_account ON session (account, created_at);

CREATE TABLE api_key (
    id           TEXT    PRIMARY KEY,            -- 16 hex digits
    key_hash     BLOB    NOT NULL UNIQUE CHECK (length(key_hash) = 32),
    account      TEXT    NOT NULL REFERENCES account (id),
    name         TEXT    NOT NULL,
    hint         TEXT    NOT NULL,               -- its first characters, by which its owner knows it again
    scopes       TEXT    NOT NULL,               -- separated by spaces
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER,                        -- null: until it is revoked
    last_used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX api_key_account ON api_key (account, created_at);

-- At most one code is good: that of the last start without an admin.
CREATE TABLE setup_code (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    code_hash  BLOB    NOT NULL CHECK (length(code_hash) = 32),
    expires_at INTEGER NOT NULL,
    used_by    TEXT REFERENCES account (id)
) STRICT;

CREATE TABLE audit (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    action  TEXT    NOT NULL,
    account TEXT,                                -- who is concerned; null where nobody was known
    subject TEXT,                                -- the session's or key's id
    address TEXT,                                -- where the request came from
    detail  TEXT
) STRICT;

CREATE INDEX audit_account ON audit (account, number);
