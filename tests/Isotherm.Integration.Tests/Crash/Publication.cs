using System.Globalization;
using System.Text.Json;

namespace Isotherm.Integration.Tests.Crash;

/// <summary>What a viewer was told: with this sequence number of this journal the network is at this block, in this state.</summary>
internal sealed record Publication(string JournalId, long Sequence, ulong Number, string BlockHash, string StateHash)
{
    /// <summary>Reads a stream's event with an id: a snapshot or a frame.</summary>
    public static Publication Parse(string id, string data)
    {
        int dash = id.LastIndexOf('-');
        using JsonDocument json = JsonDocument.Parse(data);
        JsonElement block = json.RootElement.GetProperty("block");
        (JsonElement number, JsonElement hash) = block.ValueKind == JsonValueKind.Array
            ? (block[0], block[1]) // a frame's: number, hash, time, confirmed
            : (block.GetProperty("number"), block.GetProperty("hash"));
        return new(
            id[..dash],
            long.Parse(id.AsSpan(dash + 1), CultureInfo.InvariantCulture),
            number.GetUInt64(),
            hash.GetString()!,
            json.RootElement.GetProperty("stateHash").GetString()!);
    }
}
