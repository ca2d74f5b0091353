using Isotherm.Storage.Alerting;

namespace Isotherm.Storage.Sqlite;

/// <summary>A row of <c>delivery</c>, as selected by <see cref="Columns"/> from <c>d</c>.</summary>
internal sealed record DeliveryRow
{
    public const string Columns =
        """
        d.number AS Number, d.message AS Message, d.id AS Id, d.owner AS Owner, d.channel AS Channel, d.lane AS Lane,
        d.expires_at AS ExpiresAt, d.state AS State, d.due_at AS DueAt, d.attempts AS Attempts, d.checksum AS Checksum
        """;

    public long Number { get; init; }

    public long Message { get; init; }

    public required string Id { get; init; }

    public required string Owner { get; init; }

    public required string Channel { get; init; }

    public required string Lane { get; init; }

    public long? ExpiresAt { get; init; }

    public long State { get; init; }

    public long DueAt { get; init; }

    public long Attempts { get; init; }

    public long? Checksum { get; init; }

    /// <summary>The checksum of these columns.</summary>
    public long ActualChecksum => new RowChecksum()
        .With(Number).With(Message).With(Id).With(Owner).With(Channel).With(Lane).With(ExpiresAt).With(State).With(DueAt).With(Attempts).Value;

    public DeliveryState StateNow => (DeliveryState)State;

    /// <exception cref="DamagedRowException">It is not what was written.</exception>
    public DeliveryRow Checked()
    {
        DamagedRowException.Check($"delivery '{Id}'", Checksum, ActualChecksum);
        return this;
    }

    public WaitingDelivery ToWaiting(StoredMessage message) => new(
        Number,
        Id,
        message.Id,
        message.AlertId,
        Owner,
        Channel,
        Lane,
        message.CreatedAt,
        Time(ExpiresAt),
        DateTimeOffset.FromUnixTimeMilliseconds(DueAt),
        (int)Attempts,
        message.Body);

    public StoredDelivery ToStored(StoredMessage message, IReadOnlyList<DeliveryAttempt> attempts) =>
        new(Number, Id, Owner, Channel, StateNow, DateTimeOffset.FromUnixTimeMilliseconds(DueAt), Time(ExpiresAt), message, attempts);

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}
