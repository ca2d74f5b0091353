using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>A phone's map by real touches: nothing but tap, drag and pinch.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed class TouchTests(LiveDemo demo)
{
    private const int Patience = 10;
    private const string View = "() => { const box = document.querySelector('.map-host').getBoundingClientRect(); return [box.x, box.y, box.width, box.height]; }";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(390, 844)]
    [InlineData(320, 640)]
    public async Task A_tap_opens_a_drag_pans_and_a_pinch_zooms_about_the_middle_of_the_fingers(int width, int height)
    {
        using var rest = await demo.RestAsync(Ct);
        await using var page = await demo.OpenAsync(width, height);
        await Evidence.KeepAsync($"touch-{width}", demo.Server, page, async () =>
        {
            var fingers = await Fingers.OnAsync(page.Page);
            await page.Page.WaitForSelectorAsync("[aria-label=View] button");
            await TapOpensAsync(page);
            await DragPansAsync(page, fingers);
            await PinchZoomsAsync(page, fingers);
            Assert.Equal(0, await page.SidewaysAsync());
            Assert.Equal(1, await page.Page.EvaluateAsync<double>("() => visualViewport.scale"), 3);
            Assert.Empty(page.Complaints);
        });
    }

    private static async Task TapOpensAsync(MapPage page)
    {
        var (id, tile) = await MiddleAsync(page);
        await page.Page.Touchscreen.TapAsync((float)(tile.X + (tile.Width / 2)), (float)(tile.Y + (tile.Height / 2)));
        var sheet = page.Page.Locator(".sheet section.panel");
        await Assertions.Expect(sheet).ToBeVisibleAsync();
        await page.Page.WaitForURLAsync(new Regex($"[?&]cluster={id}(&|$)"));
        Assert.Equal(0, await page.SidewaysAsync());
        var handle = (await page.Page.Locator(".sheet .handle").BoundingBoxAsync())!;
        await page.Page.Touchscreen.TapAsync(handle.X + (handle.Width / 2), handle.Y + (handle.Height / 2));
        await Assertions.Expect(sheet).ToBeHiddenAsync();
    }

    private static async Task DragPansAsync(MapPage page, Fingers fingers)
    {
        var (id, before) = await MiddleAsync(page);
        await fingers.DragAsync((before.X + 10, before.Y + 10), (before.X + 10, before.Y - 110));
        await Eventually.HoldsAsync("the map to follow the finger", async () =>
            await RectAsync(page, id) is { } now && now.Y < before.Y - 60 && now.Width == before.Width ? null : "the tile has not moved", Patience, Ct);
        await Assertions.Expect(page.Page.Locator(".sheet")).ToHaveCountAsync(0);
    }

    private static async Task PinchZoomsAsync(MapPage page, Fingers fingers)
    {
        await RestsAsync(page);
        var (id, before) = await MiddleAsync(page);
        var middle = (X: before.X + (before.Width * 0.5), Y: before.Y + (before.Height * 0.25));
        await fingers.PinchAsync(middle, 60, 180);
        await Eventually.HoldsAsync("the zoom", async () =>
            await RectAsync(page, id) is { } now && now.Width > before.Width * 2.4 && now.Width < before.Width * 3.6 ? null : $"the tile was {before}, is {await RectAsync(page, id)}", Patience, Ct);
        await RestsAsync(page);
        var near = (await RectAsync(page, id))!;
        Assert.InRange((middle.X - near.X) / near.Width, 0.4, 0.6);
        Assert.InRange((middle.Y - near.Y) / near.Height, 0.15, 0.35);
        Assert.Contains("zoom=", await UrlWithZoomAsync(page), StringComparison.Ordinal);

        await fingers.DragAsync(middle, (middle.X - 60, middle.Y));
        await Eventually.HoldsAsync("the pan across", async () =>
            await RectAsync(page, id) is { } now && now.X < near.X - 20 ? null : "the tile has not moved", Patience, Ct);
        await RestsAsync(page);
        await fingers.PinchAsync(middle, 200, 40);
        await Eventually.HoldsAsync("all to be in sight again", async () =>
            await RectAsync(page, id) is { } now && Math.Abs(now.Width - before.Width) < 1 ? null : "the tile is still large", Patience, Ct);
    }

    private static async Task<string> UrlWithZoomAsync(MapPage page)
    {
        await page.Page.WaitForURLAsync(new Regex("zoom="));
        return page.Page.Url;
    }

    // The tile nearest to the middle of the map.
    private static async Task<(string Id, TileRect Rect)> MiddleAsync(MapPage page)
    {
        var view = await page.Page.EvaluateAsync<double[]>(View);
        var (x, y) = (view[0] + (view[2] / 2), view[1] + (view[3] / 2));
        var tiles = await page.TilesAsync((await page.RowsAsync()).Keys);
        var (id, tile) = tiles.MinBy(t => Math.Abs(t.Value.Rect.X + (t.Value.Rect.Width / 2) - x) + Math.Abs(t.Value.Rect.Y + (t.Value.Rect.Height / 2) - y));
        return (id, tile.Rect);
    }

    // A finger that lets go leaves the map gliding.
    private static async Task RestsAsync(MapPage page) => await page.Page.EvaluateAsync("""
        () => new Promise((done) => {
          const host = document.querySelector('.map-host');
          let [x, y, still] = [-1, -1, 0];
          const look = () => {
            still = host.scrollLeft === x && host.scrollTop === y ? still + 1 : 0;
            [x, y] = [host.scrollLeft, host.scrollTop];
            if (still > 12) done();
            else requestAnimationFrame(look);
          };
          look();
        })
        """);

    private static async Task<TileRect?> RectAsync(MapPage page, string id) => (await page.TilesAsync([id])).GetValueOrDefault(id)?.Rect;
}
