using System.Numerics;
using System.Runtime.InteropServices;
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

    /// <summary>Logs in the node's order.</summary>
    /// <param name="element">The answer.</param>
    /// <param name="texts">Shares texts with what was read before; null where little is read.</param>
    public static List<EvmLog>? Logs(JsonElement? element, SharedTexts? texts = null) =>
        element is { ValueKind: JsonValueKind.Array } list ? EvmLogReader.Read(JsonMarshal.GetRawUtf8Value(list), texts ?? new SharedTexts()) : null;

    private static JsonElement? Member(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement item, string name) => Member(item, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static string? Hash(JsonElement item, string name) =>
        Text(item, name) is { Length: 66 } text && text.StartsWith("0x", StringComparison.Ordinal) ? text.ToLowerInvariant() : null;
}
