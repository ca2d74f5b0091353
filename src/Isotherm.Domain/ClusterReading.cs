using System.Numerics;

namespace Isotherm.Domain;

/// <summary>Everything that follows from a cluster's terms and the market. Ratios are floors with 18 decimals (value × 10¹⁸), unclamped.</summary>
public sealed record ClusterReading
{
    /// <summary>The network's zone.</summary>
    public required Zone Zone { get; init; }

    /// <summary>Why the zone is unknown; <see cref="UnknownReason.None"/> otherwise.</summary>
    public UnknownReason UnknownReason { get; init; }

    /// <summary>Displayed ratio; null when unknown, exempt or liquidated, or red by settlement while gas is unknown. May be negative (printed "0").</summary>
    public BigInteger? Ratio { get; init; }

    /// <summary>Settlement ratio, as the contract's <c>ratioOf</c>; null when unknown, exempt or liquidated.</summary>
    public BigInteger? SettlementRatio { get; init; }

    /// <summary>An upper bound of the displayed ratio while only gas is unknown; else null.</summary>
    public BigInteger? RatioAtMost { get; init; }

    /// <summary>Gas cost in token base units; null when gas is modelled and unknown. 0 with <see cref="GasModel.None"/>.</summary>
    public BigInteger? GasCost { get; init; }

    /// <summary>Exact, undivided requirement (USD × 10⁻¹² or token wei × 10⁻⁴); null when its inputs are missing or out of range.</summary>
    public BigInteger? Requirement { get; init; }

    /// <summary><c>ceil(requirement ÷ price)</c> in token base units; null when unknown; 0 when exempt or liquidated.</summary>
    public BigInteger? RequiredTokens { get; init; }

    /// <summary><c>ceil(critical · requirement ÷ price)</c>, token base units; null as above.</summary>
    public BigInteger? Needed { get; init; }

    /// <summary><c>assets − needed</c>; null as above.</summary>
    public BigInteger? Headroom { get; init; }

    /// <summary><c>max(0, −headroom)</c>: the exact top-up that leaves the queue; null as above.</summary>
    public BigInteger? Shortfall { get; init; }

    /// <summary>Settlement ratio is below critical; false when unknown.</summary>
    public bool Flaggable { get; init; }

    /// <summary>Queue state at this block.</summary>
    public QueueState QueueState { get; init; }
}
