using System.Numerics;

namespace Isotherm.Domain;

/// <summary>What the contract itself weighs: assets against requirement, without gas. Says why where it can't be weighed.</summary>
/// <param name="Assets">Token base units.</param>
/// <param name="Requirement">Exact requirement; null when its own inputs are missing or out of range.</param>
/// <param name="Scale">Null unless the ratio is known.</param>
/// <param name="Reason">Why it can't be weighed.</param>
internal readonly record struct Settlement(BigInteger Assets, BigInteger? Requirement, RatioScale? Scale, UnknownReason Reason)
{
    private static readonly BigInteger AssetsLimit = BigInteger.One << 128;
    private static readonly BigInteger RequirementLimit = BigInteger.One << 64;
    private static readonly BigInteger SmallLimit = BigInteger.One << 32;

    /// <summary>Nothing is required; the other inputs do not matter.</summary>
    internal bool IsExempt => Requirement is { IsZero: true };

    /// <summary>Weighs assets and GPUs of one class.</summary>
    internal static Settlement Of(BigInteger assets, BigInteger gpus, ClassId classId, Market market)
    {
        var gpuClass = market.Classes.FirstOrDefault(c => c.Id == classId);
        if (gpus.IsZero || gpuClass is { Base.IsZero: true } or { DemandBps.IsZero: true })
            return new(assets, BigInteger.Zero, null, UnknownReason.None);
        if (gpuClass is not { Base: { } perGpu, DemandBps: { } demand })
            return new(assets, null, null, UnknownReason.RequirementMissing);
        if (!IsWithin(perGpu, RequirementLimit) || !IsWithin(gpus, SmallLimit) || !IsWithin(demand, SmallLimit))
            return new(assets, null, null, UnknownReason.RequirementOutOfRange);

        var requirement = gpus * perGpu * demand;
        if (!IsWithin(market.WarningBps, SmallLimit) || !IsWithin(market.CriticalBps, SmallLimit))
            return new(assets, requirement, null, UnknownReason.RequirementOutOfRange);
        if (!IsWithin(assets, AssetsLimit))
            return new(assets, requirement, null, UnknownReason.AssetsOutOfRange);
        return ScaleOf(market) is { } scale
            ? new(assets, requirement, scale, UnknownReason.None)
            : new(assets, requirement, null, UnknownReason.TokenPrice);
    }

    private static RatioScale? ScaleOf(Market market)
    {
        if (market.Rules.Requirement == RequirementUnit.Token)
            return RatioScale.OfToken;
        if (FeedVerdicts.OfToken(market) != FeedVerdict.Valid)
            return null;
        var price = market.TokenPrice!;
        return RatioScale.OfUsd(price.Value, price.Decimals, market.Rules.TokenDecimals);
    }

    private static bool IsWithin(BigInteger value, BigInteger limit) => value.Sign >= 0 && value < limit;
}
