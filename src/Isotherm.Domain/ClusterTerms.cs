using System.Numerics;

namespace Isotherm.Domain;

/// <summary>A cluster's inputs at the end of a block, aggregated from its active nodes. Immutable; replaced when touched.</summary>
public sealed record ClusterTerms
{
    /// <summary>On-chain id.</summary>
    public required ClusterId Id { get; init; }

    /// <summary>Printed name, ≤ 64 bytes.</summary>
    public required string Name { get; init; }

    /// <summary>Region, ≤ 64 bytes; may be empty.</summary>
    public required string Region { get; init; }

    /// <summary>Operator's address.</summary>
    public required string Operator { get; init; }

    /// <summary>GPU class.</summary>
    public required ClassId Class { get; init; }

    /// <summary>Active nodes, those with 0 GPUs included (gas counts them).</summary>
    public int Nodes { get; init; }

    /// <summary>GPUs over active nodes.</summary>
    public BigInteger Gpus { get; init; }

    /// <summary>Collateral over active nodes, token base units.</summary>
    public BigInteger Collateral { get; init; }

    /// <summary>Accrued rewards over active nodes, token base units.</summary>
    public BigInteger Rewards { get; init; }

    /// <summary>Unix second of the flag; 0 when not queued. Kept after liquidation.</summary>
    public BigInteger FlaggedAt { get; init; }

    /// <summary>Unix second of the deadline; 0 when not queued. Kept after liquidation.</summary>
    public BigInteger Deadline { get; init; }

    /// <summary>Flagged and not cured.</summary>
    public bool IsQueued { get; init; }

    /// <summary>Liquidated: final.</summary>
    public bool IsLiquidated { get; init; }

    /// <summary>The contract's own views disagreed when last compared (spec 1.6): nothing that follows from these terms is stated.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>Set exactly while the zone is unknown and it was known before.</summary>
    public LastKnown? LastKnown { get; init; }

    /// <summary>Collateral plus rewards.</summary>
    public BigInteger Assets => Collateral + Rewards;
}
