using System.Globalization;
using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine.Tests;

/// <summary>Small networks for tests that tell a story: USD requirement, 18 token decimals, price 0.20 USD, 400 USD a GPU.</summary>
internal static class Scenario
{
    public const long Start = 1_700_000_000;

    public static readonly ClassId H100 = new(1);

    /// <summary>What one GPU requires at the starting price: 2 000 tokens.</summary>
    public static readonly BigInteger OneGpu = 2_000 * BigInteger.Pow(10, 18);

    public static NetworkRules Rules(GasModel gas = GasModel.None, RequirementUnit unit = RequirementUnit.Usd) => new()
    {
        NetworkId = "test",
        TokenSymbol = "GRID",
        TokenDecimals = 18,
        Requirement = unit,
        Gas = gas,
        SettlementGas = 120_000,
        MaxAgeSeconds = 60,
        RecoveryWindowSeconds = 20,
        InitialThresholds = new(15_000, 12_000),
        BlockTimeSeconds = 2,
    };

    public static FeedReading TokenPrice(long at, long value = 20_000_000) => new(value, 8, at, 1);

    public static FeedReading NativePrice(long at) => new(300_000_000_000, 8, at, 1);

    public static string Hash(ulong number, ulong branch = 0) =>
        string.Create(CultureInfo.InvariantCulture, $"0x{branch:x32}{number:x32}");

    /// <summary>The block after the head, two seconds later, with fresh prices.</summary>
    public static Block After(NetworkPicture? head, ulong branch = 0, long seconds = 2)
    {
        ulong number = head is null ? 1 : head.Block.Number + 1;
        long time = head is null ? Start : head.Market.Block.Timestamp + seconds;
        BlockHeader header = new(number, Hash(number, branch), head?.Block.Hash ?? Hash(0), time, 20_000_000_000);
        return new(header, TokenPrice(time), NativePrice(time));
    }

    public static AppliedBlock Next(this NetworkState state, params Fact[] facts) => state.Apply(After(state.Picture), facts);

    /// <summary>One class and one cluster of one GPU whose settlement ratio is <paramref name="bps"/> basis points.</summary>
    public static NetworkState OneCluster(BigInteger bps, GasModel gas = GasModel.None)
    {
        NetworkState state = new(Rules(gas));
        state.Next(
        [
            new Fact.ClassDefined(H100, "H100"),
            new Fact.RequirementSet(H100, 40_000_000_000),
            new Fact.DemandSet(H100, 10_000),
            .. Cluster(1, 1, OneGpu * bps / 10_000),
        ]);
        return state;
    }

    public static Fact[] Cluster(int cluster, int node, BigInteger collateral) =>
    [
        new Fact.ClusterRegistered(new(cluster), "0x00000000000000000000000000000000000000aa", H100, $"c-{cluster}", "eu-central"),
        new Fact.NodeAdded(new(node), new(cluster), 1),
        new Fact.CollateralSet(new(node), collateral),
    ];

    public static ClusterRow Row(this NetworkState state, int position = 0) => state.Picture!.Rows[position];

    public static Zone Zone(this NetworkState state, int position = 0) => state.Picture!.Zones.Span[position];
}
