using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Isotherm.Domain.Planning;
using Isotherm.Testing;

namespace Isotherm.Domain.Tests.Planning;

/// <summary>tests/fixtures/planning.json: what the page says of stresses and ladders (written by web/tests/desk/vectors.test.ts).</summary>
public sealed class PlanningVectors
{
    private static readonly IReadOnlyList<JsonNode> Cases =
        [.. JsonNode.Parse(File.ReadAllText(RepositoryRoot.Combine("tests", "fixtures", "planning.json")))!.AsArray().Select(static one => one!)];

    [Fact]
    public void The_server_runs_a_cascade_as_the_page_does()
    {
        Assert.All(Cases, static one =>
        {
            var (market, clusters) = Read(one);
            var cascade = Cascade.Of(clusters, market, StressOf(one["stress"]!));
            Assert.Equal(FallOf(one["already"]!), cascade.Already);
            Assert.Equal(FallOf(one["fell"]!), cascade.Fell);
            Assert.Equal(
                one["rounds"]!.AsArray().Select((round, i) => new CascadeRound(i + 1, Whole(round!["price"]), Whole(round["priceAfter"]), FallOf(round))),
                cascade.Rounds);
            if ((bool)one["market"]!["tokenPrice"]!["valid"]!)
                Assert.Equal(Whole(one["endPrice"]), cascade.Market.TokenPrice!.Value);
        });
        Assert.Contains(Cases, static one => one["rounds"]!.AsArray().Count > 2);
    }

    [Fact]
    public void The_server_counts_zones_before_and_after_as_the_page_does() => Assert.All(Cases, static one =>
    {
        var (market, clusters) = Read(one);
        var cascade = Cascade.Of(clusters, market, StressOf(one["stress"]!));
        Assert.Equal(CountsOf(one["before"]!), Counts(clusters, market));
        Assert.Equal(CountsOf(one["after"]!), Counts(clusters, cascade.Market));
    });

    [Fact]
    public void The_server_climbs_the_ladder_as_the_page_does() => Assert.All(Cases, static one =>
    {
        var (market, clusters) = Read(one);
        var expected = one["ladder"]!;
        Assert.Equal(expected is JsonObject, Ladder.IsKnown(market));
        if (expected is not JsonObject)
            return;
        var ladder = Ladder.Of(clusters, market);
        Assert.Equal((string)expected["by"]!, ladder.ByPrice ? "price" : "requirement");
        Assert.Equal(FallOf(expected["already"]!), ladder.Already);
        Assert.Equal(
            expected["steps"]!.AsArray().Select(static step => (string)step!),
            ladder.Steps.Select(static step =>
                string.Create(CultureInfo.InvariantCulture, $"{step.Change} {step.Price} {step.Fell.Clusters} {step.Fell.Seized}")));
        Assert.Equal(ladder.Steps[^1].Fell, ladder.Steps.Aggregate(default(Fall), static (sum, step) => sum + step.Newly));
    });

    private static (Market Market, List<ClusterTerms> Clusters) Read(JsonNode one)
    {
        var wire = one["market"]!;
        var price = wire["tokenPrice"]!;
        var native = wire["nativePrice"]!;
        var valid = (bool)price["valid"]!;
        var market = Sample.Market(Sample.Rules with
        {
            Requirement = (bool)wire["priced"]! ? RequirementUnit.Usd : RequirementUnit.Token,
            Gas = (bool)wire["gasModelled"]! ? GasModel.Modelled : GasModel.None,
            TokenDecimals = (int)wire["tokenDecimals"]!,
            NativeDecimals = (int)wire["nativeDecimals"]!,
            TokenPriceDecimals = (int)price["decimals"]!,
            SettlementGas = Whole(wire["settlementGas"])!.Value,
        });
        market = market with
        {
            Block = market.Block with { BaseFee = Whole(wire["baseFee"]) },
            TokenPrice = Sample.Feed(Whole(price["value"])!.Value, (int)price["decimals"]!, valid ? Sample.Now - 5 : 1),
            NativePrice = Sample.Feed(Whole(native["value"])!.Value, (int)native["decimals"]!),
            WarningBps = (int)wire["warningBps"]!,
            CriticalBps = (int)wire["criticalBps"]!,
            Classes = [.. wire["classes"]!.AsArray().Select(static c => new GpuClass(new(Whole(c!["id"])!.Value), "", Whole(c["base"]), Whole(c["demandBps"])))],
        };
        return (market, [.. one["clusters"]!.AsArray().Select(static (row, i) => ClusterOf(((string)row!).Split(' '), i))]);
    }

    private static ClusterTerms ClusterOf(string[] row, int i) => Sample.Cluster(0) with
    {
        Id = new(i + 1),
        Class = new(BigInteger.Parse(row[0], CultureInfo.InvariantCulture)),
        Gpus = BigInteger.Parse(row[1], CultureInfo.InvariantCulture),
        Nodes = int.Parse(row[2], CultureInfo.InvariantCulture),
        Collateral = BigInteger.Parse(row[3], CultureInfo.InvariantCulture),
        Rewards = BigInteger.Parse(row[4], CultureInfo.InvariantCulture),
        IsLiquidated = row[5].Contains('l', StringComparison.Ordinal),
        IsDisputed = row[5].Contains('d', StringComparison.Ordinal),
    };

    private static Stress StressOf(JsonNode stress) =>
        new((int)stress["price"]!, (int)stress["demand"]!, (int)stress["gas"]!, (int)stress["requirement"]!, Whole(stress["depth"]));

    private static Fall FallOf(JsonNode fall) => new((int)fall["clusters"]!, Whole(fall["seized"])!.Value);

    private static int[] CountsOf(JsonNode counts) => [.. counts.AsArray().Select(static count => (int)count!)];

    /// <summary>By the fast judgement, which must be the slow one's for every cluster.</summary>
    private static int[] Counts(List<ClusterTerms> clusters, Market market)
    {
        var weighing = new Weighing(market);
        var counts = new int[6];
        foreach (var terms in clusters)
        {
            var zone = weighing.ZoneOf(terms);
            var reading = Ratio.Of(terms, market);
            Assert.Equal((reading.Zone, reading.Flaggable), (zone, weighing.Falls(terms)));
            counts[(int)zone]++;
        }

        return counts;
    }

    private static BigInteger? Whole(JsonNode? digits) =>
        digits is null ? null : BigInteger.Parse((string)digits!, CultureInfo.InvariantCulture);
}
