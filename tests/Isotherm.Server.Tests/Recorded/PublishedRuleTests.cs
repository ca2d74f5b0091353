using System.Globalization;
using System.Numerics;
using System.Text;
using Isotherm.Chains.Manifests;
using Isotherm.Chains.Recorded;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Server.Tests.Recorded;

/// <summary>The committed io.net manifest asks for what io.net publishes: a recording of every kind of device goes through the real fold.</summary>
public sealed class PublishedRuleTests : IDisposable
{
    private const long BeforeJuly = 1_751_327_999; // 2025-06-30T23:59:59Z
    private const long July = BeforeJuly + 1;

    private static readonly int[] Sizes = [1, 4, 8];
    private static readonly BigInteger Io = BigInteger.Pow(10, 8);

    private readonly string _folder = Directory.CreateTempSubdirectory("isotherm-rule-").FullName;

    [Fact]
    public async Task Every_row_of_the_published_table_is_required_to_the_base_unit_before_and_after_1_July()
    {
        var (before, after) = await FoldAsync();
        Assert.Equal(56, PublishedMultipliers.Rows.Length);
        foreach (var (processor, current, next) in PublishedMultipliers.Rows)
        {
            foreach (var processors in Sizes)
            {
                Assert.Equal(Published(current, processors), Required(before, processor, processors));
                Assert.Equal(Published(next, processors), Required(after, processor, processors));
            }
        }

        Assert.Equal(PublishedMultipliers.Rows.Select(r => r.Processor).Order(), after.Market.Classes.Select(c => c.Name).Order());
    }

    [Fact]
    public async Task The_two_examples_that_io_net_prints_come_out()
    {
        var (before, after) = await FoldAsync();
        Assert.Equal(16_000 * Io, Required(before, "H100 80GB HBM3", 8));
        Assert.Equal(16_000 * Io, Required(after, "H100 80GB HBM3", 8));
        Assert.Equal(800 * Io, Required(before, "GeForce RTX 4070", 4));
    }

    [Fact]
    public async Task A_device_at_its_minimum_is_not_red_and_one_unit_below_it_is()
    {
        var (before, _) = await FoldAsync();
        for (var row = 0; row < before.Rows.Count; row++)
        {
            // Each device stakes the minimum of June; every second one a base unit less.
            Assert.Equal(before.Rows[row].Terms.Id.Value.IsEven ? Zone.Red : Zone.Yellow, before.Zones.Span[row]);
        }
    }

    [Fact]
    public async Task Between_the_announcement_and_July_the_changes_that_come_are_listed()
    {
        var (before, after) = await FoldAsync();
        var changing = PublishedMultipliers.Rows.Count(r => decimal.Max(1, r.Current) != decimal.Max(1, r.New));
        Assert.Equal(changing, before.Market.Scheduled.Count);
        Assert.All(before.Market.Scheduled, change => Assert.Equal((0, July), (change.Kind, (long)change.EffectiveAt)));
        Assert.Empty(after.Market.Scheduled);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static BigInteger Published(decimal multiplier, int processors) => new BigInteger(200 * decimal.Max(1, multiplier) * processors * 100_000_000m);

    private static BigInteger? Required(NetworkPicture picture, string processor, int processors)
    {
        var id = picture.Market.Classes.Single(c => c.Name == processor).Id;
        var row = Assert.Single(picture.Rows, r => r.Terms.Class == id && r.Terms.Gpus == processors);
        var reading = Ratio.Of(row.Terms, picture.Market);
        Assert.Equal(reading.RequiredTokens * 10_000, reading.Requirement); // exact: nothing was rounded up
        return reading.RequiredTokens;
    }

    // The network's pictures in the last second of June and in the first of July.
    private async Task<(NetworkPicture Before, NetworkPicture After)> FoldAsync()
    {
        var file = Path.Combine(_folder, "feed.ndjson");
        await File.WriteAllTextAsync(file, Feed(), TestContext.Current.CancellationToken);
        var manifest = Assert.IsType<ManifestResult.Valid>(ManifestReader.Read(RepositoryRoot.Combine("networks", "io-net.json"))).Manifest;
        manifest = manifest with { Recorded = new RecordedSpec(file, null, false) };
        var follower = new RecordedFollower(manifest, TimeProvider.System, NullLogger<RecordedFollower>.Instance);
        var state = new NetworkState(manifest.Rules);
        NetworkPicture? before = null;
        await foreach (var step in follower.FollowAsync([], null, TestContext.Current.CancellationToken))
        {
            var extend = Assert.IsType<ChainStep.Extend>(step);
            var picture = state.Apply(extend.Block, extend.Facts).Picture;
            if (extend.AtHead)
            {
                return (before!, picture);
            }

            before = picture;
        }

        throw new InvalidOperationException("The recording has no end.");
    }

    private static string Feed()
    {
        var facts = new StringBuilder();
        var id = 0;
        for (var kind = 0; kind < PublishedMultipliers.Rows.Length; kind++)
        {
            foreach (var processors in Sizes)
            {
                id++;
                var stake = Published(PublishedMultipliers.Rows[kind].Current, processors) - (id % 2 == 0 ? 1 : 0);
                facts.Append(CultureInfo.InvariantCulture, $$"""{{(id > 1 ? "," : "")}}{"effect":"cluster.register","cluster":"{{id}}","operator":"0x00000000000000000000000000000000000000aa","class":"{{kind + 1}}","name":"d","region":"r"},{"effect":"node.add","node":"{{id}}","cluster":"{{id}}","gpus":"{{processors}}"},{"effect":"collateral.set","node":"{{id}}","amount":"{{stake}}"}""");
            }
        }

        return $$"""
            {"schemaVersion":1,"network":"io-net","from":"2025-06-01T00:00:00Z","to":"2025-07-01T00:00:00Z"}
            {"number":1,"timestamp":"2025-06-01T00:00:00Z","hash":"{{Hash(1)}}","parentHash":"{{Hash(0)}}","facts":[{{facts}}]}
            {"number":2,"timestamp":"2025-06-04T15:00:00Z","hash":"{{Hash(2)}}","parentHash":"{{Hash(1)}}","facts":[]}
            {"number":3,"timestamp":"2025-06-30T23:59:59Z","hash":"{{Hash(3)}}","parentHash":"{{Hash(2)}}","facts":[]}
            {"number":4,"timestamp":"2025-07-01T00:00:00Z","hash":"{{Hash(4)}}","parentHash":"{{Hash(3)}}","facts":[]}

            """;
    }

    private static string Hash(int number) => "0x" + number.ToString("x64", CultureInfo.InvariantCulture);
}
