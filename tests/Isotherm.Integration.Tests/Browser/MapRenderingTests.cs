using System.Globalization;
using System.Text.Json;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>What is on the screen is what the page says of it, by the GPU and by the 2D canvas.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed class MapRenderingTests(LiveDemo demo)
{
    private const int Tries = 30;
    private const int FewestLines = 3;
    private const string Focus = "() => document.querySelector('[role=grid]').focus()";
    private const string Blur = "() => document.activeElement.blur()";

    // Of each tile that nothing lies over: its words, and the points at which its halves are read.
    private const string ReadPainted = """
        () => JSON.stringify([...document.querySelectorAll('.map-rows [data-cluster-id]')].flatMap((row) => {
          const tile = window.isotherm.tile(row.dataset.clusterId);
          if (!tile) return [];
          const { x, y, width, height } = tile.rect;
          const points = [[x + 5.5, y + height / 2], [x + Math.floor(width / 2) + 3.5, y + 4.5]];
          const pinned = [...document.querySelectorAll('.map-pins > p')].map((pin) => pin.getBoundingClientRect());
          const seen = points.every(([px, py]) =>
            document.elementFromPoint(px, py)?.classList.contains('map-canvas')
            && !pinned.some((pin) => px >= pin.left && px <= pin.right && py >= pin.top && py <= pin.bottom));
          return seen ? [{ id: row.dataset.clusterId, block: tile.block, zone: tile.zone, bandColour: tile.bandColour, after: tile.after, points: points.flat().map(Math.floor) }] : [];
        }))
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("webgl", 1600, 1000)]
    [InlineData("webgl", 390, 844)]
    [InlineData("canvas", 1600, 1000)]
    [InlineData("canvas", 390, 844)]
    public Task Each_tile_in_sight_has_exactly_the_colour_that_the_page_says_near_and_far(string renderer, int width, int height) =>
        OnPageAsync(width, height, renderer == "canvas" ? "/?renderer=canvas" : "/", async page =>
        {
            await DrawsByAsync(page, renderer);
            var far = await AgreesAsync(page);
            await ZoomAsync(page, "+", 3);
            var near = await AgreesAsync(page);
            Assert.True(near > 0 && near < far, $"{far} tiles were in sight, {near} when zoomed in");
            Assert.InRange(await page.Page.EvaluateAsync<int>("() => window.isotherm.map.drawCalls"), renderer == "webgl" ? 1 : 0, renderer == "webgl" ? 3 : 0);
            await ZoomAsync(page, "0", 1);
            Assert.Equal(far, await AgreesAsync(page));
        });

    [Theory]
    [InlineData("/?stress=price:-20")]
    [InlineData("/?stress=price:-20&renderer=canvas")]
    public Task A_stressed_tile_shows_before_on_its_left_and_after_on_its_right(string link) => OnPageAsync(1600, 1000, link, async page =>
    {
        await page.Page.WaitForFunctionAsync("() => window.isotherm.tile('1')?.after");
        // The mark that says so lies over tiles and lets the pointer through: without it they are seen.
        await page.Page.Locator("div.mark:has(svg.watermark)").EvaluateAsync("(mark) => void (mark.style.display = 'none')");
        await DrawsByAsync(page, link.Contains("canvas", StringComparison.Ordinal) ? "canvas" : "webgl");
        await AgreesAsync(page);
        Assert.Contains(await PaintedAsync(page), tile => tile.After!.Zone != tile.Zone);
    });

    [Theory]
    [InlineData("webgl")]
    [InlineData("canvas")]
    public Task Red_is_hatched_and_nothing_else_is_so_that_no_colour_is_needed(string renderer) => OnPageAsync(1600, 1000, renderer == "canvas" ? "/?renderer=canvas" : "/", async page =>
    {
        await DrawsByAsync(page, renderer);
        await Eventually.HoldsAsync("hatches where red is", async () =>
        {
            var tiles = (await page.TilesAsync((await page.RowsAsync()).Keys)).Values.Where(tile => tile.Zone is "green" or "yellow" or "red").ToArray();
            var screen = await page.ScreenAsync();
            var wrong = tiles.Where(tile => Lines(screen, tile.Rect) >= FewestLines != (tile.Zone == "red")).Select(tile => $"{tile.Zone} {tile.Ratio}: {Lines(screen, tile.Rect)} lines").ToArray();
            return wrong.Length == 0 && tiles.Any(tile => tile.Zone == "red") ? null : $"{wrong.Length} of {tiles.Length}: {string.Join("; ", wrong.Take(3))}";
        }, 20, Ct);
    });

    [Fact]
    public Task A_lost_graphics_context_leaves_no_blank_map_and_its_return_is_used() => OnPageAsync(1600, 1000, "/", async page =>
    {
        await DrawsByAsync(page, "webgl");
        await page.Page.EvaluateAsync("() => { window.context = document.querySelector('.map-canvas').getContext('webgl2').getExtension('WEBGL_lose_context'); window.context.loseContext(); }");
        await DrawsByAsync(page, "canvas");
        await AgreesAsync(page);
        await page.Page.EvaluateAsync("() => window.context.restoreContext()");
        await DrawsByAsync(page, "webgl");
        await AgreesAsync(page);
    });

    [Fact]
    public Task The_wheel_zooms_about_the_pointer_a_drag_pans_and_the_link_leads_back() => OnPageAsync(1600, 1000, "/", async page =>
    {
        var mouse = page.Page.Mouse;
        var (id, before) = (await page.TilesAsync((await page.RowsAsync()).Keys)).MaxBy(tile => tile.Value.Rect.X);
        await mouse.MoveAsync((float)(before.Rect.X + 8), (float)(before.Rect.Y + 8));
        await mouse.WheelAsync(0, -600);
        await page.Page.WaitForFunctionAsync("() => location.search.includes('zoom=')");
        var near = (await page.TilesAsync([id]))[id].Rect;
        Assert.True(near.Width > before.Rect.Width * 1.5, $"{near} is hardly larger than {before.Rect}");
        Assert.InRange(before.Rect.X + 8, near.X, near.X + near.Width);
        Assert.InRange(before.Rect.Y + 8, near.Y, near.Y + near.Height);

        await mouse.DownAsync();
        await mouse.MoveAsync((float)(before.Rect.X + 68), (float)(before.Rect.Y + 28), new() { Steps = 4 });
        await mouse.UpAsync();
        await Eventually.HoldsAsync("the pan", async () => (await page.TilesAsync([id]))[id].Rect.X > near.X + 30 ? null : "the tile has not followed the pointer", 10, Ct);
        var panned = (await page.TilesAsync([id]))[id].Rect;

        await page.LinkRestsAsync();
        Assert.DoesNotContain("cluster=", page.Page.Url, StringComparison.Ordinal);
        await page.Page.ReloadAsync();
        await page.ShowsAsync("demo");
        await Eventually.HoldsAsync("the place that the link names", async () =>
        {
            var now = (await page.TilesAsync([id])).GetValueOrDefault(id)?.Rect;
            return now is not null && Math.Abs(now.X - panned.X) < 2 && Math.Abs(now.Y - panned.Y) < 2 && Math.Abs(now.Width - panned.Width) < 2 ? null : $"the tile is at {now}, was at {panned}";
        }, 10, Ct);
    });

    // Between the figures and the lower edge: how often what is there leaves the fill's colour.
    private static int Lines(Pixels screen, TileRect tile)
    {
        var (y, fill, lines, inside) = ((int)(tile.Y + tile.Height - 5), BandColours.FillOf(screen, tile), 0, false);
        for (var x = (int)tile.X + 7; x < tile.X + tile.Width - 7; x++)
        {
            var apart = OkLab.Of(screen[x, y]).DistanceTo(fill) > 3;
            lines += apart && !inside ? 1 : 0;
            inside = apart;
        }

        return lines;
    }

    private static async Task ZoomAsync(MapPage page, string key, int times)
    {
        await page.Page.EvaluateAsync(Focus);
        for (var i = 0; i < times; i++)
            await page.Page.Keyboard.PressAsync(key);
        await page.Page.EvaluateAsync(Blur);
    }

    private static async Task DrawsByAsync(MapPage page, string renderer) => await page.Page.WaitForFunctionAsync(
        "(renderer) => window.isotherm.map?.renderer === renderer && window.isotherm.map.frames > 0", renderer);

    /// <summary>Compares the screen with the page's words within one block; returns how many tiles were in sight.</summary>
    private static async Task<int> AgreesAsync(MapPage page)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            // A frame may still be on its way to the screen.
            await page.Page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
            var before = await PaintedAsync(page);
            var screen = await page.ScreenAsync();
            var after = await PaintedAsync(page);
            if (before.Length == 0 || before.Length != after.Length || before.Zip(after).Any(pair => pair.First.Said != pair.Second.Said))
                continue;
            Assert.Equal([], before.Select(tile => tile.Objection(screen)).OfType<string>());
            return before.Length;
        }

        Assert.Fail($"the map did not rest between two looks in {Tries} tries");
        return 0;
    }

    private static async Task<Painted[]> PaintedAsync(MapPage page) =>
        JsonSerializer.Deserialize<Painted[]>(await page.Page.EvaluateAsync<string>(ReadPainted), JsonSerializerOptions.Web) ?? [];

    private async Task OnPageAsync(int width, int height, string link, Func<MapPage, Task> body, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        using var rest = await demo.RestAsync(Ct);
        await using var page = await demo.OpenAsync(width, height, link: link);
        await Evidence.KeepAsync(string.Create(CultureInfo.InvariantCulture, $"{test}-{width}"), demo.Server, page, async () =>
        {
            await body(page);
            Assert.Empty(page.Complaints);
        });
    }

    private sealed record Half(string Zone, string BandColour);

    private sealed record Painted(string Id, long Block, string Zone, string BandColour, Half? After, int[] Points)
    {
        public string Said => $"{Block} {BandColour} {After} {string.Join(' ', Points)}";

        public string? Objection(Pixels screen)
        {
            if (At(screen, 0) != BandColour)
                return $"tile {Id} ({Zone}) is {At(screen, 0)} on the left, the page says {BandColour}";
            // The right half has no plain edge: only what has no texture is exactly its colour.
            if (After is not { Zone: "green" or "yellow" or "exempt" } after || At(screen, 2) == after.BandColour)
                return null;
            return $"tile {Id} ({after.Zone} under stress) is {At(screen, 2)} on the right, the page says {after.BandColour}";
        }

        private string At(Pixels screen, int point)
        {
            var (r, g, b) = screen[Points[point], Points[point + 1]];
            return $"#{r:x2}{g:x2}{b:x2}";
        }
    }
}
