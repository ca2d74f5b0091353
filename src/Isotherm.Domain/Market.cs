using System.Numerics;

namespace Isotherm.Domain;

/// <summary>All that clusters share at the end of a block. Immutable.</summary>
public sealed record Market
{
    /// <summary>The network's fixed rules.</summary>
    public required NetworkRules Rules { get; init; }

    /// <summary>The block this holds for.</summary>
    public required BlockHeader Block { get; init; }

    /// <summary>The token feed's answer, or null.</summary>
    public FeedReading? TokenPrice { get; init; }

    /// <summary>The native feed's answer, or null.</summary>
    public FeedReading? NativePrice { get; init; }

    /// <summary>Thresholds in force, as basis points (may be out of range: then every ratio is unknown).</summary>
    public required BigInteger WarningBps { get; init; }

    /// <summary>See <see cref="WarningBps"/>.</summary>
    public required BigInteger CriticalBps { get; init; }

    /// <summary>Grace period for new flags, seconds.</summary>
    public BigInteger GracePeriod { get; init; }

    /// <summary>Unix second at which the contract last saw the price return; 0 before.</summary>
    public BigInteger FreshSince { get; init; }

    /// <summary>The index by which rewards accrue; null on networks where none do, and before the first fact about it.</summary>
    public AccrualIndex? Accrual { get; init; }

    /// <summary>Classes in id order.</summary>
    public required IReadOnlyList<GpuClass> Classes { get; init; }

    /// <summary>Announced changes in id order.</summary>
    public required IReadOnlyList<ScheduledChange> Scheduled { get; init; }
}
