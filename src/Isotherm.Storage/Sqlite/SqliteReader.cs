using System.Globalization;
using Isotherm.Domain;
using Isotherm.Storage.Encoding;

namespace Isotherm.Storage.Sqlite;

/// <summary>
/// The journal's queries. Each takes a pooled read-only connection, sees one committed state, and holds what it read to its
/// checksums, to its neighbours and to the journal's own row. Where an answer rests on something not being found, the caller
/// asks <see cref="StructureCheck"/> too.
/// </summary>
internal sealed class SqliteReader(SqliteFile file)
{
    // As the index transition_queue has it, word for word: else SQLite does not see that it fits.
    private static readonly string OfQueue = string.Create(
        CultureInfo.InvariantCulture,
        $"AND t.from_queue <> t.to_queue AND (t.from_queue = {(int)QueueState.None} OR t.to_queue IN ({(int)QueueState.None}, {(int)QueueState.Liquidated}))");

    public StoredSnapshot? LatestSnapshot(ulong? atOrBelowBlock)
    {
        using var reading = new Reading(file);
        var row = reading.First<SnapshotRow>(
            """
            SELECT s.sequence AS Sequence, s.block_sequence AS BlockSequence, s.block_number AS BlockNumber, s.state AS State, s.checksum AS Checksum
            FROM snapshot s JOIN block b ON b.sequence = s.block_sequence
            WHERE s.block_number <= @number AND b.orphaned_by IS NULL
            ORDER BY s.block_number DESC, s.sequence DESC LIMIT 1
            """,
            new { number = Clamp(atOrBelowBlock ?? ulong.MaxValue) });
        if (row is null)
            return null;
        DamagedRowException.Check($"the snapshot of entry {row.Sequence}", row.Checksum, row.ActualChecksum);
        var block = BlockOf(reading, row.BlockSequence).Block.Header.Ref;
        return new StoredSnapshot(row.Sequence, block, StateCompression.Decompress(row.State));
    }

    /// <summary>At most <paramref name="limit"/> entries after a sequence number.</summary>
    public IReadOnlyList<StoredEntry> Entries(long afterSequence, int limit)
    {
        using var reading = new Reading(file);
        var rows = reading.All<EntryRow>(
            """
            SELECT sequence AS Sequence, kind AS Kind, committed_at AS CommittedAt,
                   rewind_number AS RewindNumber, rewind_hash AS RewindHash, clock_at AS ClockAt, checksum AS Checksum
            FROM entry WHERE sequence > @afterSequence ORDER BY sequence LIMIT @limit
            """,
            new { afterSequence, limit });
        var wanted = Math.Clamp(reading.Journal.Sequence - Math.Max(afterSequence, 0), 0, limit);
        for (var i = 0; i < Math.Max(wanted, rows.Count); i++)
        {
            if (i >= wanted || i >= rows.Count || rows[i].Sequence != Math.Max(afterSequence, 0) + 1 + i)
                throw new DamagedRowException($"entry {Math.Max(afterSequence, 0) + 1 + i} is not where it should be");
        }

        if (rows.Count == 0)
            return [];
        var span = new { first = rows[0].Sequence, last = rows[^1].Sequence };
        var blocks = new Dictionary<long, BlockRow>();
        foreach (var block in reading.All<BlockRow>($"SELECT {BlockRow.Columns} FROM block b WHERE b.sequence BETWEEN @first AND @last", span))
        {
            if (!blocks.TryAdd(block.Sequence, block))
                throw new DamagedRowException($"there are two blocks of entry {block.Sequence}");
        }

        var transitions = reading.All<TransitionRow>(
            $"""
            SELECT {TransitionRow.Columns} FROM transition t JOIN block b ON b.sequence = t.sequence
            WHERE t.sequence BETWEEN @first AND @last ORDER BY t.sequence, t.ordinal
            """,
            span).ToLookup(t => t.Sequence, t => t.ToTransition());
        return [.. rows.Select(row => row.ToStored(blocks.GetValueOrDefault(row.Sequence), [.. transitions[row.Sequence]]))];
    }

    public StoredBlock? Block(string hash)
    {
        using var reading = new Reading(file);
        return reading.First<BlockRow>(
            $"""
            SELECT {BlockRow.Columns} FROM block b WHERE b.hash = @hash
            ORDER BY b.orphaned_by IS NULL DESC, b.orphaned_by DESC, b.sequence DESC LIMIT 1
            """,
            new { hash })?.ToStored();
    }

    public IReadOnlyList<StoredBlock> Canonical(ulong from, ulong to)
    {
        using var reading = new Reading(file);
        StoredBlock[] blocks = [.. reading.All<BlockRow>(
            $"""
            SELECT {BlockRow.Columns} FROM block b
            WHERE b.orphaned_by IS NULL AND b.number BETWEEN @from AND @to ORDER BY b.number LIMIT @limit
            """,
            new { from = Clamp(from), to = Clamp(to), limit = IJournal.MaxBlocks }).Select(b => b.ToStored())];
        for (var i = 0; i < blocks.Length; i++)
        {
            var header = blocks[i].Block.Header;
            if (blocks[i].Orphaned || (i > 0 && (header.Number != blocks[i - 1].Block.Header.Number + 1 || header.ParentHash != blocks[i - 1].Block.Header.Hash)))
                throw new DamagedRowException($"block {header.Ref} does not follow the one below it");
        }

        if (blocks.Length is > 0 and < IJournal.MaxBlocks && blocks[^1].Block.Header.Number < Math.Min(to, (ulong)(reading.Head?.Number ?? 0)))
            throw new DamagedRowException($"block {blocks[^1].Block.Header.Number + 1} is not where it should be");
        return blocks;
    }

    public IReadOnlyList<BlockRef> Recent(int count)
    {
        using var reading = new Reading(file);
        var rows = reading.All<RecentRow>(
            """
            SELECT number AS Number, hash AS Hash, parent_hash AS ParentHash FROM block
            WHERE orphaned_by IS NULL ORDER BY number DESC LIMIT @count
            """,
            new { count });
        if (count > 0 && (rows.Count > 0 ? rows[0].Ref : null) != reading.Head?.Ref)
            throw new DamagedRowException($"the head's block {reading.Head?.Ref} is not where it should be");
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].Number + 1 != rows[i - 1].Number || rows[i].Hash != rows[i - 1].ParentHash)
                throw new DamagedRowException($"block {rows[i - 1].Number} does not follow the one below it");
        }

        rows.Reverse();
        return [.. rows.Select(row => row.Ref)];
    }

    /// <summary>The canonical head; null for none.</summary>
    public BlockRef? Head()
    {
        using var reading = new Reading(file);
        return reading.Head?.Ref;
    }

    public TransitionPage Transitions(TransitionQuery query)
    {
        using var reading = new Reading(file);
        var after = query.After ?? new TransitionCursor(long.MaxValue, 0);
        var rows = reading.All<TransitionRow>(
            $"""
            SELECT {TransitionRow.Columns} FROM transition t {(query is { QueueOnly: true, Cluster: null } ? "INDEXED BY transition_queue" : "")}
                JOIN block b ON b.sequence = t.sequence
            WHERE (t.sequence, t.ordinal) < (@sequence, @ordinal) {(query.Cluster is null ? "" : "AND t.cluster = @cluster")} {(query.QueueOnly ? OfQueue : "")}
            ORDER BY t.sequence DESC, t.ordinal DESC LIMIT @limit
            """,
            new { sequence = after.Sequence, ordinal = after.Ordinal, cluster = query.Cluster?.ToString(), limit = query.Limit + 1 });
        var more = rows.Count > query.Limit;
        if (more)
            rows.RemoveAt(query.Limit);
        return new TransitionPage([.. rows.Select(r => r.ToStored())], more ? rows[^1].Cursor : null);
    }

    public IReadOnlyList<StoredFact<T>> FactsOfKind<T>(FactTag kind, int limit)
        where T : Fact
    {
        using var reading = new Reading(file);
        var places = reading.All<RareFactRow>(
            """
            SELECT r.sequence AS Sequence, r.ordinal AS Ordinal
            FROM rare_fact r JOIN block b ON b.sequence = r.sequence
            WHERE r.kind = @kind AND b.orphaned_by IS NULL
            ORDER BY r.sequence DESC, r.ordinal DESC LIMIT @limit
            """,
            new { kind = (int)kind, limit });
        var facts = new List<StoredFact<T>>(places.Count);
        StoredBlock? block = null;
        foreach (var place in places)
        {
            block = block?.Sequence == place.Sequence ? block : BlockOf(reading, place.Sequence);
            if (place.Ordinal < 0 || place.Ordinal >= block.Facts.Count || block.Facts[(int)place.Ordinal] is not T fact)
                throw new DamagedRowException($"the index of rare facts names one that block {block.Block.Header.Ref} does not have");
            facts.Add(new StoredFact<T>(block.Block.Header.Ref, block.Block.Header.Timestamp, fact));
        }

        return facts;
    }

    private static StoredBlock BlockOf(Reading reading, long sequence) =>
        reading.First<BlockRow>($"SELECT {BlockRow.Columns} FROM block b WHERE b.sequence = @sequence", new { sequence })?.ToStored()
        ?? throw new DamagedRowException($"the block of entry {sequence} is missing");

    private static long Clamp(ulong number) => (long)Math.Min(number, long.MaxValue);

    private sealed class RecentRow
    {
        public long Number { get; init; }

        public required string Hash { get; init; }

        public required string ParentHash { get; init; }

        public BlockRef Ref => new((ulong)Number, Hash);
    }
}
