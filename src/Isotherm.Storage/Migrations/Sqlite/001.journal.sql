-- The journal of one network. Rows are only ever added, but for: the one row of "journal", "block.orphaned_by" (set once by a
-- rewind), and "snapshot" (a cache that may be emptied at any time). Times: *_at are unix milliseconds, timestamp unix seconds.

CREATE TABLE journal (
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    journal_id   TEXT    NOT NULL,             -- 32 hex digits, drawn at creation
    network_id   TEXT    NOT NULL,
    chain_id     INTEGER,                      -- null until bound
    genesis_hash TEXT,                         -- null until bound
    generation   INTEGER NOT NULL,             -- fencing number: counted up by each open, checked by each commit
    sequence     INTEGER NOT NULL,             -- last committed entry; the only source of new numbers
    CHECK ((chain_id IS NULL) = (genesis_hash IS NULL))
) STRICT;

CREATE TABLE entry (
    sequence      INTEGER PRIMARY KEY,
    kind          INTEGER NOT NULL CHECK (kind IN (0, 1, 2)),   -- 0 block, 1 rewind, 2 clock
    committed_at  INTEGER NOT NULL,
    rewind_number INTEGER,
    rewind_hash   TEXT,
    clock_at      INTEGER,
    CHECK ((kind = 1) = (rewind_number IS NOT NULL AND rewind_hash IS NOT NULL)),
    CHECK ((kind = 2) = (clock_at IS NOT NULL))
) STRICT;

CREATE TABLE block (
    sequence     INTEGER PRIMARY KEY REFERENCES entry (sequence),
    number       INTEGER NOT NULL,
    hash         TEXT    NOT NULL,
    parent_hash  TEXT    NOT NULL,
    timestamp    INTEGER NOT NULL,
    orphaned_by  INTEGER REFERENCES entry (sequence),           -- the rewind that took it off the chain; null while canonical
    base_fee     TEXT,                                          -- wei, decimal
    state_hash   TEXT    NOT NULL,
    token_price  BLOB,                                          -- Encoding/FeedCodec.cs
    native_price BLOB,
    facts        BLOB    NOT NULL,                              -- Encoding/FactCodec.cs
    undo         BLOB    NOT NULL                               -- the engine's own
) STRICT;

-- At most one canonical block of a height, and none without it being found by this index.
CREATE UNIQUE INDEX block_canonical ON block (number) WHERE orphaned_by IS NULL;
CREATE INDEX block_hash ON block (hash, sequence);

CREATE TABLE transition (
    sequence   INTEGER NOT NULL REFERENCES block (sequence),    -- orphaned exactly when its block is
    ordinal    INTEGER NOT NULL,
    cluster    TEXT    NOT NULL,                                -- decimal
    from_zone  INTEGER,
    to_zone    INTEGER NOT NULL,
    from_queue INTEGER NOT NULL,
    to_queue   INTEGER NOT NULL,
    ratio      TEXT,                                            -- floor, 18 decimals, as an integer
    PRIMARY KEY (sequence, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX transition_cluster ON transition (cluster, sequence, ordinal);

-- Where facts of the rare kinds stand in block.facts, so that they are found without reading all blocks.
CREATE TABLE rare_fact (
    kind     INTEGER NOT NULL,                                  -- Encoding/FactTag.cs
    sequence INTEGER NOT NULL REFERENCES block (sequence),
    ordinal  INTEGER NOT NULL,
    PRIMARY KEY (kind, sequence, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (
    sequence       INTEGER PRIMARY KEY REFERENCES entry (sequence),  -- the last entry that the state contains
    block_sequence INTEGER NOT NULL REFERENCES block (sequence),     -- the head as of that entry
    block_number   INTEGER NOT NULL,
    state          BLOB    NOT NULL                                  -- Encoding/StateCompression.cs
) STRICT;

CREATE INDEX snapshot_block ON snapshot (block_number);
