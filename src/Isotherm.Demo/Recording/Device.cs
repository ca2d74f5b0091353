using Isotherm.Domain;

namespace Isotherm.Demo.Recording;

/// <summary>A device of the simulated network: a cluster of one node, whose stake is all its own. Amounts in base units.</summary>
internal sealed class Device
{
    public required long Id { get; init; }

    public required ClassId Class { get; init; }

    public required string Name { get; init; }

    public required string Region { get; init; }

    public required string Owner { get; init; }

    public required int Processors { get; init; }

    public required Habit Habit { get; init; }

    /// <summary>Stake that its owner and a co-staker hold together.</summary>
    public long Collateral { get; set; }

    /// <summary>The co-staker's part of it.</summary>
    public long CoStake { get; set; }

    public long Rewards { get; set; }

    /// <summary>When it was flagged, unix seconds; null outside the queue.</summary>
    public long? FlaggedAt { get; set; }

    /// <summary>It has left, or was taken off.</summary>
    public bool IsGone { get; set; }

    public long Assets => Collateral + Rewards;

    public bool IsBelow(long requirement) => Assets < requirement;
}
