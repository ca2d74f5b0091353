using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Isotherm.Domain;
using Isotherm.Engine;

namespace Isotherm.Server.Tests.Simulation;

/// <summary>What a viewer holds. Everything in it was read from the wire.</summary>
internal sealed class ViewerModel
{
    private static readonly string[] Terms =
    [
        "name", "region", "operator", "classId", "nodes", "gpus", "collateral", "rewards", "queueState", "flaggedAt", "deadline", "disputed",
        "lastKnown",
    ];

    private JsonObject _globals = [];

    public SortedDictionary<BigInteger, JsonObject> Tiles { get; } = [];

    public long Seq { get; private set; }

    public JsonNode Block { get; private set; } = new JsonObject();

    public JsonNode Counts { get; private set; } = new JsonObject();

    public JsonObject Globals => _globals;

    public void Take(string type, JsonObject data)
    {
        if (type == "snapshot")
            TakeSnapshot(data);
        else
            TakeFrame(data);
        Assert.Equal((string?)data["stateHash"], Hash());
    }

    /// <summary>Globals and terms of a heatmap, as this model holds them.</summary>
    public static (JsonObject Globals, SortedDictionary<BigInteger, JsonObject> Tiles) Of(JsonNode heatmap)
    {
        var globals = (JsonObject)WithoutNulls(heatmap["inputs"]!);
        globals.Remove("gasPerNode"); // follows from the others, so that frames leave it out
        globals["thresholds"] = heatmap["thresholds"]!.DeepClone();
        var tiles = new SortedDictionary<BigInteger, JsonObject>();
        foreach (var cluster in heatmap["clusters"]!.AsArray())
        {
            var terms = new JsonObject();
            foreach (var name in Terms)
            {
                if (cluster![name] is { } value)
                    terms[name] = WithoutNulls(value);
            }

            tiles.Add(Integer(cluster!["id"]), terms);
        }

        return (globals, tiles);
    }

    /// <summary>RFC 7396.</summary>
    public static JsonNode? Patch(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject members)
            return patch?.DeepClone();
        var result = target as JsonObject ?? [];
        foreach (var (name, value) in members)
        {
            var old = result[name];
            result.Remove(name);
            if (value is not null)
                result[name] = Patch(old?.DeepClone(), value);
        }

        return result;
    }

    private static JsonNode WithoutNulls(JsonNode node) => node is JsonObject ? Patch(new JsonObject(), node)! : node.DeepClone();

    private void TakeSnapshot(JsonObject data)
    {
        (_globals, var tiles) = Of(data);
        Tiles.Clear();
        foreach (var (id, terms) in tiles)
            Tiles.Add(id, terms);
        Head(data);
    }

    private void TakeFrame(JsonObject data)
    {
        Assert.Equal(Seq, (long?)data["from"] ?? ((long)data["seq"]! - 1));
        if (data["globals"] is { } globals)
            _globals = (JsonObject)Patch(_globals, globals)!;
        foreach (var tile in data["tiles"]?.AsArray() ?? [])
        {
            var id = Integer(tile!["id"]);
            if ((bool?)tile["gone"] == true)
            {
                Assert.True(Tiles.Remove(id));
                continue;
            }

            var terms = (JsonObject)Patch(Tiles.GetValueOrDefault(id), tile)!;
            terms.Remove("id");
            Tiles[id] = terms;
        }

        Head(data);
    }

    private void Head(JsonObject data)
    {
        Seq = (long)data["seq"]!;
        Block = data["block"] is JsonArray block ? FrameBlock(block) : data["block"]!.DeepClone();
        if (data["counts"] is JsonArray counts)
            Counts = new JsonObject(Enum.GetNames<Zone>().Select((zone, i) => KeyValuePair.Create(zone.ToLowerInvariant(), counts[i]?.DeepClone())));
        else
            Counts = data["counts"]?.DeepClone() ?? Counts;
    }

    private static JsonObject FrameBlock(JsonArray block) => new()
    {
        ["number"] = (ulong)block[0]!,
        ["hash"] = (string)block[1]!,
        ["timestamp"] = DateTimeOffset.FromUnixTimeSeconds((long)block[2]!).ToString("O", CultureInfo.InvariantCulture),
    };

    private string Hash()
    {
        var sum = StateHasher.Market(Market());
        foreach (var (id, tile) in Tiles)
        {
            var last = tile["lastKnown"];
            var terms = new ClusterTerms
            {
                Id = new ClusterId(id),
                Name = "",
                Region = "",
                Operator = "",
                Class = new ClassId(Integer(tile["classId"])),
                Nodes = (int)tile["nodes"]!,
                Gpus = (int)tile["gpus"]!,
                Collateral = Integer(tile["collateral"]),
                Rewards = Integer(tile["rewards"]),
                FlaggedAt = Second(tile["flaggedAt"]),
                Deadline = Second(tile["deadline"]),
                IsDisputed = (bool)tile["disputed"]!,
                LastKnown = last is null
                    ? null
                    : new LastKnown(Ratio(last["ratio"]), Enum.Parse<Zone>((string)last["zone"]!, true), (ulong)last["block"]!),
            };
            sum += StateHasher.Tile(terms, Enum.Parse<QueueState>((string)tile["queueState"]!, true));
        }

        return sum.ToString();
    }

    private Market Market()
    {
        var header = new BlockHeader(
            (ulong)Block["number"]!, (string)Block["hash"]!, "", Second(Block["timestamp"]), _globals["baseFee"] is { } fee ? Integer(fee) : null);
        var classes = _globals["classes"]!.AsArray().Select(c => new GpuClass(
            new ClassId(Integer(c!["id"])),
            (string)c["gpuClass"]!,
            c["base"] is { } b ? Integer(b) : null,
            c["demandBps"] is { } d ? (int)d : null));
        return new Market
        {
            Rules = World.Rules(),
            Block = header,
            TokenPrice = Feed(_globals["tokenPrice"]!),
            NativePrice = Feed(_globals["nativePrice"]!),
            WarningBps = Ratio(_globals["thresholds"]!["warning"]) / BigInteger.Pow(10, 14),
            CriticalBps = Ratio(_globals["thresholds"]!["critical"]) / BigInteger.Pow(10, 14),
            GracePeriod = Integer(_globals["gracePeriod"]),
            FreshSince = Second(_globals["freshSince"]),
            Classes = [.. classes],
            Scheduled = [],
        };
    }

    private static FeedReading? Feed(JsonNode feed) => feed["value"] is { } value
        ? new FeedReading(Integer(value), (int)feed["decimals"]!, Second(feed["updatedAt"]), Integer(feed["round"]))
        : null;

    private static BigInteger Integer(JsonNode? node) => BigInteger.Parse((string)node!, CultureInfo.InvariantCulture);

    private static long Second(JsonNode? node) => node is null
        ? 0
        : DateTimeOffset.Parse((string)node!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();

    private static BigInteger Ratio(JsonNode? node)
    {
        Assert.True(FixedPoint.TryParse((string)node!, out var ratio));
        return ratio;
    }
}
