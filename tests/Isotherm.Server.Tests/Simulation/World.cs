using System.Globalization;
using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Server.Tests.Simulation;

/// <summary>A made-up network: one class at $400 a GPU, a token at $0.20, so that a GPU asks for 2 000 tokens.</summary>
internal static class World
{
    public const long Genesis = 1_760_000_000;

    public const string Operator = "0x00000000000000000000000000000000000000aa";

    public static readonly BigInteger Token = BigInteger.Pow(10, 18);

    public static readonly FeedReading NativePrice = new(300_000_000_000, 8, Genesis, 1);

    public static NetworkRules Rules(string id = "demo") => new()
    {
        NetworkId = id,
        TokenSymbol = "GRID",
        TokenDecimals = 18,
        Requirement = RequirementUnit.Usd,
        Gas = GasModel.Modelled,
        SettlementGas = 120_000,
        MaxAgeSeconds = 60,
        RecoveryWindowSeconds = 20,
        InitialThresholds = new Thresholds(15_000, 12_000),
        BlockTimeSeconds = 2,
    };

    public static Fact[] Class(int id = 1, string name = "H100") =>
    [
        new Fact.ClassDefined(new ClassId(id), name),
        new Fact.RequirementSet(new ClassId(id), 40_000_000_000),
        new Fact.DemandSet(new ClassId(id), 10_000),
    ];

    /// <summary>A cluster with one node of 8 GPUs, which asks for 16 000 tokens.</summary>
    public static Fact[] Cluster(int id, int tokens, string? name = null, string region = "eu-central", int cls = 1) =>
    [
        new Fact.ClusterRegistered(
            new ClusterId(id), Operator, new ClassId(cls), name ?? string.Create(CultureInfo.InvariantCulture, $"eu-h100-{id:00}"), region),
        new Fact.NodeAdded(new NodeId(id * 10), new ClusterId(id), 8),
        new Fact.CollateralSet(new NodeId(id * 10), tokens * Token),
    ];

    /// <summary>Sets the collateral of the node that <see cref="Cluster"/> made.</summary>
    public static Fact Collateral(int cluster, BigInteger wei) => new Fact.CollateralSet(new NodeId(cluster * 10), wei);

    /// <summary>A class and a green, a yellow, a red cluster.</summary>
    public static Fact[] Three() => [.. Class(), .. Cluster(1, 32_000), .. Cluster(2, 21_000), .. Cluster(3, 17_000)];
}
