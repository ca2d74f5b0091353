using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>Takes the README's pictures from a live network.</summary>
internal static class Pictures
{
    private const int Patience = 240;
    private const int FewestQueued = 3;

    private static readonly ViewportSize Desktop = new() { Width = 1600, Height = 1000 };
    private static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

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
        await TakeAsync(chromium, url, Desktop, ColorScheme.Dark, 1, Path.Combine(folder, "map-dark.png"));
        await TakeAsync(chromium, url, Desktop, ColorScheme.Light, 1, Path.Combine(folder, "map-light.png"));
        await TakeAsync(chromium, url, Phone, ColorScheme.Dark, 2, Path.Combine(folder, "phone.png"));
        await TakeAsync(chromium, new Uri(url, "/?view=queue"), Desktop, ColorScheme.Dark, 1, Path.Combine(folder, "queue.png"));
    }

    private static async Task TakeAsync(Chromium chromium, Uri url, ViewportSize size, ColorScheme theme, float scale, string file)
    {
        await using var page = await chromium.OpenAsync(url, size, theme, scale);
        await page.Page.WaitForFunctionAsync("() => window.isotherm.state === 'live' && document.querySelector('.wait') === null");
        await page.Page.ScreenshotAsync(new() { Path = file });
        await Console.Out.WriteLineAsync(file);
    }
}
