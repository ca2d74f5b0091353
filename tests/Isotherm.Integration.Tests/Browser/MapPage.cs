using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>The page as a user has it before them, and what it complained of.</summary>
internal sealed class MapPage(IPage page) : IAsyncDisposable
{
    private const float StartMilliseconds = 40_000;

    // Of the software renderer in a machine without a screen, not of the page.
    private static readonly string[] Noise = ["WebGL", "readback", "ReadPixels", "GPU stall"];

    // The rail (aside) may reorder; nothing else moves.
    private const string Observe = """
        addEventListener('securitypolicyviolation', (e) => console.error(`content policy: ${e.violatedDirective} ${e.blockedURI}`));
        window.shifts = [];
        new PerformanceObserver((list) => {
          for (const e of list.getEntries())
            if (!e.hadRecentInput) {
              const moved = e.sources.map((s) => s.node).filter((n) => n && !(n.nodeType === 1 ? n : n.parentElement)?.closest('aside'));
              if (moved.length > 0) window.shifts.push(`${e.value}: ${moved.map((n) => n.outerHTML ?? `${n.textContent} in ${n.parentElement.outerHTML}`).join(' | ').slice(0, 600)}`);
            }
        }).observe({ type: 'layout-shift', buffered: true });
        """;

    private const string LinkRests = """
        () => new Promise((done) => {
          let last = location.search;
          const look = () => setTimeout(() => (last === location.search ? done() : ((last = location.search), look())), 800);
          look();
        })
        """;

    private const string ReadRows = """
        () => JSON.stringify(Object.fromEntries(
          [...document.querySelectorAll('.map-rows [role=row][data-cluster-id]')].map((r) => [r.dataset.clusterId, { zone: r.dataset.zone, ratio: r.dataset.ratio }])))
        """;

    private const string ReadTiles = """
        (ids) => JSON.stringify(Object.fromEntries(ids.map((id) => [id, window.isotherm.tile(id)]).filter((pair) => pair[1])))
        """;

    private readonly ConcurrentQueue<string> _complaints = new();

    /// <summary>Playwright's own page.</summary>
    public IPage Page => page;

    /// <summary>Console errors, uncaught exceptions and violations of the content policy.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Opens the page and waits until it shows a live map.</summary>
    public async Task OpenAsync(Uri url)
    {
        await GoAsync(url);
        await page.WaitForFunctionAsync("() => window.isotherm && window.isotherm.count > 0 && window.isotherm.state === 'live'", null, new() { Timeout = StartMilliseconds });
        await page.EvaluateAsync("() => document.fonts.ready");
    }

    /// <summary>Opens the page; its map may be empty, or not there yet.</summary>
    public async Task GoAsync(Uri url)
    {
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !Noise.Any(n => message.Text.Contains(n, StringComparison.OrdinalIgnoreCase)))
                _complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        await page.AddInitScriptAsync(Observe);
        await page.GotoAsync(url.ToString());
    }

    /// <summary>What the grid for assistive technology says of each cluster, by id.</summary>
    public async Task<IReadOnlyDictionary<string, Shown>> RowsAsync()
    {
        await page.WaitForFunctionAsync("() => document.querySelector('.map-rows [role=row][data-cluster-id]')");
        return Read<Dictionary<string, Shown>>(await page.EvaluateAsync<string>(ReadRows));
    }

    /// <summary>Ends when the URL has said the same for a while: what is dragged is written into it when it rests.</summary>
    public Task LinkRestsAsync() => page.EvaluateAsync(LinkRests);

    /// <summary>What <c>window.isotherm.tile</c> says of these clusters, by id.</summary>
    public async Task<IReadOnlyDictionary<string, TileHandle>> TilesAsync(IEnumerable<string> ids) =>
        Read<Dictionary<string, TileHandle>>(await page.EvaluateAsync<string>(ReadTiles, ids.ToArray()));

    /// <summary>The block whose values the tiles show.</summary>
    public async Task<long> ShownBlockAsync(string anyId)
    {
        await page.WaitForFunctionAsync("(id) => window.isotherm.tile(id)", anyId); // live is said before the first picture is drawn
        return (await TilesAsync([anyId]))[anyId].Block;
    }

    /// <summary>The numbers of the legend in its order: green, yellow, red, unknown, exempt, liquidated, queued.</summary>
    public async Task<IReadOnlyList<int>> LegendAsync() =>
        Read<int[]>(await page.EvaluateAsync<string>(
            "() => JSON.stringify([...document.querySelectorAll('footer[aria-label=Legend] li b')].map((b) => Number(b.textContent.replace(/\\D/g, ''))))"));

    /// <summary>The state in the header: live, late, stale or disconnected.</summary>
    public ILocator State(string state) => page.Locator($"header [role=status][aria-label='Data is {state}']");

    /// <summary>Waits until the page shows this network live.</summary>
    public async Task ShowsAsync(string network) => await page.WaitForFunctionAsync(
        "(id) => window.isotherm?.network === id && window.isotherm.count > 0 && window.isotherm.state === 'live'", network, new() { Timeout = StartMilliseconds });

    /// <summary>How much wider than the screen the page is, in CSS px.</summary>
    public async Task<int> SidewaysAsync() => await page.EvaluateAsync<int>(
        "() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth");

    /// <summary>What is on the screen.</summary>
    public async Task<Pixels> ScreenAsync() => Pixels.Decode(await page.ScreenshotAsync());

    /// <summary>What has moved without the user's doing, with how far (layout-shift).</summary>
    public async Task<string[]> LayoutShiftsAsync() => await page.EvaluateAsync<string[]>("() => window.shifts");

    /// <summary>How often the page's own state differed from the server's hash or counts; it heals itself, so a test must ask.</summary>
    public async Task<int> MismatchesAsync() => await page.EvaluateAsync<int>("() => window.isotherm.mismatches");

    public async Task ForgetLayoutShiftsAsync() => await page.EvaluateAsync("() => void (window.shifts = [])");

    public async ValueTask DisposeAsync() => await page.Context.DisposeAsync();

    private static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web) ?? throw new InvalidDataException($"the page answered {json}");
}
