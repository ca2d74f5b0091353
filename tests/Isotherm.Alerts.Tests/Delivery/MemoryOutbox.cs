using Isotherm.Alerts.Delivery;
using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Tests.Delivery;

/// <summary>An outbox in memory that keeps its contract, and fails when asked to. Bodies are indices into <see cref="Messages"/>.</summary>
internal sealed class MemoryOutbox : IOutbox
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, Waiting> _waiting = [];
    private readonly Dictionary<string, Waiting> _all = new(StringComparer.Ordinal);
    private readonly List<Attempt> _attempts = [];

    /// <summary>Records fail that many times.</summary>
    public int FailRecords { get; set; }

    /// <summary>Reads fail that many times.</summary>
    public int FailReads { get; set; }

    public List<AlertMessage> Messages { get; } = [];

    public IReadOnlyList<Attempt> Attempts
    {
        get
        {
            lock (_gate)
                return [.. _attempts];
        }
    }

    public int Left
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    public AlertMessage Read(ReadOnlyMemory<byte> body)
    {
        lock (_gate)
            return Messages[BitConverter.ToInt32(body.Span)] ?? throw new FormatException("It cannot be read.");
    }

    public Waiting Add(AlertMessage message, string channel, string lane, DateTimeOffset now, DateTimeOffset? due = null, DateTimeOffset? expires = null)
    {
        lock (_gate)
        {
            Messages.Add(message);
            var body = BitConverter.GetBytes(Messages.Count - 1);
            var row = new Waiting(_all.Count + 1, $"{message.Id}:{channel}", message.Id, message.AlertId, message.Owner, channel, lane, now, expires, due ?? now, 0, body);
            _waiting.Add(row.Number, row);
            _all.Add(row.Id, row);
            return row;
        }
    }

    public ValueTask<IReadOnlyList<Waiting>> WaitingAsync(int limit, CancellationToken ct)
    {
        lock (_gate)
        {
            if (FailReads-- > 0)
                throw new IOException("The disk is gone for a moment.");
            return ValueTask.FromResult<IReadOnlyList<Waiting>>([.. _waiting.Values.GroupBy(w => w.Channel).SelectMany(g => g.Take(limit)).OrderBy(w => w.Number)]);
        }
    }

    public ValueTask RecordAsync(Attempt attempt, CancellationToken ct)
    {
        lock (_gate)
        {
            if (FailRecords-- > 0)
                throw new IOException("The disk is full for a moment.");
            var row = _all[attempt.Delivery];
            if (!_waiting.TryGetValue(row.Number, out var waiting))
                return ValueTask.CompletedTask;
            _attempts.Add(attempt);
            if (attempt.Outcome == AttemptOutcome.Retry)
                _waiting[row.Number] = waiting with { DueAt = attempt.RetryAt!.Value, Attempts = waiting.Attempts + 1 };
            else
                _waiting.Remove(row.Number);
            return ValueTask.CompletedTask;
        }
    }

    public ValueTask<bool> AnyDeliveredAsync(string messageId, CancellationToken ct)
    {
        lock (_gate)
            return ValueTask.FromResult(_attempts.Any(a => a.Outcome == AttemptOutcome.Delivered && _all[a.Delivery].MessageId == messageId));
    }

    public ValueTask<bool> ReplayAsync(string owner, string delivery, CancellationToken ct)
    {
        lock (_gate)
        {
            if (!_all.TryGetValue(delivery, out var row) || row.Owner != owner)
                return ValueTask.FromResult(false);
            _waiting[row.Number] = row with { ExpiresAt = null, Attempts = 0 };
            return ValueTask.FromResult(true);
        }
    }
}
