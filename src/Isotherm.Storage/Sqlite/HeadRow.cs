using Isotherm.Domain;

namespace Isotherm.Storage.Sqlite;

/// <summary>A block's place, as selected.</summary>
internal sealed class HeadRow
{
    public long Sequence { get; init; }

    public long Number { get; init; }

    public required string Hash { get; init; }

    public BlockRef Ref => new((ulong)Number, Hash);
}
