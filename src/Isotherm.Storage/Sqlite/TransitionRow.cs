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
        t.from_queue AS FromQueue, t.to_queue AS ToQueue, t.ratio AS Ratio, t.checksum AS Checksum,
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

    public long? Checksum { get; init; }

    /// <summary>The checksum of these columns, but for what a rewind changes.</summary>
    public long ActualChecksum => ChecksumBy(new RowChecksum());

    /// <summary>As above, by a sum that was begun for many rows.</summary>
    public long ChecksumBy(RowChecksum sum) => sum.Again()
        .With(Sequence).With(Ordinal).With(Cluster).With(FromZone).With(ToZone).With(FromQueue).With(ToQueue).With(Ratio)
        .With(Number).With(Hash).With(Timestamp).Value;

    public TransitionCursor Cursor => new(Sequence, (int)Ordinal);

    /// <exception cref="DamagedRowException">It is not what was written.</exception>
    public Transition ToTransition()
    {
        DamagedRowException.Check($"transition {Ordinal} of entry {Sequence}", Checksum, ActualChecksum);
        return Decoded();
    }

    public StoredTransition ToStored() => new(Sequence, Hash, ToTransition(), OrphanedBy is not null);

    private Transition Decoded() => new(
        new ClusterId(BigInteger.Parse(Cluster, CultureInfo.InvariantCulture)),
        (ulong)Number,
        Timestamp,
        (Zone?)FromZone,
        (Zone)ToZone,
        (QueueState)FromQueue,
        (QueueState)ToQueue,
        Ratio is null ? null : BigInteger.Parse(Ratio, CultureInfo.InvariantCulture));
}
