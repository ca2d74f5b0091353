using System.Numerics;
using Isotherm.Domain;
using Isotherm.Engine.Kernels;

namespace Isotherm.Engine;

/// <summary>
/// What the zone kernel needs of a market, prepared once a block. A row is compared as
/// <c>assets · Price</c> against <c>gpus · class(θ) + nodes · Gas</c>, spec 1.4 with every shared factor multiplied out.
/// </summary>
internal sealed class ZoneInputs
{
    /// <summary>Assets are below this, so a node that costs more makes any cluster red: larger costs need not be told apart.</summary>
    private static readonly BigInteger GasCap = BigInteger.One << 128;

    private static readonly BigInteger BaseLimit = BigInteger.One << 64;

    private readonly Sources _sources;

    private ZoneInputs(Sources sources, ClassInputs[] classes)
    {
        _sources = sources;
        IsPriced = sources.IsPriced;
        IsGasKnown = sources.IsGasKnown;
        Price = Factor.Of(sources.Price);
        Gas = Factor.Of(sources.Gas);
        Classes = classes;
        Lanes = new(classes, IsPriced, IsGasKnown, Price.Approximate, Gas.Approximate);
    }

    /// <summary>False: the token price is needed and not valid, so no colour can be told.</summary>
    public readonly bool IsPriced;

    /// <summary>False: only red by settlement can be told.</summary>
    public readonly bool IsGasKnown;

    /// <summary>Multiplies assets: <c>price · 10^max(0, 16 − decimals)</c>, or 10⁸ for a token requirement.</summary>
    public readonly Factor Price;

    /// <summary>Multiplies nodes: the gas of one node times <see cref="Price"/>.</summary>
    public readonly Factor Gas;

    /// <summary>Per class, in the order of <see cref="Columns.Classes"/>.</summary>
    public readonly ClassInputs[] Classes;

    /// <summary>The same as the vector kernels read it.</summary>
    public readonly LaneTables Lanes;

    /// <summary>Prepares a market for the classes that the rows name.</summary>
    public static ZoneInputs Of(Market market, IReadOnlyList<ClassId> classes)
    {
        NetworkRules rules = market.Rules;
        bool inUsd = rules.Requirement == RequirementUnit.Usd;
        bool isPriced = !inUsd || FeedVerdicts.OfToken(market) == FeedVerdict.Valid;
        BigInteger? gasPerNode = GasCost.PerNode(market);

        int exponent = inUsd ? 16 - rules.TokenDecimals - (market.TokenPrice?.Decimals ?? 0) : 8;
        BigInteger price = isPriced
            ? (inUsd ? market.TokenPrice!.Value : BigInteger.One) * BigInteger.Pow(10, Math.Max(0, exponent))
            : BigInteger.Zero;
        BigInteger scale = BigInteger.Pow(10, Math.Max(0, -exponent));
        BigInteger gas = BigInteger.Min(gasPerNode ?? BigInteger.Zero, GasCap) * price;

        ClassInputs[] prepared = new ClassInputs[classes.Count];
        for (int i = 0; i < prepared.Length; i++)
            prepared[i] = Prepare(market, Find(market.Classes, classes[i]), scale);
        Sources sources = new(
            isPriced, gasPerNode is not null, price, scale, gas, market.WarningBps, market.CriticalBps, market.Classes, prepared.Length);
        return new(sources, prepared);
    }

    /// <summary>True when every row would get the same zone from both.</summary>
    public bool DecidesAs(ZoneInputs other) => _sources == other._sources;

    private static ClassInputs Prepare(Market market, GpuClass? gpuClass, BigInteger scale)
    {
        BigInteger? baseRequirement = gpuClass?.Base;
        BigInteger? demand = gpuClass?.DemandBps;
        if (baseRequirement?.IsZero == true || demand?.IsZero == true)
            return new(RowKind.Exempt, default, default);
        if (baseRequirement is not { } required || demand is not { } bps
            || required >= BaseLimit || bps > uint.MaxValue
            || market.WarningBps > uint.MaxValue || market.CriticalBps > uint.MaxValue)
            return new(RowKind.Unknown, default, default);
        BigInteger perGpu = required * bps * scale;
        return new(RowKind.Coloured, Factor.Of(market.WarningBps * perGpu), Factor.Of(market.CriticalBps * perGpu));
    }

    private static GpuClass? Find(IReadOnlyList<GpuClass> classes, ClassId id)
    {
        foreach (GpuClass gpuClass in classes)
        {
            if (gpuClass.Id == id)
                return gpuClass;
        }

        return null;
    }

    private readonly record struct Sources(
        bool IsPriced,
        bool IsGasKnown,
        BigInteger Price,
        BigInteger Scale,
        BigInteger Gas,
        BigInteger WarningBps,
        BigInteger CriticalBps,
        IReadOnlyList<GpuClass> Classes,
        int KnownClasses);
}
