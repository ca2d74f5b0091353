using System.Globalization;
using Dapper;
using Isotherm.Domain;
using Isotherm.Storage.Encoding;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>Writes entries within one transaction, each checked against the canonical chain as it then stands.</summary>
/// <param name="connection">The writer.</param>
/// <param name="transaction">Open; the caller commits.</param>
/// <param name="committedAt">Unix milliseconds.</param>
/// <param name="head">The canonical head; null for none.</param>
internal sealed class EntryTables(SqliteConnection connection, SqliteTransaction transaction, long committedAt, HeadRow? head)
{
    /// <summary>The canonical head after what was added.</summary>
    public HeadRow? Head { get; private set; } = head;

    /// <exception cref="InvalidOperationException">The entry does not fit the chain.</exception>
    public void Add(long sequence, JournalEntry entry)
    {
        switch (entry)
        {
            case JournalEntry.BlockEntry block: Add(sequence, block); break;
            case JournalEntry.RewindEntry rewind: Add(sequence, rewind); break;
            case JournalEntry.ClockEntry clock: Add(sequence, EntryKind.Clock, null, clock.At.ToUnixTimeMilliseconds(), 0); break;
            default: throw new InvalidOperationException($"Entries of type {entry?.GetType().Name ?? "null"} are not known.");
        }
    }

    private void Add(long sequence, EntryKind kind, BlockRef? rewind, long? clockAt, int transitions)
    {
        var (number, hash) = ((long?)rewind?.Number, rewind?.Hash);
        connection.Execute(
            """
            INSERT INTO entry (sequence, kind, committed_at, rewind_number, rewind_hash, clock_at, checksum)
            VALUES (@sequence, @kind, @committedAt, @number, @hash, @clockAt, @checksum)
            """,
            new
            {
                sequence,
                kind = (int)kind,
                committedAt,
                number,
                hash,
                clockAt,
                checksum = EntryRow.ChecksumOf(sequence, kind, committedAt, number, hash, clockAt, transitions),
            },
            transaction);
    }

    private void Add(long sequence, JournalEntry.BlockEntry entry)
    {
        var header = entry.Block.Header;
        if (Head is not null && (header.Number != Head.Ref.Number + 1 || header.ParentHash != Head.Hash))
            throw new InvalidOperationException($"Block {header.Ref} with parent {header.ParentHash} does not extend the head {Head.Ref}.");
        Add(sequence, EntryKind.Block, null, null, entry.Transitions.Count);
        connection.Execute(
            """
            INSERT INTO block (sequence, number, hash, parent_hash, timestamp, base_fee, state_hash, token_price, native_price, facts, undo, checksum)
            VALUES (@Sequence, @Number, @Hash, @ParentHash, @Timestamp, @BaseFee, @StateHash, @TokenPrice, @NativePrice, @Facts, @Undo, @ActualChecksum)
            """,
            new BlockRow
            {
                Sequence = sequence,
                Number = checked((long)header.Number),
                Hash = header.Hash,
                ParentHash = header.ParentHash,
                Timestamp = header.Timestamp,
                BaseFee = header.BaseFee?.ToString(CultureInfo.InvariantCulture),
                StateHash = entry.StateHash,
                TokenPrice = FeedCodec.Encode(entry.Block.TokenPrice),
                NativePrice = FeedCodec.Encode(entry.Block.NativePrice),
                Facts = FactCodec.Encode(entry.Facts),
                Undo = entry.Undo.ToArray(),
            },
            transaction);
        Head = new HeadRow { Sequence = sequence, Number = (long)header.Number, Hash = header.Hash };
        AddTransitions(sequence, header, entry.Transitions);
        AddRareFacts(sequence, entry.Facts);
    }

    private void AddTransitions(long sequence, BlockHeader header, IReadOnlyList<Transition> transitions)
    {
        if (transitions.FirstOrDefault(t => t.Block != header.Number || t.Timestamp != header.Timestamp) is { } stray)
            throw new InvalidOperationException($"A transition of block {stray.Block} at {stray.Timestamp} came with block {header.Ref} at {header.Timestamp}.");
        if (transitions.Count == 0)
            return;
        using var insert = new PreparedWrite(
            connection,
            "INSERT INTO transition (sequence, ordinal, cluster, from_zone, to_zone, from_queue, to_queue, ratio, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        var sum = new RowChecksum();
        foreach (var (ordinal, t) in transitions.Index())
        {
            var row = new TransitionRow
            {
                Sequence = sequence,
                Ordinal = ordinal,
                Cluster = t.Cluster.ToString(),
                FromZone = (int?)t.FromZone,
                ToZone = (int)t.ToZone,
                FromQueue = (int)t.FromQueue,
                ToQueue = (int)t.ToQueue,
                Ratio = t.Ratio?.ToString(CultureInfo.InvariantCulture),
                Number = (long)header.Number,
                Hash = header.Hash,
                Timestamp = header.Timestamp,
            };
            insert.With(row.Sequence).With(row.Ordinal).With(row.Cluster).With(row.FromZone).With(row.ToZone).With(row.FromQueue).With(row.ToQueue)
                .With(row.Ratio).With(row.ChecksumBy(sum)).Run();
        }
    }

    private void AddRareFacts(long sequence, IReadOnlyList<Fact> facts) => connection.Execute(
        "INSERT INTO rare_fact (kind, sequence, ordinal) VALUES (@kind, @sequence, @ordinal)",
        facts.Select((fact, ordinal) => (Tag: RareFacts.TagOf(fact.GetType()), ordinal))
            .Where(f => f.Tag is not null)
            .Select(f => new { kind = (int)f.Tag!.Value, sequence, f.ordinal }),
        transaction);

    private void Add(long sequence, JournalEntry.RewindEntry entry)
    {
        var to = entry.To;
        if (!Recorded(to))
            throw new InvalidOperationException($"A rewind to {to} is not possible: neither a canonical block nor the parent of the first.");
        Add(sequence, EntryKind.Rewind, to, null, 0);
        connection.Execute(
            """
            UPDATE block SET orphaned_by = @sequence, checksum = (checksum | @share) - (checksum & @share) -- SQLite has no xor
            WHERE orphaned_by IS NULL AND number > @number
            """,
            new { sequence, number = (long)to.Number, share = RowChecksum.ShareOf(sequence) },
            transaction);
        Head = connection.QueryFirstOrDefault<HeadRow>(
            "SELECT sequence AS Sequence, number AS Number, hash AS Hash FROM block WHERE orphaned_by IS NULL AND number = @number",
            new { number = (long)to.Number },
            transaction);
        if (Head is { } head && head.Hash != to.Hash)
            throw new DamagedRowException($"the block of height {to.Number} changed while it was read");
    }

    private bool Recorded(BlockRef place) => connection.ExecuteScalar<bool>(
        """
        SELECT EXISTS (SELECT 1 FROM block WHERE orphaned_by IS NULL AND number = @number AND hash = @hash)
            OR EXISTS (SELECT 1 FROM (SELECT number, parent_hash FROM block WHERE orphaned_by IS NULL ORDER BY number LIMIT 1)
                       WHERE number = @number + 1 AND parent_hash = @hash)
        """,
        new { number = (long)place.Number, hash = place.Hash },
        transaction);
}
