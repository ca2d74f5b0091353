using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isotherm.Domain;
using Isotherm.Engine;

namespace Isotherm.Server.Wire;

/// <summary>Writes the frame that takes a viewer from one picture to another: inputs, never results (docs/protocol.md, "Stream").</summary>
internal static class FrameWriter
{
    /// <summary>The frame's JSON on one line.</summary>
    /// <param name="from">What the viewer holds.</param>
    /// <param name="to">What it shall hold.</param>
    /// <param name="fromSeq">Sequence of <paramref name="from"/>.</param>
    /// <param name="toSeq">Sequence of <paramref name="to"/>.</param>
    /// <param name="rewindTo">Lowest block that was rewound to in between; null if none was.</param>
    /// <param name="confirmed">Confirmed block's number as of <paramref name="toSeq"/>.</param>
    public static byte[] Write(NetworkPicture from, NetworkPicture to, long fromSeq, long toSeq, ulong? rewindTo, ulong? confirmed)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("from", fromSeq);
            json.WriteNumber("seq", toSeq);
            json.WritePropertyName("block");
            JsonSerializer.Serialize(json, Compose.Block(to.Market.Block), WireJson.Default.BlockBody);
            if (rewindTo is { } block)
            {
                json.WriteStartObject("rewind");
                json.WriteNumber("to", block);
                json.WriteEndObject();
            }

            if (confirmed is { } number)
                json.WriteNumber("confirmed", number);
            else
                json.WriteNull("confirmed");
            json.WritePropertyName("globals");
            MergePatch.Between(Globals(from.Market), Globals(to.Market)).WriteTo(json);
            json.WriteStartArray("tiles");
            TileWriter.Write(json, from, to);
            json.WriteEndArray();
            json.WritePropertyName("counts");
            JsonSerializer.Serialize(json, Compose.Counts(to.Counts), WireJson.Default.CountsBody);
            json.WriteNumber("queued", to.Counts.Queued);
            json.WriteString("stateHash", to.StateHash);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static JsonObject Globals(Market market)
    {
        var globals = JsonSerializer.SerializeToNode(Compose.Inputs(market), WireJson.Default.InputsBody)!.AsObject();
        globals["thresholds"] = JsonSerializer.SerializeToNode(Compose.Thresholds(market), WireJson.Default.ThresholdsBody);
        return globals;
    }
}
