using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json;
using Isotherm.Domain;
using Isotherm.Engine;

namespace Isotherm.Server.Wire;

/// <summary>The heatmap as columns (docs/protocol.md, "Columns"): what a viewer needs to compute all else, a tenth of the JSON's size.</summary>
internal static class HeatmapColumns
{
    private const int Header = 16;

    /// <summary>Rows that all columns take in before the next are looked at: as many as the processor's cache holds.</summary>
    private const int AtOnce = 256;

    private static ReadOnlySpan<byte> MagicAndVersion => "ISOCOLS\u0001"u8;

    /// <summary>The body.</summary>
    public static byte[] Write(NetworkPicture picture)
    {
        var columns = Columns(picture.Rows.Count);
        try
        {
            TakeAll(picture, columns);
            return Write(picture, columns);
        }
        finally
        {
            foreach (var column in columns)
                column.Dispose();
        }
    }

    private static byte[] Write(NetworkPicture picture, IColumn[] columns)
    {
        var area = new ColumnArea();
        foreach (var column in columns)
            column.Place(area);
        var head = JsonSerializer.SerializeToUtf8Bytes(Head(picture, area.Places), WireJson.Default.ColumnsHead);
        var start = (Header + head.Length + 7) & ~7;
        var body = new byte[start + area.Length];
        MagicAndVersion.CopyTo(body);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(8), head.Length);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(12), picture.Rows.Count);
        head.CopyTo(body, Header);
        foreach (var column in columns)
            column.Write(body.AsSpan(start));
        return body;
    }

    // Each row is looked at once, by all columns: they lie all over the memory.
    private static void TakeAll(NetworkPicture picture, IColumn[] columns)
    {
        var order = ComposeClusters.RowsInIdOrder(picture);
        var rows = new ClusterRow[Math.Min(AtOnce, order.Length)];
        for (var from = 0; from < order.Length; from += rows.Length)
        {
            var count = Math.Min(rows.Length, order.Length - from);
            for (var i = 0; i < count; i++)
                rows[i] = picture.Rows[order[from + i]];
            foreach (var column in columns)
                column.Take(rows.AsSpan(0, count));
        }
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

    // In the order in which they lie in the body.
    private static IColumn[] Columns(int rows) =>
    [
        new IntegerColumn("id", rows, static row => row.Terms.Id.Value, always: true),
        new TextColumn("name", static row => row.Terms.Name),
        new SharedColumn<string>("region", "regions", rows, static row => row.Terms.Region, static region => region),
        new SharedColumn<string>("operator", "operators", rows, static row => row.Terms.Operator, static address => address),
        new SharedColumn<ClassId>("classId", "classIds", rows, static row => row.Terms.Class, static id => id.ToString()),
        new SmallColumn("nodes", sizeof(uint), rows, static row => (uint)row.Terms.Nodes),
        new IntegerColumn("gpus", rows, static row => row.Terms.Gpus),
        new IntegerColumn("collateral", rows, static row => row.Terms.Collateral),
        new IntegerColumn("rewards", rows, static row => row.Terms.Rewards),
        new SmallColumn("queueState", sizeof(byte), rows, static row => (uint)row.QueueState),
        new IntegerColumn("flaggedAt", rows, static row => row.Terms.FlaggedAt),
        new IntegerColumn("deadline", rows, static row => row.Terms.Deadline),
        new SmallColumn("disputed", sizeof(byte), rows, static row => row.Terms.IsDisputed ? 1u : 0u),
        new SmallColumn("lastKnownZone", sizeof(byte), rows, static row => row.Terms.LastKnown is { } last ? (uint)last.Zone + 1 : 0u),
        new IntegerColumn("lastKnownRatio", rows, static row => BigInteger.Max(row.Terms.LastKnown?.Ratio ?? 0, 0)), // negative ones are printed as 0
        new IntegerColumn("lastKnownBlock", rows, static row => row.Terms.LastKnown?.Block ?? 0),
    ];
}
