using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>Takes the README's pictures from a live network.</summary>
internal static class Pictures
{
    private const int Patience = 240;
    private const int FewestQueued = 3;

    private static readonly ViewportSize Desktop = new() { Width = 1600, Height = 1000 };
    private static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    // Ready: what is there only once the part that is shown was loaded and filled.
    private static readonly (string Name, string Link, ViewportSize Size, ColorScheme Theme, string Ready)[] All =
    [
        ("map-dark", "/", Desktop, ColorScheme.Dark, ".map-canvas"),
        ("map-light", "/", Desktop, ColorScheme.Light, ".map-canvas"),
        ("treemap", "/?size=collateral", Desktop, ColorScheme.Dark, ".map-canvas"),
        ("stress", "/?stress=price:-15&panel=stress", Desktop, ColorScheme.Dark, "section.stress input[type=range]"),
        ("table", "/?view=table", Desktop, ColorScheme.Dark, "section.table [role=row][aria-rowindex='2']"),
        ("queue", "/?view=queue", Desktop, ColorScheme.Dark, "main"),
        ("phone", "/", Phone, ColorScheme.Dark, ".map-canvas"),
    ];

    private const string Drawn = """
        (ready) => window.isotherm.state === 'live' && document.querySelector('.wait') === null && document.querySelector(ready) !== null
          && (!document.querySelector('.map-canvas')?.checkVisibility() || window.isotherm.map?.frames > 0)
        """;

    /// <summary>Writes them into a folder.</summary>
    /// <param name="folder">Made where it is missing.</param>
    /// <param name="url">A running server with the demo network; null starts a demo of its own.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> TakeAsync(string folder, Uri? url)
    {
        Directory.CreateDirectory(folder);
        if (url is not null)
        {
            await using var chromium = await Chromium.StartAsync();
            await TakeAllAsync(chromium, url, folder);
            return 0;
        }

        await using var demo = new LiveDemo();
        await demo.InitializeAsync();
        await Eventually.HoldsAsync("a network with a queue, and yellow, red and liquidated clusters", async () =>
        {
            var now = await demo.Api.HeatmapAsync("latest", CancellationToken.None);
            var all = now.Queued >= FewestQueued && now.Counts["yellow"] > 0 && now.Counts["red"] > 0 && now.Counts["liquidated"] > 0;
            return all ? null : $"{string.Join(", ", now.Counts)} and {now.Queued} queued";
        }, Patience, CancellationToken.None);
        await TakeAllAsync(demo.Chromium, demo.Server.Address, folder);
        return 0;
    }

    private static async Task TakeAllAsync(Chromium chromium, Uri url, string folder)
    {
        foreach (var (name, link, size, theme, ready) in All)
            await TakeAsync(chromium, new Uri(url, link), size, theme, ready, Path.Combine(folder, name + ".png"));
    }

    private static async Task TakeAsync(Chromium chromium, Uri url, ViewportSize size, ColorScheme theme, string ready, string file)
    {
        await using var page = await chromium.OpenAsync(url, size, theme, size == Phone ? 2 : 1);
        await page.Page.WaitForFunctionAsync(Drawn, ready);
        await page.Page.ScreenshotAsync(new() { Path = file });
        await Console.Out.WriteLineAsync(file);
    }
}
