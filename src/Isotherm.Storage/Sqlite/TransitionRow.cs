using System.Globalization;
using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Storage.Sqlite;

/// <summary>A row of <c>transition</c> with its block's place, as selected by <see cref="Columns"/> from <c>t</c> joined with <c>b</c>.</summary>
internal sealed class TransitionRow
{
    public const string Columns =
        """
        t.sequence AS Sequence, t.ordinal AS Ordinal, t.cluster AS Cluster, t.from_zone AS FromZone, t.to_zone AS ToZone,
        t.from_queue AS FromQueue, t.to_queue AS ToQueue, t.ratio AS Ratio,
        b.number AS Number, b.hash AS Hash, b.timestamp AS Timestamp, b.orphaned_by AS OrphanedBy
        """;

    public long Sequence { get; init; }

    public long Ordinal { get; init; }

    public required string Cluster { get; init; }

    public long? FromZone { get; init; }

    public long ToZone { get; init; }

    public long FromQueue { get; init; }

    public long ToQueue { get; init; }

    public string? Ratio { get; init; }

    public long Number { get; init; }

    public required string Hash { get; init; }

    public long Timestamp { get; init; }

    public long? OrphanedBy { get; init; }

    public TransitionCursor Cursor => new(Sequence, (int)Ordinal);

    public Transition ToTransition() => new(
        new ClusterId(BigInteger.Parse(Cluster, CultureInfo.InvariantCulture)),
        (ulong)Number,
        Timestamp,
        (Zone?)FromZone,
        (Zone)ToZone,
        (QueueState)FromQueue,
        (QueueState)ToQueue,
        Ratio is null ? null : BigInteger.Parse(Ratio, CultureInfo.InvariantCulture));

    public StoredTransition ToStored() => new(Sequence, Hash, ToTransition(), OrphanedBy is not null);
}
