using Isotherm.Storage.Alerting;

namespace Isotherm.Storage.Sqlite;

/// <summary>A row of <c>attempt</c>, as selected by <see cref="Columns"/> from <c>a</c>.</summary>
internal sealed class AttemptRow
{
    public const string Columns =
        """
        a.delivery AS Delivery, a.ordinal AS Ordinal, a.at AS At, a.outcome AS Outcome, a.status AS Status,
        a.milliseconds AS Milliseconds, a.answer AS Answer, a.checksum AS Checksum
        """;

    public long Delivery { get; init; }

    public long Ordinal { get; init; }

    public long At { get; init; }

    public long Outcome { get; init; }

    public long? Status { get; init; }

    public long Milliseconds { get; init; }

    public required string Answer { get; init; }

    public long? Checksum { get; init; }

    /// <summary>The checksum of these columns.</summary>
    public long ActualChecksum => new RowChecksum()
        .With(Delivery).With(Ordinal).With(At).With(Outcome).With(Status).With(Milliseconds).With(Answer).Value;

    /// <exception cref="DamagedRowException">It is not what was written.</exception>
    public DeliveryAttempt ToAttempt(string delivery)
    {
        DamagedRowException.Check($"attempt {Ordinal} of delivery '{delivery}'", Checksum, ActualChecksum);
        return new DeliveryAttempt
        {
            Delivery = delivery,
            At = DateTimeOffset.FromUnixTimeMilliseconds(At),
            Outcome = (AttemptOutcome)Outcome,
            Status = (int?)Status,
            Milliseconds = (int)Milliseconds,
            Answer = Answer,
        };
    }
}
