-- What alert rules made of the entries, written with them in one transaction: open episodes, how to take a judgement back, messages
-- and where they go. Times: *_at are unix milliseconds. Each row has its checksum from the start; the number of open episodes and of
-- waiting deliveries is kept in the journal's own row, so that one that is gone is noticed.

ALTER TABLE journal ADD COLUMN episodes INTEGER;           -- rows of "episode"; null before the first opening with this schema
ALTER TABLE journal ADD COLUMN waiting  INTEGER;           -- deliveries that are not over; as above

-- Replaced with each change, gone when the episode is over and forgotten.
CREATE TABLE episode (
    key      TEXT    PRIMARY KEY,
    state    BLOB    NOT NULL,                             -- the rules' own
    sequence INTEGER NOT NULL REFERENCES entry (sequence), -- the entry that gave it this state
    checksum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A stack: a rewind takes what lies above its block.
CREATE TABLE alert_undo (
    sequence INTEGER PRIMARY KEY REFERENCES entry (sequence),
    undo     BLOB    NOT NULL,                             -- the rules' own
    checksum INTEGER NOT NULL
) STRICT;

-- Never changed.
CREATE TABLE message (
    number     INTEGER PRIMARY KEY,                        -- counts up in the order of the entries
    sequence   INTEGER NOT NULL REFERENCES entry (sequence),
    id         TEXT    NOT NULL UNIQUE,                    -- alert id and transition number
    alert_id   TEXT    NOT NULL,
    owner      TEXT    NOT NULL,
    rule       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    body       BLOB    NOT NULL,                           -- UTF-8 JSON
    checksum   INTEGER NOT NULL
) STRICT;

CREATE INDEX message_owner ON message (owner, number);

-- Which clusters a message names.
CREATE TABLE message_cluster (
    cluster TEXT    NOT NULL,                              -- decimal
    message INTEGER NOT NULL REFERENCES message (number),
    PRIMARY KEY (cluster, message)
) STRICT, WITHOUT ROWID;

-- A message's way to one channel. Its state is the only thing here that changes.
CREATE TABLE delivery (
    number     INTEGER PRIMARY KEY,                        -- counts up in the order of the messages
    message    INTEGER NOT NULL REFERENCES message (number),
    id         TEXT    NOT NULL UNIQUE,                    -- the message's id, ':' and the channel's
    owner      TEXT    NOT NULL,
    channel    TEXT    NOT NULL,
    lane       TEXT    NOT NULL,                           -- within it and a channel, order is kept
    expires_at INTEGER,
    state      INTEGER NOT NULL CHECK (state IN (0, 1, 2, 3)), -- 0 waiting, 1 delivered, 2 dead, 3 expired
    due_at     INTEGER NOT NULL,
    attempts   INTEGER NOT NULL,
    checksum   INTEGER NOT NULL
) STRICT;

CREATE INDEX delivery_waiting ON delivery (channel, number) WHERE state = 0;
CREATE INDEX delivery_owner ON delivery (owner, number);
CREATE INDEX delivery_message ON delivery (message);

-- The delivery log. Never changed.
CREATE TABLE attempt (
    delivery     INTEGER NOT NULL REFERENCES delivery (number),
    ordinal      INTEGER NOT NULL,                         -- from 1
    at           INTEGER NOT NULL,                         -- unix milliseconds
    outcome      INTEGER NOT NULL CHECK (outcome IN (0, 1, 2, 3, 4)), -- 0 to be tried again, 1 delivered, 2 dead, 3 expired, 4 asked for again by hand
    status       INTEGER,                                  -- the endpoint's own, where it has one
    milliseconds INTEGER NOT NULL,
    answer       TEXT    NOT NULL,                         -- a cut of what was said; never a secret
    checksum     INTEGER NOT NULL,
    PRIMARY KEY (delivery, ordinal)
) STRICT, WITHOUT ROWID;
