using System.Numerics;

namespace Isotherm.Domain.Planning;

/// <summary>
/// One market, made ready to judge many clusters: <see cref="Ratio"/> says the same of each, and slowly. For planning, where a market
/// is weighed that no block has.
/// </summary>
public sealed class Weighing
{
    private static readonly BigInteger AssetsLimit = BigInteger.One << 128;
    private static readonly BigInteger SmallLimit = BigInteger.One << 32;

    private readonly Market _market;
    private readonly BigInteger? _gasPerNode;
    private readonly RatioScale? _scale;
    private readonly Dictionary<ClassId, BigInteger?> _perGpu;

    /// <summary>Works out what all clusters share.</summary>
    public Weighing(Market market)
    {
        _market = market;
        _gasPerNode = GasCost.PerNode(market);
        // Of one GPU with one base unit of assets: what is known of it is known of all, the class apart.
        _perGpu = market.Classes.ToDictionary(c => c.Id, c => Settlement.Of(BigInteger.Zero, BigInteger.One, c.Id, market).Requirement);
        _scale = market.Classes.Select(c => Settlement.Of(BigInteger.Zero, BigInteger.One, c.Id, market).Scale).FirstOrDefault(s => s is not null);
    }

    /// <summary>Whether the contract could flag a cluster: its settlement ratio is known and below critical.</summary>
    public bool Falls(ClusterTerms terms) =>
        Asked(terms) is { IsZero: false } requirement && _scale is { } scale
        && scale.Compare(terms.Assets, BigInteger.Zero, requirement, _market.CriticalBps) < 0;

    /// <summary>The zone of the displayed ratio.</summary>
    public Zone ZoneOf(ClusterTerms terms)
    {
        if (terms.IsDisputed)
            return Zone.Unknown;
        if (terms.IsLiquidated)
            return Zone.Liquidated;
        if (terms.Gpus.IsZero || (_perGpu.TryGetValue(terms.Class, out var perGpu) && perGpu is { IsZero: true }))
            return Zone.Exempt;
        if (Asked(terms) is not { } requirement || _scale is not { } scale)
            return Zone.Unknown;
        if (_gasPerNode is { } gas)
            return Zones.Classify(terms.Assets, gas * terms.Nodes, requirement, scale, _market.WarningBps, _market.CriticalBps);
        // Gas only lowers a ratio: what is red without it is red with it.
        return scale.Compare(terms.Assets, BigInteger.Zero, requirement, _market.CriticalBps) < 0 ? Zone.Red : Zone.Unknown;
    }

    /// <summary>The exact requirement of a cluster whose ratio is known, else null; 0 where nothing is required.</summary>
    public BigInteger? Asked(ClusterTerms terms)
    {
        if (terms.IsDisputed || terms.IsLiquidated || terms.Gpus >= SmallLimit || terms.Assets >= AssetsLimit)
            return null;
        return _perGpu.TryGetValue(terms.Class, out var perGpu) && perGpu is { } one ? terms.Gpus * one : null;
    }
}
