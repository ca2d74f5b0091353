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
internal sealed class EntryTables(SqliteConnection connection, SqliteTransaction transaction, long committedAt)
{
    /// <exception cref="InvalidOperationException">The entry does not fit the chain.</exception>
    public void Add(long sequence, JournalEntry entry)
    {
        switch (entry)
        {
            case JournalEntry.BlockEntry block: Add(sequence, block); break;
            case JournalEntry.RewindEntry rewind: Add(sequence, rewind); break;
            case JournalEntry.ClockEntry clock: Add(sequence, EntryKind.Clock, null, clock.At.ToUnixTimeMilliseconds()); break;
            default: throw new InvalidOperationException($"Entries of type {entry?.GetType().Name ?? "null"} are not known.");
        }
    }

    private void Add(long sequence, EntryKind kind, BlockRef? rewind, long? clockAt) => connection.Execute(
        """
        INSERT INTO entry (sequence, kind, committed_at, rewind_number, rewind_hash, clock_at)
        VALUES (@sequence, @kind, @committedAt, @number, @hash, @clockAt)
        """,
        new { sequence, kind = (int)kind, committedAt, number = (long?)rewind?.Number, hash = rewind?.Hash, clockAt },
        transaction);

    private void Add(long sequence, JournalEntry.BlockEntry entry)
    {
        var header = entry.Block.Header;
        var head = Head();
        if (head is not null && (header.Number != head.Ref.Number + 1 || header.ParentHash != head.Hash))
            throw new InvalidOperationException($"Block {header.Ref} with parent {header.ParentHash} does not extend the head {head.Ref}.");
        Add(sequence, EntryKind.Block, null, null);
        connection.Execute(
            """
            INSERT INTO block (sequence, number, hash, parent_hash, timestamp, base_fee, state_hash, token_price, native_price, facts, undo)
            VALUES (@sequence, @number, @hash, @parentHash, @timestamp, @baseFee, @stateHash, @tokenPrice, @nativePrice, @facts, @undo)
            """,
            new
            {
                sequence,
                number = checked((long)header.Number),
                hash = header.Hash,
                parentHash = header.ParentHash,
                timestamp = header.Timestamp,
                baseFee = header.BaseFee?.ToString(CultureInfo.InvariantCulture),
                stateHash = entry.StateHash,
                tokenPrice = FeedCodec.Encode(entry.Block.TokenPrice),
                nativePrice = FeedCodec.Encode(entry.Block.NativePrice),
                facts = FactCodec.Encode(entry.Facts),
                undo = entry.Undo.ToArray(),
            },
            transaction);
        AddTransitions(sequence, header, entry.Transitions);
        AddRareFacts(sequence, entry.Facts);
    }

    private void AddTransitions(long sequence, BlockHeader header, IReadOnlyList<Transition> transitions)
    {
        if (transitions.FirstOrDefault(t => t.Block != header.Number || t.Timestamp != header.Timestamp) is { } stray)
            throw new InvalidOperationException($"A transition of block {stray.Block} at {stray.Timestamp} came with block {header.Ref} at {header.Timestamp}.");
        connection.Execute(
            """
            INSERT INTO transition (sequence, ordinal, cluster, from_zone, to_zone, from_queue, to_queue, ratio)
            VALUES (@sequence, @ordinal, @cluster, @fromZone, @toZone, @fromQueue, @toQueue, @ratio)
            """,
            transitions.Select((t, ordinal) => new
            {
                sequence,
                ordinal,
                cluster = t.Cluster.ToString(),
                fromZone = (int?)t.FromZone,
                toZone = (int)t.ToZone,
                fromQueue = (int)t.FromQueue,
                toQueue = (int)t.ToQueue,
                ratio = t.Ratio?.ToString(CultureInfo.InvariantCulture),
            }),
            transaction);
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
        Add(sequence, EntryKind.Rewind, to, null);
        connection.Execute(
            "UPDATE block SET orphaned_by = @sequence WHERE orphaned_by IS NULL AND number > @number",
            new { sequence, number = (long)to.Number },
            transaction);
    }

    private HeadRow? Head() => connection.QueryFirstOrDefault<HeadRow>(
        "SELECT sequence AS Sequence, number AS Number, hash AS Hash FROM block WHERE orphaned_by IS NULL ORDER BY number DESC LIMIT 1",
        transaction: transaction);

    private bool Recorded(BlockRef place) => connection.ExecuteScalar<bool>(
        """
        SELECT EXISTS (SELECT 1 FROM block WHERE orphaned_by IS NULL AND number = @number AND hash = @hash)
            OR EXISTS (SELECT 1 FROM (SELECT number, parent_hash FROM block WHERE orphaned_by IS NULL ORDER BY number LIMIT 1)
                       WHERE number = @number + 1 AND parent_hash = @hash)
        """,
        new { number = (long)place.Number, hash = place.Hash },
        transaction);
}
