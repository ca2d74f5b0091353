-- What accounts ask to be told, and where. Each change counts the version up, by which the writers of networks notice it.
-- Times are unix milliseconds.

CREATE TABLE alert_version (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
) STRICT;

INSERT INTO alert_version (id, version) VALUES (1, 0);

CREATE TABLE alert_rule (
    id         TEXT    PRIMARY KEY,
    owner      TEXT    NOT NULL,                -- an account
    network    TEXT    NOT NULL,
    body       TEXT    NOT NULL,                -- JSON
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX alert_rule_owner ON alert_rule (owner, created_at, id);

CREATE TABLE alert_channel (
    id         TEXT    PRIMARY KEY,
    owner      TEXT    NOT NULL,
    body       TEXT    NOT NULL,                -- JSON without secrets
    secrets    BLOB    NOT NULL,                -- sealed; empty for none
    disabled   TEXT,                            -- why the server turned it off; null while it did not
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX alert_channel_owner ON alert_channel (owner, created_at, id);

CREATE TABLE alert_snooze (
    rule        TEXT    NOT NULL REFERENCES alert_rule (id) ON DELETE CASCADE,
    cluster     TEXT    NOT NULL,               -- decimal; empty for all that the rule covers
    until       INTEGER,                        -- null: until it is ended or worse
    worse_bps   INTEGER,                        -- ends below this ratio
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (rule, cluster)
) STRICT, WITHOUT ROWID;
