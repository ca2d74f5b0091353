using System.Numerics;
using CsCheck;

namespace Isotherm.Domain.Tests;

/// <summary>
/// One cluster's inputs, over the whole permitted widths, half of them set within a few base units of a threshold.
/// The ratio is defined here by rationals of dollars (or tokens), not by the scaled integers of the code under test.
/// </summary>
internal sealed record AnyCase(
    RequirementUnit Unit,
    int TokenDecimals,
    int PriceDecimals,
    BigInteger Assets,
    BigInteger Gas,
    BigInteger Gpus,
    BigInteger Base,
    BigInteger DemandBps,
    BigInteger Price,
    uint WarningBps,
    uint CriticalBps)
{
    private static readonly BigInteger AssetsLimit = BigInteger.One << 128;

    internal static Gen<AnyCase> Gen { get; } = CsCheck.Gen.Select(Terms(), Scales(), Edge(), Compose);

    internal BigInteger Requirement => Gpus * Base * DemandBps;

    /// <summary>What one unit of assets is worth in the requirement's currency.</summary>
    internal Fraction UnitWorth => Unit == RequirementUnit.Token
        ? new(1, 1)
        : new Fraction(Price, 1) * Fraction.PowerOfTen(-PriceDecimals - TokenDecimals);

    /// <summary>The requirement in dollars, or in token base units.</summary>
    internal Fraction Required => new Fraction(Gpus * Base, Unit == RequirementUnit.Token ? 1 : 100_000_000) * new Fraction(DemandBps, 10_000);

    internal NetworkRules Rules => Sample.Rules with
    {
        Requirement = Unit,
        TokenDecimals = TokenDecimals,
        TokenPriceDecimals = PriceDecimals,
    };

    internal Market Market => Sample.Market(Rules).WithClass(Base, DemandBps) with
    {
        TokenPrice = Sample.Feed(Price, PriceDecimals),
        WarningBps = WarningBps,
        CriticalBps = CriticalBps,
    };

    internal ClusterTerms Terms(BigInteger assets) => Sample.Cluster(assets) with { Gpus = Gpus };

    internal Fraction Ratio() => Ratio(Assets - Gas);

    internal Fraction Ratio(BigInteger assets) => new Fraction(assets, 1) * UnitWorth / Required;

    internal Zone Classify() => Zones.Classify(Assets, Gas, Requirement, Price, Rules, WarningBps, CriticalBps);

    internal static Gen<BigInteger> Upto(int bits, int least = 0) =>
        CsCheck.Gen.Select(CsCheck.Gen.Int[1, bits], CsCheck.Gen.ULong, CsCheck.Gen.ULong, (width, high, low) =>
            BigInteger.Max(least, (((BigInteger)high << 64) | low) & ((BigInteger.One << width) - 1)));

    private static Gen<(BigInteger Assets, BigInteger Gpus, BigInteger Base, BigInteger Demand, BigInteger Price)> Terms() =>
        CsCheck.Gen.Select(Upto(128), Upto(32, 1), Upto(64, 1), Upto(32, 1), Upto(96, 1));

    private static Gen<(bool InTokens, int TokenDecimals, int PriceDecimals, uint Warning, uint Critical)> Scales() =>
        CsCheck.Gen.Select(CsCheck.Gen.Bool, CsCheck.Gen.Int[0, 30], CsCheck.Gen.Int[0, 18], CsCheck.Gen.UInt[1, 40_000], CsCheck.Gen.UInt[1, 40_000]);

    private static Gen<(int Side, int Off, BigInteger Gas)> Edge() =>
        CsCheck.Gen.Select(CsCheck.Gen.Int[0, 3], CsCheck.Gen.Int[-2, 2], Upto(100));

    private static AnyCase Compose(
        (BigInteger Assets, BigInteger Gpus, BigInteger Base, BigInteger Demand, BigInteger Price) terms,
        (bool InTokens, int TokenDecimals, int PriceDecimals, uint Warning, uint Critical) scales,
        (int Side, int Off, BigInteger Gas) edge)
    {
        var any = new AnyCase(
            scales.InTokens ? RequirementUnit.Token : RequirementUnit.Usd,
            scales.TokenDecimals,
            scales.PriceDecimals,
            terms.Assets,
            edge.Gas,
            terms.Gpus,
            terms.Base,
            terms.Demand,
            terms.Price,
            Math.Max(scales.Warning, scales.Critical) + 1,
            Math.Min(scales.Warning, scales.Critical));
        if (edge.Side >= 2)
            return any;
        var threshold = new Fraction(edge.Side == 0 ? any.WarningBps : any.CriticalBps, 10_000);
        var onEdge = threshold * any.Required / any.UnitWorth;
        var assets = (onEdge.Numerator / onEdge.Denominator) + any.Gas + edge.Off;
        return assets.Sign >= 0 && assets < AssetsLimit ? any with { Assets = assets } : any;
    }
}
