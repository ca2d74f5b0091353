using System.Numerics;

namespace Isotherm.Server.Wire;

/// <summary>One cluster on the heatmap, its terms and what follows from them. Amounts are token base units.</summary>
internal record ClusterBody
{
    /// <summary>On-chain id.</summary>
    public required string Id { get; init; }

    /// <summary>Printed name.</summary>
    public required string Name { get; init; }

    /// <summary>Region; may be empty.</summary>
    public required string Region { get; init; }

    /// <summary>Operator's address.</summary>
    public required string Operator { get; init; }

    /// <summary>Printed name of the class.</summary>
    public required string GpuClass { get; init; }

    /// <summary>Active nodes.</summary>
    public required int Nodes { get; init; }

    /// <summary>GPUs over active nodes.</summary>
    public required BigInteger Gpus { get; init; }

    /// <summary>Collateral over active nodes.</summary>
    public required string Collateral { get; init; }

    /// <summary>Accrued rewards over active nodes.</summary>
    public required string Rewards { get; init; }

    /// <summary>What settling the cluster costs now; null while a gas input is invalid.</summary>
    public string? GasCost { get; init; }

    /// <summary>Exact, undivided requirement in <c>inputs.requirementUnit</c>.</summary>
    public string? Requirement { get; init; }

    /// <summary>Requirement in tokens, rounded up.</summary>
    public string? RequiredTokens { get; init; }

    /// <summary>Displayed ratio, floor, 18 decimals; null when unknown, exempt or liquidated.</summary>
    public string? Ratio { get; init; }

    /// <summary>The same without gas: what the contract enforces.</summary>
    public string? SettlementRatio { get; init; }

    /// <summary>green, yellow, red, unknown, exempt or liquidated.</summary>
    public required string Zone { get; init; }

    /// <summary>The settlement ratio is below critical.</summary>
    public required bool Flaggable { get; init; }

    /// <summary>none, grace, due, blocked, recovered or liquidated.</summary>
    public required string QueueState { get; init; }

    /// <summary>End of the grace period, ISO-8601 UTC; null when never flagged or cured.</summary>
    public string? Deadline { get; init; }

    /// <summary>On-chain id of the class.</summary>
    public required string ClassId { get; init; }

    /// <summary>When it was flagged, ISO-8601 UTC; null as <see cref="Deadline"/>.</summary>
    public string? FlaggedAt { get; init; }

    /// <summary>The contract's own views disagree: the zone is unknown, and so is all that would follow from these terms.</summary>
    public required bool Disputed { get; init; }

    /// <summary>Why the zone is unknown: tokenPrice, gas, assetsOutOfRange, requirementOutOfRange, requirementMissing or disputed.</summary>
    public string? UnknownReason { get; init; }

    /// <summary>Upper bound of the displayed ratio while only gas is unknown.</summary>
    public string? RatioAtMost { get; init; }

    /// <summary>The last ratio that was known.</summary>
    public LastKnownBody? LastKnown { get; init; }
}
