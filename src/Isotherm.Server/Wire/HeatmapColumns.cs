using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json;
using Isotherm.Engine;

namespace Isotherm.Server.Wire;

/// <summary>The heatmap as columns (docs/protocol.md, "Columns"): what a viewer needs to compute all else, a tenth of the JSON's size.</summary>
internal static class HeatmapColumns
{
    private const int Header = 16;

    private static ReadOnlySpan<byte> MagicAndVersion => "ISOCOLS\u0001"u8;

    /// <summary>The body.</summary>
    public static byte[] Write(NetworkPicture picture)
    {
        var area = new ColumnArea(Array.ConvertAll(ComposeClusters.RowsInIdOrder(picture), row => picture.Rows[row]));
        Fill(area);
        var head = JsonSerializer.SerializeToUtf8Bytes(Head(picture, area.Places), WireJson.Default.ColumnsHead);
        var start = (Header + head.Length + 7) & ~7;
        var body = new byte[start + area.Bytes.Length];
        MagicAndVersion.CopyTo(body);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(8), head.Length);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(12), picture.Rows.Count);
        head.CopyTo(body, Header);
        area.Bytes.CopyTo(body.AsSpan(start));
        return body;
    }

    private static ColumnsHead Head(NetworkPicture picture, IReadOnlyDictionary<string, ColumnPlace> columns) => new(
        picture.Market.Rules.NetworkId,
        HeatmapBody.CurrentSchema,
        picture.Market.Rules.SimulationLabel,
        Compose.Block(picture.Market.Block),
        Compose.Inputs(picture.Market),
        Compose.Thresholds(picture.Market),
        Compose.Counts(picture.Counts),
        picture.Counts.Queued,
        picture.StateHash,
        columns);

    private static void Fill(ColumnArea area)
    {
        area.Integers("id", static row => row.Terms.Id.Value, always: true);
        area.Texts("name", static row => row.Terms.Name);
        area.Shared("region", "regions", static row => row.Terms.Region, static region => region);
        area.Shared("operator", "operators", static row => row.Terms.Operator, static address => address);
        area.Shared("classId", "classIds", static row => row.Terms.Class, static id => id.ToString());
        area.Wordwise("nodes", static row => (uint)row.Terms.Nodes);
        area.Integers("gpus", static row => row.Terms.Gpus);
        area.Integers("collateral", static row => row.Terms.Collateral);
        area.Integers("rewards", static row => row.Terms.Rewards);
        area.Bytewise("queueState", static row => (byte)row.QueueState);
        area.Integers("flaggedAt", static row => row.Terms.FlaggedAt);
        area.Integers("deadline", static row => row.Terms.Deadline);
        area.Bytewise("disputed", static row => row.Terms.IsDisputed ? (byte)1 : (byte)0);
        area.Bytewise("lastKnownZone", static row => row.Terms.LastKnown is { } last ? (byte)((byte)last.Zone + 1) : (byte)0);
        area.Integers("lastKnownRatio", static row => BigInteger.Max(row.Terms.LastKnown?.Ratio ?? 0, 0)); // negative ones are printed as 0
        area.Integers("lastKnownBlock", static row => row.Terms.LastKnown?.Block ?? 0);
    }
}
