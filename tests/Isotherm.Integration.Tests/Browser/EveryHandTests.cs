using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>The page by keyboard alone, by thumb alone, and as assistive technology is told of it.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed partial class EveryHandTests(LiveDemo demo)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task The_table_is_worked_by_keyboard_and_says_what_the_server_says() => OnPageAsync("hand-keyboard", 1600, 1000, async page =>
    {
        using var rest = await demo.RestAsync(Ct);
        var at = page.Page;
        await at.WaitForSelectorAsync("[aria-label=View] button"); // the shortcuts come with the tools, behind the first picture
        await at.EvaluateAsync("() => document.querySelector('.map-rows').focus()");
        await at.Keyboard.PressAsync("t");
        var table = at.Locator("section.table [role=grid]");
        await Assertions.Expect(table).ToBeVisibleAsync();
        var clusters = (await demo.Api.HeatmapAsync("latest", Ct)).Clusters;
        await Assertions.Expect(table).ToHaveAttributeAsync("aria-rowcount", $"{clusters.Count + 1}");
        await Assertions.Expect(table.Locator("[aria-sort=ascending]")).ToHaveTextAsync("Ratio");

        await table.FocusAsync();
        var seen = new HashSet<string>();
        await at.Keyboard.PressAsync("Home");
        for (var row = 0; row < clusters.Count; row++)
        {
            seen.Add(await ActiveAsync(table));
            await at.Keyboard.PressAsync("ArrowDown");
        }

        Assert.Equal(clusters.Select(c => c.Id).Order(), seen.Order());
        await at.Keyboard.PressAsync("Enter");
        var last = clusters.Single(c => c.Id == seen.Last());
        await Assertions.Expect(at.GetByRole(AriaRole.Region, new() { Name = $"Cluster {last.Name}", Exact = true })).ToBeVisibleAsync();
    });

    [Fact]
    public Task Assistive_technology_is_told_every_tile_in_a_sentence_and_hears_one_voice() => OnPageAsync("hand-tree", 1600, 1000, async page =>
    {
        var at = page.Page;
        var clusters = (await demo.Api.HeatmapAsync("latest", Ct)).Clusters;
        var map = at.GetByRole(AriaRole.Grid, new() { Name = "Clusters by group" });
        await Assertions.Expect(map).ToHaveAttributeAsync("aria-rowcount", $"{clusters.Count}");
        await Assertions.Expect(map.GetByRole(AriaRole.Row)).ToHaveCountAsync(clusters.Count);
        foreach (var cluster in clusters.Take(20))
            await Assertions.Expect(map.Locator($"[data-cluster-id='{cluster.Id}']"))
                .ToHaveAttributeAsync("aria-label", new Regex($"^{Regex.Escape(cluster.Name)}, .+ GPUs?"));
        await Assertions.Expect(at.Locator("[role=log][aria-live=polite]")).ToHaveCountAsync(1);
    });

    [Theory]
    [InlineData(390, 844)]
    [InlineData(320, 640)]
    public Task A_thumb_reaches_tile_list_and_cluster_without_a_sideways_scroll(int width, int height) => OnPageAsync($"hand-touch-{width}", width, height, async page =>
    {
        var at = page.Page;
        var sections = at.Locator("nav[aria-label=Sections]");
        foreach (var section in new[] { "List", "Queue", "Map" })
        {
            var button = sections.GetByRole(AriaRole.Button, new() { Name = section });
            var box = await button.BoundingBoxAsync();
            Assert.True(box!.Width >= 24 && box.Height >= 24, $"{section} is {box.Width} × {box.Height} px");
            await button.ClickAsync();
            await Assertions.Expect(button).ToHaveAttributeAsync("aria-current", "page");
            Assert.Equal(0, await page.SidewaysAsync());
        }

        await sections.GetByRole(AriaRole.Button, new() { Name = "List" }).ClickAsync();
        var card = at.Locator("section.table .body [role=row]").First;
        var id = await card.GetAttributeAsync("data-cluster-id");
        await card.ClickAsync();
        await Assertions.Expect(at.Locator(".sheet section.panel")).ToBeVisibleAsync();
        await at.WaitForURLAsync(new Regex($"[?&]cluster={id}(&|$)"));
        Assert.Equal(0, await page.SidewaysAsync());
        var handle = (await at.Locator(".sheet .handle").BoundingBoxAsync())!;
        await at.Mouse.MoveAsync(handle.X + (handle.Width / 2), handle.Y + 10);
        await at.Mouse.DownAsync();
        await at.Mouse.MoveAsync(handle.X + (handle.Width / 2), handle.Y + 150, new() { Steps = 5 });
        await at.Mouse.UpAsync();
        await Assertions.Expect(at.Locator(".sheet")).ToBeHiddenAsync();
    });

    [Theory]
    [InlineData("?view=table", "section.table [role=grid]")]
    [InlineData("?panel=help", "dialog")]
    [InlineData("?panel=stress", "section.stress")]
    [InlineData("?panel=views", "dialog")]
    public async Task Axe_finds_no_serious_violation_dark_and_light(string link, string shown)
    {
        foreach (var theme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await using var page = await demo.OpenAsync(1280, 800, theme, $"/{link}");
            await Evidence.KeepAsync($"axe-{Letters().Replace(link, "-")}-{theme}", demo.Server, page, async () =>
            {
                await Assertions.Expect(page.Page.Locator(shown).First).ToBeVisibleAsync();
                Axe.ExpectNoneSerious(await page.Page.RunAxe(), $"{link}, {theme}");
                Assert.Empty(page.Complaints);
            });
        }
    }

    private static async Task<string> ActiveAsync(ILocator table) =>
        await table.EvaluateAsync<string>("(e) => document.getElementById(e.getAttribute('aria-activedescendant')).dataset.clusterId");

    [GeneratedRegex("[^a-z]+")]
    private static partial Regex Letters();

    private async Task OnPageAsync(string test, int width, int height, Func<MapPage, Task> body)
    {
        await using var page = await demo.OpenAsync(width, height);
        await Evidence.KeepAsync(test, demo.Server, page, async () =>
        {
            await body(page);
            Assert.Empty(page.Complaints);
        });
    }
}
