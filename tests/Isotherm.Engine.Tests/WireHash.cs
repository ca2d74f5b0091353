using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;

namespace Isotherm.Engine.Tests;

/// <summary>stateHash from a heatmap body alone, written from docs/protocol.md a second time.</summary>
internal static class WireHash
{
    private static readonly string[] Zones = ["green", "yellow", "red", "unknown", "exempt", "liquidated"];
    private static readonly string[] QueueStates = ["none", "grace", "due", "blocked", "recovered", "liquidated"];
    private static readonly string[] Verdicts = ["valid", "missing", "notPositive", "tooLarge", "stale", "fromTheFuture"];
    private static readonly uint[] Seeds = [0x9e3779b9, 0x3c6ef372, 0xdaa66d2b, 0x78dde6e4];

    public static string Of(JsonNode body)
    {
        List<byte[]> rows = [Globals(body)];
        rows.AddRange(body["inputs"]!["classes"]!.AsArray().Select(item => Class(item!)));
        rows.AddRange(body["clusters"]!.AsArray().Select(item => Tile(item!)));
        StringBuilder hash = new();
        foreach (uint seed in Seeds)
        {
            ulong lane = 0;
            foreach (byte[] row in rows)
                lane += MurmurHash3.Hash(row, seed);
            hash.Append(((uint)lane).ToString("x8", CultureInfo.InvariantCulture));
        }

        return hash.ToString();
    }

    private static byte[] Globals(JsonNode body)
    {
        JsonNode inputs = body["inputs"]!;
        return
        [
            1,
            .. BitConverter.GetBytes((ulong)body["block"]!["number"]!),
            .. Convert.FromHexString(((string)body["block"]!["hash"]!)[2..]),
            .. BitConverter.GetBytes((ulong)Seconds(body["block"]!["timestamp"])),
            .. Optional(inputs["baseFee"]),
            .. Feed(inputs["tokenPrice"]!),
            .. Feed(inputs["nativePrice"]!),
            .. Word(Fixed(body["thresholds"]!["warning"]!, 4)),
            .. Word(Fixed(body["thresholds"]!["critical"]!, 4)),
            .. Word(Integer(inputs["gracePeriod"])),
            .. Word(Seconds(inputs["freshSince"])),
        ];
    }

    private static byte[] Class(JsonNode item)
    {
        byte[] name = Encoding.UTF8.GetBytes((string)item["gpuClass"]!);
        return [2, .. Word(Integer(item["id"])), .. Optional(item["base"]), .. Optional(item["demandBps"]), (byte)name.Length, .. name];
    }

    private static byte[] Tile(JsonNode item)
    {
        JsonNode? known = item["lastKnown"];
        return
        [
            3,
            .. Word(Integer(item["id"])),
            .. Word(Integer(item["collateral"])),
            .. Word(Integer(item["rewards"])),
            .. BitConverter.GetBytes((uint)item["nodes"]!),
            .. BitConverter.GetBytes((ulong)item["gpus"]!),
            .. Word(Integer(item["classId"])),
            Place(QueueStates, item["queueState"]),
            .. Word(Seconds(item["flaggedAt"])),
            .. Word(Seconds(item["deadline"])),
            known is null ? (byte)0 : (byte)1,
            .. Word(known is null ? 0 : Fixed(known["ratio"]!, 18)),
            known is null ? (byte)0 : Place(Zones, known["zone"]),
            .. BitConverter.GetBytes(known is null ? 0ul : (ulong)known["block"]!),
            .. (bool)item["disputed"]! ? [(byte)1] : Array.Empty<byte>(),
        ];
    }

    private static byte[] Feed(JsonNode feed)
    {
        bool isThere = feed["value"] is not null;
        return
        [
            isThere ? (byte)1 : (byte)0,
            .. Word(isThere ? Integer(feed["value"]) : 0),
            isThere ? (byte)feed["decimals"]! : (byte)0,
            .. BitConverter.GetBytes((long)Seconds(feed["updatedAt"])),
            .. Word(isThere ? Integer(feed["round"]) : 0),
            Place(Verdicts, feed["verdict"]),
        ];
    }

    private static byte[] Optional(JsonNode? value) => value is null ? new byte[33] : [1, .. Word(Integer(value))];

    private static byte[] Word(BigInteger value)
    {
        byte[] word = new byte[32];
        for (int i = 0; i < word.Length; i++)
            word[i] = (byte)((value >> (8 * i)) & 0xff);
        return word;
    }

    private static byte Place(string[] names, JsonNode? name) => checked((byte)Array.IndexOf(names, (string)name!));

    private static BigInteger Integer(JsonNode? value) => BigInteger.Parse(value!.ToString(), CultureInfo.InvariantCulture);

    /// <summary>A printed ratio with its point moved right.</summary>
    private static BigInteger Fixed(JsonNode value, int decimals)
    {
        string[] parts = ((string)value!).Split('.');
        return BigInteger.Parse(parts[0] + (parts.Length > 1 ? parts[1] : "").PadRight(18, '0')[..decimals], CultureInfo.InvariantCulture);
    }

    private static BigInteger Seconds(JsonNode? time) =>
        time is null ? 0 : DateTimeOffset.Parse((string)time!, CultureInfo.InvariantCulture).ToUnixTimeSeconds();
}
