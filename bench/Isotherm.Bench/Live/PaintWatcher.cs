using System.Text.Json;
using Microsoft.Playwright;

namespace Isotherm.Bench.Live;

/// <summary>The page in a headless Chromium, noting by its own clock when each block has been painted.</summary>
internal sealed class PaintWatcher : IAsyncDisposable
{
    /// <summary>
    /// Asks in each animation frame which block the page holds. The map is drawn in the frame after it is told, so a block
    /// counts as painted at the second frame after the one that found it: never early, at most two frames late.
    /// </summary>
    private const string Script =
        """
        window.paints = [];
        let last = null;
        const now = () => performance.timeOrigin + performance.now();
        const look = () => {
          const block = window.isotherm?.block ?? null;
          if (block !== null && block !== last) {
            last = block;
            const held = now();
            requestAnimationFrame(() => requestAnimationFrame(() => window.paints.push([block, held, now()])));
          }
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private PaintWatcher(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, _page) = (playwright, browser, page);

    /// <summary>Milliseconds from the page's navigation to its first painted block.</summary>
    public double FirstPicture { get; private set; }

    /// <summary>Opens the page and waits for its first picture.</summary>
    public static async Task<PaintWatcher> OpenAsync(Uri server)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1_440, Height = 900 } });
        await page.AddInitScriptAsync(Script);
        await page.GotoAsync(server.ToString());
        for (var started = TimeProvider.System.GetTimestamp(); await page.EvaluateAsync<int>("window.paints.length") == 0;)
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                throw new InvalidOperationException("The page showed no block.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return new PaintWatcher(playwright, browser, page) { FirstPicture = await page.EvaluateAsync<double>("window.paints[0][2] - performance.timeOrigin") };
    }

    /// <summary>Block, unix milliseconds when the page held it, and when it was painted.</summary>
    public async Task<IReadOnlyList<(ulong Block, double Held, double Painted)>> PaintsAsync()
    {
        var paints = await _page.EvaluateAsync<JsonElement>("window.paints");
        return [.. paints.EnumerateArray().Select(p => ((ulong)p[0].GetDouble(), p[1].GetDouble(), p[2].GetDouble()))];
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
