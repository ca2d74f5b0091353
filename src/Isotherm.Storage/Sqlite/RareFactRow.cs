using Isotherm.Domain;
using Isotherm.Storage.Encoding;

namespace Isotherm.Storage.Sqlite;

/// <summary>Where a rare fact stands, with its block's facts.</summary>
internal sealed class RareFactRow
{
    public long Ordinal { get; init; }

    public long Number { get; init; }

    public required string Hash { get; init; }

    public long Timestamp { get; init; }

    public required byte[] Facts { get; init; }

    public StoredFact<T> ToStored<T>()
        where T : Fact =>
        new(new BlockRef((ulong)Number, Hash), Timestamp, (T)FactCodec.Decode(Facts)[(int)Ordinal]);
}
