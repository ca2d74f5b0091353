using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;

namespace Isotherm.Server.Tests.Simulation;

/// <summary>Reads a columnar heatmap as docs/protocol.md says, into the members of the JSON heatmap that it tells.</summary>
internal sealed class ColumnsReader
{
    private static readonly string[] Zones = ["green", "yellow", "red", "unknown", "exempt", "liquidated"];

    private static readonly string[] QueueStates = ["none", "grace", "due", "blocked", "recovered", "liquidated"];

    private readonly byte[] _body;
    private readonly int _start;
    private readonly int _rows;
    private readonly JsonObject _columns;

    private ColumnsReader(byte[] body)
    {
        _body = body;
        Assert.Equal("ISOCOLS\u0001"u8.ToArray(), body[..8]);
        var length = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(8));
        _rows = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(12));
        Head = JsonNode.Parse(body.AsSpan(16, length))!.AsObject();
        _columns = Head["columns"]!.AsObject();
        Head.Remove("columns");
        _start = (16 + length + 7) / 8 * 8;
        Assert.All(body[(16 + length).._start], static padding => Assert.Equal(0, padding));
        Assert.All(_columns, column => Assert.Equal(0, ((int)column.Value!["at"]!) % 8));
    }

    private JsonObject Head { get; }

    /// <summary>The heatmap of a body, clusters with their terms only.</summary>
    public static JsonObject Read(byte[] body)
    {
        var reader = new ColumnsReader(body);
        reader.Head["clusters"] = new JsonArray([.. Enumerable.Range(0, reader._rows).Select(reader.Cluster)]);
        return reader.Head;
    }

    /// <summary>The JSON heatmap without what a viewer computes.</summary>
    public static JsonObject TermsOf(JsonNode heatmap)
    {
        var body = heatmap.DeepClone().AsObject();
        foreach (var cluster in body["clusters"]!.AsArray())
        {
            foreach (var result in (string[])["gpuClass", "gasCost", "requirement", "requiredTokens", "ratio", "settlementRatio", "zone", "flaggable", "unknownReason", "ratioAtMost"])
                Assert.True(cluster!.AsObject().Remove(result));
            if ((string?)cluster!["lastKnown"]?["ratio"] == "0")
                cluster["lastKnown"]!["ratio"] = "0.000000000000000000"; // a negative one, which is printed shorter
        }

        return body;
    }

    private static string? Time(BigInteger second) => second.IsZero
        ? null
        : second > 253_402_300_799
            ? second.ToString(CultureInfo.InvariantCulture)
            : DateTimeOffset.FromUnixTimeSeconds((long)second).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private JsonNode Cluster(int row)
    {
        var zone = (int)Number("lastKnownZone", row);
        var ratio = Number("lastKnownRatio", row).ToString(CultureInfo.InvariantCulture).PadLeft(19, '0');
        return new JsonObject
        {
            ["id"] = Amount("id", row),
            ["name"] = Text("name", row),
            ["region"] = Text("regions", (int)Number("region", row)),
            ["operator"] = Text("operators", (int)Number("operator", row)),
            ["nodes"] = (int)Number("nodes", row),
            ["gpus"] = (ulong)Number("gpus", row),
            ["collateral"] = Amount("collateral", row),
            ["rewards"] = Amount("rewards", row),
            ["queueState"] = QueueStates[(int)Number("queueState", row)],
            ["deadline"] = Time(Number("deadline", row)),
            ["classId"] = Text("classIds", (int)Number("classId", row)),
            ["flaggedAt"] = Time(Number("flaggedAt", row)),
            ["disputed"] = Number("disputed", row) == 1,
            ["lastKnown"] = zone == 0
                ? null
                : new JsonObject
                {
                    ["ratio"] = $"{ratio[..^18]}.{ratio[^18..]}",
                    ["zone"] = Zones[zone - 1],
                    ["block"] = (ulong)Number("lastKnownBlock", row),
                },
        };
    }

    private string Amount(string name, int row) => Number(name, row).ToString(CultureInfo.InvariantCulture);

    private BigInteger Number(string name, int row)
    {
        if (_columns[name] is not { } place)
            return 0;
        var width = (int)place["width"]!;
        return new BigInteger(_body.AsSpan(_start + (int)place["at"]! + (row * width), width), isUnsigned: true);
    }

    private string Text(string name, int index)
    {
        var place = _columns[name]!;
        var at = _start + (int)place["at"]!;
        var texts = at + (((int)place["texts"]! + 1) * 4);
        var (from, to) = (Offset(at, index), Offset(at, index + 1));
        return Encoding.UTF8.GetString(_body.AsSpan(texts + from, to - from));
    }

    private int Offset(int at, int index) => BinaryPrimitives.ReadInt32LittleEndian(_body.AsSpan(at + (index * 4)));
}
