using Isotherm.Domain;

namespace Isotherm.Cli.Keeping;

/// <summary>What became of a transaction of ours.</summary>
internal abstract record ErrandNews
{
    private ErrandNews()
    {
    }

    /// <summary>Mined, and it did what it was to do.</summary>
    public sealed record Done(Receipt Receipt, RollEntry? Cluster) : ErrandNews;

    /// <summary>The contract refused it, since somebody else had done the same before.</summary>
    public sealed record DoneByAnother(Receipt Receipt, RollEntry? Cluster) : ErrandNews;

    /// <summary>The contract refused it, and it is still to be done.</summary>
    public sealed record Reverted(Receipt Receipt) : ErrandNews;

    /// <summary>Its block was orphaned; it waits again.</summary>
    public sealed record Orphaned(BlockRef From) : ErrandNews;

    /// <summary>The node no longer knows it.</summary>
    public sealed record Lost(BlockRef? From) : ErrandNews;
}
