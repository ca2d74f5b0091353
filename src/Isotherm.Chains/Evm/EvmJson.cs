using System.Numerics;
using System.Text.Json;
using Isotherm.Domain;

namespace Isotherm.Chains.Evm;

/// <summary>Reads headers and logs of Ethereum's JSON-RPC (execution-apis); null where the JSON is not one.</summary>
internal static class EvmJson
{
    public static EvmHeader? Header(JsonElement? element)
    {
        if (element is not { ValueKind: JsonValueKind.Object } block
            || !Hex.TryQuantity(Member(block, "number"), out var number)
            || !Hex.TryQuantity(Member(block, "timestamp"), out var timestamp) || timestamp > long.MaxValue
            || Hash(block, "hash") is not { } hash || Hash(block, "parentHash") is not { } parent)
        {
            return null;
        }

        BigInteger? baseFee = null;
        if (Member(block, "baseFeePerGas") is { ValueKind: JsonValueKind.String } fee)
        {
            if (!Hex.TryQuantity(fee.GetString(), out BigInteger value))
            {
                return null;
            }

            baseFee = value;
        }

        var bloom = Hex.TryDecode(Text(block, "logsBloom"), out var bits) && bits.Length == 256 && bits.AsSpan().ContainsAnyExcept((byte)0) ? bits : null;
        return new EvmHeader(new BlockHeader(number, hash, parent, (long)timestamp, baseFee), bloom);
    }

    public static List<EvmLog>? Logs(JsonElement? element)
    {
        if (element is not { ValueKind: JsonValueKind.Array } list)
        {
            return null;
        }

        var logs = new List<EvmLog>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            if (Log(item) is not { } log)
            {
                return null;
            }

            logs.Add(log);
        }

        return logs;
    }

    private static EvmLog? Log(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object
            || Text(item, "address") is not { Length: 42 } address
            || !Hex.TryDecode(Text(item, "data"), out var data)
            || !Hex.TryQuantity(Member(item, "blockNumber"), out var number)
            || !Hex.TryQuantity(Member(item, "logIndex"), out var index)
            || Hash(item, "blockHash") is not { } hash
            || Member(item, "topics") is not { ValueKind: JsonValueKind.Array } topics)
        {
            return null;
        }

        var read = new List<string>(4);
        foreach (var topic in topics.EnumerateArray())
        {
            if (topic.ValueKind != JsonValueKind.String || topic.GetString() is not { Length: 66 } text)
            {
                return null;
            }

            read.Add(text.ToLowerInvariant());
        }

        var removed = Member(item, "removed") is { ValueKind: JsonValueKind.True };
        return new EvmLog(address.ToLowerInvariant(), read, data, number, hash, index, removed);
    }

    private static JsonElement? Member(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement item, string name) => Member(item, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static string? Hash(JsonElement item, string name) =>
        Text(item, name) is { Length: 66 } text && text.StartsWith("0x", StringComparison.Ordinal) ? text.ToLowerInvariant() : null;
}
