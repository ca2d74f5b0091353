using System.Numerics;

namespace Isotherm.Alerts.Messages;

/// <summary>One cluster as a message speaks of it (spec 6.8). What is unknown is null and is said to be unknown.</summary>
public sealed record AlertSubject
{
    /// <summary>On-chain id, decimal.</summary>
    public required string Cluster { get; init; }

    /// <summary>Printed name.</summary>
    public required string Name { get; init; }

    /// <summary>Operator's address.</summary>
    public required string Operator { get; init; }

    /// <summary>Printed name of the GPU class.</summary>
    public required string GpuClass { get; init; }

    /// <summary>Region; may be empty.</summary>
    public required string Region { get; init; }

    /// <summary>The network's zone, lower case.</summary>
    public required string Zone { get; init; }

    /// <summary>Displayed ratio × 10¹⁸, floor.</summary>
    public BigInteger? Ratio { get; init; }

    /// <summary>Settlement ratio × 10¹⁸, floor.</summary>
    public BigInteger? SettlementRatio { get; init; }

    /// <summary>Threshold that was crossed, basis points; null where the rule has none.</summary>
    public BigInteger? ThresholdBps { get; init; }

    /// <summary>The exact top-up, token base units, that leaves the queue; 0 when none is needed.</summary>
    public BigInteger? Shortfall { get; init; }

    /// <summary>Unix second of the grace deadline; null when not queued.</summary>
    public long? Deadline { get; init; }

    /// <summary>Queue state, lower case; <c>none</c> when not queued.</summary>
    public required string QueueState { get; init; }

    /// <summary>Why it moved, in words: what changed most since the reading before, or why the ratio is unknown.</summary>
    public required string Why { get; init; }

    /// <summary>The page's address of it, relative to the server's public address.</summary>
    public required string Path { get; init; }
}
