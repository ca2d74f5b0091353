using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>A level of the ladder under the pointer, thresholds that are typed, and an order that is asked for: what each does to the map.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed partial class DeskByHandTests(LiveDemo demo)
{
    private const int Patience = 15;
    private const int MixPatience = 60;
    private const int Level = -25;
    private const int CriticalHundredths = 120;

    private const string ReadOrder = """
        () => JSON.stringify({
          words: [...document.querySelectorAll('button.sort')].map((b) => b.textContent.trim()).join(),
          tiles: Object.fromEntries([...document.querySelectorAll('.map-rows [data-cluster-id]')]
            .map((row) => [row.dataset.clusterId, window.isotherm.tile(row.dataset.clusterId)]).filter((pair) => pair[1])),
        })
        """;

    private static readonly BigInteger One = BigInteger.Pow(10, 18);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_level_of_the_ladder_under_the_pointer_lights_exactly_the_tiles_that_fall_at_it() => OnPageAsync("ladder-hover", "/?panel=stress", async page =>
    {
        var chart = page.Page.GetByRole(AriaRole.Slider, new() { Name = "Price level" });
        await chart.ScrollIntoViewIfNeededAsync();
        var ids = (await page.RowsAsync()).Keys.ToArray();
        var ladder = await demo.Api.LadderAsync(await page.ShownBlockAsync(ids[0]), Ct);
        int[] levels = [.. ladder.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("change").GetInt32())];
        var box = (await chart.BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync((float)(box.X + (box.Width * (Array.IndexOf(levels, Level) + 0.5) / levels.Length)), box.Y + 40);
        await Eventually.HoldsAsync("the tiles of the level", async () =>
        {
            var tiles = await page.TilesAsync(ids);
            var truth = await demo.Api.HeatmapAsync($"{tiles.Values.First().Block}", Ct);
            var fall = truth.Clusters.Where(FallsAtLevel).Select(cluster => cluster.Id).ToHashSet();
            string[] wrong = [.. tiles.Where(tile => tile.Value.Dimmed == fall.Contains(tile.Key)).Select(tile => tile.Key)];
            return fall.Count > 0 && fall.Count < ids.Length && wrong.Length == 0 ? null : $"{fall.Count} fall; of them or beside them are wrong: {string.Join(", ", wrong.Take(5))}";
        }, Patience, Ct);

        await page.Page.Mouse.MoveAsync(box.X, 20);
        await Eventually.HoldsAsync("all tiles to be lit again", async () =>
            (await page.TilesAsync(ids)).Values.Count(tile => tile.Dimmed) is var dimmed and > 0 ? $"{dimmed} are dimmed" : null, Patience, Ct);
    });

    [Fact]
    public Task Typed_thresholds_are_explained_where_they_make_no_pair_stand_beside_the_networks_and_are_put_back() => OnPageAsync("thresholds-typed", "/", async page =>
    {
        var legend = page.Page.Locator("footer[aria-label=Legend]");
        var (warning, critical) = (legend.GetByLabel("warning", new() { Exact = true }), legend.GetByLabel("critical", new() { Exact = true }));
        await warning.FillAsync("1.1");
        await Assertions.Expect(legend.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Critical must be below warning, which is 1.1.");
        await Assertions.Expect(critical).ToHaveAttributeAsync("aria-invalid", "true");
        await warning.PressAsync("Enter");
        foreach (var (typed, words) in new[] { ("1,5", "Warning: expected a number such as 1.35."), ("1.23456", "Warning: at most 4 decimals count."), ("0", "Warning: must be above 0."), ("101", "Warning: at most 100.") })
        {
            await warning.FillAsync(typed);
            await Assertions.Expect(legend.GetByRole(AriaRole.Alert)).ToHaveTextAsync(words);
        }

        await warning.PressAsync("Enter");
        await page.LinkRestsAsync();
        Assert.DoesNotContain("own=", page.Page.Url, StringComparison.Ordinal);

        await warning.FillAsync("1.75");
        await warning.PressAsync("Enter");
        await page.Page.WaitForURLAsync(new Regex("own=1.75,1.2(&|$)"));
        await Assertions.Expect(legend.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        var handle = legend.GetByRole(AriaRole.Slider, new() { Name = "My warning threshold" });
        await Assertions.Expect(handle).ToHaveAttributeAsync("aria-valuetext", new Regex("^1.75, the network’s is 1.50; "));
        await Assertions.Expect(legend.Locator(".tick.warning")).ToHaveTextAsync("1.50 network’s");
        await legend.GetByRole(AriaRole.Button, new() { Name = "Network’s" }).ClickAsync();
        await page.Page.WaitForURLAsync(url => !url.Contains("own=", StringComparison.Ordinal));
        await Assertions.Expect(warning).ToHaveValueAsync("1.5");
        await Assertions.Expect(legend.Locator("p.mine")).ToBeHiddenAsync();
    });

    [Fact]
    public Task Sorting_by_risk_is_an_act_after_which_the_page_counts_who_is_out_of_order_and_moves_nobody() => OnPageAsync("sorted", "/?group=none", async page =>
    {
        var button = page.Page.GetByRole(AriaRole.Button, new() { NameRegex = SortWords() });
        // A block may come between the act and the look.
        Task SortsAsync() => Eventually.HoldsAsync("the order of risk", async () =>
        {
            await button.ClickAsync();
            var order = await OrderAsync(page);
            return order is { Told: 0, Misplaced: 0 } ? null : $"{order.Misplaced} are out of order, the page says {order.Told}";
        }, Patience, Ct);
        await SortsAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        var sorted = (await OrderAsync(page)).Tiles;

        await Eventually.HoldsAsync("who is out of order to be counted", async () =>
            await OrderAsync(page) is { Told: > 0 } order && order.Told == order.Misplaced ? null : "none is, or not so many", MixPatience, Ct);
        var moved = (await OrderAsync(page)).Tiles.Where(tile => sorted.TryGetValue(tile.Key, out var before) && before.Rect != tile.Value.Rect);
        Assert.Empty(moved.Select(tile => tile.Key));
        await page.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('button.sort')].some((b) => b.textContent.includes('sort again'))");
        await SortsAsync();
    });

    // What the button says and what the map shows, of one moment.
    private static async Task<Order> OrderAsync(MapPage page)
    {
        await page.Page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        var (words, tiles) = JsonSerializer.Deserialize<Shot>(await page.Page.EvaluateAsync<string>(ReadOrder), JsonSerializerOptions.Web)!;
        var told = SortWords().Match(words).Groups[1].Value;
        BigInteger[] ratios = [.. tiles.Where(tile => tile.Value.Ratio is not null).OrderBy(tile => tile.Value.Rect.Y).ThenBy(tile => tile.Value.Rect.X).Select(tile => Fixed(tile.Value.Ratio!))];
        return new(told.Length == 0 ? 0 : int.Parse(told, CultureInfo.InvariantCulture), ratios.Length - LongestAscending(ratios), tiles);
    }

    private static int LongestAscending(BigInteger[] values)
    {
        List<BigInteger> tails = [];
        foreach (var value in values)
        {
            var at = tails.FindIndex(tail => tail > value);
            if (at < 0)
                tails.Add(value);
            else
                tails[at] = value;
        }

        return tails.Count;
    }

    // Who is below already falls at no level.
    private static bool FallsAtLevel(ApiCluster cluster) =>
        cluster.SettlementRatio is { } ratio && Fixed(ratio) * 100 >= One * CriticalHundredths && Fixed(ratio) * (100 + Level) < One * CriticalHundredths;

    private static BigInteger Fixed(string ratio) => BigInteger.Parse(ratio.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^sort (?:by risk|again \((\d+)\))$")]
    private static partial Regex SortWords();

    private async Task OnPageAsync(string test, string link, Func<MapPage, Task> body)
    {
        await using var page = await demo.OpenAsync(1600, 1000, link: link);
        await Evidence.KeepAsync(test, demo.Server, page, async () =>
        {
            await body(page);
            Assert.Empty(page.Complaints);
        });
    }

    private sealed record Shot(string Words, Dictionary<string, TileHandle> Tiles);

    /// <summary>How many the page says are out of order, and how many would have to move.</summary>
    private sealed record Order(int Told, int Misplaced, IReadOnlyDictionary<string, TileHandle> Tiles);
}
