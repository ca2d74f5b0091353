using Dapper;
using Isotherm.Domain;
using Isotherm.Storage.Encoding;

namespace Isotherm.Storage.Sqlite;

/// <summary>The journal's queries. Each takes a pooled read-only connection and sees one committed state.</summary>
internal sealed class SqliteReader(SqliteFile file)
{
    public StoredSnapshot? LatestSnapshot(ulong? atOrBelowBlock)
    {
        using var connection = file.OpenReader();
        var row = connection.QueryFirstOrDefault<SnapshotRow>(
            """
            SELECT s.sequence AS Sequence, b.number AS Number, b.hash AS Hash, s.state AS State
            FROM snapshot s JOIN block b ON b.sequence = s.block_sequence
            WHERE s.block_number <= @number AND b.orphaned_by IS NULL
            ORDER BY s.block_number DESC, s.sequence DESC LIMIT 1
            """,
            new { number = Clamp(atOrBelowBlock ?? ulong.MaxValue) });
        return row is null ? null : new StoredSnapshot(row.Sequence, new BlockRef((ulong)row.Number, row.Hash), StateCompression.Decompress(row.State));
    }

    /// <summary>At most <paramref name="limit"/> entries after a sequence number.</summary>
    public IReadOnlyList<StoredEntry> Entries(long afterSequence, int limit)
    {
        using var connection = file.OpenReader();
        using var transaction = connection.BeginTransaction(deferred: true);
        var rows = connection.Query<EntryRow>(
            """
            SELECT sequence AS Sequence, kind AS Kind, committed_at AS CommittedAt,
                   rewind_number AS RewindNumber, rewind_hash AS RewindHash, clock_at AS ClockAt
            FROM entry WHERE sequence > @afterSequence ORDER BY sequence LIMIT @limit
            """,
            new { afterSequence, limit },
            transaction).AsList();
        if (rows.Count == 0)
            return [];
        var span = new { first = rows[0].Sequence, last = rows[^1].Sequence };
        var blocks = connection.Query<BlockRow>(
            $"SELECT {BlockRow.Columns} FROM block b WHERE b.sequence BETWEEN @first AND @last", span, transaction)
            .ToDictionary(b => b.Sequence);
        var transitions = connection.Query<TransitionRow>(
            $"""
            SELECT {TransitionRow.Columns} FROM transition t JOIN block b ON b.sequence = t.sequence
            WHERE t.sequence BETWEEN @first AND @last ORDER BY t.sequence, t.ordinal
            """,
            span,
            transaction).ToLookup(t => t.Sequence, t => t.ToTransition());
        return [.. rows.Select(row => row.ToStored(blocks.GetValueOrDefault(row.Sequence), [.. transitions[row.Sequence]]))];
    }

    public StoredBlock? Block(ulong number) => Canonical(number, number) is [var block] ? block : null;

    public StoredBlock? Block(string hash)
    {
        using var connection = file.OpenReader();
        return connection.QueryFirstOrDefault<BlockRow>(
            $"""
            SELECT {BlockRow.Columns} FROM block b WHERE b.hash = @hash
            ORDER BY b.orphaned_by IS NULL DESC, b.orphaned_by DESC, b.sequence DESC LIMIT 1
            """,
            new { hash })?.ToStored();
    }

    public IReadOnlyList<StoredBlock> Canonical(ulong from, ulong to)
    {
        using var connection = file.OpenReader();
        return [.. connection.Query<BlockRow>(
            $"""
            SELECT {BlockRow.Columns} FROM block b
            WHERE b.orphaned_by IS NULL AND b.number BETWEEN @from AND @to ORDER BY b.number LIMIT @limit
            """,
            new { from = Clamp(from), to = Clamp(to), limit = IJournal.MaxBlocks }).Select(b => b.ToStored())];
    }

    public IReadOnlyList<BlockRef> Recent(int count)
    {
        using var connection = file.OpenReader();
        return [.. connection.Query<HeadRow>(
            """
            SELECT sequence AS Sequence, number AS Number, hash AS Hash FROM block
            WHERE orphaned_by IS NULL ORDER BY number DESC LIMIT @count
            """,
            new { count }).Reverse().Select(b => b.Ref)];
    }

    public TransitionPage Transitions(TransitionQuery query)
    {
        using var connection = file.OpenReader();
        var after = query.After ?? new TransitionCursor(long.MaxValue, 0);
        var rows = connection.Query<TransitionRow>(
            $"""
            SELECT {TransitionRow.Columns} FROM transition t JOIN block b ON b.sequence = t.sequence
            WHERE (t.sequence, t.ordinal) < (@sequence, @ordinal) {(query.Cluster is null ? "" : "AND t.cluster = @cluster")}
            ORDER BY t.sequence DESC, t.ordinal DESC LIMIT @limit
            """,
            new { sequence = after.Sequence, ordinal = after.Ordinal, cluster = query.Cluster?.ToString(), limit = query.Limit + 1 }).AsList();
        var more = rows.Count > query.Limit;
        if (more)
            rows.RemoveAt(query.Limit);
        return new TransitionPage([.. rows.Select(r => r.ToStored())], more ? rows[^1].Cursor : null);
    }

    public IReadOnlyList<StoredFact<T>> FactsOfKind<T>(FactTag kind, int limit)
        where T : Fact
    {
        using var connection = file.OpenReader();
        return [.. connection.Query<RareFactRow>(
            """
            SELECT r.ordinal AS Ordinal, b.number AS Number, b.hash AS Hash, b.timestamp AS Timestamp, b.facts AS Facts
            FROM rare_fact r JOIN block b ON b.sequence = r.sequence
            WHERE r.kind = @kind AND b.orphaned_by IS NULL
            ORDER BY r.sequence DESC, r.ordinal DESC LIMIT @limit
            """,
            new { kind = (int)kind, limit },
            buffered: false).Select(r => r.ToStored<T>())];
    }

    private static long Clamp(ulong number) => (long)Math.Min(number, long.MaxValue);

    private sealed class SnapshotRow
    {
        public long Sequence { get; init; }

        public long Number { get; init; }

        public required string Hash { get; init; }

        public required byte[] State { get; init; }
    }
}
