using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Proofs.Zones;

/// <summary>A market drawn to be hard on the zone filter, with the terms of spec 1.4 worked out again from its text.</summary>
internal sealed class ZoneMarket
{
    private const long Now = 1_700_000_000;

    private ZoneMarket(Market market)
    {
        Market = market;
        NetworkRules rules = market.Rules;
        bool isUsd = rules.Requirement == RequirementUnit.Usd;
        int power = isUsd ? 16 - rules.TokenDecimals - market.TokenPrice!.Decimals : 8;
        BigInteger price = isUsd ? market.TokenPrice!.Value : 1;
        PriceTimesK = price * Ten(Math.Max(power, 0));
        OtherSide = Ten(Math.Max(-power, 0));
        bool isFresh = market.TokenPrice!.UpdatedAt == Now;
        IsPriced = isFresh || !isUsd;
        GasPerNode = rules.Gas == GasModel.None ? 0 : isFresh && market.Block.BaseFee is { } fee ? Gas(market, fee) : null;
    }

    public Market Market { get; }

    /// <summary><c>price · K</c>, K's negative power moved to <see cref="OtherSide"/>.</summary>
    public BigInteger PriceTimesK { get; }

    public BigInteger OtherSide { get; }

    /// <summary>False: the requirement is in USD and the token price is stale.</summary>
    public bool IsPriced { get; }

    /// <summary>Token base units; null when the base fee is missing or the token price stale.</summary>
    public BigInteger? GasPerNode { get; }

    public static ZoneMarket Draw(Draws draws, int classCount)
    {
        BigInteger warning = draws.OneIn(6) ? draws.Positive(32) : 10_000 + draws.Below(10_000);
        BigInteger critical = draws.Below(8) switch { 0 => draws.Positive(32), 1 => 1, 2 => warning, _ => BigInteger.Max(1, warning - 1 - draws.Below(5_000)) };
        GpuClass[] classes = new GpuClass[classCount];
        for (int i = 0; i < classes.Length; i++)
            classes[i] = new(new(i), $"{i}", draws.OneIn(3) ? draws.Positive(64) : draws.Positive(40), draws.OneIn(3) ? draws.Positive(32) : 10_000);
        return new(new()
        {
            Rules = DrawRules(draws),
            Block = new(1, "0x", "0x", Now, draws.Below(8) switch { 0 => null, 1 => BigInteger.Zero, 2 => draws.Positive(200), _ => draws.Positive(40) }),
            TokenPrice = new(draws.OneIn(3) ? draws.Positive(96) : draws.Positive(40), draws.Below(19), draws.OneIn(32) ? Now - 61 : Now, 1),
            NativePrice = new(draws.Positive(60), draws.Below(19), Now, 1),
            WarningBps = warning,
            CriticalBps = critical,
            Classes = classes,
            Scheduled = [],
        });
    }

    private static NetworkRules DrawRules(Draws draws) => new()
    {
        NetworkId = "proof",
        TokenSymbol = "T",
        TokenDecimals = draws.Below(19),
        Requirement = draws.OneIn(4) ? RequirementUnit.Token : RequirementUnit.Usd,
        Gas = draws.OneIn(3) ? GasModel.None : GasModel.Modelled,
        SettlementGas = draws.OneIn(8) ? BigInteger.Zero : draws.Positive(24),
        MaxAgeSeconds = 60,
        RecoveryWindowSeconds = 20,
        InitialThresholds = new(15_000, 12_000),
        BlockTimeSeconds = 2,
    };

    private static BigInteger Gas(Market market, BigInteger baseFee)
    {
        BigInteger cost = market.Rules.SettlementGas * baseFee * market.NativePrice!.Value
            * Ten(market.TokenPrice!.Decimals + market.Rules.TokenDecimals);
        BigInteger unit = market.TokenPrice.Value * Ten(market.NativePrice.Decimals + market.Rules.NativeDecimals);
        return (cost + unit - 1) / unit;
    }

    private static BigInteger Ten(int power) => BigInteger.Pow(10, power);
}
