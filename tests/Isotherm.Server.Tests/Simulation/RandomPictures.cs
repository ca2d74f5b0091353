using System.Numerics;
using Isotherm.Domain;
using Isotherm.Engine;

namespace Isotherm.Server.Tests.Simulation;

/// <summary>Made-up pictures of every kind of cluster: amounts of any magnitude, names of any script, disputes, queues, outages.</summary>
internal static class RandomPictures
{
    private static readonly string[] Names = ["eu-h100-01", "", "Zürich – ä", "東京-🚀", "a\"b\\c", new('x', 64)];

    private static readonly string[] Regions = ["eu-central", "us-east", "", "ap–süd"];

    /// <summary>The picture of a seed.</summary>
    /// <param name="seed">The same gives the same.</param>
    /// <param name="rows">How many clusters.</param>
    /// <param name="widest">Bits of the largest amounts and ids.</param>
    public static NetworkPicture Of(int seed, int rows, int widest)
    {
        var random = new Random(seed);
        var market = Market(random);
        var ids = new HashSet<BigInteger>();
        while (ids.Count < rows)
            ids.Add(Integer(random, Math.Max(widest, 16)));
        ClusterRow[] clusters = [.. ids.Select(id => Row(random, id, widest, market))];
        var zones = Array.ConvertAll(clusters, row => Ratio.Of(row.Terms, market).Zone);
        var counts = new ZoneCounts(
            zones.Count(z => z == Zone.Green),
            zones.Count(z => z == Zone.Yellow),
            zones.Count(z => z == Zone.Red),
            zones.Count(z => z == Zone.Unknown),
            zones.Count(z => z == Zone.Exempt),
            zones.Count(z => z == Zone.Liquidated),
            clusters.Count(row => row.QueueState is not (QueueState.None or QueueState.Liquidated)));
        var picture = new NetworkPicture { Market = market, Rows = clusters, Zones = zones, Counts = counts, StateHash = "" };
        return picture with { StateHash = StateHasher.Of(picture).ToString() };
    }

    private static Market Market(Random random) => new()
    {
        Rules = World.Rules(),
        Block = new BlockHeader((ulong)random.Next(1_000_000), $"0x{random.NextInt64():x16}{new string('7', 48)}", "", World.Genesis + 9, 20_000_000_000),
        TokenPrice = new FeedReading(20_000_000, 8, World.Genesis, 3),
        NativePrice = World.NativePrice,
        WarningBps = 15_000,
        CriticalBps = 12_000,
        GracePeriod = 60,
        Classes = [new GpuClass(new ClassId(1), "H100", 40_000_000_000, 10_000), new GpuClass(new ClassId(7), "A–100", 1, null)],
        Scheduled = [],
    };

    private static ClusterRow Row(Random random, BigInteger id, int widest, Market market)
    {
        var flagged = random.Next(3) == 0;
        var terms = new ClusterTerms
        {
            Id = new ClusterId(id),
            Name = Names[random.Next(Names.Length)],
            Region = Regions[random.Next(Regions.Length)],
            Operator = $"0x{random.Next(5):x40}",
            Class = new ClassId(random.Next(4) switch { 0 => 7, 1 => 99, _ => 1 }),
            Nodes = random.Next(40),
            Gpus = random.Next(4) == 0 ? 0 : Integer(random, 40),
            Collateral = Integer(random, widest),
            Rewards = Integer(random, widest),
            FlaggedAt = flagged ? World.Genesis + random.Next(100) : 0,
            Deadline = flagged ? World.Genesis + Integer(random, 60) : 0,
            IsQueued = flagged,
            IsLiquidated = flagged && random.Next(4) == 0,
            IsDisputed = random.Next(9) == 0,
            LastKnown = random.Next(3) == 0 ? new LastKnown(Integer(random, 90) - 1_000_000, (Zone)random.Next(3), (ulong)random.Next(999)) : null,
        };
        return new ClusterRow(terms, LiquidationQueue.StateOf(terms, market), []);
    }

    private static BigInteger Integer(Random random, int bits)
    {
        var value = BigInteger.Zero;
        for (var i = 0; i < bits; i += 30)
            value = (value << 30) | random.Next(1 << 30);
        return value & ((BigInteger.One << random.Next(1, bits + 1)) - 1);
    }
}
