namespace Isotherm.Integration.Tests.Browser;

/// <summary>What differs between the page and the API, in words.</summary>
internal static class PageAgreement
{
    private static readonly string[] LegendOrder = ["green", "yellow", "red", "unknown", "exempt", "liquidated"];

    /// <summary>Compares rows, tiles and legend with the API at the block that the page shows; null when all agree.</summary>
    public static async Task<string?> ObjectionAsync(MapPage page, HeatmapApi api, string? block, CancellationToken cancellation)
    {
        var rows = await page.RowsAsync();
        if (rows.Count == 0)
            return "the page has no rows";
        var shown = await page.ShownBlockAsync(rows.Keys.First());
        var truth = await api.HeatmapAsync(block ?? $"{shown}", cancellation);
        if (truth.Block.Number != shown)
            return $"the page shows block {shown}, the API block {truth.Block.Number}";
        var legend = await page.LegendAsync();
        int[] counts = [.. LegendOrder.Select(zone => truth.Counts[zone]), truth.Queued];
        if (!legend.SequenceEqual(counts))
            return $"the legend says {string.Join(' ', legend)}, the API {string.Join(' ', counts)} at block {shown}";
        return Difference("row", truth.Shown, rows) ?? Difference("tile", truth.Shown, await HandlesAsync(page, truth));
    }

    /// <summary>The first difference, and how many there are; null when there is none.</summary>
    public static string? Difference(string what, IReadOnlyDictionary<string, Shown> truth, IReadOnlyDictionary<string, Shown> page)
    {
        string[] wrong =
        [
            .. truth.Where(cluster => page.GetValueOrDefault(cluster.Key) != cluster.Value)
                .Select(cluster => $"{what} of cluster {cluster.Key}: {page.GetValueOrDefault(cluster.Key)?.ToString() ?? "absent"}, API {cluster.Value}"),
            .. page.Keys.Except(truth.Keys).Select(id => $"{what} of cluster {id}: not in the API"),
        ];
        return wrong.Length == 0 ? null : $"{wrong.Length} of {truth.Count} differ: {string.Join("; ", wrong.Take(3))}";
    }

    private static async Task<IReadOnlyDictionary<string, Shown>> HandlesAsync(MapPage page, ApiHeatmap truth) =>
        (await page.TilesAsync(truth.Shown.Keys)).ToDictionary(tile => tile.Key, tile => new Shown(tile.Value.Zone, tile.Value.Ratio ?? ""));
}
