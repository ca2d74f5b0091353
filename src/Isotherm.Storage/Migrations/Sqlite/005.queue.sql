-- The queue's history is some rows of many: those by which a cluster entered it, was cured or was liquidated. As SqliteReader asks for them.
CREATE INDEX transition_queue ON transition (sequence, ordinal)
    WHERE from_queue <> to_queue AND (from_queue = 0 OR to_queue IN (0, 5));
