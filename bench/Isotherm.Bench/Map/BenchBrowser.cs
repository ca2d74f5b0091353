using System.Text.Json;
using Isotherm.Testing;
using Microsoft.Playwright;

namespace Isotherm.Bench.Map;

/// <summary>A headless Chromium without a GPU, and what it says of its own cost.</summary>
internal sealed class BenchBrowser : IAsyncDisposable
{
    // Not fetched from anywhere: answered from the built files. Loopback, so that the page may have the fine clock.
    private const string BenchOrigin = "http://localhost/";

    private const int CalmLooks = 3;
    private const int LooksAtMost = 60;
    private const double CalmSeconds = 0.02;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Categories = ["devtools.timeline", "v8"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly ICDPSession _session;

    private BenchBrowser(IPlaywright playwright, IBrowser browser, ICDPSession session) => (_playwright, _browser, _session) = (playwright, browser, session);

    /// <summary>Starts it.</summary>
    public static async Task<BenchBrowser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new(playwright, browser, await browser.NewBrowserCDPSessionAsync());
    }

    /// <summary>A new page of its own, 1600 × 900 CSS px.</summary>
    public async Task<IPage> NewPageAsync() => await _browser.NewPageAsync(new() { ViewportSize = new() { Width = 1_600, Height = 900 } });

    /// <summary>A new page that holds bench/map-page, with nothing drawn yet.</summary>
    public async Task<IPage> NewBenchPageAsync()
    {
        var page = await NewPageAsync();
        await page.RouteAsync(BenchOrigin + "**", AnswerAsync);
        await page.GotoAsync(BenchOrigin);
        await page.WaitForFunctionAsync("() => window.bench && crossOriginIsolated");
        return page;
    }

    /// <summary>CPU time of all its processes since they started; seconds.</summary>
    public async Task<double> CpuSecondsAsync()
    {
        var answer = await _session.SendAsync("SystemInfo.getProcessInfo");
        return answer!.Value.GetProperty("processInfo").EnumerateArray().Sum(process => process.GetProperty("cpuTime").GetDouble());
    }

    /// <summary>Waits until it has finished what it starts with, or a page has: all its processes together leave a processor nearly idle, three looks in a row.</summary>
    public async Task SettleAsync()
    {
        var before = await CpuSecondsAsync();
        for (int calm = 0, looks = 0; calm < CalmLooks && looks < LooksAtMost; looks++)
        {
            await Task.Delay(BetweenLooks, TimeProvider.System, CancellationToken.None);
            var now = await CpuSecondsAsync();
            (calm, before) = (now - before < CalmSeconds ? calm + 1 : 0, now);
        }
    }

    /// <summary>Frames of the busiest page while something is done.</summary>
    public async Task<FrameTrace> TraceAsync(Func<Task> act)
    {
        List<JsonElement> events = [];
        var complete = new TaskCompletionSource();
        _session.Event("Tracing.dataCollected").OnEvent += (_, data) => events.AddRange(data!.Value.GetProperty("value").EnumerateArray().Select(e => e.Clone()));
        _session.Event("Tracing.tracingComplete").OnEvent += (_, _) => complete.TrySetResult();
        await _session.SendAsync("Tracing.start", new()
        {
            ["transferMode"] = "ReportEvents",
            ["traceConfig"] = new Dictionary<string, object> { ["includedCategories"] = Categories },
        });
        await act();
        await _session.SendAsync("Tracing.end");
        await complete.Task;
        return FrameTrace.Read(events);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static async Task AnswerAsync(IRoute route)
    {
        var path = new Uri(route.Request.Url).AbsolutePath.TrimStart('/');
        var file = RepositoryRoot.Combine("bench", "map-page", "dist", path.Length == 0 ? "index.html" : path);
        await route.FulfillAsync(File.Exists(file)
            ? new()
            {
                BodyBytes = await File.ReadAllBytesAsync(file),
                ContentType = Path.GetExtension(file) switch { ".js" => "text/javascript", ".css" => "text/css", _ => "text/html" },
                // Without these two a page's clock counts in tenths of a millisecond.
                Headers = new Dictionary<string, string> { ["Cross-Origin-Opener-Policy"] = "same-origin", ["Cross-Origin-Embedder-Policy"] = "require-corp" },
            }
            : new() { Status = 404 });
    }
}
