using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>
/// The whole network at the end of one block: immutable, shared by all readers. Rows that a block does not touch, and that
/// accrue nothing in it, are the same objects as in the picture before, so two pictures are compared by reference.
/// </summary>
public sealed record NetworkPicture
{
    /// <summary>Globals, with the block they hold for.</summary>
    public required Market Market { get; init; }

    /// <summary>Clusters in registration order (id order on networks that count up); never shrinks but by a rewind.</summary>
    public required IReadOnlyList<ClusterRow> Rows { get; init; }

    /// <summary>One zone per row.</summary>
    public required ReadOnlyMemory<Zone> Zones { get; init; }

    /// <summary>Clusters per zone.</summary>
    public required ZoneCounts Counts { get; init; }

    /// <summary>32 hex digits; see docs/protocol.md.</summary>
    public required string StateHash { get; init; }

    /// <summary>The block.</summary>
    public BlockRef Block => Market.Block.Ref;
}
