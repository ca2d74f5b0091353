using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>Debian's Chromium, headless, for one test.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Binary = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static async Task<Chromium> StartAsync()
    {
        Assert.True(File.Exists(Binary), $"{Binary} is missing: install the Debian package chromium.");
        var playwright = await Playwright.CreateAsync();
        try
        {
            return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Binary, Args = Arguments }));
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    /// <summary>Opens the page in a profile of its own and waits until it shows a live map.</summary>
    /// <param name="url">The server's address, or a deeper link.</param>
    /// <param name="size">In CSS px; below 768 wide it is a phone with touch.</param>
    /// <param name="theme">What the system prefers.</param>
    /// <param name="scale">Device px a CSS px.</param>
    public async Task<MapPage> OpenAsync(Uri url, ViewportSize size, ColorScheme theme = ColorScheme.Dark, float scale = 1)
    {
        var page = await NewAsync(size, context => (context.ColorScheme, context.DeviceScaleFactor) = (theme, scale));
        await page.OpenAsync(url);
        return page;
    }

    /// <summary>A page in a profile of its own that has opened nothing yet.</summary>
    /// <param name="size">In CSS px; below 768 wide it is a phone with touch.</param>
    /// <param name="differs">Changes what is otherwise dark, 1:1 and without motion.</param>
    public async Task<MapPage> NewAsync(ViewportSize size, Action<BrowserNewContextOptions>? differs = null)
    {
        var options = new BrowserNewContextOptions
        {
            ViewportSize = size,
            ColorScheme = ColorScheme.Dark,
            HasTouch = size.Width < 768,
            IsMobile = size.Width < 768,
            ReducedMotion = ReducedMotion.Reduce,
        };
        differs?.Invoke(options);
        var context = await _browser.NewContextAsync(options);
        return new MapPage(await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
