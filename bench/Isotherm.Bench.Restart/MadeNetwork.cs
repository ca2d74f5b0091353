using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Isotherm.Testing;

namespace Isotherm.Bench.Restart;

/// <summary>A network made from a seed: its manifest, of a node that nothing answers for, and its blocks.</summary>
/// <param name="seed">Decides everything.</param>
/// <param name="clusters">Registered in the first block, one node of 8 GPUs each.</param>
internal sealed class MadeNetwork(int seed, int clusters)
{
    private const int Changes = 6;
    private const long Genesis = 1_750_000_000;

    private static readonly BigInteger Token = BigInteger.Pow(10, 18);

    private readonly Random _random = new(seed);
    private double _price = 1;

    /// <summary>The committed manifest with addresses, and an endpoint where nothing listens.</summary>
    public static string ManifestText()
    {
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(RepositoryRoot.Combine("networks", "reference.json")))!;
        manifest["chain"]!["endpoints"] = new JsonArray(new JsonObject { ["http"] = "http://127.0.0.1:9" });
        (string Section, string Name)[] places = [("contracts", "settlement"), ("contracts", "token"), ("feeds", "token"), ("feeds", "native")];
        for (int i = 0; i < places.Length; i++)
            manifest[places[i].Section]![places[i].Name]!["address"] = "0x" + new string((char)('1' + i), 40);
        return manifest.ToJsonString();
    }

    /// <summary>The same, read.</summary>
    public static Manifest Manifest() => ManifestReader.ReadText(ManifestText()) switch
    {
        ManifestResult.Valid valid => valid.Manifest,
        ManifestResult.Invalid invalid => throw new InvalidDataException(string.Join(' ', invalid.Problems)),
        _ => throw new InvalidOperationException("A manifest is valid or invalid."),
    };

    /// <summary>The next block: prices walk, some nodes' collateral and rewards change. Ask for them in order, from 0.</summary>
    public (Block Block, IReadOnlyList<Fact> Facts) Next(ulong number)
    {
        _price = Math.Clamp(_price * (0.995 + (0.01 * _random.NextDouble())), 0.2, 5);
        long time = Genesis + (2 * (long)number);
        BlockHeader header = new(number, Hash(number), number == 0 ? Hash(ulong.MaxValue) : Hash(number - 1), time, 20_000_000_000 + number);
        Block block = new(
            header,
            new FeedReading(new BigInteger(_price * 1e8), 8, time, number + 1),
            new FeedReading(300_000_000_000, 8, time, number + 1));
        return (block, number == 0 ? [.. Founding()] : [.. Enumerable.Range(0, Changes).Select(_ => Change())]);
    }

    private static string Hash(ulong number) => "0x" + number.ToString("x64", CultureInfo.InvariantCulture);

    private IEnumerable<Fact> Founding()
    {
        yield return new Fact.ClassDefined(new ClassId(1), "H100");
        yield return new Fact.RequirementSet(new ClassId(1), 40_000_000_000);
        yield return new Fact.DemandSet(new ClassId(1), 10_000);
        for (int id = 1; id <= clusters; id++)
        {
            yield return new Fact.ClusterRegistered(
                new ClusterId(id), "0x00000000000000000000000000000000000000aa", new ClassId(1), $"eu-h100-{id.ToString(CultureInfo.InvariantCulture)}", "eu-central");
            yield return new Fact.NodeAdded(new NodeId(id), new ClusterId(id), 8);
            yield return new Fact.CollateralSet(new NodeId(id), Collateral());
        }
    }

    private Fact Change()
    {
        NodeId node = new(_random.Next(1, clusters + 1));
        return _random.Next(3) == 0 ? new Fact.CollateralSet(node, Collateral()) : new Fact.RewardsSet(node, _random.Next(1, 1_000) * Token);
    }

    private BigInteger Collateral() => _random.Next(2_500, 9_000) * Token;
}
