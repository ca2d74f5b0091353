-- Deliveries that are over and old are pruned with their log; messages stay. What the scoreboard of warnings (spec 6.9) needs of them is
-- kept: when a message was first taken.
CREATE TABLE first_delivered (
    message  INTEGER PRIMARY KEY REFERENCES message (number),
    at       INTEGER NOT NULL,                             -- unix milliseconds
    checksum INTEGER NOT NULL
) STRICT;
