using Isotherm.Domain;
using Isotherm.Storage.Alerting;

namespace Isotherm.Storage.Sqlite;

/// <summary>The outbox of one journal's file.</summary>
internal sealed class SqliteOutbox : IOutboxStore
{
    private readonly SqliteJournal _journal;
    private readonly AlertReader _reader;
    private readonly TimeProvider _time;
    private readonly Lock _queueing = new();
    private List<(DeliveryAttempt Attempt, TaskCompletionSource Done)> _queue = [];

    public SqliteOutbox(SqliteJournal journal, AlertReader reader, TimeProvider time) => (_journal, _reader, _time) = (journal, reader, time);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<WaitingDelivery>> WaitingAsync(int limit, CancellationToken ct)
    {
        RequireLimit(limit);
        return await _journal.QueryAsync(() => _reader.Waiting(limit), ct);
    }

    /// <inheritdoc />
    public async ValueTask RecordAsync(DeliveryAttempt attempt, CancellationToken ct)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_queueing)
            _queue.Add((attempt, done));
        _ = Task.Run(RecordQueued, CancellationToken.None); // its end is told by done
        await done.Task.WaitAsync(ct);
    }

    /// <inheritdoc />
    public async ValueTask<bool> ReplayAsync(string owner, string delivery, CancellationToken ct) =>
        await Task.Run(() => _journal.Change((writer, identity) => writer.Replay(identity, owner, delivery, _time.GetUtcNow())), ct);

    /// <inheritdoc />
    public async ValueTask<bool> AnyDeliveredAsync(string messageId, CancellationToken ct) =>
        await _journal.QueryAsync(() => _reader.AnyDelivered(messageId), ct); // what is missed is sent once more

    /// <inheritdoc />
    public async ValueTask<OutboxPage<StoredDelivery>> DeliveriesAsync(OutboxQuery query, CancellationToken ct)
    {
        RequireLimit(query.Limit);
        return await _journal.QueryWholeAsync(() => _reader.Deliveries(query), ct);
    }

    /// <inheritdoc />
    public async ValueTask<OutboxPage<StoredMessage>> MessagesAsync(OutboxQuery query, CancellationToken ct)
    {
        RequireLimit(query.Limit);
        return await _journal.QueryWholeAsync(() => _reader.Messages(query), ct);
    }

    /// <inheritdoc />
    public async ValueTask<DateTimeOffset?> FirstDeliveredAsync(ClusterId cluster, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        await _journal.QueryWholeAsync(() => _reader.FirstDelivered(cluster, from, to), ct);

    /// <inheritdoc />
    public async ValueTask<int> PruneAsync(DateTimeOffset before, int limit, CancellationToken ct)
    {
        RequireLimit(limit);
        var old = await _journal.QueryAsync(() => _reader.Prunable(before, limit), ct);
        var pruned = 0;
        if (old.Count > 0)
            await Task.Run(() => _journal.Change((writer, identity) => (pruned = writer.Prune(identity, old)) > 0), ct);
        return pruned;
    }

    private static void RequireLimit(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, OutboxQuery.MaxLimit);
    }

    // Whoever gets the writer first records all that came until then in one commit; the others find nothing left.
    private void RecordQueued()
    {
        List<(DeliveryAttempt Attempt, TaskCompletionSource Done)> taken = [];
        try
        {
            _journal.Change((writer, identity) =>
            {
                lock (_queueing)
                    (taken, _queue) = (_queue, []);
                if (taken.Count > 0)
                    writer.Record(identity, [.. taken.Select(one => one.Attempt)]);
                return true;
            });
            taken.ForEach(static one => one.Done.TrySetResult());
        }
        catch (Exception fault)
        {
            if (taken.Count == 0)
            {
                lock (_queueing)
                    (taken, _queue) = (_queue, []); // the writer was not to be had at all
            }

            taken.ForEach(one => one.Done.TrySetException(fault));
        }
    }
}
