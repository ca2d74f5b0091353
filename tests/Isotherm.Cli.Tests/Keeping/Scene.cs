using System.Numerics;
using Isotherm.Cli.Keeping;
using Isotherm.Domain;

namespace Isotherm.Cli.Tests.Keeping;

/// <summary>What a keeper sees, one thing changed at a time: critical at 1.2, prices valid for 60 s, a recovery window of 20 s.</summary>
internal static class Scene
{
    public const long Now = 1_750_000_000;

    public static readonly IReadOnlySet<ActKind> Everything = Enum.GetValues<ActKind>().ToHashSet();

    private static readonly BigInteger One = BigInteger.Pow(10, 18);

    public static NetworkRules Rules(RequirementUnit unit = RequirementUnit.Usd) => new()
    {
        NetworkId = "scene",
        TokenSymbol = "GRID",
        TokenDecimals = 18,
        Requirement = unit,
        Gas = GasModel.None,
        MaxAgeSeconds = 60,
        RecoveryWindowSeconds = 20,
        InitialThresholds = new Thresholds(15_000, 12_000),
        BlockTimeSeconds = 2,
    };

    /// <summary>A view of these standings with a price so many seconds old.</summary>
    public static KeeperView Of(params Standing[] standings) => new(At(0), Rules(), 12_000, 0, null, standings, Everything, new HashSet<Deed>());

    /// <summary>The head with a price of this age, seconds.</summary>
    public static Block At(long priceAge) => new(new BlockHeader(100, Hash(100), Hash(99), Now, 1), new FeedReading(100_000_000, 8, Now - priceAge, 1), null);

    public static Standing Cluster(int id, QueueState? state, BigInteger? ratio = null, long deadline = 0) =>
        new(new ClusterId(id), $"c-{id}", state, ratio, deadline == 0 ? null : Now + deadline);

    /// <summary>A ratio in units of its last decimal above a number of basis points.</summary>
    public static BigInteger Ratio(int bps, int above = 0) => (bps * One / 10_000) + above;

    public static string Hash(ulong number) => "0x" + number.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);

    public static ChainStep.Extend Step(ulong number, params Fact[] facts) =>
        new(new Block(new BlockHeader(number, Hash(number), Hash(number - 1), Now + (long)number, 1), null, null), facts, true);

    public static Fact.ClusterRegistered Register(int id) => new(new ClusterId(id), "0x01", new ClassId(1), $"c-{id}", "eu");
}
