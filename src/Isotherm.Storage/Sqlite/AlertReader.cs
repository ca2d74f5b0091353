using System.Globalization;
using Isotherm.Domain;
using Isotherm.Storage.Alerting;

namespace Isotherm.Storage.Sqlite;

/// <summary>The queries over alerts. As <see cref="SqliteReader"/>: one committed state each, held to checksums and to the journal's own row.</summary>
internal sealed class AlertReader(SqliteFile file)
{
    public IReadOnlyList<StoredEpisode> Episodes()
    {
        using var reading = new Reading(file);
        var rows = reading.All<EpisodeRow>("SELECT key AS Key, state AS State, sequence AS Sequence, checksum AS Checksum FROM episode ORDER BY key", new { });
        if (rows.Count != (reading.Journal.Episodes ?? 0))
            throw new DamagedRowException($"{reading.Journal.Episodes ?? 0} episodes were recorded, {rows.Count} are there");
        return [.. rows.Select(row => row.ToStored())];
    }

    /// <summary>What takes back the judgements after an entry, newest first.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> UndoAfter(BlockRef to)
    {
        using var reading = new Reading(file);
        var sequence = reading.First<long?>(
            "SELECT sequence FROM block WHERE orphaned_by IS NULL AND number = @number AND hash = @hash",
            new { number = (long)Math.Min(to.Number, long.MaxValue), hash = to.Hash });
        return
        [
            .. reading.All<AlertUndoRow>(
                "SELECT sequence AS Sequence, undo AS Undo, checksum AS Checksum FROM alert_undo WHERE sequence > @sequence ORDER BY sequence DESC",
                new { sequence = sequence ?? 0 }).Select(row => row.ToUndo()),
        ];
    }

    public IReadOnlyList<WaitingDelivery> Waiting(int limit)
    {
        using var reading = new Reading(file);
        var there = reading.First<long>("SELECT count(*) FROM delivery WHERE state = 0", new { });
        if (there != (reading.Journal.Waiting ?? 0))
            throw new DamagedRowException($"{reading.Journal.Waiting ?? 0} deliveries are waiting, {there} are there");
        var rows = there == 0
            ? []
            : reading.All<DeliveryRow>(
                $"""
                SELECT {DeliveryRow.Columns} FROM delivery d JOIN
                    (SELECT number, row_number() OVER (PARTITION BY channel ORDER BY number) AS place FROM delivery WHERE state = 0) w
                    ON w.number = d.number
                WHERE w.place <= @limit ORDER BY d.number
                """,
                new { limit });
        var messages = MessagesOf(reading, rows);
        return [.. rows.Select(row => row.Checked().ToWaiting(messages[row.Message]))];
    }

    public bool AnyDelivered(string messageId)
    {
        using var reading = new Reading(file);
        var taken = reading.First<DeliveryRow>(
            $"SELECT {DeliveryRow.Columns} FROM delivery d JOIN message m ON m.number = d.message WHERE m.id = @messageId AND d.state = 1", new { messageId });
        if (taken?.Checked() is not null)
            return true;
        var pruned = reading.First<FirstDeliveredRow>(
            "SELECT f.message AS Message, f.at AS At, f.checksum AS Checksum FROM first_delivered f JOIN message m ON m.number = f.message WHERE m.id = @messageId",
            new { messageId });
        return pruned?.Checked() is not null;
    }

    /// <summary>
    /// Deliveries whose whole message is over and was last touched before a time, the oldest first. Messages are numbered in the order
    /// of their times, so that the search ends with the first that is too young.
    /// </summary>
    public IReadOnlyList<long> Prunable(DateTimeOffset before, int limit)
    {
        using var reading = new Reading(file);
        return reading.All<long>(
            """
            SELECT d.number FROM delivery d
            WHERE d.number < coalesce(
                    (SELECT y.number FROM delivery y JOIN message m ON m.number = y.message WHERE m.created_at >= @before ORDER BY y.number LIMIT 1),
                    9223372036854775807)
                AND NOT EXISTS (SELECT 1 FROM delivery o WHERE o.message = d.message AND o.state = 0)
                AND NOT EXISTS (SELECT 1 FROM delivery o JOIN attempt a ON a.delivery = o.number WHERE o.message = d.message AND a.at >= @before)
            ORDER BY d.number LIMIT @limit
            """,
            new { before = before.ToUnixTimeMilliseconds(), limit });
    }

    public OutboxPage<StoredDelivery> Deliveries(OutboxQuery query)
    {
        using var reading = new Reading(file);
        var rows = reading.All<DeliveryRow>(
            $"""
            SELECT {DeliveryRow.Columns} FROM delivery d
            WHERE d.owner = @owner AND d.number < @before {(query.State is null ? "" : "AND d.state = @state")}
            ORDER BY d.number DESC LIMIT @limit
            """,
            new { owner = query.Owner, before = query.Before ?? long.MaxValue, state = (long?)query.State, limit = query.Limit + 1 });
        var next = Cut(rows, query.Limit) ? rows[^1].Number : (long?)null;
        var messages = MessagesOf(reading, rows);
        var attempts = reading.All<AttemptRow>(
            $"SELECT {AttemptRow.Columns} FROM attempt a WHERE a.delivery IN @numbers ORDER BY a.delivery, a.ordinal",
            new { numbers = rows.Select(row => row.Number) }).ToLookup(row => row.Delivery);
        return new OutboxPage<StoredDelivery>([.. rows.Select(row => Stored(row, messages[row.Message], attempts[row.Number]))], next);
    }

    public OutboxPage<StoredMessage> Messages(OutboxQuery query)
    {
        using var reading = new Reading(file);
        var rows = reading.All<MessageRow>(
            $"SELECT {MessageRow.Columns} FROM message m WHERE m.owner = @owner AND m.number < @before ORDER BY m.number DESC LIMIT @limit",
            new { owner = query.Owner, before = query.Before ?? long.MaxValue, limit = query.Limit + 1 });
        var next = Cut(rows, query.Limit) ? rows[^1].Number : (long?)null;
        return new OutboxPage<StoredMessage>([.. rows.Select(row => row.ToStored())], next);
    }

    public DateTimeOffset? FirstDelivered(ClusterId cluster, DateTimeOffset from, DateTimeOffset to)
    {
        using var reading = new Reading(file);
        var asked = new { cluster = cluster.Value.ToString(CultureInfo.InvariantCulture), from = from.ToUnixTimeMilliseconds(), to = to.ToUnixTimeMilliseconds() };
        var at = reading.First<long?>(
            """
            SELECT min(a.at) FROM message_cluster c JOIN message m ON m.number = c.message
                JOIN delivery d ON d.message = m.number JOIN attempt a ON a.delivery = d.number
            WHERE c.cluster = @cluster AND m.created_at >= @from AND a.outcome = 1 AND a.at <= @to
            """,
            asked);
        var pruned = reading.First<FirstDeliveredRow>(
            """
            SELECT f.message AS Message, f.at AS At, f.checksum AS Checksum FROM message_cluster c JOIN message m ON m.number = c.message
                JOIN first_delivered f ON f.message = m.number
            WHERE c.cluster = @cluster AND m.created_at >= @from AND f.at <= @to ORDER BY f.at LIMIT 1
            """,
            asked)?.Checked();
        var first = pruned is null ? at : Math.Min(pruned.At, at ?? long.MaxValue);
        return first is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
    }

    private static StoredDelivery Stored(DeliveryRow row, StoredMessage message, IEnumerable<AttemptRow> log)
    {
        DeliveryAttempt[] attempts = [.. log.Select(attempt => attempt.ToAttempt(row.Id))];
        if (attempts.Length != row.Checked().Attempts)
            throw new DamagedRowException($"delivery '{row.Id}' had {row.Attempts} attempts, {attempts.Length} are there");
        return row.ToStored(message, attempts);
    }

    private static Dictionary<long, StoredMessage> MessagesOf(Reading reading, List<DeliveryRow> deliveries)
    {
        var messages = new Dictionary<long, StoredMessage>();
        foreach (var row in reading.All<MessageRow>(
            $"SELECT {MessageRow.Columns} FROM message m WHERE m.number IN @numbers", new { numbers = deliveries.Select(row => row.Message).Distinct() }))
            messages[row.Number] = row.ToStored();
        if (deliveries.Find(row => !messages.ContainsKey(row.Message)) is { } alone)
            throw new DamagedRowException($"the message of delivery '{alone.Id}' is missing");
        return messages;
    }

    private static bool Cut<T>(List<T> rows, int limit)
    {
        if (rows.Count <= limit)
            return false;
        rows.RemoveAt(limit);
        return true;
    }
}
