using System.Globalization;
using System.Numerics;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

[Collection(LiveDemoCollection.Name)]
public sealed class LiveMapTests(LiveDemo demo)
{
    private const int Width = 1600;
    private const int Height = 1000;
    private const int Patience = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Tiles_rows_and_zone_counts_equal_the_api_block_after_block_and_nothing_moves() => OnPageAsync(async page =>
    {
        await AgreesAsync(page, null);
        var before = await page.TilesAsync((await page.RowsAsync()).Keys);
        var first = await page.ShownBlockAsync(before.Keys.First());
        await page.ForgetLayoutShiftsAsync();

        for (var block = first + 1; block <= first + 10; block++)
        {
            await ReachesAsync(page, before.Keys.First(), block);
            await AgreesAsync(page, null);
        }

        var after = await page.TilesAsync(before.Keys);
        Assert.Equal(before.Count, after.Count);
        Assert.All(before, tile => Assert.Equal(tile.Value.Rect, after[tile.Key].Rect));
        Assert.Empty(await page.LayoutShiftsAsync());
        Assert.True((await demo.Api.HeatmapAsync("latest", Ct)).Clusters.Count <= 2_000, "beyond 2 000 tiles not each has a row");
    });

    [Fact]
    public Task A_price_transaction_changes_colours_without_a_reload() => OnPageAsync(async page =>
    {
        using var rest = await demo.RestAsync(Ct);
        await page.Page.EvaluateAsync("() => void (window.untouched = 'since the start')");
        var truth = await demo.Api.HeatmapAsync("latest", Ct);
        var ids = truth.Shown.Keys.ToArray();
        var before = await page.TilesAsync(ids);
        var price = BigInteger.Parse(truth.Inputs.TokenPrice.Value!, CultureInfo.InvariantCulture) * 6 / 10;

        await demo.SetTokenPriceAsync(price, Ct);

        await Eventually.HoldsAsync("the price in the API", async () =>
            (await demo.Api.HeatmapAsync("latest", Ct)).Inputs.TokenPrice.Value is var told && told == price.ToString(CultureInfo.InvariantCulture) ? null : $"it is {told}", Patience, Ct);
        await Eventually.HoldsAsync("the colours of the new price", async () =>
        {
            var now = await page.TilesAsync(ids);
            var changed = before.Count(tile => tile.Value.BandColour != now[tile.Key].BandColour);
            return changed > ids.Length / 2 ? null : $"{changed} of {ids.Length} tiles have another colour";
        }, Patience, Ct);
        await AgreesAsync(page, null);
        Assert.Equal("since the start", await page.Page.EvaluateAsync<string>("() => window.untouched"));
        var moved = await page.TilesAsync(ids);
        Assert.All(before, tile => Assert.Equal(tile.Value.Rect, moved[tile.Key].Rect));
    });

    [Fact]
    public Task A_silent_node_makes_the_page_late_then_stale_with_the_confirmed_block_and_its_return_makes_it_live() => OnPageAsync(async page =>
    {
        using var rest = await demo.RestAsync(Ct);
        await AgreesAsync(page, null);
        await demo.FreezeNodeAsync(Ct);
        try
        {
            await ShowsStateAsync(page, "late");
            await AgreesAsync(page, "confirmed");
            var head = await demo.Api.HeatmapAsync("latest", Ct);
            var confirmed = await demo.Api.HeatmapAsync("confirmed", Ct);
            Assert.Equal(head.Block.Number - 1, confirmed.Block.Number);
            await ShowsStateAsync(page, "stale");
            await AgreesAsync(page, "confirmed");
            await Assertions.Expect(page.Page.Locator(".tools [role=status]"))
                .ToContainTextAsync(new System.Text.RegularExpressions.Regex($@"confirmed block {Grouped(confirmed.Block.Number)}, \d+ s old"));
            await AreDesaturatedAsync(page, confirmed);
        }
        finally
        {
            await demo.WakeNodeAsync(Ct);
        }

        await ShowsStateAsync(page, "live");
        await AgreesAsync(page, null);
    });

    [Fact]
    public Task The_map_is_worked_by_keyboard() => OnPageAsync(async page =>
    {
        var keyboard = page.Page.Keyboard;
        var grid = page.Page.Locator("[role=grid]");
        for (var stops = 0; !await grid.EvaluateAsync<bool>("(e) => e === document.activeElement"); stops++)
        {
            Assert.True(stops < 24, "the grid is not among the first 24 tab stops");
            await keyboard.PressAsync("Tab");
        }

        var first = await grid.GetAttributeAsync("aria-activedescendant");
        await keyboard.PressAsync("ArrowRight");
        var second = await grid.GetAttributeAsync("aria-activedescendant");
        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.NotEqual(first, second);

        await keyboard.PressAsync("Enter");
        var name = await page.Page.Locator($"#{second} [role=gridcell]").First.TextContentAsync();
        var panel = page.Page.GetByRole(AriaRole.Region, new() { Name = $"Cluster {name}", Exact = true });
        await Assertions.Expect(panel).ToBeVisibleAsync();

        await keyboard.PressAsync("Escape");
        await Assertions.Expect(panel).ToBeHiddenAsync();
    });

    [Fact]
    public async Task Nothing_scrolls_sideways_on_the_narrowest_phone()
    {
        await using var page = await demo.OpenAsync(320, 640);
        await Evidence.KeepAsync(nameof(Nothing_scrolls_sideways_on_the_narrowest_phone), demo.Server, page, async () =>
        {
            foreach (var link in new[] { "/", "/?view=queue", "/?cluster=1" })
            {
                await page.Page.GotoAsync(new Uri(demo.Server.Address, link).ToString());
                await page.Page.WaitForFunctionAsync("() => window.isotherm?.count > 0");
                Assert.Equal(320, await page.Page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"));
            }

            Assert.Empty(page.Complaints);
        });
    }

    private async Task OnPageAsync(Func<MapPage, Task> body, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        await using var page = await demo.OpenAsync(Width, Height);
        await Evidence.KeepAsync(test, demo.Server, page, async () =>
        {
            await body(page);
            Assert.Empty(page.Complaints);
            Assert.Equal(0, await page.MismatchesAsync());
        });
    }

    private Task AgreesAsync(MapPage page, string? block) =>
        Eventually.HoldsAsync("the page to agree with the API", () => PageAgreement.ObjectionAsync(page, demo.Api, block, Ct), Patience, Ct);

    private static Task ShowsStateAsync(MapPage page, string state) =>
        Assertions.Expect(page.State(state)).ToBeVisibleAsync(new() { Timeout = Patience * 1000 });

    private static Task ReachesAsync(MapPage page, string id, long block) => Eventually.HoldsAsync($"block {block}", async () =>
        await page.ShownBlockAsync(id) is var shown && shown >= block ? null : $"the page shows block {shown}", Patience, Ct);

    private static async Task AreDesaturatedAsync(MapPage page, ApiHeatmap truth)
    {
        var (screen, colours) = (await page.ScreenAsync(), BandColours.Of("dark"));
        var tiles = await page.TilesAsync(truth.Shown.Keys);
        var coloured = tiles.Values.Where(tile => tile.Zone is "green" or "yellow" or "red").ToArray();
        Assert.NotEmpty(coloured);
        Assert.All(coloured, tile => Assert.InRange(BandColours.FillOf(screen, tile.Rect).Chroma, 0, 0.6 * colours.LeastChroma(tile.Zone)));
    }

    // The page groups digits by thin spaces.
    private static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(",", @"\s?", StringComparison.Ordinal);
}
