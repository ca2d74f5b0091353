using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

[Collection(LiveDemoCollection.Name)]
public sealed class FindTests(LiveDemo demo)
{
    private const int Width = 1600;
    private const int Height = 1000;
    private const int Patience = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_with_a_filter_dims_exactly_the_tiles_that_by_the_api_do_not_match_at_any_block()
    {
        var some = (await demo.Api.CsvAsync("latest", Ct))[0];
        var (gpuClass, region) = (some["gpuClass"], some["region"]);
        var filter = $"(ratio<1.6 or class=\"{gpuClass}\" or zone:exempt) not region=\"{region}\" collateral>0";
        bool Matches(IReadOnlyDictionary<string, string> row) =>
            ((row["ratio"].Length > 0 && Number(row["ratio"]) < 1.6m) || row["gpuClass"] == gpuClass || row["zone"] == "exempt")
            && row["region"] != region && row["collateral"] != "0";

        await OnPageAsync($"/?group=class&q={Uri.EscapeDataString(filter)}", async page =>
        {
            for (var round = 0; round < 3; round++)
            {
                var from = await page.ShownBlockAsync(some["id"]);
                await Eventually.HoldsAsync("the page to dim what does not match", () => DimmedObjectionAsync(page, from + 1, Matches), Patience, Ct);
            }
        });
    }

    [Fact]
    public async Task A_filter_is_found_by_keyboard_and_one_that_is_wrong_is_underlined_and_explained() => await OnPageAsync("/", async page =>
    {
        var at = page.Page;
        var box = at.GetByRole(AriaRole.Combobox, new() { Name = "Filter clusters" });
        await Assertions.Expect(box).ToBeVisibleAsync();
        await at.Keyboard.PressAsync("/");
        await Assertions.Expect(box).ToBeFocusedAsync();
        await at.Keyboard.TypeAsync("zone:gr");
        await Assertions.Expect(at.GetByRole(AriaRole.Listbox, new() { Name = "Suggestions" }).GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await at.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-activedescendant", "suggestion-0");
        await at.Keyboard.PressAsync("Enter");
        await Assertions.Expect(box).ToHaveValueAsync("zone:green ");
        await Eventually.HoldsAsync("the page to dim what is not green", () => DimmedObjectionAsync(page, 0, row => row["zone"] == "green"), Patience, Ct);
        await Assertions.Expect(at.GetByRole(AriaRole.Log)).ToHaveTextAsync(new Regex(@"\d+ of \d+ clusters match"), new() { Timeout = 15_000 }); // the voice rests 5 s after each message

        await box.FillAsync("zone:gren");
        await at.Keyboard.PressAsync("Tab");
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(box).ToHaveAccessibleDescriptionAsync(new Regex("expected one of green, yellow, red"));
        await Assertions.Expect(at.Locator("mark")).ToHaveTextAsync("gren");
        await Assertions.Expect(at.Locator("mark")).ToHaveCSSAsync("text-decoration-style", "wavy");

        await box.FillAsync("name:nobody-is-called-this");
        await at.GetByRole(AriaRole.Button, new() { Name = "Clear the filter" }).Last.ClickAsync();
        await Assertions.Expect(box).ToHaveValueAsync("");
        await Eventually.HoldsAsync("nothing to be dimmed", () => DimmedObjectionAsync(page, 0, _ => true), Patience, Ct);
    });

    [Fact]
    public async Task A_saved_view_is_a_step_that_Back_undoes_and_its_link_shows_the_same_picture() => await OnPageAsync("/", async page =>
    {
        var at = page.Page;
        var box = at.GetByRole(AriaRole.Combobox, new() { Name = "Filter clusters" });
        await box.FillAsync("gpus>=1 in:queue");
        await at.GetByLabel("Group by", new() { Exact = true }).SelectOptionAsync("operator");
        await at.GetByRole(AriaRole.Button, new() { Name = "Saved views and links" }).ClickAsync();
        var dialog = at.GetByRole(AriaRole.Dialog, new() { Name = "Saved views" });
        await Assertions.Expect(dialog.GetByLabel("Save what is shown as")).ToBeFocusedAsync();
        await at.Keyboard.TypeAsync("Queue by operator");
        await at.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Status)).ToContainTextAsync("Saved as “Queue by operator”.");
        await at.Keyboard.PressAsync("Escape");
        await box.FillAsync("");
        await at.GetByLabel("Group by", new() { Exact = true }).SelectOptionAsync("region");
        await Assertions.Expect(at).ToHaveURLAsync(new Regex(@"^[^?]*(\?network=[^&]*)?$"));

        await at.GetByRole(AriaRole.Button, new() { Name = "Saved views and links" }).ClickAsync();
        await dialog.GetByRole(AriaRole.List, new() { Name = "Saved views" }).GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await Assertions.Expect(box).ToHaveValueAsync("gpus>=1 in:queue");
        await Eventually.HoldsAsync("the view's picture", () => DimmedObjectionAsync(page, 0, InQueue), Patience, Ct);
        var before = await page.TilesAsync((await page.RowsAsync()).Keys);

        await using (var other = await demo.OpenAsync(Width, Height, link: new Uri(at.Url).PathAndQuery))
        {
            await Eventually.HoldsAsync("the same picture elsewhere", () => DimmedObjectionAsync(other, 0, InQueue), Patience, Ct);
            var there = await other.TilesAsync(before.Keys);
            Assert.All(before, tile => Assert.Equal(tile.Value.Rect, there[tile.Key].Rect));
        }

        await at.GoBackAsync();
        await Assertions.Expect(box).ToHaveValueAsync("");
        await Assertions.Expect(at.GetByLabel("Group by", new() { Exact = true })).ToHaveValueAsync("region");
        await Eventually.HoldsAsync("nothing to be dimmed", () => DimmedObjectionAsync(page, 0, _ => true), Patience, Ct);
    });

    private static bool InQueue(IReadOnlyDictionary<string, string> row) =>
        int.Parse(row["gpus"], CultureInfo.InvariantCulture) >= 1 && row["queueState"] is "grace" or "due" or "blocked" or "recovered";

    // Of the block that the page shows, which must be this one or a later one.
    private async Task<string?> DimmedObjectionAsync(MapPage page, long from, Func<IReadOnlyDictionary<string, string>, bool> matches)
    {
        var ids = (await page.RowsAsync()).Keys;
        var tiles = await page.TilesAsync(ids);
        var blocks = tiles.Values.Select(tile => tile.Block).Distinct().ToArray();
        if (blocks is not [var block] || block < from)
            return $"the tiles are of block {string.Join(", ", blocks)}";
        var truth = await demo.Api.CsvAsync($"{block}", Ct);
        if (truth.Count != tiles.Count)
            return $"{tiles.Count} tiles, {truth.Count} clusters";
        string[] wrong = [.. truth.Where(row => tiles[row["id"]].Dimmed == matches(row)).Select(row => $"{row["name"]}, {row["zone"]} {row["ratio"]}")];
        return wrong.Length == 0 ? null : $"{wrong.Length} of {truth.Count} tiles at block {block}: {string.Join("; ", wrong.Take(3))}";
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private async Task OnPageAsync(string link, Func<MapPage, Task> body, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        await using var page = await demo.OpenAsync(Width, Height, link: link);
        await Evidence.KeepAsync(test, demo.Server, page, async () =>
        {
            await body(page);
            Assert.Empty(page.Complaints);
        });
    }
}
