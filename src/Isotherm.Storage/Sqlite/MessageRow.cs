using Isotherm.Storage.Alerting;

namespace Isotherm.Storage.Sqlite;

/// <summary>A row of <c>message</c>, as selected by <see cref="Columns"/> from <c>m</c>.</summary>
internal sealed class MessageRow
{
    public const string Columns =
        """
        m.number AS Number, m.sequence AS Sequence, m.id AS Id, m.alert_id AS AlertId, m.owner AS Owner, m.rule AS Rule,
        m.created_at AS CreatedAt, m.body AS Body, m.checksum AS Checksum
        """;

    public long Number { get; init; }

    public long Sequence { get; init; }

    public required string Id { get; init; }

    public required string AlertId { get; init; }

    public required string Owner { get; init; }

    public required string Rule { get; init; }

    public long CreatedAt { get; init; }

    public required byte[] Body { get; init; }

    public long? Checksum { get; init; }

    /// <summary>The checksum of these columns.</summary>
    public long ActualChecksum => new RowChecksum()
        .With(Number).With(Sequence).With(Id).With(AlertId).With(Owner).With(Rule).With(CreatedAt).With(Body).Value;

    /// <exception cref="DamagedRowException">It is not what was written.</exception>
    public StoredMessage ToStored()
    {
        DamagedRowException.Check($"message '{Id}'", Checksum, ActualChecksum);
        return new StoredMessage(Number, Sequence, Id, AlertId, Owner, Rule, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), Body);
    }
}
