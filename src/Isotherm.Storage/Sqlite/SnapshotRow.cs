namespace Isotherm.Storage.Sqlite;

/// <summary>A row of <c>snapshot</c>.</summary>
internal sealed class SnapshotRow
{
    public long Sequence { get; init; }

    public long BlockSequence { get; init; }

    public long BlockNumber { get; init; }

    public required byte[] State { get; init; }

    public long? Checksum { get; init; }

    /// <summary>The checksum of these columns.</summary>
    public long ActualChecksum => new RowChecksum().With(Sequence).With(BlockSequence).With(BlockNumber).With(State).Value;
}
