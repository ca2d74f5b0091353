using System.Runtime.CompilerServices;
using System.Text.Json;
using Isotherm.Engine;

namespace Isotherm.Server.Wire;

/// <summary>A picture's heatmap bodies, encoded once; they go when the picture goes.</summary>
internal sealed class HeatmapCache
{
    private readonly ConditionalWeakTable<NetworkPicture, Bodies> _bodies = [];

    /// <summary>The JSON body.</summary>
    public ReadOnlyMemory<byte> Json(NetworkPicture picture) => Of(picture).Json.Value;

    /// <summary>The CSV body.</summary>
    public ReadOnlyMemory<byte> Csv(NetworkPicture picture) => Of(picture).Csv.Value;

    /// <summary>The columnar body.</summary>
    public ReadOnlyMemory<byte> Columns(NetworkPicture picture) => Of(picture).Columns.Value;

    private Bodies Of(NetworkPicture picture) => _bodies.GetValue(picture, static p => new Bodies(p));

    private sealed class Bodies(NetworkPicture picture)
    {
        public Lazy<ReadOnlyMemory<byte>> Json { get; } = new(() =>
            JsonSerializer.SerializeToUtf8Bytes(ComposeClusters.Heatmap(picture), WireJson.Default.HeatmapBody));

        public Lazy<ReadOnlyMemory<byte>> Csv { get; } = new(() => HeatmapCsv.Write(ComposeClusters.Heatmap(picture)));

        public Lazy<ReadOnlyMemory<byte>> Columns { get; } = new(() => HeatmapColumns.Write(picture));
    }
}
