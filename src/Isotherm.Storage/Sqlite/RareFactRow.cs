namespace Isotherm.Storage.Sqlite;

/// <summary>Where a rare fact stands.</summary>
internal sealed class RareFactRow
{
    public long Sequence { get; init; }

    public long Ordinal { get; init; }
}
