using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Alerts.Rules;

/// <summary>A level that ratios are held against: one's own, or the network's as it stands at each block.</summary>
public abstract record RatioLevel
{
    private RatioLevel()
    {
    }

    /// <summary>The network's critical threshold.</summary>
    public static RatioLevel Critical { get; } = new OfNetwork(IsCritical: true);

    /// <summary>The network's warning threshold.</summary>
    public static RatioLevel Warning { get; } = new OfNetwork(IsCritical: false);

    /// <summary>The level at a block, in basis points.</summary>
    public BigInteger BpsAt(Market market) => this switch
    {
        Own own => own.Bps,
        OfNetwork { IsCritical: true } => market.CriticalBps,
        _ => market.WarningBps,
    };

    /// <summary>A level of the owner's.</summary>
    /// <param name="Bps">Basis points; 12 000 is 1.2.</param>
    public sealed record Own(uint Bps) : RatioLevel;

    /// <summary>One of the network's two.</summary>
    /// <param name="IsCritical">Critical, else warning.</param>
    public sealed record OfNetwork(bool IsCritical) : RatioLevel;
}
