using Isotherm.Storage.Alerting;

namespace Isotherm.Storage.Sqlite;

/// <summary>A row of <c>episode</c>.</summary>
internal sealed class EpisodeRow
{
    public required string Key { get; init; }

    public required byte[] State { get; init; }

    public long Sequence { get; init; }

    public long? Checksum { get; init; }

    /// <summary>The checksum of these columns.</summary>
    public long ActualChecksum => ChecksumBy(new RowChecksum());

    /// <summary>As above, by a sum that was begun for many rows.</summary>
    public long ChecksumBy(RowChecksum sum) => sum.Again().With(Key).With(State).With(Sequence).Value;

    /// <exception cref="DamagedRowException">It is not what was written.</exception>
    public StoredEpisode ToStored()
    {
        DamagedRowException.Check($"episode '{Key}'", Checksum, ActualChecksum);
        return new StoredEpisode(Key, State);
    }
}
