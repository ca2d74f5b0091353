using System.Text.Json;
using Isotherm.Testing;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>The ramps of the default palette in a theme as <c>web/src/map/palette.json</c> defines them, and what band a painted tile lies in.</summary>
internal sealed class BandColours
{
    // A tile's left edge is free of text and texture (web/src/map/painter.ts), outlines apart.
    private const int PlainLeft = 5;

    private readonly Dictionary<string, (OkLab From, OkLab To)> _ramps;

    private BandColours(Dictionary<string, (OkLab From, OkLab To)> ramps) => _ramps = ramps;

    public static BandColours Of(string theme)
    {
        using var palette = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Combine("web", "src", "map", "palette.json")));
        var ramps = palette.RootElement.GetProperty("palettes").GetProperty("default").GetProperty(theme).GetProperty("ramps");
        return new(ramps.EnumerateObject().ToDictionary(
            ramp => ramp.Name,
            ramp => (OkLab.Parse(ramp.Value[0].GetString()!), OkLab.Parse(ramp.Value[1].GetString()!))));
    }

    /// <summary>The zone whose ramp most of the tile's pixels are nearest to.</summary>
    public string BandOf(Pixels screen, TileRect tile) =>
        Inside(tile).Select(p => Nearest(screen[p.X, p.Y])).CountBy(zone => zone).MaxBy(zone => zone.Value).Key;

    /// <summary>OKLab distance × 100 between a pixel and a zone's ramp.</summary>
    public double DistanceTo(string zone, (byte R, byte G, byte B) pixel) => OkLab.Of(pixel).DistanceTo(_ramps[zone].From, _ramps[zone].To);

    /// <summary>OKLab distance × 100 between the tile's fill and a zone's ramp.</summary>
    public double DistanceTo(string zone, Pixels screen, TileRect tile) => FillOf(screen, tile).DistanceTo(_ramps[zone].From, _ramps[zone].To);

    /// <summary>The fill of a tile, read at its plain left edge.</summary>
    public static OkLab FillOf(Pixels screen, TileRect tile) =>
        OkLab.Of(screen[(int)tile.X + PlainLeft, (int)(tile.Y + (tile.Height / 2))]);

    /// <summary>The least chroma on a zone's ramp while live.</summary>
    public double LeastChroma(string zone) => Math.Min(_ramps[zone].From.Chroma, _ramps[zone].To.Chroma);

    private string Nearest((byte, byte, byte) pixel)
    {
        var colour = OkLab.Of(pixel);
        return _ramps.MinBy(ramp => colour.DistanceTo(ramp.Value.From, ramp.Value.To)).Key;
    }

    private static IEnumerable<(int X, int Y)> Inside(TileRect tile)
    {
        for (var y = (int)tile.Y + 2; y < tile.Y + tile.Height - 2; y++)
            for (var x = (int)tile.X + 2; x < tile.X + tile.Width - 2; x++)
                yield return (x, y);
    }
}
