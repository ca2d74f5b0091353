using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>What assistive technology is told, and by how many voices; the table's order in the link.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed class SpokenTests(LiveDemo demo)
{
    // web/src/find/FilterBox.svelte and web/src/ui/announcements.ts, and a little more.
    private const int RestMilliseconds = 800;
    private const int QuietMilliseconds = 6_000;

    private const string Voices = "() => [...document.querySelectorAll('[aria-live=polite], [role=log], [role=status]:not([aria-live=off])')].map((e) => e.outerHTML.slice(0, 120))";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_browsers_own_tree_has_a_named_row_for_each_tile_and_says_which_are_mine()
    {
        using var rest = await demo.RestAsync(Ct);
        var clusters = (await demo.Api.HeatmapAsync("latest", Ct)).Clusters;
        var mine = clusters[4].Id;
        await using var page = await demo.OpenAsync(1600, 1000, link: $"/?mine={mine}");
        await Evidence.KeepAsync("tree", demo.Server, page, async () =>
        {
            await Assertions.Expect(page.Page.Locator($".map-rows [data-cluster-id='{mine}']")).ToHaveAttributeAsync("aria-label", new Regex("^[^,]+, mine, "));
            await Assertions.Expect(page.Page.Locator(".map-rows [aria-label*=', mine, ']")).ToHaveCountAsync(1);
            var session = await page.Page.Context.NewCDPSessionAsync(page.Page);
            var tree = (await session.SendAsync("Accessibility.getFullAXTree"))!.Value.GetProperty("nodes").EnumerateArray();
            var names = tree.Where(node => !node.GetProperty("ignored").GetBoolean() && node.GetProperty("role").GetProperty("value").GetString() == "row")
                .Select(node => node.GetProperty("name").GetProperty("value").GetString()!).ToHashSet();
            Assert.Equal(clusters.Count, names.Count(name => Regex.IsMatch(name, "GPUs?")));
            Assert.All(clusters, cluster => Assert.Contains(names, name => name.StartsWith($"{cluster.Name}, ", StringComparison.Ordinal)));
            Assert.Empty(page.Complaints);
        });
    }

    [Fact]
    public async Task One_voice_speaks_whatever_is_open_and_a_filter_that_is_typed_is_said_once()
    {
        await using var page = await demo.Chromium.NewAsync(new() { Width = 1280, Height = 800 });
        await Evidence.KeepAsync("voices", demo.Server, page, async () =>
        {
            await page.Page.Clock.InstallAsync(new() { TimeDate = TimeProvider.System.GetUtcNow().UtcDateTime });
            await page.OpenAsync(new Uri(demo.Server.Address, "/?panel=stress&stress=price:-20&cluster=1"));
            await Assertions.Expect(page.Page.Locator("div.mark svg.watermark")).ToBeVisibleAsync();
            await Assertions.Expect(page.Page.Locator("[role=log]")).ToHaveCountAsync(1);
            foreach (var view in new[] { "Table", "Queue", "Map" })
            {
                await page.Page.Locator("nav[aria-label=Sections]").GetByRole(AriaRole.Button, new() { Name = view }).ClickAsync();
                Assert.Single(await page.Page.EvaluateAsync<string[]>(Voices));
            }

            await page.Page.EvaluateAsync("""
                () => {
                  window.said = [];
                  const voice = document.querySelector('[role=log]');
                  new MutationObserver(() => window.said.push(voice.textContent.trim())).observe(voice, { childList: true, characterData: true, subtree: true });
                }
                """);
            var box = page.Page.GetByRole(AriaRole.Combobox, new() { Name = "Filter clusters" });
            foreach (var text in new[] { "zone:green", "zone:red", "gpus>=1" })
            {
                await box.FillAsync(text);
                await Assertions.Expect(page.Page.Locator(".filter .count")).ToBeVisibleAsync();
                await page.Page.Clock.RunForAsync(RestMilliseconds);
            }

            // What was typed before the voice was free again is not said after it.
            await page.Page.Clock.RunForAsync(QuietMilliseconds);
            var said = await page.Page.EvaluateAsync<string[]>("() => window.said.filter((words) => words.includes('match'))");
            Assert.InRange(said.Length, 1, 2);
            Assert.All(said, words => Assert.Single(Regex.Matches(words, "match")));
            Assert.Empty(page.Complaints);
        });
    }

    [Theory]
    [InlineData(1280, 800, "Table")]
    [InlineData(390, 844, "List")]
    public async Task The_tables_order_is_in_the_link_and_Back_undoes_it(int width, int height, string entry)
    {
        using var rest = await demo.RestAsync(Ct);
        await using var page = await demo.OpenAsync(width, height);
        await Evidence.KeepAsync($"order-{width}", demo.Server, page, async () =>
        {
            var at = page.Page;
            await at.Locator("nav[aria-label=Sections] button").Nth(1).PressAsync("Enter");
            await Assertions.Expect(at.Locator("nav[aria-label=Sections] [aria-current=page]")).ToHaveTextAsync(entry);
            await at.GetByLabel("Sort by", new() { Exact = true }).SelectOptionAsync("collateral");
            await at.WaitForURLAsync(new Regex("order=-collateral"));
            var wanted = (await demo.Api.HeatmapAsync("latest", Ct)).Clusters.MaxBy(c => decimal.Parse(c.Collateral, System.Globalization.CultureInfo.InvariantCulture))!;
            var first = at.Locator("section.table .body [role=row]").First;
            await Assertions.Expect(first).ToHaveAttributeAsync("data-cluster-id", wanted.Id);
            await at.GoBackAsync();
            await Assertions.Expect(at.GetByLabel("Sort by", new() { Exact = true })).ToHaveValueAsync("ratio");
            await at.GoForwardAsync();
            await Assertions.Expect(first).ToHaveAttributeAsync("data-cluster-id", wanted.Id);

            await using var other = await demo.OpenAsync(width, height, link: new Uri(at.Url).PathAndQuery);
            await Assertions.Expect(other.Page.Locator("section.table .body [role=row]").First).ToHaveAttributeAsync("data-cluster-id", wanted.Id);
            Assert.Empty(page.Complaints);
        });
    }
}
