using System.Numerics;

namespace Isotherm.Domain.Tests;

/// <summary>A small network in whole numbers: an 18-decimals token at 2.00 USD (8 decimals), 1 GPU of 400 USD, thresholds 1.5 and 1.2.</summary>
internal static class Sample
{
    internal const long Now = 1_800_000_000;

    internal static readonly BigInteger Token = BigInteger.Pow(10, 18);
    internal static readonly ClassId Class = new(1);

    internal static readonly NetworkRules Rules = new()
    {
        NetworkId = "demo",
        TokenSymbol = "GRID",
        TokenDecimals = 18,
        Requirement = RequirementUnit.Usd,
        Gas = GasModel.None,
        SettlementGas = 120_000,
        MaxAgeSeconds = 60,
        RecoveryWindowSeconds = 20,
        InitialThresholds = new(15_000, 12_000),
        BlockTimeSeconds = 2,
    };

    internal static readonly NetworkRules GasRules = Rules with { Gas = GasModel.Modelled };

    internal static readonly NetworkRules TokenRules = Rules with { Requirement = RequirementUnit.Token };

    internal static FeedReading Feed(BigInteger value, int decimals = 8, long updatedAt = Now - 5) => new(value, decimals, updatedAt, 1);

    internal static Market Market(NetworkRules? rules = null) => new()
    {
        Rules = rules ?? Rules,
        Block = new(7, "0x07", "0x06", Now, 20_000_000_000),
        TokenPrice = Feed(200_000_000),
        NativePrice = Feed(300_000_000_000),
        WarningBps = 15_000,
        CriticalBps = 12_000,
        GracePeriod = 60,
        Classes = [new(Class, "H100", 40_000_000_000, 10_000)],
        Scheduled = [],
    };

    /// <summary>One node of one GPU: 200 tokens are exactly 1.0.</summary>
    internal static ClusterTerms Cluster(BigInteger assets) => new()
    {
        Id = new(1),
        Name = "eu-1",
        Region = "eu",
        Operator = "0x01",
        Class = Class,
        Nodes = 1,
        Gpus = 1,
        Collateral = assets,
    };

    internal static Market WithClass(this Market market, BigInteger? @base, BigInteger? demandBps) =>
        market with { Classes = [new(Class, "H100", @base, demandBps)] };

    internal static Market WithBaseFee(this Market market, BigInteger? baseFee) =>
        market with { Block = market.Block with { BaseFee = baseFee } };

    internal static Market At(this Market market, long timestamp) =>
        market with { Block = market.Block with { Timestamp = timestamp } };
}
