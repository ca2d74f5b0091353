using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Isotherm.Engine;

namespace Isotherm.Server.Wire;

/// <summary>
/// Heatmap bodies, each encoded once for all who ask. Of a network those of two pictures are held: of the newest that was asked for, and
/// of the last other one. They go when the picture goes, or when others take their place; whoever still sends them keeps them.
/// </summary>
internal sealed class HeatmapCache
{
    private readonly ConditionalWeakTable<NetworkPicture, HeatmapBodies> _bodies = [];
    private readonly Dictionary<string, Asked> _asked = [];
    private readonly Lock _making = new();

    /// <summary>The JSON body.</summary>
    public ReadOnlyMemory<byte> Json(NetworkPicture picture) => Of(picture).Json;

    /// <summary>The CSV body.</summary>
    public ReadOnlyMemory<byte> Csv(NetworkPicture picture) => Of(picture).Csv;

    /// <summary>The columnar body, packed by one of <see cref="HeatmapBodies.Codings"/>; null for plain.</summary>
    public ReadOnlyMemory<byte> Columns(NetworkPicture picture, string? coding) => Of(picture).Columns(coding);

    /// <summary>Pictures of which bodies are held.</summary>
    internal int Held => _bodies.Count();

    /// <summary>Whether a picture's columnar body is there by now, packed so.</summary>
    internal bool Has(NetworkPicture picture, string? coding) => _bodies.TryGetValue(picture, out var held) && held.Has(coding);

    private HeatmapBodies Of(NetworkPicture picture)
    {
        if (_bodies.TryGetValue(picture, out var held))
            return held;
        lock (_making)
        {
            if (_bodies.TryGetValue(picture, out held))
                return held;
            ref var asked = ref CollectionsMarshal.GetValueRefOrAddDefault(_asked, picture.Market.Rules.NetworkId, out _);
            if (asked.Other is not null && asked.Other.TryGetTarget(out var last))
                _bodies.Remove(last);
            WeakReference<NetworkPicture> now = new(picture);
            asked = asked.Newest is not null && asked.Newest.TryGetTarget(out var newest) && newest.Block.Number > picture.Block.Number
                ? asked with { Other = now }
                : new Asked(now, asked.Newest);
            held = new HeatmapBodies(picture);
            _bodies.Add(picture, held);
            return held;
        }
    }

    // Weak: what nobody else holds any more is not held for their sake.
    private readonly record struct Asked(WeakReference<NetworkPicture>? Newest, WeakReference<NetworkPicture>? Other);
}
