-- A checksum over each row's other columns (Sqlite/RowChecksum.cs), so that a byte that changed on the disk is seen where SQLite
-- itself would not see it. Null in rows that are older than this migration: those are read as they are.

ALTER TABLE journal    ADD COLUMN head_sequence INTEGER;   -- the canonical head's entry; null before the first block
ALTER TABLE journal    ADD COLUMN checksum INTEGER;
ALTER TABLE entry      ADD COLUMN checksum INTEGER;        -- covers the number of its transitions too
ALTER TABLE block      ADD COLUMN checksum INTEGER;        -- xor the rewind's share while orphaned_by is set
ALTER TABLE transition ADD COLUMN checksum INTEGER;        -- covers its block's number, hash and timestamp too
ALTER TABLE snapshot   ADD COLUMN checksum INTEGER;

UPDATE journal SET head_sequence = (SELECT sequence FROM block WHERE orphaned_by IS NULL ORDER BY number DESC LIMIT 1);
