using System.Collections.Concurrent;
using Isotherm.Alerts.Delivery;
using Isotherm.Storage;
using Isotherm.Storage.Alerting;

namespace Isotherm.Server.Alerting;

/// <summary>
/// The outboxes of all networks as one, so that a channel keeps its pace and its order whatever network speaks. A network whose
/// journal is not open yet has nothing to send.
/// </summary>
internal sealed class ServerOutbox(NetworkDirectory networks) : IOutbox
{
    // Which journal a delivery or message came from; forgotten when it is over.
    private readonly ConcurrentDictionary<string, IOutboxStore> _homes = new(StringComparer.Ordinal);

    private IEnumerable<IJournal> Journals => networks.All.Select(static network => network.View.Journal).OfType<IJournal>();

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<Waiting>> WaitingAsync(int limit, CancellationToken ct)
    {
        List<Waiting> all = [];
        var many = networks.All.Count;
        for (var place = 0; place < many; place++)
        {
            if (networks.All[place].View.Journal is not { } journal)
                continue;
            foreach (var row in await journal.Outbox.WaitingAsync(limit, ct))
            {
                _homes[row.Id] = journal.Outbox;
                all.Add(Of(row, (row.Number * many) + place)); // one number each, in each network's own order
            }
        }

        all.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        return all;
    }

    /// <inheritdoc />
    public async ValueTask RecordAsync(Attempt attempt, CancellationToken ct)
    {
        if (!_homes.TryGetValue(attempt.Delivery, out var home))
            return;
        await home.RecordAsync(
            new DeliveryAttempt
            {
                Delivery = attempt.Delivery,
                At = attempt.At,
                Outcome = (Storage.Alerting.AttemptOutcome)attempt.Outcome,
                RetryAt = attempt.RetryAt,
                Status = attempt.Status,
                Milliseconds = attempt.Milliseconds,
                Answer = attempt.Answer,
            },
            ct);
        if (attempt.Outcome != Isotherm.Alerts.Delivery.AttemptOutcome.Retry)
            _homes.TryRemove(attempt.Delivery, out _);
    }

    /// <inheritdoc />
    public async ValueTask<bool> AnyDeliveredAsync(string messageId, CancellationToken ct)
    {
        foreach (var journal in Journals)
        {
            if (await journal.Outbox.AnyDeliveredAsync(messageId, ct))
                return true;
        }

        return false;
    }

    /// <inheritdoc />
    public async ValueTask<bool> ReplayAsync(string owner, string delivery, CancellationToken ct)
    {
        foreach (var journal in Journals)
        {
            if (await journal.Outbox.ReplayAsync(owner, delivery, ct))
                return true;
        }

        return false;
    }

    private static Waiting Of(WaitingDelivery row, long number) => new(
        number,
        row.Id,
        row.MessageId,
        row.AlertId,
        row.Owner,
        row.Channel,
        row.Lane,
        row.CreatedAt,
        row.ExpiresAt,
        row.DueAt,
        row.Attempts,
        row.Body);
}
