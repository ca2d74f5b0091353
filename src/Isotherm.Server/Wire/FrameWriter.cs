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
            if (fromSeq != toSeq - 1)
                json.WriteNumber("from", fromSeq);
            json.WriteNumber("seq", toSeq);
            WriteBlock(json, to.Market.Block, confirmed);
            if (rewindTo is { } block)
            {
                json.WriteStartObject("rewind");
                json.WriteNumber("to", block);
                json.WriteEndObject();
            }

            if (MergePatch.Between(Globals(from.Market), Globals(to.Market)) is { Count: > 0 } patch)
            {
                json.WritePropertyName("globals");
                patch.WriteTo(json);
            }

            TileWriter.Write(json, from, to);
            WriteCounts(json, from.Counts, to.Counts);
            json.WriteString("stateHash", to.StateHash);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteBlock(Utf8JsonWriter json, BlockHeader block, ulong? confirmed)
    {
        json.WriteStartArray("block");
        json.WriteNumberValue(block.Number);
        json.WriteStringValue(block.Hash);
        json.WriteNumberValue(block.Timestamp);
        if (confirmed is { } number)
            json.WriteNumberValue(number);
        else
            json.WriteNullValue();
        json.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, ZoneCounts before, ZoneCounts to)
    {
        if ((before with { Queued = to.Queued }) != to)
        {
            json.WriteStartArray("counts");
            foreach (var count in (ReadOnlySpan<int>)[to.Green, to.Yellow, to.Red, to.Unknown, to.Exempt, to.Liquidated])
                json.WriteNumberValue(count);
            json.WriteEndArray();
        }

        if (before.Queued != to.Queued)
            json.WriteNumber("queued", to.Queued);
    }

    // Gas per node follows from the other inputs, so it is left out.
    private static JsonObject Globals(Market market)
    {
        var globals = JsonSerializer.SerializeToNode(Compose.Inputs(market), WireJson.Default.InputsBody)!.AsObject();
        globals.Remove("gasPerNode");
        globals["thresholds"] = JsonSerializer.SerializeToNode(Compose.Thresholds(market), WireJson.Default.ThresholdsBody);
        return globals;
    }
}
